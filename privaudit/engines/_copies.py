"""Copies of the columns of large files that several questions read: to read a file as text takes longer than most questions do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb
from sqlglot import exp

from privaudit.delimited import view as views
from privaudit.engines import _columns_asked as columns_asked
from privaudit.lowering.duckdb import RECORD
from privaudit.model.estate import Table

LARGE = 50_000_000
"""Bytes of a file from which its columns are copied."""
_OFTEN = 2
"""Questions about columns that no copy holds, from which one is made."""
_FEW = 4
"""Columns that a question may read although they are all of the table: with more it looks at everything, which is not asked again."""


@dataclass
class _Asked:
    """What was asked of a relation."""

    columns: dict[str, None] = field(default_factory=dict)
    """All columns that questions read, in the order in which they came."""
    times: int = 0
    """Questions since the last copy that it could not answer."""
    expected: bool = False
    """Whether other questions about them are known to come: the first one makes the copy."""
    copied: frozenset[str] = frozenset()
    copies: int = 0


class Copies:
    """The copies of one engine, where it keeps what does not fit into memory."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._asked: dict[str, _Asked] = {}

    def expect(self, relation: str, column: str) -> None:
        """Says that several questions will read a column of a relation."""
        asked = self._asked.setdefault(relation, _Asked())
        asked.expected |= column not in asked.columns
        asked.columns[column] = None

    def instead(self, question: exp.Expr, relations: Mapping[str, Table]) -> exp.Expr:
        """The question about copies, where there are some; it may make one before.  The question itself may be changed.

        Raises duckdb.Error where a file cannot be read, or there is no space.
        """
        if question.find(exp.Limit):
            return question
        for relation in list(question.find_all(exp.Table)):
            table = relations.get(relation.name)
            reads = columns_asked.names_of(relation, table) if table is not None else []
            some = table is not None and (len(reads) <= _FEW or len(reads) < len(table.columns))
            if reads and some and (copy := self._copy_with(relation.name, reads)):
                copy.set("alias", relation.args.get("alias") or exp.TableAlias(this=relation.this.copy()))
                relation.replace(copy)
        return question

    def _copy_with(self, name: str, reads: list[str]) -> exp.Table | None:
        """The copy that has these columns; None where there is none, and it is too early to make one."""
        asked = self._asked.setdefault(name, _Asked())
        at_once = asked.expected and not asked.columns.keys().isdisjoint(reads)
        asked.columns.update(dict.fromkeys(reads))
        if not asked.copied.issuperset(reads):
            asked.times += 1
            if asked.times < _OFTEN and not at_once:
                return None
            self._make(name, asked)
        return _named(name, asked.copies)

    def _make(self, name: str, asked: _Asked) -> None:
        if asked.copies:
            self._connection.execute(exp.Drop(tables=[_named(name, asked.copies)], kind="TABLE").sql(views.DIALECT))
        columns = [exp.column(exp.to_identifier(column, quoted=True)) for column in (*asked.columns, RECORD)]
        rows = exp.select(*columns).from_(exp.Table(this=exp.to_identifier(name, quoted=True)))
        asked.copies += 1
        made = exp.Create(this=_named(name, asked.copies), kind="TABLE", expression=rows)
        self._connection.execute(made.sql(views.DIALECT))
        asked.copied, asked.times, asked.expected = frozenset(asked.columns), 0, False


def _named(name: str, number: int) -> exp.Table:
    return exp.Table(this=exp.to_identifier(f"{name}_copy_{number}", quoted=True))
