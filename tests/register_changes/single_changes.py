"""The register with every key, and every way of changing one thing in it, as far as what comes of it is a register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import ValidationError

from privaudit.register.convert import Converter
from privaudit.register.grammar.file import RegisterFile
from privaudit.register.references import reference_problems
from privaudit.register.values import known_categories
from privaudit.register_changes import Placed
from privaudit.register_formats._register_data import register_data
from tests.register_changes.conftest import RULES, WHOLE, placed

Data = dict[str, Any]
CATEGORIES = known_categories(RULES.categories)

WORDS = {
    "after": "P6Y",
    "at": "sent.others",
    "basis": "A6-1-d",
    "but": "others",
    "by": "residents.others",
    "category": "user.content.public",
    "categories": "user.contact.email",
    "channel": "push",
    "check": "weak-password-hash",
    "contact": "other@pervenche.example",
    "country": "SE",
    "dated_by": "modified",
    "email": "other@pervenche.example",
    "event": "last_purchase",
    "except": "residents/to-archive",
    "files": "other/{ticket}.sql",
    "flag": "leads.others",
    "foreign_contacts": "client_*.others.email",
    "from": "2023-02-02",
    "id": "other-id",
    "identifiability": "pseudonymised",
    "kind": "A46-3-a",
    "list": "unsubscribes.others",
    "max": "P7Y",
    "min": "P3M",
    "offered": "post_mortem",
    "period": "P7D",
    "purposes": "sales",
    "reason": "A17-3-e",
    "recipients": "partner",
    "reviewed": "2026-03-03",
    "role": "authority",
    "same": "phone",
    "source": "inferred",
    "storage": "SE",
    "subjects": "employee",
    "tables": "support_{ticket}.others",
    "then": "archive",
    "third_parties": "listed",
    "until": "2027-07-07",
}
"""A right word of each key, by the key; elsewhere a column or a text is right."""
ANYWHERE = ("residents.others", "others.column", "leads.others", "sent.others", "others", "processor", "name", "Some other words")


@dataclass(frozen=True)
class Single:
    """One change."""

    way: tuple[str | int, ...]
    value: Any
    """What stands there after it; None: nothing."""

    @property
    def place(self) -> str:
        """In the grammar, positions left out."""
        return ".".join(step for step in self.way if isinstance(step, str))


@cache
def whole() -> Placed:
    """The register with every key."""
    return placed(WHOLE, "register.yaml")


@cache
def single_changes() -> tuple[Single, ...]:
    """For each value and each entry: leaving it out, and another one; whether it is right or not."""
    return tuple(_found(register_data(whole().register), ()))


def registered(data: Data) -> Placed | None:
    """The register of plain data, with the lines of the whole one; None where it is none."""
    if list(reference_problems(data, CATEGORIES)):
        return None
    lines = whole().lines
    try:
        file = RegisterFile.model_validate(data, context={"categories": CATEGORIES})
    except ValidationError:
        return None
    return Placed(Converter(lines.document, lines.shown).register(file), lines)


def with_changes(*changes: Single) -> Placed | None:
    """The whole register after some changes; None where nothing right comes of them."""
    data = deepcopy(register_data(whole().register))
    for change in sorted(changes, key=lambda change: tuple(map(_sortable, change.way)), reverse=True):
        within: Any = data
        try:
            for step in change.way[:-1]:
                within = within[step]
            within[change.way[-1]]
        except (KeyError, IndexError, TypeError):
            return None
        if change.value is None:
            del within[change.way[-1]]
        else:
            within[change.way[-1]] = change.value
    return registered(data)


def with_some_of(changes: Sequence[Single]) -> Placed:
    """The whole register after those of the changes that leave it right, one after the other."""
    kept: list[Single] = []
    register = whole()
    for change in changes:
        after = with_changes(*kept, change)
        if after is not None:
            kept.append(change)
            register = after
    return register


def _sortable(step: str | int) -> str:
    return step if isinstance(step, str) else f"{step:06}"


def _found(value: Any, way: tuple[str | int, ...]) -> Iterator[Single]:  # noqa: ANN401 plain data of a file
    if way:
        yield Single(way, None)
        yield from (Single(way, other) for other in _others(value, way) if other != value)
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        yield from _found(part, (*way, step))


def _others(value: Any, way: tuple[str | int, ...]) -> Iterator[Any]:  # noqa: ANN401 as above
    key = next(step for step in reversed(way) if isinstance(step, str))
    match value:
        case bool():
            yield not value
        case int() if key != "privaudit":
            yield value + 1
        case str():
            yield from (word for word in (WORDS.get(key), *ANYWHERE) if word is not None)
        case _:
            pass
