"""Where a statement stands: its file, its dialect, and which database and schema a bare name means there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from privaudit.model.estate import Place
from privaudit.sql.dialects import Flavour, flavour_of, schema_is_database
from privaudit.sql.events import Name

_USE = re.compile(r"USE\s+(?P<kind>DATABASE\s+|SCHEMA\s+|ROLE\s+|WAREHOUSE\s+)?(?P<name>[^\s;]+)", re.IGNORECASE)
_CONNECT = re.compile(r"\\c(?:onnect)?\s+(?:-\S+\s+)*(?P<name>[^\s;]+)")
_SEARCH_PATH = re.compile(r"SET\s+(?:SESSION\s+|LOCAL\s+)?search_path\s*(?:=|TO)\s*(?P<name>[^\s,;]+)", re.IGNORECASE)
_SET_SCHEMA = re.compile(r"(?:SET\s+|ALTER\s+SESSION\s+SET\s+)(?:CURRENT[_ ])?SCHEMA\s*=?\s*(?P<name>[^\s;]+)", re.IGNORECASE)
_QUOTES = "\"'`[]"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a bare name means at a point of a file."""

    path: str
    dialect: str
    database: str = ""
    schema: str = ""
    apart: frozenset[str] = frozenset()
    """Tables that differ by capital letters alone, as they are spelled."""

    @property
    def flavour(self) -> Flavour:
        """How the dialect writes quotes and comments."""
        return flavour_of(self.dialect)

    def name(self, parts: tuple[str, ...]) -> Name:
        """The table that the parts of a written name mean here."""
        if self.dialect == "bigquery" and len(parts) == 1:
            parts = tuple(parts[0].split("."))
        before = ("", "", *parts)
        if schema_is_database(self.dialect):
            return Name(before[-2] or self.database, "", before[-1], before[-1] in self.apart)
        return Name(before[-3] or self.database, before[-2] or self.schema, before[-1], before[-1] in self.apart)

    def after(self, statement: str) -> Scope:
        """The scope behind a statement that may change it: USE, SET search_path, psql's connect and their kin."""
        if found := _USE.match(statement):
            kind, name = (found["kind"] or "").strip().upper(), found["name"].strip(_QUOTES)
            if kind in ("ROLE", "WAREHOUSE"):
                return self
            return replace(self, schema=name) if kind == "SCHEMA" else replace(self, database=name, schema="")
        if found := _CONNECT.match(statement):
            return replace(self, database=found["name"].strip(_QUOTES), schema="")
        if found := _SEARCH_PATH.match(statement) or _SET_SCHEMA.match(statement):
            return replace(self, schema=found["name"].strip(_QUOTES))
        return self


@dataclass(frozen=True, slots=True)
class Statement:
    """The text of one statement, and the 1-based line where it begins."""

    text: str
    line: int

    def place(self, scope: Scope, offset: int) -> Place:
        """Where a character of the statement stands in the file."""
        return Place(scope.path, self.line + self.text.count("\n", 0, offset))
