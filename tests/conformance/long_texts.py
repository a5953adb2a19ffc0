"""A text longer than what engines keep in a row."""

from __future__ import annotations

LONG = "lorem ipsum é " * 5_000 + "."
