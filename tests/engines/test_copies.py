"""Columns of a large file that several questions read are read from it once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlglot import exp

from privaudit import questions as ask
from privaudit.engines import _copies
from privaudit.engines.duckdb import DuckDBEngine
from privaudit.errors import SourceError
from privaudit.model.estate import Table
from privaudit.model.sources import ReadOptions, TargetFile
from privaudit.sources.delimited import SOURCE

CONTENT = "id,email,seen,city,note\n1,b@x.org,2026-01-01,Lyon,x\n2,a@x.org,,Pau,y\n3,,2024-02-29,,z\n"


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DuckDBEngine]:
    monkeypatch.setattr(_copies, "LARGE", 0)
    with DuckDBEngine(tmp_path) as opened:
        yield opened


@pytest.fixture
def table(engine: DuckDBEngine, tmp_path: Path) -> Table:
    path = tmp_path / "contacts.csv"
    path.write_text(CONTENT, encoding="utf-8")
    (described,) = SOURCE.describe(TargetFile(path.name, path), ReadOptions(), tmp_path).tables
    return engine.load(described)


def rows_of(table: Table, *columns: str) -> exp.Select:
    return exp.select(ask.record(exp.to_identifier("row")), *(ask.column(name, "row") for name in columns)).from_(
        ask.relation(table.relation or "", "row")
    )


def test_a_question_is_answered_though_the_file_is_gone(engine: DuckDBEngine, table: Table, tmp_path: Path) -> None:
    first = [engine.ask(rows_of(table, "email", "seen")) for _ in range(2)]
    (tmp_path / "contacts.csv").write_text(CONTENT.partition("\n")[0], encoding="utf-8")
    assert [*first, engine.ask(rows_of(table, "seen"))] == [
        [(1, "b@x.org", "2026-01-01"), (2, "a@x.org", None), (3, None, "2024-02-29")],
        [(1, "b@x.org", "2026-01-01"), (2, "a@x.org", None), (3, None, "2024-02-29")],
        [(1, "2026-01-01"), (2, None), (3, "2024-02-29")],
    ]
    assert engine.ask(rows_of(table, "city")) == []


def test_more_columns_make_another_copy_with_those_that_came_before(engine: DuckDBEngine, table: Table, tmp_path: Path) -> None:
    for columns in (("email",), ("seen",), ("city",), ("email", "city")):
        engine.ask(rows_of(table, *columns))
    (tmp_path / "contacts.csv").write_text(CONTENT.partition("\n")[0], encoding="utf-8")
    assert engine.ask(rows_of(table, "seen", "city", "email")) == [
        (1, "2026-01-01", "Lyon", "b@x.org"),
        (2, None, "Pau", "a@x.org"),
        (3, "2024-02-29", None, None),
    ]


def test_what_looks_at_all_columns_of_a_wide_table_is_not_copied(engine: DuckDBEngine, table: Table, tmp_path: Path) -> None:
    everything = rows_of(table, "id", "email", "seen", "city", "note")
    assert engine.ask(everything) == engine.ask(everything)
    (tmp_path / "contacts.csv").unlink()
    with pytest.raises(SourceError):
        engine.ask(everything)


def test_columns_are_told_by_the_name_of_the_relation_too(engine: DuckDBEngine, table: Table) -> None:
    relation = table.relation or ""
    joined = (
        exp.select(ask.column("email", relation), ask.column("seen", "other"))
        .from_(ask.relation(relation))
        .join(
            exp.alias_(ask.relation(relation), "other", table=True),
            on=exp.EQ(this=ask.column("id", relation), expression=ask.column("id", "other")),
        )
        .order_by(ask.column("id", relation))
    )
    answers = [engine.ask(joined) for _ in range(3)]
    assert answers == [[("b@x.org", "2026-01-01"), ("a@x.org", None), (None, "2024-02-29")]] * 3


def test_columns_that_are_expected_are_copied_at_the_first_question(engine: DuckDBEngine, table: Table, tmp_path: Path) -> None:
    for column in ("email", "seen"):
        engine.expect(table, column)
    engine.ask(rows_of(table, "email"))
    (tmp_path / "contacts.csv").write_text(CONTENT.partition("\n")[0], encoding="utf-8")
    assert engine.ask(rows_of(table, "seen", "email")) == [(1, "2026-01-01", "b@x.org"), (2, None, "a@x.org"), (3, "2024-02-29", None)]


def test_a_question_about_other_columns_makes_no_copy_of_those_expected(engine: DuckDBEngine, table: Table, tmp_path: Path) -> None:
    engine.expect(table, "email")
    engine.ask(rows_of(table, "city"))
    (tmp_path / "contacts.csv").write_text(CONTENT.partition("\n")[0], encoding="utf-8")
    assert engine.ask(rows_of(table, "email")) == []
