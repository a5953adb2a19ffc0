"""The single values of a register: each with its check, and with what a JSON Schema says of it."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from privaudit.model.clock_declarations import End as EndOf
from privaudit.model.clock_declarations import Event
from privaudit.model.organisation import Right, ThirdParties
from privaudit.model.register import ColumnGlob as GlobOfColumns
from privaudit.model.register import ColumnName
from privaudit.model.stores import FileDate, Identifiability
from privaudit.register import value_checks as checks
from privaudit.register.countries import COUNTRIES
from privaudit.register.vocabulary import ACTIVITY_ROLES, BASES, CHANNELS, EXEMPTIONS, PURPOSES, ROLES, SAFEGUARDS, SOURCES, SUBJECTS

ID = checks.ID
SESSION = checks.SESSION
known_categories = checks.known_categories
as_list = checks.as_list

NAME = "$name"
"""The key of a schema that is to be written once, under that name."""
CATEGORY = "Category"
DECLARED_CATEGORY = "DeclaredCategory"
"""The names of the two that depend on the rules."""

_PERIOD = r"P([0-9]{1,6}W|(?=[0-9])([0-9]{1,6}Y)?([0-9]{1,6}M)?([0-9]{1,6}D)?)"
_TABLE = r"([^.*]*[^.*\s][^.*]*[.])+"
_COLUMN = r"([^.]*[^.*\s][^.]*|[*][^.]+)"
_GLOB_PART = r"[^.]*[^.\s][^.]*"
_COMPARED = {"type": ["string", "boolean", "integer"]}


def column_name(text: str) -> ColumnName:
    """The column that a checked reference names: what follows the last dot is the column."""
    table, _, column = text.rpartition(".")
    return ColumnName(table, column)


def column_glob(text: str) -> GlobOfColumns:
    """The columns that a checked glob names."""
    table, _, column = text.rpartition(".")
    return GlobOfColumns(table, column)


def folded_value(text: str) -> str:
    """A value as flags are compared: lower case, without any blank."""
    return "".join(text.lower().split())


def values_of(words: type[StrEnum]) -> tuple[str, ...]:
    """The words of a closed list of the model."""
    return tuple(word.value for word in words)


def _enum(choices: Collection[str], name: str = "") -> WithJsonSchema:
    """The schema of a closed list; with a name it is written once."""
    schema: dict[str, Any] = {"type": "string", "enum": sorted(choices)}
    return WithJsonSchema({NAME: name, **schema} if name else schema)


def _form(pattern: str, *, whole: bool = True) -> WithJsonSchema:
    """The schema of a text that has a form, or at least holds it."""
    return WithJsonSchema({"type": "string", "pattern": f"^{pattern}$" if whole else pattern})


def _word(kind: str, choices: Collection[str]) -> AfterValidator:
    return AfterValidator(checks.one_of(kind, choices))


Text = Annotated[str, AfterValidator(checks.filled), _form(r"\S", whole=False)]
Id = Annotated[str, AfterValidator(checks.plain_id), _form(checks.ID.pattern)]
ClockName = Annotated[str, AfterValidator(checks.clock_name), _form(checks.CLOCK.pattern)]
Version = Annotated[int, BeforeValidator(checks.version), WithJsonSchema({"const": checks.FORMAT})]
Date = Annotated[str, AfterValidator(checks.day), _form(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")]
Country = Annotated[str, AfterValidator(checks.country), _enum(COUNTRIES, "Country")]
Mailbox = Annotated[str, AfterValidator(checks.mailbox), _form(r"[^@\s]+@[^@\s]+")]
Count = Annotated[int, AfterValidator(checks.count), WithJsonSchema({"type": "integer", "minimum": 1})]

Category = Annotated[str, AfterValidator(checks.category), _enum((), CATEGORY)]
DeclaredCategory = Annotated[str, AfterValidator(checks.declared_category), _enum((), DECLARED_CATEGORY)]
Basis = Annotated[str, AfterValidator(checks.basis), _enum(BASES, "Basis")]
SafeguardKind = Annotated[str, AfterValidator(checks.safeguard), _enum(SAFEGUARDS)]
ExemptionWord = Annotated[str, AfterValidator(checks.exemption), _enum(EXEMPTIONS)]
Purpose = Annotated[str, _word("a known purpose", PURPOSES), _enum(PURPOSES, "Purpose")]
Subject = Annotated[str, _word("a known kind of person", SUBJECTS), _enum(SUBJECTS, "Subject")]
RecipientRole = Annotated[str, _word("a role of a recipient", ROLES), _enum(ROLES)]
ActivityRole = Annotated[str, _word("a role", ACTIVITY_ROLES), _enum(ACTIVITY_ROLES)]
Channel = Annotated[str, _word("a channel", CHANNELS), _enum(CHANNELS)]
SourceWord = Annotated[str, _word("a source", SOURCES), _enum(SOURCES)]
Rows = Annotated[str, _word("a choice of rows", ("all",)), _enum(("all",))]
RightWord = Annotated[str, _word("a right", values_of(Right)), _enum(values_of(Right))]
EventWord = Annotated[str, _word("an event", values_of(Event)), _enum(values_of(Event), "EventWord")]
End = Annotated[str, _word("an end", values_of(EndOf)), _enum(values_of(EndOf))]
ThirdPartyWord = Annotated[str, _word("a promise about third parties", values_of(ThirdParties)), _enum(values_of(ThirdParties))]
IdentifiabilityWord = Annotated[str, _word("a degree of identifiability", values_of(Identifiability)), _enum(values_of(Identifiability))]
FileDateWord = Annotated[str, _word("a date of files", values_of(FileDate)), _enum(values_of(FileDate))]

PeriodText = Annotated[str, BeforeValidator(checks.period_text), _form(_PERIOD)]
PeriodOrSession = Annotated[str, BeforeValidator(checks.period_or_session), _form(f"({_PERIOD}|{SESSION})")]

Column = Annotated[str, AfterValidator(checks.column), _form(f"{_TABLE}{_COLUMN}")]
ColumnList = list[Column]
Columns = Annotated[list[Column], Field(min_length=1)]
StoreColumn = Annotated[str, AfterValidator(checks.store_column), _form(f"({_TABLE})?{_COLUMN}")]
ColumnGlob = Annotated[str, AfterValidator(checks.column_glob), _form(f"({_GLOB_PART}[.])+{_GLOB_PART}")]
Globs = list[Text]
StoreGlob = Annotated[str, AfterValidator(checks.store_glob), _form(r"\S", whole=False)]
FileGlob = Annotated[str, AfterValidator(checks.file_glob), _form(r"[^/\\].*")]

FlagValue = Annotated[str, AfterValidator(checks.filled), BeforeValidator(checks.flag_value), WithJsonSchema(_COMPARED)]
Value = Annotated[Any, BeforeValidator(checks.compared_value), WithJsonSchema(_COMPARED)]
ValueList = list[Value]
Truth = Annotated[bool, AfterValidator(checks.truth), WithJsonSchema({"const": True})]
