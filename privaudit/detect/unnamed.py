"""Columns whose name says nothing, as in an export without a header: there the other values of a row say whose it is.

A name that nobody can read, as a program abbreviates it (`Sx.`), says nothing too, but that the column is no number of its place.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from privaudit.detect import birth_dates
from privaudit.detect.birth_dates import Likeness
from privaudit.detect.candidate import Candidate, Candidates
from privaudit.detect.form_shares import FormShare
from privaudit.model.estate import Column
from privaudit.model.profile import ColumnProfile
from privaudit.model.rules import Rulebook, is_within, is_within_any
from privaudit.model.verdicts import ColumnVerdict, EvidenceKind
from privaudit.names.table_kind import Kind, TableContext

NEARLY_ALL = 0.8
"""The share of values that must be of a form that proves nothing."""
MOST = 0.5
"""... of one that is an indication wherever nearly all values have it: the lines of addresses are written in many ways."""
WEIGHT = 0.6
"""What such a form adds to the score, in the row of a person."""
_BIRTH = "user.demographic.date_of_birth"
_OF_A_PERSON = ("user.name", "user.government_id", "user.contact.email", _BIRTH)
"""What shows a person by itself; two kinds of it, or one and two columns that would agree with it."""
_CLEAR = ("user.demographic.gender", "user.name", "user.contact.phone_number")
"""Categories whose forms few other columns of a person's row have: a postal code looks like an amount."""
_SHOWN = 2


def show_persons(alone: Collection[ColumnVerdict], together: Collection[ColumnVerdict]) -> bool:
    """Whether the columns show that each row is a person: as they stand `alone`, and what others say `together` with them."""
    categories = {one.category for one in alone if one.verdict.personal and one.category is not None}
    shown = sum(any(is_within(category, kind) for category in categories) for kind in _OF_A_PERSON)
    agreeing = {one.category for one in together if one.verdict.personal} - categories
    return shown >= _SHOWN or (shown > 0 and len(agreeing) >= _SHOWN)


def is_unread(column: Column, context: TableContext) -> bool:
    """Whether no word of a name is known, in a table whose rows are persons."""
    names = context.names
    return context.kind is Kind.PERSON and not names.readings(column) and not any(word.roles for word in names.roles(column))


def hear_row(candidates: Candidates, forms: Sequence[FormShare], found: ColumnProfile, rulebook: Rulebook, *, called: bool = False) -> None:
    """Hears the values that prove nothing by themselves, as those of a person's row.

    Only clear ones where the column is `called` something, be it that nobody can read it.
    """
    for form in forms:
        if _may_be_theirs(form, found) and (not called or is_within_any(form.pattern.category, _CLEAR)):
            _hear(candidates, form.pattern.category, form.text(rulebook.title_of(form.pattern.category), found.values))
    if called:
        return
    likeness, said = birth_dates.births(found.dates, found.dates.seen_in) if found.dates is not None else (Likeness.UNLIKE, "")
    if likeness is not Likeness.UNLIKE:
        _hear(candidates, _BIRTH, said)


def _may_be_theirs(form: FormShare, found: ColumnProfile) -> bool:
    """Whether enough values are of a form that persons have; the same letter in all rows tells nobody apart."""
    if found.longest == 1 and (found.closed is None or found.closed.texts == 1):
        return False
    stands = form.sifted or form.beyond_chance or not form.checked
    likely = form.pattern.beside_persons and form.share >= NEARLY_ALL
    return stands and (likely or (form.pattern.indicates and form.share >= MOST))


def _hear(candidates: Candidates, category: str, said: str) -> None:
    candidate = candidates.setdefault(category, Candidate(category))
    candidate.add(EvidenceKind.CONTEXT, candidate.lacks(WEIGHT), f"{said}, beside other values of persons")
