"""Packages from real servers and from Spark: the same rows as from the files."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from privaudit import ExportOptions, Right, export
from privaudit.model.sources import Cluster
from tests.sample_databases import Database, MysqlCopy, PostgresqlCopy, Sample, SqliteCopy, as_text
from tests.test_sample_data import SAMPLES
from tests.test_sample_exports import by_rows, data_of, wanted

HOME = SAMPLES / "laundry_platform"


@pytest.fixture(params=["sqlite", "postgresql", "mariadb", "mysql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """A copy of the sample on each kind of database."""
    sample = Sample.of(HOME / "clean")
    if request.param == "postgresql":
        return PostgresqlCopy(sample, request.getfixturevalue("postgresql_url"), "exported")
    if request.param in {"mariadb", "mysql"}:
        return MysqlCopy(sample, request.getfixturevalue(f"{request.param}_url"), "exported")
    return SqliteCopy(sample, tmp_path / "copy.db")


def files_of(targets: list[str], folder: Path, **said: Any) -> dict[str, bytes]:  # noqa: ANN401 whatever the options take
    """The files of the package of the planted person."""
    options = ExportOptions(right=Right.ACCESS, **said)
    (person,) = export(targets, HOME / "register.yaml", wanted(HOME.name)["subject"], folder / "out.zip", options).persons
    with zipfile.ZipFile(person.path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def as_written(tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, str | None]]]:
    """The rows with every value as text, as the files hold it."""
    return {name: [{column: as_text(cell) for column, cell in row.items()} for row in rows] for name, rows in tables.items()}


def test_a_server_gives_the_same_rows_as_the_files(database: Database, tmp_path: Path) -> None:
    files = files_of([database.url], tmp_path)
    assert by_rows(as_written(data_of(files))) == by_rows(wanted(HOME.name)["tables"])
    sources = {table["source"] for table in json.loads(files["manifest.json"])["tables"]}
    assert len(sources) == 1
    assert not any("@" in source or "/" in source for source in sources)


@pytest.mark.xdist_group("spark")
def test_spark_gives_the_same_rows_as_this_machine(cluster: Cluster, tmp_path: Path) -> None:
    files = files_of([str(HOME / "clean")], tmp_path, cluster=cluster)
    assert by_rows(data_of(files)) == by_rows(wanted(HOME.name)["tables"])
