"""Views that show what was looked at already: which of them a run leaves out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from privaudit.model.estate import Estate, Skipped, Table, TableKind, Topic
from privaudit.model.mentions import names_in
from privaudit.model.ownership import fits, is_plain
from privaudit.model.register import Register
from privaudit.model.stores import TICKET

_NAMED = 10
"""Views that a message names."""


def counted_once(estate: Estate, register: Register | None = None) -> Estate:
    """The estate without views whose rows are those of tables that it holds too; for each source it is said which were left out.

    A view stays where a table that it reads is not in the run or could not be read, where nobody knows what it reads, and where the
    register says something of views alone, or of it and not of all of those tables.  A materialized view stays: it holds rows of its own,
    which can outlive those that they were copied from.  Where nobody knows what a view reads, that is said too.
    """
    there = {(table.source, table.name.lower()): table for table in estate.tables if table.has_rows}
    declared = _Declared.of(register, estate)
    left_out: defaultdict[str, list[Table]] = defaultdict(list)
    unknown: defaultdict[str, list[str]] = defaultdict(list)
    for view in estate.tables:
        if view.kind is TableKind.VIEW and not view.reads and view.has_rows:
            unknown[view.source].append(view.name)
        elif view.kind is TableKind.VIEW and view.reads:
            beneath = [there.get((view.source, name.lower())) for name in view.reads]
            tables = [table for table in beneath if table is not None]
            if len(tables) == len(beneath) and not declared.apart(view, tables):
                left_out[view.source].append(view)
    out = {id(view) for views in left_out.values() for view in views}
    said = [Skipped(source, not_counted([view.name for view in views]), Topic.SHOWN_TWICE) for source, views in left_out.items()]
    said += [Skipped(source, _counted_all_the_same(views), Topic.ASSUMED) for source, views in unknown.items()]
    return replace(estate, tables=tuple(table for table in estate.tables if id(table) not in out), skipped=(*estate.skipped, *said))


def not_counted(views: Sequence[str]) -> str:
    """What is said of views, by their names, whose rows are those of tables of the run."""
    if len(views) == 1:
        return f"the view {views[0]} is not counted, as all tables that it reads are"
    return f"{len(views):,} views are not counted, as all tables that they read are: {named(views)}"


def _counted_all_the_same(views: Sequence[str]) -> str:
    if len(views) == 1:
        return f"{views[0]} is a view, and nothing tells for certain what it reads: its rows count as its own"
    return f"{len(views):,} are views, and nothing tells for certain what they read: their rows count as their own: {named(views)}"


def named(views: Sequence[str]) -> str:
    """The first of several names, and how many more there are."""
    more = f" and {len(views) - _NAMED:,} more" if len(views) > _NAMED else ""
    return ", ".join(views[:_NAMED]) + more


@dataclass(frozen=True, slots=True)
class _Declared:
    """The tables that a register names."""

    names: frozenset[str]
    """Without wildcards, in lower case."""
    globs: tuple[tuple[str, ...], ...]
    """All globs of each declaration with a wildcard."""
    of_views: tuple[str, ...]
    """The globs that no table of the run fits but views."""

    @classmethod
    def of(cls, register: Register | None, estate: Estate) -> Self:
        """Those of one register, which need not be there."""
        declarations = [] if register is None else list(_declarations(register))
        plain = {glob.lower() for globs in declarations for glob in globs if is_plain(glob)}
        wide = dict.fromkeys(glob for globs in declarations for glob in globs if not is_plain(glob))
        tables = [table for table in estate.tables if table.kind is not TableKind.VIEW]
        of_views = tuple(glob for glob in wide if not any(fits(glob, table.name) for table in tables))
        return cls(frozenset(plain), tuple(globs for globs in declarations if not all(map(is_plain, globs))), of_views)

    def apart(self, view: Table, tables: Sequence[Table]) -> bool:
        """Whether a view is named, or something is declared of it that is not declared of each of the tables."""
        if view.name.lower() in self.names or _fit(self.of_views, view):
            return True
        return any(_fit(globs, view) and not all(_fit(globs, table) for table in tables) for globs in self.globs)


def _fit(globs: Sequence[str], table: Table) -> bool:
    return any(fits(glob, table.name) for glob in globs)


def _declarations(register: Register) -> Iterator[tuple[str, ...]]:
    """The globs of tables of each declaration, and the tables of columns that it names."""
    for activity in register.activities:
        yield tuple(glob for where in activity.where for glob in where.tables)
        for clock in activity.clocks:
            yield clock.tables or ()
            yield () if clock.archive is None else clock.archive.into
        yield from ((one.table,) for one in activity.foreign_contacts)
    yield from (denial.tables for denial in register.denials)
    yield from (recipient.tables for recipient in register.recipients)
    yield from (tuple(glob.replace(TICKET, "*") for glob in store.tables) for store in register.stores)
    yield from ((entry.table,) for entry in register.accepted if entry.table is not None)
    yield from ((name.table,) for name in names_in(register))
