"""Why a column has its verdict, what contradicts what, and what would change it: all of it from the numbers.  Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from privaudit.declared_type import kind_of
from privaudit.detect.candidate import INDICATED, UNDETERMINED
from privaudit.detect.failed_checks import ENOUGH, MOST
from privaudit.detect.form_shares import FormShare, inner_forms, whole_forms
from privaudit.detect.value_evidence import FEW
from privaudit.messages import number
from privaudit.model.estate import DeclaredBy
from privaudit.model.explanation import ColumnExplanation, FormCount
from privaudit.model.profile import ColumnProfile
from privaudit.model.rules import Pattern, Rulebook, is_within
from privaudit.model.verdicts import ColumnVerdict, Considered, Evidence, EvidenceKind, Verdict

_NEAREST = 3
"""Pieces of evidence that are named as what would change the verdict."""


def explain(verdict: ColumnVerdict, found: ColumnProfile | None, rulebook: Rulebook) -> ColumnExplanation:
    """The explanation of one column's verdict; `found` is what its values look like, None where no rows were read."""
    whole = whole_forms(found, rulebook) if found is not None else []
    inner = inner_forms(found, rulebook) if found is not None else []
    values = found.values if found is not None else 0
    forms = (*(_count(form, values, inside=False) for form in whole), *(_count(form, values, inside=True) for form in inner))
    verdict = _with_its_own(verdict)
    contradictions = tuple(_contradictions(verdict, _shares(whole), values, rulebook))
    return ColumnExplanation(verdict, forms, contradictions, tuple(_changes(verdict, found, whole, rulebook)))


def _with_its_own(verdict: ColumnVerdict) -> ColumnVerdict:
    """The verdict with its own category on trial too: that of a text with personal data inside comes from no name and no form."""
    own = verdict.category
    if own is None or own in {one.category for one in verdict.considered}:
        return verdict
    considered = (Considered(own, verdict.verdict, verdict.confidence, verdict.evidence), *verdict.considered)
    return replace(verdict, considered=considered)


def _count(form: FormShare, values: int, *, inside: bool) -> FormCount:
    pattern = form.pattern
    return FormCount(
        pattern=pattern.id,
        category=pattern.category,
        inside=inside,
        values=form.count,
        share=round(min(1.0, form.count / values), 4),
        checked=form.checked,
        valid=form.valid,
        beyond_chance=form.beyond_chance or not form.checked,
        proves=pattern.proves,
    )


def _shares(forms: list[FormShare]) -> dict[str, float]:
    shares: dict[str, float] = {}
    for form in forms:
        shares[form.pattern.category] = shares.get(form.pattern.category, 0.0) + form.share
    return shares


def _contradictions(verdict: ColumnVerdict, shares: dict[str, float], values: int, rulebook: Rulebook) -> Iterator[str]:
    """Where name, comment, type and values say different things, and which of them the verdict follows."""
    named = [one for one in verdict.considered if _said_by(one, EvidenceKind.NAME)]
    yield from _values_against_names(verdict, named, rulebook)
    kind = kind_of(verdict.column.type)
    for one in named:
        category = rulebook.categories[one.category]
        said = f"the name speaks of {rulebook.title_of(one.category)}"
        own = shares.get(one.category, 0.0) + shares.get(category.like or "", 0.0)
        if category.complete and values >= ENOUGH and own < FEW and kind != "binary":
            yield f"{said}, and {_share(own)} of its {values:,} values have a form of it"
        if category.kinds and kind and kind not in category.kinds:
            yield f"{said}, and the type is {verdict.column.type}: not {' or '.join(category.kinds)}"
    commented = next((one for one in verdict.considered if _said_by(one, EvidenceKind.COMMENT)), None)
    if commented is not None and named and commented.category not in {one.category for one in named}:
        says = "the schema declares" if _declarations(commented) else "the comment speaks of"
        yield f"the name speaks of {rulebook.title_of(named[0].category)}, {says} {rulebook.title_of(commented.category)}"


def _values_against_names(verdict: ColumnVerdict, named: list[Considered], rulebook: Rulebook) -> Iterator[str]:
    own = next((one for one in verdict.considered if one.category == verdict.category), None)
    if own is None or not _said_by(own, EvidenceKind.VALUE):
        return
    others = [one for one in named if not _related(one.category, own.category)]
    title = rulebook.title_of(own.category)
    if others and own.verdict is Verdict.PROVEN:
        yield f"the name speaks of {rulebook.title_of(others[0].category)}, the values prove {title}: the verdict follows the values"
    elif own.verdict is Verdict.PROVEN and not any(_said_by(own, kind) for kind in (EvidenceKind.NAME, EvidenceKind.COMMENT)):
        yield f"neither the name nor a comment speaks of {title}: the values alone prove it"


def _changes(verdict: ColumnVerdict, found: ColumnProfile | None, whole: list[FormShare], rulebook: Rulebook) -> Iterator[str]:
    best = verdict.considered[0] if verdict.considered else None
    if best is not None and best.verdict is not Verdict.NONE and verdict.category is None:
        yield f"without the entry that allows it, it would be {best.verdict.word}: {best.category}"
        return
    if best is not None and _is_proven_by_values(best, whole, rulebook):
        left = [one for one in best.evidence if one.kind is not EvidenceKind.VALUE]
        yield f"its values prove it whatever the name is; without them it would score {_told(left)}"
    elif best is not None and best.verdict is Verdict.PROVEN and _declarations(best):
        left = [one for one in best.evidence if one not in _declarations(best)]
        yield f"the schema declares it, whatever the name is; without that it would score {_told(left)}"
    elif best is not None:
        yield from _by_evidence(best)
    if best is None or best.verdict is not Verdict.PROVEN:
        yield from _by_values(best, verdict, found, whole, rulebook)
        comment = "a comment on the column that names what it holds would be heard, and " if not verdict.column.comment else ""
        yield f"{comment}a declaration in the schema would prove it: a security label, a classification, a tag"
    yield from _by_hand(verdict)


def _is_proven_by_values(best: Considered, whole: list[FormShare], rulebook: Rulebook) -> bool:
    """Whether its values prove it whatever the name is: their weight is what lacks to certainty."""
    proving = _patterns_of(best, rulebook)
    said = best.verdict is Verdict.PROVEN and _said_by(best, EvidenceKind.VALUE, least=0.0)
    return said and any(form.pattern in proving and form.pattern.proves and form.beyond_chance for form in whole)


def _declarations(one: Considered) -> list[Evidence]:
    """What is a declaration in the schema among what comments say."""
    signs = tuple(f"{by} in the schema" for by in DeclaredBy)
    return [evidence for evidence in one.evidence if evidence.kind is EvidenceKind.COMMENT and evidence.text.startswith(signs)]


def _by_evidence(best: Considered) -> Iterator[str]:
    """What is lacking to the next mark, and which pieces of evidence decide."""
    if best.score >= INDICATED:
        speaking = sorted((one for one in best.evidence if one.weight > 0), key=lambda one: one.weight, reverse=True)
        for one in [one for one in speaking if best.score - one.weight < INDICATED][:_NEAREST]:
            yield f"without {_quoted(one)} it would score {_told([other for other in best.evidence if other is not one])}"
        return
    against = sorted((one for one in best.evidence if one.weight < 0), key=lambda one: one.weight)
    yield f"{INDICATED - best.score:.2f} more would make it an indication of {best.category}"
    tipping = [one for one in against if best.score - one.weight >= INDICATED]
    for one in tipping[:_NEAREST]:
        yield f"without {_quoted(one)} it would score {best.score - one.weight:.2f}: an indication"
    total = best.score - sum(one.weight for one in against)
    if len(against) > 1 and not tipping and total >= INDICATED:
        yield f"without all {len(against)} that speak against it, it would score {total:.2f}: an indication"


def _told(evidence: list[Evidence]) -> str:
    """What some evidence adds up to, values aside."""
    score = round(sum(one.weight for one in evidence), 4)
    word = Verdict.UNDETERMINED.word if score >= UNDETERMINED else Verdict.NONE.word
    return f"{score:.2f}: {f'an {Verdict.INDICATION.word}' if score >= INDICATED else word}"


def _by_values(
    best: Considered | None, verdict: ColumnVerdict, found: ColumnProfile | None, whole: list[FormShare], rulebook: Rulebook
) -> Iterator[str]:
    """What values could still prove."""
    proving = [pattern for pattern in _patterns_of(best, rulebook) if pattern.proves] if best is not None else []
    title = rulebook.title_of(best.category) if best is not None else "personal data"
    if found is None:
        if best is None:
            yield "values could prove a category: no rows were read"
        elif proving:
            yield f"values would prove it: no rows were read, and {number(len(proving), 'form')} of {title} {_are(proving)} known"
        else:
            yield f"values can hardly prove it: no form of {title} is known"
    elif not found.values:
        yield f"all {number(verdict.looked_at or 0, 'row')} are empty here: nothing is known of its values"
    elif proving:
        have = sum(form.count for form in whole if form.pattern in proving)
        needed = int(found.values * MOST + 0.5)
        yield f"{needed:,} of the {found.values:,} values in a form of {title} would prove it: {have:,} are"
    elif best is not None:
        yield f"values can hardly prove it: no form of {title} is known"


def _by_hand(verdict: ColumnVerdict) -> Iterator[str]:
    column = f"{verdict.table.name}.{verdict.column.name}"
    if verdict.personal:
        yield f'the register can say that it is none: {{category: none, columns: [{column}], reason: "..."}}'
        yield f"an allow list can take it out: --rules DIR with allow/*.yaml and the entry {{column: {column}, reason: ...}}"
    else:
        category = verdict.considered[0].category if verdict.considered else "..."
        yield f"the register can map it by hand: {{category: {category}, columns: [{column}]}}"


def _patterns_of(best: Considered, rulebook: Rulebook) -> list[Pattern]:
    """The forms of a category, or of the one whose forms its values have."""
    own = rulebook.categories.get(best.category)
    like = rulebook.categories.get(own.like or "") if own is not None else None
    return [pattern for category in (own, like) if category is not None for pattern in category.patterns]


def _are(patterns: list[Pattern]) -> str:
    return "is" if len(patterns) == 1 else "are"


def _said_by(one: Considered, kind: EvidenceKind, least: float = 0.01) -> bool:
    """Whether evidence of a kind speaks for a category; of values that only confirm what is certain, with a weight of nothing."""
    return any(evidence.kind is kind and evidence.weight >= least for evidence in one.evidence)


def _related(first: str, second: str) -> bool:
    return is_within(first, second) or is_within(second, first)


def _share(share: float) -> str:
    return "none" if not share else f"only {share:.1%}"


def _quoted(evidence: Evidence) -> str:
    return f"“{evidence.text}” ({evidence.weight:+.2f})"
