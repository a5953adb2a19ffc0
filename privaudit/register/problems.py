"""What is wrong in a register, before it is put into words with its place; and how values are quoted in such words."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import NoReturn

from pydantic_core import PydanticCustomError

from privaudit.words import fold

Loc = tuple[str | int, ...]
"""The way to a value: keys of mappings and positions in lists, from the top."""

WRONG = "wrong"
"""The pydantic error type of our own complaints."""

_LONGEST_QUOTE = 60
_FEW = 16


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong at one place of the register."""

    loc: Loc
    says: str
    """What follows the key path in the complaint: `is missing`."""
    hint: str = ""
    line: int | None = None
    """Only where it is not the line of `loc`."""


def refuse(says: str, hint: str = "") -> NoReturn:
    """For validators: raises the error that tells what is wrong with the value and what would be right."""
    raise PydanticCustomError(WRONG, "{says}", {"says": says, "hint": hint})


def clean(text: str) -> str:
    """The text without control and direction characters, at most 60 characters: fit for a terminal."""
    spaced = "".join(" " if char in "\t\n\r" else char for char in text[: 4 * _LONGEST_QUOTE])
    visible = "".join(char for char in spaced if not unicodedata.category(char).startswith(("C", "Zl", "Zp")))
    return visible if len(visible) <= _LONGEST_QUOTE else visible[: _LONGEST_QUOTE - 1] + "…"


def quoted(text: str) -> str:
    """The text as complaints quote it."""
    return f'"{clean(text)}"'


def described(value: object) -> str:
    """What kind of value was found: `a list`, `the text "x"`, `the number 3`."""
    match value:
        case bool():
            says = f"the truth value {str(value).lower()}"
        case int() | float():
            says = f"the number {clean(str(value))}"
        case str():
            says = f"the text {quoted(value)}"
        case list():
            says = "a list"
        case dict():
            says = "a mapping of keys"
        case _:
            says = "empty"
    return says


@lru_cache(maxsize=4096)
def nearest(word: str, choices: frozenset[str]) -> str | None:
    """The choice that was probably meant, ignoring case and accents; for dotted keys the last part decides too.

    None where nothing is near.
    """
    if not word or len(word) > _LONGEST_QUOTE:
        return None
    wanted = fold(word).strip().replace(" ", "_").replace("-", "_")
    by_form: dict[str, str] = {}
    for choice in sorted(choices, key=lambda choice: (choice.count("."), choice)):
        by_form.setdefault(choice.lower().replace("-", "_"), choice)
    for choice in tuple(by_form.values()):
        by_form.setdefault(choice.rpartition(".")[2].lower().replace("-", "_"), choice)
    near = difflib.get_close_matches(wanted, list(by_form), n=1, cutoff=0.7)
    if not near:
        near = difflib.get_close_matches(wanted.rpartition(".")[2], list(by_form), n=1, cutoff=0.75)
    if near:
        return by_form[near[0]]
    holding = {choice for form, choice in by_form.items() if wanted in re.split(r"[._]", form)}
    return holding.pop() if len(holding) == 1 else None


def choice_hint(word: str, choices: Collection[str]) -> str:
    """What would be right: the nearest choice, else all of them where they are few; empty for many."""
    near = nearest(word, frozenset(choices))
    listed = f"one of: {', '.join(sorted(choices))}" if 0 < len(choices) <= _FEW else ""
    return listed if near is None else f"did you mean `{near}`?"
