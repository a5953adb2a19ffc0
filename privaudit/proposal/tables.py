"""The tables of a scan as a draft sees them: what they are called after, whom they are about, and whether they hold personal data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from privaudit import words
from privaudit.model.estate import Column, Table
from privaudit.model.profile import ColumnProfile
from privaudit.model.rules import Rulebook, Tokens
from privaudit.model.verdicts import ColumnVerdict, Inventory
from privaudit.names.languages import speech
from privaudit.names.naming import names_of
from privaudit.names.speech import Speech
from privaudit.names.table_kind import Kind, TableContext, table_context
from privaudit.proposal.phrases import Family, vocabulary

STAFF, RECRUITMENT = "staff", "recruitment"
_FAMILY_OF = {"employee": STAFF, "job_applicant": RECRUITMENT}
"""Persons whose own tables are of a family, whatever they are called."""


@dataclass(frozen=True, eq=False)
class Seen:
    """All tables of one name, ignoring case: a register cannot tell them apart."""

    tables: tuple[Table, ...]
    verdicts: tuple[ColumnVerdict, ...]
    context: TableContext
    profiles: Mapping[int, Mapping[str, ColumnProfile]]
    """The columns of each table with rows, by the table's id()."""

    @property
    def name(self) -> str:
        """As reported, of the first of them."""
        return self.tables[0].name

    @property
    def kind(self) -> Kind:
        """What its rows are."""
        return self.context.kind

    @cached_property
    def holds(self) -> bool:
        """Whether a column counts as personal."""
        return any(verdict.personal for verdict in self.verdicts)

    @cached_property
    def label(self) -> Tokens:
        """The words of its name, without schema and prefix."""
        return words.tokens(self.context.names.label)

    @cached_property
    def subject(self) -> str | None:
        """Whom it is about, as far as its name tells."""
        return vocabulary().subjects.read(self._readings) if self.kind is Kind.PERSON or self.holds else None

    @cached_property
    def perhaps(self) -> str | None:
        """Whom it is about in some houses."""
        return vocabulary().perhaps.read(self._readings) if self.kind is Kind.PERSON else None

    @cached_property
    def family(self) -> Family | None:
        """The kind of activity that it is part of, whoever it points to."""
        known = vocabulary()
        named = known.family_words.read(self._readings)
        if named is not None and (known.families[named].persons or self.kind is not Kind.PERSON):
            return known.families[named]
        if self.kind is Kind.PERSON and self.subject in _FAMILY_OF:
            return known.families[_FAMILY_OF[self.subject]]
        return None

    @property
    def _readings(self) -> tuple[Tokens, ...]:
        return self.label, self.context.names.tokens

    def readings(self, column: Column) -> tuple[Tokens, ...]:
        """The name of a column cut into words, without what most names of the table begin with; glued words cut and uncut."""
        plain = self.context.names.plain(column)
        return words.tokens(plain), self.context.names.names.tokens(plain)

    def profile(self, verdict: ColumnVerdict) -> ColumnProfile | None:
        """What the values of a column look like; None for a schema without rows."""
        return self.profiles.get(id(verdict.table), {}).get(verdict.column.name)


def tables_seen(inventory: Inventory, rulebook: Rulebook) -> tuple[Seen, ...]:
    """The tables of an inventory, in order."""
    together: defaultdict[str, list[Table]] = defaultdict(list)
    named: defaultdict[str, list[Table]] = defaultdict(list)
    verdicts: defaultdict[int, list[ColumnVerdict]] = defaultdict(list)
    for table in inventory.estate.tables:
        together[table.made_with].append(table)
        named[table.name.lower()].append(table)
    for verdict in inventory.columns:
        verdicts[id(verdict.table)].append(verdict)
    spoken = {made_with: speech(tables, rulebook) for made_with, tables in together.items()}
    return tuple(_seen(tuple(tables), verdicts, spoken, inventory) for tables in named.values())


def _seen(
    tables: tuple[Table, ...], verdicts: Mapping[int, list[ColumnVerdict]], spoken: Mapping[str, Speech], inventory: Inventory
) -> Seen:
    profiles = {id(table): inventory.profiles.get((table.source, table.name)) for table in tables}
    return Seen(
        tables=tables,
        verdicts=tuple(verdict for table in tables for verdict in verdicts.get(id(table), ())),
        context=table_context(tables[0], names_of(spoken[tables[0].made_with])),
        profiles={key: found.columns for key, found in profiles.items() if found is not None},
    )
