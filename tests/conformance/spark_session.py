"""A session of Spark for the conformance suite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pyspark.sql import SparkSession
from sqlglot import exp

from privaudit import lowering
from privaudit.engines import _spark_session
from privaudit.model.sources import Cluster
from privaudit.questions import Answer
from tests.conformance.engines import Row, Session

_STRING = exp.DataType.build("STRING", dialect="spark")


class _Spark(Session):
    """Rows as constants of a view: Spark keeps no table of its own."""

    def __init__(self, spark: SparkSession) -> None:
        self.dialect = lowering.of("spark")
        self._spark = spark
        self.fill([])

    def fill(self, rows: Sequence[Row]) -> None:
        cells = exp.values(list(rows) or [(None, None)], alias="cells", columns=["v", "w"])
        texts = (exp.alias_(exp.cast(exp.column(name), _STRING), name) for name in ("v", "w"))
        view = exp.select(*texts).from_(cells).where(exp.true() if rows else exp.false())
        self._spark.sql(view.sql(self.dialect.printed)).createOrReplaceTempView("cells")

    def ask(self, question: exp.Expr) -> list[Answer]:
        written = self.dialect.written(question)
        return [written.row(tuple(row)) for row in self._spark.sql(written.sql).collect()]


@contextmanager
def spark_session(cluster: Cluster, folder: Path) -> Iterator[Session]:
    """A session on the cluster of the tests."""
    session, _ = _spark_session.opened(cluster, folder)
    yield _Spark(session)
