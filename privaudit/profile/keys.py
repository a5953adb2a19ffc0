"""The keys of what programs write into cells, as JSON: they say what stands there, as the names of columns do.

Only what most of some cells have counts as a key: one of a single cell may be somebody's data.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice

from privaudit.delimited.headers import is_value

FEWEST = 3
"""Cells below which a key may be anybody's."""
_SOME = 100
_OFTEN = 0.3
"""The share of the cells that must have a key."""
_MOSTLY = 0.8
_OBJECT = re.compile(r'\s*(\[\s*)?\{\s*"')
_KEY = re.compile(r'[{,]\s*"([A-Za-z_][\w. -]{0,40})"\s*:')


def keys(cells: Iterable[str]) -> Mapping[str, float]:
    """The keys that most of some cells share, each with the share of these cells that have it; nothing where most are no objects."""
    texts = list(islice(dict.fromkeys(cells), _SOME))
    if len(texts) < FEWEST or sum(_OBJECT.match(text) is not None for text in texts) < _MOSTLY * len(texts):
        return {}
    found = Counter(key for text in texts for key in dict.fromkeys(_KEY.findall(text)))
    return {key: count / len(texts) for key, count in found.items() if count >= max(FEWEST, _OFTEN * len(texts)) and not is_value(key)}
