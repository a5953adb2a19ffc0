"""What makes two values the same contact."""

from __future__ import annotations

from enum import StrEnum


class ContactKind(StrEnum):
    """By which rules two values are the same contact."""

    EMAIL = "email"
    PHONE = "phone"
    KEY = "key"
    """Equal after trimming."""
