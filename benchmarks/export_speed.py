"""How long one person's export takes on PostgreSQL: 200 tables that foreign keys tie, all indexed, 10,000,000 rows in all.

    python benchmarks/export_speed.py [ROWS] [RUNS] [URL]

The data is made inside the server: that of the URL, whose database must be empty, else one that is started for the time of the run.
Told are the seconds that pass, the CPU time of the process, as a multiple of the time in which the same server counts the rows of all
tables once, its peak memory, and how many rows came over the wire.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

HOME = Path(__file__).parent.parent
TABLES = 200
LARGE = 5
"""Tables that share the half of all rows."""
WORDS = ["order", "invoice", "contract", "ticket", "payment", "visit", "booking", "delivery", "message", "rating"]
WORDS += ["session", "parcel", "course", "claim", "licence"]
PARTS = ["line", "note", "event", "entry", "change", "file", "label", "step", "mark", "part"]
REGISTER = """\
privaudit: 1
organisation: {name: Example SAS, country: FR, identifiers: {email: [customers.email]}}
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
_EXPORT = """\
import resource, sys, time
from privaudit import ExportOptions, Right, export
from privaudit.engines.database import DatabaseEngine
fetched = 0
def counted(known):
    def counting(self, question):
        global fetched
        for row in known(self, question):
            fetched += 1
            yield row
    return counting
streamed, asked = counted(DatabaseEngine.stream), counted(DatabaseEngine.ask)
DatabaseEngine.stream = streamed
DatabaseEngine.ask = lambda self, question: list(asked(self, question))
started = time.perf_counter()
report = export([sys.argv[1]], sys.argv[2], [sys.argv[4]], sys.argv[3], ExportOptions(right=Right.ACCESS))
taken = time.perf_counter() - started
used = resource.getrusage(resource.RUSAGE_SELF)
tables = report.persons[0].outcome.tables
rows = sum(len(one.rows) for one in tables)
print(f"{taken:.1f} {used.ru_utime + used.ru_stime:.1f} {used.ru_maxrss // 1024} {rows} {len(tables)} {fetched}")
"""


@dataclass
class Made:
    """A table that is to be made."""

    name: str
    rows: int
    parents: list[Made] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    """Expressions over the number of the row, `i`, each with its name."""

    def make(self, connection: psycopg.Connection) -> None:
        """Makes it with its rows, indexes and foreign keys."""
        # The first row of each table belongs to the first person, whose data are exported.
        keys = [f"1 + ((i - 1) * 7919 % {parent.rows})::int AS {parent.name}_id" for parent in self.parents]
        cells = ", ".join(["i AS id", *keys, *self.columns])
        _do(connection, f"CREATE TABLE {self.name} AS SELECT {cells} FROM generate_series(1::bigint, {self.rows}) AS i")
        _do(connection, f"ALTER TABLE {self.name} ADD PRIMARY KEY (id)")
        for parent in self.parents:
            _do(connection, f"CREATE INDEX ON {self.name} ({parent.name}_id)")
            _do(connection, f"ALTER TABLE {self.name} ADD FOREIGN KEY ({parent.name}_id) REFERENCES {parent.name} (id)")


def _do(connection: psycopg.Connection, statement: str) -> None:
    connection.execute(sql.SQL(statement))  # type: ignore[arg-type]


def tables(total: int) -> Iterator[Made]:
    """The tables, those first to which others point: cities, addresses, products, customers, and what belongs to these."""
    chance = random.Random(7)  # noqa: S311 no secret
    persons = total // 50
    cities = Made("cities", 1_000, columns=["'Town ' || i AS label"])
    addresses = Made("addresses", persons, [cities], ["i || ' Main Street' AS street", "lpad((i % 99999)::text, 5, '0') AS postal_code"])
    bundles = Made("bundles", 2_000, columns=["'Bundle ' || i AS label", "i % 97 AS amount"])
    person = ["'Ada' AS first_name", "'Exemple ' || i AS last_name", "'Person.' || i || '@customers.example' AS email"]
    person += ["'+336' || (39980000 + i % 9999) AS phone", "DATE '1950-01-01' + (i % 20000)::int AS birth_date"]
    customers = Made("customers", persons, [addresses], person)
    yield from (cities, addresses, bundles, customers)
    done = [customers]
    names = [f"{word}_{part}s" for part in PARTS for word in WORDS]
    names += [f"old_{name}" for name in names]
    chosen = names[: TABLES - 4]
    large = set(chance.sample(chosen, LARGE))
    for name in chosen:
        rows = total * 23 // 50 // LARGE if name in large else total // 2 // (len(chosen) - LARGE)
        parents = {
            one.name: one for one in (chance.choice([customers, *done]), chance.choice(done) if chance.random() < 0.2 else customers)
        }
        made = Made(name, rows, list(parents.values()), ["DATE '2020-01-01' + (i % 2000)::int AS made_on", "'note ' || i AS note"])
        if chance.random() < 0.2:
            made.parents.append(bundles)
        if chance.random() < 0.2:
            made.columns.append("'192.0.2.' || i % 255 AS ip_address")
        if chance.random() < 0.1:
            made.columns.append(f"'Person.' || 1 + ((i - 1) * 7919 % {persons}) || '@customers.example' AS email")
        done.append(made)
        yield made


@contextmanager
def server(url: str | None) -> Iterator[str]:
    """The URL of a database; without one that of a server for the time of the block."""
    sys.path.insert(0, str(HOME))
    from tests.servers import running_postgresql  # noqa: PLC0415 of use only where no server is named

    with nullcontext(url) if url is not None else running_postgresql() as found:
        yield found


def exported(url: str, run: int, folder: Path) -> tuple[float, ...]:
    """Seconds, CPU seconds, peak in MB, rows and tables of the package, rows over the wire."""
    register = folder / "register.yaml"
    register.write_text(REGISTER, encoding="utf-8")
    arguments = [url, str(register), str(folder / f"{run}.zip"), "email=person.1@customers.example"]
    done = subprocess.run([sys.executable, "-c", _EXPORT, *arguments], check=True, capture_output=True, text=True)  # noqa: S603 our own text
    return tuple(map(float, done.stdout.split()))


def main(total: int, runs: int, url: str | None) -> None:
    """Prints a line per run."""
    with server(url) as found, tempfile.TemporaryDirectory() as folder:
        made = list(tables(total))
        with psycopg.connect(found.replace("+psycopg", ""), autocommit=True) as connection:
            for table in made:
                table.make(connection)
            _do(connection, "VACUUM ANALYZE")
            started = time.perf_counter()
            rows = sum(connection.execute(sql.SQL(f"SELECT count(*) FROM {table.name}")).fetchone()[0] for table in made)
            counting = time.perf_counter() - started
        print(f"{len(made)} tables, {rows:,} rows, counted in {counting:.1f} s")
        for run in range(runs):
            taken, used, peak, own, reached, fetched = exported(found, run, Path(folder))
            print(
                f"{taken:.1f} s, {taken / counting:.1f} times the counting; own CPU {used:.1f} s, peak {peak:.0f} MB; "
                f"{own:.0f} rows of {reached:.0f} tables in the package, {fetched:.0f} rows over the wire"
            )


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000,
        int(sys.argv[2]) if len(sys.argv) > 2 else 3,
        sys.argv[3] if len(sys.argv) > 3 else None,
    )
