"""What each node of the vocabulary is in Trino's SQL.  Its patterns are those of Java."""

from __future__ import annotations

from sqlglot import exp

from privaudit.lowering import _java_patterns as java
from privaudit.lowering._building import call
from privaudit.lowering._standard_nodes import StandardNodes, dialect
from privaudit.questions import text


class _Nodes(StandardNodes):
    knows_right = False

    def pattern(self, pattern: str) -> str:
        return java.inside(pattern)

    def fits(self, value: exp.Expr, pattern: str) -> exp.Expr:
        return call("REGEXP_LIKE", value, text(self.pattern(pattern)))

    def replaced(self, value: exp.Expr, pattern: str, by: str) -> exp.Expr:
        return call("REGEXP_REPLACE", value, text(self.pattern(pattern)), text(by.replace("\\", "$")))

    def found(self, value: exp.Expr, pattern: str) -> exp.Expr:
        return call("REGEXP_EXTRACT", value, text(self.pattern(pattern)))

    def by_chance(self, value: exp.Expr) -> exp.Expr:
        return call("FROM_BIG_ENDIAN_64", call("XXHASH64", call("TO_UTF8", value)))

    def size(self, value: exp.Expr) -> exp.Expr:
        return call("LENGTH", call("TO_UTF8", self.as_text(value)))

    def moved(self, day: exp.Expr, months: exp.Expr | None, days: exp.Expr) -> exp.Expr:
        after = day if months is None else call("DATE_ADD", text("MONTH"), months, day)
        return call("DATE_ADD", text("DAY"), days, after)


DIALECT = dialect(_Nodes("trino"))
