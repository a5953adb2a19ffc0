"""Which columns of a row that stays are cleared, and what takes the place of their values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from privaudit.declared_type import kind_of, longest
from privaudit.model.clock_fields import DIRECT_IDENTIFIERS
from privaudit.model.clocks import named_columns
from privaudit.model.erasure import Blank, Cleared, HeldRows
from privaudit.model.estate import Column, Skipped, Table
from privaudit.model.findings import Context
from privaudit.model.rights import TableLink
from privaudit.model.rules import is_within
from privaudit.model.verdicts import ColumnVerdict

_BY_NAME = {"uuid": Blank.UUID, "uniqueidentifier": Blank.UUID, "inet": Blank.ADDRESS, "cidr": Blank.ADDRESS, "macaddr": Blank.MAC}
_BY_KIND = {
    "number": Blank.ZERO,
    "boolean": Blank.FALSE,
    "date": Blank.DAY,
    "json": Blank.OBJECT,
    "binary": Blank.NOTHING,
}


class Clearing:
    """What of the tables of a run tells of persons, and may be cleared."""

    def __init__(self, context: Context, keys: Sequence[TableLink]) -> None:
        self._context = context
        self._bound = {
            (id(table), name.lower())
            for link in keys
            for table, names in ((link.child, link.child_columns), (link.parent, link.parent_columns))
            for name in names
        }
        self._dates = {
            (name.table.lower(), name.column.lower())
            for activity in context.register.activities
            for clock in activity.clocks
            for name, does in named_columns(clock)
            if not does.startswith("must be empty")
        }
        self._said: dict[tuple[str, str], Skipped] = {}

    @property
    def warnings(self) -> tuple[Skipped, ...]:
        """Columns so far that tell of a person and could not be cleared."""
        return tuple(self._said.values())

    def personal(self, table: Table) -> frozenset[str]:
        """The columns that tell of a person, in lower case; what dates a clock stays, unless it says by itself who it is about."""
        return frozenset(
            verdict.column.name.lower()
            for verdict in self._context.inventory.of(table)
            if verdict.personal and verdict.column.in_rows and not self._dates_a_clock(verdict)
        )

    def of(self, held: HeldRows, names: frozenset[str]) -> tuple[Cleared, ...]:
        """How these columns of the rows are cleared; those that hold nothing, and keys, are left as they are."""
        return tuple(self._cleared(held, names))

    def _cleared(self, held: HeldRows, names: frozenset[str]) -> Iterator[Cleared]:
        own = {name.lower() for name in held.table.primary_key}
        for column in held.table.columns:
            name = column.name.lower()
            if name not in names or not column.in_rows or all(value in {None, ""} for (value,) in held.values((name,))):
                continue
            if name in own or (id(held.table), name) in self._bound:
                self._cannot(held.table, column)
                continue
            yield Cleared(column.name, _blank(column, held, named=not own & self.personal(held.table)))

    def _cannot(self, table: Table, column: Column) -> None:
        if any(verdict.personal and verdict.column is column for verdict in self._context.inventory.of(table)):
            reason = "it tells of a person and is a key, so that it cannot be cleared where the row stays"
            self._said.setdefault((table.name, column.name), Skipped(f"{table.name}.{column.name}", reason))

    def _dates_a_clock(self, verdict: ColumnVerdict) -> bool:
        if (verdict.table.name.lower(), verdict.column.name.lower()) not in self._dates:
            return False
        return not any(is_within(verdict.category or "", root) for root in DIRECT_IDENTIFIERS)


def _blank(column: Column, held: HeldRows, *, named: bool) -> Blank:
    """What takes the place of a value; `named`: the key of a row tells of nobody."""
    if column.nullable:
        return Blank.NULL
    bare = column.type.lower().strip('"').partition("(")[0].strip()
    if bare in _BY_NAME:
        return _BY_NAME[bare]
    kind = kind_of(column.type)
    if kind in _BY_KIND:
        return _BY_KIND[kind]
    most = longest(column.type)
    key = held.table.primary_key
    if named and len(key) == 1 and held.key == key:
        width = len(Blank.NAMED.value.replace("<key>", "")) + max(len(str(value)) for (value,) in held.values(key))
        if most is None or width <= most:
            return Blank.NAMED
    return Blank.TEXT if most is None or len(Blank.TEXT.value) <= most else Blank.NOTHING
