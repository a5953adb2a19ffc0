"""Database URLs as the user types them: told from paths, and shown without what is secret."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

_URL = re.compile(r"(?P<dialect>[a-z][a-z0-9_]*(?:\+[a-z0-9_]+)?)://(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_NO_DATABASE = frozenset({"duckdb", "file", "ftp", "ftps", "gs", "hdfs", "http", "https", "s3", "s3a", "sftp"})
_SECRET = re.compile(r"pass|pwd|secret|token|credential|key|odbc_connect", re.IGNORECASE)
"""Names of options that may hold a password; an ODBC string holds one among others."""
_ON_CLUSTER = re.compile(r"(?:s3[an]?|hdfs|viewfs|abfss?|wasbs?|adl|gs|oss|cosn?|dbfs|file):/.*", re.IGNORECASE | re.DOTALL)
"""Paths of the file systems that clusters read."""
_DUCKDB_FILE = re.compile(r"duckdb:///(?P<path>.+)", re.IGNORECASE | re.DOTALL)
"""A file of DuckDB as SQLAlchemy names it: it is read as the file that it is."""
_HIDDEN = "***"
_NO_SECRET_KEY = frozenset({"sslkey", "ssl_key"})
"""Names of files."""


def is_url(target: str) -> bool:
    """Whether a target is the URL of a database, and no path."""
    found = _URL.fullmatch(target)
    return found is not None and found["dialect"].lower() not in _NO_DATABASE


def is_on_cluster(target: str) -> bool:
    """Whether a target is a path of a file system that a cluster reads."""
    return _ON_CLUSTER.fullmatch(target) is not None


def path_of(target: str) -> str:
    """The target; where it is the URL of a DuckDB file, the path of that."""
    found = _DUCKDB_FILE.fullmatch(target)
    return target if found is None else found["path"]


def masked(url: str) -> str:
    """The URL as it may be shown: `***` in place of its password and of options that may hold one."""
    found = _URL.fullmatch(url)
    if found is None:
        return url
    place, mark, query = found["rest"].partition("?")
    login, at, host = place.rpartition("@")
    if not at and "@" in query:
        # A password with an unquoted question mark: nothing behind its start is shown but the server.
        login, at, host = found["rest"].rpartition("@")
        host, mark, query = host.partition("?")
    user, colon, password = login.partition(":")
    shown = f"{user}{colon}{_HIDDEN if password else ''}{at}"
    return f"{found['dialect']}://{shown}{host}{mark}{'&'.join(_options(query))}"


def has_password(url: str) -> bool:
    """Whether the URL itself holds a password."""
    return is_url(url) and masked(url) != url


def asks_for_password(url: str) -> bool:
    """Whether the URL leaves the password open, with a colon and nothing behind it: `postgresql://reader:@host/db`."""
    login, at, _ = _parts(url)
    return is_url(url) and bool(at) and login.endswith(":") and login.count(":") == 1 and "/" not in login


def with_password(url: str, password: str) -> str:
    """The URL that leaves the password open, with it."""
    login, at, rest = _parts(url)
    return f"{url.partition('://')[0]}://{login}{quote(password, safe='')}{at}{rest}"


def _parts(url: str) -> tuple[str, str, str]:
    return url.partition("://")[2].partition("@")


def _options(query: str) -> Iterator[str]:
    for option in query.split("&"):
        name, equals, _ = option.partition("=")
        yield f"{name}={_HIDDEN}" if equals and _is_secret(name) else option


def _is_secret(name: str) -> bool:
    return _SECRET.search(name) is not None and name.lower() not in _NO_SECRET_KEY
