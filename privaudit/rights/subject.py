"""One person with all rows that are theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from privaudit.model.estate import Table
from privaudit.model.rights import Given, KnownBy, Row, Subject, SubjectOutcome, SubjectRows
from privaudit.rights.identity import Asked
from privaudit.rights.person import Person, PersonFinder
from privaudit.rights.reach import unreached
from privaudit.rights.reading import RowSource, columns_of
from privaudit.rights.walk import Walk


def find_subject(asked: Asked, given: Sequence[Given]) -> SubjectOutcome:
    """The one person who has all of the given identifiers; or several persons' rows by key, or nobody.

    Raises UsageError for an identifier that no column of the run holds, SourceError where rows cannot be read.
    """
    source = RowSource(asked)
    person = PersonFinder(asked, source, given).find()
    if not isinstance(person, Person):
        return person
    walk = Walk(asked, source, person)
    walk.run()
    tables = tuple(_rows_of(walk, table) for table in asked.inventory.estate.tables if walk.rows(table))
    links = asked.links.followed(confirmed=asked.confirmed)
    return Subject(
        tuple(given),
        tables,
        links,
        () if asked.confirmed else asked.links.suggested,
        tuple(one for one in asked.identities if one.known_by is KnownBy.SUGGESTED and not asked.confirmed),
        (*person.left_out, *walk.left_out()),
        unreached(asked, walk),
        {identifier: frozenset(keys) for identifier, keys in walk.known.items()},
        walk.names,
    )


def _rows_of(walk: Walk, table: Table) -> SubjectRows:
    found = SubjectRows(table, columns_of(table), tuple(walk.rows(table).elements()), walk.ways(table))
    is_person = all((id(table), row) in walk.selves for row in found.rows)
    return replace(found, rows=_in_order(found), is_person=is_person)


def _in_order(found: SubjectRows) -> tuple[Row, ...]:
    """The rows by their key, else by all they hold: in the same order whatever order the source gave them in."""
    keys = found.keys() or tuple(row.values for row in found.rows)
    pairs = sorted(zip(keys, found.rows, strict=True), key=lambda pair: ([_order(cell) for cell in pair[0]], repr(pair[1].values)))
    return tuple(row for _, row in pairs)


def _order(cell: object) -> tuple[int, int, str]:
    text = "" if cell is None else str(cell)
    return (0, int(text), text) if text.isascii() and text.isdigit() else (1, 0, text)
