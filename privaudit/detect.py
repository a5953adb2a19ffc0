"""Which category a column holds: all evidence in one score.

The name proposes categories; the type, the comment, the table and the words around speak for or against them; the values prove,
contradict or add what the name does not say.  Pure: the same column, profile and rules give the same verdict.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from privaudit.declared_type import kind_of
from privaudit.languages import Speech, speech
from privaudit.model.estate import Column, Table
from privaudit.model.profile import ColumnProfile, TableProfile
from privaudit.model.rules import SPECIAL, Role, Rulebook, Strength
from privaudit.model.verdicts import ColumnVerdict, Evidence, EvidenceKind, Verdict, Within
from privaudit.naming import Names, Reading, names_of
from privaudit.table_kind import Kind, TableContext, table_context
from privaudit.value_evidence import FormShare, inner_forms, whole_forms

INDICATED = 0.5
"""The score from which a category is indicated."""
UNDETERMINED = 0.3
"""The score from which it is worth naming."""
MOST = 0.5
"""The share of values from which a form is the column's own."""
FEW = 0.1
"""The share of values below which a form that all of them should have speaks against the name."""
ENOUGH = 5
"""Values from which their form says something against a name."""
TEXT = "user.content.private"
_ADDRESS = "user.contact.address"
_CONTACT = ("user.contact", "user.name")
_ADDRESS_BLOCK = 3

_WEIGHTS = {
    "strong": 0.75,
    "weak with a person": 0.65,
    "weak": 0.35,
    "weak of a thing": 0.0,
    "exact": 0.1,
    "person table": 0.1,
    "contact of a thing": -0.4,
    "table of things": -0.1,
    "counter": -0.6,
    "thing": -0.35,
    "unknown": -0.05,
    "type": -0.5,
    "comment": 0.2,
    "comment alone": 0.55,
    "values against": -0.45,
    "values agree": 0.25,
}


@dataclass
class _Candidate:
    """A category on trial."""

    category: str
    score: float = 0.0
    evidence: list[Evidence] = field(default_factory=list)
    proven: bool = False

    def add(self, kind: EvidenceKind, weight: float, text: str) -> None:
        self.score += weight
        self.evidence.append(Evidence(EvidenceKind.AGAINST if weight < 0 else kind, text, weight))

    @property
    def verdict(self) -> Verdict:
        if self.score < UNDETERMINED:
            return Verdict.NONE
        if self.score < INDICATED:
            return Verdict.UNDETERMINED
        return Verdict.PROVEN if self.proven else Verdict.INDICATION


def detect(table: Table, profile: TableProfile | None, rulebook: Rulebook, words: Speech | None = None) -> tuple[ColumnVerdict, ...]:
    """The verdict for each column of a table, in order; without a profile from names, types and comments alone.

    `words` are those that count in the schema that the table belongs to; else its own names tell which language they speak.
    """
    names = names_of(words or speech((table,), rulebook))
    context = table_context(table, names)
    return tuple(_detect(table, column, profile, context, rulebook, names) for column in table.columns)


def _detect(  # noqa: PLR0913 all that a verdict rests on
    table: Table, column: Column, profile: TableProfile | None, context: TableContext, rulebook: Rulebook, names: Names
) -> ColumnVerdict:
    found = profile.columns.get(column.name) if profile is not None else None
    candidates = {candidate.category: candidate for candidate in _from_name(column, context, rulebook, names)}
    _hear_comment(candidates, column, rulebook, names)
    forms = whole_forms(found, rulebook) if found is not None else []
    if found is not None:
        _hear_values(candidates, found, forms, rulebook)
    best = max(candidates.values(), key=lambda one: (one.verdict, one.score), default=None)
    also = _also(best, found, forms, rulebook) if found is not None else ()
    if (best is None or best.verdict is Verdict.NONE) and found is not None and also and _is_text(found):
        best = _Candidate(TEXT)
        best.add(EvidenceKind.VALUE, INDICATED, f"texts of up to {found.longest:,} characters, some with personal data inside")
    verdict = best.verdict if best is not None else Verdict.NONE
    known = best is not None and verdict is not Verdict.NONE
    category = best.category if best is not None and known else None
    return ColumnVerdict(
        table=table,
        column=column,
        category=category,
        verdict=verdict,
        confidence=round(min(1.0, max(0.0, best.score)), 2) if best is not None and known else 0.0,
        special=category is not None and rulebook.group_of(category) == SPECIAL,
        rows=None if profile is None else profile.rows,
        values=None if found is None else found.values,
        evidence=tuple(best.evidence) if best is not None else (),
        also=also,
    )


def _from_name(column: Column, context: TableContext, rulebook: Rulebook, names: Names) -> list[_Candidate]:
    candidates: dict[str, _Candidate] = {}
    for reading in names.readings(column.name, context.words):
        if reading.word.category in candidates:
            continue
        candidate = _Candidate(reading.word.category)
        _hear_name(candidate, rulebook.title_of(candidate.category), reading, context)
        _hear_type(candidate, column, rulebook)
        candidates[candidate.category] = candidate
    return list(candidates.values())


def _hear_name(candidate: _Candidate, title: str, reading: Reading, context: TableContext) -> None:
    about_person = bool(reading.leaves(Role.PERSON)) or context.kind is Kind.PERSON
    if candidate.category.startswith(_ADDRESS) and context.address_parts >= _ADDRESS_BLOCK and context.kind is Kind.LOG:
        about_person = True
    strength = _strength(reading, context, about_person=about_person)
    exact = _WEIGHTS["exact"] if reading.exact and strength != "weak of a thing" else 0.0
    candidate.add(EvidenceKind.NAME, _WEIGHTS[strength] + exact, f"the name reads as {title}")
    if context.kind is Kind.PERSON and reading.word.strength is Strength.STRONG:
        candidate.add(EvidenceKind.CONTEXT, _WEIGHTS["person table"], context.reason)
    if context.kind in {Kind.THING, Kind.REFERENCE} and not reading.leaves(Role.PERSON):
        contact = candidate.category.startswith(_CONTACT)
        candidate.add(EvidenceKind.CONTEXT, _WEIGHTS["contact of a thing" if contact else "table of things"], context.reason)
    for word in reading.leaves(Role.COUNTER):
        candidate.add(EvidenceKind.NAME, _WEIGHTS["counter"], f"{word!r} makes it a column about the value")
    for word in reading.leaves(Role.THING, Role.REFERENCE):
        if not reading.leaves(Role.PERSON):
            candidate.add(EvidenceKind.NAME, _WEIGHTS["thing"], f"{word!r} makes it one of a thing")
    for word in reading.unknown[:3]:
        candidate.add(EvidenceKind.NAME, _WEIGHTS["unknown"], f"{word!r} is not known")


def _strength(reading: Reading, context: TableContext, *, about_person: bool) -> str:
    if reading.word.strength is Strength.STRONG:
        return "strong"
    if about_person:
        return "weak with a person"
    if context.kind in {Kind.THING, Kind.REFERENCE}:
        return "weak of a thing"
    return "weak"


def _hear_type(candidate: _Candidate, column: Column, rulebook: Rulebook) -> None:
    kinds = rulebook.categories[candidate.category].kinds
    kind = kind_of(column.type)
    if kinds and kind and kind not in kinds:
        candidate.add(EvidenceKind.TYPE, _WEIGHTS["type"], f"the type {column.type} holds no such values")


def _hear_comment(candidates: dict[str, _Candidate], column: Column, rulebook: Rulebook, names: Names) -> None:
    for reading in names.readings(column.comment):
        category = reading.word.category
        if reading.word.strength is Strength.WEAK or reading.leaves(Role.COUNTER, Role.THING, Role.REFERENCE):
            continue
        said = f"the comment speaks of {rulebook.title_of(category)}"
        if category in candidates:
            candidates[category].add(EvidenceKind.COMMENT, _WEIGHTS["comment"], said)
        elif len(reading.left) <= 3:  # noqa: PLR2004 a longer comment speaks of other things too
            candidate = _Candidate(category)
            candidate.add(EvidenceKind.COMMENT, _WEIGHTS["comment alone"], said)
            _hear_type(candidate, column, rulebook)
            candidates[category] = candidate
        return


def _hear_values(candidates: dict[str, _Candidate], found: ColumnProfile, forms: list[FormShare], rulebook: Rulebook) -> None:
    shares: dict[str, float] = {}
    for form in forms:
        category = _meant(form.pattern.category, candidates, rulebook)
        shares[category] = shares.get(category, 0.0) + form.share
    for form in forms:
        category = _meant(form.pattern.category, candidates, rulebook)
        text = form.text(rulebook.title_of(form.pattern.category), found.values)
        if shares[category] < MOST:
            continue
        named = candidates.get(category)
        if form.pattern.proves and form.beyond_chance:
            candidate = candidates.setdefault(category, _Candidate(category))
            candidate.proven = True
            candidate.add(EvidenceKind.VALUE, max(0.0, 1.0 - candidate.score), text)
        elif named is not None and named.verdict >= Verdict.UNDETERMINED and (form.beyond_chance or not form.checked):
            named.proven = named.verdict.personal
            named.add(EvidenceKind.VALUE, _WEIGHTS["values agree"], text)
    for category, candidate in candidates.items():
        if rulebook.categories[category].complete and found.values >= ENOUGH and shares.get(category, 0.0) < FEW:
            candidate.add(EvidenceKind.VALUE, _WEIGHTS["values against"], f"hardly any of {found.values:,} values has such a form")


def _meant(category: str, candidates: dict[str, _Candidate], rulebook: Rulebook) -> str:
    """The category that values of a form stand for: one that the name says and whose values have the same forms, else their own."""
    alike = (name for name, one in candidates.items() if rulebook.categories[name].like == category and one.verdict.personal)
    return category if category in candidates else next(alike, category)


def _also(best: _Candidate | None, found: ColumnProfile, forms: list[FormShare], rulebook: Rulebook) -> tuple[Within, ...]:
    """The categories that part of the values hold, wholly or inside, beside the column's own."""
    counts: dict[str, int] = {}
    for form in (*forms, *inner_forms(found, rulebook)):
        if form.pattern.proves and form.beyond_chance and form.count:
            counts[form.pattern.category] = counts.get(form.pattern.category, 0) + form.count
    own = best.category if best is not None and best.verdict is not Verdict.NONE else None
    known = (own, rulebook.categories[own].like) if own is not None else ()
    return tuple(
        Within(category, Verdict.PROVEN, round(min(1.0, count / found.values), 4), min(count, found.values))
        for category, count in sorted(counts.items())
        if category not in known
    )


def _is_text(found: ColumnProfile) -> bool:
    return bool(found.inside) and found.spaced * 2 >= found.values
