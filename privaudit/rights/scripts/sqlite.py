"""For SQLite, which knows no blocks: a temporary table that refuses other numbers ends the transaction, and each statement needs it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlglot import exp

from privaudit.rights.scripts._changes import Change, Dialect, Script, comment

_DIALECT = Dialect("sqlite", schemas=False, joined=lambda first, second: exp.DPipe(this=first, expression=second))
_HEAD = """\
PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;
CREATE TEMP TABLE privaudit_guard (step TEXT, found INTEGER, planned INTEGER, CHECK (found = planned));
INSERT INTO temp.privaudit_guard VALUES ('begin', 0, 0);
"""
_TAIL = "DROP TABLE temp.privaudit_guard;\nCOMMIT;\n"


def render(changes: Sequence[Change]) -> str:
    """The transaction."""
    return _HEAD + "".join(f"{line}\n" for change in changes for line in _guarded(change)) + _TAIL


def _guarded(change: Change) -> Iterator[str]:
    # Once a number differed the table is gone with the transaction: what comes behind fails, even in a shell that goes on.
    there = exp.Exists(this=exp.select(exp.Literal.number(1)).from_(exp.Table(this=exp.to_identifier("privaudit_guard"), db="temp")))
    yield comment(change.said)
    yield f"{_DIALECT.written(change.statement(there))};"
    name = _DIALECT.written(exp.Literal.string(change.name))
    yield f"INSERT OR ROLLBACK INTO temp.privaudit_guard VALUES ({name}, changes(), {change.rows});"  # noqa: S608 written by sqlglot


SCRIPT = Script(_DIALECT, render)
