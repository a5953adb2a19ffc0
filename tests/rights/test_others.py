"""Other people's data in the person's own rows is withheld, column by column."""

from __future__ import annotations

from collections.abc import Callable

from privaudit.model.estate import Table
from privaudit.model.reasons import Because, Reason, because
from privaudit.model.rights import Given, Subject
from privaudit.rights.identity import Asked
from privaudit.rights.others import Others
from privaudit.rights.subject import find_subject
from tests.conftest import Rows, key_to

PEOPLE = "id,first_name,last_name,email\n1,Ada,Exemple,ada@x.example\n2,Bo,Muster,bo@x.example\n"


def withheld(asked: Asked, table: Table) -> list[dict[str, Because]]:
    """What is withheld of each of Ada's rows of a table."""
    subject = find_subject(asked, [Given("email", "ada@x.example")])
    assert isinstance(subject, Subject)
    found = subject.of(table)
    assert found is not None
    return [Others(asked, subject).cells(found, row) for row in found.rows]


def test_the_address_of_somebody_else_is_withheld_and_the_person_s_own_is_not(rows: Rows, asked: Callable[..., Asked]) -> None:
    people = rows("people", PEOPLE, primary_key=("id",))
    tickets = rows(
        "tickets",
        "id,people_id,contact_email,opened_on\n7,1,bo@x.example,2026-01-31\n8,1,ADA@x.example,2026-01-31\n",
        primary_key=("id",),
        foreign_keys=(key_to("people", "id", via="people_id"),),
    )
    assert withheld(asked([people, tickets]), tickets) == [{"contact_email": because(Reason.OTHER_ADDRESS)}, {}]


def test_beside_another_name_all_that_tells_who_it_is_is_withheld(rows: Rows, asked: Callable[..., Asked]) -> None:
    people = rows("people", PEOPLE, primary_key=("id",))
    parcels = rows(
        "parcels",
        "id,people_id,first_name,last_name,phone,sent_on\n7,1,Cy,Sample,0639980003,2026-01-31\n8,1,Ada,Exemple,0639980001,2026-02-28\n",
        primary_key=("id",),
        foreign_keys=(key_to("people", "id", via="people_id"),),
    )
    found = withheld(asked([people, parcels]), parcels)
    assert found == [dict.fromkeys(("first_name", "last_name", "phone"), because(Reason.OTHER_NAME)), {}]


def test_the_number_of_another_person_is_withheld(rows: Rows, asked: Callable[..., Asked]) -> None:
    people = rows("people", PEOPLE, primary_key=("id",))
    messages = rows(
        "messages",
        "id,sender_id,recipient_id,sent_on\n20,1,2,2026-01-31\n21,1,1,2026-01-31\n",
        primary_key=("id",),
        foreign_keys=(key_to("people", "id", via="sender_id"), key_to("people", "id", via="recipient_id")),
    )
    assert withheld(asked([people, messages]), messages) == [{"recipient_id": because(Reason.OTHER_PERSON)}, {}]
    assert withheld(asked([people, messages]), people) == [{}]
