from __future__ import annotations

import pytest

from privaudit.commands._progress import Bar
from privaudit.commands._reading import Reading
from privaudit.errors import UsageError
from privaudit.model.sources import SAMPLE, Cluster, ReadOptions

BAR = Bar(quiet=True)


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        (Reading(), None),
        (Reading(engine="duckdb"), None),
        (Reading(engine="spark"), Cluster()),
        (Reading(engine="spark", spark_master="local[2]"), Cluster(master="local[2]")),
        (Reading(engine="spark", spark_remote="sc://localhost"), Cluster(remote="sc://localhost")),
    ],
)
def test_files_are_read_here_or_where_spark_is(typed: Reading, where: Cluster | None) -> None:
    assert typed.given(BAR)["cluster"] == where


@pytest.mark.parametrize(
    "typed",
    [
        Reading(engine="dask"),
        Reading(spark_master="local[2]"),
        Reading(engine="duckdb", spark_remote="sc://localhost"),
        Reading(engine="spark", spark_master="a", spark_remote="b"),
        Reading(sample=10, full=True),
    ],
)
def test_what_makes_no_sense_together_is_refused(typed: Reading) -> None:
    with pytest.raises(UsageError):
        typed.given(BAR)


@pytest.mark.parametrize(
    ("typed", "default", "rows"),
    [(Reading(), SAMPLE, SAMPLE), (Reading(), 0, 0), (Reading(sample=7), 0, 7), (Reading(full=True), 0, None)],
)
def test_who_says_nothing_gets_the_sample_of_the_command(typed: Reading, default: int, rows: int | None) -> None:
    assert typed.given(BAR, unless_said=default)["sample"] == rows


def test_the_rest_goes_to_the_run_as_it_was_typed() -> None:
    given = Reading(dialect="mysql", delimiter=";", include=["crm.*"], exclude=["tmp_*"]).given(BAR)
    assert given["read"] == ReadOptions(dialect="mysql", delimiter=";")
    assert (given["include"], given["exclude"], given["rules"]) == (("crm.*",), ("tmp_*",), ())
