"""Spark answers as the local engine does, on a cluster of several processes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlglot import exp

from privaudit import CheckOptions, check, questions, rulebook, scan
from privaudit.engines.duckdb import DuckDBEngine
from privaudit.engines.spark import SparkEngine
from privaudit.errors import SourceError
from privaudit.model.estate import TableKind
from privaudit.model.sources import Cluster, ReadOptions, TargetFile
from privaudit.profile import profile
from privaudit.questions import Engine
from privaudit.scanning import Options
from privaudit.sources.delimited import SOURCE

pytestmark = pytest.mark.xdist_group("spark")
SAMPLES = Path(__file__).parent.parent.parent / "sample_data"
TABLES = ("cookies", "prospects", "newsletter_export", "unsubscribes")
"""Those of the sample that need most of the questions: dates, contacts, agreements, what cookies hold, rows that cannot be read."""
ODD_FILES = (
    "id,name\n1,Ana\n2,\n",
    'id,name\n1,"a, ""b"""\n2,a"b\n3, "q" \n',
    'id,name\r\n1,"a\nb"\r\n2,"c\r\nd"\r\n3\r\n4,e\r\n',
    "id,name\r1,a\r2,b\r",
    "id,name\n\n1,a\n  \n\n2,b\n\n",
    "\ufeffid,name\n1,a\n",
    'email\na@b.example\n\n""\nc@d.example\n',
    "a;b;c\n1;2;3\n1;2\n1;2;3;4\n1;2;3;;\n;;\n\\N;NULL;(null)\n",
    'id,name\n1,"open\n2,b\n3,c\n',
    "Customers\n\nid;name\n1;a\n2;b\n",
    "id\tname\n1\t'x'\n2\tb [1] $1 ${x}\n",
)


@pytest.fixture(name="spark")
def _spark(cluster: Cluster, tmp_path: Path) -> Iterator[SparkEngine]:
    with SparkEngine(tmp_path, cluster) as engine:
        yield engine


def _read(engine: DuckDBEngine | SparkEngine, path: Path) -> tuple[object, ...]:
    """The rows, the lines on which they stand, and the lines that are none."""
    (described,) = SOURCE.describe(TargetFile(path.name, path), ReadOptions(), path.parent).tables
    table = engine.load(described)
    relation = questions.relation(table.relation or "")
    cells = [questions.column(column.name) for column in table.columns]
    answers = engine.ask(exp.select(*cells, questions.record(relation)).from_(relation))
    lines = engine.lines(table, [answer[-1] for answer in answers])
    return [answer[:-1] for answer in answers], [lines[answer[-1]] for answer in answers], engine.rejected(table)


def test_files_are_read_as_the_local_engine_reads_them(spark: SparkEngine, engine: DuckDBEngine, tmp_path: Path) -> None:
    read = []
    for number, content in enumerate(ODD_FILES):
        path = tmp_path / f"odd [{number}].csv"
        path.write_bytes(content.encode())
        read.append((content, _read(spark, path), _read(engine, path)))
    assert [(content, there) for content, there, _ in read] == [(content, here) for content, _, here in read]


def test_the_findings_are_those_of_the_local_engine(cluster: Cluster, tmp_path: Path) -> None:
    data, register = SAMPLES / "mobility_saas/breached", SAMPLES / "mobility_saas/breached_register.yaml"
    told = []
    for where in (None, cluster):
        rows = tmp_path / f"{where}.jsonl"
        options = CheckOptions(as_of=date(2026, 6, 30), include=TABLES, rows=rows, cluster=where)
        report = check([str(data)], register, options)
        findings = [replace(finding, rows=None) for finding in report.findings]
        told.append((findings, report.not_checked, report.skipped, report.rows, sorted(rows.read_text().splitlines())))
    here, there = told
    assert len(here[0]) > 10
    assert there == here


def test_it_runs_in_several_processes(cluster: Cluster) -> None:
    from pyspark.sql import SparkSession  # noqa: PLC0415 missing where it is not used

    session = SparkSession.getActiveSession()
    assert cluster == Cluster()
    assert session is not None
    session.sql("SELECT count(*) FROM range(0, 100, 1, 4)").collect()
    driver_and_executors = session.sparkContext._jsc.sc().getExecutorMemoryStatus().size()  # noqa: SLF001 PySpark shows it nowhere else
    assert driver_and_executors == 3


def test_every_row_of_a_large_table_is_looked_at_where_it_lies(spark: SparkEngine, engine: DuckDBEngine, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    rows = (f"{number},user{number}@customers.example,{'' if number % 7 else '+33 6 12 34 56 78'}\n" for number in range(400))
    path.write_text("id,mail,remark\n" + "".join(rows))
    (described,) = SOURCE.describe(TargetFile(path.name, path), ReadOptions(), tmp_path).tables

    def counted(asked: Engine, name: str) -> list[tuple[object, ...]]:
        found = profile(asked, replace(described.table, relation=name), rulebook.in_force(()))
        return [(name, one.values, one.hits, one.inside, one.longest, one.spaced) for name, one in found.columns.items()]

    there = counted(spark, spark.load(described).relation or "")
    assert there == counted(engine, engine.load(described).relation or "")
    assert [values for _, values, *_ in there] == [400, 400, 58]


def test_tables_of_the_catalogue_and_folders_of_files_are_targets(cluster: Cluster, tmp_path: Path) -> None:
    from pyspark.sql import SparkSession  # noqa: PLC0415 missing where it is not used

    session = SparkSession.getActiveSession()
    assert session is not None
    people = session.sql("SELECT id, concat('user', id, '@shop.example') AS mail, named_struct('city', 'Lyon') AS home FROM range(500)")
    people.write.parquet(str(tmp_path / "people.parquet"))
    people.select("id", "mail").repartition(3).write.csv(str(tmp_path / "export"), header=True, sep=";")
    session.sql("CREATE DATABASE IF NOT EXISTS shop")
    session.sql("DROP TABLE IF EXISTS shop.clients")
    people.write.saveAsTable("shop.clients", format="parquet", path=str(tmp_path / "clients"))
    targets = [f"file:{tmp_path}/people.parquet", f"file:{tmp_path}/export", "shop.cl*", "shop.nothing"]
    report = scan(targets, Options(cluster=cluster))
    assert [(said.what, "no table of the catalogue" in said.reason) for said in report.skipped] == [("shop.nothing", True)], report.skipped
    mail = {verdict.table.name: verdict.category for verdict in report.columns if verdict.column.name == "mail"}
    assert mail == dict.fromkeys(("people", "export", "shop.clients"), "user.contact.email")
    assert {verdict.rows for verdict in report.columns} == {500}
    assert [verdict.column.name for verdict in report.columns if verdict.table.name == "people"] == ["id", "mail", "home.city"]
    assert report.incomplete


def test_views_of_the_catalogue_know_what_they_read(spark: SparkEngine, tmp_path: Path) -> None:
    from pyspark.sql import SparkSession  # noqa: PLC0415 missing where it is not used

    session = SparkSession.getActiveSession()
    assert session is not None
    people = session.sql("SELECT id, concat('user', id, '@shop.example') AS mail FROM range(9)")
    session.sql("CREATE DATABASE IF NOT EXISTS inn")
    people.write.saveAsTable("inn.guests", format="parquet", path=str(tmp_path / "guests"), mode="overwrite")
    session.sql("CREATE OR REPLACE VIEW inn.mailing AS SELECT mail FROM inn.guests")
    session.sql("CREATE OR REPLACE VIEW inn.above AS SELECT m.mail FROM inn.mailing m JOIN inn.guests USING (mail)")
    tables = {entry.table.name: entry.table for entry in spark.describe("inn.*", lambda _: True).tables}
    assert {name: (table.kind, table.reads) for name, table in tables.items()} == {
        "inn.guests": (TableKind.TABLE, ()),
        "inn.mailing": (TableKind.VIEW, ("inn.guests",)),
        "inn.above": (TableKind.VIEW, ("inn.guests",)),
    }
    session.sql("DROP DATABASE inn CASCADE")


def test_an_error_quotes_no_value(spark: SparkEngine, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "people.csv"
    path.write_text("id,name\n1,Canary-4711\n")
    (described,) = SOURCE.describe(TargetFile("people.csv", path), ReadOptions(), tmp_path).tables
    relation = questions.relation(spark.load(described).relation or "")
    failing = exp.select(exp.cast(questions.column("name"), "INT")).from_(relation)
    with pytest.raises(SourceError) as raised:
        spark.ask(failing)
    assert "Canary" not in str(raised.value.told)
    assert "people.csv" in str(raised.value)
    assert "Canary" not in "".join(capfd.readouterr())


def test_what_spark_would_pass_over_in_silence_is_refused(spark: SparkEngine, tmp_path: Path) -> None:
    path = tmp_path / "_people.csv"
    path.write_text("id,name\n1,a\n")
    (described,) = SOURCE.describe(TargetFile("_people.csv", path), ReadOptions(), tmp_path).tables
    with pytest.raises(SourceError, match="begins with _"):
        spark.load(described)
