"""What the rules and the checks say of themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from privaudit.checking import known_checks
from privaudit.errors import UsageError
from privaudit.model.explanation import PARTS, CategoryPage, CheckPage
from privaudit.rule_pages import check_pages, page_of, pages
from privaudit.rulebook import built_in


def category(name: str) -> CategoryPage:
    (page,) = page_of(name).pages
    assert isinstance(page, CategoryPage)
    return page


def test_a_category_tells_its_law_its_words_and_its_forms() -> None:
    page = category("user.financial.bank_account")
    assert page.title == built_in().categories[page.id].title
    assert "GDPR 4(1)" in page.law
    assert page.words["en"].strong > 3
    assert page.words["fr"].some
    assert {pattern.validator for pattern in page.patterns} >= {"iban"}
    assert page.files[0] == "rules/categories/user.financial.bank_account.yaml"
    assert page.hit
    assert page.miss


def test_a_prefix_and_a_group_tell_what_they_stand_for() -> None:
    assert "user.contact.email" in category("user.contact").below
    assert category("user.name").below == ("user.name.first", "user.name.last", "user.name.middle")
    special = category("special")
    assert "user.demographic.religious_belief" in special.below
    assert special.law == ("GDPR 9(1)",)


@pytest.mark.parametrize("name", list(known_checks()))
def test_every_check_has_its_page_with_all_four_parts(name: str) -> None:
    (page,) = page_of(name).pages
    assert isinstance(page, CheckPage)
    known = known_checks()[name]
    assert (page.title, page.severity, page.law) == (known.title, known.severity.word, known.law)
    assert page.summary
    assert not page.summary.endswith(".")
    assert tuple(page.parts) == PARTS
    for heading, said in page.parts.items():
        assert said.endswith("."), heading


def test_the_list_of_all_checks_is_that_of_their_files() -> None:
    assert [page.id for page in check_pages()] == list(known_checks())


def test_the_parts_are_those_of_the_docstring_on_one_line() -> None:
    (page,) = page_of("partial-read").pages
    assert isinstance(page, CheckPage)
    assert page.summary == "Rows that could not be read"
    assert page.parts["Example"] == "2 rows of `orders.csv` have more cells than the header: lines 17 and 301."


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("user.contact.emial", "user.contact.email"),
        ("stale_entry", "stale-entry"),
        ("weak_hash", "weak-password-hash"),
        ("Password", "weak-password-hash, cleartext-password, user.authorization.password"),
        ("card", "full-card-number, user.financial.credit_card"),
    ],
)
def test_what_is_not_known_is_said_with_the_nearest(name: str, near: str) -> None:
    with pytest.raises(UsageError) as caught:
        page_of(name)
    assert caught.value.message == f"there is no category and no check {name}"
    assert caught.value.hint.startswith(f"The nearest: {near}")


def test_where_nothing_is_near_both_lists_are_named() -> None:
    with pytest.raises(UsageError) as caught:
        page_of("zzz")
    assert caught.value.hint.startswith("privaudit rules list names the categories, privaudit check --help the checks.")


@pytest.mark.parametrize(
    ("text", "found"), [("e-mail", "user.contact.email"), ("*.email", "user.contact.email"), ("CRIMINAL", "user.criminal_history")]
)
def test_the_list_is_narrowed_by_id_title_and_group(text: str, found: str) -> None:
    names = [page.id for page in pages(text).pages]
    assert found in names
    assert len(names) < 5


def test_the_whole_list_has_all_categories() -> None:
    assert [page.id for page in pages().pages] == list(built_in().categories)


def test_words_of_ones_own_are_shown_first(tmp_path: Path) -> None:
    (tmp_path / "categories").mkdir()
    own = tmp_path / "categories" / "user.name.first.yaml"
    own.write_text("strong: nym\nexamples:\n  hit: [{column: a.nym}, {column: b.nym}]\n  miss: [{column: a.c}]\n", encoding="utf-8")
    (page,) = page_of("user.name.first", [tmp_path]).pages
    assert isinstance(page, CategoryPage)
    assert page.words["en"].some[0] == "nym"
    assert str(own) in page.files
