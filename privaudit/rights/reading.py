"""Reads whole rows of one person: the only questions whose answers hold values that go into an export."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlglot import exp

from privaudit import questions as ask
from privaudit.facts.conditions import filled_in
from privaudit.facts.keyed import Keys
from privaudit.facts.same_contact import ascii_domains
from privaudit.model.contact_kinds import ContactKind
from privaudit.model.estate import Table
from privaudit.model.facts import TableColumn
from privaudit.model.rights import Given, IdentityColumn, LinkKind, Row, TableLink
from privaudit.rights.identity import Asked
from privaudit.urls import is_url

_ROW, _CELLS, _KEYED = "row", "cells", "keyed"
_AT_ONCE = 500
"""Keys in one question."""

Some = TypeVar("Some")
Key = tuple[str, ...]
"""The values of the columns of a link, as text without white space around."""
Rows = Counter[Row]
"""Rows, each with how often the table holds it."""


@dataclass(frozen=True, slots=True)
class Owner:
    """How the rows of a table tell whose they are."""

    way: tuple[TableLink, ...]
    """Up links to the table that tells it."""
    table: Table
    columns: tuple[str, ...]
    """Of that table."""


class RowSource:
    """The rows of the run's tables, found by who they are of or by what they point to."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._keys: dict[str, Keys] = {}

    def known_as(self, column: IdentityColumn, given: Given) -> Rows:
        """The rows in which a column says that they are of the given person."""
        comparable = _comparable(given.value, column.kind)
        wanted = self._keys_of(column).of(ask.text(comparable))
        return self._read(column.table, self._perhaps(column, comparable), (column, wanted))

    def having_key(self, column: IdentityColumn, keys: Collection[str]) -> Rows:
        """The rows whose column compares as one of the keys that other rows have."""
        found: Rows = Counter()
        for some in _batches(sorted(keys)):
            found |= self._read(column.table, None, (column, some))
        return found

    def pointing(self, link: TableLink, targets: Collection[Key]) -> Rows:
        """The rows of a link's child that point to one of the targets."""
        return self._with(link.child, link.child_columns, link, targets)

    def pointed_at(self, link: TableLink, targets: Collection[Key]) -> Rows:
        """The rows of a link's parent that are the targets."""
        return self._with(link.parent, link.parent_columns, link, targets)

    def more_point(self, link: TableLink, target: Key, number: int) -> bool:
        """Whether more than so many rows of a link's child point to the target; none of them is fetched."""
        if link.child.relation is None:
            return False
        rows = exp.select(exp.alias_(ask.number(1), "one")).from_(ask.relation(link.child.relation, _ROW))
        some = rows.where(_among(link.child, link.child_columns, link, [target])).limit(number + 1)
        question = exp.select(exp.alias_(exp.Count(this=exp.Star()), "n")).from_(some.subquery("some"))
        ((found,),) = self._asked.facts.engine.ask(question)
        return int(found) > number

    def lines(self, table: Table, row: Row) -> list[int]:
        """The lines of the file on which rows with these very values begin."""
        columns = columns_of(table)
        same = [_is(ask.column(name, _ROW), value) for name, value in zip(columns, row.values, strict=True)]
        record = exp.alias_(ask.record(ask.relation(table.relation or "", _ROW)), "record")
        cells = [exp.alias_(ask.column(name, _ROW), f"c_{n}") for n, name in enumerate(columns)]
        question = exp.select(record, *cells).from_(ask.relation(table.relation or "", _ROW)).where(exp.and_(*same))
        records = [int(answer[0]) for answer in self._asked.facts.engine.ask(question)]
        return sorted(self._asked.facts.engine.lines(table, records).values())

    def is_shared(self, link: TableLink, owner: Owner) -> bool:
        """Whether a row of the parent is pointed at for several owners."""
        keys = [exp.alias_(ask.trimmed(ask.column(name, "at_0")), f"key_{n}") for n, name in enumerate(link.child_columns)]
        end = f"at_{len(owner.way)}"
        owners = [exp.alias_(ask.trimmed(ask.column(name, end)), f"owner_{n}") for n, name in enumerate(owner.columns)]
        cells = exp.select(*keys, *owners).from_(ask.relation(link.child.relation or "", "at_0"))
        for step, hop in enumerate(owner.way):
            pairs = zip(hop.child_columns, hop.parent_columns, strict=True)
            same = [
                exp.EQ(this=ask.trimmed(ask.column(here, f"at_{step}")), expression=ask.trimmed(ask.column(there, f"at_{step + 1}")))
                for here, there in pairs
            ]
            cells = cells.join(ask.relation(hop.parent.relation or "", f"at_{step + 1}"), on=exp.and_(*same))
        # Without a column that tells owners apart, each row counts as one.
        cells = cells.distinct() if owners else cells
        names = [f"key_{n}" for n in range(len(keys))]
        filled = [filled_in(ask.column(name)) for name in (*names, *(one.alias for one in owners))]
        number = exp.alias_(exp.Count(this=exp.Star()), "n")
        grouped = [ask.column(name) for name in names]
        counted = exp.select(*grouped, number).from_(cells.subquery(_CELLS)).where(exp.and_(*filled)).group_by(*grouped)
        several = exp.GT(this=ask.column("n"), expression=ask.number(1))
        question = exp.select(ask.column("n")).from_(counted.subquery("counted")).where(several).limit(1)
        return bool(self._asked.facts.engine.ask(question))

    def _with(self, table: Table, columns: Sequence[str], link: TableLink, targets: Collection[Key]) -> Rows:
        found: Rows = Counter()
        for some in _batches(sorted(targets)):
            found |= self._read(table, _among(table, columns, link, some), None)
        return found

    def _perhaps(self, column: IdentityColumn, comparable: str) -> exp.Expr | None:
        """What is true of all rows with the key of an address, and quickly told; None where nothing is."""
        domain = comparable.rpartition("@")[2].lower()
        special = {name for provider in self._asked.facts.providers for name in provider.domains}
        if column.kind is not ContactKind.EMAIL or not comparable.isascii() or domain in special or "xn--" in domain:
            return None
        cell = ask.column(column.column, _ROW)
        # Domains beyond ASCII may be another spelling of this one.
        beyond = exp.GT(this=ask.size(ask.as_text(cell)), expression=ask.length(ask.as_text(cell)))
        return exp.or_(exp.EQ(this=ask.folded(cell), expression=ask.folded(ask.text(comparable))), beyond)

    def _read(self, table: Table, where: exp.Expr | None, of: tuple[IdentityColumn, exp.Expr | Sequence[str]] | None) -> Rows:
        if table.relation is None:
            return Counter()
        columns = columns_of(table)
        identities = self._asked.identities_of(table)
        kept = [exp.alias_(ask.column(name, _ROW), f"c_{n}") for n, name in enumerate(columns)]
        firsts = [exp.alias_(self._keys_of(one).first(ask.column(one.column, _ROW)), f"f_{n}") for n, one in enumerate(identities)]
        cells = exp.select(*kept, *firsts).from_(ask.relation(table.relation, _ROW))
        if where is not None:
            cells = cells.where(where)
        names = [f"c_{n}" for n in range(len(columns))]
        keys = [exp.alias_(self._keys_of(one).key(ask.column(f"f_{n}")), f"k_{n}") for n, one in enumerate(identities)]
        question = exp.select(*map(ask.column, names), *keys).from_(ask.once(cells).subquery(_CELLS))
        if of is not None:
            column, wanted = of
            key = ask.column(f"k_{identities.index(column)}")
            same = ask.one_of(key, tuple(wanted)) if isinstance(wanted, Sequence) else exp.EQ(this=key, expression=wanted)
            names += [f"k_{n}" for n in range(len(identities))]
            question = exp.select(*map(ask.column, names)).from_(question.subquery(_KEYED)).where(same)
        return Counter(_row(answer, len(columns)) for answer in self._asked.facts.engine.ask(question))

    def _keys_of(self, column: IdentityColumn) -> Keys:
        if column.identifier not in self._keys:
            same = [TableColumn(one.table, one.column) for one in self._asked.searched if one.identifier == column.identifier]
            self._keys[column.identifier] = self._asked.facts.keys_of(same, column.kind)
        return self._keys[column.identifier]


def columns_of(table: Table) -> tuple[str, ...]:
    """The columns that the table has in its rows, in order."""
    return tuple(column.name for column in table.columns if column.in_rows)


def keys_in(table: Table, columns: Sequence[str], rows: Collection[Row]) -> set[Key]:
    """What the rows hold in some columns, as links compare it; rows in which one of them is blank are left out."""
    held = [name.lower() for name in columns_of(table)]
    places = [held.index(name.lower()) for name in columns]
    found = (tuple(_text(row.values[place]) for place in places) for row in rows)
    return {key for key in found if all(key)}


def cells_of(table: Table, columns: Sequence[str], row: Row) -> tuple[object, ...]:
    """What a row holds in some columns; those that are not in the rows are left out."""
    held = [name.lower() for name in columns_of(table)]
    return tuple(row.values[held.index(name.lower())] for name in columns if name.lower() in held)


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, bytes) else str(value).strip(ask.WHITE)


def _among(table: Table, columns: Sequence[str], link: TableLink, targets: Sequence[Key]) -> exp.Expr:
    # A server compares the two ends of a foreign key by their own type, and has an index for it.
    typed = link.kind is LinkKind.FOREIGN_KEY and is_url(table.source) and link.child.source == link.parent.source
    cells = [ask.column(name, _ROW) if typed else ask.trimmed(ask.column(name, _ROW)) for name in columns]
    if len(cells) == 1:
        return ask.one_of(cells[0], tuple(target[0] for target in targets))
    each = [
        exp.and_(*(exp.EQ(this=cell.copy(), expression=ask.text(value)) for cell, value in zip(cells, target, strict=True)))
        for target in targets
    ]
    return exp.or_(*each)


def _batches(targets: Sequence[Some]) -> Iterator[Sequence[Some]]:
    for start in range(0, len(targets), _AT_ONCE):
        yield targets[start : start + _AT_ONCE]


def _comparable(value: str, kind: ContactKind) -> str:
    """What the user typed as the rows write it: an address with an international domain may be written in either way."""
    text = value.strip(ask.WHITE)
    local, at, domain = text.rpartition("@")
    if kind is not ContactKind.EMAIL or not at or domain.isascii():
        return text
    return f"{local}@{ascii_domains([domain.lower()]).get(domain.lower(), domain)}"


def _is(cell: exp.Expr, value: object) -> exp.Expr:
    if value is None:
        return exp.Is(this=cell, expression=exp.null())
    return exp.EQ(this=ask.as_text(cell), expression=ask.text(str(value)))


def _row(answer: Sequence[object], columns: int) -> Row:
    values = tuple(map(plain_value, answer[:columns]))
    return Row(values, tuple(None if key is None else str(key) for key in answer[columns:]))


def plain_value(value: object) -> object:
    """A value that can be told from others; what is nested becomes JSON."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str, sort_keys=True)
    return bytes(value) if isinstance(value, bytearray | memoryview) else value
