"""Which rows a condition of the register means."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from privaudit import questions as ask
from privaudit.model.conditions import AllOf, AnyOf, Condition, IsNull, NotNull, OneOf
from privaudit.yes_no import NO, YES

_NO_DATE = "0000-00-00"


def holds(condition: Condition, table: str | None = None) -> exp.Expr:
    """The condition in SQL, where all of its columns are of the table of that alias.  Where it cannot be told it is not true."""
    match condition:
        case AllOf(parts):
            return exp.and_(*(holds(part, table) for part in parts))
        case AnyOf(parts):
            return exp.or_(*(holds(part, table) for part in parts))
        case IsNull(name):
            return blank(ask.column(name.column, table))
        case NotNull(name):
            return exp.not_(blank(ask.column(name.column, table)))
        case OneOf(name, values):
            texts = tuple(dict.fromkeys(text for value in values for text in _texts(value)))
            return says(ask.column(name.column, table), texts)


def says(cell: exp.Expr, texts: Sequence[str]) -> exp.Expr:
    """Whether a cell without its case and spaces is one of the texts; NULL of an empty one.

    Nearly all cells that say something say it plainly: spaces are only looked for in others.
    """
    plain = ask.as_text(cell)
    others = tuple(text for text in dict.fromkeys((*YES, *NO)) if text not in texts)
    known = [(ask.one_of(plain, tuple(texts)), exp.true()), (ask.one_of(plain, others), exp.false())]
    return ask.case(known, ask.one_of(ask.unspaced(cell), tuple(texts)))


def blank(cell: exp.Expr) -> exp.Expr:
    """Whether nothing stands in the cell, or what stands for no date."""
    return ask.case([(ask.begins_visibly(ask.as_text(cell)), is_no_date(cell))], exp.Is(this=ask.trimmed(cell), expression=exp.null()))


def is_no_date(cell: exp.Expr) -> exp.Expr:
    """Whether a cell holds what MySQL writes where a column of dates that may not be empty is."""
    return exp.EQ(this=ask.start(cell, ask.ISO_LENGTH), expression=ask.text(_NO_DATE))


def filled_in(value: exp.Expr) -> exp.Expr:
    """Whether there is a value."""
    return exp.not_(exp.Is(this=value.copy(), expression=exp.null()))


def _texts(value: str | bool) -> tuple[str, ...]:
    """What is compared with a cell that has neither case nor spaces."""
    if isinstance(value, bool):
        return YES if value else NO
    return ("".join(value.split()).lower(),)
