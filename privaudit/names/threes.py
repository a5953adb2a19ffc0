"""Tables whose names are words of three letters each, glued together: `nomemp, cedemp, fecnac` for nombre, cédula, fecha de nacimiento."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from string import digits

from privaudit.model.estate import Table
from privaudit.model.rules import Role, Tokens, Vocabulary
from privaudit.names.speech import Speech
from privaudit.words import tokens

_SIZE = 3
_FEWEST = 4
"""Names so made from which a table's manner can be told from chance."""
_BEGINNINGS = 3
"""Different beginnings among them, at least: all that begin alike have a prefix instead."""
_SHARED = 3
"""... and names that end as another does."""
_SHARE = 0.5
"""... and the share of all names."""


def written_out(names: Sequence[str], threes: Mapping[str, Tokens], known: Collection[str], label: Tokens = ()) -> dict[str, str]:
    """The names of a table that are made so, each with its words in full; empty where that is not the table's manner.

    `threes` are the short forms of the language, `known` the words that stand as they are, `label` those of the table's name:
    `per` after a first word is a period in a table of periods.
    """
    own = {word[:_SIZE]: (word,) for word in label if len(word) > _SIZE}
    cut = {name: pieces for name in _glued(names) if (pieces := _cut(name, threes, known, own))}
    ends = Counter(name[-_SIZE:].lower() for name in cut)
    alike = sum(count for count in ends.values() if count > 1)
    if len(cut) < _least(names) or alike < _SHARED:
        return {}
    return {name: "_".join(pieces) for name, pieces in cut.items()} if len({name[:_SIZE] for name in cut}) >= _BEGINNINGS else {}


def columns_of(table: Table, speech: Speech, label: Tokens) -> dict[str, str]:
    """The columns of a table that are called so, each with its words in full."""
    return written_out([column.name for column in table.columns], speech.threes, speech.tokens, label)


def is_code_of_a_list(name: str, plain: str, speech: Speech) -> bool:
    """Whether a name is that of the code of an entry in a list: `codciu` of a town, and neither `codper` nor `codpos`."""
    first, *others = (speech.roles_of(word) for word in tokens(plain))
    return Role.CODE in first and name.lower() not in speech.threes and not any(Role.PERSON in roles for roles in others)


def words_of(names: Sequence[str], vocabularies: Iterable[Vocabulary]) -> frozenset[str]:
    """The words that the names of a table are made of, in the language that knows most of them; empty where they are not made so."""
    if not _glued(names):
        return frozenset()
    read = (written_out(names, one.threes, one.tokens) for one in vocabularies)
    told = (frozenset(chain.from_iterable(name.split("_") for name in found.values())) for found in read if found)
    return max(told, key=lambda found: sum(len(word) > _SIZE for word in found), default=frozenset())


def _least(names: Sequence[str]) -> float:
    """How many names must be made so."""
    return max(_FEWEST, _SHARE * len(names))


def _glued(names: Sequence[str]) -> Sequence[str]:
    """The names that may be made so, by their lengths and letters; none where they are too few."""
    found = [name for name in names if len(name) % _SIZE == 0 and _is_plain(name)]
    return found if len(found) >= _least(names) else ()


def _is_plain(name: str) -> bool:
    """Whether a name is more than three letters of one case, with or without digits behind them."""
    letters = name.rstrip(digits)
    return len(letters) > _SIZE and letters.isalpha() and (letters.islower() or letters.isupper())


def _cut(name: str, threes: Mapping[str, Tokens], known: Collection[str], own: Mapping[str, Tokens]) -> Tokens:
    """The words of a name, which begins with a short form; empty where it does not, or is a word itself."""
    low = name.lower()
    letters = low.rstrip(digits)
    first = _short(letters, threes) if low not in known or low in threes else ""
    if not first:
        return ()
    rest = _pieces(letters[len(first) :], {**threes, **own}, known, first)
    return (*threes[first], *rest, *filter(None, (low[len(letters) :],)))


def _pieces(letters: str, threes: Mapping[str, Tokens], known: Collection[str], first: str) -> Iterator[str]:
    """The words that letters stand for; what stands twice is something else the second time."""
    said = {first}
    rest = letters
    while rest:
        short = _short(rest, threes)
        short = "" if short in said else short
        piece = short or (rest if rest in known else rest[:_SIZE])
        yield from threes[short] if short else (piece,)
        said.add(piece)
        rest = rest[len(piece) :]


def _short(letters: str, threes: Mapping[str, Tokens]) -> str:
    """The longest short form that letters begin with; empty where they begin with none."""
    return next((letters[: size * _SIZE] for size in (3, 2, 1) if letters[: size * _SIZE] in threes), "")
