"""Columns that are called by their place alone, as in an export that has no header."""

from __future__ import annotations

import re

_NUMBERED = re.compile(
    r"""(unnamed|no[ _]?name|col(umn|onne|onna|umna|una)?|c|f|v|x|field|feld|champ|campo|veld|pole|spalte|kolom|kolumna|expr|var)?
        [\W_]*\d+(_level_\d+)?""",
    re.VERBOSE | re.IGNORECASE,
)


def is_unnamed(name: str) -> bool:
    """Whether a column is called by its place alone: `column_4`, `c4`, `Unnamed: 4`, `Feld4`, `_c4`."""
    return _NUMBERED.fullmatch(name.strip("_ ")) is not None
