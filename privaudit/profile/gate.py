"""Which rows hold something that is not counted yet: two patterns that a whole row is held against at once.

To hold a pattern against a cell costs about 100 ns, however short the cell is; to read a row of 25 cells as one text with the mark
between them, and hold one pattern against that, costs 1,300 ns instead of 2,500.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from string import digits

from sqlglot import exp

from privaudit import questions as ask
from privaudit.model.rules import DIGITS, Pattern
from privaudit.profile.automaton import Automaton, common
from privaudit.profile.forms import DIGIT_RUN
from privaudit.questions import BETWEEN_CELLS, WHITE

_NEGATED = re.compile(r"(\\.)|\[\^")
_SIGN = 2
"""Characters from which a piece that a pattern needs is rare by itself."""
RARE = "@"
_WITHOUT_DIGIT = Automaton.of(["[^\x010-9]+"])
_WITH_BLANK = Automaton.of(["[^\x01]* [^\x01]*"])


def tolerant(regex: str) -> str:
    """The pattern with white space behind it, which cheap trimming may leave there."""
    return f"(?:{regex})[{WHITE}]*"


def cell_gate(patterns: Sequence[Pattern]) -> str:
    """Fits where a cell of a row is wholly of one of the forms; never across two cells.

    The mark in front anchors every form, so the automaton stays as small as that of one cell.
    """
    forms = "|".join(f"(?:{within_a_cell(pattern.regex)})" for pattern in patterns)
    return f"{BETWEEN_CELLS}(?:{forms})[{WHITE}]*{BETWEEN_CELLS}"


def cells_of(row: exp.Expr, patterns: Sequence[Pattern]) -> list[exp.Expr]:
    """Whether a cell of the row is wholly of one of the forms: conditions of which one must hold.

    Forms of e-mail fit nearly to the end of a word before they fail: rows without the sign that they need are spared them.
    """
    rare = [pattern for pattern in patterns if pattern.needs == RARE]
    others = [pattern for pattern in patterns if pattern.needs != RARE]
    conditions = [ask.holds(row, cell_gate(others))] if others else []
    if rare:
        conditions.append(ask.case([(ask.has(row, RARE), ask.holds(row, cell_gate(rare)))], exp.false()))
    return conditions


def text_gate(patterns: Sequence[Pattern]) -> str:
    """Fits where a form may stand within a text: what each needs, or the form itself where that is in every text.

    The forms themselves, not anchored, would need an automaton of all ways in which they overlap: a hundred times slower.
    """
    return "|".join(dict.fromkeys(_sign(pattern) for pattern in patterns))


def signs(text: exp.Expr, patterns: Sequence[Pattern]) -> list[exp.Expr]:
    """Conditions of which one holds where the text is of one of the patterns, or one may stand within it.

    A dozen searches for one piece are several times faster than one pattern.
    """
    needed = pieces(tuple(patterns))
    return [exp.true()] if needed is None else [ask.has(text, piece) for piece in needed]


@lru_cache(maxsize=4)
def pieces(patterns: tuple[Pattern, ...]) -> tuple[str, ...] | None:
    """Pieces of which a text that holds one of the patterns has one at least; None where none is known of all."""
    with_digit = [pattern for pattern in patterns if pattern.needs == DIGITS or not common(Automaton.of_one(pattern.regex), _WITHOUT_DIGIT)]
    others = {pattern.needs for pattern in patterns if pattern not in with_digit}
    shortest = [piece for piece in sorted(others) if not any(other in piece and other != piece for other in others)]
    return (*(digits if with_digit else ""), *shortest) if all(others) else None


@lru_cache(maxsize=4)
def of_several_words(patterns: tuple[Pattern, ...]) -> tuple[Pattern, ...]:
    """The patterns of which a text with a blank can be."""
    return tuple(pattern for pattern in patterns if common(Automaton.of_one(pattern.regex), _WITH_BLANK))


def inner(flagged: exp.Expr, patterns: Sequence[Pattern], texts: Mapping[Pattern, exp.Expr]) -> exp.Expr:
    """Whether one of the forms stands within the texts that are to be searched for it."""
    for pattern in reversed(patterns):
        text = texts[pattern]
        found = ask.holds(text, within_a_cell(pattern.regex))
        if pattern.needs and pattern.needs != DIGITS:
            found = ask.case([(ask.has(text, pattern.needs), found)], exp.false())
        flagged = ask.case([(found, exp.true())], flagged)
    return flagged


def _sign(pattern: Pattern) -> str:
    if pattern.needs == DIGITS:
        return DIGIT_RUN
    if pattern.needs == RARE or len(pattern.needs) >= _SIGN:
        return re.escape(pattern.needs)
    return within_a_cell(pattern.regex)


def within_a_cell(regex: str) -> str:
    """The pattern, never across the mark between two cells."""
    return _NEGATED.sub(lambda found: found[1] or f"[^{BETWEEN_CELLS}", regex)
