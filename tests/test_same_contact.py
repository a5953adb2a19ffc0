"""When two e-mail addresses are the same contact."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest

from privaudit.facts import RowFacts
from privaudit.model.facts import TableColumn, Wish
from privaudit.model.register import ColumnName, OptOut
from privaudit.same_contact import ascii_domains, mail_providers
from tests.conftest import Rows

Same = Callable[[str, str], bool]


@pytest.fixture
def same(facts: RowFacts, rows: Rows) -> Same:
    """Whether the one address, on a list of opt-outs, takes the other out of a mailing."""
    numbers = count()

    def comparing(one: str, other: str) -> bool:
        contacts, gone = (TableColumn(rows(f"t{next(numbers)}", f'email\n"{address}"\n'), "email") for address in (one, other))
        return facts.opted_out(contacts, (Wish(OptOut(list=ColumnName("gone", "email")), gone),)).opted_out == 1

    return comparing


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jean@example.org", " Jean@Example.ORG\t"),
        ("jean@example.org", "\u00a0jean@example.org\u3000"),
        ("élodie@example.org", "ÉLODIE@example.org"),
        ("jdoe@gmail.com", "j.d.oe@gmail.com"),
        ("jdoe@gmail.com", "J.Doe+shop+2@GoogleMail.com"),
        ("anna@outlook.com", "anna+x@outlook.com"),
        ("anna@me.com", "anna+y@icloud.com"),
        ("j.doe@proton.me", "jdoe+a@proton.me"),
        ("post@müller.example", "POST@MÜLLER.example"),
        ("post@müller.example", "post@xn--mller-kva.example"),
        ("post@bücher.example", "post@bu\u0308cher.example"),
    ],
)
def test_spellings_of_the_same_contact(same: Same, one: str, other: str) -> None:
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jdoe@example.org", "j.doe@example.org"),
        ("jean@example.org", "jean+a@example.org"),
        ("jdoe@outlook.com", "j.doe@outlook.com"),
        ("anna@outlook.com", "anna@hotmail.com"),
        ("anna@proton.me", "anna@protonmail.com"),
        ("jean@example.org", "jean@example.com"),
        ("jdoe@gmail.com", "j.doe@gmail.com.example"),
        ("jean@example.org", "je an@example.org"),
        ("elodie@example.org", "élodie@example.org"),
        ("post@muller.example", "post@müller.example"),
        ("jean@example.org", "jean"),
    ],
)
def test_addresses_of_different_contacts(same: Same, one: str, other: str) -> None:
    assert not same(one, other)
    assert not same(other, one)


def test_a_domain_that_is_none_is_compared_as_it_stands(same: Same) -> None:
    assert same("post@-é-.example", "POST@-É-.example")
    assert not same("post@-é-.example", "post@-e-.example")


def test_domains_become_ascii_and_impossible_ones_are_left_out() -> None:
    assert ascii_domains(["müller.example", "straße.example", "-é-.example", "é" * 70]) == {
        "müller.example": "xn--mller-kva.example",
        "straße.example": "xn--strae-oqa.example",
    }


def test_each_domain_belongs_to_one_provider() -> None:
    domains = [domain for provider in mail_providers() for domain in provider.domains]
    assert len(domains) == len(set(domains)) > 10
    assert all(domain == domain.lower().strip() for domain in domains)
