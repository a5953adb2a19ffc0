"""What is portable: provided or observed, on consent or contract."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privaudit.model.reasons import Reason, because
from privaudit.model.rights import Given, Subject
from privaudit.rights.identity import Asked
from privaudit.rights.portability import Portability
from privaudit.rights.subject import find_subject
from tests.conftest import Declare, Rows

ACTIVITY = """\
activities:
  - id: customers
    purposes: [essential.service]
    basis: [BASIS]
    subjects: [customer]
    source: SOURCE
    where: [{tables: [customers]}]
    data: [{category: user.contact.email}]
"""
CUSTOMERS = "id,email,entered_by\n1,ada@x.example,Agency\n2,bo@x.example,customer\n"


Why = Callable[..., str]


@pytest.fixture
def why_not(declare: Declare, rows: Rows, asked: Callable[..., Asked]) -> Why:
    """Why the address of a person is not portable, by a register."""

    def asking(text: str, person: str = "ada") -> str:
        register = declare(text)
        table = rows("customers", CUSTOMERS)
        subject = find_subject(asked([table], register), [Given("email", f"{person}@x.example")])
        assert isinstance(subject, Subject)
        found = Portability(register, subject).why_not(table, "email", subject.tables[0].rows[0])
        return "" if found is None else str(found)

    return asking


@pytest.mark.parametrize(
    ("basis", "source", "said"),
    [
        ("A6-1-b", "subject", ""),
        ("A6-1-a", "observed", ""),
        ("A6-1-c, A6-1-b", "[subject, inferred]", ""),
        ("A6-1-f", "subject", "neither on consent nor on contract (basis: A6-1-f)"),
        ("A6-1-c", "subject", "neither on consent nor on contract (basis: A6-1-c)"),
        ("A6-1-b", "inferred", "has it inferred"),
        ("A6-1-b", "{third_party: building agency}", "from a third party (building agency)"),
    ],
)
def test_the_basis_and_the_source_decide(basis: str, source: str, said: str, why_not: Why) -> None:
    found = why_not(ACTIVITY.replace("BASIS", basis).replace("SOURCE", source))
    assert found == said if not said else said in found


def test_rows_that_a_third_party_entered_are_not_provided_by_the_person(why_not: Why) -> None:
    source = "[subject, {third_party: agency, when: {column: customers.entered_by, equals: agency}}]"
    text = ACTIVITY.replace("BASIS", "A6-1-b").replace("SOURCE", source)
    assert "from a third party (agency)" in why_not(text)
    assert not why_not(text, "bo")


def test_what_no_activity_declares_has_no_known_basis(why_not: Why) -> None:
    text = ACTIVITY.replace("BASIS", "A6-1-b").replace("SOURCE", "subject").replace("[customers]", "[orders]")
    assert why_not(text) == str(because(Reason.UNDECLARED))
