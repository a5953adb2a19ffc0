"""How long the row checks take on live databases, as a multiple of the server's own time to count the columns that they ask.

    python benchmarks/server_check_speed.py [postgresql|mariadb] [TABLES] [ROWS]

Starts a server of its own (as the tests do), fills it with mailing lists, one suppression list with a tenth of the contacts, and a
register that speaks of them, and prints for each check the processor time of the server, and at the end what crossed the wire: the
bytes of all answers, and those of the columns asked.  Half of the lists hold their dates as dates, half as text.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.engine import URL, make_url
from sqlglot import exp
from wire import RUNNING, Wire, processor_time, wired

from privaudit import checking, pipeline
from privaudit.engines._columns_asked import names_of
from privaudit.engines.database import DatabaseEngine
from privaudit.pipeline import CheckOptions

CHECKS = ("opted-out-contact", "expired-records", "records-without-clock", "unreadable-dates")
AS_OF = date(2026, 6, 30)

NUMBERS = {"postgresql": "generate_series(1, {rows}) AS n(i)", "mariadb": "(SELECT seq AS i FROM seq_1_to_{rows}) AS n"}
DAYS = {"postgresql": "DATE '{start}' + CAST({days} AS int)", "mariadb": "DATE '{start}' + INTERVAL {days} DAY"}
TYPES = {"typed": "date", "text": "varchar(30)"}
LIST = (
    "CREATE TABLE contacts_{name} (id int PRIMARY KEY, email varchar(190), unsubscribed varchar(10), created_on {kind},"
    " last_contact_on {kind})"
)
ROWS = (
    "INSERT INTO contacts_{name} SELECT i, CONCAT('user', i, '@customers', i % 500, '.example'),"
    " CASE WHEN i % 50 > 0 THEN 'no' ELSE 'yes' END, {created}, {last} FROM {numbers}"
)
GONE = "CREATE TABLE unsubscribes (id int PRIMARY KEY, email varchar(190), unsubscribed_on date)"
GONE_ROWS = (
    "INSERT INTO unsubscribes SELECT i, UPPER(CONCAT('user', i * 10, '@customers', (i * 10) % 500, '.example')), {since} FROM {numbers}"
)
REGISTER = """privaudit: 1
organisation: {name: Example SAS, country: FR, contact: {email: privacy@example.org}}
activities:
"""
ACTIVITY = """  - id: newsletter-{id}
    role: controller
    purposes: [marketing.communications.email]
    basis: [A6-1-f]
    subjects: [prospect]
    where: [{{tables: [contacts_{name}, unsubscribes]}}]
    data: [{{category: user.contact.email}}, {{category: user.privacy_preferences}}]
    clocks:
      - id: after-contact
        tables: [contacts_{name}]
        start:
          latest:
            - {{event: collection, column: contacts_{name}.created_on}}
            - {{event: last_contact, column: contacts_{name}.last_contact_on}}
        max: P3Y
    marketing:
      - channel: email
        contacts: [contacts_{name}.email]
        opt_out:
          - {{flag: contacts_{name}.unsubscribed, means: ["yes"]}}
          - {{list: unsubscribes.email, date: unsubscribes.unsubscribed_on}}
"""


def fill(kind: str, url: URL, tables: int, rows: int) -> list[str]:
    """Makes the tables; the names of the lists."""
    names = [f"{'typed' if number % 2 else 'text'}_{number}" for number in range(tables)]

    def some_day(start: str, days: str, name: str) -> str:
        day = DAYS[kind].format(start=start, days=days)
        return day if name.startswith("typed") else f"CAST({day} AS char(10))"

    with create_engine(url).connect() as connection:

        def run(sql: str) -> None:
            connection.exec_driver_sql(sql.replace("%", "%%"))

        for name in names:
            run(LIST.format(name=name, kind=TYPES[name.partition("_")[0]]))
            days = ("2019-01-01", "(i * 7919.0) % 2400"), ("2021-01-01", "(i * 1047.0) % 1800")
            created, last = (some_day(start, of, name) for start, of in days)
            run(ROWS.format(name=name, created=created, last=last, numbers=NUMBERS[kind].format(rows=rows)))
        run(GONE)
        since = DAYS[kind].format(start="2024-01-01", days="i % 600")
        run(GONE_ROWS.format(since=since, numbers=NUMBERS[kind].format(rows=rows // 10)))
        connection.commit()
        for name in (*(f"contacts_{name}" for name in names), "unsubscribes"):
            run(f"ANALYZE {'' if kind == 'postgresql' else 'TABLE '}{name}")
        connection.commit()
    return names


@dataclass
class Asked:
    """What the checks asked of the server."""

    columns: dict[str, set[str]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    sent: int = 0


def checked(kind: str, url: URL, through: str, wire: Wire, register: Path) -> Asked:
    """Runs the checks, and watches them."""
    asked = Asked()
    known, ask = dict(checking.known_checks()), DatabaseEngine.ask

    def watched(engine: DatabaseEngine, question: exp.Expr) -> object:
        for relation, (table, there) in engine._tables.items():  # noqa: SLF001 which table a relation is nobody else knows
            for found in question.find_all(exp.Table):
                if found.name == relation:
                    asked.columns.setdefault(there.name, set()).update(names_of(found, table))
        return ask(engine, question)

    def timed(name: str) -> object:
        def running(context: object) -> object:
            before, sent = processor_time(kind, url), wire.sent
            DatabaseEngine.ask = watched
            found = list(known[name].run(context))
            DatabaseEngine.ask = ask
            asked.seconds[name] = processor_time(kind, url) - before
            asked.sent += wire.sent - sent
            return found

        return replace(known[name], run=running)

    original = checking.known_checks
    checking.known_checks = lambda: {name: timed(name) for name in CHECKS}
    report = pipeline.check([through], register, CheckOptions(as_of=AS_OF, select=CHECKS))
    checking.known_checks = original
    print("   ", ", ".join(f"{finding.check} {finding.count:,}" for finding in report.findings))
    return asked


def counted(kind: str, url: URL, columns: dict[str, set[str]]) -> tuple[float, int]:
    """Seconds in which the server counts the columns, and how many bytes stand in them."""
    size = 0
    with create_engine(url).connect() as connection:
        before = processor_time(kind, url)
        for table, names in columns.items():
            connection.exec_driver_sql(f"SELECT {', '.join(f'COUNT({name})' for name in sorted(names))} FROM {table}").all()
        taken = processor_time(kind, url) - before
        for table, names in columns.items():
            sizes = " + ".join(f"SUM(OCTET_LENGTH(CONCAT({name})))" for name in sorted(names))
            size += int(connection.exec_driver_sql(f"SELECT {sizes} FROM {table}").scalar_one())
    return taken, size


def main(kind: str, tables: int, rows: int) -> None:
    """Prints a line per check."""
    with tempfile.TemporaryDirectory() as name, RUNNING[kind]() as server:
        url, folder = make_url(server), Path(name)
        names = fill(kind, url, tables, rows)
        register = folder / "register.yaml"
        register.write_text(REGISTER + "".join(ACTIVITY.format(name=one, id=one.replace("_", "-")) for one in names), encoding="utf-8")
        with wired(kind, url, folder) as (through, wire):
            asked = checked(kind, url, through, wire, register)
        count, size = counted(kind, url, asked.columns)
        print(f"{kind}, {tables} tables x {rows:,} rows: to count the columns asked takes {count:.2f} s")
        print(", ".join(f"{check} {taken / count:.1f}" for check, taken in asked.seconds.items()), "times that;", end=" ")
        print(f"together {sum(asked.seconds.values()) / count:.1f}; {asked.sent / size:.4%} of {size:,} bytes crossed the wire")


if __name__ == "__main__":
    kind, *sizes = sys.argv[1:] or ["postgresql"]
    main(kind, int(sizes[0]) if sizes else 10, int(sizes[1]) if len(sizes) > 1 else 1_000_000)
