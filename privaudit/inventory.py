"""The verdicts on all columns of an estate; what the register maps by hand overrides detection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain

from privaudit.detect import detect
from privaudit.in_parts import in_parts
from privaudit.model.estate import Estate, Skipped, Table
from privaudit.model.profile import LONGEST_VALUE, TableProfile
from privaudit.model.register import NO_CATEGORY, Declared, Register
from privaudit.model.rules import SPECIAL, Rulebook
from privaudit.model.verdicts import ColumnVerdict, Evidence, EvidenceKind, Inventory, Verdict
from privaudit.names.languages import speech

_PART = 2_500
"""Columns for which a copy of this process earns its start: they take a third of a second."""


def take_inventory(estate: Estate, profiles: Mapping[tuple[str, str], TableProfile], rulebook: Rulebook) -> Inventory:
    """Every column of the estate with its verdict, in order; `profiles` by source and table name."""
    made_together: defaultdict[str, list[Table]] = defaultdict(list)
    for table in estate.tables:
        made_together[table.made_with].append(table)
    spoken = {series: speech(tables, rulebook) for series, tables in made_together.items()}

    def told(table: Table) -> tuple[ColumnVerdict, ...]:
        return detect(table, profiles.get((table.source, table.name)), rulebook, spoken[table.made_with])

    sizes = [len(table.columns) for table in estate.tables]
    known = [one for table in estate.tables for one in (table, *table.columns)]
    columns = chain.from_iterable(in_parts(told, estate.tables, sizes, least=_PART, shared=known))
    looked_at = [(table, profiles[table.source, table.name]) for table in estate.tables if (table.source, table.name) in profiles]
    partial = tuple(Skipped(table.source, _rejected(profile)) for table, profile in looked_at if profile.rejected)
    cut = tuple(
        Skipped(f"{table.name}.{name}", _cut(found.cut))
        for table, profile in looked_at
        for name, found in profile.columns.items()
        if found.cut
    )
    sampled = tuple(Skipped(table.name, _sampled(profile)) for table, profile in looked_at if profile.sample is not None)
    return Inventory(estate, tuple(columns), profiles, estate.skipped + estate.unreadable + partial + cut + sampled)


def map_by_hand(inventory: Inventory, register: Register, rulebook: Rulebook) -> Inventory:
    """The inventory with the columns that the register maps to a category, or to none, overridden."""
    by_name = {
        (name.table.lower(), name.column.lower()): declared
        for activity in register.activities
        for declared in activity.data
        for name in declared.columns
    }
    columns = tuple(_mapped(verdict, by_name, rulebook) for verdict in inventory.columns)
    return replace(inventory, columns=columns)


def _mapped(verdict: ColumnVerdict, by_name: Mapping[tuple[str, str], Declared], rulebook: Rulebook) -> ColumnVerdict:
    declared = by_name.get((verdict.table.name.lower(), verdict.column.name.lower()))
    if declared is None:
        return verdict
    if declared.category == NO_CATEGORY:
        said = Evidence(EvidenceKind.AGAINST, f"the register says that it is not personal data: {declared.reason}")
        return replace(verdict, category=None, verdict=Verdict.NONE, confidence=0.0, special=False, evidence=(said,), also=())
    said = Evidence(EvidenceKind.CONTEXT, f"the register maps it to {declared.category}")
    return replace(
        verdict,
        category=declared.category,
        verdict=Verdict.PROVEN,
        confidence=1.0,
        special=rulebook.group_of(declared.category) == SPECIAL,
        evidence=(said,),
        also=tuple(within for within in verdict.also if within.category != declared.category),
    )


_NAMED = 20
"""Lines that are named; a file with more is broken as a whole."""


def _cut(values: int) -> str:
    return f"{values:,} value{'s' if values > 1 else ''} longer than {LONGEST_VALUE:,} characters: what stands behind was not looked at"


def _sampled(profile: TableProfile) -> str:
    return f"{profile.sample:,} of {profile.rows:,} rows were looked at, chosen by chance: --full looks at all"


def _rejected(profile: TableProfile) -> str:
    lines = ", ".join(f"{row.line} ({row.reason})" for row in profile.rejected[:_NAMED])
    more = len(profile.rejected) - _NAMED
    rows = f"{len(profile.rejected):,} row{'s' if len(profile.rejected) > 1 else ''} could not be read: line {lines}"
    return f"{rows} and {more:,} more" if more > 0 else rows
