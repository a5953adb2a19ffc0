"""A server that is watched: the bytes that it sends, and how long it works."""

from __future__ import annotations

import os
import select
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.engine import URL

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.servers import running_mariadb, running_mysql, running_postgresql

RUNNING = {"postgresql": running_postgresql, "mariadb": running_mariadb, "mysql": running_mysql}
"""Starts a server, and says its URL."""
NUMBERS = {
    "postgresql": "generate_series(1, {rows}) AS n(i)",
    "mariadb": "(SELECT seq AS i FROM seq_1_to_{rows}) AS n",
    "mysql": "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) SELECT i FROM n) AS n",
}
"""The numbers from one on, as a relation with the column i."""
PREPARED = {"mysql": "SET SESSION cte_max_recursion_depth = 100000000"}
"""What a session needs for so many numbers."""
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Wire:
    """A connection through which all bytes are counted that a server sends."""

    target: Path
    socket: Path
    sent: int = 0
    open: list[socket.socket] = field(default_factory=list)

    def serve(self) -> None:
        """Passes on whoever connects, until the socket is closed."""
        self.socket.unlink(missing_ok=True)
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(str(self.socket))
        listening.listen()
        self.open.append(listening)
        threading.Thread(target=self._accept, args=(listening,), daemon=True).start()

    def _accept(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _ = listening.accept()
                threading.Thread(target=self._pass_on, args=(client,), daemon=True).start()

    def _pass_on(self, client: socket.socket) -> None:
        server = socket.socket(socket.AF_UNIX)
        server.connect(str(self.target))
        with suppress(OSError), client, server:
            while True:
                ready, _, _ = select.select([client, server], [], [])
                for one in ready:
                    piece = one.recv(65_536)
                    if not piece:
                        return
                    if one is server:
                        self.sent += len(piece)
                    (client if one is server else server).sendall(piece)


@contextmanager
def wired(kind: str, url: URL, folder: Path) -> Iterator[tuple[str, Wire]]:
    """The URL by which the server is reached through a wire that counts."""
    if kind == "postgresql":
        target, near = Path(str(url.query["host"])) / ".s.PGSQL.5432", folder / ".s.PGSQL.5432"
        url = url.update_query_dict({"host": str(folder)})
    else:
        target, near = Path(str(url.query["unix_socket"])), folder / "wire"
        url = url.update_query_dict({"unix_socket": str(near)})
    wire = Wire(target, near)
    wire.serve()
    try:
        yield url.render_as_string(hide_password=False), wire
    finally:
        for one in wire.open:
            one.close()


def processor_time(kind: str, url: URL) -> float:
    """Seconds that the server has worked so far, with all of its processes."""
    with create_engine(url).connect() as connection:
        where = "SHOW data_directory" if kind == "postgresql" else "SELECT @@pid_file"
        told = Path(str(connection.exec_driver_sql(where).scalar_one()))
        if kind != "postgresql":
            told = Path(str(connection.exec_driver_sql("SELECT @@datadir").scalar_one())) / told
    parent = int((told / "postmaster.pid" if kind == "postgresql" else told).read_text().split()[0])
    ticks = 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state = status.read_text().rpartition(")")[2].split()
            own = int(status.parent.name) == parent
            # Of processes that have ended their parent knows.
            ticks += sum(map(int, state[11:15])) if own else sum(map(int, state[11:13])) * (int(state[1]) == parent)
    return ticks / TICKS
