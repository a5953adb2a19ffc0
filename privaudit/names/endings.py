"""Words that are also the endings of others: Portuguese `idade`, an age, in `finalidade`, a purpose."""

from __future__ import annotations

_OF_NOUNS = ("idade", "edad")
"""Endings of nouns for what something is like."""
_JOINED_BY = ("a", "e", "o")
"""Letters in which the words end that stand before such a word when it means itself: `grupoedad`."""


def is_one(before: str, last: str) -> bool:
    """Whether the last piece of a glued name is but the ending of a noun, by the letter before it."""
    return last in _OF_NOUNS and not before.endswith(_JOINED_BY)
