"""What each node of the vocabulary is in Redshift's SQL.  Its patterns are those of Perl where that is asked."""

from __future__ import annotations

from sqlglot import exp

from privaudit.lowering._building import above_zero, call, null_if_empty
from privaudit.lowering._standard_nodes import StandardNodes, dialect
from privaudit.questions import number, text

_FROM = (number(1), number(1))
"""From the first character on, the first piece that is found."""
_PERL = text("p")


class _Nodes(StandardNodes):
    text_type = "VARCHAR(65535)"

    def fits(self, value: exp.Expr, pattern: str) -> exp.Expr:
        return above_zero(call("REGEXP_INSTR", value, text(self.pattern(pattern)), *_FROM, number(0), _PERL))

    def replaced(self, value: exp.Expr, pattern: str, by: str) -> exp.Expr:
        return call("REGEXP_REPLACE", value, text(self.pattern(pattern)), text(by.replace("\\", "$")), number(1), _PERL)

    def found(self, value: exp.Expr, pattern: str) -> exp.Expr:
        return call("REGEXP_SUBSTR", value, text(self.pattern(pattern)), *_FROM, _PERL)

    def position(self, value: exp.Expr, piece: exp.Expr) -> exp.Expr:
        return exp.StrPosition(this=value, substr=piece.copy())

    def part(self, value: exp.Expr, first: exp.Expr, length: exp.Expr | None = None) -> exp.Expr:
        return exp.Substring(this=value, start=first, length=length)

    def by_chance(self, value: exp.Expr) -> exp.Expr:
        return call("FARMFINGERPRINT64", value)

    def as_day(self, iso: exp.Expr) -> exp.Expr:
        return call("TO_DATE", null_if_empty(iso), text("YYYY-MM-DD"))

    def as_number(self, digits: exp.Expr) -> exp.Expr:
        return exp.cast(null_if_empty(digits), "INT")

    def iso(self, day: exp.Expr) -> exp.Expr:
        return call("TO_CHAR", day, text("YYYY-MM-DD"))


DIALECT = dialect(_Nodes("redshift"))
