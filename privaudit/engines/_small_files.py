"""The first pass over a small file: most hold nothing but rows that can be read, and one question shows it."""

from __future__ import annotations

import duckdb
from sqlglot import exp

from privaudit.delimited import mending
from privaudit.delimited import view as views
from privaudit.engines._loaded import Loaded
from privaudit.questions import Answer

_SMALL = 1_000_000
"""Bytes of a file up to which an account of its errors takes longer than its rows."""


def answer(connection: duckdb.DuckDBPyConnection, loaded: Loaded, question: exp.Select) -> list[Answer] | None:
    """The answer to a full pass over a small file, where every line of it is a record that can be read; else None."""
    if loaded.size > _SMALL or loaded.reading.rewritten:
        return None
    try:
        found = connection.execute(views.with_rows(views.refusing(question, loaded.name, loaded.reading)).sql(views.DIALECT)).fetchall()
    except duckdb.Error:
        return None  # what is wrong will show when account is kept
    right = mending.count_lines(loaded.reading.rows) == loaded.reading.rows.skip + found[0][-1]
    return [row[:-1] for row in found] if right else None
