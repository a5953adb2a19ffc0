"""What is read of a person's rows: never a row of somebody else, as a wire between the run and a server shows."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from privaudit import ExportOptions, Right, export
from privaudit.errors import SourceError
from privaudit.model.export import Package

TABLES = """
CREATE TABLE addresses (id integer PRIMARY KEY, street text);
CREATE TABLE customers (id integer PRIMARY KEY, last_name text, email text, address_id integer REFERENCES addresses (id));
CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer REFERENCES customers (id), remark text);
CREATE TABLE letters (email text, remark text);
"""
REGISTER = """\
privaudit: 1
organisation: {name: Example SAS, country: FR, identifiers: {email: [customers.email, letters.email]}}
activities:
  - id: customers
    title: Customers
    role: controller
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: ["*"]}]
    data: [{category: user}]
"""


class Wire:
    """Listens between a client and a server, and keeps what the server says.

    Once the server says what it is `cut` at, that and all that follows is lost.
    """

    def __init__(self, server: str) -> None:
        self.heard = bytearray()
        self.cut = b""
        self._server = server
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._server)
                threading.Thread(target=self._relay, args=(client, server, None), daemon=True).start()
                threading.Thread(target=self._relay, args=(server, client, self.heard), daemon=True).start()

    def _relay(self, one: socket.socket, other: socket.socket, heard: bytearray | None) -> None:
        with suppress(OSError), one, other:
            while content := one.recv(65_536):
                if heard is not None:
                    heard.extend(content)
                if self.cut and self.cut in self.heard:
                    self.close()
                    for end in (one, other):
                        end.shutdown(socket.SHUT_RDWR)
                    return
                other.sendall(content)


@contextmanager
def wired(postgresql_url: str, persons: int) -> Iterator[tuple[str, Wire]]:
    """The URL of a database of so many customers, and what is heard of it."""
    url = make_url(postgresql_url).set(drivername="postgresql")
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS wire")
        connection.execute("CREATE DATABASE wire")
    with psycopg.connect(url.set(database="wire").render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(TABLES)
        some = [(n, f"mark-{n}-") for n in range(1, persons + 1)]
        cursor = connection.cursor()
        # The first two live in the same house, and nobody else there.
        cursor.executemany("INSERT INTO addresses VALUES (%s, %s)", [(n, f"{mark}street") for n, mark in some])
        cursor.executemany(
            "INSERT INTO customers VALUES (%s, %s, %s, %s)",
            [(n, f"{mark}name", f"{mark}@customers.example", 1 if n == 2 else n) for n, mark in some],
        )
        cursor.executemany("INSERT INTO orders VALUES (%s, %s, %s)", [(n, n, f"{mark}remark") for n, mark in some])
        cursor.executemany(
            "INSERT INTO letters VALUES (%s, %s)", [(f"{mark.upper()}@customers.example", f"{mark}letter") for n, mark in some]
        )
    with closing(Wire(f"{url.query['host']}/.s.PGSQL.5432")) as wire:
        yield f"postgresql://postgres@127.0.0.1:{wire.port}/wire?sslmode=disable&gssencmode=disable", wire


def test_only_the_rows_of_the_person_leave_the_server(postgresql_url: str, tmp_path: Path) -> None:
    (tmp_path / "register.yaml").write_text(REGISTER, encoding="utf-8")
    with wired(postgresql_url, 40) as (url, wire):
        for person in (1, 7):
            wire.heard.clear()
            who, output = f"email=mark-{person}-@customers.example", tmp_path / f"{person}.zip"
            (told,) = export([url], tmp_path / "register.yaml", [who], output, ExportOptions(right=Right.ACCESS)).persons
            assert isinstance(told.outcome, Package)
            assert {"customers", "orders", "letters"} <= {table.name for table in told.outcome.tables}
            assert {n for n in range(1, 41) if f"mark-{n}-".encode() in bytes(wire.heard).lower()} == {person}


def test_a_server_that_dies_in_the_middle_leaves_no_half_package(postgresql_url: str, tmp_path: Path) -> None:
    (tmp_path / "register.yaml").write_text(REGISTER, encoding="utf-8")
    with wired(postgresql_url, 3) as (url, wire):
        # The person has been found by then, and their orders are on the way.
        wire.cut = b"mark-1-remark"
        with pytest.raises(SourceError, match="orders: the connection was lost"):
            export([url], tmp_path / "register.yaml", ["email=mark-1-@customers.example"], tmp_path / "out.zip")
        assert b"mark-1-name" in wire.heard
    assert [path.name for path in tmp_path.iterdir()] == ["register.yaml"]
