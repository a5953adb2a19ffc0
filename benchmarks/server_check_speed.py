"""How long the row checks take on live databases, as a multiple of the server's own time to count the columns that they ask.

    python benchmarks/server_check_speed.py [postgresql|mariadb|mysql] [ROWS]

Starts a server of its own (as the tests do) and fills it with what a company has: ten tables of so many rows, from customers and their
orders to visits and applications, each with a clock; two of them are mailing lists, and a tenth of their contacts stands on a
suppression list.  Dates are dates or moments, but for two tables that hold them as text.  Printed are the processor time of the server for
each check, what crossed the wire, and the whole command from start to end, each beside the count of the same columns.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.engine import URL, make_url
from sqlglot import exp
from wire import NUMBERS, PREPARED, RUNNING, Wire, processor_time, wired

from privaudit import checking, pipeline
from privaudit.engines._columns_asked import names_of
from privaudit.engines.database import DatabaseEngine
from privaudit.pipeline import CheckOptions

CHECKS = ("opted-out-contact", "expired-records", "records-without-clock", "unreadable-dates")
AS_OF = date(2026, 6, 30)
ROUNDS = 3
"""How often the count is timed: the best one tells most on a machine that others use too."""

DAY = {"postgresql": "(DATE '2019-01-01' + CAST({0} AS int))", "mysql": "(DATE '2019-01-01' + INTERVAL {0} DAY)"}
MOMENT = {
    "postgresql": "(TIMESTAMP '2019-01-01 08:15:00' + CAST({0} AS int) * INTERVAL '1 hour')",
    "mysql": "(TIMESTAMP '2019-01-01 08:15:00' + INTERVAL {0} HOUR)",
}
FRENCH = {"postgresql": "TO_CHAR({0}, 'DD/MM/YYYY')", "mysql": "DATE_FORMAT({0}, '%d/%m/%Y')"}
AGENT = "'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'"
ADDRESS = "CONCAT('user', i, '@customers', i % 500, '.example')"
CUSTOMER = ("customer_id int", "1 + (i * 7919.0) % {rows}")
FLAG = ("unsubscribed varchar(10)", "CASE WHEN i % 50 > 0 THEN 'no' ELSE 'yes' END")
TABLES = {
    "customers": (
        ("first_name varchar(60)", "CASE i % 4 WHEN 0 THEN 'Marie' WHEN 1 THEN 'Jean' WHEN 2 THEN 'Piotr' ELSE 'Giulia' END"),
        ("last_name varchar(60)", "CONCAT('Person', i)"),
        ("email varchar(190)", ADDRESS),
        ("phone varchar(20)", "CONCAT('+336', 10000000 + (i * 7919.0) % 89999999)"),
        ("city varchar(60)", "CASE i % 3 WHEN 0 THEN 'Lyon' WHEN 1 THEN 'Utrecht' ELSE 'Torino' END"),
        FLAG,
        ("created_on date", "day (i * 7919.0) % 2400"),
        ("last_contact_on date", "day 700 + (i * 1047.0) % 1800"),
    ),
    "orders": (CUSTOMER, ("status varchar(10)", "'paid'"), ("total int", "i % 900"), ("ordered_on date", "day (i * 31.0) % 2700")),
    "invoices": (
        CUSTOMER,
        ("number varchar(20)", "CONCAT('F-', i)"),
        ("amount int", "i % 900"),
        ("issued_on date", "day (i * 37.0) % 2700"),
    ),
    "payments": (CUSTOMER, ("iban varchar(34)", "CONCAT('FR76', 10000000000 + i, '00000000')"), ("paid_on date", "day (i * 41.0) % 2700")),
    "deliveries": (CUSTOMER, ("street varchar(90)", "CONCAT(i % 300, ' rue du Lavoir')"), ("shipped_on date", "day (i * 43.0) % 2700")),
    "tickets": (
        CUSTOMER,
        ("subject varchar(90)", "'A question about the invoice'"),
        ("opened_at datetime", "moment (i * 47.0) % 60000"),
        ("closed_at datetime", "moment 300 + (i * 47.0) % 64000"),
    ),
    "visits": (
        ("ip varchar(40)", "CONCAT('203.0.113.', i % 250)"),
        ("user_agent varchar(200)", AGENT),
        ("page varchar(90)", "CONCAT('/offers/', i % 700)"),
        ("visited_at datetime", "moment (i * 53.0) % 64000"),
    ),
    "logins": (CUSTOMER, ("ip varchar(40)", "CONCAT('203.0.113.', i % 250)"), ("logged_in_at datetime", "moment (i * 59.0) % 64000")),
    "newsletter": (
        ("email varchar(190)", ADDRESS),
        FLAG,
        ("subscribed_on varchar(30)", "iso (i * 7919.0) % 2400"),
        ("last_opened_on varchar(30)", "iso 700 + (i * 1047.0) % 1800"),
    ),
    "applications": (
        ("full_name varchar(90)", "CONCAT('Person ', i)"),
        ("email varchar(190)", "CONCAT('applicant', i, '@home.example')"),
        ("received_on varchar(30)", "french (i * 61.0) % 2700"),
    ),
    "unsubscribes": (
        ("email varchar(190)", "UPPER(CONCAT('user', i * 10, '@customers', (i * 10) % 500, '.example'))"),
        ("unsubscribed_on date", "day 1800 + i % 600"),
    ),
}
"""Table -> its columns beside the key: name and type, and what stands there in row i."""
REGISTER = """privaudit: 1
organisation: {name: Example SAS, country: FR, contact: {email: privacy@example.org}}
activities:
"""
ACTIVITY = """  - id: {name}
    role: controller
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{{tables: [{name}, unsubscribes]}}]
    data: [{{category: user}}]
    clocks: [{{id: kept, tables: [{name}], start: {start}, max: P{years}Y}}]
"""
MARKETING = """    marketing:
      - channel: email
        contacts: [{name}.email]
        opt_out:
          - {{flag: {name}.unsubscribed, means: ["yes"]}}
          - {{list: unsubscribes.email, date: unsubscribes.unsubscribed_on}}
"""
CLOCKS = {
    "customers": ("collection created_on, last_contact last_contact_on", 3),
    "orders": ("item_date ordered_on", 5),
    "invoices": ("item_date issued_on", 6),
    "payments": ("item_date paid_on", 5),
    "deliveries": ("item_date shipped_on", 4),
    "tickets": ("request opened_at, last_contact closed_at", 3),
    "visits": ("item_date visited_at", 2),
    "logins": ("item_date logged_in_at", 2),
    "newsletter": ("collection subscribed_on, last_contact last_opened_on", 3),
    "applications": ("collection received_on", 2),
}
"""Table -> the events that its clock starts with, and after how many years it has run out."""
LISTS = ("customers", "newsletter")


def register() -> str:
    """What the company declares."""
    text = REGISTER
    for name, (events, years) in CLOCKS.items():
        pairs = [one.split() for one in events.split(", ")]
        starts = ", ".join(f"{{event: {event}, column: {name}.{column}}}" for event, column in pairs)
        text += ACTIVITY.format(name=name, start=starts if len(pairs) == 1 else f"{{latest: [{starts}]}}", years=years)
        text += MARKETING.format(name=name) if name in LISTS else ""
    return text


def written(kind: str, cell: str) -> str:
    """What stands in a cell, in the server's SQL."""
    form, _, number = cell.partition(" ")
    day = DAY[kind].format(number)
    match form:
        case "day":
            return day
        case "moment":
            return MOMENT[kind].format(number)
        case "iso":
            return f"CAST({day} AS char(10))"
        case "french":
            return FRENCH[kind].format(day)
        case _:
            return cell


def fill(kind: str, url: URL, rows: int) -> None:
    """Makes the tables."""
    with create_engine(url).connect() as connection:

        def run(sql: str) -> None:
            connection.exec_driver_sql(sql.replace("{rows}", str(rows)).replace("%", "%%"))
            connection.commit()

        run(PREPARED.get(kind, "SELECT 1"))
        spoken = "postgresql" if kind == "postgresql" else "mysql"
        for name, columns in TABLES.items():
            types = ", ".join(column.replace("datetime", "timestamp" if kind == "postgresql" else "datetime") for column, _ in columns)
            run(f"CREATE TABLE {name} (id int PRIMARY KEY, {types})")
            numbers = NUMBERS[kind].format(rows=rows // 10 if name == "unsubscribes" else rows)
            run(f"INSERT INTO {name} SELECT i, {', '.join(written(spoken, cell) for _, cell in columns)} FROM {numbers}")
            if CUSTOMER in columns:
                run(f"ALTER TABLE {name} ADD FOREIGN KEY (customer_id) REFERENCES customers (id)")
            run(f"ANALYZE {'' if kind == 'postgresql' else 'TABLE '}{name}")


@dataclass
class Asked:
    """What the checks asked of the server."""

    columns: dict[str, set[str]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    sent: int = 0


def checked(kind: str, url: URL, through: str, wire: Wire, declared: Path) -> Asked:
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
    report = pipeline.check([through], declared, CheckOptions(as_of=AS_OF, select=CHECKS))
    checking.known_checks = original
    for finding in report.findings:
        print("   ", finding.check, finding.table, f"{finding.count:,}")
    return asked


@dataclass(frozen=True)
class Taken:
    """How long something took: from start to end, and the processor time of the server and of privaudit."""

    wall: float
    server: float
    own: float

    def against(self, other: Taken) -> str:
        """The times, and how they stand to those of the count."""
        return (
            f"{self.wall:.1f} s ({self.wall / other.wall:.1f} times), server {self.server:.1f} s ({self.server / other.server:.1f} times)"
        )


def taken(kind: str, url: URL, run: Callable[[], object], times: int = 1) -> Taken:
    """The best of several rounds."""
    rounds = []
    for _ in range(times):
        start, server, own = time.monotonic(), processor_time(kind, url), resource.getrusage(resource.RUSAGE_CHILDREN)
        run()
        wall, end = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        rounds.append(Taken(wall, processor_time(kind, url) - server, end.ru_utime + end.ru_stime - own.ru_utime - own.ru_stime))
    return Taken(*(min(getattr(one, name) for one in rounds) for name in ("wall", "server", "own")))


def counting(url: URL, columns: dict[str, set[str]]) -> Callable[[], None]:
    """Has the server count the columns."""

    def run() -> None:
        with create_engine(url).connect() as connection:
            for table, names in columns.items():
                connection.exec_driver_sql(f"SELECT {', '.join(f'COUNT({name})' for name in sorted(names))} FROM {table}").all()

    return run


def size_of(url: URL, columns: dict[str, set[str]]) -> int:
    """How many bytes stand in the columns."""
    size = 0
    with create_engine(url).connect() as connection:
        for table, names in columns.items():
            sizes = " + ".join(f"SUM(OCTET_LENGTH(CONCAT({name})))" for name in sorted(names))
            size += int(connection.exec_driver_sql(f"SELECT {sizes} FROM {table}").scalar_one())
    return size


def command(url: URL, declared: Path, *options: str) -> Callable[[], None]:
    """Runs the whole command."""

    def run() -> None:
        line = [sys.executable, "-m", "privaudit", "check", url.render_as_string(hide_password=False), "-r", str(declared)]
        ended = subprocess.run([*line, f"--as-of={AS_OF}", "-f", "json", *options], check=False, capture_output=True)  # noqa: S603 our own program
        if ended.returncode not in {0, 1, 3}:
            raise RuntimeError(ended.stderr.decode())

    return run


def main(kind: str, rows: int) -> None:
    """Prints a line per check."""
    with tempfile.TemporaryDirectory() as name, RUNNING[kind]() as server:
        url, folder = make_url(server), Path(name)
        fill(kind, url, rows)
        declared = folder / "register.yaml"
        declared.write_text(register(), encoding="utf-8")
        with wired(kind, url, folder) as (through, wire):
            asked = checked(kind, url, through, wire, declared)
        size = size_of(url, asked.columns)
        count = taken(kind, url, counting(url, asked.columns), ROUNDS)
        print(f"{kind}, 10 tables x {rows:,} rows: to count the columns asked takes {count.wall:.1f} s, server {count.server:.1f} s")
        print(", ".join(f"{check} {seconds / count.server:.1f}" for check, seconds in asked.seconds.items()), "times that;", end=" ")
        print(f"together {sum(asked.seconds.values()) / count.server:.1f}; {asked.sent / size:.4%} of {size:,} bytes crossed the wire")
        selected = [option for check in CHECKS for option in ("--select", check)]
        for what, options in (("these checks", selected), ("all checks", [])):
            whole = taken(kind, url, command(url, declared, *options))
            print(f"the command with {what}: {whole.against(count)}, its own process {whole.own:.1f} s")


if __name__ == "__main__":
    kind, *sizes = sys.argv[1:] or ["postgresql"]
    main(kind, int(sizes[0]) if sizes else 1_000_000)
