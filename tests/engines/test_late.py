from __future__ import annotations

from pathlib import Path

from sqlglot import exp

from privaudit import questions as ask
from privaudit.engines.late import LateEngine
from privaudit.model.estate import Column, Table
from privaudit.model.sources import Described, ReadOptions, TargetFile
from privaudit.sources.delimited import SOURCE


def test_a_schema_alone_opens_nothing(tmp_path: Path) -> None:
    with LateEngine(tmp_path) as engine:
        assert engine.load(Described(Table("schema.sql", "customers", (Column("email"),)))).relation is None
        assert engine.progress() is None
    assert not list(tmp_path.iterdir())


def test_a_table_with_rows_is_asked_as_in_an_engine_that_was_open_from_the_start(tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_text("id,name\n1,a\n2,b\n3\n", encoding="utf-8")
    (described,) = SOURCE.describe(TargetFile(path.name, path), ReadOptions(), tmp_path).tables
    with LateEngine(tmp_path) as engine:
        table = engine.load(described)
        names = exp.select(ask.column("name")).from_(ask.relation(table.relation or ""))
        assert engine.ask(names) == [("a",), ("b",)]
        assert list(engine.stream(names)) == [("a",), ("b",)]
        assert [row.line for row in engine.rejected(table)] == [4]
        assert engine.lines(table, [2]) == {2: 3}
        assert engine.progress() is None
