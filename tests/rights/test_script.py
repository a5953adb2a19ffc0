"""Plans written as SQL, carried out on each kind of database: hostile names and values, circles, and numbers that differ."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pymysql
import pytest

from privaudit.errors import UsageError
from privaudit.model.erasure import Blank, Cleared, Detached, Erased, ErasurePlan, ErasureStep, Fate, Grounds, HeldRows
from privaudit.model.estate import Column, ForeignKey, Reference, Skipped, Table
from privaudit.model.report import Run
from privaudit.rights.script import known_scripts, script
from tests.rights.script_servers import Mysql, Postgresql, Server, Sqlite, quoted

RUN = Run("0.0.0", "1", date(2026, 6, 30), datetime(2026, 6, 30, tzinfo=UTC))
ODD = 'o\'dd "na%me" $privaudit$ :x'
HOSTILE = (
    "it's",
    'say "hello"',
    "back\\slash\\",
    "100% :name %s",
    "line\nbreak\r\n-- comment",
    "$privaudit$;",
    "é 😀 `tick`",
    "'; DROP TABLE other; --",
    "",
)


@pytest.fixture(params=["sqlite", "postgresql", "mariadb", "mysql"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Server:
    if request.param == "postgresql":
        return Postgresql(request.getfixturevalue("postgresql_url"))
    return Sqlite(tmp_path / "scripts.db") if request.param == "sqlite" else Mysql(request.getfixturevalue(f"{request.param}_url"))


def table(name: str, *columns: Column, key: tuple[str, ...] = ("id",), keys: tuple[ForeignKey, ...] = ()) -> Table:
    return Table("rows.csv", name, columns, key, keys)


def step(of: Table, *rows: tuple[object, ...], fate: Fate = Fate.DELETE, cleared: tuple[Cleared, ...] = ()) -> ErasureStep:
    return ErasureStep(HeldRows(of, tuple(column.name for column in of.columns), rows), fate, Grounds("as asked"), cleared)


def plan(*steps: ErasureStep, detached: tuple[Detached, ...] = (), warnings: tuple[Skipped, ...] = ()) -> ErasurePlan:
    return ErasurePlan(RUN, Erased.SUBJECT, steps, detached, warnings=warnings)


ID, NAME = Column("id", "varchar(40)", nullable=False), Column("name", "text")
PEOPLE = table("people", ID, NAME)


def people(server: Server, *rows: tuple[object, ...]) -> None:
    server.set_up(f"CREATE TABLE people (id {server.text} PRIMARY KEY, name {server.text})", people=rows)


def test_hostile_keys_reach_their_rows_and_no_others(server: Server) -> None:
    people(server, *((value, "x") for value in (*HOSTILE, "it''s", "back\\\\slash\\\\", "other")))
    server.run(script(plan(step(PEOPLE, *((value, "x") for value in HOSTILE))), server.dialect))
    assert server.rows("people") == [("it''s", "x"), ("back\\\\slash\\\\", "x"), ("other", "x")]


def test_hostile_names_are_quoted(server: Server) -> None:
    name, column = quoted(server, ODD), quoted(server, "co'l%umn :y")
    server.set_up(f"CREATE TABLE {name} ({column} {server.text} PRIMARY KEY, b {server.text})", **{ODD: [("1", "x"), ("2", "y")]})
    odd = table(ODD, Column("co'l%umn :y", "text"), Column("b"), key=("co'l%umn :y",))
    cleared = step(odd, ("2", "y"), fate=Fate.ANONYMISE, cleared=(Cleared("b", Blank.NULL),))
    server.run(script(plan(cleared, step(odd, ("1", "x"))), server.dialect))
    assert server.rows(ODD) == [("2", None)]


def test_rows_without_a_key_are_told_by_all_that_they_hold(server: Server) -> None:
    server.set_up(f"CREATE TABLE list (id {server.text}, name {server.text})", list=[("1", None), ("1", None), ("1", "x"), ("2", None)])
    listed = table("list", ID, NAME, key=())
    server.run(script(plan(step(listed, ("1", None), ("1", None))), server.dialect))
    assert server.rows("list") == [("1", "x"), ("2", None)]


def test_cleared_columns_hold_what_the_plan_says(server: Server) -> None:
    columns = (
        Column("id", "integer", nullable=False),
        *(Column(by.name.lower(), "text") for by in (Blank.NULL, Blank.NAMED, Blank.TEXT, Blank.NOTHING)),
        Column("zero", "integer"),
        Column("day", "date"),
        Column("false", "boolean"),
    )
    made = ", ".join(f"{quoted(server, name)} {server.text}" for name in ("null", "named", "text", "nothing"))
    row = (7, "a", "b", "c", "d", 5, "2020-01-31", True)
    rest = f"{quoted(server, 'zero')} integer, {quoted(server, 'day')} date, {quoted(server, 'false')} boolean"
    server.set_up(f"CREATE TABLE things (id integer PRIMARY KEY, {made}, {rest})", things=[row])
    cleared = tuple(
        Cleared(by.name.lower(), by) for by in (Blank.NULL, Blank.NAMED, Blank.TEXT, Blank.NOTHING, Blank.ZERO, Blank.DAY, Blank.FALSE)
    )
    server.run(script(plan(step(table("things", *columns), row, fate=Fate.ANONYMISE, cleared=cleared)), server.dialect))
    ((*found,),) = server.rows("things")
    assert [str(value) for value in found[:7]] == ["7", "None", "erased-7", "erased", "", "0", "1900-01-01"]
    assert found[7] in (0, False)


MORE = step(PEOPLE, ("2", "y"), ("no such row", "z"))
CLEARED = step(PEOPLE, ("1", "x"), fate=Fate.ANONYMISE, cleared=(Cleared("name", Blank.NULL),))


@pytest.mark.parametrize(
    "steps",
    [
        (CLEARED, MORE),
        (CLEARED, MORE, step(PEOPLE, ("3", "z"))),
        (step(PEOPLE, ("no such row", "x"), fate=Fate.ANONYMISE, cleared=CLEARED.cleared), step(PEOPLE, ("3", "z"))),
    ],
    ids=["last", "middle", "first"],
)
def test_where_a_number_differs_nothing_is_changed(server: Server, steps: tuple[ErasureStep, ...]) -> None:
    rows = [("1", "x"), ("2", "y"), ("3", "z")]
    people(server, *rows)
    text = script(plan(*steps), server.dialect)
    with pytest.raises((sqlite3.Error, psycopg.Error, pymysql.Error)):
        server.run(text)
    assert server.rows("people") == rows
    server.run_on(text)
    assert server.rows("people") == rows


def test_a_value_that_is_already_blank_is_no_difference(server: Server) -> None:
    people(server, ("1", None), ("2", "y"))
    both = step(PEOPLE, ("1", None), ("2", "y"), fate=Fate.ANONYMISE, cleared=CLEARED.cleared)
    server.run(script(plan(both), server.dialect))
    assert server.rows("people") == [("1", None), ("2", None)]


def test_a_client_that_goes_on_carries_out_a_right_plan_too(server: Server) -> None:
    people(server, ("1", "x"), ("2", "y"))
    server.run_on(script(plan(step(PEOPLE, ("1", "x"))), server.dialect))
    assert server.rows("people") == [("2", "y")]


def test_rows_that_point_to_each_other_in_a_circle_point_nowhere_first(server: Server) -> None:
    server.set_up(
        f"CREATE TABLE teams (id {server.text} PRIMARY KEY, head {server.text}, above {server.text}, "
        "FOREIGN KEY (above) REFERENCES teams (id))",
        f"CREATE TABLE staff (id {server.text} PRIMARY KEY, team {server.text} NOT NULL, FOREIGN KEY (team) REFERENCES teams (id))",
        teams=[("t1", None, None), ("t2", None, "t1"), ("t3", None, None)],
        staff=[("s1", "t1"), ("s3", "t3")],
    )
    if server.dialect != "sqlite":
        server.set_up("UPDATE teams SET head = 's1' WHERE id = 't1'", "ALTER TABLE teams ADD FOREIGN KEY (head) REFERENCES staff (id)")
    teams = table("teams", ID, Column("head"), Column("above"))
    staff = table("staff", ID, Column("team", nullable=False))
    held = step(teams, ("t1", "s1", None), ("t2", None, "t1"))
    circles = (
        Detached(HeldRows(teams, held.held.columns, (held.held.rows[0],)), ForeignKey(("head",), Reference("staff", ("id",)))),
        Detached(HeldRows(teams, held.held.columns, (held.held.rows[1],)), ForeignKey(("above",), Reference("teams", ("id",)))),
    )
    server.run(script(plan(step(staff, ("s1", "t1")), held, detached=circles), server.dialect))
    assert (server.rows("teams"), server.rows("staff")) == ([("t3", None, None)], [("s3", "t3")])


def test_many_rows_are_written_in_parts(server: Server) -> None:
    rows = [(f"{number:04}", "x") for number in range(1203)]
    people(server, *rows)
    text = script(plan(step(PEOPLE, *rows[:1201])), server.dialect)
    assert text.count("DELETE FROM") == 3
    server.run(text)
    assert server.rows("people") == rows[1201:]


def test_what_lies_in_files_beside_a_database_is_left_to_hands() -> None:
    there = Table("postgresql://ada@server/shop", "people", (ID, NAME), ("id",))
    text = script(plan(step(there, ("1", "x")), step(PEOPLE, ("2", "y"))), None)
    assert "-- BY HAND, as it lies in a file: delete 1 row of people in rows.csv" in text
    assert text.count("DELETE FROM") == 1


def test_a_database_in_a_file_needs_no_dialect_and_other_files_beside_it_are_left_to_hands() -> None:
    there = replace(PEOPLE, source="shop.db", dialect="sqlite")
    text = script(plan(step(there, ("1", "x")), step(PEOPLE, ("2", "y"))), None)
    assert "BEGIN IMMEDIATE" in text
    assert "-- BY HAND, as it lies in a file: delete 1 row of people in rows.csv" in text
    assert text.count("DELETE FROM") == 1
    assert "DO $privaudit$" in script(plan(step(there, ("1", "x"))), "postgresql")


def test_a_database_in_a_file_that_has_no_script_is_said() -> None:
    with pytest.raises(UsageError, match="there is no script for duckdb"):
        script(plan(step(replace(PEOPLE, source="shop.duckdb", dialect="duckdb"), ("1", "x"))), None)


def test_comments_cannot_be_left() -> None:
    odd = table("people\n; DROP TABLE people; --", ID, NAME)
    text = script(plan(step(odd, ("1", "x")), warnings=(Skipped("a\nb", "c\u202ed"),)), "sqlite")
    assert "-- people ; DROP TABLE people; --: delete, 1 row: as asked" in text.splitlines()
    assert "-- BY HAND: a b: c\\u202ed" in text


def test_nothing_to_change_needs_no_dialect() -> None:
    assert "Nothing is to be changed." in script(plan(step(PEOPLE, ("1", "x"), fate=Fate.KEEP)), None)


@pytest.mark.parametrize(("dialect", "said"), [(None, "nobody says in which dialect"), ("oracle", "there is no script for oracle")])
def test_a_dialect_that_is_not_there_is_said_with_those_that_are(dialect: str | None, said: str) -> None:
    with pytest.raises(UsageError, match=said) as raised:
        script(plan(step(PEOPLE, ("1", "x"))), dialect)
    assert all(name in raised.value.hint for name in known_scripts())


def test_two_databases_are_no_transaction() -> None:
    one, other = (Table(f"sqlite:///{name}.db", "people", (ID, NAME), ("id",)) for name in ("one", "other"))
    in_file = replace(other, source="other.db", dialect="sqlite")
    for second in (other, in_file):
        with pytest.raises(UsageError, match="several databases"):
            script(plan(step(one, ("1", "x")), step(second, ("1", "x"))), None)
