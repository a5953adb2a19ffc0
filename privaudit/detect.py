"""Which category a column holds: all evidence in one score.

The name proposes categories; the type, the comment, the table and the words around speak for or against them; the values prove,
contradict or add what the name does not say.  Pure: the same column, profile and rules give the same verdict.
"""

from __future__ import annotations

from privaudit.candidate import INDICATED, Candidate, Candidates
from privaudit.languages import Speech, speech
from privaudit.model.estate import Column, Table
from privaudit.model.profile import ColumnProfile, TableProfile
from privaudit.model.rules import SPECIAL, Rulebook
from privaudit.model.verdicts import ColumnVerdict, Considered, EvidenceKind, Verdict, Within
from privaudit.name_evidence import from_name
from privaudit.naming import names_of
from privaudit.schema_evidence import hear_comment, hear_declarations
from privaudit.table_kind import TableContext, table_context
from privaudit.value_evidence import FormShare, inner_forms, whole_forms

MOST = 0.5
"""The share of values from which a form is the column's own."""
FEW = 0.1
"""The share of values below which a form that all of them should have speaks against the name."""
ENOUGH = 5
"""Values from which their form says something against a name."""
TEXT = "user.content.private"

_WEIGHTS = {
    "values against": -0.45,
    "values agree": 0.25,
}


def detect(table: Table, profile: TableProfile | None, rulebook: Rulebook, words: Speech | None = None) -> tuple[ColumnVerdict, ...]:
    """The verdict for each column of a table, in order; without a profile from names, types and comments alone.

    `words` are those that count in the schema that the table belongs to; else its own names tell which language they speak.
    """
    names = names_of(words or speech((table,), rulebook))
    context = table_context(table, names)
    return tuple(_detect(table, column, profile, context, rulebook) for column in table.columns)


def _detect(table: Table, column: Column, profile: TableProfile | None, context: TableContext, rulebook: Rulebook) -> ColumnVerdict:
    found = profile.columns.get(column.name) if profile is not None else None
    candidates = from_name(column, context, rulebook)
    hear_comment(candidates, column, context, rulebook)
    hear_declarations(candidates, column, context, rulebook)
    forms = whole_forms(found, rulebook) if found is not None else []
    if found is not None:
        _hear_values(candidates, found, forms, rulebook)
    ranked = sorted(candidates.values(), key=lambda one: (one.verdict, one.score), reverse=True)
    best = ranked[0] if ranked else None
    also = _also(best, found, forms, rulebook) if found is not None else ()
    if (best is None or best.verdict is Verdict.NONE) and found is not None and also and _is_text(found):
        best = Candidate(TEXT)
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
        considered=tuple(Considered(one.category, one.verdict, one.score, tuple(one.evidence)) for one in ranked),
    )


def _hear_values(candidates: Candidates, found: ColumnProfile, forms: list[FormShare], rulebook: Rulebook) -> None:
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
            candidate = candidates.setdefault(category, Candidate(category))
            candidate.proven = True
            candidate.add(EvidenceKind.VALUE, max(0.0, 1.0 - candidate.score), text)
        elif named is not None and named.verdict >= Verdict.UNDETERMINED and (form.beyond_chance or not form.checked):
            named.proven = named.verdict.personal
            named.add(EvidenceKind.VALUE, _WEIGHTS["values agree"], text)
    for category, candidate in candidates.items():
        if rulebook.categories[category].complete and found.values >= ENOUGH and shares.get(category, 0.0) < FEW:
            candidate.add(EvidenceKind.VALUE, _WEIGHTS["values against"], f"hardly any of {found.values:,} values has such a form")


def _meant(category: str, candidates: Candidates, rulebook: Rulebook) -> str:
    """The category that values of a form stand for: one that the name says and whose values have the same forms, else their own."""
    alike = (name for name, one in candidates.items() if rulebook.categories[name].like == category and one.verdict.personal)
    return category if category in candidates else next(alike, category)


def _also(best: Candidate | None, found: ColumnProfile, forms: list[FormShare], rulebook: Rulebook) -> tuple[Within, ...]:
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
