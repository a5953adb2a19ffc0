"""What each node of the vocabulary is in ClickHouse's SQL.  Its patterns are RE2; its days go from 1900 to 2299 where they are moved."""

from __future__ import annotations

from sqlglot import exp

from privaudit.lowering._building import call
from privaudit.lowering._patterns import uncaptured
from privaudit.lowering._standard_nodes import StandardNodes, dialect
from privaudit.questions import text


class _Nodes(StandardNodes):
    text_type = "Nullable(String)"
    length_name = "lengthUTF8"
    size_name = "LENGTH"
    part_name = "substringUTF8"
    lower_name = "lowerUTF8"
    reverse_name = "reverseUTF8"
    translate_name = "translateUTF8"

    def fits(self, value: exp.Expr, pattern: str) -> exp.Expr:
        return call("match", value, text(self.pattern(pattern)))

    def replaced(self, value: exp.Expr, pattern: str, by: str) -> exp.Expr:
        return call("replaceRegexpAll", value, text(self.pattern(pattern)), text(by))

    def found(self, value: exp.Expr, pattern: str) -> exp.Expr:
        # With a group it gives what that fits.
        return call("extract", value, text(uncaptured(self.pattern(pattern))))

    def position(self, value: exp.Expr, piece: exp.Expr) -> exp.Expr:
        return call("positionUTF8", value, piece)

    def without(self, value: exp.Expr, piece: exp.Expr) -> exp.Expr:
        return call("replaceAll", self.as_text(value), self.as_text(piece), text(""))

    def ends_with(self, value: exp.Expr, piece: exp.Expr) -> exp.Expr:
        return call("endsWith", self.as_text(value), piece)

    def by_chance(self, value: exp.Expr) -> exp.Expr:
        return call("xxHash64", value)

    def as_day(self, iso: exp.Expr) -> exp.Expr:
        return call("toDate32OrNull", iso)

    def as_number(self, digits: exp.Expr) -> exp.Expr:
        return call("toInt32OrNull", digits)

    def moved(self, day: exp.Expr, months: exp.Expr | None, days: exp.Expr) -> exp.Expr:
        return call("addDays", day if months is None else call("addMonths", day, months), days)

    def floor(self, value: exp.Expr) -> exp.Expr:
        return call("toInt32", call("FLOOR", value))


DIALECT = dialect(_Nodes("clickhouse"))
