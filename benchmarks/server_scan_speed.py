"""How long `scan` takes on a database server, as a multiple of its own time for a pattern, and how much of the data crosses the wire.

    python benchmarks/server_scan_speed.py postgresql|mariadb|mysql [ROWS] [TABLES]

It starts a server, fills TABLES tables with ROWS rows each, and talks to it through a proxy that counts bytes.  Times are the CPU
seconds of the server and of this process together: a machine that others use too changes them little.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url
from sqlalchemy.pool import NullPool
from wire import NUMBERS, PREPARED, RUNNING, processor_time, wired

from privaudit.scanning import Options, scan

TEXTS = ("email", "first_name", "phone", "city", "iban", "notes")
PATTERN = "^[A-Za-z0-9._-]+@[a-z0-9.-]+$|^[+]33[0-9]{9}$|^[A-Z]{2}[0-9]{20,25}$|^[0-9]{4}-[0-9]{2}-[0-9]{2}$|^[0-9]{13,16}$|^[0-9.]{7,15}$"
"""Six alternatives, as somebody would write them by hand."""
COLUMNS = {
    "email": "CONCAT('user', i, '@customers.example')",
    "first_name": "CASE MOD(i, 4) WHEN 0 THEN 'Marie' WHEN 1 THEN 'Jean' WHEN 2 THEN 'Piotr' ELSE 'Giulia' END",
    "phone": "CONCAT('+336', 10000000 + MOD(i, 100003) * 797)",
    "city": "CASE MOD(i, 3) WHEN 0 THEN 'Lyon' WHEN 1 THEN 'Utrecht' ELSE 'Torino' END",
    "iban": "CONCAT('FR76', 10000000000 + i, '0000000000')",
    "notes": "CASE MOD(i, 9) WHEN 0 THEN CONCAT('write to user', i, '@home.example, prefers mornings') ELSE 'called about the invoice' END",
    "left_on": "DATE '2019-01-01' + {days}",
}


def filled(kind: str, url: URL, names: list[str], rows: int) -> int:
    """Fills the tables; how many bytes their texts have."""
    postgresql = kind == "postgresql"
    days = "CAST(MOD(i, 2500) AS INT)" if postgresql else "INTERVAL MOD(i, 2500) DAY"
    made = ", ".join(f"{expression.format(days=days)} AS {name}" for name, expression in COLUMNS.items())
    numbers = NUMBERS[kind].format(rows=rows)
    text, size = "TEXT" if postgresql else "CHAR", 0
    with create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql(PREPARED.get(kind, "SELECT 1"))
        for name in names:
            connection.exec_driver_sql(f"CREATE TABLE {name} AS SELECT i AS id, {made} FROM {numbers}".replace("%", "%%"))
            connection.exec_driver_sql(f"ALTER TABLE {name} ADD PRIMARY KEY (id)")
            connection.exec_driver_sql(f"ANALYZE {'' if postgresql else 'TABLE '}{name}").close()
            lengths = " + ".join(f"COALESCE(OCTET_LENGTH(CAST({one} AS {text})), 0)" for one in ("id", *COLUMNS))
            size += int(connection.exec_driver_sql(f"SELECT SUM({lengths}) FROM {name}").scalar() or 0)
    return size


def asked(url: URL, names: list[str], cells: list[str]) -> Callable[[], None]:
    """Asks the server itself for these of each table."""

    def run() -> None:
        with create_engine(url, poolclass=NullPool).connect() as connection:
            for name in names:
                connection.exec_driver_sql(f"SELECT {', '.join(cells)} FROM {name}").fetchall()

    return run


def main(kind: str, rows: int, tables: int) -> None:
    """Prints the figures."""
    names = [f"people{number}" for number in range(tables)]
    with tempfile.TemporaryDirectory() as folder, RUNNING[kind]() as server, wired(kind, make_url(server), Path(folder)) as (target, wire):
        url = make_url(server)
        data = filled(kind, url, names, rows)
        print(f"{kind}: {tables} tables x {rows:,} rows, {data / 1e6:.0f} MB of values")

        def measured(what: str, run: Callable[[], object], base: float | None = None) -> float:
            before, own, server, started = wire.sent, _own(), processor_time(kind, url), time.perf_counter()
            run()
            own, server = _own() - own, processor_time(kind, url) - server
            ratio = f", {(own + server) / base:.1f} times" if base else ""
            share = f", {100 * (wire.sent - before) / data:.2f} % of the data on the wire" if wire.sent > before else ""
            wall = time.perf_counter() - started
            print(f"  {what}: {own + server:.2f} s CPU ({server:.2f} of the server), {wall:.1f} s{ratio}{share}", flush=True)
            return own + server

        sign = "~" if kind == "postgresql" else "REGEXP"
        patterns = [f"COUNT(CASE WHEN {name} {sign} '{PATTERN}' THEN 1 END)" for name in TEXTS]
        told = measured("the server holds one pattern against each text column", asked(url, names, patterns))
        measured("scan of a sample", lambda: scan([target]), told)
        measured("scan --full", lambda: scan([target], Options(sample=None)), told)


def _own() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200_000, int(sys.argv[3]) if len(sys.argv) > 3 else 1)
