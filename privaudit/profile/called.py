"""Whether texts are how something is called, and no notes; and whether they cannot be names of persons.

Names of persons, companies, streets and goods, and lists of addresses, are no notes.  Words of such names mean nothing of what they say:
`Cancer Research` is no illness, nor is Mr Krebs.  In each of the languages of the rules the long words of a name begin with a capital,
and most of those of a note do not.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import islice

from privaudit.lists import word_lists

FEWEST = 30
"""Distinct texts below which a column is a list of kinds: `Sick Leave` is how one of ten absences is called."""
_NEARLY_ALL = 0.8
_MOST_WORDS = 10
_SOME = 50
"""Distinct cells of which it is asked whether they may be names."""
_FEW = 5
"""Distinct texts below which they may be the states of something, where they come again and again."""
_AGAIN = 20
_IN_THREE = 3
"""A code has at least one digit in three characters."""
_ADDRESS = re.compile(r"\S*@\S*")
_SIGN = re.compile(r"[\[\]{}=\\]")
"""What no name of a person has."""
_DIGIT = re.compile("[0-9]")
_CAPITALISED = re.compile(r"[^\W\d_a-z][a-z]{2,}")
"""A name beside a number or a day: `Muster 0612345678`."""
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


def are_no_names(cells: Collection[str]) -> bool:
    """Whether the cells cannot be names of persons: nearly all are codes, or few words come again and again, as `yes` and `no` do."""
    texts = list(islice(dict.fromkeys(cells), _SOME))
    if not texts:
        return False
    if sum(map(_is_code, texts)) >= _NEARLY_ALL * len(texts):
        return True
    states = len(texts) < _FEW and len(cells) >= _AGAIN * len(texts)
    return states and 2 * sum(map(_is_known, texts)) <= len(texts)


def _is_code(text: str) -> bool:
    if _SIGN.search(text):
        return True
    return len(_DIGIT.findall(text)) * _IN_THREE >= len(text) and _CAPITALISED.search(text) is None


def _is_known(text: str) -> bool:
    return word_lists.is_first_name(text) or word_lists.is_last_name(text) or word_lists.is_full_name(text)
