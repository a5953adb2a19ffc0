from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import pytest

from privaudit.model.estate import Table
from privaudit.sql import schema
from privaudit.sql.recognition import text_of

Read = Callable[..., schema.Schema]
Shown = Callable[..., dict[str, list[str]]]


def _read(sql: str, dialect: str = "") -> schema.Schema:
    return schema.read(dedent(sql).encode(), "dump.sql", dialect, text_of)


def _columns(table: Table) -> list[str]:
    return [f"{column.name} {column.type}".strip() for column in table.columns]


@pytest.fixture
def read() -> Read:
    """SQL text in, its schema out."""
    return _read


@pytest.fixture
def shown() -> Shown:
    """SQL text in, `name type` of each column by table out."""
    return lambda sql, dialect="": {table.name: _columns(table) for table in _read(sql, dialect).tables}


@pytest.fixture
def only() -> Callable[..., Table]:
    """SQL text with one table in, that table out."""

    def read_one(sql: str, dialect: str = "") -> Table:
        (table,) = _read(sql, dialect).tables
        return table

    return read_one
