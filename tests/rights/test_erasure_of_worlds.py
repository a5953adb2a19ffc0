"""Worlds made by chance, from which one person is erased: the rows around theirs, and what an export of them holds afterwards."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from privaudit import ErasureOptions, ExportOptions, Right, export, plan_erasure
from privaudit.model.export import Package
from privaudit.rights.script import script
from tests.rights.worlds import PERSONS, World, a_world, address

REGISTER = """\
privaudit: 1
organisation: {{name: Example SAS, country: FR, identifiers: {{email: [people.email]}}}}
activities:
  - id: all
    title: All
    role: controller
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{{tables: ["*"]}}]
    data: [{{category: user}}]
    clocks:
      - {{id: kept, tables: [{table}], start: {{event: item_date, column: {table}.payload}}, max: P10Y, exception: {{reason: A17-3-b}}}}
"""
Rows = dict[str, dict[str, tuple[Any, ...]]]
"""For each table its rows by id."""


def as_database(world: World, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for table, columns in world.columns.items():
            keys = [f", FOREIGN KEY ({column}) REFERENCES {target} (id)" for column, target in world.keys[table]]
            connection.execute(f"CREATE TABLE {table} ({', '.join(f'{name} TEXT' for name in columns)}, PRIMARY KEY (id){''.join(keys)})")
        for table, rows in world.rows.items():
            cells = [[row[name] or None for name in world.columns[table]] for row in rows]
            connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(world.columns[table]))})", cells)  # noqa: S608 names of our own
        connection.commit()


def rows_in(path: Path, world: World) -> Rows:
    with closing(sqlite3.connect(path)) as connection:
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
        return {table: {row[0]: row for row in connection.execute(f"SELECT * FROM {table}")} for table in world.columns}  # noqa: S608 as above


def must_stay(world: World, table: str) -> dict[str, set[str]]:
    """The first person's rows of a table, and all that they point to, directly or not."""
    stays: dict[str, set[str]] = {name: set() for name in world.rows}
    queue = [(table, key) for key in world.mine(table, 0)]
    while queue:
        name, key = queue.pop()
        if key and key not in stays[name]:
            stays[name].add(key)
            row = next(row for row in world.rows[name] if row["id"] == key)
            queue += [(target, row[column]) for column, target in world.keys[name]]
    return stays


def exported(path: Path, register: Path, who: str) -> dict[str, set[str]] | None:
    """The ids of the rows that an export of somebody holds, by table; None where nobody is found."""
    package = path.with_name(f"{who.replace('@', '-')}.zip")
    (person,) = export([f"sqlite:///{path}"], register, [who], package, ExportOptions(right=Right.ACCESS)).persons
    if not isinstance(person.outcome, Package):
        return None
    return {table.name: {str(row[0]) for row in table.rows} for table in person.outcome.tables}


def erased(world: World, path: Path, register: Path, kept: str) -> tuple[Rows, Rows]:
    """The rows before and after the plan for the first person has been carried out."""
    as_database(world, path)
    register.write_text(REGISTER.format(table=kept), encoding="utf-8")
    plan = plan_erasure([f"sqlite:///{path}"], register, ErasureOptions(subject=(f"email={address(0)}",)))
    before = rows_in(path, world)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script(plan, None))
    return before, rows_in(path, world)


@settings(max_examples=10)
@given(st.integers(0, 10_000))
def test_once_erased_an_export_holds_only_what_had_to_be_kept(seed: int) -> None:
    world = a_world(seed)
    things = sorted(name for name in world.rows if name.startswith("thing"))
    kept = things[seed % len(things)]
    with tempfile.TemporaryDirectory() as folder:
        path, register = Path(folder) / "world.db", Path(folder) / "register.yaml"
        before, after = erased(world, path, register, kept)
        stays, own = must_stay(world, kept), world.of(0)
        for table, rows in before.items():
            assert set(after[table]) == set(rows) - (set(own.get(table, ())) - stays[table])
            others = set(rows) - set(own.get(table, ()))
            assert {key: after[table][key] for key in others} == {key: rows[key] for key in others}
        (person,) = own[PERSONS]
        assert exported(path, register, f"email={address(0)}") is None
        left = {table: set(keys) & stays[table] for table, keys in own.items() if set(keys) & stays[table]}
        assert exported(path, register, f"{PERSONS}.id={person}") == (left or None)
        assert exported(path, register, f"email={address(1)}") == {table: set(keys) for table, keys in world.of(1).items()}
