"""What a connection to a database is told before the first question: that nothing may be written, and how long it may take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

LONGEST = 600
"""Seconds that one question may take."""
PATIENCE = 5
"""Seconds that it waits for a lock that somebody else holds."""
CONNECT = 10
"""Seconds that a server has to answer at first."""

READ_ONLY: Mapping[str, tuple[str, ...]] = {
    "postgresql": ("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",),
    "mysql": ("SET SESSION TRANSACTION READ ONLY",),
    "mariadb": ("SET SESSION TRANSACTION READ ONLY",),
    "sqlite": ("PRAGMA query_only = 1",),
}
"""By dialect: without these no question is asked."""

_LIMITS: Mapping[str, tuple[str, ...]] = {
    "postgresql": (
        f"SET statement_timeout = '{LONGEST}s'",
        f"SET lock_timeout = '{PATIENCE}s'",
        f"SET idle_in_transaction_session_timeout = '{LONGEST}s'",
        "SET TimeZone = 'UTC'",
        "SET DateStyle = 'ISO'",
    ),
    "mysql": (
        f"SET SESSION max_execution_time = {LONGEST * 1000}",
        f"SET SESSION lock_wait_timeout = {PATIENCE}",
        "SET SESSION time_zone = '+00:00'",
    ),
    "mariadb": (
        f"SET SESSION max_statement_time = {LONGEST}",
        f"SET SESSION lock_wait_timeout = {PATIENCE}",
        "SET SESSION time_zone = '+00:00'",
    ),
}
"""Those that a server does not know it goes without."""


_ALSO: Mapping[str, str] = {"clickhousedb": "clickhouse"}
"""Dialects that another package calls otherwise."""


def prepare(connection: Any, server: str, session: Sequence[str]) -> None:  # noqa: ANN401 each driver has a type of its own
    """Readies a new connection of the driver; `session` is what the dialect of questions needs beside that.

    Raises the driver's error where the server does not agree to be read only.
    """
    cursor = connection.cursor()
    for statement in _LIMITS.get(server, ()):
        try:
            cursor.execute(statement)
        except Exception:  # noqa: BLE001 as above: each has errors of its own
            connection.rollback()
        else:
            # Else a rollback would take the setting back.
            connection.commit()
    for statement in (*session, *READ_ONLY.get(server, ())):
        cursor.execute(statement)
        connection.commit()
    cursor.close()


def server_of(dialect: str, connection: Any) -> str:  # noqa: ANN401 as above
    """The kind of server, by the name of its dialect: one that is asked as MySQL may be MariaDB."""
    told = getattr(connection, "get_server_info", str)() if dialect == "mysql" else ""
    return "mariadb" if "mariadb" in str(told).lower() else _ALSO.get(dialect, dialect)
