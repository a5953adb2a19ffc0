"""Which category a column holds: all evidence in one score.

The name proposes categories; the type, the comment, the table and the words around speak for or against them; the values prove,
contradict or add what the name does not say.  Pure: the same column, profile and rules give the same verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from privaudit.declared_type import kind_of
from privaudit.detect.candidate import INDICATED, Candidate, Candidates
from privaudit.detect.form_shares import FormShare
from privaudit.detect.keys_within import table_of_keys, told_by_keys
from privaudit.detect.name_evidence import from_name
from privaudit.detect.no_names import hear_no_names
from privaudit.detect.schema_evidence import hear_comment, hear_declarations, hear_role, hear_table
from privaudit.detect.special_evidence import doubt_of_things, speaks_of_health
from privaudit.detect.unnamed import hear_row, is_unread, show_persons
from privaudit.detect.value_evidence import hear_values, within
from privaudit.model.estate import Column, Table
from privaudit.model.profile import ColumnProfile, TableProfile
from privaudit.model.rules import SPECIAL, Rulebook
from privaudit.model.verdicts import ColumnVerdict, Considered, Evidence, EvidenceKind, Verdict, Within
from privaudit.names.languages import speech
from privaudit.names.naming import names_of
from privaudit.names.speech import Speech
from privaudit.names.table_kind import TableContext, table_context
from privaudit.names.unnamed import is_unnamed

TEXT = "user.content.private"
"""What a column of texts holds, whatever stands inside."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A table, what its rows and its names say, and the rules."""

    table: Table
    profile: TableProfile | None
    context: TableContext
    rulebook: Rulebook


def detect(table: Table, profile: TableProfile | None, rulebook: Rulebook, words: Speech | None = None) -> tuple[ColumnVerdict, ...]:
    """The verdict for each column of a table, in order; without a profile from names, types and comments alone.

    `words` are those that count in the schema that the table belongs to; else its own names tell which language they speak.
    """
    names = names_of(words or speech((table,), rulebook))
    seen = _Seen(table, profile, table_context(table, names), rulebook)
    verdicts = tuple(_detect(column, seen) for column in table.columns)
    together = tuple(_detect_unnamed(one, seen) for one in verdicts)
    return together if show_persons(verdicts, together) else verdicts


def _detect_unnamed(alone: ColumnVerdict, seen: _Seen) -> ColumnVerdict:
    """The verdict for a column if its row is that of a person: another one where neither its name nor its values told."""
    silent = is_unnamed(alone.column.name) or is_unread(alone.column, seen.context)
    told = seen.profile is None or alone.verdict.personal or not silent
    return alone if told else _detect(alone.column, seen, of_person=True)


def _detect(column: Column, seen: _Seen, *, of_person: bool = False) -> ColumnVerdict:
    found = seen.profile.columns.get(column.name) if seen.profile is not None else None
    candidates, forms = _heard(column, seen, found, of_person=of_person)
    ranked = sorted(candidates.values(), key=lambda one: (one.verdict, one.score), reverse=True)
    best = ranked[0] if ranked else None
    own = best.category if best is not None and best.verdict is not Verdict.NONE else None
    also = _also(own, column, seen, found, forms) if found is not None else ()
    if (best is None or not best.verdict.personal) and found is not None and also and _is_text(found):
        best = candidates.get(TEXT, Candidate(TEXT))
        said = f"texts of up to {found.longest:,} characters, some with personal data inside"
        best.add(EvidenceKind.VALUE, best.lacks(INDICATED), said)
        ranked = [best, *(one for one in ranked if one is not best)]
    return _verdict(column, seen, found, ranked, also)


def _heard(column: Column, seen: _Seen, found: ColumnProfile | None, *, of_person: bool) -> tuple[Candidates, list[FormShare]]:
    """The categories that the column may hold, after all evidence; and the forms of its values."""
    context, rulebook = seen.context, seen.rulebook
    candidates = from_name(column, context, rulebook)
    hear_comment(candidates, column, context, rulebook)
    hear_role(candidates, column, context)
    hear_declarations(candidates, column, context, rulebook)
    hear_table(candidates, seen.table, context, rulebook)
    forms: list[FormShare] = []
    if found is not None:
        binary = kind_of(column.type) == "binary"
        forms = hear_values(candidates, found, rulebook, kind=context.kind, binary=binary)
        if of_person:
            hear_row(candidates, forms, found, rulebook, called=not is_unnamed(column.name))
        hear_no_names(candidates, found)
    doubt_of_things(candidates, column, context, rulebook)
    return candidates, forms


def _also(own: str | None, column: Column, seen: _Seen, found: ColumnProfile, forms: Sequence[FormShare]) -> tuple[Within, ...]:
    """What part of the values hold beside the column's own category."""
    also = (*within(own, found, forms, seen.rulebook), *speaks_of_health(own, column, found, seen.context))
    if not found.keys:
        return also
    keys = detect(table_of_keys(seen.table, found), None, seen.rulebook)
    return (*also, *told_by_keys(own, keys, found, also))


def _verdict(
    column: Column, seen: _Seen, found: ColumnProfile | None, ranked: Sequence[Candidate], also: tuple[Within, ...]
) -> ColumnVerdict:
    best, profile = (ranked[0] if ranked else None), seen.profile
    verdict = best.verdict if best is not None else Verdict.NONE
    known = best is not None and verdict is not Verdict.NONE
    category = best.category if best is not None and known else None
    return ColumnVerdict(
        table=seen.table,
        column=column,
        category=category,
        verdict=verdict,
        confidence=round(min(1.0, max(0.0, best.score)), 2) if best is not None and known else 0.0,
        special=category is not None and seen.rulebook.group_of(category) == SPECIAL,
        rows=None if profile is None else profile.rows,
        sample=None if profile is None else profile.sample,
        values=None if found is None else found.values,
        evidence=(*best.evidence, *_sampled(profile)) if best is not None else (),
        also=also,
        considered=tuple(Considered(one.category, one.verdict, one.score, tuple(one.evidence)) for one in ranked),
    )


def _sampled(profile: TableProfile | None) -> Iterator[Evidence]:
    """That the values speak for some of the rows, where not all were looked at."""
    if profile is not None and profile.sample is not None:
        yield Evidence(EvidenceKind.CONTEXT, f"{profile.sample:,} of {profile.rows:,} rows were looked at")


def _is_text(found: ColumnProfile) -> bool:
    return bool(found.keys) or (bool(found.inside or found.health) and found.spaced * 2 >= found.values)
