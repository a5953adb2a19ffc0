"""Cells as machines read them: exact, and the same at every run."""

from __future__ import annotations

import base64
from datetime import date, datetime, time
from decimal import Decimal


def plain(value: object) -> str | int | float | bool | None:
    """A cell as JSON holds it: numbers and flags of a typed source stay such, days are ISO texts, bytes are base64."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    # A decimal number as JSON's would lose its digits in most readers.
    return str(value) if not isinstance(value, Decimal) else format(value, "f")


def text(value: object) -> str:
    """A cell as text; nothing for no value."""
    found = plain(value)
    if isinstance(found, bool):
        return "true" if found else "false"
    return "" if found is None else str(found)
