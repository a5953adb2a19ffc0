"""Values of PostgreSQL that Python has no type for: they come as the server writes them, and no error quotes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from psycopg.adapt import Loader
from sqlalchemy import make_url
from sqlglot import exp

from privaudit import questions as ask
from privaudit import scan
from privaudit.answering import ErasureOptions, plan_erasure
from privaudit.engines import database as database_engine
from privaudit.engines.several import Engines
from privaudit.errors import SourceError
from privaudit.model.verdicts import Verdict
from privaudit.rights.script import script
from tests.engines.conftest import Database, only, tables_of
from tests.engines.test_persons_of_servers import REGISTER, erased, exported

pytestmark = only(["postgresql"])
BEYOND = {
    "d": ("date", "infinity"),
    "bc": ("date", "0044-03-15 BC"),
    "late": ("timestamptz", "12000-01-01 00:00:00+00"),
    "past": ("timestamp", "-infinity"),
    "midnight": ("time", "24:00:00"),
    "term": ("interval", "3 years 2 mons"),
    "days": ("date[]", '["infinity"]'),
    "usual": ("date", "2020-01-02"),
}
ADA = "ada@shop.example"


def _filled(database: Database, key: str = "PRIMARY KEY") -> None:
    columns = ", ".join(f"{name} {kind}" for name, (kind, _) in BEYOND.items())
    values = ", ".join("'{infinity}'" if kind == "date[]" else f"'{value}'" for kind, value in BEYOND.values())
    database.run(f"CREATE TABLE guests (id INT {key}, email TEXT, {columns})", f"INSERT INTO guests VALUES (1, '{ADA}', {values})")  # noqa: S608


def test_a_row_with_such_values_is_read(database: Database, engines: Engines) -> None:
    _filled(database)
    table = tables_of(engines, database.url)["guests"]
    question = exp.select(*map(ask.column, BEYOND)).from_(ask.relation(table.relation or ""))
    ((*values,),) = engines.ask(question)
    assert list(engines.stream(question)) == [tuple(values)]
    assert [value if isinstance(value, list) else str(value) for value in values] == [
        ["infinity"] if name == "days" else told for name, (_, told) in BEYOND.items()
    ]


@pytest.mark.parametrize("key", ["PRIMARY KEY", ""])
def test_a_person_with_such_values_is_exported_and_erased(database: Database, tmp_path: Path, key: str) -> None:
    _filled(database, key)
    assert exported(database.url, tmp_path, REGISTER)[0] == erased(database.url, tmp_path) == {"guests": [1]}


def test_how_a_database_writes_by_default_changes_nothing(database: Database, engines: Engines) -> None:
    name = make_url(database.url).database
    styles = ("IntervalStyle = sql_standard", "DateStyle = 'German'", "bytea_output = escape", "extra_float_digits = -15")
    database.run(*(f"ALTER DATABASE {name} SET {style}" for style in styles))
    database.run(
        "CREATE TABLE t (i interval, d date, b bytea, f float8)", r"INSERT INTO t VALUES ('1 mon', '2020-01-02', '\x00ff', 0.1::float8)"
    )
    table = tables_of(engines, database.url)["t"]
    cells = [ask.as_text(ask.column(column.name)) for column in table.columns]
    assert engines.ask(exp.select(*cells).from_(ask.relation(table.relation or ""))) == [("1 mon", "2020-01-02", r"\x00ff", "0.1")]


class _Picky(Loader):
    def load(self, data: Any) -> str:  # noqa: ANN401 whatever holds bytes
        raise NotImplementedError(bytes(data))


def test_what_a_driver_cannot_read_is_said_without_the_value(database: Database, engines: Engines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_engine, "load_as_written", lambda connection: connection.adapters.register_loader("date", _Picky))
    database.run("CREATE TABLE t (d date)", "INSERT INTO t VALUES ('2019-07-31')")
    table = tables_of(engines, database.url)["t"]
    question = exp.select(ask.column("d")).from_(ask.relation(table.relation or ""))
    for asked in (engines.ask, lambda it: list(engines.stream(it))):
        with pytest.raises(SourceError, match=r"t: the driver cannot read a value of it \(NotImplementedError\)") as raised:
            asked(question)
        assert "2019" not in raised.value.told


def test_an_address_is_no_net_and_a_net_is_one(database: Database, engines: Engines) -> None:
    addresses = ["192.0.2.7", "192.0.2.0/24", "2001:db8::7", "2001:db8::/32", None]
    database.run("CREATE TABLE logins (ip inet)")
    database.insert("logins", [{"ip": address} for address in addresses])
    table = tables_of(engines, database.url)["logins"]
    question = exp.select(ask.as_text(ask.column("ip")), ask.trimmed(ask.column("ip"))).from_(ask.relation(table.relation or ""))
    assert engines.ask(question) == [(address, address) for address in addresses]


def test_a_column_of_addresses_is_told_by_them(database: Database) -> None:
    database.run("CREATE TABLE logins (n inet)", "INSERT INTO logins SELECT '192.0.2.0'::inet + g FROM generate_series(1, 200) g")
    (column,) = scan([database.url]).columns
    assert (column.category, column.verdict) == ("user.device.ip_address", Verdict.PROVEN)


CLOCK = """\
    clocks:
      - id: old
        start: {event: collection, column: guests.since}
        max: P3Y
"""


@pytest.mark.parametrize("key", ["PRIMARY KEY", ""])
def test_rows_with_lists_are_planned_and_erased(database: Database, tmp_path: Path, key: str) -> None:
    database.run(f"CREATE TABLE guests (id INT {key}, email TEXT, tags TEXT[], extra JSONB, since DATE)")
    row = "ARRAY['a', 'b'], '{\"n\": [1]}', '2001-01-01'"
    database.run(f"INSERT INTO guests VALUES (1, '{ADA}', {row}), (2, 'bo@shop.example', {row})")  # noqa: S608
    (tmp_path / "register.yaml").write_text(REGISTER + CLOCK, encoding="utf-8")
    for options, left in ((ErasureOptions(subject=(f"email={ADA}",)), 1), (ErasureOptions(expired=True), 0)):
        plan = plan_erasure([database.url], tmp_path / "register.yaml", options)
        database.run("".join(line for line in script(plan, None).splitlines(keepends=True) if "client_encoding" not in line))
        assert database.rows("SELECT count(*) FROM guests") == [(left,)]
