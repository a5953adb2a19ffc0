"""Which table points to which: by foreign keys, and by columns that are called after another table's key."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from privaudit import words
from privaudit.model.estate import Column, Table
from privaudit.model.rules import Role, Tokens
from privaudit.names.table_kind import Kind
from privaudit.proposal.phrases import vocabulary
from privaudit.proposal.tables import Seen

_KEYS = frozenset({"id", "rowid", "uuid", "guid"})


@dataclass(frozen=True, slots=True)
class Pointer:
    """A column of one table that holds keys of another."""

    column: str
    target: Seen
    target_column: str
    """Empty where it is not known."""
    declared: bool
    """Whether by a foreign key."""


def pointers(tables: Sequence[Seen]) -> Mapping[Seen, tuple[Pointer, ...]]:
    """Where each table points to, declared keys first.

    Not to itself, and not to whoever only did something to the row: created, approved or handles it.
    """
    keyed = {table.made_with for seen in tables for table in seen.tables if table.foreign_keys}
    by_name = {seen.name.lower(): seen for seen in tables}
    by_label: dict[Tokens, Seen] = {}
    for seen in tables:
        for label in _forms(seen.label):
            by_label.setdefault(label, seen)
    return {seen: tuple(_without_repeats(seen, [*_declared(seen, by_name), *_named(seen, by_label, keyed)])) for seen in tables}


def _without_repeats(seen: Seen, found: Sequence[Pointer]) -> Iterator[Pointer]:
    known: set[str] = set()
    for pointer in found:
        if pointer.column.lower() not in known and pointer.target is not seen:
            known.add(pointer.column.lower())
            yield pointer


def _declared(seen: Seen, by_name: Mapping[str, Seen]) -> Iterator[Pointer]:
    for table in seen.tables:
        for key in table.foreign_keys:
            target = by_name.get(key.target.table.lower())
            column = table.column(key.columns[0])
            if target is not None and column is not None and not _of_doer(seen, column):
                yield Pointer(key.columns[0], target, key.target.columns[0] if key.target.columns else "", declared=True)


def _named(seen: Seen, by_label: Mapping[Tokens, Seen], keyed: Collection[str]) -> Iterator[Pointer]:
    """The pointers by name; in a schema with keys those to persons alone, for what is called a key there and is none leads anywhere."""
    for table in seen.tables:
        declared = {name.lower() for key in table.foreign_keys for name in key.columns}
        for column in table.columns:
            target = _target(seen, column, by_label) if column.name.lower() not in declared else None
            if target is not None and (table.made_with not in keyed or target.kind is Kind.PERSON):
                yield Pointer(column.name, target, _key_of(target.tables[0], column.name), declared=False)


def _target(seen: Seen, column: Column, by_label: Mapping[Tokens, Seen]) -> Seen | None:
    """The table whose name, with a word for a key, is that of the column."""
    speech = seen.context.names.names.speech
    tokens = words.tokens(seen.context.names.plain(column))
    left = tuple(token for token in tokens if Role.KEY not in speech.roles_of(token))
    if not 0 < len(left) < len(tokens):
        return None
    return next((by_label[form] for form in _forms(left) if form in by_label), None)


def _forms(tokens: Tokens) -> tuple[Tokens, ...]:
    """A label as it may stand in the singular."""
    return tuple((*tokens[:-1], last) for last in words.singulars(tokens[-1])) if tokens else ()


def _key_of(table: Table, pointing: str) -> str:
    """The column that a key without declaration points to: the primary key, else one that is called a key, else one of the same name."""
    if len(table.primary_key) == 1:
        return table.primary_key[0]
    called = next((column.name for column in table.columns if column.name.lower() in _KEYS), "")
    return called or (pointing if table.column(pointing) is not None else "")


def _of_doer(seen: Seen, column: Column) -> bool:
    return vocabulary().doers.read(seen.readings(column)) is not None
