"""The text of a rule file, and what may be asked of it.

A complaint names the file, the line and the key; the first one ends the reading.  Without pydantic, whose import takes longer than
reading all rules.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from privaudit.errors import RuleError
from privaudit.model.estate import Place
from privaudit.yaml_text.document import Document, compose
from privaudit.yaml_text.problems import Loc, quoted

LARGEST = 4_000_000
"""Bytes of a file; the largest of our own has about 100,000."""


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule file as plain data that remembers its lines: every scalar is text, its meaning is left to who knows the key."""

    path: Path
    document: Document
    content: str

    def place(self, loc: Loc) -> Place:
        """Where something stands."""
        return Place(str(self.path), self.document.line(loc))

    def complaint(self, loc: Loc, message: str, hint: str = "") -> RuleError:
        """An error that names file, line and key."""
        return _complaint(self.place(loc), loc, message, hint)

    def phrase_complaint(self, loc: Loc, index: int, message: str, hint: str = "") -> RuleError:
        """An error about one phrase of a list, with the line where that phrase begins."""
        return _complaint(self.phrase_place(loc, index), (*loc, index), message, hint)

    def phrase_place(self, loc: Loc, index: int) -> Place:
        """Where a phrase of a list begins."""
        line = self.document.line(loc)
        rest = "\n".join(self.content.splitlines()[line - 1 :])
        at = rest.index(":") + 1
        for _ in range(index):
            at = rest.index(",", at) + 1
        blanks = len(rest[at:]) - len(rest[at:].lstrip())
        return Place(str(self.path), line + rest[: at + blanks].count("\n"))


def parse(content: bytes, path: Path) -> RuleText:
    """The rule file in `content`; `path` is what complaints name.  Raises RuleError for the first thing wrong with its form."""
    if len(content) > LARGEST:
        raise RuleError(f"the file is larger than {LARGEST:,} bytes", place=Place(str(path)))
    try:
        plain = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RuleError("the file is not in UTF-8", "Save it as UTF-8 in the editor.", Place(str(path))) from None
    document = compose(plain, scalar=str)
    if document.problems:
        first = document.problems[0]
        raise _complaint(Place(str(path), first.line), first.loc, first.says, first.hint)
    return RuleText(path, document, plain)


_MISSING: Final = "this key is missing"


@dataclass(frozen=True, slots=True)
class Entry:
    """A mapping in a rule file.  What is asked of it raises RuleError where the answer is not of the kind asked for."""

    text: RuleText
    loc: Loc
    data: dict[str, object]

    def __contains__(self, key: str) -> bool:
        return key in self.data

    def complaint(self, key: str, message: str, hint: str = "") -> RuleError:
        """An error about one of its keys."""
        return self.text.complaint((*self.loc, key), message, hint)

    def only(self, *known: str) -> None:
        """Raises RuleError for a key that is none of the known ones."""
        for key in self.data:
            if key not in known:
                raise self.complaint(key, "this key is unknown", f"Known keys: {', '.join(known)}.")

    def needed(self, key: str) -> str:
        """A text that must be there."""
        if key not in self.data:
            raise self.complaint(key, _MISSING)
        return self.optional(key) or ""

    def optional(self, key: str) -> str | None:
        """A text; None where the key is not there."""
        value = self.data.get(key)
        if key not in self.data or (isinstance(value, str) and value):
            return value if isinstance(value, str) else None
        raise self.complaint(key, "write a text here" if value else "nothing stands here")

    def phrases(self, key: str) -> str:
        """A list of phrases as one text; empty where the key is not there."""
        value = self.data.get(key, "")
        if not isinstance(value, str):
            raise self.complaint(key, "write the phrases as one text, with commas between them")
        return value

    def shaped(self, key: str, form: str, says: str) -> str:
        """A text that must be there, and be of a form."""
        value = self.needed(key)
        if not re.fullmatch(form, value):
            raise self.complaint(key, f"{quoted(value)} is not {says}")
        return value

    def pattern(self, key: str) -> str | None:
        """A regular expression of Python, if the key is there."""
        regex = self.optional(key)
        if regex is not None:
            try:
                re.compile(regex)
            except (re.error, RecursionError, OverflowError):
                raise self.complaint(key, "this is no regular expression of Python") from None
        return regex

    def one_of(self, key: str, known: Collection[str]) -> str | None:
        """One of the known words; None where the key is not there."""
        value = self.optional(key)
        if value is not None and value not in known:
            raise self.complaint(key, f"{quoted(value)} is not known here", f"Known: {', '.join(known)}.")
        return value

    def flag(self, key: str) -> bool | None:
        """True or false; None where the key is not there."""
        value = self.one_of(key, ("true", "false"))
        return None if value is None else value == "true"

    def number(self, key: str, least: float, most: float) -> float | None:
        """A number above `least` and up to `most`; None where the key is not there."""
        value = self.optional(key)
        if value is None:
            return None
        number = float(value) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,12})?(e-?[0-9]{1,2})?", value) else None
        if number is None or not least < number <= most:
            raise self.complaint(key, f"write a number above {least:g} and up to {most:g}")
        return number

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where the key is not there."""
        values = self._list(key)
        for index, value in enumerate(values):
            if not isinstance(value, str):
                raise self.text.complaint((*self.loc, key, index), "write a text here")
        return tuple(value for value in values if isinstance(value, str))

    def entries(self, key: str) -> Iterator[Entry]:
        """A list of mappings; none where the key is not there."""
        for index, value in enumerate(self._list(key)):
            yield entry_of(self.text, (*self.loc, key, index), value)

    def entry(self, key: str) -> Entry:
        """A mapping; an empty one where the key is not there."""
        return entry_of(self.text, (*self.loc, key), self.data.get(key, {}))

    def _list(self, key: str) -> list[object]:
        value = self.data.get(key, [])
        if not isinstance(value, list):
            raise self.complaint(key, "write a list here: [a, b], or one line with a dash for each")
        return value


def entry_of(text: RuleText, loc: Loc, value: object) -> Entry:
    """A value as the mapping that it should be.  Raises RuleError where it is none."""
    if not isinstance(value, dict):
        raise text.complaint(loc, "keys must stand here, each with a colon and a value")
    return Entry(text, loc, value)


def _complaint(place: Place, loc: Loc, message: str, hint: str) -> RuleError:
    key = ".".join(str(step) for step in loc)
    return RuleError(f"{key}: {message}" if key else message, hint, place)
