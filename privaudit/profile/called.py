"""Whether texts are how something is called, and no notes: names of persons, companies, streets and goods, lists of addresses.

Words of such names mean nothing of what they say: `Cancer Research` is no illness, nor is Mr Krebs.  In each of the languages of the
rules the long words of a name begin with a capital, and most of those of a note do not.
"""

from __future__ import annotations

import re
from collections.abc import Collection

FEWEST = 30
"""Distinct texts below which a column is a list of kinds: `Sick Leave` is how one of ten absences is called."""
_NEARLY_ALL = 0.8
_MOST_WORDS = 10
_ADDRESS = re.compile(r"\S*@\S*")
_WORD = re.compile(r"[^\W\d_]{4,}")
"""Shorter words are small in names, too: `Rue de la Gare`."""


def are_called(cells: Collection[str]) -> bool:
    """Whether nearly all distinct cells of several words are how something is called."""
    texts = {cell for cell in cells if " " in cell or "@" in cell}
    return len(texts) >= FEWEST and sum(map(_is_called, texts)) >= _NEARLY_ALL * len(texts)


def _is_called(text: str) -> bool:
    words = _WORD.findall(_ADDRESS.sub(" ", text))
    if not words:
        return "@" in text
    return len(words) <= _MOST_WORDS and all(word[0].isupper() for word in words) and not text.isupper()
