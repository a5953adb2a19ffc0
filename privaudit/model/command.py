"""A subcommand of the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Command:
    """Each module of `commands` exports one as COMMAND; its parameters are the options, its docstring the help."""

    run: Callable[..., Any]
