"""A session of Spark: joined where one runs, started where the user names a master, or reached over Connect."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.logger import PySparkLogger
from pyspark.sql import SparkSession

from privaudit.errors import SourceError, UsageError
from privaudit.lowering.spark import DIALECT
from privaudit.model.sources import Cluster

_OWN = {
    "spark.app.name": "privaudit",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # Java matches patterns by recursion, and long texts go deep.
    "spark.driver.extraJavaOptions": "-Xss32m",
    "spark.executor.extraJavaOptions": "-Xss32m",
}
"""Of a Spark that we start ourselves."""
_PARTS = (
    # Files are cut into the same pieces at every question, however many executors there are by then: rows are numbered by piece.
    "SET spark.sql.files.minPartitionNum=32",
    "SET spark.sql.files.ignoreCorruptFiles=false",
    "SET spark.sql.files.ignoreMissingFiles=false",
)
_OLDEST = (4, 2)
_TALKATIVE = ("SQLQueryContextLogger", "DataFrameQueryContextLogger")
"""Loggers of PySpark that write out messages in which values of rows are quoted."""


@contextmanager
def told(what: str) -> Iterator[None]:
    """Errors of Spark as ours.  Never with its own message: it quotes rows."""
    try:
        yield
    except PySparkException as problem:
        kind = problem.getCondition() or type(problem).__name__
        raise SourceError(f"{what}: Spark could not answer ({kind})", "Its own log tells more.") from None
    except (Py4JError, ConnectionError) as problem:
        raise SourceError(f"{what}: Spark could not answer ({type(problem).__name__})", "Its own log tells more.") from None


def opened(cluster: Cluster, workspace: Path) -> tuple[SparkSession, bool]:
    """A session of our own, and whether Spark was started for it.  `workspace` is a private folder.

    Raises SourceError where there is no Java, nobody answers, or Spark is too old.
    """
    for name in _TALKATIVE:
        PySparkLogger.getLogger(name).disabled = True
    if cluster.remote is not None:
        return _prepared(_connected(cluster.remote)), False
    running = SparkSession.getActiveSession()
    if running is None and shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise SourceError("Spark needs Java, and there is none", "Install Java 17 or newer, or set JAVA_HOME.")
    session = running or _started(cluster.master, workspace)
    return _prepared(session.newSession()), running is None


def _started(master: str | None, workspace: Path) -> SparkSession:
    # Spark makes that folder wherever it runs, though nothing is ever written.
    builder = SparkSession.builder.config(map={**_OWN, "spark.sql.warehouse.dir": str(workspace / "warehouse")})
    try:
        session = (builder.master(master) if master is not None else builder).getOrCreate()
    except (PySparkException, Py4JError) as problem:
        where = f" at {master}" if master is not None else ""
        raise SourceError(f"Spark could not be started{where} ({type(problem).__name__})", "Check --spark-master and Java.") from None
    session.sparkContext.setLogLevel("OFF")
    return session


def _connected(remote: str) -> SparkSession:
    try:
        from pyspark.sql.connect.session import SparkSession as RemoteSession  # noqa: PLC0415 needs libraries of another extra
    except ImportError:
        raise UsageError("--spark-remote needs the client of Spark Connect", "pip install 'privaudit[spark-connect]'") from None
    with told(f"--spark-remote {remote.partition(';')[0]}"):
        # It does what a session here does, and is of no common type.
        return cast("SparkSession", RemoteSession.builder.remote(remote).create())


def _prepared(session: SparkSession) -> SparkSession:
    with told("the session"):
        if tuple(int(part) for part in session.version.split(".")[:2]) < _OLDEST:
            raise SourceError(f"Spark {session.version} is too old", "Questions are put to version 4.2 or newer.")
        for statement in (*DIALECT.session, *_PARTS):
            session.sql(statement)
    return session
