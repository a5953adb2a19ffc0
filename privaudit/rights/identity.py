"""By what persons are known in the tables of a run, and which tables have a person in each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from privaudit import words
from privaudit.errors import UsageError
from privaudit.facts import RowFacts
from privaudit.model.contact_kinds import ContactKind
from privaudit.model.estate import Table, Topic
from privaudit.model.ownership import table_owners
from privaudit.model.register import ColumnName, Register
from privaudit.model.rights import Given, IdentityColumn, KnownBy
from privaudit.model.rules import Rulebook, is_within
from privaudit.model.verdicts import Inventory
from privaudit.names.table_kind import Kind
from privaudit.rights.links import LinkIndex, Links
from privaudit.rights.tables import TableKinds

KINDS = {"email": ContactKind.EMAIL, "phone": ContactKind.PHONE}
_CATEGORIES = {"email": "user.contact.email", "phone": "user.contact.phone_number"}
_NAME = "user.name"
OF_OTHERS = "GDPR 15(4), 20(4)"
"""Why what is somebody else's stays out of a person's package."""
_CHANNELS = {"email": "email", "sms": "phone", "phone": "phone"}
"""By which identifier a channel reaches people; by post and push they are reached by keys of rows."""


@dataclass(frozen=True, eq=False)
class Asked:
    """Everything that is needed to look for persons in one run."""

    inventory: Inventory
    register: Register | None
    """None: identifiers are detected, and foreign keys alone tie rows."""
    facts: RowFacts
    rules: Rulebook
    confirmed: bool = False
    """Whether what names suggest is followed as well."""
    named: tuple[ColumnName, ...] = field(default=())
    """Columns that the user gives as identifiers, `table.column`."""

    @cached_property
    def kinds(self) -> TableKinds:
        """What the tables are about."""
        return TableKinds(self.inventory.estate.tables, self.rules)

    @cached_property
    def links(self) -> Links:
        """How their rows belong together."""
        return Links.of(self.inventory.estate, self.register, self.kinds)

    @cached_property
    def index(self) -> LinkIndex:
        """The links that are followed."""
        return LinkIndex(self.links.followed(confirmed=self.confirmed))

    @cached_property
    def identities(self) -> tuple[IdentityColumn, ...]:
        """The columns that tell persons apart; a column comes once, the surest reason first."""
        found: dict[tuple[int, str, str], IdentityColumn] = {}
        for one in (*self._named(), *self._declared(), *self._linked(), *self._marketed(), *self._detected()):
            found.setdefault((id(one.table), one.column.lower(), one.identifier), one)
        return tuple(found.values())

    @cached_property
    def searched(self) -> tuple[IdentityColumn, ...]:
        """Those that are looked at."""
        return tuple(one for one in self.identities if self.confirmed or one.known_by is not KnownBy.SUGGESTED)

    @cached_property
    def _by_table(self) -> dict[int, tuple[IdentityColumn, ...]]:
        tables: dict[int, list[IdentityColumn]] = {}
        for one in self.searched:
            tables.setdefault(id(one.table), []).append(one)
        return {table: tuple(columns) for table, columns in tables.items()}

    def identities_of(self, table: Table) -> tuple[IdentityColumn, ...]:
        """Those of one table, in a fixed order: that of the keys of its rows."""
        return self._by_table.get(id(table), ())

    @cached_property
    def _names(self) -> dict[int, tuple[str, ...]]:
        found: dict[int, list[str]] = {}
        for verdict in self.inventory.columns:
            named = verdict.category is not None and is_within(verdict.category, _NAME) and verdict.verdict.personal
            if named and verdict.column.in_rows:
                found.setdefault(id(verdict.table), []).append(verdict.column.name)
        return {table: tuple(columns) for table, columns in found.items()}

    def names_of(self, table: Table) -> tuple[str, ...]:
        """The columns of a table that hold names of persons."""
        return self._names.get(id(table), ())

    @cached_property
    def _persons(self) -> frozenset[int]:
        return frozenset(id(table) for table in self.inventory.estate.tables if self._has_persons(table))

    def holds_persons(self, table: Table) -> bool:
        """Whether each row of a table is a person, as far as names, keys and the register tell."""
        return id(table) in self._persons

    def _has_persons(self, table: Table) -> bool:
        own = [one for one in self.identities_of(table) if one.known_by in {KnownBy.DECLARED, KnownBy.NAMED}]
        if any(one.kind is ContactKind.KEY and _is_key(table, one.column) for one in own):
            return True
        told = bool(self.identities_of(table) or self.names_of(table))
        if not told:
            return False
        if self.kinds.named_after_persons(table):
            return True
        pointed_at = bool(self.index.down(table))
        return pointed_at and self.kinds.kind(table) in {Kind.PERSON, Kind.UNKNOWN}

    def foreign(self, table: Table) -> bool:
        """Whether a table is held on behalf of other controllers alone: what is in it is theirs to answer for."""
        owners = () if self.register is None else table_owners(self.register, table)
        return bool(owners) and all(owner.role == "processor" for owner in owners)

    def columns_for(self, given: Given) -> tuple[IdentityColumn, ...]:
        """The columns in which an identifier is looked for.  Raises UsageError where there is none, with those that there are."""
        wanted = given.identifier.strip().lower()
        found = tuple(one for one in self.searched if one.identifier.lower() == wanted)
        if found:
            return found
        known = sorted({one.identifier for one in self.searched})
        said = f"Known here: {', '.join(known)}; or name a column, as customers.id=..." if known else "Name a column, as customers.id=..."
        views = [entry.reason for entry in self.inventory.skipped if entry.topic is Topic.SHOWN_TWICE and "." in wanted]
        raise UsageError(f"no column of this run holds the identifier {given.identifier}", "; ".join([said, *views]))

    def _named(self) -> Iterator[IdentityColumn]:
        for name in self.named:
            yield from self._columns(name, str(name), ContactKind.KEY, KnownBy.NAMED)

    def _declared(self) -> Iterator[IdentityColumn]:
        for identifier in () if self.register is None else self.register.organisation.identifiers:
            kind = KINDS.get(identifier.name, ContactKind.KEY)
            for name in identifier.columns:
                yield from self._columns(name, identifier.name, kind, KnownBy.DECLARED)

    def _linked(self) -> Iterator[IdentityColumn]:
        for link in () if self.register is None else self.register.links:
            if link.same in KINDS:
                for name in (link.source, link.target):
                    yield from self._columns(name, str(link.same), KINDS[str(link.same)], KnownBy.LINKED)

    def _marketed(self) -> Iterator[IdentityColumn]:
        """The lists and logs that the register names for a channel, by which it reaches people."""
        for activity in () if self.register is None else self.register.activities:
            for marketing in activity.marketing:
                identifier = _CHANNELS.get(marketing.channel, "")
                log = () if marketing.log is None else (marketing.log.recipient,)
                wishes = (name for wish in marketing.opt_out for name in (wish.list, wish.of))
                for name in (*marketing.contacts, *wishes, *log):
                    if name is not None and identifier:
                        yield from self._columns(name, identifier, KINDS[identifier], KnownBy.MARKETED)

    def _detected(self) -> Iterator[IdentityColumn]:
        declared = {identifier.name for identifier in (() if self.register is None else self.register.organisation.identifiers)}
        for verdict in self.inventory.columns:
            for identifier, category in _CATEGORIES.items():
                held = verdict.category is not None and is_within(verdict.category, category) and verdict.verdict.personal
                if held and verdict.table.has_rows and verdict.column.in_rows and not self.foreign(verdict.table):
                    known_by = KnownBy.SUGGESTED if identifier in declared else KnownBy.DETECTED
                    yield IdentityColumn(verdict.table, verdict.column.name, identifier, KINDS[identifier], known_by)

    def _columns(self, name: ColumnName, identifier: str, kind: ContactKind, known_by: KnownBy) -> Iterator[IdentityColumn]:
        for table in self.inventory.estate.named(name.table):
            column = table.column(name.column)
            if column is not None and column.in_rows and table.has_rows:
                yield IdentityColumn(table, column.name, identifier, kind, known_by)


def _is_key(table: Table, column: str) -> bool:
    return [name.lower() for name in table.primary_key] == [column.lower()]


def name_words(cells: Sequence[object]) -> frozenset[str]:
    """The words of a person's name, in lower case and without accents."""
    folded = " ".join(words.fold(str(cell)) for cell in cells if cell is not None)
    return frozenset("".join(char if char.isalnum() else " " for char in folded).split())


def compatible(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names can be those of one person: the shorter one's words are among the other's, in full or as initials."""
    return _among(one, other) or _among(other, one)


def _among(less: frozenset[str], more: frozenset[str]) -> bool:
    return all(word in more or (len(word) == 1 and any(name.startswith(word) for name in more)) for word in less)
