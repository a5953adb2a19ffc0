"""The shape of the rule files: what may stand in rules/categories/<id>.yaml and rules/languages/<language>.yaml.

A complaint names the file, the line and the key; the first one ends the reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from privaudit import portable, validators
from privaudit.errors import RuleError
from privaudit.model.estate import Place
from privaudit.model.rules import Role
from privaudit.yaml_text.document import Document, compose
from privaudit.yaml_text.problems import Loc

Kind = Literal["text", "number", "date", "boolean", "binary", "json"]


def _cut(value: object) -> object:
    """One text with commas as its phrases: tens of thousands of phrases load several times faster so than as a YAML list."""
    if not isinstance(value, str):
        raise PydanticCustomError("phrases", "write the phrases as one text, with commas between them")
    return tuple([phrase.strip() for phrase in value.split(",")])


Phrases = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], BeforeValidator(_cut)]

HITS = 2
MISSES = 1
"""How many examples of each sort a rule brings at least."""
LARGEST = 4_000_000
"""Bytes of a file; the largest of our own has about 64,000."""

_STRICT = ConfigDict(extra="forbid", frozen=True)


class ValueExamples(BaseModel):
    """Values that a pattern matches, check digit included, and near ones that it does not."""

    model_config = _STRICT
    hit: tuple[str, ...] = Field(min_length=HITS)
    miss: tuple[str, ...] = Field(min_length=MISSES)


class PatternEntry(BaseModel):
    """One entry under `patterns`."""

    model_config = _STRICT
    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    regex: str = Field(min_length=1)
    needs: str = Field(default="", max_length=8)
    inside: bool = False
    validator: str | None = None
    chance: float = Field(default=1.0, gt=0, le=1)
    proves: bool = False
    weight: float = Field(default=1.0, gt=0, le=1)
    examples: ValueExamples


class ColumnExample(BaseModel):
    """A column as `table.column`, with what stands around it."""

    model_config = _STRICT
    column: str = Field(pattern=r"^[^.]+\.[^.]+$")
    type: str = "VARCHAR"
    comment: str = ""
    beside: tuple[str, ...] = ()


class ColumnExamples(BaseModel):
    """Columns that hold the category, and near ones that do not."""

    model_config = _STRICT
    hit: tuple[ColumnExample, ...] = Field(min_length=HITS)
    miss: tuple[ColumnExample, ...] = Field(min_length=MISSES)


class CategoryFile(BaseModel):
    """rules/categories/<id>.yaml."""

    model_config = _STRICT
    title: str = Field(min_length=1)
    dpv: str = Field(pattern=r"^(pd|dpv):[A-Za-z]+$")
    group: Literal["special", "criminal"] | None = None
    like: str | None = None
    law: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    complete: bool = False
    shortest: int = Field(default=0, ge=0)
    strong: Phrases = ()
    weak: Phrases = ()
    patterns: tuple[PatternEntry, ...] = ()
    examples: ColumnExamples


class WordLists(BaseModel):
    """The words that a language adds to one category."""

    model_config = _STRICT
    strong: Phrases = ()
    weak: Phrases = ()


class LanguageFile(BaseModel):
    """rules/languages/<language>.yaml."""

    model_config = _STRICT
    title: str = Field(min_length=1)
    fillers: Phrases = ()
    roles: dict[Role, Phrases] = Field(default_factory=dict)
    words: dict[str, WordLists] = Field(default_factory=dict)


RuleFile = TypeVar("RuleFile", CategoryFile, LanguageFile)


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule file as plain data that remembers its lines: every scalar is text, its meaning is left to who knows the key."""

    path: Path
    document: Document
    content: str

    def complaint(self, loc: Loc, message: str, hint: str = "") -> RuleError:
        """An error that names file, line and key."""
        return _complaint(Place(str(self.path), self.document.line(loc)), loc, message, hint)

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


def understand(text: RuleText, shape: type[RuleFile]) -> RuleFile:
    """The file as `shape`.  Raises RuleError for the first thing that `shape` does not know or that is missing."""
    try:
        return shape.model_validate(text.document.root.data)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_context=False)[0]
        loc = tuple(step for step in first["loc"] if step != "[key]")
        raise text.complaint(loc, _reason(first["type"], first["msg"]), _hint(first["type"], shape, loc)) from None


def check_patterns(text: RuleText, category: CategoryFile) -> None:
    """Raises RuleError for a pattern that some engine would not understand or whose parts do not agree."""
    names: set[str] = set()
    for index, pattern in enumerate(category.patterns):
        at: Loc = ("patterns", index)
        if pattern.name in names:
            raise text.complaint((*at, "name"), f"another pattern is called {pattern.name!r} too")
        names.add(pattern.name)
        fault = portable.fault(pattern.regex)
        if fault:
            raise text.complaint((*at, "regex"), fault, "Patterns are run by RE2, PCRE, PostgreSQL and Java: see rules/README.md.")
        if pattern.validator is not None and pattern.validator not in validators.VALIDATORS:
            known = f"Known: {', '.join(validators.VALIDATORS)}."
            raise text.complaint((*at, "validator"), f"there is no validator {pattern.validator!r}", known)
        if pattern.validator is None and pattern.chance != 1:
            hint = "Name the validator, or leave chance out."
            raise text.complaint((*at, "chance"), "only a validator leaves something to chance", hint)


def category_id(path: Path) -> str:
    """The id that a category file's name stands for.  Raises RuleError where it is none."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*", path.stem):
        raise RuleError(f"{path.name} is no category id", "A file is called after its category: user.name.first.yaml.", Place(str(path)))
    return path.stem


def _complaint(place: Place, loc: Loc, message: str, hint: str) -> RuleError:
    key = ".".join(str(step) for step in loc)
    return RuleError(f"{key}: {message}" if key else message, hint, place)


def _reason(kind: str, message: str) -> str:
    reasons = {
        "extra_forbidden": "this key is unknown",
        "missing": "this key is missing",
        "too_short": f"too few examples: a rule brings at least {HITS} hits and {MISSES} miss",
    }
    return reasons.get(kind, message[:1].lower() + message[1:])


def _hint(kind: str, shape: type[BaseModel], loc: Loc) -> str:
    if kind == "extra_forbidden" and len(loc) == 1:
        return f"Known keys: {', '.join(shape.model_fields)}."
    if "roles" in loc:
        return f"Known roles: {', '.join(Role)}."
    return ""
