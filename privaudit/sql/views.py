"""CREATE VIEW and DROP VIEW: what shows rows of tables without holding any."""

from __future__ import annotations

import re

from privaudit.sql.events import Viewed, ViewGone
from privaudit.sql.scope import Scope, Statement
from privaudit.sql.tokens import dotted, tokens

_BEFORE = (
    r"(?:OR\s+(?:REPLACE|ALTER)|TEMP(?:ORARY)?|RECURSIVE|MATERIALIZED|(?:NO\s+)?FORCE|(?:NON)?EDITION(?:ABLE|ING)|SECURE"
    r"|ALGORITHM\s*=\s*\w+|DEFINER\s*=\s*\S+|SQL\s+SECURITY\s+\w+|\*/|/\*M?!\d*)"
)
_HEAD = r"(?i:(?:CREATE\s+(?:" + _BEFORE + r"\s*)*|(?P<gone>DROP)\s+(?:MATERIALIZED\s+)?)VIEW\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?)"
VIEW = re.compile(_HEAD.encode())
_VIEW = re.compile(_HEAD)
_CONDITIONAL = re.compile(r"/\*M?!\d*|\*/")
_MATERIALIZED = re.compile(r"\bMATERIALIZED\b", re.IGNORECASE)
_TAIL = re.compile(r"\bWITH\s+(?:(?:LOCAL|CASCADED)\s+)?(?:CHECK\s+OPTION|READ\s+ONLY|NO\s+SCHEMA\s+BINDING)\s*$", re.IGNORECASE)
_LONGEST_NAME = 1_000


def read(statement: Statement, scope: Scope, *, parsed: bool) -> Viewed | ViewGone | None:
    """The view that comes or goes; None where its name was not understood.

    What it reads is told where its query is `parsed`, which takes time; a materialized one has rows of its own.
    """
    head = _VIEW.match(statement.text)
    if head is None:
        return None
    behind = statement.text[head.end() :]
    if scope.flavour.conditional:
        behind = _CONDITIONAL.sub(" ", behind)
    named = dotted([token for token in tokens(behind[:_LONGEST_NAME], scope.flavour) if token.kind != "comment"], 0)[0]
    if not named:
        return None
    if head["gone"]:
        return ViewGone(scope.name(named))
    materialized = _MATERIALIZED.search(head.group()) is not None
    query = _query(behind, scope) if parsed and not materialized else ""
    if not query:
        return Viewed(scope.name(named), statement.line)
    from privaudit.view_definitions import tables_in  # noqa: PLC0415 its grammars take longer to load than most schemas take to read

    found = tables_in(query, scope.dialect)
    return Viewed(scope.name(named), statement.line, tuple(scope.name((there, table) if there else (table,)) for there, table in found))


def _query(behind: str, scope: Scope) -> str:
    """What stands behind the AS."""
    start = next((token.end for token in tokens(behind, scope.flavour) if token.key == "AS"), len(behind))
    return _TAIL.sub("", behind[start:].strip().rstrip(";").strip())
