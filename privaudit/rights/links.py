"""How the rows of the run's tables belong together: foreign keys, links of the register, and what names suggest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from privaudit import words
from privaudit.model.contact_kinds import ContactKind
from privaudit.model.estate import Estate, Table
from privaudit.model.register import Link, Register
from privaudit.model.rights import LinkKind, TableLink
from privaudit.model.rules import Role, Tokens
from privaudit.model.ties import partner
from privaudit.names.row_owners import label_of
from privaudit.rights.tables import TableKinds

CONTACTS = (ContactKind.EMAIL, ContactKind.PHONE)
"""Identifiers whose values are compared by rules of their own: links over these are no keys of rows."""
_KEYS = ("id", "key", "code", "no", "nr", "number", "uuid", "guid")
"""What the key of a table is called whose schema is not known."""


@dataclass(frozen=True, eq=False)
class Links:
    """The links of one run."""

    sure: tuple[TableLink, ...]
    """Foreign keys and those that the register declares."""
    suggested: tuple[TableLink, ...]

    @classmethod
    def of(cls, estate: Estate, register: Register | None, kinds: TableKinds) -> Self:
        """The links between tables of the estate; a pair of columns that is tied already is not suggested."""
        found: dict[tuple[int, tuple[str, ...], int, tuple[str, ...]], TableLink] = {}
        for link in (*_foreign_keys(estate), *_declared(estate, () if register is None else register.links)):
            found.setdefault(_ends(link), link)
        tied = {(id(link.child), name) for link in found.values() for name in _lower(link.child_columns)}
        suggested = [link for link in _suggested(estate, kinds) if (id(link.child), *_lower(link.child_columns)) not in tied]
        return cls(tuple(found.values()), tuple(suggested))

    def followed(self, *, confirmed: bool) -> tuple[TableLink, ...]:
        """Those to follow: the suggested ones only where somebody confirmed them."""
        return self.sure + self.suggested if confirmed else self.sure


class LinkIndex:
    """Links by the tables at their ends."""

    def __init__(self, links: Sequence[TableLink]) -> None:
        self._down: defaultdict[int, list[TableLink]] = defaultdict(list)
        self._up: defaultdict[int, list[TableLink]] = defaultdict(list)
        for link in links:
            self._down[id(link.parent)].append(link)
            self._up[id(link.child)].append(link)

    def down(self, table: Table) -> Sequence[TableLink]:
        """The links whose rows point to rows of the table."""
        return self._down.get(id(table), ())

    def up(self, table: Table) -> Sequence[TableLink]:
        """The links by which rows of the table point to others."""
        return self._up.get(id(table), ())


def extends(link: TableLink) -> bool:
    """Whether a child has one row for each of the parent's: its key is the link."""
    key = set(_lower(link.child.primary_key))
    return bool(key) and key == set(_lower(link.child_columns)) and link.child is not link.parent


def _lower(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.lower() for name in names)


def _ends(link: TableLink) -> tuple[int, tuple[str, ...], int, tuple[str, ...]]:
    return id(link.child), _lower(link.child_columns), id(link.parent), _lower(link.parent_columns)


def _held(table: Table, names: Sequence[str]) -> bool:
    """Whether the table's rows hold all of the columns; a schema without rows has them by its word."""
    return all(table.column(name) is not None and not table.lacks_values_of(name) for name in names)


def _foreign_keys(estate: Estate) -> Iterator[TableLink]:
    for table in estate.tables:
        for key in table.foreign_keys:
            parent = partner(estate, table, key.target.table)
            if parent is None:
                continue
            columns = key.target.columns or parent.primary_key
            if len(columns) == len(key.columns) and _held(table, key.columns) and _held(parent, columns):
                yield TableLink(table, key.columns, parent, columns, LinkKind.FOREIGN_KEY)


def _declared(estate: Estate, links: Sequence[Link]) -> Iterator[TableLink]:
    for link in links:
        if link.same in CONTACTS:
            continue
        for table in estate.named(link.source.table):
            parent = partner(estate, table, link.target.table)
            if parent is not None and _held(table, (link.source.column,)) and _held(parent, (link.target.column,)):
                yield TableLink(table, (link.source.column,), parent, (link.target.column,), LinkKind.DECLARED)


def _suggested(estate: Estate, kinds: TableKinds) -> Iterator[TableLink]:
    """Columns called after another table and its key: `customer_id`, where there are `customers`."""
    labels: defaultdict[Tokens, list[Table]] = defaultdict(list)
    for table in estate.tables:
        labels[label_of(table.name, kinds.prefix(table))].append(table)
    for table in estate.tables:
        own = {name.lower() for name in table.primary_key} if len(table.primary_key) == 1 else set()
        for column in table.columns:
            if not column.in_rows or column.name.lower() in own:
                continue
            parent = _called(column.name, table, labels, estate, kinds.roles(table))
            key = None if parent is None else _key_of(parent, column.name)
            if parent is not None and key is not None and (parent is not table or key.lower() != column.name.lower()):
                yield TableLink(table, (column.name,), parent, (key,), LinkKind.SUGGESTED)


def _called(
    column: str, table: Table, labels: Mapping[Tokens, list[Table]], estate: Estate, roles: Mapping[Tokens, frozenset[Role]]
) -> Table | None:
    """The table that a column is called after, with a word for a key beside; qualifiers may stand before: `billing_account_id`."""
    tokens = words.tokens(column)
    target = tuple(token for token in tokens if Role.KEY not in roles.get((token,), ()) and token not in _KEYS)
    if not 0 < len(target) < len(tokens):
        return None
    for start in range(len(target)):
        for named in labels.get(target[start:], ()):
            found = partner(estate, table, named.name)
            # A table is not called after itself: in `customers`, customer_id is the key.
            if found is not None and found is not table:
                return found
    return None


def _key_of(table: Table, column: str) -> str | None:
    """The column that rows of others point to: the primary key; without a schema the one of the same name, or one called id."""
    if table.primary_key:
        return table.primary_key[0] if len(table.primary_key) == 1 and _held(table, table.primary_key) else None
    same = table.column(column)
    own = next((found for name in _KEYS if (found := table.column(name)) is not None), None)
    found = same or own
    return found.name if found is not None and found.in_rows else None
