"""What a comparison knows of one place of the grammar: how its values fall apart, how they are said, what a change of them does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from privaudit.model.register_changes import Effect
from privaudit.model.rules import Rulebook
from privaudit.register.complaints import flow
from privaudit.yaml_text.problems import Loc

Data = Mapping[str, Any]
"""A mapping of a register, as the format writes it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a comparison may lean on beside the registers."""

    rules: Rulebook
    eea: frozenset[str]
    """Countries to which data goes without being transferred to a third one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What the two registers say in one place; None where one says nothing there."""

    old: Any
    new: Any
    key: str
    within: tuple[Data, Data]
    """The mappings around it."""
    known: Known

    @property
    def value(self) -> Any:  # noqa: ANN401 plain data of a file
        """What the new one says, or what the old one said."""
        return self.old if self.new is None else self.new

    @property
    def around(self) -> Data:
        """The mapping around that value."""
        return self.within[0] if self.new is None else self.within[1]


@dataclass(frozen=True, slots=True)
class Entry:
    """One of several things that stand under a key."""

    name: str
    """By which it is found again in the other register; never its position."""
    value: Any
    loc: Loc
    """Where it stands below the key."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Of what something is said."""

    said: str
    """In a sentence: `the clock accounts/after-contract`."""
    register: str
    """The id, as findings have it."""


ORGANISATION = Subject("the organisation", "")


def neither(_: Pair) -> Effect:
    """The effect of what cannot be weighed."""
    return Effect.NEITHER


def written(value: Any, _: Known) -> str:  # noqa: ANN401 plain data of a file
    """A value as the register writes it."""
    return str(value) if isinstance(value, str) else flow(value)


def content(value: Any) -> str:  # noqa: ANN401 plain data of a file
    """What tells whether two values say the same: the order of lists does not count."""
    return json.dumps(_ordered(value), sort_keys=True)


def folded(value: Any) -> str:  # noqa: ANN401 plain data of a file
    """The same where case does not count either: for names of tables and columns."""
    return content(value).casefold()


def _ordered(value: Any) -> Any:  # noqa: ANN401 plain data of a file
    if isinstance(value, dict):
        return {key: _ordered(within) for key, within in value.items()}
    return sorted(map(content, value)) if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class Term:
    """One place of the grammar.

    The sentences are templates of {within} (of what it is said), {subject} (it itself), {old}, {new}, {label} (the key in words)
    and {how}.
    """

    gained: str = "{within} now says {label}: {new}"
    lost: str = "{within} no longer says {label}: it was {old}"
    changed: str = "{within} now says {label}: {new}; it was {old}"
    effect: Callable[[Pair], Effect] = neither
    words: Callable[[Any, Known], str] = written
    same: Callable[[Any], str] = content
    """Two values are one where this is equal."""
    entries: Callable[[Any], Iterable[Entry]] | None = None
    """The things in it, where it is a list of them."""
    subject: Callable[[Any, Subject], Subject] | None = None
    """Of what is said what stands below it, from the value and from what it belongs to; None: of the same."""
    single: bool = False
    """Whether a mapping is one value, that is not looked into."""
    always: bool = False
    """Whether a mapping is looked into, though one of the registers lacks it."""
    whole: str = ""
    """What a list that is left out stands for; empty where it stands for an empty one."""
    in_order: bool = False
    """Whether the order of the entries counts."""
    absent: Any = None
    """What leaving it out says."""
    special: Callable[[Pair], bool] | None = None
    """Whether what comes or goes is of special categories."""
    how: Callable[[Pair], str] | None = None
    """How the new one compares, in a word."""
