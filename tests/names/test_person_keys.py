"""Which columns point to persons because they are called as the key of a table of persons."""

from __future__ import annotations

from privaudit import rulebook
from privaudit.model.estate import Column, Table
from privaudit.model.rules import Role
from privaudit.names.languages import speech
from privaudit.names.person_keys import keys_in

ROLES = speech((), rulebook.built_in()).roles


def a_table(name: str, key: str, *columns: str) -> Table:
    return Table("schema.sql", name, tuple(Column(column, "INT") for column in (key, *columns)), (key,))


def test_the_key_of_a_table_of_persons_points_to_one_elsewhere() -> None:
    assert keys_in((a_table("members", "mbr"), a_table("loans", "id", "mbr")), ROLES) == {"mbr": frozenset()}
    assert keys_in((a_table("patients", "pid"), a_table("visits", "id", "pid")), ROLES) == {"pid": {Role.PATIENT}}


def test_what_all_tables_call_their_key_points_to_none() -> None:
    tables = [a_table(name, "pkid") for name in ("members", "rooms", "prices", "loans")]
    assert keys_in(tables, ROLES) == {}


def test_a_key_that_nothing_else_has_points_to_none() -> None:
    assert keys_in((a_table("members", "mbr"), a_table("rooms", "id", "floor")), ROLES) == {}


def test_a_key_that_is_short_for_persons_points_to_one_though_none_is_declared() -> None:
    pupils, marks = Table("s.sql", "eleves", (Column("ele_id"), Column("nom"))), Table("s.sql", "notes", (Column("id"), Column("ele_id")))
    members = Table("s.sql", "members", (Column("role_id"), Column("name")))
    assert keys_in((pupils, marks), speech((pupils, marks), rulebook.built_in()).roles) == {"ele_id": {Role.PUPIL}}
    assert keys_in((members, Table("s.sql", "roles", (Column("role_id"),))), ROLES) == {}
