"""What the tables of a run are about, as far as rights need to know it: persons, lists, or what others look after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from privaudit.model.estate import Table
from privaudit.model.rules import Role, Rulebook, Tokens
from privaudit.names.languages import speech
from privaudit.names.naming import names_of
from privaudit.names.speech import Speech
from privaudit.names.table_kind import Kind, table_context
from privaudit.names.table_names import TableNames


class TableKinds:
    """The tables of one run, read with the words of their schemas."""

    def __init__(self, tables: Sequence[Table], rulebook: Rulebook) -> None:
        together: defaultdict[str, list[Table]] = defaultdict(list)
        for table in tables:
            together[table.made_with].append(table)
        self._speech: dict[int, Speech] = {}
        for made in together.values():
            spoken = speech(made, rulebook)
            self._speech.update({id(table): spoken for table in made})
        self._kinds: dict[int, Kind] = {}

    def kind(self, table: Table) -> Kind:
        """What the table is about."""
        if id(table) not in self._kinds:
            self._kinds[id(table)] = table_context(table, names_of(self._speech[id(table)])).kind
        return self._kinds[id(table)]

    def roles(self, table: Table) -> Mapping[Tokens, frozenset[Role]]:
        """What the words of its schema do to names."""
        return self._speech[id(table)].roles

    def prefix(self, table: Table) -> str:
        """What stands before the names of most tables of its schema."""
        return self._speech[id(table)].prefix

    def by_author(self, table: Table, columns: Sequence[str]) -> bool:
        """Whether columns say who wrote, changed or approved a row, which need not be about that person."""
        names = names_of(self._speech[id(table)])
        return any(Role.AUTHOR in word.roles for column in columns for word in names.roles(column))

    def named_after_persons(self, table: Table) -> bool:
        """Whether a word of the table's name means persons: `patients`, not `invoices` that hold names."""
        return self.kind(table) is Kind.PERSON and TableNames(table, names_of(self._speech[id(table)])).of_persons
