"""Whether the texts of a row hold nothing at all: one search through all of them at once.

The search looks for words of health, and in columns of free text for whatever a form shows itself by: a digit, an `@`, ...  Few rows
of a table have any of these, as a rule; only the texts of those are told cell by cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlglot import exp

from privaudit import questions as ask
from privaudit.lists import health_words
from privaudit.model.rules import Pattern
from privaudit.profile import gate
from privaudit.profile.counted import CUT, Known
from privaudit.questions import BETWEEN_CELLS, WHITE
from privaudit.words import without_marks

_BEHIND = "\x1e"
"""What the texts stand behind in which a form may hide.  One that is a cell's own only makes more of the row be looked at."""
_NEVER = "\x1d"
"""A row with this character is never quiet, so that a pattern can go on over everything else."""


def signs(known: Known, forms: Sequence[Pattern]) -> tuple[str, ...] | None:
    """Pieces of which every cell of several words has one, if it holds a form, or one that is counted; None where there are no such."""
    if not known.texts:
        return None
    return gate.pieces(tuple(dict.fromkeys((*forms, *gate.of_several_words(known.whole)))))


def texts(settled: Sequence[tuple[exp.Expr, bool]], free: Sequence[exp.Expr]) -> exp.Expr:
    """The texts of a row, those of which a shape says that they hold no form before those of which nothing is known.

    Of a cell that need not have a blank only that is a text which has one: beside it stands whether each does.
    """
    heard = [cell if spaced else ask.case([(ask.has(cell, " "), cell)], exp.null()) for cell, spaced in settled]
    return ask.side_by_side([*heard, ask.text(_BEHIND), *free])


def is_quiet(row: exp.Expr, pieces: Iterable[str], free: Sequence[tuple[exp.Expr, int]]) -> exp.Expr:
    """Whether nothing hides in these texts, and each free one is of several words and not longer than the size beside it."""
    needed = tuple(dict.fromkeys(pieces))
    longer = [(exp.GT(this=ask.size(cell), expression=ask.number(longest)), exp.false()) for cell, longest in free]
    short = exp.LTE(this=ask.size(row), expression=ask.number(CUT))
    # To take off accents costs five times as much as the search, and a text of ASCII has none.
    plain = exp.EQ(this=ask.size(row), expression=ask.length(row))
    bare = ask.case([(plain, row)], ask.unmarked(row))
    # The words of a sound are cut short: an ordinary word that begins as one of them does breaks no quiet.  A piece is found sooner
    # by itself than by the pattern of all that may hide, which takes as long as the sound.
    found = [(ask.has(cell, piece), exp.false()) for cell, _ in free for piece in needed]
    silent = ask.case(
        [(exp.not_(ask.holds(bare, sound(needed))), exp.true()), *found, (ask.holds(bare, hiding(needed)), exp.false())],
        exp.not_(speaks_of_health(row)),
    )
    return ask.case([*longer, (short, silent)], exp.false())


def speaks_of_health(text: exp.Expr) -> exp.Expr:
    """Whether a text has a word of health."""
    bare = ask.joined(ask.text(" "), ask.unmarked(text), ask.text(" "))
    return exp.or_(*(ask.holds(bare, pattern) for pattern in health_words.patterns()))


def sound(pieces: Iterable[str]) -> str:
    """What may break the quiet in a row without accents: whatever begins as a word of health does, or where a form may hide."""
    return f"{health_words.pattern_of_any_case()}|{hiding(pieces)}"


def hiding(pieces: Iterable[str]) -> str:
    """Where a form may hide in a row without accents: a piece, a cell of one word, or white space around a cell."""
    mark, white = BETWEEN_CELLS, f"[{WHITE}]"
    plain = sorted({form for piece in pieces for form in (piece, without_marks(piece.lower()))})
    single = "".join(f"\\{piece}" if piece in r"\^-[]" else piece for piece in plain if len(piece) == 1)
    longer = ["".join(f"\\{char}" if char in r"\^$.|?*+()[]{}-/" else char for char in piece) for piece in plain if len(piece) > 1]
    hidden = "|".join([*([f"[{single}]"] if single else []), *longer, f"{white}{mark}", f"{mark}{white}", f"{mark}[^ {mark}]+{mark}"])
    return f"{_NEVER}|{_BEHIND}[^{_NEVER}]*({hidden})"
