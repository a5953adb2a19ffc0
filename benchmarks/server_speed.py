"""How long `scan` and `check` take on a database server, as multiples of the server's own time, and how much of the data crosses the wire.

    python benchmarks/server_speed.py postgresql|mariadb [ROWS] [TABLES]

It starts a server, fills TABLES tables with ROWS rows each, and talks to it through a proxy that counts bytes.  Times are the CPU
seconds of the server and of this process together: a machine that others use too changes them little.
"""

from __future__ import annotations

import os
import resource
import select
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url
from sqlalchemy.pool import NullPool

from privaudit.pipeline import CheckOptions, Options, check, scan
from tests.servers import running_mariadb, running_postgresql

TEXTS = ("email", "first_name", "phone", "city", "iban", "notes")
PATTERN = "^[A-Za-z0-9._-]+@[a-z0-9.-]+$|^[+]33[0-9]{9}$|^[A-Z]{2}[0-9]{20,25}$|^[0-9]{4}-[0-9]{2}-[0-9]{2}$|^[0-9]{13,16}$|^[0-9.]{7,15}$"
"""Six alternatives, as somebody would write them by hand."""
COLUMNS = {
    "email": "CONCAT('user', n, '@customers.example')",
    "first_name": "CASE MOD(n, 4) WHEN 0 THEN 'Marie' WHEN 1 THEN 'Jean' WHEN 2 THEN 'Piotr' ELSE 'Giulia' END",
    "phone": "CONCAT('+336', 10000000 + MOD(n * 7919, 89999999))",
    "city": "CASE MOD(n, 3) WHEN 0 THEN 'Lyon' WHEN 1 THEN 'Utrecht' ELSE 'Torino' END",
    "iban": "CONCAT('FR76', 10000000000 + n, '0000000000')",
    "notes": "CASE MOD(n, 9) WHEN 0 THEN CONCAT('write to user', n, '@home.example, prefers mornings') ELSE 'called about the invoice' END",
    "left_on": "DATE '2019-01-01' + {days}",
    "opted_out_at": "CASE MOD(n, 20) WHEN 0 THEN '2026-01-31' END",
}
REGISTER = """
privaudit: 1
organisation: {name: Example SAS, country: FR}
activities:
  - id: people
    title: People
    role: controller
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [people*]}]
    data: [{category: user.contact}, {category: user.name}, {category: user.financial}]
    clocks:
"""
CLOCK = "      - {id: left-NAME, tables: [NAME], start: {event: last_contact, column: NAME.left_on}, max: P3Y, then: delete}\n"
MARKETING = "      - {channel: email, contacts: [NAME.email], opt_out: [{date: NAME.opted_out_at, of: NAME.email}]}\n"


class Counter:
    """A proxy before the socket of a server: the bytes that came from there."""

    def __init__(self, server: Path, here: Path) -> None:
        self.bytes = 0
        self._server = server
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(here))
        here.chmod(0o777)
        self._listener.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            client, _ = self._listener.accept()
            there = socket.socket(socket.AF_UNIX)
            there.connect(str(self._server))
            threading.Thread(target=self._carry, args=(client, there), daemon=True).start()

    def _carry(self, client: socket.socket, there: socket.socket) -> None:
        with client, there:
            while True:
                for ready in select.select([client, there], [], [])[0]:
                    data = ready.recv(1 << 16)
                    if not data:
                        return
                    if ready is there:
                        self.bytes += len(data)
                    (client if ready is there else there).sendall(data)


@contextmanager
def counted(kind: str) -> Iterator[tuple[URL, URL, Counter]]:
    """A server: its URL, the same through the proxy, and that."""
    with running_postgresql() if kind == "postgresql" else running_mariadb() as text, tempfile.TemporaryDirectory() as folder:
        url = make_url(text)
        if kind == "postgresql":
            there, here = Path(str(url.query["host"])) / ".s.PGSQL.5432", Path(folder) / ".s.PGSQL.5432"
            through = url.update_query_dict({"host": folder})
        else:
            there, here = Path(str(url.query["unix_socket"])), Path(folder) / "s"
            through = url.update_query_dict({"unix_socket": str(here)})
        yield url, through, Counter(there, here)


def server_seconds(url: URL) -> float:
    """CPU seconds of the server by now."""
    folder = Path(str(url.query.get("host") or url.query["unix_socket"]))
    if "host" in url.query:
        first = int((folder / "postmaster.pid").read_text().split()[0])
        pids = [first, *(int(child) for child in Path(f"/proc/{first}/task/{first}/children").read_text().split())]
    else:
        told = ((int(path.name), path / "cmdline") for path in Path("/proc").iterdir() if path.name.isdigit())
        pids = [pid for pid, line in told if f"--socket={folder}".encode() in line.read_bytes()][:1]
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += sum(map(int, fields[11:13])) + (sum(map(int, fields[13:15])) if pid == pids[0] else 0)
    return ticks / os.sysconf("SC_CLK_TCK")


def filled(url: URL, names: list[str], rows: int) -> int:
    """Fills the tables; how many bytes their texts have."""
    postgresql = url.get_backend_name() == "postgresql"
    days = "CAST(MOD(n, 2500) AS INT)" if postgresql else "INTERVAL MOD(n, 2500) DAY"
    made = ", ".join(f"{expression.format(days=days)} AS {name}" for name, expression in COLUMNS.items())
    numbers = f"generate_series(1, {rows}) AS s(n)" if postgresql else f"(SELECT seq AS n FROM seq_1_to_{rows}) AS s"
    text, size = "TEXT" if postgresql else "CHAR", 0
    with create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT").connect() as connection:
        for name in names:
            connection.exec_driver_sql(f"CREATE TABLE {name} AS SELECT n AS id, {made} FROM {numbers}".replace("%", "%%"))
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
    with counted(kind) as (url, through, counter), tempfile.TemporaryDirectory() as folder:
        data = filled(url, names, rows)
        register = Path(folder) / "register.yaml"
        clocks, marketing = ("".join(part.replace("NAME", name) for name in names) for part in (CLOCK, MARKETING))
        register.write_text(f"{REGISTER}{clocks}    marketing:\n{marketing}")
        print(f"{kind}: {tables} tables x {rows:,} rows, {data / 1e6:.0f} MB of values")
        target = through.render_as_string(hide_password=False)

        def measured(what: str, run: Callable[[], object], base: float | None = None) -> float:
            before, own, server, started = counter.bytes, _own(), server_seconds(url), time.perf_counter()
            run()
            own, server = _own() - own, server_seconds(url) - server
            ratio = f", {(own + server) / base:.1f} times" if base else ""
            wire = f", {100 * (counter.bytes - before) / data:.2f} % of the data on the wire" if counter.bytes > before else ""
            wall = time.perf_counter() - started
            print(f"  {what}: {own + server:.2f} s CPU ({server:.2f} of the server), {wall:.1f} s{ratio}{wire}", flush=True)
            return own + server

        sign = "REGEXP" if kind == "mariadb" else "~"
        dates = ["COUNT(left_on)", "COUNT(opted_out_at)", "COUNT(email)"]
        counts = measured("the server counts the columns of the checks", asked(url, names, dates))
        patterns = [f"COUNT(CASE WHEN {name} {sign} '{PATTERN}' THEN 1 END)" for name in TEXTS]
        told = measured("the server holds one pattern against each text column", asked(url, names, patterns))
        measured("scan of a sample", lambda: scan([target]), told)
        chosen = ("expired-records", "unreadable-dates", "opted-out-contact")
        options = CheckOptions(as_of=date(2026, 6, 30), select=chosen)
        measured("check: scan of a sample, dates and opt-outs", lambda: check([target], register, options), counts)
        measured("scan --full", lambda: scan([target], Options(sample=None)), told)


def _own() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200_000, int(sys.argv[3]) if len(sys.argv) > 3 else 1)
