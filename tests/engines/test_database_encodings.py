"""Databases that keep their texts in other encodings than UTF-8: the same columns, findings and packages as in UTF-8."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from privaudit import CheckOptions, ExportOptions, Right, check, export, scan
from privaudit.model.report import CheckReport
from privaudit.scanning import Options
from tests.engines.conftest import Database

DAY = date(2026, 6, 30)
REGISTER = """\
privaudit: 1
organisation: {name: Inn, country: FR, contact: {email: privacy@inn.example}, identifiers: {email: [gäste.courriel]}}
activities:
  - id: guests
    title: Guests
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: ["*"]}]
    data: [{category: user.contact.email}, {category: user.name}]
    clocks:
      - {id: gone, start: {event: last_contact, column: gäste.vu}, max: P1Y, then: delete}
    marketing:
      - {channel: email, contacts: [gäste.courriel], opt_out: [{list: stops.courriel}, {flag: gäste.refusé, means: [désinscrit]}]}
"""
NAMES = ("Zoé", "Jürgen", "Hélöise", "André")
GUESTS = [
    (
        n,
        NAMES[n % 4],
        f"{NAMES[n % 4].lower()}{n}@mail.example",
        ("2020-01-01", "31/02/2020", "2026-05-01")[n % 3],
        "Désinscrit" if n == 1 else "non",
    )
    for n in range(20)
]
STOPS = ("ZOÉ4@MAIL.EXAMPLE", "hélöise2@mail.example", "nobody@mail.example")
FOUND = {
    ("expired-records", "gäste", None, 7),
    ("opted-out-contact", "gäste", "courriel", 3),
    ("records-without-clock", "gäste", None, 7),
    ("unreadable-dates", "gäste", "vu", 7),
}
CANARY = "canary7319"
_NUMBERS = count(1)


def _statements(quote: str) -> Iterator[str]:
    guests = f"{quote}gäste{quote}"
    name, refused = f"{quote}prénom{quote}", f"{quote}refusé{quote}"
    yield f"CREATE TABLE {guests} (id INT PRIMARY KEY, {name} TEXT, courriel VARCHAR(80), vu TEXT, {refused} VARCHAR(20))"
    yield "CREATE TABLE stops (courriel VARCHAR(80))"
    yield from (f"INSERT INTO {guests} VALUES {row}" for row in GUESTS)  # noqa: S608 constants
    yield from (f"INSERT INTO stops VALUES ('{address}')" for address in STOPS)  # noqa: S608 constants


_POSTGRESQL = [("postgresql", encoding) for encoding in ("UTF8", "LATIN1", "WIN1250", "SQL_ASCII")]
_OTHERS = [(kind, encoding) for kind in ("mariadb", "mysql") for encoding in ("latin1", "utf8mb3", "cp1250", "utf16")]
LATIN1 = [("postgresql", "LATIN1"), ("mariadb", "latin1"), ("mysql", "latin1")]


@pytest.fixture(params=[*_POSTGRESQL, *_OTHERS], ids="-".join)
def inn(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a database of a kind that keeps its texts in an encoding."""
    kind, encoding = request.param
    server = Database(request.getfixturevalue(f"{kind}_url"))
    name = f"encoded_{next(_NUMBERS)}"
    if kind == "postgresql":
        server.run(f"CREATE DATABASE {name} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C' ENCODING '{encoding}'")
        url = make_url(server.url).set(database=name)
        with psycopg.connect(str(url.set(drivername="postgresql")), client_encoding="utf8", autocommit=True) as connection:
            for statement in _statements('"'):
                connection.execute(statement.encode())
    else:
        server.run(f"CREATE DATABASE {name} CHARACTER SET {encoding}")
        url = make_url(server.url).set(database=name)
        Database(url.render_as_string()).run(*_statements("`"))
    yield url.render_as_string(hide_password=False)
    server.run(f"DROP DATABASE {name}{' WITH (FORCE)' if kind == 'postgresql' else ''}")


def _register(folder: Path) -> Path:
    path = folder / "register.yaml"
    path.write_text(REGISTER, encoding="utf-8")
    return path


def _found(report: CheckReport) -> set[tuple[str, str, str | None, int | None]]:
    return {(one.check, one.table, one.column, one.count) for one in report.findings if one.count is not None}


def test_columns_are_told_as_in_utf_8(inn: str) -> None:
    report = scan([inn], Options(sample=None))
    told = {(one.table.name, one.column.name): (one.category, one.values) for one in report.columns}
    assert told["gäste", "prénom"] == ("user.name.first", 20)
    assert told["gäste", "courriel"] == ("user.contact.email", 20)
    assert told["stops", "courriel"] == ("user.contact.email", 3)
    assert not report.skipped


def test_findings_are_those_of_utf_8(inn: str, tmp_path: Path) -> None:
    report = check([inn], _register(tmp_path), CheckOptions(as_of=DAY))
    assert _found(report) == FOUND
    assert not report.incomplete


def test_a_person_is_found_by_accents_and_given_out_whole(inn: str, tmp_path: Path) -> None:
    (person,) = export(
        [inn], _register(tmp_path), ["email=HÉLÖISE2@mail.example"], tmp_path / "out.zip", ExportOptions(right=Right.ACCESS)
    ).persons
    with zipfile.ZipFile(person.path) as archive:
        rows = [
            row
            for name in archive.namelist()
            if name.startswith("data/g") and name.endswith(".json")
            for row in json.loads(archive.read(name))
        ]
    assert [{key: str(cell) for key, cell in row.items()} for row in rows if "vu" in row] == [
        dict(zip(("id", "prénom", "courriel", "vu", "refusé"), map(str, GUESTS[2]), strict=True))
    ]


@pytest.mark.parametrize("inn", LATIN1, indirect=True, ids="-".join)
def test_letters_that_the_encoding_lacks_are_nobodys(inn: str, tmp_path: Path) -> None:
    report = export([inn], _register(tmp_path), ["email=łukasz@mail.example"], tmp_path / "out.zip", ExportOptions(right=Right.ACCESS))
    assert not report.persons or not report.persons[0].path


@pytest.mark.parametrize("inn", LATIN1, indirect=True, ids="-".join)
def test_the_encoding_of_the_connection_is_no_matter_of_the_url(inn: str, tmp_path: Path) -> None:
    option = "client_encoding=latin1" if inn.startswith("postgresql") else "charset=latin1"
    asked = inn.replace("charset=utf8mb4", option) if "charset" in inn else f"{inn}&{option}"
    assert _found(check([asked], _register(tmp_path), CheckOptions(as_of=DAY))) == FOUND


@pytest.mark.parametrize("inn", [("postgresql", "SQL_ASCII")], indirect=True, ids="-".join)
def test_bytes_of_several_encodings_in_one_table_are_read(inn: str, tmp_path: Path) -> None:
    with psycopg.connect(inn.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"INSERT INTO stops VALUES ('{CANARY}é@mail.example'), ('JÜRGEN5@mail.example')".encode("cp1252"))  # noqa: S608 constants
        connection.execute("INSERT INTO stops SELECT chr(1) || repeat(chr(2), 3)")
    report = scan([inn])
    assert {one.column.name: one.values for one in report.columns if one.table.name == "stops"} == {"courriel": 6}
    checked = check([inn], _register(tmp_path), CheckOptions(as_of=DAY))
    assert ("opted-out-contact", "gäste", "courriel", 4) in _found(checked)
    assert CANARY not in repr(report) + repr(checked)
