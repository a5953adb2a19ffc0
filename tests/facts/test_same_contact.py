"""When two e-mail addresses are the same contact."""

from __future__ import annotations

import pytest
from sqlglot import exp

from privaudit import questions as ask
from privaudit.engines.duckdb import DuckDBEngine
from privaudit.facts import RowFacts
from privaudit.facts.same_contact import ascii_domains, contact_key, mail_providers
from privaudit.model.contacts import OptedOutRows, Wish
from privaudit.model.facts import TableColumn
from privaudit.model.register import ColumnName, OptOut
from tests.conftest import Rows, emails

SAME = [
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
    ("post@-é-.example", "POST@-É-.example"),
]
OTHERS = [
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
    ("post@-é-.example", "post@-e-.example"),
    ("jean@example.org", "jean"),
]


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The key of each address above, as the engine computes it."""
    addresses = list(dict.fromkeys(address for pair in SAME + OTHERS for address in pair))
    domains = {address.strip().lower().rpartition("@")[2] for address in addresses}
    international = ascii_domains(sorted(domain for domain in domains if not domain.isascii()))
    table = exp.values([(address,) for address in addresses], alias="t", columns=["address"])
    key = contact_key(ask.folded(ask.column("address")), mail_providers(), international)
    with DuckDBEngine(tmp_path_factory.mktemp("keys")) as engine:
        return dict(engine.ask(exp.select(ask.column("address"), exp.alias_(key, "key")).from_(table)))


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_the_same_contact(keys: dict[str, str], one: str, other: str) -> None:
    assert keys[one] == keys[other]


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_addresses_of_different_contacts(keys: dict[str, str], one: str, other: str) -> None:
    assert keys[one] != keys[other]


def test_the_domains_of_both_sides_are_looked_up(facts: RowFacts, rows: Rows) -> None:
    mailing = rows("mailing", "id,email\n1,post@müller.example\n2,post@xn--bcher-kva.example\n3,post@example.org\n")
    gone = rows("gone", "id,email\n1,POST@xn--mller-kva.example\n2,Post@Bücher.example\n")
    wish = Wish(OptOut(list=ColumnName("gone", "email")), TableColumn(gone, "email"))
    assert facts.opted_out(OptedOutRows(emails(mailing, "email"), (wish,))).opted_out == 2


def test_domains_become_ascii_and_impossible_ones_are_left_out() -> None:
    assert ascii_domains(["müller.example", "straße.example", "-é-.example", "é" * 70]) == {
        "müller.example": "xn--mller-kva.example",
        "straße.example": "xn--strae-oqa.example",
    }


def test_each_domain_belongs_to_one_provider() -> None:
    domains = [domain for provider in mail_providers() for domain in provider.domains]
    assert len(domains) == len(set(domains)) > 10
    assert all(domain == domain.lower().strip() for domain in domains)
