"""What an activity's tables hold: its categories, each with its columns, and the columns that nobody can tell about but people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from privaudit.model.rules import GROUPS, Rulebook, is_within
from privaudit.model.verdicts import ColumnVerdict, Verdict
from privaudit.proposal.tables import Seen


@dataclass(frozen=True, slots=True)
class Holding:
    """A category that an activity holds."""

    category: str
    columns: tuple[str, ...]
    """`table.column`, with a word on those that hold it within texts."""
    mandatory: bool
    """Whether every row of every column has it."""
    group: str | None
    """special, criminal or None."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Columns that may hold personal data: there is evidence for and against, the same for each."""

    columns: tuple[str, ...]
    category: str
    why: str


def holdings(tables: Sequence[Seen], rulebook: Rulebook) -> tuple[Holding, ...]:
    """The categories that count as personal, in the order in which the tables have them, the groups of GDPR Art. 9 and 10 last."""
    columns: defaultdict[str, dict[str, None]] = defaultdict(dict)
    filled: defaultdict[str, list[bool]] = defaultdict(list)
    for seen in tables:
        for verdict in seen.verdicts:
            for position, (category, sure) in enumerate(verdict.found):
                if sure.personal:
                    inside = position > 0 or verdict.category is None
                    columns[category].setdefault(f"{column_of(verdict)}{' (within texts)' if inside else ''}")
                    filled[category].append(not inside and _is_filled(verdict))
    found = [Holding(category, tuple(where), all(filled[category]), rulebook.group_of(category)) for category, where in columns.items()]
    return tuple(sorted(found, key=lambda one: one.group in GROUPS))


def doubts(tables: Sequence[Seen]) -> tuple[Doubt, ...]:
    """The categories that are undetermined, in the order of the first columns of each."""
    found: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for seen in tables:
        for verdict in seen.verdicts:
            for category, sure in verdict.found:
                if sure is Verdict.UNDETERMINED:
                    found[category, verdict.why(category)].setdefault(column_of(verdict))
    return tuple(Doubt(tuple(columns), category, why) for (category, why), columns in found.items())


def not_found(tables: Sequence[Seen], rulebook: Rulebook) -> tuple[str, ...]:
    """The special categories and those of crimes of which no column shows a sign, without those below one that is told itself."""
    seen = {category for one in tables for verdict in one.verdicts for category, _ in verdict.found}
    absent = [
        category
        for category in sorted(rulebook.categories)
        if rulebook.group_of(category) in GROUPS and not any(is_within(other, category) or is_within(category, other) for other in seen)
    ]
    return tuple(category for category in absent if not any(category != other and is_within(category, other) for other in absent))


def column_of(verdict: ColumnVerdict) -> str:
    """`table.column` as a register writes it."""
    return f"{verdict.table.name}.{verdict.column.name}"


def can_be_named(table: str, column: str) -> bool:
    """Whether a register can name a column at all: it cuts names at dots, and takes a star for a glob."""
    parts = [*table.split("."), column]
    return all(part.strip() for part in parts) and "." not in column and "*" not in table and column != "*"


def _is_filled(verdict: ColumnVerdict) -> bool:
    """Whether every row has a value: by the rows where they were read, else by the schema."""
    if verdict.looked_at:
        return verdict.values == verdict.looked_at
    return not verdict.column.nullable
