"""How the register's own checks say what is wrong: what was found, and what would be right."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from functools import lru_cache
from typing import NoReturn

from pydantic_core import PydanticCustomError

from privaudit.words import fold
from privaudit.yaml_text.problems import clean, quoted

WRONG = "wrong"
"""The pydantic error type of our own complaints."""
MISSING = "is missing"
"""What is said of a key that must stand and does not."""

_LONGEST_WORD = 60
_FEW = 16


def refuse(says: str, hint: str = "", at: str = "") -> NoReturn:
    """For validators: raises the error that tells what is wrong with the value and what would be right.

    `at` is the key within a mapping that is to blame; without it the mapping is.
    """
    raise PydanticCustomError(WRONG, "{says}", {"says": says, "hint": hint, "at": at})


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
    if not word or len(word) > _LONGEST_WORD:
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
    listed = f"one of: {', '.join(clean(choice) for choice in sorted(choices))}" if 0 < len(choices) <= _FEW else ""
    return listed if near is None else f"did you mean `{clean(near)}`?"
