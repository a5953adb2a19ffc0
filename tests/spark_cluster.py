"""A real Spark for the tests: a cluster of two workers, each in a process of its own, started when the first test asks for it.

A test that needs it is skipped where Java or PySpark is missing, with the reason; where CI=true it fails instead.
"""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from privaudit.model.sources import Cluster

MASTER = "local-cluster[2,1,1024]"


def _missing() -> str:
    if find_spec("pyspark") is None:
        return "PySpark is not installed: pip install 'privaudit[spark]'"
    return "" if shutil.which("java") or "JAVA_HOME" in os.environ else "Spark needs Java 17"


@pytest.fixture(name="cluster", scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """The cluster that runs: an engine joins it and leaves it running."""
    if reason := _missing():
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    from pyspark.sql import SparkSession  # noqa: PLC0415 heavy, and missing where it is not used

    options: dict[str, str | bool | int | float | None] = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.memory": "1g",
        "spark.driver.extraJavaOptions": "-Xss32m",
        "spark.executor.extraJavaOptions": "-Xss32m",
        "spark.sql.shuffle.partitions": "1",
        # To compile a question takes longer than to answer it of so few rows.
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse")),
        "spark.local.dir": str(tmp_path_factory.mktemp("spark")),
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # sockets to a process that ends after this one
        session = SparkSession.builder.master(MASTER).config(map=options).getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        yield Cluster()
        session.stop()
