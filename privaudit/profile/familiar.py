"""Texts that a column has again and again: what was told of them in the first look need not be told in every row.

To recognise a text takes 30 to 60 ns, however long it is; to search through it takes 3 to 5 for each character.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from privaudit.profile.counted import Known
from privaudit.profile.forms import Forms
from privaudit.profile.shapes import Shape

LONG_ENOUGH = 24
"""Characters of a text, on average, from which it is recognised sooner than it is searched."""
COVERED = 0.8
"""The share of cells that must be such texts."""
MOST = 250
"""Texts that cells are held against, at most."""


def familiar(cells: Sequence[str], known: Known, shape: Shape | None, forms: Forms, longest: int) -> tuple[str, ...]:
    """The texts of which nearly all of these cells are, if they hold nothing that is counted and are not longer than this."""
    frequent = Counter(cells).most_common(MOST)
    again = {text: times for text, times in frequent if times > 1 and _holds_nothing(text, known, shape, forms, longest)}
    long = sum(map(len, cells)) >= LONG_ENOUGH * len(cells)
    return tuple(sorted(again)) if cells and long and sum(again.values()) >= COVERED * len(cells) else ()


def _holds_nothing(text: str, known: Known, shape: Shape | None, forms: Forms, longest: int) -> bool:
    told = forms.tell(text)
    if shape:
        return shape.fits(text) and not (shape.text and told.health)
    counted = [form for form in told.whole if form.proves or form in known.whole]
    return " " in text and len(text.encode()) <= longest and not (counted or told.inside or told.health)
