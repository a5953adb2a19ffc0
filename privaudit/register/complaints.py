"""What is wrong in a register in words: the key path, what was found, what would be right, and the line.

A key path names entries by what they call themselves, and only by position where they have no name:
`activities[accounts].clocks[after-contract].max`, `activities[#2].purposes[#1]`.  Positions count from one.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from privaudit.errors import PrivauditError
from privaudit.model.estate import Place
from privaudit.register import problems
from privaudit.register.grammar.file import RegisterFile
from privaudit.register.grammar.keys import FORMS
from privaudit.register.problems import MISSING, described, nearest
from privaudit.register.values import ID
from privaudit.yaml_text.document import Document
from privaudit.yaml_text.problems import Loc, Problem, clean

_NAMES = ("id", "channel")
"""The keys by which an entry of a list calls itself."""

_UNKNOWN = "is an unknown key"

_EXPECTED = {
    "string_type": "text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "list_type": "a list",
    "model_type": "a mapping of keys",
    "dict_type": "a mapping of keys",
}


def problems_of(error: ValidationError) -> Iterator[Problem]:
    """The problems that pydantic found, in our words.

    A misspelt key is one problem, not two: the absence of what it was meant to be is not told.
    """
    found = [_problem(detail) for detail in error.errors(include_url=False)]
    meant = {(*problem.loc[:-1], near) for problem in found if (near := _meant_by(problem)) is not None}
    for problem in found:
        if problem.says != MISSING or problem.loc not in meant:
            yield problem


def complaints(document: Document, shown: str, found: Iterable[Problem]) -> tuple[PrivauditError, ...]:
    """The complaints in the order of the lines, each once, without those about values that were refused already."""
    told: dict[tuple[int, str], PrivauditError] = {}
    for problem in found:
        if problem.line is None and document.refused(problem.loc):
            continue
        line = problem.line if problem.line is not None else document.line(problem.loc)
        path = key_path(document, problem.loc)
        message = f"`{path}` {problem.says}" if path else problem.says
        told.setdefault((line, message), PrivauditError(message, problem.hint, Place(shown, line)))
    return tuple(told[key] for key in sorted(told, key=lambda key: key[0]))


def key_path(document: Document, loc: Loc) -> str:
    """The way to a place as people write it."""
    path = ""
    nodes = list(document.reached(loc))
    for depth, step in enumerate(loc):
        node = nodes[depth + 1] if depth + 1 < len(nodes) else None
        if isinstance(step, str):
            path += f".{clean(step)}" if path else clean(step)
        elif node is not None:
            path += f"[{_name(node.data) or f'#{step + 1}'}]"
    return path


def _name(entry: object) -> str | None:
    """What an entry of a list calls itself, where that is fit to be shown."""
    names = (entry.get(key) for key in _NAMES) if isinstance(entry, dict) else ()
    return next((clean(name) for name in names if isinstance(name, str) and ID.fullmatch(name)), None)


def _problem(detail: ErrorDetails) -> Problem:
    loc = _loc(detail)
    match detail["type"]:
        case problems.WRONG:
            context = detail.get("ctx", {})
            at = context.get("at", "")
            return Problem((*loc, at) if at else loc, context.get("says", ""), context.get("hint", ""))
        case "missing":
            return Problem(loc, MISSING, _example(loc))
        case "too_short":
            return Problem(loc, "is an empty list", _example(loc))
        case "extra_forbidden":
            return _extra(loc)
        case kind:
            return _misfit(loc, _EXPECTED.get(kind, "something else"), detail["input"])


def _loc(detail: ErrorDetails) -> Loc:
    """The place of an error in the file; an unknown key is part of it, whatever it is called."""
    loc = detail["loc"]
    own = len(loc) - 1 if detail["type"] == "extra_forbidden" else len(loc)
    return (*(step for step in loc[:own] if step not in FORMS), *loc[own:])


def _misfit(loc: Loc, expected: str, found: object) -> Problem:
    """A value of the wrong kind."""
    example = _example(loc)
    if expected == "text" and isinstance(found, bool | int | float):
        example = f"in quotes it is text; {example}"
    return Problem(loc, f"must be {expected}, but is {described(found)}", example)


def keys_at(loc: Loc) -> frozenset[str]:
    """The keys that the grammar knows at a place."""
    return frozenset(_keys(_model_at(loc)))


def _extra(loc: Loc) -> Problem:
    key = str(loc[-1])
    known = keys_at(loc[:-1])
    near = nearest(key, known)
    return Problem(loc, _UNKNOWN, f"did you mean `{near}`?" if near else f"known here: {', '.join(sorted(known))}")


def _meant_by(problem: Problem) -> str | None:
    """The key that an unknown one is taken for: its absence is no second error."""
    return problem.hint.partition("`")[2].partition("`")[0] or None if problem.says == _UNKNOWN else None


def _example(loc: Loc) -> str:
    """A right value of the key at a place, or of the list that the place is in."""
    keys = [step for step in loc if isinstance(step, str)]
    field = _keys(_model_at(tuple(keys[:-1]))).get(keys[-1]) if keys else None
    if field is None or not field.examples:
        return ""
    return f"write {keys[-1]}: {flow(field.examples[0])}"


def flow(value: object) -> str:
    """A value as YAML on one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(flow(item) for item in value) + "]"
        case str() if value and all(char.isalnum() or char in " ._@-" for char in value):
            return value
        case _:
            return json.dumps(value, ensure_ascii=False)


@lru_cache(maxsize=1024)
def _model_at(loc: Loc) -> type[BaseModel] | None:
    """The model of the mapping at a place in the grammar."""
    model: type[BaseModel] | None = RegisterFile
    for step in loc:
        if isinstance(step, str):
            field = _keys(model).get(step)
            model = _model_in(field.annotation) if field is not None else None
    return model


def _keys(model: type[BaseModel] | None) -> dict[str, FieldInfo]:
    """The keys of a mapping as they are written."""
    return {} if model is None else {field.alias or name: field for name, field in model.model_fields.items()}


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The model within a type such as `list[Clock] | None`."""
    parts = typing.get_args(annotation)
    if not parts:
        return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None
    return next((model for part in parts if (model := _model_in(part)) is not None), None)
