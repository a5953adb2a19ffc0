"""The shape of the rule files: what may stand in rules/categories/<id>.yaml and rules/languages/<language>.yaml.

A complaint names the file, the line and the key; the first one ends the reading.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from privaudit import portable, validators
from privaudit.errors import RuleError
from privaudit.model.estate import Place
from privaudit.model.rules import Role
from privaudit.yaml_document import Document, Step

Kind = Literal["text", "number", "date", "boolean", "binary", "json"]
Phrases = tuple[Annotated[str, Field(min_length=1)], ...]

HITS = 2
MISSES = 1
"""How many examples of each sort a rule brings at least."""

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


def understand(document: Document, shape: type[RuleFile]) -> RuleFile:
    """The file as `shape`.  Raises RuleError for the first thing that `shape` does not know or that is missing."""
    try:
        return shape.model_validate(document.data)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_context=False)[0]
        steps: list[Step] = [step for step in first["loc"] if step != "[key]"]
        raise complaint(document, steps, _reason(first["type"], first["msg"]), _hint(first["type"], shape, steps)) from None


def complaint(document: Document, steps: list[Step], message: str, hint: str = "") -> RuleError:
    """An error that names file, line and key."""
    key = ".".join(str(step) for step in steps)
    return RuleError(f"{key}: {message}" if key else message, hint, document.place(steps))


def check_patterns(document: Document, category: CategoryFile) -> None:
    """Raises RuleError for a pattern that some engine would not understand or whose parts do not agree."""
    names: set[str] = set()
    for index, pattern in enumerate(category.patterns):
        at: list[Step] = ["patterns", index]
        if pattern.name in names:
            raise complaint(document, [*at, "name"], f"another pattern is called {pattern.name!r} too")
        names.add(pattern.name)
        fault = portable.fault(pattern.regex)
        if fault:
            raise complaint(document, [*at, "regex"], fault, "Patterns are run by RE2, PCRE, PostgreSQL and Java: see rules/README.md.")
        if pattern.validator is not None and pattern.validator not in validators.VALIDATORS:
            known = f"Known: {', '.join(validators.VALIDATORS)}."
            raise complaint(document, [*at, "validator"], f"there is no validator {pattern.validator!r}", known)
        if pattern.validator is None and pattern.chance != 1:
            hint = "Name the validator, or leave chance out."
            raise complaint(document, [*at, "chance"], "only a validator leaves something to chance", hint)


def category_id(path: Path) -> str:
    """The id that a category file's name stands for.  Raises RuleError where it is none."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*", path.stem):
        raise RuleError(f"{path.name} is no category id", "A file is called after its category: user.name.first.yaml.", Place(str(path)))
    return path.stem


def _reason(kind: str, message: str) -> str:
    reasons = {
        "extra_forbidden": "this key is unknown",
        "missing": "this key is missing",
        "too_short": f"too few examples: a rule brings at least {HITS} hits and {MISSES} miss",
    }
    return reasons.get(kind, message[:1].lower() + message[1:])


def _hint(kind: str, shape: type[BaseModel], steps: list[Step]) -> str:
    if kind == "extra_forbidden" and len(steps) == 1:
        return f"Known keys: {', '.join(shape.model_fields)}."
    if "roles" in steps:
        return f"Known roles: {', '.join(Role)}."
    return ""
