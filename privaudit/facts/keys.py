"""By what the rows of a finding are told from the others of their table."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from privaudit import questions as ask
from privaudit.facts.asking import Asking
from privaudit.facts.clock_starts import ROW
from privaudit.model.estate import Table
from privaudit.model.facts import RejectedRows, RowKey, Rows, table_of

RECORD = "record"
_BATCH = 1_000_000
"""Rows whose lines are looked up at a time: all of them would not go into memory, and to look may mean to read the file."""


class KeyFacts(Asking):
    """The keys of rows."""

    def keys(self, rows: Rows, personal: frozenset[str]) -> Iterator[RowKey]:
        """The keys of the rows.  A primary key with one of the `personal` columns (lower case) gives way to the line.

        Rows that a server holds have no line: there it gives way to all columns that are not personal.
        """
        if isinstance(rows, RejectedRows):
            yield from (RowKey(None, (rejected.line,)) for rejected in self.engine.rejected(rows.table))
            return
        table = table_of(rows)
        columns = _key_of(table, personal)
        if columns:
            kept = [exp.alias_(ask.as_text(ask.column(name, ROW)), f"key_{index}") for index, name in enumerate(columns)]
            names = [f"key_{index}" for index in range(len(kept))]
            yield from (RowKey(columns, tuple(answer)) for answer in self.answers(rows, kept, names))
            return
        if not table.numbered:
            nothing = [exp.alias_(ask.number(1), RECORD)]
            yield from (RowKey(None, (None,)) for _ in self.answers(rows, nothing, [RECORD]))
            return
        record = exp.alias_(ask.record(ask.relation(table.relation or "", ROW)), RECORD)
        records = sorted(int(answer[0]) for answer in self.answers(rows, [record], [RECORD]))
        for start in range(0, len(records), _BATCH):
            some = records[start : start + _BATCH]
            lines = self.engine.lines(table, some)
            yield from (RowKey(None, (lines[number],)) for number in some)


def _key_of(table: Table, personal: frozenset[str]) -> tuple[str, ...]:
    """The columns that tell the rows apart; none where the line does."""
    by_key = bool(table.primary_key) and not personal.intersection(name.lower() for name in table.primary_key)
    if by_key and not any(table.lacks_values_of(name) for name in table.primary_key):
        return table.primary_key
    if table.numbered:
        return ()
    return tuple(column.name for column in table.columns if column.in_rows and column.name.lower() not in personal)
