"""What drivers and servers complain of, as errors that a user can mend.  Their own words may quote a value of a row, or a password."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import exc

from privaudit.engines._database_settings import LONGEST, PATIENCE
from privaudit.errors import ElsewhereError, SourceError

DRIVERS: Mapping[str, str] = {
    "postgresql": "pip install 'privaudit[postgresql]'",
    "mysql": "pip install 'privaudit[mysql]'",
    "mariadb": "pip install 'privaudit[mysql]'",
    "bigquery": "pip install sqlalchemy-bigquery",
    "clickhouse": "pip install clickhouse-sqlalchemy",
    "clickhousedb": "pip install clickhouse-connect",
    "databricks": "pip install databricks-sqlalchemy",
    "mssql": "pip install pyodbc",
    "oracle": "pip install oracledb",
    "redshift": "pip install sqlalchemy-redshift redshift-connector",
    "snowflake": "pip install snowflake-sqlalchemy",
    "trino": "pip install 'trino[sqlalchemy]'",
}
"""What brings the driver of a dialect."""
_OURS = frozenset({"psycopg", "pymysql"})
"""Drivers that our extras bring."""


_SQLSTATE = 5
"""Characters of a SQLSTATE; the numbers of MySQL and SQL Server have fewer."""


@dataclass(frozen=True)
class _Kind:
    """A kind of complaint: by the codes of servers, else by the words of drivers that give no code."""

    message: str
    hint: str
    codes: frozenset[str | int]
    words: re.Pattern[str] | None = None


def _kind(message: str, hint: str, codes: str, words: str = "") -> _Kind:
    numbers = frozenset(int(code) if code.isdigit() and len(code) < _SQLSTATE else code for code in codes.split())
    return _Kind(message, hint, numbers, re.compile(words, re.IGNORECASE) if words else None)


_KINDS = (
    _kind(
        "the login was refused",
        "Check the user and the password: PGPASSWORD, MYSQL_PWD, .pgpass, a service file, or user:@host in the URL to be asked for it.",
        "28000 28P01 1045 1698",
        r"password authentication failed|no password supplied|access denied for user .*using password|authentication failed|no pg_hba"
        r"|role .* does not exist",
    ),
    _kind("there is no database of this name", "Check the end of the URL.", "3D000 1049", r"database .* does not exist"),
    _kind(
        "no permission to read it",
        "Ask for SELECT on it, or leave it out with --exclude.",
        "42501 1142 1143 1044 1227",
        r"permission denied|not authorized",
    ),
    _kind(f"it took longer than {LONGEST} seconds", "Run it when the server is idle, or on a copy.", "57014 1969 3024", "interrupted"),
    _kind(
        "somebody else holds a lock on it", f"It was waited for {PATIENCE} seconds: try again later.", "55P03 1205", "database.* is locked"
    ),
    _kind(
        "there is no such table or column",
        "It was there when the run began, or a view needs what is gone.",
        "42P01 42703 1146 1054 1356",
        "no such (table|column)",
    ),
    _kind(
        "the server does not know a function that the question needs",
        "SQL Server knows patterns from 2025 on, Oracle conditions as values from 23ai on. Or export the table as CSV.",
        "42883 1305 195 4121",
        r"not a recognized (built-in )?function|unknown function|no such function|function .* does not exist|ora-00920|ora-00923",
    ),
    _kind("a materialized view that was never filled (REFRESH MATERIALIZED VIEW)", "Refresh it, or leave it out with --exclude.", "55000"),
    _kind("the server takes no more connections", "Try again later.", "53300 1040 1203", "too many connections"),
    _kind("the file is no SQLite database", "Check the path.", "", "file is not a database|file is encrypted"),
    _kind("the file cannot be opened", "Check that it exists and that you may read it.", "", "unable to open database file"),
    _kind("no server has this name", "Check the host in the URL.", "", r"resolve|name or service|nodename|getaddrinfo|no such host"),
    _kind(
        "the server cannot be reached",
        "Check that it runs, and the host and the port in the URL.",
        "2003 2002 08001",
        "refused|unreachable|t connect",
    ),
    _kind("the server did not answer in time", "Check the host, the port and the firewall.", "", "timeout|timed out"),
    _kind("the connection was lost", "Try again; what was read before stands in the report.", "2006 2013 57P01 57P02 57P03 08006 08003"),
)


_TOO_DEEP = frozenset({"54001", 1436})
_NOT_IN_ENCODING = "22P05"
_TOO_DEEP_WORDS = re.compile(r"parser stack overflow|expression tree is too large", re.IGNORECASE)


@contextmanager
def told(what: str) -> Iterator[None]:
    """Turns what the driver complains of into a SourceError that begins with `what`."""
    try:
        yield
    except exc.SQLAlchemyError as problem:
        raise explained(problem, what) from None


@contextmanager
def loaded(what: str) -> Iterator[None]:
    """Turns whatever a driver stumbles on while it makes values of an answer into a SourceError that begins with `what`.

    Drivers raise errors of Python there too, which quote the value.
    """
    try:
        yield
    except (exc.SQLAlchemyError, SourceError):
        raise
    except Exception as problem:  # noqa: BLE001 as above
        said = f"{what}the driver cannot read a value of it ({type(problem).__name__})"
        raise SourceError(said, "Leave the table out with --exclude, or export it as CSV.") from None


def explained(problem: exc.SQLAlchemyError, what: str) -> SourceError:
    """What is wrong, in our own words."""
    if isinstance(problem, exc.DBAPIError):
        return _of_driver(problem, what)
    if isinstance(problem, exc.NoSuchModuleError):
        return SourceError(f"{what}no such kind of database is known", "Check the start of the URL, or install its SQLAlchemy dialect.")
    if isinstance(problem, exc.ArgumentError):
        return SourceError(f"{what}this URL cannot be read", "Write it as postgresql://user@host:5432/database; quote @ as %40 in it.")
    return SourceError(f"{what}it cannot be read ({type(problem).__name__})", "Check the URL.")


def _of_driver(problem: exc.DBAPIError, what: str) -> SourceError:
    code, words = _code(problem.orig), str(problem.orig)
    if code == _NOT_IN_ENCODING:
        return ElsewhereError(f"{what}the encoding of the database lacks a letter of the question", "Export the tables as CSV.")
    if code in _TOO_DEEP or _TOO_DEEP_WORDS.search(words):
        return ElsewhereError(f"{what}the question is too deep for this server", "Export the tables as CSV.")
    for kind in _KINDS:
        if code in kind.codes if code is not None else kind.words and kind.words.search(words):
            return SourceError(what + kind.message, kind.hint)
    if problem.connection_invalidated:
        return SourceError(what + _KINDS[-1].message, _KINDS[-1].hint)
    said = type(problem.orig).__name__ if code is None else f"{type(problem.orig).__name__} {code}"
    return SourceError(f"{what}the server refused a question ({said})", "Check that it is a version that is still kept.")


def _code(problem: object) -> str | int | None:
    """The number that MySQL gives, else the SQLSTATE; None where the driver gives none."""
    arguments = getattr(problem, "args", ())
    if arguments and isinstance(arguments[0], int) and arguments[0]:
        return arguments[0]
    for name in ("sqlstate", "pgcode"):
        state = getattr(problem, name, None)
        if isinstance(state, str) and state:
            return state
    return None


def without_driver(url: str, missing: str | None) -> SourceError:
    """The error for the start of a URL whose dialect or driver is not installed; `missing` is the module that was looked for."""
    name, _, driver = url.lower().partition("+")
    known = DRIVERS.get(name)
    if known is None or (driver and driver.replace("_", "-") not in known and driver not in _OURS):
        hint = f"Install the Python package that brings {missing or driver or name}."
    else:
        hint = f"Install it: {known}."
    return SourceError(f"the driver for {name} is not installed", hint)
