"""What each node of the vocabulary is in Oracle's SQL, from 23ai on: conditions are values there.

An empty text is none in Oracle.  A pattern has at most 512 bytes, and each of its groups counts.
"""

from __future__ import annotations

from sqlglot import exp

from privaudit.lowering._building import call, is_known, when
from privaudit.lowering._posix_nodes import PosixNodes
from privaudit.lowering._standard_nodes import dialect
from privaudit.questions import number, text

_ISO = text("YYYY-MM-DD")


class _Nodes(PosixNodes):
    text_type = "VARCHAR2(4000)"
    size_name = "LENGTHB"
    knows_right = False

    def position(self, value: exp.Expr, piece: exp.Expr) -> exp.Expr:
        return call("INSTR", value, piece)

    def by_chance(self, value: exp.Expr) -> exp.Expr:
        return call("ORA_HASH", value)

    def behind_last(self, value: exp.Expr, mark: exp.Expr) -> exp.Expr:
        last = call("INSTR", self.as_text(value), mark, exp.Neg(this=number(1)))
        return exp.Sub(this=exp.Sub(this=self.length(value), expression=last), expression=number(len(mark.name) - 1))

    def joined(self, *parts: exp.Expr) -> exp.Expr:
        # Nothing behind a text is that text there.
        known = [is_known(part) for part in parts if not isinstance(part, exp.Literal)]
        return when(exp.and_(*known), super().joined(*parts)) if known else super().joined(*parts)

    def letters_and_digits(self, value: exp.Expr) -> exp.Expr:
        # All letters and digits that there are make no pattern of 512 bytes.
        return self.replaced(self.unmarked(value), "[^[:alnum:]]+", "")

    def as_day(self, iso: exp.Expr) -> exp.Expr:
        return call("TO_DATE", iso, _ISO)

    def as_number(self, digits: exp.Expr) -> exp.Expr:
        return call("TO_NUMBER", digits)

    def moved(self, day: exp.Expr, months: exp.Expr | None, days: exp.Expr) -> exp.Expr:
        # The last day of a month would become the last one of another.
        after = day
        if months is not None:
            month = call("ADD_MONTHS", call("TRUNC", day, text("MM")), months)
            place = exp.Sub(this=exp.Extract(this=exp.Var(this="DAY"), expression=day.copy()), expression=number(1))
            after = call("LEAST", exp.Add(this=month, expression=exp.Paren(this=place)), call("LAST_DAY", month))
        return exp.Paren(this=exp.Add(this=after, expression=days))

    def iso(self, day: exp.Expr) -> exp.Expr:
        return call("TO_CHAR", day, _ISO)

    def floor(self, value: exp.Expr) -> exp.Expr:
        return call("FLOOR", value)


DIALECT = dialect(
    _Nodes("oracle"),
    session=(
        "ALTER SESSION SET NLS_DATE_FORMAT = 'YYYY-MM-DD HH24:MI:SS'",
        "ALTER SESSION SET NLS_TIMESTAMP_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF'",
        "ALTER SESSION SET NLS_COMP = BINARY",
        "ALTER SESSION SET NLS_SORT = BINARY",
    ),
)
