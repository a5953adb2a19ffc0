"""Nodes for servers whose patterns are those of POSIX: every group counts there, none is without a number."""

from __future__ import annotations

import re

from sqlglot import exp

from privaudit.lowering._building import call
from privaudit.lowering._patterns import captured
from privaudit.lowering._standard_nodes import StandardNodes
from privaudit.questions import text

_GROUP = re.compile(r"\\([0-9])")


class PosixNodes(StandardNodes):
    """The nodes, with groups by the numbers that they have there."""

    def pattern(self, pattern: str) -> str:
        """As there."""
        return captured(super().pattern(pattern))[0]

    def replaced(self, value: exp.Expr, pattern: str, by: str) -> exp.Expr:
        """As there."""
        rewritten, numbers = captured(super().pattern(pattern))
        return call("REGEXP_REPLACE", value, text(rewritten), text(_GROUP.sub(lambda found: f"\\{numbers[int(found[1])]}", by)))
