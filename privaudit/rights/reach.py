"""To which tables a way leads from persons, and why none leads to the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from privaudit.model.estate import Table
from privaudit.model.reasons import Because, Reason, because
from privaudit.model.rights import IdentityColumn, KnownBy
from privaudit.rights.identity import Asked
from privaudit.rights.links import LinkIndex
from privaudit.rights.walk import Walk


def unreached(asked: Asked, walk: Walk) -> Mapping[tuple[str, str], Because]:
    """Source and name of each table whose rows of the person cannot be told, with the reason."""
    sure = _Ways(asked, walk, asked.index, asked.searched)
    perhaps = _Ways(asked, walk, LinkIndex(asked.links.followed(confirmed=True)), asked.identities)
    found: dict[tuple[str, str], Because] = {}
    for table in asked.inventory.estate.tables:
        if not table.has_rows:
            found[table.source, table.name] = because(Reason.NO_ROWS)
        elif id(table) not in sure.reached:
            found[table.source, table.name] = _why(asked, table, sure, perhaps)
    return found


class _Ways:
    """The tables to which the walk can lead, whether it found rows there or not."""

    def __init__(self, asked: Asked, walk: Walk, index: LinkIndex, identities: Sequence[IdentityColumn]) -> None:
        self._asked, self._walk, self._index = asked, walk, index
        self.reached: set[int] = set()
        self.lists: set[int] = set()
        """Those whose rows several persons share: nothing leads on from there."""
        tables = asked.inventory.estate.tables
        told = {id(one.table) for one in identities}
        self._queue = [table for table in tables if id(table) in told or walk.rows(table)]
        self.reached.update(map(id, self._queue))
        while self._queue:
            self._from(self._queue.pop())

    def _from(self, table: Table) -> None:
        if id(table) in self.lists:
            return
        for link in self._index.down(table):
            self._reach(link.child)
        for link in self._index.up(table):
            parent = link.parent
            if id(parent) not in self.reached and not self._asked.holds_persons(parent):
                if self._walk.is_catalogue(parent) or not parent.has_rows or self._walk.is_list(parent):
                    self.lists.add(id(parent))
                self._reach(parent)

    def _reach(self, table: Table) -> None:
        if id(table) not in self.reached:
            self.reached.add(id(table))
            self._queue.append(table)


def _why(asked: Asked, table: Table, sure: _Ways, perhaps: _Ways) -> Because:
    if id(table) in perhaps.reached:
        said = [str(one) for one in asked.identities if one.table is table and one.known_by is KnownBy.SUGGESTED]
        said += [str(link) for link in asked.links.suggested if link.child is table or link.parent is table]
        of = f": {', '.join(said)}" if said else ""
        return because(Reason.SUGGESTED, which=of)
    lists = [link.parent.name for link in asked.index.up(table) if id(link.parent) in sure.lists]
    if lists:
        return because(Reason.SHARED_LIST, table=lists[0])
    return because(Reason.NO_WAY)
