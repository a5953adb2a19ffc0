"""What the nodes of questions really are: one module per dialect, its file name as SQLAlchemy calls it, each exporting DIALECT."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from privaudit.lowering._dialect import Dialect


@cache
def names() -> tuple[str, ...]:
    """The dialects that questions can be asked in."""
    return tuple(sorted(found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_")))


def of(name: str) -> Dialect:
    """The dialect of that name.  Raises KeyError where there is none."""
    if name not in names():
        raise KeyError(name)
    # Only this one: the local engine needs no other, and --help none.
    dialect: Dialect = importlib.import_module(f"{__name__}.{name}").DIALECT
    return dialect
