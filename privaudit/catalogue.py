"""A folder of modules as a catalogue: the file name is the id, a hyphen in an id is an underscore in the file name."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType
from typing import TypeVar

Kind = TypeVar("Kind")


def load(package: ModuleType, attribute: str, kind: type[Kind]) -> dict[str, Kind]:
    """The entries of a catalogue folder by id, in alphabetical order.

    Each module of `package` whose name does not begin with an underscore exports one `attribute` of type `kind`.

    Raises TypeError where a module exports none: that is a mistake in the package, not of the user.
    """
    found: dict[str, Kind] = {}
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda info: info.name):
        if module.name.startswith("_"):
            continue
        entry = getattr(importlib.import_module(f"{package.__name__}.{module.name}"), attribute, None)
        if not isinstance(entry, kind):
            message = f"{package.__name__}.{module.name} exports no {attribute} of type {kind.__name__}"
            raise TypeError(message)
        found[module.name.replace("_", "-")] = entry
    return found
