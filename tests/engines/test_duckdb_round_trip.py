"""What was written is read, and what cannot be read is named: by chance, many times."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from privaudit import questions as ask
from privaudit.engines.duckdb import DuckDBEngine
from privaudit.model.estate import Column, Table
from privaudit.model.sources import Delimited, Described, ReadOptions, TargetFile
from privaudit.sources.delimited import SOURCE

Row = tuple[str | None, ...]

PARTS = ["a", "B", "é", "€", " ", ",", ";", "\t", "|", '"', "'", "\n", "\r\n", "\\", "0", "@"]
CELL = st.lists(st.sampled_from(PARTS), max_size=8).map("".join)
ROWS = st.integers(2, 4).flatmap(lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=8))
ENCODING = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])


@settings(max_examples=40)
@given(rows=ROWS, encoding=ENCODING, delimiter=st.sampled_from([",", ";", "\t", "|"]), end=st.sampled_from(["\n", "\r\n"]))
def test_what_a_writer_wrote_is_read(rows: list[list[str]], encoding: str, delimiter: str, end: str) -> None:
    names = [f"name_{position}" for position in range(len(rows[0]))]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([names, *rows])
    with TemporaryDirectory() as folder, DuckDBEngine(Path(folder)) as engine:
        options = ReadOptions(encoding=encoding, delimiter=delimiter)
        path = Path(folder) / "export.csv"
        path.write_bytes(text.getvalue().encode(encoding))
        (described,) = SOURCE.describe(TargetFile("export.csv", path), options, Path(folder)).tables
        table = engine.load(described)
        assert [column.name for column in table.columns] == names
        question = exp.select(*map(ask.column, names)).from_(ask.relation(table.relation or ""))
        assert engine.ask(question) == [tuple(cell or None for cell in row) for row in rows]
        assert engine.rejected(table) == ()


PIECES: dict[str, Row | str | None] = {
    "a,b": ("a", "b"),
    ",": (None, None),
    '"a\nb",c': ("a\nb", "c"),
    'a,"\r\n""\n,"': ("a", '\r\n"\n,'),
    "é,x": ("é", "x"),
    'a,5" b': ("a", '5" b'),
    'a, "b" ': ("a", "b"),
    "a,b,,": ("a", "b"),
    "": None,
    "  ": None,
    "a": "1 cell instead of 2",
    '"a\nb"': "1 cell instead of 2",
    '"x\n",,"y"': "3 cells instead of 2",
}
"""A record as it is written -> its row, or why it is rejected, or nothing for blanks."""
BROKEN = ['a,"b', 'a,"b"c', '"', '"a"",b']


def read_by_hand(folder: str, content: bytes) -> tuple[dict[int, Row], dict[int, str]]:
    """The rows and the rejected ones, by line."""
    with DuckDBEngine(Path(folder)) as engine:
        path = Path(folder) / "export.csv"
        path.write_bytes(content)
        described = Described(Table("export.csv", "export", (Column("id"), Column("name"))), Delimited(path, ",", '"', '"', 1))
        table = engine.load(described)
        relation = ask.relation(table.relation or "")
        answer = engine.ask(exp.select(ask.record(relation), ask.column("id"), ask.column("name")).from_(relation))
        lines = engine.lines(table, [row[0] for row in answer])
        return {lines[number]: (one, two) for number, one, two in answer}, {entry.line: entry.reason for entry in engine.rejected(table)}


@settings(max_examples=60)
@given(st.lists(st.sampled_from(sorted(PIECES)), max_size=12), st.sampled_from(["\n", "\r\n"]))
def test_each_row_is_read_or_rejected_on_its_line(pieces: list[str], end: str) -> None:
    rows: dict[int, Row] = {}
    rejected: dict[int, str] = {}
    line = 2
    for piece in [*pieces, "a,b"]:
        match PIECES[piece]:
            case str(reason):
                rejected[line] = reason
            case tuple(row):
                rows[line] = row
            case None:
                pass
        line += (piece + end).count("\n")
    with TemporaryDirectory() as folder:
        assert read_by_hand(folder, ("id,name" + end + end.join([*pieces, "a,b"])).encode()) == (rows, rejected)


@settings(max_examples=60)
@given(st.lists(st.sampled_from([*sorted(PIECES), *BROKEN, *BROKEN]), min_size=1, max_size=12))
def test_no_line_gets_lost_where_quotes_are_not_in_order(pieces: list[str]) -> None:
    content = ("id,name\n" + "\n".join(pieces)).encode()
    with TemporaryDirectory() as folder:
        rows, rejected = read_by_hand(folder, content)
    filled = {number for number, line in enumerate(content.splitlines(), 1) if line.strip() and number > 1}
    covered = {line + inner for line, row in rows.items() for inner in range(sum((cell or "").count("\n") for cell in row) + 1)}
    assert not rows.keys() & rejected.keys()
    for line in filled - covered:
        # It is, or it belongs to, a record that is named.
        assert max(start for start in (*rows, *rejected) if start <= line) in rejected
