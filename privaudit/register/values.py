"""The single values of a register: each a text with its own check, and what to write instead of a wrong one."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ValidationInfo

from privaudit.model.register import NO_CATEGORY, ColumnName, Event, Right
from privaudit.model.rules import GROUPS
from privaudit.register.countries import COUNTRIES, country_hint
from privaudit.register.periods import EXAMPLE, PeriodError, period
from privaudit.register.problems import choice_hint, described, nearest, refuse
from privaudit.register.unbuilt import NOT_BUILT, REMOVE_IT, UNBUILT_CHANNELS, UNBUILT_ENDS, UNBUILT_ROLES
from privaudit.register.vocabulary import BASES, PURPOSES, ROLES, SOURCES, SUBJECTS, basis_of_words
from privaudit.words import fold
from privaudit.yaml_text.problems import quoted
from privaudit.yaml_text.scalars import Whole

FORMAT = 1
"""The version of the format that this version reads."""

ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MAILBOX = re.compile(r"[^@\s]+@[^@\s]+")


def known_categories(ids: Collection[str]) -> frozenset[str]:
    """What may stand for a category: each known id, each prefix of one, and the groups."""
    known = set(GROUPS)
    for category in ids:
        while category and category not in known:
            known.add(category)
            category = category.rpartition(".")[0]  # noqa: PLW2901 the loop climbs from each id to the top
    return frozenset(known)


def _filled(text: str) -> str:
    if not text.strip():
        refuse("is an empty text", "write it or remove the key")
    return text


def _id(text: str) -> str:
    if not ID.fullmatch(text):
        better = re.sub(r"[^a-z0-9]+", "-", fold(text[:60])).strip("-")
        refuse(f"is not an id: {quoted(text)}", f"lower-case letters, digits and hyphens: {better or 'customer-accounts'}")
    return text


def _word(kind: str, choices: Collection[str], unbuilt: Collection[str] = ()) -> AfterValidator:
    """The check of a text that must be one of a closed list."""

    def check(text: str) -> str:
        if text in unbuilt:
            refuse(f'is "{text}", which {NOT_BUILT}', REMOVE_IT)
        if text not in choices:
            refuse(f"is not {kind}: {quoted(text)}", choice_hint(text, frozenset(choices) | frozenset(unbuilt)))
        return text

    return AfterValidator(check)


def _basis(text: str) -> str:
    if text not in BASES:
        meant = basis_of_words(text) or nearest(text, BASES)
        hint = f"write {meant}" if meant else "A6-1-a ... A6-1-f for GDPR Art. 6(1), A9-2-a ... A9-2-j for Art. 9(2)"
        refuse(f"is not a legal basis: {quoted(text)}", hint)
    return text


def _country(text: str) -> str:
    if text not in COUNTRIES:
        refuse(f"is not a country code: {quoted(text)}", country_hint(text))
    return text


def _storage_country(value: object) -> object:
    if isinstance(value, dict):
        refuse(f"is a mapping, a form that {NOT_BUILT}", "write the country's code alone: FR")
    return value


def _category(text: str, info: ValidationInfo) -> str:
    known: frozenset[str] = (info.context or {}).get("categories", frozenset())
    if text not in known:
        refuse(f"is not a known category: {quoted(text)}", choice_hint(text, known) or "a fideslang key, such as user.contact.email")
    return text


def _declared_category(text: str, info: ValidationInfo) -> str:
    return text if text == NO_CATEGORY else _category(text, info)


def _period(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        refuse(f"is a number without a unit: {int(value)}" if abs(value) < 10**6 else "is a number without a unit", EXAMPLE)
    if isinstance(value, str):
        try:
            period(value)
        except PeriodError as error:
            refuse(str(error), error.hint)
    return value


def _date(text: str) -> str:
    example = "year, month, day: 2026-01-31"
    if not _DATE.fullmatch(text):
        refuse(f"is not a date: {quoted(text)}", example)
    try:
        date.fromisoformat(text)
    except ValueError:
        refuse(f"is not a day of the calendar: {quoted(text)}", example)
    return text


def _mailbox(text: str) -> str:
    if not _MAILBOX.fullmatch(text):
        refuse(f"is not an e-mail address: {quoted(text)}", "such as privacy@example.org")
    return text


def _column(text: str) -> str:
    table, dot, column = text.rpartition(".")
    example = "[schema.]table.column, such as accounts.email"
    if not dot:
        refuse(f"names no table: {quoted(text)}", f"write {example}")
    if not all(part.strip() for part in text.split(".")):
        refuse(f"is not a column: {quoted(text)}", f"write {example}")
    if "*" in table or column == "*":
        refuse(f"is a glob where one column must stand: {quoted(text)}", f"name each column: {example}")
    return text


def _means(value: object) -> object:
    """A truth value or a whole number as the text that an export would hold."""
    if isinstance(value, bool):
        return str(value).lower()
    return value.text if isinstance(value, Whole) else value


def _version(value: object) -> object:
    if isinstance(value, bool) or value != FORMAT:
        refuse(f"must be {FORMAT}, the version of the format, but is {described(value)}", f"write privaudit: {FORMAT}")
    return FORMAT


def _listed(value: object) -> object:
    """One word or a list of them."""
    return [value] if isinstance(value, str) else value


def _plain_source(value: object) -> object:
    if isinstance(value, dict):
        refuse(f"is a mapping, a form that {NOT_BUILT}", f"write one of the words: {', '.join(sorted(SOURCES))}")
    return value


def column_name(text: str) -> ColumnName:
    """The column that a checked reference names: what follows the last dot is the column."""
    table, _, column = text.rpartition(".")
    return ColumnName(table, column)


def folded_value(text: str) -> str:
    """A value as flags are compared: lower case, without any blank."""
    return "".join(text.lower().split())


Text = Annotated[str, AfterValidator(_filled)]
Id = Annotated[str, AfterValidator(_id)]
Version = Annotated[int, BeforeValidator(_version)]
Date = Annotated[str, AfterValidator(_date)]
Country = Annotated[str, AfterValidator(_country)]
StorageCountry = Annotated[str, AfterValidator(_country), BeforeValidator(_storage_country)]
Mailbox = Annotated[str, AfterValidator(_mailbox)]
Category = Annotated[str, AfterValidator(_category)]
DeclaredCategory = Annotated[str, AfterValidator(_declared_category)]
Column = Annotated[str, AfterValidator(_column)]
PeriodText = Annotated[str, BeforeValidator(_period)]
Basis = Annotated[str, AfterValidator(_basis)]
Purpose = Annotated[str, _word("a known purpose", PURPOSES)]
Subject = Annotated[str, _word("a known kind of person", SUBJECTS)]
RecipientRole = Annotated[str, _word("a role of a recipient", ROLES)]
RightWord = Annotated[str, _word("a right", tuple(right.value for right in Right))]
EventWord = Annotated[str, _word("an event", tuple(event.value for event in Event))]
ActivityRole = Annotated[str, _word("a role", ("controller",), UNBUILT_ROLES)]
Channel = Annotated[str, _word("a channel", ("email",), UNBUILT_CHANNELS)]
End = Annotated[str, _word("an end", ("delete",), UNBUILT_ENDS)]
Rows = Annotated[str, _word("a choice of rows", ("all",))]
SourceWord = Annotated[str, _word("a source", SOURCES), BeforeValidator(_plain_source)]
Sources = Annotated[list[SourceWord], BeforeValidator(_listed)]
FlagValue = Annotated[str, AfterValidator(_filled), BeforeValidator(_means)]
