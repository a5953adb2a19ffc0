"""For MySQL and MariaDB, which know no blocks outside procedures: each statement asks whether all was right so far, and so does the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlglot import exp

from privaudit.rights.scripts._changes import Change, Dialect, Script, comment

_DIALECT = Dialect("mysql", schemas=True, joined=lambda first, second: exp.Concat(expressions=[first, second]))
_RIGHT = exp.EQ(this=exp.Parameter(this=exp.var("privaudit_right")), expression=exp.Literal.number(1))
_HEAD = """\
SET NAMES utf8mb4;
SET @privaudit_mode = @@SESSION.sql_mode;
SET SESSION sql_mode = 'STRICT_ALL_TABLES';
SET @privaudit_right = 1;
START TRANSACTION;
"""
_TAIL = """\
-- Where a number differs nothing is erased, and the last statement fails.
SET @privaudit_end = IF(@privaudit_right = 1, 'COMMIT', 'DO 0');
PREPARE privaudit_end FROM @privaudit_end;
EXECUTE privaudit_end;
DEALLOCATE PREPARE privaudit_end;
ROLLBACK;
SET SESSION sql_mode = @privaudit_mode;
SELECT IF(@privaudit_right = 1, 'erased', (SELECT 1 UNION ALL SELECT 2)) AS privaudit;
"""


def render(changes: Sequence[Change]) -> str:
    """The transaction."""
    return _HEAD + "".join(f"{line}\n" for change in changes for line in _guarded(change)) + _TAIL


def _guarded(change: Change) -> Iterator[str]:
    # The number of rows that an UPDATE changed leaves out those that held the same before: they are counted, and locked, first.
    among = f"FROM {_DIALECT.written(change.table)} WHERE {_DIALECT.written(change.where)}"
    yield comment(change.said)
    yield f"SELECT COUNT(*) INTO @privaudit_rows {among} FOR UPDATE;"
    yield f"SET @privaudit_right = IF(@privaudit_rows = {change.rows}, @privaudit_right, 0);"
    yield f"{_DIALECT.written(change.statement(_RIGHT))};"


SCRIPT = Script(_DIALECT, render)
