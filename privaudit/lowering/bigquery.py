"""What each node of the vocabulary is in BigQuery's SQL.  Its patterns are RE2."""

from __future__ import annotations

from sqlglot import exp

from privaudit.lowering._building import call
from privaudit.lowering._patterns import uncaptured
from privaudit.lowering._standard_nodes import StandardNodes, dialect
from privaudit.questions import text


class _Nodes(StandardNodes):
    text_type = "STRING"
    size_name = "BYTE_LENGTH"

    def fits(self, value: exp.Expr, pattern: str) -> exp.Expr:
        return call("REGEXP_CONTAINS", value, text(self.pattern(pattern)))

    def found(self, value: exp.Expr, pattern: str) -> exp.Expr:
        # With a group it gives what that fits, and of several it takes none.
        return call("REGEXP_EXTRACT", value, text(uncaptured(self.pattern(pattern))))

    def position(self, value: exp.Expr, piece: exp.Expr) -> exp.Expr:
        return call("INSTR", value, piece)

    def by_chance(self, value: exp.Expr) -> exp.Expr:
        return call("FARM_FINGERPRINT", value)

    def moved(self, day: exp.Expr, months: exp.Expr | None, days: exp.Expr) -> exp.Expr:
        # A number as it stands would be printed as a text, which is none of a number there.
        after = day
        for many, unit in ((months, "MONTH"), (days, "DAY")):
            if many is not None:
                after = exp.DateAdd(this=after, expression=exp.Paren(this=many.copy()), unit=exp.Var(this=unit))
        return after


DIALECT = dialect(_Nodes("bigquery"))
