"""How Spark reads a delimited file: line by line, so that each row has its line, and what is no row is seen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlglot import exp

from privaudit.delimited.view import NOTHING
from privaudit.lowering._building import call, is_known, when
from privaudit.lowering.spark import RECORD
from privaudit.model.sources import Delimited
from privaudit.questions import number, text

LINE, NUMBER = "line", "number"
"""What the lines of a file are called, and the numbers that Spark gives them: piece of the file << 33, and place in it from 0."""
PIECE = 33
_NOT_UTF_8 = "not UTF-8"
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a relation, and how they are cut."""

    source: str
    """The relation with LINE and NUMBER."""
    rows: Delimited
    columns: tuple[str, ...]
    """In the order of the file."""

    @property
    def width(self) -> int:
        """Cells of a row."""
        return len(self.columns)


def survey(reading: Reading) -> exp.Select:
    """For each piece of the file: its lines, those that are filled, that leave a quote open, and that are no row though filled."""
    piece = call("shiftright", exp.column(NUMBER), number(PIECE))
    told = (exp.column("filled"), exp.column("open"), is_known(exp.column("problem")))
    counts = [exp.Count(this=exp.Star()), *(call("count_if", one) for one in told)]
    cut = exp.select(piece, *counts).from_(_cut(reading).subquery("cut"))
    return cut.group_by(piece.copy()).order_by(piece.copy())


def rejected(reading: Reading) -> exp.Select:
    """The number of each line that is no row, how many cells it has, and whether it is text at all."""
    filled = _cut(reading).subquery("cut")
    told = exp.select(exp.column(NUMBER), exp.column("cells"), exp.EQ(this=exp.column("problem"), expression=text(_NOT_UTF_8)))
    return told.from_(filled).where(is_known(exp.column("problem")))


def rows_of(reading: Reading) -> exp.Select:
    """The rows: each cell by the name of its column, and RECORD."""
    names = [f"c{i}" for i in range(reading.width)]
    schema = text(", ".join(f"{name} STRING" for name in names))
    tidy = _with_quotes(reading.rows, f"$1{reading.rows.quote}$2{reading.rows.quote}")
    parsed = call("from_csv", tidy, schema, call("map", *map(text, _options(reading.rows))))
    good = _cut(reading).subquery("cut")
    row = exp.and_(exp.column("filled"), exp.Is(this=exp.column("problem"), expression=exp.null()))
    cells = exp.select(exp.column(NUMBER), exp.alias_(parsed, "row")).from_(good).where(row)
    return named([exp.Dot.build([exp.column("row"), exp.to_identifier(name)]) for name in names], reading.columns, cells)


def named(cells: list[exp.Expr], columns: tuple[str, ...], rows: exp.Select) -> exp.Select:
    """The cells by the names of their columns, and RECORD; what tools write where there is nothing is nothing."""
    alone = len(cells) == 1
    nothing = [text(one) for one in ("", *NOTHING)]
    values = [when(exp.not_(exp.In(this=cell.copy(), expressions=[one.copy() for one in nothing])), cell.copy()) for cell in cells]
    aliased = [exp.alias_(value, name, quoted=True) for value, name in zip(values, columns, strict=True)]
    told = exp.select(*aliased, exp.alias_(exp.column(NUMBER), RECORD, quoted=True)).from_(rows.subquery("cells"))
    # A blank line is a row without a value there, and only there.
    return told.where(exp.NEQ(this=cells[0].copy(), expression=text(""))) if alone else told


def _cut(reading: Reading) -> exp.Select:
    """Each line, and whether it is `filled`, how many `cells` it has, whether a quote is `open`, and what its `problem` is."""
    rows = reading.rows
    mark = text(rows.delimiter)
    behind = exp.GTE(this=exp.column(NUMBER), expression=number(rows.skip))
    line: exp.Expr = exp.column(LINE)
    if not rows.skip:
        begins = exp.and_(exp.EQ(this=exp.column(NUMBER), expression=number(0)), call("startswith", line, text(_MARK)))
        line = when(begins, call("substring", line, number(2)), line.copy())
    lines = exp.select(exp.column(NUMBER), exp.alias_(line, LINE), exp.alias_(behind, "behind")).from_(reading.source)
    bare = exp.select("*", exp.alias_(_with_quotes(rows, "$1"), "bare")).from_(lines.subquery("lines"))
    marks = exp.Sub(this=call("length", exp.column("bare")), expression=call("length", call("replace", exp.column("bare"), mark, text(""))))
    cells = exp.Add(this=marks, expression=number(1))
    blanks = "" if rows.delimiter == " " else " "
    filled = exp.and_(exp.column("behind"), exp.NEQ(this=call("btrim", exp.column(LINE), text(blanks)), expression=text("")))
    opening = rf"(?:\A|{_quoted(rows.delimiter)}) ?{_quoted(rows.quote)}" if rows.quote else r"\A\z\A."
    opened = exp.and_(exp.column("behind"), call("regexp_like", exp.column("bare"), text(opening)))
    told = {"cells": cells, "filled": filled, "open": opened}
    counted = exp.select("*", *(exp.alias_(value, name) for name, value in told.items())).from_(bare.subquery("bares"))
    return exp.select("*", exp.alias_(_problem(reading), "problem")).from_(counted.subquery("counted"))


def _problem(reading: Reading) -> exp.Expr:
    cells, width = exp.column("cells"), number(reading.width)
    ends = call("length", call("rtrim", text(reading.rows.delimiter), exp.column(LINE)))
    # Delimiters at the end of a row make no cells, as the local engine reads.
    needless = exp.Sub(this=call("length", exp.column(LINE)), expression=ends)
    many = exp.LT(this=needless, expression=exp.Sub(this=cells.copy(), expression=width.copy()))
    uneven = exp.or_(exp.LT(this=cells.copy(), expression=width.copy()), many)
    known = when(exp.not_(call("is_valid_utf8", exp.column(LINE))), text(_NOT_UTF_8), when(uneven, text("uneven")))
    return when(exp.column("filled"), known)


def _with_quotes(rows: Delimited, instead: str) -> exp.Expr:
    """The line with its quoted cells as `instead` says: $1 is what stands before a cell, $2 what is in it."""
    line = exp.column(LINE)
    if not rows.quote:
        return line
    mark, quote, escape = map(_quoted, (rows.delimiter, rows.quote, rows.escape))
    if not rows.escape:
        inside = f"[^{quote}]*+"
    elif rows.escape == rows.quote:
        inside = f"[^{quote}]*+(?:{quote}{quote}[^{quote}]*+)*+"
    else:
        inside = f"[^{quote}{escape}]*+(?:{escape}.[^{quote}{escape}]*+)*+"
    lead, pad = ("", "") if rows.delimiter == " " else (" ?+", " *+")
    cell = rf"(\A|{mark}){lead}{quote}({inside}){quote}{pad}(?={mark}|\z)"
    return when(call("contains", line, text(rows.quote)), call("regexp_replace", line, text(cell), text(instead)), line.copy())


def _quoted(sign: str) -> str:
    return re.escape(sign)


def _options(rows: Delimited) -> list[str]:
    none = "\x00"
    options = {"sep": rows.delimiter, "quote": rows.quote or none, "escape": rows.escape or none, "mode": "PERMISSIVE"}
    if rows.escape and rows.escape != rows.quote:
        options["charToEscapeQuoteEscaping"] = rows.escape
    return [part for option in options.items() for part in option]
