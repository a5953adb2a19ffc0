from __future__ import annotations

import pytest

from privaudit.commands._options import cluster
from privaudit.errors import UsageError
from privaudit.model.sources import Cluster


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ((None, None, None), None),
        (("duckdb", None, None), None),
        (("spark", None, None), Cluster()),
        (("spark", "local[2]", None), Cluster(master="local[2]")),
        (("spark", None, "sc://localhost"), Cluster(remote="sc://localhost")),
    ],
)
def test_files_are_read_here_or_where_spark_is(told: tuple[str | None, ...], where: Cluster | None) -> None:
    assert cluster(*told) == where


@pytest.mark.parametrize("told", [("dask", None, None), (None, "local[2]", None), ("duckdb", None, "sc://localhost"), ("spark", "a", "b")])
def test_what_makes_no_sense_together_is_refused(told: tuple[str | None, ...]) -> None:
    with pytest.raises(UsageError):
        cluster(*told)
