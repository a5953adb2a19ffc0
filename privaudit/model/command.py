"""A subcommand of the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Command:
    """Each module of `commands` exports one as COMMAND.

    Either it runs: the function's parameters are the options, its docstring the help.  Or it is a group of such functions.
    """

    run: Callable[..., Any] | None = None
    group: Mapping[str, Callable[..., Any] | Command] = field(default_factory=dict)
    """Subcommands, by name: functions, or commands that run and say more."""
    help: str = ""
    """What a group is about."""
    listing: Callable[[], tuple[str, Sequence[tuple[str, str]]]] | None = None
    """What the help of a command ends with, made when somebody asks for it: a heading, then names with what they mean."""
