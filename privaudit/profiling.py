"""The rows of a run's tables as counts: tables first, then the views that are counted beside them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from privaudit.engines.several import Engines
from privaudit.errors import PrivauditError
from privaudit.model.estate import Estate, Skipped, Table, TableKind
from privaudit.model.profile import TableProfile
from privaudit.model.rules import Rulebook

Counted = Callable[[Estate], Estate]
"""What of an estate a run counts."""
_Found = dict[tuple[str, str], TableProfile]
"""By source and table name."""


def all_of_it(estate: Estate) -> Estate:
    """A run that counts whatever there is."""
    return estate


class Progress(Protocol):
    """Somebody who watches a long run."""

    def begin(self, steps: int, part: Callable[[], float | None]) -> None:
        """At most so many tables are to be read; `part` tells how much of the running question is done."""

    def step(self, what: str) -> None:
        """The next step begins."""


class Unwatched:
    """Nobody watches."""

    def begin(self, steps: int, part: Callable[[], float | None]) -> None:
        """Say nothing."""

    def step(self, what: str) -> None:
        """Say nothing."""


@dataclass(frozen=True, slots=True)
class Profiles:
    """Looks at rows."""

    engine: Engines
    rules: Rulebook
    progress: Progress
    sample: int | None
    """About how many rows of each table of a database are looked at; None for all."""

    def of(self, estate: Estate, wanted: Sequence[Table], counted: Counted) -> tuple[Estate, _Found]:
        """What is counted of an estate, and the profile of each of the `wanted` tables in it that has rows.

        Views come last: whether they count depends on whether the tables that they read can be read.
        """
        with_rows = [table for table in wanted if table.has_rows]
        self.progress.begin(len(with_rows), self.engine.progress)
        estate, profiles = self._read(estate, {id(table) for table in with_rows if table.kind is not TableKind.VIEW})
        estate = counted(estate)
        estate, of_views = self._read(estate, {id(table) for table in with_rows if table.kind is TableKind.VIEW})
        return estate, profiles | of_views

    def _read(self, estate: Estate, wanted: Collection[int]) -> tuple[Estate, _Found]:
        """The tables that are wanted, by their identity; one whose rows cannot be read stays as a schema and is said."""
        profiles: _Found = {}
        if not wanted:
            return estate, profiles
        from privaudit.profile import profile  # noqa: PLC0415 a schema without rows needs no grammar of questions

        tables = []
        unreadable: list[Skipped] = []
        for table in estate.tables:
            tables.append(table)
            if id(table) not in wanted:
                continue
            self.progress.step(table.name)
            try:
                with self.engine.readable(table, self.sample) as (near, rows):
                    found = profile(self.engine, near, self.rules)
                some = rows is not None and rows > found.rows
                profiles[table.source, table.name] = replace(found, rows=rows or 0, sample=found.rows) if some else found
            except PrivauditError as problem:
                tables[-1] = replace(table, relation=None)
                unreadable.append(Skipped(table.source, str(problem)))
        return replace(estate, tables=tuple(tables), unreadable=estate.unreadable + tuple(unreadable)), profiles
