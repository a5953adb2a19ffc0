"""What the values of a column say for and against the categories that it may hold, and which ones the name does not say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from privaudit.detect import birth_dates, failed_checks, missing_forms
from privaudit.detect.birth_dates import Likeness
from privaudit.detect.candidate import UNDETERMINED, Candidate, Candidates
from privaudit.detect.failed_checks import ENOUGH, MOST, against
from privaudit.detect.form_shares import FormShare, inner_forms, whole_forms
from privaudit.lists import closed_values, word_lists
from privaudit.model.profile import ColumnProfile
from privaudit.model.rules import SPECIAL, Rulebook, is_within, is_within_any
from privaudit.model.verdicts import EvidenceKind, Verdict, Within
from privaudit.names.table_kind import Kind

CERTAIN = 1.0
"""The score of what values prove."""
NEARLY_ALL = 0.8
"""The share from which a form that proves nothing indicates, where its rule says so."""
FEW = 0.1
"""The share of values below which a form that all of them should have speaks against the name."""
HARDLY_ANY = 0.1
"""The share of texts below which lists of names speak against a name."""
REPEATED = 20
"""Values for each distinct text from which a column is a short list of something."""
A_NAME = 3
"""Characters of the longest value, from which a column may be one of names."""
A_TEXT = 8
"""Characters of the longest value, from which a column of single words may be one of texts."""
TEXTS_OF_HEALTH = 3
SHARE_OF_HEALTH = 0.01
"""So many texts, or such a share of few, speak of health before it is said: one may be chance."""
_HEALTH = "user.health_and_medical"
_WRITTEN = ("user.content.private", "user.content.public")
_NAME = "user.name"
_ADDRESS = "user.contact.address"
_CITY = f"{_ADDRESS}.city"
_BIRTH = "user.demographic.date_of_birth"
_ALIKE = (
    "user.unique_id",
    "user.device",
    "user.authorization",
    "user.content",
    "user.health_and_medical",
    "user.biometric",
    "user.financial",
    "user.payment",
)
"""Categories whose values may look like those of things: a token like a path, a weight like that of a parcel."""

WEIGHTS = {
    "values agree": 0.25,
    "values alone": 0.6,
    "test data": -0.2,
}
"""What each sign adds to the score; values that prove lift it to certainty."""


def hear_values(
    candidates: Candidates, found: ColumnProfile, rulebook: Rulebook, *, kind: Kind = Kind.UNKNOWN, binary: bool = False
) -> list[FormShare]:
    """Hears the forms of all values, and what lists say of some; the forms of whole values come back.

    `kind` is what the rows are: things are in towns too.  `binary`: the values are bytes by their type, in which no form can be missed.
    """
    of_things = kind in {Kind.THING, Kind.REFERENCE}
    forms = whole_forms(found, rulebook)
    shares = _shares(forms, candidates, rulebook)
    thing = _thing(forms, shares, found, rulebook)
    settled = _settled(forms, candidates, found, rulebook)
    # What a form says may change what the next one stands for: it is asked before.
    meant = {form.pattern.category: _meant(form.pattern.category, candidates, rulebook) for form in forms}
    promised = {
        category for category, one in candidates.items() if shares.get(category, 0.0) >= MOST or missing_forms.are_promised(one, rulebook)
    }
    failing = {} if thing is not None else failed_checks.failing(forms, meant, found, candidates.keys() - settled, promised)
    for form in forms:
        category = meant[form.pattern.category]
        fails = form.checked and not form.beyond_chance and (category in settled or category in failing)
        if of_things and not form.pattern.proves and is_within(category, _ADDRESS):
            # Sensors and shops have postal codes too: that the values are some does not tell whose they are.
            continue
        if thing is None and not fails and form.pattern.category in rulebook.categories and shares.get(category, 0.0) >= MOST:
            _hear_form(candidates, category, form, found, rulebook)
    for category, form in failing.items():
        said = form.text(rulebook.title_of(form.pattern.category), found.values)
        failed_checks.hear(candidates[category], form, said, of_persons=kind is Kind.PERSON)
    if thing is not None:
        _hear_thing(candidates, thing, found, rulebook)
    _hear_test_data(candidates, forms, found)
    _hear_names(candidates, found, of_things=of_things)
    _hear_closed_lists(candidates, found, rulebook, of_things=of_things)
    _hear_births(candidates, found, of_things=of_things)
    _hear_lengths(candidates, found)
    for category, candidate in candidates.items():
        if binary or category in settled or category in failing or not missing_forms.are_promised(candidate, rulebook):
            continue
        if found.values >= ENOUGH and shares.get(category, 0.0) < FEW:
            missing_forms.hear(candidate, found)
    return forms


def within(own: str | None, found: ColumnProfile, forms: Sequence[FormShare], rulebook: Rulebook) -> tuple[Within, ...]:
    """The categories that part of the values hold, wholly or inside, beside the column's `own` one: those that forms prove."""
    counts: dict[str, int] = {}
    for some in (forms, inner_forms(found, rulebook)):
        # Forms of one category may overlap: the largest count is certain.
        largest: dict[str, int] = {}
        for form in some:
            if form.pattern.proves and form.beyond_chance and form.count and not _is_of_another(form, some):
                largest[form.pattern.category] = max(form.count, largest.get(form.pattern.category, 0))
        for category, count in largest.items():
            counts[category] = counts.get(category, 0) + count
    known = rulebook.categories.get(own) if own is not None else None
    besides = (own, known.like if known is not None else None)
    return tuple(
        Within(
            category,
            Verdict.PROVEN,
            round(min(1.0, count / found.values), 4),
            min(count, found.values),
            special=rulebook.group_of(category) == SPECIAL,
        )
        for category, count in sorted(counts.items())
        if category not in besides
    )


def _is_of_another(form: FormShare, forms: Sequence[FormShare]) -> bool:
    """Whether the values stand nearly always the check of another number, of which that of this form is no independent one."""
    own = form.checked and form.valid < MOST * form.checked
    return bool(own) and any(one.checked and one.valid >= NEARLY_ALL * one.checked and one.matches >= form.matches for one in forms)


def _shares(forms: Iterable[FormShare], candidates: Candidates, rulebook: Rulebook) -> dict[str, float]:
    shares: dict[str, float] = {}
    for form in forms:
        if not form.pattern.is_test:
            category = _meant(form.pattern.category, candidates, rulebook)
            shares[category] = min(1.0, shares.get(category, 0.0) + form.share)
    return shares


def _meant(category: str, candidates: Candidates, rulebook: Rulebook) -> str:
    """The category that values of a form stand for: one that the name says and whose values have the same forms, else their own."""
    known = ((name, rulebook.categories.get(name)) for name, one in candidates.items() if one.verdict.personal)
    alike = (name for name, rule in known if rule is not None and rule.like == category)
    return category if category in candidates else next(alike, category)


def _thing(forms: Sequence[FormShare], shares: dict[str, float], found: ColumnProfile, rulebook: Rulebook) -> FormShare | None:
    """The form of things that most values have, if no form of persons explains as many."""
    if found.dates is not None:
        # A day of two digits each, 14.03.62, is written as a version is.
        return None
    things = [form for form in forms if form.pattern.category in rulebook.things and form.beyond_chance and form.share >= MOST]
    proving = {form.pattern.category for form in forms if form.pattern.proves and form.beyond_chance}
    personal = max((share for category, share in shares.items() if category in proving), default=0.0)
    return things[0] if things and things[0].share >= personal else None


def _hear_thing(candidates: Candidates, thing: FormShare, found: ColumnProfile, rulebook: Rulebook) -> None:
    said = thing.text(rulebook.title_of(thing.pattern.category), found.values)
    for category, candidate in candidates.items():
        if not category.startswith(_ALIKE):
            candidate.add(EvidenceKind.VALUE, against(found.values), said)


def _settled(forms: Iterable[FormShare], candidates: Candidates, found: ColumnProfile, rulebook: Rulebook) -> frozenset[str]:
    """The categories of which most values have forms that prove, or are test data: what fails a check does not speak against them.

    Neither does it where most values stand a check that only takes out what was never issued, or are of a form that has none: the
    check of one country says nothing of numbers that are written as those of others are.
    """
    proving: dict[str, float] = {}
    tests: dict[str, float] = {}
    sifted: dict[str, float] = {}
    for form in forms:
        category = _meant(form.pattern.category, candidates, rulebook)
        if form.pattern.is_test:
            tests[category] = tests.get(category, 0.0) + form.count / found.values
        elif form.pattern.proves and form.beyond_chance:
            proving[category] = proving.get(category, 0.0) + form.share
        elif form.sifted or form.pattern.validator is None:
            # Such forms overlap: the largest share is certain.
            sifted[category] = max(form.share, sifted.get(category, 0.0))
    return frozenset(category for some in (proving, tests, sifted) for category, share in some.items() if share >= MOST)


def _hear_form(candidates: Candidates, category: str, form: FormShare, found: ColumnProfile, rulebook: Rulebook) -> None:
    """Hears a form of a category that most values have, in one form or another."""
    if form.pattern.is_test:
        return
    said = form.text(rulebook.title_of(form.pattern.category), found.values)
    named = candidates.get(category)
    if form.pattern.proves and form.beyond_chance:
        candidate = candidates.setdefault(category, Candidate(category))
        candidate.proven = True
        candidate.add(EvidenceKind.VALUE, candidate.lacks(CERTAIN), said)
    elif named is not None and named.verdict >= Verdict.UNDETERMINED and (form.beyond_chance or not form.checked):
        named.proven = named.verdict.personal
        named.add(EvidenceKind.VALUE, WEIGHTS["values agree"], said)
    elif form.pattern.indicates and form.beyond_chance and form.share >= NEARLY_ALL:
        _indicate(candidates, category, said)


def _hear_test_data(candidates: Candidates, forms: Iterable[FormShare], found: ColumnProfile) -> None:
    for form in forms:
        candidate = candidates.get(form.pattern.category)
        if candidate is None or not form.pattern.is_test:
            continue
        weight = WEIGHTS["test data"] if form.count >= MOST * found.values else 0.0
        candidate.add(EvidenceKind.VALUE, weight, f"{form.count:,} of {found.values:,} values are well-known test data")


def _hear_names(candidates: Candidates, found: ColumnProfile, *, of_things: bool) -> None:
    """Hears how many of some distinct texts are names of persons or of towns."""
    counts = found.names
    if counts is None:
        return
    told = word_lists.kind_of(counts)
    if told is not None and not (of_things and told[0].category == _CITY):
        kind, known = told
        said = f"{known:,} of {counts.texts:,} distinct texts that were looked up are {kind.title}"
        likely = [category for category in candidates if _agree(category, kind.category) and candidates[category].score > 0]
        _indicate(candidates, max(likely, key=lambda category: candidates[category].score, default=kind.category), said)
    # Lists do not know all names: a column speaks against one where few texts come again and again, and none is on a list.
    if found.values < REPEATED * counts.texts:
        return
    for category, known, title in ((_NAME, max(counts.first, counts.last, counts.full), "persons"), (_CITY, counts.city, "towns")):
        for candidate in (one for name, one in candidates.items() if name.startswith(category) and known <= HARDLY_ANY * counts.texts):
            said = f"{known:,} of {counts.texts:,} distinct texts, which come again and again, are names of {title}"
            candidate.add(EvidenceKind.VALUE, against(found.values), said)


def _agree(category: str, told: str) -> bool:
    """Whether values that lists take for one category are those of another: lists mistake first names for last ones."""
    return category == told or (category.startswith(_NAME) and told.startswith(_NAME))


def _hear_closed_lists(candidates: Candidates, found: ColumnProfile, rulebook: Rulebook, *, of_things: bool) -> None:
    category = closed_values.category_of(found.closed) if found.closed is not None else None
    if category is not None and found.closed is not None:
        known = found.closed.known[category]
        said = f"{known:,} of {found.closed.texts:,} distinct texts are values of {rulebook.title_of(category)}"
    elif found.health >= max(TEXTS_OF_HEALTH, MOST * found.values):
        category, said = _HEALTH, f"{found.health:,} of {found.values:,} values speak of health"
    else:
        return
    if category == _HEALTH and of_things:
        # Illnesses may be entries of a catalogue, or what persons have: in doubt it is not passed over.
        candidate = candidates.setdefault(category, Candidate(category))
        candidate.add(EvidenceKind.VALUE, candidate.lacks(UNDETERMINED), said)
        return
    _indicate(candidates, category, said)


def _hear_births(candidates: Candidates, found: ColumnProfile, *, of_things: bool) -> None:
    if found.dates is None:
        return
    likeness, said = birth_dates.births(found.dates, found.dates.seen_in)
    named = candidates.get(_BIRTH)
    if likeness is Likeness.UNLIKE:
        if named is not None and found.dates.dates >= birth_dates.FEWEST:
            named.add(EvidenceKind.VALUE, against(found.dates.dates), f"{said}: births do not lie so")
    elif likeness is Likeness.TELLING and named is None and of_things:
        # Houses and works are as old as persons.
        candidate = candidates.setdefault(_BIRTH, Candidate(_BIRTH))
        candidate.add(EvidenceKind.VALUE, candidate.lacks(UNDETERMINED), said)
    elif likeness is Likeness.TELLING or (named is not None and named.score > 0):
        _indicate(candidates, _BIRTH, said)


def _hear_lengths(candidates: Candidates, found: ColumnProfile) -> None:
    """Hears of what is called a text that it is none: marks of a pupil (`note`), the time that a match took (`minutes`).

    Nor is what is too short for a name the name of anybody: how many came (`passengers`).
    """
    if _NAME in candidates and found.names is None and found.values >= ENOUGH and 0 < found.longest < A_NAME:
        said = f"none of {found.values:,} values has more than {found.longest:,} characters: they are no names"
        candidates[_NAME].add(EvidenceKind.VALUE, against(found.values), said)
    if found.values < ENOUGH or found.spaced or found.longest >= A_TEXT:
        return
    for candidate in (one for name, one in candidates.items() if is_within_any(name, _WRITTEN)):
        said = f"none of {found.values:,} values has a blank or more than {found.longest:,} characters: they are no texts"
        candidate.add(EvidenceKind.VALUE, against(found.values), said)


def _indicate(candidates: Candidates, category: str, said: str) -> None:
    """Values that prove nothing agree with a name, or are an indication alone."""
    candidate = candidates.setdefault(category, Candidate(category))
    candidate.add(EvidenceKind.VALUE, max(candidate.lacks(WEIGHTS["values alone"]), WEIGHTS["values agree"]), said)
