"""Other ways of writing a register down, and what is lost between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from privaudit.model.estate import Place
from privaudit.model.register import Register
from privaudit.model.rules import Category, Tokens, Word


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that the other format cannot say."""

    path: str
    """Where it stands in what was read: `activities[accounts].storage`."""
    why: str
    """What is the matter, as the end of a sentence about it."""
    place: Place | None = None

    def __str__(self) -> str:
        return f"{self.place}: {self.path} {self.why}" if self.place is not None else f"{self.path} {self.why}"


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a register cannot hold before somebody decides; or, where nothing is asked, how something was understood."""

    about: str
    """The part that it belongs to: `activities[accounts]`, `organisation`."""
    text: str
    offer: tuple[str, ...] = ()
    """Lines of our own format that may be the answer."""
    lost: Lost | None = None
    """What is lost in a format that has no comments; None for nothing."""
    asks: bool = True


@dataclass(frozen=True, slots=True)
class Written:
    """A register in a format."""

    text: str
    lost: tuple[Lost, ...] = ()
    binary: bytes = b""
    """The file, where the format is no text."""
    questions: int = 0
    """How many stand in it as comments."""


@dataclass(frozen=True, slots=True)
class Read:
    """A register from a format."""

    register: Register
    lost: tuple[Lost, ...] = ()
    placed: bool = True
    """Whether the places in the register are lines of the file."""
    questions: tuple[Question, ...] = ()


def _no_words(_: str) -> Mapping[Tokens, Word]:
    return {}


@dataclass(frozen=True, slots=True)
class Known:
    """What a format may lean on beside the register."""

    categories: Mapping[str, Category]
    eea: frozenset[str]
    """Countries to which data goes without being transferred to a third one."""
    words: Callable[[str], Mapping[Tokens, Word]] = _no_words
    """The phrases of a language that name categories, loaded when they are asked for."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that may be a register."""

    text: str
    data: Any
    """Its plain data, as far as it is YAML; None where it is none."""
    shown: str
    """Its path as the user typed it."""
    content: bytes = b""
    """All of it; its text is empty where it is no text."""


@dataclass(frozen=True, slots=True)
class RegisterFormat:
    """A way of writing a register down."""

    title: str
    """What it is, for the help."""
    write: Callable[[Register, Known], Written] | None = None
    """None: it can be read only."""
    recognises: Callable[[Source], bool] | None = None
    """Whether a file is of it; None: it can be written only."""
    read: Callable[[Source, Known], Read] | None = None
    """Raises RegisterError with everything that is wrong.  None: it can be written only."""
    ask: Callable[[Register, Known, tuple[Question, ...]], Written] | None = None
    """As `write`, with questions as comments; None: it has no comments."""
    binary: bool = False
    """Whether it is written as bytes, which belong into a file."""
