"""Options that several commands take together: a parameter that is a dataclass of options stands for all its fields."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any, get_type_hints


def ungrouped(command: Callable[..., int]) -> Callable[..., int]:
    """The command as the command line takes it: each option a parameter of its own, in the place of its group."""
    hints = get_type_hints(command, include_extras=True)
    groups = {name: kind for name, kind in hints.items() if isinstance(kind, type) and is_dataclass(kind)}

    @functools.wraps(command)
    def run(**given: Any) -> int:  # noqa: ANN401 what each option is, its own annotation says
        for name, kind in groups.items():
            given[name] = kind(**{option.name: given.pop(option.name) for option in fields(kind)})
        return command(**given)

    def parameters() -> Iterator[inspect.Parameter]:
        for name, parameter in inspect.signature(command).parameters.items():
            if name in groups:
                own = get_type_hints(groups[name], include_extras=True)
                yield from (_parameter(option.name, _default(option), own[option.name]) for option in fields(groups[name]))
            else:
                yield _parameter(name, parameter.default, hints[name])

    vars(run)["__signature__"] = inspect.Signature(list(parameters()))
    return run


def _parameter(name: str, default: object, annotation: object) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _default(option: Field[Any]) -> object:
    return inspect.Parameter.empty if option.default is MISSING else option.default
