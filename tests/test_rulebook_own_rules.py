"""Folders of rules of one's own, which add to ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from privaudit import rulebook
from privaudit.errors import RuleError
from privaudit.model.estate import Place
from privaudit.model.rules import Allowed, Role, Rulebook
from tests.conftest import closed
from tests.test_rulebook import EMAIL, ENGLISH, EXAMPLES, PATTERN, folder


def both(place: Path, **own: str) -> Rulebook:
    """The rules of a folder with e-mail addresses and web sites, and those of one's own."""
    site = EMAIL.replace("email, mail of contact", "site, web page").replace("weak: address", "weak: link")
    french = "title: French\nfillers: de\nroles:\n  person: client\nwords:\n  user.email:\n    strong: courriel, adresse\n"
    ours = folder(place / "ours", user_email=EMAIL, user_site=site, en=ENGLISH, fr=french)
    return rulebook.load(ours, folder(place / "own", **own))


def refusal(place: Path, **own: str) -> RuleError:
    with pytest.raises(RuleError) as caught:
        both(place, **own)
    return caught.value


def test_a_category_of_ones_own_adds_words_and_patterns_to_ours(tmp_path: Path) -> None:
    pattern = PATTERN.partition("patterns:\n")[2].format(regex="[a-z][0-9]", more="")
    rules = both(tmp_path, user_email=f"strong: post, mail\n{EXAMPLES}patterns:\n{pattern}")
    email = rules.categories["user.email"]
    assert (email.title, email.dpv) == ("E-mail", "pd:EmailAddress")
    assert [pattern.id for pattern in email.patterns] == ["user.email/code"]
    words = rules.vocabularies["en"].words
    assert words["post",].category == words["email",].category == words["mail",].category == "user.email"


def test_what_ones_own_file_says_of_a_category_goes_before_ours(tmp_path: Path) -> None:
    email = both(tmp_path, user_email="title: Electronic address\ncomplete: true\n").categories["user.email"]
    assert (email.title, email.dpv, email.complete) == ("Electronic address", "pd:EmailAddress", True)


def test_a_category_that_replaces_ours_leaves_nothing_of_it(tmp_path: Path) -> None:
    rules = both(tmp_path, user_email=EMAIL.replace("email, mail of contact", "post").replace("weak: address\n", "") + "replaces: true\n")
    assert set(rules.categories) == {"user.email", "user.site"}
    assert ("post",) in rules.vocabularies["en"].words
    assert ("email",) not in rules.vocabularies["en"].words


def test_a_category_that_replaces_ours_or_is_new_must_be_whole(tmp_path: Path) -> None:
    assert refusal(tmp_path, user_email=f"strong: post\nreplaces: true\n{EXAMPLES}").message == "title: this key is missing"
    assert refusal(tmp_path / "new", user_badge=f"strong: badge\n{EXAMPLES}").message == "title: this key is missing"
    assert set(both(tmp_path / "whole", user_badge=EMAIL.replace("email, mail of contact", "badge")).categories) > {"user.badge"}


def test_words_of_ones_own_need_examples_and_a_title_alone_needs_none(tmp_path: Path) -> None:
    error = refusal(tmp_path, user_email="strong: post\n")
    assert error.message == "examples: this key is missing"
    assert error.place is not None
    assert error.place.path.endswith("own/categories/user.email.yaml")
    language = "words:\n  user.email:\n    strong: pli\n"
    assert refusal(tmp_path / "language", fr=language).message == "examples: this key is missing"
    other = "examples:\n  hit: [{column: a.b, category: user.mail}, {column: a.c, category: user.email}]\n  miss: []\n"
    assert refusal(tmp_path / "few", fr=language + other).message.startswith("examples.miss: too few examples")
    named = other.replace("miss: []", "miss: [{column: a.d, category: user.email}]")
    assert refusal(tmp_path / "named", fr=language + named).message == "examples.hit.0.category: there is no such category"


def test_a_phrase_of_ones_own_means_what_the_user_says_in_every_language(tmp_path: Path) -> None:
    rules = both(tmp_path, user_site=f"strong: email, adresse\n{EXAMPLES}")
    assert rules.vocabularies["en"].words["email",].category == "user.site"
    assert rules.vocabularies["en"].words["adresse",].category == "user.site"
    assert ("adresse",) not in rules.vocabularies["fr"].words
    assert rules.vocabularies["fr"].words["courriel",].category == "user.email"


LANGUAGE_EXAMPLES = "examples:\n" + "".join(
    f"  {kind}: [{{column: a.b, category: user.email}}, {{column: a.c, category: user.email}}]\n" for kind in ("hit", "miss")
)


def test_a_language_of_ones_own_adds_or_replaces(tmp_path: Path) -> None:
    language = f"words:\n  user.site:\n    strong: courriel, toile\n{LANGUAGE_EXAMPLES}"
    added = both(tmp_path / "adds", fr=language).vocabularies["fr"]
    assert {phrase: word.category for phrase, word in added.words.items()} == {
        ("courriel",): "user.site",
        ("adresse",): "user.email",
        ("toile",): "user.site",
    }
    assert added.roles["client",] == {Role.PERSON}
    replaced = both(tmp_path / "replaces", fr=f"title: French\nreplaces: true\n{language}").vocabularies["fr"]
    assert set(replaced.words) == {("courriel",), ("toile",)}
    assert not replaced.roles
    assert refusal(tmp_path / "half", fr=f"replaces: true\n{language}").message == "title: this key is missing"


def test_short_forms_of_ones_own_have_three_letters_for_each_word(tmp_path: Path) -> None:
    rules = both(tmp_path / "good", fr="threes:\n  date naissance: datnai, nai\n")
    assert rules.vocabularies["fr"].threes == {"datnai": ("date", "naissance"), "nai": ("date", "naissance")}
    fault = refusal(tmp_path / "bad", fr="threes:\n  naissance: nai, nais\n")
    assert "'nais' is not made of pieces of three letters" in fault.message
    assert fault.place is not None
    assert fault.place.line == 2


def test_two_files_of_ones_own_that_disagree_name_both(tmp_path: Path) -> None:
    error = refusal(tmp_path, user_email=f"strong: post\n{EXAMPLES}", user_site=f"strong: web, post\n{EXAMPLES}")
    assert error.place is not None
    assert error.place.path.endswith("own/categories/user.site.yaml")
    assert error.message.startswith("strong.1: 'post' belongs to user.email already, see ")
    assert error.message.endswith("own/categories/user.email.yaml:1")


def test_a_pattern_of_the_name_of_one_of_ours_names_both(tmp_path: Path) -> None:
    entry = PATTERN.partition("patterns:\n")[2].format(regex="[a-z][0-9]", more="")
    ours = folder(tmp_path / "ours", user_email=f"{EMAIL}patterns:\n{entry}", en=ENGLISH)
    with pytest.raises(RuleError, match=r"patterns.0.name: another pattern is called 'code' too: see .*ours/categories/user.email.yaml:9"):
        rulebook.load(ours, folder(tmp_path / "own", user_email=f"patterns:\n{entry}"))


def test_a_pattern_of_ones_own_that_nothing_can_run_is_refused(tmp_path: Path) -> None:
    nested = PATTERN.partition("patterns:\n")[2].format(regex="(" * 1000 + "a" + ")" * 1000, more="")
    assert refusal(tmp_path, user_email=f"patterns:\n{nested}").message.startswith("patterns.0.regex: no engine can run this")


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ("- {column: shops.email}\n", "0.reason: this key is missing"),
        ("- {column: email, reason: ours}\n", '0.column: "email" is not a column as table.column'),
        ("- {column: shops.email, category: user.emial, reason: ours}\n", "0.category: there is no such category"),
        ("- {where: shops.email, reason: ours}\n", "0.where: this key is unknown"),
        ("column: shops.email\n", "write a list here: one entry with a dash for each column"),
        ("- shops.email\n", "0: keys must stand here, each with a colon and a value"),
    ],
)
def test_an_allow_list_that_is_wrong_is_refused(tmp_path: Path, entries: str, message: str) -> None:
    error = refusal(tmp_path, allow=entries)
    assert error.message == message
    assert error.place is not None
    assert error.place.line == 1


def test_an_allow_list_names_columns_and_reasons(tmp_path: Path) -> None:
    (entry,) = both(tmp_path, allow="- column: public.shops.*mail\n  category: user.email\n  reason: the shop's own\n").allowed
    assert isinstance(entry, Allowed)
    assert (entry.table, entry.column, entry.category, entry.reason) == ("public.shops", "*mail", "user.email", "the shop's own")
    assert str(entry.place).endswith("own/allow/allow.yaml:1")
    assert both(tmp_path / "group", allow="- {column: a.b, category: special, reason: none}\n").allowed


@pytest.mark.parametrize("stray", ["email.yaml", "category/user.email.yaml", "categories/user.email.yml"])
def test_a_file_that_would_not_be_read_is_said(tmp_path: Path, stray: str) -> None:
    own = folder(tmp_path / "own", user_email="title: Electronic address\n")
    path = own / stray
    path.parent.mkdir(exist_ok=True)
    path.write_text("title: E\n", encoding="utf-8")
    ours = folder(tmp_path / "ours", user_email=EMAIL)
    with pytest.raises(RuleError, match="privaudit would not read this file") as caught:
        rulebook.load(ours, own)
    assert caught.value.place is not None
    assert caught.value.place.path == str(path)


@pytest.mark.parametrize("shut", ["", "categories"])
def test_a_folder_of_rules_that_may_not_be_entered_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shut: str) -> None:
    own = folder(tmp_path / "own", user_email="title: Electronic address\n")
    tmp_path.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    with closed(own / shut, 0o000), pytest.raises(RuleError, match="the rules here cannot be read: Permission denied") as caught:
        rulebook.load(Path("own"))
    assert caught.value.place == Place("own/categories")


def test_rules_of_ones_own_are_another_version(tmp_path: Path) -> None:
    ours = folder(tmp_path / "ours", user_email=EMAIL, en=ENGLISH)
    own = folder(tmp_path / "own", user_email="title: Electronic address\n")
    assert rulebook.load(ours, own).version != rulebook.load(ours).version
