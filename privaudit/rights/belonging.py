"""Whose a row is that bears an address or number which several persons may share: what it points to tells."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from privaudit.model.estate import Table
from privaudit.model.rights import Row, TableLink
from privaudit.rights.identity import Asked
from privaudit.rights.links import extends
from privaudit.rights.reading import RowSource, keys_in


@dataclass(frozen=True, slots=True)
class Met:
    """One row that was met, in its table."""

    table: Table
    row: Row

    @property
    def id(self) -> tuple[int, Row]:
        """What tells it from others."""
        return id(self.table), self.row


class Belonging:
    """Tells to which persons rows belong, by the links that are followed."""

    def __init__(self, asked: Asked, source: RowSource) -> None:
        self._asked = asked
        self._source = source

    def persons(self, met: Met) -> Iterator[tuple[TableLink, Met]]:
        """The persons to whom a row points itself, not as those who wrote or changed it."""
        yield from ((link, parent) for link, parent in self._parents(met, authors=False) if self._asked.holds_persons(link.parent))

    def is_of_another(self, met: Met, own: Collection[Met], others: Collection[Met]) -> bool | None:
        """Whether a row belongs to somebody else: it leads to one of the others, or to a person beside the `own` of that table.

        A row that leads to one of the `own` rows as well is of both.  None where it leads to nobody.
        """
        mine, theirs = {one.id for one in own}, {one.id for one in others}
        led = set(self._led(met, frozenset({id(met.table)})))
        led = led or {parent.id for _, parent in self._parents(met, authors=True)}
        if led & mine:
            return False
        tables = {table for table, _ in mine}
        is_person = self._asked.holds_persons(met.table)
        if led & theirs or not led:
            return True if led else None
        return any(id(link.parent) in tables and (not is_person or extends(link)) for link, _ in self.persons(met))

    def _parents(self, met: Met, *, authors: bool) -> Iterator[tuple[TableLink, Met]]:
        for link in self._asked.index.up(met.table):
            if self._asked.kinds.by_author(met.table, link.child_columns) is authors:
                targets = keys_in(met.table, link.child_columns, [met.row])
                yield from ((link, Met(link.parent, row)) for row in (self._source.pointed_at(link, targets) if targets else ()))

    def _led(self, met: Met, seen: frozenset[int]) -> Iterator[tuple[int, Row]]:
        """The persons to whom a row leads: itself, or by what it points to, as a parcel by its order."""
        for link, parent in self._parents(met, authors=False):
            if self._asked.holds_persons(link.parent):
                yield parent.id
            elif id(link.parent) not in seen:
                yield from self._led(parent, seen | {id(link.parent)})
