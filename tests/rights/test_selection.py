"""From rows to a package: names of files, and what stays out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from privaudit.model.organisation import Right
from privaudit.model.rights import Given, Subject
from privaudit.rights.identity import Asked
from privaudit.rights.selection import select, shown
from privaudit.rights.subject import find_subject
from tests.conftest import Declare, Rows, key_to

REGISTER = """\
activities:
  - id: customers
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: ["*"]}]
    data: [{category: user.contact.email}]
stores:
  - {id: backups, files: ["backups/*.dump"], dated_by: name, max: P30D}
"""
BCRYPT = "$2b$12$" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0"


def test_cells_of_others_are_left_out_and_counted(rows: Rows, asked: Callable[..., Asked], declare: Declare) -> None:
    register = declare(REGISTER)
    people = rows("people", "id,email\n1,ada@x.example\n2,bo@x.example\n", primary_key=("id",))
    tickets = rows(
        "tickets",
        "id,people_id,contact_email\n7,1,bo@x.example\n8,1,ada@x.example\n",
        primary_key=("id",),
        foreign_keys=(key_to("people", "id", via="people_id"),),
    )
    run = asked([people, tickets], register)
    subject = find_subject(run, [Given("email", "ada@x.example")])
    assert isinstance(subject, Subject)
    selection = select(run, register, subject, Right.ACCESS)
    assert [table.rows for table in selection.tables if table.name == "tickets"] == [(("7", "1", None), ("8", "1", "ada@x.example"))]
    assert [(left.table, left.column, left.rows) for left in selection.left_out] == [
        ("tickets", "contact_email", 1),
        ("store backups", None, None),
    ]


@pytest.mark.parametrize("right", [Right.ACCESS, Right.PORTABILITY])
def test_passwords_and_other_secrets_stay_out_and_are_told_unless_they_are_asked_for(
    rows: Rows, asked: Callable[..., Asked], declare: Declare, right: Right
) -> None:
    register = declare(REGISTER)
    people = rows("people", f"id,email,pwd,otp_secret,plan\n1,ada@x.example,{BCRYPT},JBSWY3DPEHPK3PXP,gold\n", primary_key=("id",))
    run = asked([people], register)
    subject = find_subject(run, [Given("email", "ada@x.example")])
    assert isinstance(subject, Subject)
    selection = select(run, register, subject, right)
    assert [table.rows for table in selection.tables] == [(("1", "ada@x.example", "gold"),)]
    told = [(left.table, left.column, left.rows, left.law) for left in selection.left_out if left.column]
    assert told == [("people", "pwd", 1, "GDPR 32(1)"), ("people", "otp_secret", 1, "GDPR 32(1)")]
    (table,) = select(run, register, subject, right, secrets=True).tables
    assert table.rows == (("1", "ada@x.example", BCRYPT, "JBSWY3DPEHPK3PXP", "gold"),)


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\x", "a/b", "", "\u202e", "-rf", "con.", "x" * 300])
def test_files_have_tame_names_whatever_a_table_is_called(name: str, rows: Rows, asked: Callable[..., Asked], declare: Declare) -> None:
    register = declare(REGISTER)
    people = replace(rows("people", "id,email\n1,ada@x.example\n2,bo@x.example\n", primary_key=("id",)), name=name)
    run = asked([people], register)
    subject = find_subject(run, [Given("email", "ada@x.example")])
    assert isinstance(subject, Subject)
    (table,) = select(run, register, subject, Right.ACCESS).tables
    assert table.stem.strip("_-") == table.stem
    assert table.stem.replace("-", "").replace("_", "").isalnum()
    assert len(table.stem) <= 60


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("exports/2026/customers.csv", "customers.csv"),
        ("postgresql://jane:***@db.internal:5432/crm?sslmode=require", "postgresql database crm"),
    ],
)
def test_where_data_comes_from_is_told_without_folders_servers_and_logins(source: str, said: str) -> None:
    assert shown(source) == said
