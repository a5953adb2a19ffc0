"""What each node of the vocabulary is in Snowflake's SQL.  Its patterns are those of POSIX: every group counts."""

from __future__ import annotations

from sqlglot import exp

from privaudit.lowering._building import call
from privaudit.lowering._posix_nodes import PosixNodes
from privaudit.lowering._standard_nodes import dialect
from privaudit.questions import text


class _Nodes(PosixNodes):
    part_name = "SUBSTRING"

    def position(self, value: exp.Expr, piece: exp.Expr) -> exp.Expr:
        return call("CHARINDEX", piece, value)

    def by_chance(self, value: exp.Expr) -> exp.Expr:
        return call("HASH", value)

    def iso(self, day: exp.Expr) -> exp.Expr:
        return call("TO_CHAR", day, text("yyyy-mm-DD"))


DIALECT = dialect(_Nodes("snowflake"), session=("ALTER SESSION SET TIMEZONE = 'UTC'",))
