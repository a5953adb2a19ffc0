"""A folder of modules as a catalogue: the file name is the id, a hyphen in an id is an underscore in the file name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import TypeVar

Kind = TypeVar("Kind")


def load(package: ModuleType, attribute: str, kind: type[Kind]) -> Mapping[str, Kind]:
    """The entries of a catalogue folder by id, in alphabetical order; each is imported when it is first asked for.

    Each module of `package` whose name does not begin with an underscore exports one `attribute` of type `kind`.  An entry raises
    TypeError where its module exports none: that is a mistake in the package, not of the user.
    """
    return _Catalogue(package, attribute, kind)


class _Catalogue(Mapping[str, Kind]):
    def __init__(self, package: ModuleType, attribute: str, kind: type[Kind]) -> None:
        self._attribute = attribute
        self._kind = kind
        names = sorted(module.name for module in pkgutil.iter_modules(package.__path__) if not module.name.startswith("_"))
        self._modules = {name.replace("_", "-"): f"{package.__name__}.{name}" for name in names}

    def __getitem__(self, key: str) -> Kind:
        module = self._modules[key]
        entry = getattr(importlib.import_module(module), self._attribute, None)
        if not isinstance(entry, self._kind):
            message = f"{module} exports no {self._attribute} of type {self._kind.__name__}"
            raise TypeError(message)
        return entry

    def __contains__(self, key: object) -> bool:
        return key in self._modules

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)
