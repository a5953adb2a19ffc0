"""For PostgreSQL: one block, which raises an exception where the numbers differ, in one transaction.

The script is a file in UTF-8, and its first line says so: `psql -f` takes a file for one in the encoding of the database.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlglot import exp

from privaudit.rights.scripts._changes import Change, Dialect, Script, comment

_DIALECT = Dialect("postgres", schemas=True, joined=lambda first, second: exp.DPipe(this=first, expression=second))
_FOUND = "privaudit_rows"


def render(changes: Sequence[Change]) -> str:
    """The transaction."""
    body = "\n".join(line for change in changes for line in _guarded(change))
    tag = "$privaudit$"
    while tag in body:
        tag = f"$x{tag[1:]}"
    head = f"BEGIN;\nSET LOCAL standard_conforming_strings = on;\nDO {tag}\nDECLARE\n    {_FOUND} bigint;\nBEGIN"
    return f"{head}\n{body}\n    NULL;\nEND\n{tag};\nCOMMIT;\nRESET client_encoding;\n"


def _guarded(change: Change) -> Iterator[str]:
    yield f"    {comment(change.said)}"
    yield f"    {_DIALECT.written(change.statement())};"
    yield f"    GET DIAGNOSTICS {_FOUND} = ROW_COUNT;"
    said = _DIALECT.written(exp.Literal.string(f"{change.name.replace('%', '%%')}: % rows, {change.rows} were planned: nothing is erased"))
    yield f"    IF {_FOUND} <> {change.rows} THEN RAISE EXCEPTION {said}, {_FOUND}; END IF;"


SCRIPT = Script(_DIALECT, render, first="SET client_encoding = 'UTF8';\n")
