"""The engines that run here, by name, each opened as its session; servers are asked for as fixtures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.conformance import engines

ENGINES = ("duckdb", "postgresql", "mariadb", "mysql", "sqlite", "spark")


@contextmanager
def opened(name: str, request: pytest.FixtureRequest) -> Iterator[engines.Session]:
    """A session of the engine of that name."""
    match name:
        case "postgresql":
            session = engines.postgresql_session(request.getfixturevalue("postgresql_url"))
        case "mariadb" | "mysql":
            session = engines.mysql_session(request.getfixturevalue(f"{name}_url"), name)
        case "sqlite":
            session = engines.sqlite_session()
        case "spark":
            cluster, folders = request.getfixturevalue("cluster"), request.getfixturevalue("tmp_path_factory")
            from tests.conformance.spark_session import spark_session  # noqa: PLC0415 PySpark may be missing where it is not asked

            session = spark_session(cluster, folders.mktemp("spark"))
        case _:
            session = engines.duckdb_session()
    with session as asked:
        yield asked
