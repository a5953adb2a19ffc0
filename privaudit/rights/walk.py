"""From the rows by which a person is known to all rows that are theirs.

Down every link: what points to a row of theirs is theirs, unless it says that it is of somebody else.  Up a link: the row that is
pointed to is theirs where nobody else's row points to it.  A row of another person is never entered, nor a list that persons share.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Sequence

from privaudit.model.contact_kinds import ContactKind
from privaudit.model.estate import Table
from privaudit.model.reasons import Reason, because
from privaudit.model.rights import LeftOut, Row, TableLink
from privaudit.names.table_kind import Kind
from privaudit.rights.identity import OF_OTHERS, Asked, compatible, name_words
from privaudit.rights.links import extends
from privaudit.rights.person import Person
from privaudit.rights.reading import Key, Owner, Rows, RowSource, cells_of, keys_in


class Walk:
    """Collects the rows of one person."""

    def __init__(self, asked: Asked, source: RowSource, person: Person) -> None:
        self._asked = asked
        self._source = source
        self._tables: dict[int, Table] = dict(person.tables)
        self._rows: dict[int, Rows] = {}
        self._ways: defaultdict[int, list[str]] = defaultdict(list)
        self._skipped: dict[tuple[int, Reason], set[Row]] = {}
        for met, reason in person.not_theirs:
            self._tables[id(met.table)] = met.table
            self._skipped.setdefault((id(met.table), reason), set()).add(met.row)
        self.selves = {met.id for met in person.selves}
        told = person.selves or list(person.all())
        self.names = frozenset(self._name(met.table, met.row) for met in told) - {frozenset()}
        self.known: defaultdict[str, set[str]] = defaultdict(set)
        for met in (*person.all(), *person.selves):
            own = met.id in self.selves
            for n, one in enumerate(asked.identities_of(met.table)):
                if met.row.keys[n] and (own or one.identifier in person.given):
                    self.known[one.identifier].add(str(met.row.keys[n]))
        self._pending: deque[tuple[Table, list[Row]]] = deque()
        self._asked_for: dict[int, set[Key]] = {}
        for key, rows in person.rows.items():
            for way in person.ways.get(key, ()):
                self._take(person.tables[key], rows, way)

    def run(self) -> None:
        """Walks until no new row turns up."""
        while True:
            while self._pending:
                table, rows = self._pending.popleft()
                for link in self._asked.index.down(table):
                    self._down(link, rows)
            if not self._climb():
                return

    def rows(self, table: Table) -> Rows:
        """The person's rows of a table."""
        return self._rows.get(id(table), Counter())

    def ways(self, table: Table) -> tuple[str, ...]:
        """By what they were found."""
        return tuple(self._ways.get(id(table), ()))

    def left_out(self) -> tuple[LeftOut, ...]:
        """The rows that were met and not taken: by table and reason, with their number."""
        found = []
        for (key, reason), rows in self._skipped.items():
            left = [row for row in rows if row not in self._rows.get(key, ())]
            if left:
                found.append(LeftOut(self._tables[key].name, None, len(left), because(reason), OF_OTHERS))
        return tuple(found)

    def _take(self, table: Table, rows: Rows, way: str) -> bool:
        """Adds rows; whether one of them is new."""
        self._tables[id(table)] = table
        before = self._rows.setdefault(id(table), Counter())
        new = [row for row in rows if row not in before]
        self._rows[id(table)] = before | rows
        if rows and way not in self._ways[id(table)]:
            self._ways[id(table)].append(way)
        if new:
            self._pending.append((table, new))
        return bool(new)

    def _down(self, link: TableLink, rows: Sequence[Row]) -> None:
        child = link.child
        self._tables[id(child)] = child
        targets = keys_in(link.parent, link.parent_columns, rows) - self._asked_for.setdefault(id(link), set())
        self._asked_for[id(link)] |= targets
        if not targets:
            return
        found = self._source.pointing(link, targets)
        for row in list(found):
            reason = self._why_not(link, row)
            if reason is not None:
                del found[row]
                if row not in self._skipped.get((id(child), Reason.BEARING_AND_OF_OTHERS), ()):
                    self._skipped.setdefault((id(child), reason), set()).add(row)
        self._take(child, found, f"{link} ({link.kind})")

    def _why_not(self, link: TableLink, row: Row) -> Reason | None:
        """Why a row that points to one of the person's is not theirs; None where it is."""
        child = link.child
        if row in self._rows.get(id(child), ()):
            return None
        if self._asked.holds_persons(child) and not self.is_self(child, row) and not extends(link):
            return Reason.OF_OTHERS
        handled = self._asked.kinds.by_author(child, link.child_columns)
        direct = self._asked.holds_persons(link.parent)
        others = [
            other
            for other in self._asked.index.up(child)
            if other is not link and self._asked.holds_persons(other.parent) and self.points_elsewhere(other, row)
        ]
        if handled and any(not self._asked.kinds.by_author(child, other.child_columns) for other in others):
            return Reason.HANDLED
        if not direct and any(not self._asked.kinds.by_author(child, other.child_columns) for other in others):
            return Reason.OF_OTHERS
        return None

    def points_elsewhere(self, link: TableLink, row: Row) -> bool:
        """Whether a row points by a link to a row that is not the person's."""
        targets = keys_in(link.child, link.child_columns, [row])
        return bool(targets) and not targets & keys_in(link.parent, link.parent_columns, list(self.rows(link.parent)))

    def is_self(self, table: Table, row: Row) -> bool:
        """Whether a row says by its name or its address that it is the person."""
        for n, one in enumerate(self._asked.identities_of(table)):
            if one.kind is not ContactKind.PHONE and row.keys[n]:
                return row.keys[n] in self.known[one.identifier]
        name = self._name(table, row)
        return bool(name) and any(compatible(name, own) for own in self.names)

    def _name(self, table: Table, row: Row) -> frozenset[str]:
        return name_words(cells_of(table, self._asked.names_of(table), row))

    def _climb(self) -> bool:
        """Takes in the rows that only the person's rows point to; whether there were new ones."""
        found = False
        for key in list(self._rows):
            table = self._tables[key]
            for link in self._asked.index.up(table) if self._rows[key] else ():
                if not self._asked.holds_persons(link.parent) and not self.is_catalogue(link.parent):
                    found |= self._up(link)
        return found

    def _up(self, link: TableLink) -> bool:
        parent = link.parent
        held = keys_in(parent, link.parent_columns, list(self.rows(parent)))
        targets = keys_in(link.child, link.child_columns, list(self.rows(link.child))) - held
        if not targets:
            return False
        own = Counter[Row]()
        ours = self._ours(parent)
        for row, number in self._source.pointed_at(link, targets).items():
            if self._is_own(parent, row, ours):
                own[row] = number
            elif self.is_personal(parent):
                self._tables[id(parent)] = parent
                self._skipped.setdefault((id(parent), Reason.SHARED), set()).add(row)
        if own and not self.is_personal(parent) and self.is_list(parent):
            return False
        return self._take(parent, own, f"{link} ({link.kind})") if own else False

    def _ours(self, parent: Table) -> list[tuple[TableLink, Counter[Key]]]:
        """The links by which rows that tell whose they are point to a table, each with how many of the person's point to which row."""
        found: list[tuple[TableLink, Counter[Key]]] = []
        for link in self._asked.index.down(parent):
            if link.child is not parent and self.owner(link) is not None:
                numbers: Counter[Key] = Counter()
                for row, number in self.rows(link.child).items():
                    numbers.update(dict.fromkeys(keys_in(link.child, link.child_columns, [row]), number))
                found.append((link, numbers))
        return found

    def _is_own(self, parent: Table, row: Row, ours: Sequence[tuple[TableLink, Counter[Key]]]) -> bool:
        """Whether all rows that point to a row, and would tell whose it is, are the person's, and it says nothing else itself."""
        for link in self._asked.index.up(parent):
            told = self._asked.holds_persons(link.parent) and not self._asked.kinds.by_author(parent, link.child_columns)
            if told and self.points_elsewhere(link, row):
                return False
        for link, numbers in ours:
            targets = keys_in(parent, link.parent_columns, [row])
            if any(self._source.more_point(link, target, numbers[target]) for target in targets):
                return False
        return True

    def owner(self, link: TableLink) -> Owner | None:
        """How a link's child tells by another way than the link whose its rows are; None where it does not."""
        queue: deque[tuple[Table, tuple[TableLink, ...]]] = deque([(link.child, ())])
        seen: set[int] = set()
        while queue:
            table, way = queue.popleft()
            seen.add(id(table))
            if way and self._asked.holds_persons(table):
                return Owner(way[:-1], way[-1].child, way[-1].child_columns)
            own = [one.column for one in self._asked.identities_of(table)]
            if own or self._asked.holds_persons(table):
                return Owner(way, table, table.primary_key if table.primary_key and self._asked.holds_persons(table) else tuple(own[:1]))
            for other in self._asked.index.up(table):
                if other is not link and other.parent is not link.parent and id(other.parent) not in seen:
                    queue.append((other.parent, (*way, other)))
        return None

    def is_catalogue(self, table: Table) -> bool:
        """Whether a table is named as a list or one of things, and holds no personal data: nobody's, however few point to it."""
        kind = self._asked.kinds.kind(table)
        return kind is Kind.REFERENCE or (kind is Kind.THING and not self.is_personal(table))

    def is_personal(self, table: Table) -> bool:
        """Whether a table holds personal data."""
        return any(verdict.personal for verdict in self._asked.inventory.of(table))

    def is_list(self, table: Table) -> bool:
        """Whether rows of a table are pointed at for several persons: a catalogue, and nobody's own."""
        owners = [(link, self.owner(link)) for link in self._asked.index.down(table) if link.child is not table]
        return any(owner is not None and self._source.is_shared(link, owner) for link, owner in owners)
