"""How DuckDB is told to read a delimited file, and the questions that read all of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlglot import exp

from privaudit.delimited.lines import LONGEST, Layout
from privaudit.delimited.written import LINE, Written
from privaudit.lowering.duckdb import RECORD
from privaudit.model.estate import Table
from privaudit.model.sources import Delimited

DIALECT = "duckdb"
ONE_STREAM_UP_TO = 8_000_000
"""Bytes of a file that DuckDB never reads in parallel pieces."""
ERRORS = """
    SELECT line_byte_position, bool_and(error_type IN ('MISSING COLUMNS', 'TOO MANY COLUMNS')), bool_or(error_type = 'TOO MANY COLUMNS'),
           min(column_idx), max(column_idx)
    FROM reject_errors GROUP BY line_byte_position
"""
"""Of the rows that a recording view could not read: position, whether only the number of cells is wrong, and what it is."""
FORGET = ("DROP TABLE IF EXISTS reject_errors", "DROP TABLE IF EXISTS reject_scans")
"""Earlier records of rows that could not be read."""

_LEFT_OUT = {"ignore_errors": exp.true()}
_RECORDED = {"store_rejects": exp.true(), "rejects_limit": exp.Literal.number(0), "rejects_line_size_limit": exp.Literal.number(1)}
"""What the reader is told of rows that it cannot read; without a word it gives up at the first."""
_BACKSLASH = "\\"
NOTHING = (r"\N", r"\\N", "NULL", "null", "(null)", "<null>", "[NULL]")
"""What tools write into an export where a database holds no value: COPY and OUTFILE, Hive, the clients of SQL Server, Oracle, DataGrip
and DBeaver.

Null is a family name, NA is Namibia, None is an answer (allergies: None): these are values, as is 0000-00-00,
which only dates take for none.
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file and how it is read by now."""

    rows: Delimited
    columns: tuple[str, ...] = field(default=())
    """In the order of the file."""
    in_one_stream: bool = False
    """Whether it is read without parallel pieces: the engine mistakes lines of a cell for rows where a piece begins within it."""
    rewritten: bool = False
    """Whether it is a private file of ours, in which every row is right."""


def reading_of(table: Table, rows: Delimited) -> Reading:
    """The file as it lies there."""
    if isinstance(rows, Written):
        in_one_stream = rows.spans and rows.path.stat().st_size > ONE_STREAM_UP_TO
        return Reading(rows, (*rows.columns, LINE), in_one_stream, rewritten=True)
    columns = rows.columns if isinstance(rows, Layout) else ()
    return Reading(rows, columns or tuple(column.name for column in table.columns if column.in_rows))


def view(name: str, reading: Reading, *, recording: bool) -> exp.Expr:
    """The statement that makes the file a relation; `recording` keeps account of the rows that cannot be read.

    Columns that a question does not use are not read, and their values not checked; the same holds for the record's number.
    """
    rows = _rows(reading, _RECORDED if recording else _LEFT_OUT)
    return exp.Create(this=exp.Table(this=_quoted(name)), kind="VIEW", replace=True, expression=rows)


def refusing(question: exp.Select, name: str, reading: Reading) -> exp.Select:
    """The same question of the file itself: it fails where a row cannot be read."""
    asked = question.copy()
    for relation in list(asked.find_all(exp.Table)):
        if relation.name == name:
            relation.replace(_rows(reading, {}).subquery(relation.alias_or_name))
    return asked


def _rows(reading: Reading, of_errors: Mapping[str, exp.Expr]) -> exp.Select:
    """The rows of a file; `of_errors` are the reader's options that say what becomes of those that cannot be read."""
    inner = [f"c{position}" for position in range(len(reading.columns))]
    cells: list[exp.Expr] = [exp.column(own) for own in inner]
    if not _nothing(reading.rows, len(inner)):
        whole = [exp.In(this=cell.copy(), expressions=list(map(_text, NOTHING))) for cell in cells]
        cells = [exp.Case(ifs=[exp.If(this=exp.not_(is_nothing), true=cell)]) for is_nothing, cell in zip(whole, cells, strict=True)]
    columns = [exp.alias_(cell, _quoted(name)) for cell, name in zip(cells, reading.columns, strict=True)]
    number = exp.alias_(exp.Window(this=exp.Anonymous(this="row_number")), _quoted(RECORD))
    rows = exp.select(*columns, number).from_(_read_csv(reading, inner, of_errors))
    if len(inner) == 1:
        # A blank line comes as a row there, and only there.
        rows = rows.where(exp.not_(exp.Is(this=exp.column(inner[0]), expression=exp.null())))
    return rows


def full_pass(name: str, columns: Sequence[str]) -> exp.Select:
    """A question that reads every value of a relation."""
    return exp.select(*(exp.Count(this=exp.column(_quoted(column))) for column in columns)).from_(exp.Table(this=_quoted(name)))


def is_full_pass(question: exp.Expr, columns: Sequence[str]) -> bool:
    """Whether a question reads every value of its one relation, and answers with one row of totals."""
    narrowing = (exp.Join, exp.Group, exp.Having, exp.SetOperation, exp.Limit, exp.Offset, exp.Qualify)
    # The WHERE of one total (FILTER) leaves the rows of the others as they are.
    narrowed = any(not isinstance(where.parent, exp.Filter) for where in question.find_all(exp.Where))
    distinct = any(select.args.get("distinct") for select in question.find_all(exp.Select))
    if not isinstance(question, exp.Select) or distinct or narrowed or any(question.find(kind) for kind in narrowing):
        return False
    named = {column.name.lower() for column in question.find_all(exp.Column)}
    totals = all(projection.find(exp.AggFunc) for projection in question.selects)
    return totals and len(list(question.find_all(exp.Table))) == 1 and named >= {column.lower() for column in columns}


def with_rows(question: exp.Select) -> exp.Select:
    """The same totals, and behind them the number of rows."""
    return question.select(exp.Count(this=exp.Star()), copy=True)


def line_of(name: str, records: Sequence[int]) -> exp.Expr:
    """The numbers of records of a written file, each with the line of the source that it comes from."""
    number = exp.column(_quoted(RECORD))
    wanted = exp.In(this=number.copy(), expressions=list(map(_number, records)))
    return exp.select(number, exp.column(_quoted(LINE))).from_(exp.Table(this=_quoted(name))).where(wanted)


def _nothing(rows: Delimited, columns: int) -> Sequence[str]:
    """The spellings of nothing that the reader may know; where the backslash is an escape, it refuses one that holds it."""
    return NOTHING if columns > 1 and rows.escape != _BACKSLASH else []


def _read_csv(reading: Reading, columns: Sequence[str], of_errors: Mapping[str, exp.Expr]) -> exp.Expr:
    longest = 3 * LONGEST if reading.rewritten else LONGEST
    rows = reading.rows
    options: dict[str, exp.Expr] = {
        "columns": exp.Struct(expressions=[exp.PropertyEQ(this=exp.to_identifier(name), expression=_text("VARCHAR")) for name in columns]),
        "auto_detect": exp.false(),
        "delim": _text(rows.delimiter),
        "quote": _text(rows.quote),
        "escape": _text(rows.escape),
        "header": exp.false(),
        "skip": _number(rows.skip),
        "compression": _text("none"),
        # Of one column the engine is to tell a blank line, which is no row, from a row without a value.
        "nullstr": exp.Array(expressions=[_text(text) for text in ("", *_nothing(rows, len(columns)))]),
        "null_padding": exp.false(),
        # Otherwise it drops what stands behind a closed quote, and whole rows at mixed ends of lines, in silence.
        "strict_mode": exp.true(),
        "max_line_size": _number(longest),
        "buffer_size": _number(2 * longest),
        "parallel": exp.false() if reading.in_one_stream else exp.true(),
    }
    options |= of_errors
    if reading.rewritten:
        options["new_line"] = _text(r"\n")
    arguments = [exp.EQ(this=exp.Var(this=name), expression=value.copy()) for name, value in options.items()]
    return exp.Anonymous(this="read_csv", expressions=[path_of(rows.path), *arguments])


def path_of(path: Path) -> exp.Expr:
    """A path as the engine reads it: that file alone, though signs in its name would stand for others."""
    return _text(re.sub(r"[*?\[]", r"[\g<0>]", str(path.absolute())))


def _quoted(name: str) -> exp.Identifier:
    return exp.to_identifier(name, quoted=True)


def _text(value: str) -> exp.Expr:
    return exp.Literal.string(value)


def _number(value: int) -> exp.Expr:
    return exp.Literal.number(value)
