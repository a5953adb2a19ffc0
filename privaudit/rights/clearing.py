"""Which columns of a row that stays are cleared, and what takes the place of their values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from privaudit.declared_type import kind_of, longest
from privaudit.model.erased_rows import dating_columns, personal_columns
from privaudit.model.erasure import Blank, Cleared, HeldRows
from privaudit.model.estate import Column, Skipped, Table
from privaudit.model.findings import Context
from privaudit.model.rights import TableLink
from privaudit.model.rules import is_within, is_within_any

_BY_NAME = {"uuid": Blank.UUID, "uniqueidentifier": Blank.UUID, "inet": Blank.ADDRESS, "cidr": Blank.ADDRESS, "macaddr": Blank.MAC}
_BY_KIND = {
    "number": Blank.ZERO,
    "boolean": Blank.FALSE,
    "date": Blank.DAY,
    "json": Blank.OBJECT,
    "binary": Blank.NOTHING,
}


_MARKS = (Blank.NAMED, Blank.TEXT)


class Clearing:
    """What of the tables of a run tells of persons, and may be cleared."""

    def __init__(self, context: Context, keys: Sequence[TableLink]) -> None:
        self._context = context
        self._dating = dating_columns(context.register)
        self._bound = {
            (id(table), name.lower())
            for link in keys
            for table, names in ((link.child, link.child_columns), (link.parent, link.parent_columns))
            for name in names
        }
        self._said: dict[tuple[str, str], Skipped] = {}

    @property
    def warnings(self) -> tuple[Skipped, ...]:
        """Columns so far that tell of a person and could not be cleared."""
        return tuple(self._said.values())

    def personal(self, table: Table) -> frozenset[str]:
        """The columns that tell of a person, in lower case; what dates a clock stays, unless it says by itself who it is about."""
        return frozenset(verdict.column.name.lower() for verdict in personal_columns(self._context, table, self._dating))

    def of(self, held: HeldRows, names: frozenset[str]) -> tuple[Cleared, ...]:
        """How these columns of the rows are cleared; those that hold nothing, and keys, are left as they are.

        Rows of which nothing is left that tells of a person bear a mark, by which checks know that they were erased.
        """
        named = not {name.lower() for name in held.table.primary_key} & self.personal(held.table)
        columns = tuple(self._columns(held, names))
        found = {column.name: _blank(column, held, named=named) for column in columns}
        if self.personal(held.table) <= names and not any(by in _MARKS for by in found.values()):
            found |= self._mark(held, columns, named=named)
        return tuple(Cleared(name, by) for name, by in found.items())

    def _columns(self, held: HeldRows, names: frozenset[str]) -> Iterator[Column]:
        own = {name.lower() for name in held.table.primary_key}
        for column in held.table.columns:
            name = column.name.lower()
            if name not in names or not column.in_rows or all(value in {None, ""} for (value,) in held.values((name,))):
                continue
            if name in own or (id(held.table), name) in self._bound:
                self._cannot(held.table, column, "it tells of a person and is a key, so that it cannot be cleared where the row stays")
            elif column.computed:
                self._cannot(
                    held.table, column, "it tells of a person, and the database computes it: see that what it is made of is cleared"
                )
            elif not column.nullable and _bare(column) == "enum":
                self._cannot(
                    held.table, column, "it tells of a person and takes no value but those of its list: let it be empty to clear it"
                )
            else:
                yield column

    def _mark(self, held: HeldRows, columns: Sequence[Column], *, named: bool) -> dict[str, Blank]:
        """A column that is marked though it could be empty: a name where there is one, and an address only where there is nothing else."""
        categories = {verdict.column.name: verdict.category or "" for verdict in self._context.inventory.of(held.table)}
        fit = [column for column in columns if _is_free_text(column) and _word(column, held, named=named) in _MARKS]
        if not fit:
            return {}
        best = min(fit, key=lambda column: _rank(categories[column.name]))
        return {best.name: _word(best, held, named=named)}

    def _cannot(self, table: Table, column: Column, reason: str) -> None:
        if any(verdict.personal and verdict.column is column for verdict in self._context.inventory.of(table)):
            self._said.setdefault((table.name, column.name), Skipped(f"{table.name}.{column.name}", reason))


def _blank(column: Column, held: HeldRows, *, named: bool) -> Blank:
    """What takes the place of a value; `named`: the key of a row tells of nobody."""
    if column.nullable:
        return Blank.NULL
    if (bare := _bare(column)) in _BY_NAME:
        return _BY_NAME[bare]
    kind = kind_of(column.type)
    if kind in _BY_KIND:
        return _BY_KIND[kind]
    return _word(column, held, named=named)


def _word(column: Column, held: HeldRows, *, named: bool) -> Blank:
    """What takes the place of a text, as far as there is room for it."""
    most = longest(column.type)
    key = held.table.primary_key
    if named and len(key) == 1 and held.key == key:
        width = len(Blank.NAMED.value.replace("<key>", "")) + max(len(str(value)) for (value,) in held.values(key))
        if most is None or width <= most:
            return Blank.NAMED
    return Blank.TEXT if most is None or len(Blank.TEXT.value) <= most else Blank.NOTHING


def _is_free_text(column: Column) -> bool:
    return kind_of(column.type) == "text" and _bare(column) not in {*_BY_NAME, "enum", "set"}


def _bare(column: Column) -> str:
    """The declared type without its length or its list."""
    return column.type.lower().strip('"').partition("(")[0].strip()


def _rank(category: str) -> int:
    """Where a mark disturbs least: whoever reads a name sees it, and whoever writes to an address writes to nobody."""
    if is_within(category, "user.name"):
        return 0
    return 2 if is_within_any(category, ("user.contact", "user.government_id", "user.account")) else 1
