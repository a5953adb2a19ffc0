"""Finds one person in the tables of a run: the rows that say whose they are, and whether they all mean the same one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from privaudit.model.contact_kinds import ContactKind
from privaudit.model.estate import Table, TableKind
from privaudit.model.reasons import Because, Reason, because
from privaudit.model.rights import Ambiguous, Given, IdentityColumn, KnownBy, LeftOut, Nobody, Row
from privaudit.rights.belonging import Belonging, Met
from privaudit.rights.identity import OF_OTHERS, Asked, compatible, name_words
from privaudit.rights.reading import Rows, RowSource, cells_of
from privaudit.urls import is_url

_NAMED = 20
"""Rows that are listed where several persons fit."""
POINTED_AT = "rows that bear an identifier of the person point there"
_SEVERAL = 2


@dataclass
class Person:
    """The rows by which somebody is known."""

    rows: dict[int, Rows] = field(default_factory=dict)
    """By the identity of their table."""
    tables: dict[int, Table] = field(default_factory=dict)
    ways: dict[int, list[str]] = field(default_factory=dict)
    """By what they were found."""
    selves: list[Met] = field(default_factory=list)
    """The rows that are the person."""
    given: frozenset[str] = frozenset()
    """The identifiers by which somebody asked."""
    left_out: list[LeftOut] = field(default_factory=list)
    not_theirs: list[tuple[Met, Reason]] = field(default_factory=list)
    """Rows that bear an identifier of theirs, and are somebody else's, or perhaps."""

    def add(self, table: Table, rows: Rows, way: str) -> None:
        """Takes rows in."""
        if rows:
            self.tables[id(table)] = table
            self.rows[id(table)] = self.rows.get(id(table), Counter()) | rows
            ways = self.ways.setdefault(id(table), [])
            if way not in ways:
                ways.append(way)

    def drop(self, met: Met) -> None:
        """Takes a row out."""
        rows = self.rows.get(id(met.table), Counter())
        del rows[met.row]

    def all(self) -> Iterator[Met]:
        """The rows, each once."""
        for table, rows in self.rows.items():
            yield from (Met(self.tables[table], row) for row in rows)


class PersonFinder:
    """Looks for one person.  `given` are identifiers that all have to be theirs."""

    def __init__(self, asked: Asked, source: RowSource, given: Sequence[Given]) -> None:
        self._asked = asked
        self._source = source
        self._belonging = Belonging(asked, source)
        self._given = tuple(given)
        self._matched: dict[tuple[int, Row], set[str]] = {}
        self._person = Person(given=frozenset(one.identifier for one in given))
        self._others: list[Met] = []
        """Rows of persons who share an identifier with this one."""

    def find(self) -> Person | Ambiguous | Nobody:
        """The person.  Raises UsageError where no column holds an identifier."""
        columns = {given: self._asked.columns_for(given) for given in self._given}
        for given, own in columns.items():
            for column in own:
                rows = self._source.known_as(column, given)
                self._person.add(column.table, rows, f"{column} ({column.identifier}, {column.known_by})")
                for row in rows:
                    self._matched.setdefault((id(column.table), row), set()).add(given.identifier)
        missing = self._missing()
        if missing:
            return self._nobody(missing, columns)
        self._drop_disagreeing()
        if self._missing():
            return self._nobody([given.identifier for given in self._given], columns)
        selves = self._selves()
        if selves is None:
            return self._nobody([given.identifier for given in self._given], columns)
        several = [pair for pair in combinations(self._telling(selves or self._person.all()), _SEVERAL) if self._conflict(*pair)]
        if several:
            return self._ambiguous(list({met.id: met for pair in several for met in pair}.values()))
        self._person.selves = selves
        for met in selves:
            if met.row not in self._person.rows.get(id(met.table), ()):
                self._person.add(met.table, Counter([met.row]), POINTED_AT)
        self._drop_others()
        self._extend()
        self._leave_to_others()
        return self._person if any(self._person.all()) else self._nobody([given.identifier for given in self._given], columns)

    def _missing(self) -> list[str]:
        """The identifiers that no row bears, among those that are left."""
        there = {name for met in self._person.all() for name in self._matched[met.id]}
        return [given.identifier for given in self._given if given.identifier not in there]

    def _nobody(self, identifiers: Sequence[str], columns: Mapping[Given, Sequence[IdentityColumn]]) -> Nobody:
        searched = [str(column) for own in columns.values() for column in own]
        left = [one for one in self._asked.identities if one not in self._asked.searched and one.identifier in identifiers]
        return Nobody(tuple(identifiers), tuple(searched), tuple(map(str, left)))

    def _drop_disagreeing(self) -> None:
        """Takes out the rows in which another of the given identifiers is filled with somebody else's.

        Of those who share a mere name or town with the person nothing is said: nobody takes their rows for the person's.
        """
        for met in list(self._person.all()):
            for given in self._given:
                if given.identifier not in self._matched[met.id] and self._filled(met, given.identifier):
                    self._person.drop(met)
                    if any(name.strip().lower() in self._telling_apart for name in self._matched[met.id]):
                        self._leave_out(met, Reason.ROW_OF_OTHER_PERSON)
                    break

    @property
    def _telling_apart(self) -> frozenset[str]:
        """The identifiers that are more than a column named by the user: addresses, numbers."""
        return frozenset(one.identifier.lower() for one in self._asked.searched if one.known_by is not KnownBy.NAMED)

    def _telling(self, mets: Iterable[Met]) -> list[Met]:
        """The rows among which two persons would show: of what a person did, one for each name."""
        found: dict[object, Met] = {}
        for met in mets:
            key = met.id if self._asked.holds_persons(met.table) else (id(met.table), self.name_of(met))
            found.setdefault(key, met)
        return list(found.values())

    def _filled(self, met: Met, identifier: str) -> bool:
        identities = self._asked.identities_of(met.table)
        return any(one.identifier.lower() == identifier.lower() and met.row.keys[n] for n, one in enumerate(identities))

    def _selves(self) -> list[Met] | None:
        """The rows that are the person; None where the identifiers lead to different ones."""
        direct = [met for met in self._person.all() if self._asked.holds_persons(met.table)]
        best = max((len(self._matched[met.id]) for met in direct), default=0)
        if best == len(self._given) > 1:
            return [met for met in direct if len(self._matched[met.id]) == best]
        by_identifier: dict[str, dict[tuple[int, Row], Met]] = {}
        for met in self._person.all():
            owners = [met] if self._asked.holds_persons(met.table) else [] if direct and best == len(self._given) else self._owners(met)
            for name in self._matched[met.id]:
                by_identifier.setdefault(name, {}).update({owner.id: owner for owner in owners})
        sets = [owners for owners in by_identifier.values() if owners]
        if not sets:
            return []
        common = set(sets[0]).intersection(*sets[1:])
        if not common:
            return None
        return [met for key, met in sets[0].items() if key in common]

    def _owners(self, met: Met) -> list[Met]:
        """The persons whom a row that bears an identifier points to, where nothing says that they are others."""
        return [parent for _, parent in self._belonging.persons(met) if not self._is_other(met, parent)]

    def _is_other(self, met: Met, parent: Met) -> bool:
        """Whether a person whom a row points to has an identifier of their own in the place of the row's, or another name."""
        identities = self._asked.identities_of(parent.table)
        own = {one.identifier for n, one in enumerate(identities) if one.kind is not ContactKind.KEY and parent.row.keys[n]}
        return bool(own & self._matched[met.id]) or not self._names_agree(met, parent)

    def _names_agree(self, one: Met, other: Met) -> bool:
        first, second = self.name_of(one), self.name_of(other)
        return not first or not second or compatible(first, second)

    def name_of(self, met: Met) -> frozenset[str]:
        """The words of the name in a row."""
        return name_words(cells_of(met.table, self._asked.names_of(met.table), met.row))

    def _conflict(self, one: Met, other: Met) -> bool:
        """Whether two rows cannot be of one person, or nothing says that they are."""
        if not self._names_agree(one, other):
            return True
        if one.table is not other.table or not self._asked.holds_persons(one.table):
            return False
        for n, identity in enumerate(self._asked.identities_of(one.table)):
            told = identity.kind is ContactKind.KEY and identity.known_by in {KnownBy.DECLARED, KnownBy.NAMED}
            if told and one.row.keys[n] and other.row.keys[n] and one.row.keys[n] != other.row.keys[n]:
                return True
        if not self.name_of(one) or not self.name_of(other):
            return True
        return self._asked_by_name(one.table) and not self._share(one, other)

    def _asked_by_name(self, table: Table) -> bool:
        """Whether the rows of a table were looked for by a name, so that it is no news that their names agree."""
        names = {name.lower() for name in self._asked.names_of(table)}
        given = {one.identifier.strip().lower() for one in self._given}
        return any(one.column.lower() in names and one.identifier.lower() in given for one in self._asked.identities_of(table))

    def _share(self, one: Met, other: Met) -> bool:
        """Whether two rows of a table bear the same address or number, and not only what the user named."""
        names = {name.lower() for name in self._asked.names_of(one.table)}
        for n, identity in enumerate(self._asked.identities_of(one.table)):
            tells = identity.known_by is not KnownBy.NAMED and identity.column.lower() not in names
            if tells and one.row.keys[n] and one.row.keys[n] == other.row.keys[n]:
                return True
        return False

    def _drop_others(self) -> None:
        """Takes out the rows that are not of the person whom the others mean."""
        selves = {met.id for met in self._person.selves}
        for met in list(self._person.all()):
            if met.id not in selves and any(self._conflict(met, own) for own in self._person.selves):
                self._person.drop(met)
                self._leave_out(met, Reason.ROW_OF_OTHER_NAME)

    def _leave_to_others(self) -> None:
        """Takes out the rows that bear an identifier of the person, and belong to somebody else."""
        own = [met for met in self._person.all() if self._asked.holds_persons(met.table)]
        selves = {met.id for met in self._person.selves}
        for met in list(self._person.all()):
            of_another = None if met.id in selves else self._belonging.is_of_another(met, own, self._others)
            unknown = of_another is None and met.id not in selves and met.table.kind is not TableKind.TABLE and self._is_shared(met)
            if of_another or unknown:
                self._person.drop(met)
                self._person.not_theirs.append((met, Reason.SHARED_IN_VIEW if unknown else Reason.BEARING_AND_OF_OTHERS))

    def _is_shared(self, met: Met) -> bool:
        """Whether all that a row bears of the person is borne by rows of others too."""
        shared = {mark for other in self._others for mark in self._marks(other)}
        return bool(shared) and self._marks(met) <= shared

    def _marks(self, met: Met) -> set[tuple[str, str | None]]:
        return {(one.identifier, key) for one, key in zip(self._asked.identities_of(met.table), met.row.keys, strict=True) if key}

    def _extend(self) -> None:
        """Takes in the rows that bear another identifier of the person: their own address, their number as a customer."""
        given = {name for names in self._matched.values() for name in names}
        for identifier in dict.fromkeys(one.identifier for one in self._asked.searched):
            keys = set() if identifier in given else set(self._own_keys(identifier))
            if not keys:
                continue
            for column in self._asked.searched:
                if column.identifier == identifier:
                    rows = self._source.having_key(column, keys)
                    for met in [Met(column.table, row) for row in rows]:
                        if any(self._conflict(met, own) for own in self._person.selves if own.id != met.id):
                            del rows[met.row]
                            self._leave_out(met, Reason.ROW_OF_OTHER_NAME)
                    self._person.add(column.table, rows, f"{column} ({column.identifier} of the person, {column.known_by})")

    def _own_keys(self, identifier: str) -> Iterator[str]:
        """What the rows of the person have in the columns of an identifier.  A phone is often shared: only what is declared counts."""
        for met in self._person.selves:
            for n, one in enumerate(self._asked.identities_of(met.table)):
                sure = one.kind is not ContactKind.PHONE or one.known_by in {KnownBy.DECLARED, KnownBy.LINKED, KnownBy.MARKETED}
                key = met.row.keys[n]
                if one.identifier == identifier and sure and key:
                    yield key

    def _leave_out(self, met: Met, reason: Reason) -> None:
        self._others.append(met)
        self._person.left_out.append(LeftOut(met.table.name, None, 1, because(reason, place=self.place_of(met)), OF_OTHERS))

    def _ambiguous(self, mets: Sequence[Met]) -> Ambiguous:
        return Ambiguous(tuple((met.table.name, str(self.place_of(met))) for met in mets[:_NAMED]), len(mets[_NAMED:]))

    def place_of(self, met: Met) -> Because:
        """A row by its key, or by its line where the key is a person's own data: never by a value of theirs."""
        table = met.table
        personal = {verdict.column.name.lower() for verdict in self._asked.inventory.of(table) if verdict.personal}
        if table.primary_key and not personal.intersection(name.lower() for name in table.primary_key):
            cells = cells_of(table, table.primary_key, met.row)
            if len(cells) == len(table.primary_key):
                key = ", ".join(f"{name} {cell}" for name, cell in zip(table.primary_key, cells, strict=True))
                return because(Reason.KEY, key=key)
        if is_url(table.source):
            return because(Reason.NO_KEY)
        lines = self._source.lines(table, met.row)
        return because(Reason.LINE, line=str(lines[0])) if lines else because(Reason.A_ROW)
