"""Statements that change rows which are there already: of which tables, not how."""

from __future__ import annotations

import re

from privaudit.sql.events import RowsChanged
from privaudit.sql.scope import Scope, Statement
from privaudit.sql.tokens import name_of, tokens

CHANGE = re.compile(rb"(?i:(?:UPDATE|DELETE|TRUNCATE|MERGE|LOAD\s+DATA)\s)")
_WORD = re.compile(r"\w+")
_DONE = re.compile(rb"\b(?i:SET|WHERE)\b")
_BEHIND = frozenset({"SET", "WHERE", "ON", "RETURNING", "OUTPUT"})
"""Words behind which no table stands whose rows are changed."""


def read(statement: Statement, scope: Scope) -> RowsChanged:
    """The tables that may be meant: all that is named before what is done with them, for dialects differ in the order."""
    names = []
    for token in tokens(statement.text, scope.flavour):
        if token.key in _BEHIND:
            break
        if token.kind in {"word", "quoted"}:
            names.append(name_of(token).lower())
    return RowsChanged(frozenset(names[1:]))


def kind(head: bytes) -> bytes:
    """What is the same for statements that may change rows of the same tables."""
    return _DONE.split(head, maxsplit=1)[0]


def anywhere(statement: Statement) -> RowsChanged:
    """The tables that code may mean that is only known once it runs: whatever is named in it."""
    return RowsChanged(frozenset(_WORD.findall(statement.text.lower())))
