"""MariaDB: its patterns are those of PCRE."""

from __future__ import annotations

from dataclasses import replace

from sqlglot import exp

from privaudit.lowering._hashed_joins import hashed_joins
from privaudit.lowering._mysql_texts import dialect

_LIKE_MYSQL = dialect("utf8mb4_nopad_bin", "\\")
_HASHED = (
    # Else it holds each row of one side against each of the other: what is compared is computed, and no index knows it.
    "SET SESSION join_cache_level = 4",
    "SET SESSION join_buffer_size = 67108864",
    "SET SESSION join_buffer_space_limit = 268435456",
)


def _shaped(question: exp.Expr) -> exp.Expr:
    return _LIKE_MYSQL.shaped(hashed_joins(question))


DIALECT = replace(_LIKE_MYSQL, session=(*_LIKE_MYSQL.session, *_HASHED), shaped=_shaped)
