"""Identifiers and phrases cut into words, so that `EmailAddress`, `email_address` and `e-mail address` read the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from itertools import filterfalse

from privaudit.model.rules import Tokens

_PIECES = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_a-zA-Z]+")
_E_MAIL = re.compile(r"(?:(?<![A-Za-z])[eE]|(?<=[a-z])E)[-_ ]?(?:[mM]ail|MAIL)(?![a-z]*[A-Z]{2})")
_INITIALS = re.compile(r"(?<![A-Za-z])(?:[A-Z]\.){3,}|(?<![A-Za-z])(?:[A-Z]\.){2}(?=\s|$)")
"""An abbreviation with points: `C.U.I.L.`, `C.P.`."""
_SHORTEST_PIECE = 3
_LONG_BEFORE = 4
"""Letters of what stands before a joining word of two, at least."""
_LONG_END = 5
"""Letters from which the end of a word is no chance."""
_LONG_BEGINNING = 7
"""... and the beginning, before letters that are no word."""
_VOWELS = frozenset("aeiouy")
_LONG_TYPO = 7
"""Letters from which a word with one mistake is told from another word."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {letter: f"{row[max(0, at - 1) : at]}{row[at + 1 : at + 2]}" for row in _ROWS for at, letter in enumerate(row)}
"""The letters beside each on a keyboard."""
_NO_PLURALS = frozenset({"cons", "news", "pais"})
"""Words that would be others without their s: Italian `con`, English `new`, Portuguese `pai`, a father, where `pais` is a country."""
_UNSPLIT = str.maketrans(
    {"ß": "ss", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE"}
)
"""Letters that Unicode does not part into a plain one and a mark."""


def fold(text: str) -> str:
    """The text without accents, in lower case: `Prénom` -> `prenom`."""
    return plain(text).lower()


def plain(text: str) -> str:
    """The text in the plain letters that people type for it: `Straße` -> `Strasse`, `płeć` -> `plec`."""
    if text.isascii():
        return text
    return without_marks(text.translate(_UNSPLIT))


def without_marks(text: str) -> str:
    """The text without accents; what is a letter by itself stays: `ł`, `ß`."""
    return "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", text)))


def singular(word: str) -> str:
    """The word without the plural's ending.  Only good for comparing words that went through here: `status` -> `statu`."""
    if len(word) <= 3 or not word.endswith("s") or word.endswith("ss") or word in _NO_PLURALS:  # noqa: PLR2004 shorter ones are abbreviations
        return word
    return word[:-1]


def singulars(word: str) -> tuple[str, ...]:
    """What a word that went through `singular` may be in English: itself, salary for `salarie`, address for `addresse`."""
    return (word, f"{word[:-2]}y", word[:-1]) if word.endswith("ie") else (word, word[:-1]) if word.endswith("e") else (word,)


@lru_cache(maxsize=65536)
def tokens(identifier: str) -> Tokens:
    """The words of an identifier or a phrase, folded and in the singular: `llx_BirthDate2` -> llx, birth, date, 2.

    camelCase, snake_case, digits and any mark that is no letter part the words; e-mail is one word, and so is `C.U.I.L.`.
    """
    written = _E_MAIL.sub("Email", plain(identifier))
    if "." in written:
        written = _INITIALS.sub(lambda found: found[0].replace(".", ""), written)
    return tuple(singular(fold(piece)) for piece in _PIECES.findall(written))


def unglue(word: str, known: Collection[str]) -> Tokens:
    """A word cut into known words that fill it wholly, as few as possible; else itself.

    `dateofbirth` -> date, of, birth, where those are known.  Pieces have three letters at least, so that words do not fall to
    crumbs; a word of two pieces may have one of two (`dtnaissance`).
    """
    if word in known or not word.isalpha():
        return (singular(word),)
    return _fewest_pieces(word, known) or _two_pieces(word, known) or _after_two_letters(word, known) or (word,)


def unjoin(word: str, known: Collection[str], joining: Collection[str]) -> Tokens:
    """A word cut into known words with joining ones of two letters between: `luogodinascita` -> luogo, di, nascita; else itself."""
    for at in range(_LONG_BEFORE, len(word) - _SHORTEST_PIECE - 1):
        before, join, after = _piece(word[:at], known), word[at : at + 2], word[at + 2 :]
        if before is None or join not in joining:
            continue
        rest = _fewest_pieces(after, known) or unjoin(after, known, joining)
        if len(rest) > 1 or rest[0] in known:
            return (before, join, *rest)
    return (word,)


def respelled(word: str, known: Collection[str]) -> str:
    """The one known word that a long unknown one is but for a slip of the fingers (`situtation`, `maissance`); else itself.

    A slip is two letters that changed places, a letter missing or typed again within the word, or one for its neighbour on the
    keyboard: what differs otherwise is another word (`context`, `reduction`).
    """
    if len(word) < _LONG_TYPO or not word.isalpha():
        return word
    cuts = [(word[:at], word[at:]) for at in range(len(word))]
    near = {before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1}
    near |= {before + after[1:] for before, after in cuts[1:] if after[0] in before[-2:] + after[1:3]}
    near |= {before + letter + after for before, after in cuts[1:] for letter in _LETTERS}
    near |= {before + letter + after[1:] for before, after in cuts for letter in _BESIDE.get(after[0], "")}
    found = [one for one in near if one in known]
    return found[0] if len(found) == 1 else word


def end_of(word: str, known: Collection[str]) -> Tokens:
    """A word cut before a long known word at its end: `contphone` -> cont, phone; else itself."""
    for start in range(2, len(word) - _LONG_END + 1):
        if word[start:] in known:
            return (word[:start], word[start:])
    return (word,)


def beginning_of(word: str, known: Collection[str]) -> Tokens:
    """A word cut behind a long known one where an abbreviation follows, without a vowel: `bemerkungstv` -> bemerkung, stv; else itself."""
    for cut in range(len(word) - 4, len(word) - 1):
        rest = word[cut:]
        if cut >= _LONG_BEGINNING and word[:cut] in known and not _VOWELS.intersection(rest):
            return (word[:cut], rest)
    return (word,)


def _fewest_pieces(word: str, known: Collection[str]) -> Tokens | None:
    """As few pieces as possible, and among those the ones whose shortest is longest: form and name, not for and mname."""
    best: list[Tokens | None] = [()] + [None] * len(word)
    for end in range(_SHORTEST_PIECE, len(word) + 1):
        for start in range(end - _SHORTEST_PIECE + 1):
            before, piece = best[start], _piece(word[start:end], known)
            if before is None or piece is None:
                continue
            here = best[end]
            if here is None or (len(before) + 1, -min(map(len, (*before, piece)))) < (len(here), -min(map(len, here))):
                best[end] = (*before, piece)
    return best[-1]


def _piece(part: str, known: Collection[str]) -> str | None:
    """The part as a known word; a long one may be a plural."""
    if part in known:
        return part
    whole = singular(part)
    return whole if whole in known and len(whole) > _SHORTEST_PIECE else None


def _two_pieces(word: str, known: Collection[str]) -> Tokens | None:
    for cut in (2, len(word) - 2):
        pieces = (word[:cut], singular(word[cut:]))
        if all(piece in known for piece in pieces) and max(map(len, pieces)) > _SHORTEST_PIECE:
            return pieces
    return None


def _after_two_letters(word: str, known: Collection[str]) -> Tokens | None:
    """As `ippreviouslogin`: a known word of two letters before at least two long ones."""
    rest = _fewest_pieces(word[2:], known) if word[:2] in known else None
    return (word[:2], *rest) if rest is not None and len(rest) > 1 and min(map(len, rest)) > _SHORTEST_PIECE else None
