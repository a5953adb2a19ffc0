"""What a schema puts before or after most names, and that says nothing: `llx_user`, `KDNAME`, `cli_nom`, `villeloc`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from privaudit.words import tokens

_FEW = 4
"""Names from which a prefix can be told from chance."""
_SHARED = 0.6
"""The share of names that have a prefix set apart by a mark."""
_GLUED = 0.75
"""... and of those that have one without."""
_ENDING = 0.5
"""... and of those that end in what is short for the table's name."""
_TOLD = 4
"""One of so many endings leaves a known word, at least."""
_END = 3
"""Letters of what one name alone ends in, and of what is left then, at least."""
_LONGEST = 8
_SHORTEST = 2
"""Letters of a name cut short."""
_PIECE = re.compile(rf"(.[^_]{{0,{_LONGEST - 2}}}_|[a-z]{{2,{_LONGEST}}}(?=[A-Z]))")
_LENGTHS = (4, 3, 2)
_OLD = 8
"""Letters of the longest name in a file of old."""


def marked_prefix(names: Sequence[str]) -> str:
    """The piece before the first underscore or capital that most names share, in lower case with the underscore; else nothing."""
    pieces = Counter(found[1].lower() for name in names if (found := _PIECE.match(name)))
    return _most(pieces, len(names), _SHARED)


def is_short_for(piece: str, label: str, least: int = _SHORTEST) -> bool:
    """Whether a piece is a name cut short: its letters stand in the name in order, the first at its beginning (`lab`, `pat`, `frm`)."""
    letters = iter(label.lower())
    return len(piece) >= least and label[:1].lower() == piece[0] and all(letter in letters for letter in piece)


def glued_prefix(names: Sequence[str], known: Collection[str] = ()) -> str:
    """The first letters that most names share, in lower case; else nothing.

    Capitals of one short length are the manner of old files (`KDNAM1`, `KDPLZ`); elsewhere the letters must hide `known` words.
    """
    whole = [name.lower() for name in names if name.isalnum() and (name.isupper() or name.islower())]
    old = all(name.isupper() and len(name) <= _OLD for name in names)
    for length in _LENGTHS:
        prefix = _most(Counter(name[:length] for name in whole if len(name) > length + 1), len(names), _GLUED)
        if prefix and old:
            return prefix
        if prefix:
            rest = [name.removeprefix(prefix) for name in whole]
            found = sum(word in known for word in rest)
            if found > 1 and found * 4 >= len(rest) and found > sum(name in known for name in whole):
                return prefix
    return ""


def glued_suffix(names: Sequence[str], label: str, known: Collection[str], words: Collection[str] = ()) -> str:
    """The last letters that most names share and that are short for the table's name or one of its words, in lower case; else nothing.

    `nomloc, villeloc, sexeloc` of `locataire`: what is left must be `known` words, which the whole names are not.
    """
    whole = [name.lower() for name in names if name.isalnum() and (name.isupper() or name.islower())]
    if len(whole) < _ENDING * len(names):
        return ""
    for length in range(_LONGEST, 0, -1):
        ends = Counter(name[-length:] for name in whole if len(name) > length + 1)
        suffix = _most(ends, len(names), _ENDING)
        if not suffix or not _is_short_for_any(suffix, label, words):
            continue
        named = [name for name in whole if name.endswith(suffix) and len(name) > length + 1]
        found = sum(name.removesuffix(suffix) in known for name in named)
        plain = sum(name in known or name.removesuffix("s") in known for name in named)
        if found > max(1, plain) and found * _TOLD >= len(named):
            return suffix
    return ""


def marked_suffix(names: Sequence[str], label: str, known: Collection[str], words: Collection[str] = ()) -> str:
    """The piece after the last underscore that most names share, with the underscore, where it is no `known` word; else nothing.

    Or all words of the table's name, where they are several: `date_absence_eleve` of `absences_eleves`.
    """
    if whole := _whole_suffix(names, label):
        return whole
    pieces = Counter(f"_{end}" for name in names if (end := name.lower().rpartition("_")[2]) != name.lower())
    suffix = _most(pieces, len(names), _ENDING)
    return suffix if suffix[1:] not in known and _is_short_for_any(suffix[1:], label, words) else ""


def _whole_suffix(names: Sequence[str], label: str) -> str:
    """The words of a table's name, each in the singular or the plural, in which most names end; else nothing."""
    own = tokens(label)
    pieces = len(label.strip("_").split("_"))
    ends = ("_".join(name.lower().split("_")[-pieces:]) for name in names if name.count("_") >= pieces)
    found = Counter(end for end in ends if tokens(end) == own) if len(own) > 1 else Counter[str]()
    suffix = _most(found, len(names), _ENDING)
    return f"_{suffix}" if suffix else ""


def _is_short_for_any(piece: str, label: str, words: Collection[str]) -> bool:
    """Whether a piece is short for a table's name, or begins one of its words."""
    return is_short_for(piece, label, least=1) or (len(piece) >= _END and any(word.startswith(piece) for word in words))


def own_end(name: str, label: str, words: Collection[str], known: Collection[str]) -> str:
    """The last letters of one glued name that are short for its table's name or a word of it, where a `known` word is left; else nothing.

    `prenomins` of `suivisinstruction`, `emailrefpresta` of `refsprestas`.
    """
    glued = name.rpartition("_")[2].lower()
    if not glued.isalpha() or glued in known:
        return ""
    for cut in range(_END, len(glued) - _END + 1):
        end = glued[cut:]
        if glued[:cut] in known and _is_short_for_any(end, label, words):
            return end
    return ""


def without_end(name: str, suffix: str) -> str:
    """The name without the suffix, unless nothing is left then."""
    return name[: -len(suffix)] if suffix and name.lower().endswith(suffix) and len(name) > len(suffix) + 1 else name


def without(name: str, prefix: str) -> str:
    """The name without the prefix, unless nothing is left then."""
    return name[len(prefix) :] if prefix and name.lower().startswith(prefix) and len(name) > len(prefix) else name


def _most(pieces: Counter[str], names: int, share: float) -> str:
    (piece, count), *_ = pieces.most_common(1) or [("", 0)]
    return piece if names >= _FEW and count >= share * names else ""
