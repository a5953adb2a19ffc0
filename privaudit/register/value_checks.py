"""The checks of the single values of a register: what is wrong with each, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date
from pathlib import PurePosixPath

from pydantic import ValidationInfo

from privaudit.model.register import NO_CATEGORY
from privaudit.model.rules import GROUPS
from privaudit.model.stores import TICKET
from privaudit.register.countries import COUNTRIES, country_hint
from privaudit.register.periods import EXAMPLE, PeriodError, period
from privaudit.register.problems import choice_hint, described, nearest, refuse
from privaudit.register.vocabulary import BASES, EXEMPTIONS, SAFEGUARDS, basis_of_words
from privaudit.words import fold
from privaudit.yaml_text.problems import quoted
from privaudit.yaml_text.scalars import Whole

FORMAT = 1
"""The version of the format that this version reads."""
SESSION = "session"
"""The life of a cookie that ends with the session."""

ID = re.compile(r"[a-z0-9][a-z0-9-]*")
CLOCK = re.compile(rf"({ID.pattern}/)?{ID.pattern}")
"""A clock of the same activity, or activity/clock."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MAILBOX = re.compile(r"[^@\s]+@[^@\s]+")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}?|\}")
_COLUMN = "[schema.]table.column, such as accounts.email"


def known_categories(ids: Collection[str]) -> frozenset[str]:
    """What may stand for a category: each known id, each prefix of one, and the groups."""
    known = set(GROUPS)
    for category in ids:
        while category and category not in known:
            known.add(category)
            category = category.rpartition(".")[0]  # noqa: PLW2901 the loop climbs from each id to the top
    return frozenset(known)


def filled(text: str) -> str:
    """A text that says something."""
    if not text.strip():
        refuse("is an empty text", "write it or remove the key")
    return text


def plain_id(text: str) -> str:
    """An id of the user's choice."""
    if not ID.fullmatch(text):
        refuse(f"is not an id: {quoted(text)}", f"lower-case letters, digits and hyphens: {_better_id(text) or 'customer-accounts'}")
    return text


def clock_name(text: str) -> str:
    """The id of a clock, of this activity or as activity/clock."""
    if not CLOCK.fullmatch(text):
        better = "/".join(filter(None, (_better_id(part) for part in text.split("/")[:2])))
        refuse(f"is not the name of a clock: {quoted(text)}", f"its id, or activity/clock: {better or 'accounts/after-contract'}")
    return text


def _better_id(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text[:60])).strip("-")


def one_of(kind: str, choices: Collection[str]) -> Callable[[str], str]:
    """The check of a text that must be one of a closed list."""

    def check(text: str) -> str:
        if text not in choices:
            refuse(f"is not {kind}: {quoted(text)}", choice_hint(text, frozenset(choices)))
        return text

    return check


def basis(text: str) -> str:
    """A legal basis, by its article."""
    if text not in BASES:
        meant = basis_of_words(text) or nearest(text, BASES)
        hint = f"write {meant}" if meant else "A6-1-a ... A6-1-f for GDPR Art. 6(1), A9-2-a ... A9-2-j for Art. 9(2)"
        refuse(f"is not a legal basis: {quoted(text)}", hint)
    return text


def safeguard(text: str) -> str:
    """What a transfer rests on, by its article."""
    if text not in SAFEGUARDS:
        hint = "A45-3 for adequacy, A46-2-b for binding rules, A46-2-c for standard clauses, A49-1-a ... A49-1-g for derogations"
        refuse(f"is not a safeguard: {quoted(text)}", hint)
    return text


def exemption(text: str) -> str:
    """Why data outlives a request for erasure, by its article."""
    if text not in EXEMPTIONS:
        hint = "A17-3-a expression, A17-3-b law or public task, A17-3-c public health, A17-3-d archives and research, A17-3-e claims"
        refuse(f"is not an exception of GDPR Art. 17(3): {quoted(text)}", hint)
    return text


def country(text: str) -> str:
    """The code of a country."""
    if text not in COUNTRIES:
        refuse(f"is not a country code: {quoted(text)}", country_hint(text))
    return text


def category(text: str, info: ValidationInfo) -> str:
    """A known category, a prefix of several, or a group."""
    known: frozenset[str] = (info.context or {}).get("categories", frozenset())
    if text not in known:
        refuse(f"is not a known category: {quoted(text)}", choice_hint(text, known) or "a fideslang key, such as user.contact.email")
    return text


def declared_category(text: str, info: ValidationInfo) -> str:
    """A category, or none."""
    return text if text == NO_CATEGORY else category(text, info)


def period_text(value: object) -> object:
    """A period; what is no text is left to the type."""
    if isinstance(value, int) and not isinstance(value, bool):
        refuse(f"is a number without a unit: {int(value)}" if abs(value) < 10**6 else "is a number without a unit", EXAMPLE)
    if isinstance(value, str):
        try:
            period(value)
        except PeriodError as error:
            refuse(str(error), error.hint)
    return value


def period_or_session(value: object) -> object:
    """The life of a cookie."""
    return value if value == SESSION else period_text(value)


def day(text: str) -> str:
    """A day of the calendar."""
    example = "year, month, day: 2026-01-31"
    if not _DATE.fullmatch(text):
        refuse(f"is not a date: {quoted(text)}", example)
    try:
        date.fromisoformat(text)
    except ValueError:
        refuse(f"is not a day of the calendar: {quoted(text)}", example)
    return text


def mailbox(text: str) -> str:
    """An e-mail address, roughly."""
    if not _MAILBOX.fullmatch(text):
        refuse(f"is not an e-mail address: {quoted(text)}", "such as privacy@example.org")
    return text


def column(text: str) -> str:
    """One column of one table."""
    table, _, name = column_glob(text).rpartition(".")
    if "*" in table or name == "*":
        refuse(f"is a glob where one column must stand: {quoted(text)}", f"name each column: {_COLUMN}")
    return text


def column_glob(text: str) -> str:
    """A column of some tables."""
    if "." not in text:
        refuse(f"names no table: {quoted(text)}", f"write {_COLUMN}")
    if not all(part.strip() for part in text.split(".")):
        refuse(f"is not a column: {quoted(text)}", f"write {_COLUMN}")
    return text


def store_column(text: str) -> str:
    """A column of a store: the bare name of one of its own, or one of another table."""
    if "." in text:
        return column(text)
    if not text.strip() or text == "*":
        refuse(f"is not a column: {quoted(text)}", f"write the name of a column of the store, or {_COLUMN}")
    return text


def store_glob(text: str) -> str:
    """A glob of tables or files that may hold the id of a ticket."""
    for found in _PLACEHOLDER.findall(filled(text)):
        if found != TICKET:
            refuse(f"holds {quoted(found)}, which stands for nothing", f"the only placeholder is {TICKET}")
    return text


def file_glob(text: str) -> str:
    """A glob of files within the target."""
    first, *rest = PurePosixPath(store_glob(text).replace("\\", "/")).parts
    if text.startswith(("/", "\\")) or ".." in {first, *rest} or first.endswith(":"):
        refuse(f"lies outside the target: {quoted(text)}", "write it relative to the target: backups/*.dump")
    return text


def flag_value(value: object) -> object:
    """A truth value or a whole number as the text that an export would hold."""
    if isinstance(value, bool):
        return str(value).lower()
    return value.text if isinstance(value, Whole) else value


def compared_value(value: object) -> object:
    """What a column is compared with: a text, a truth value, or a whole number as it was written."""
    if isinstance(value, bool):
        return value
    if value is None:
        refuse("is empty", 'write is_null: true instead, or put the text in quotes: "null"')
    text = value.text if isinstance(value, Whole) else value
    if not isinstance(text, str):
        refuse(f"must be a text, true, false or a whole number, but is {described(value)}", "in quotes it is text")
    return filled(text)


def truth(value: bool) -> bool:
    """True, and nothing else: the opposite has a key of its own."""
    if not value:
        refuse("must be true, but is the truth value false", "the opposite has its own key: is_null: true, not_null: true")
    return value


def count(value: int) -> int:
    """A number of rows."""
    if value < 1:
        refuse(f"must be 1 or more, but is {described(int(value))}", "to accept no rows, remove the entry")
    return value


def version(value: object) -> object:
    """The version of the format."""
    if isinstance(value, bool) or value != FORMAT:
        refuse(f"must be {FORMAT}, the version of the format, but is {described(value)}", f"write privaudit: {FORMAT}")
    return FORMAT


def as_list(value: object) -> object:
    """One value or a list of them."""
    return [value] if isinstance(value, str | dict) else value
