"""Columns of which the schema declares one thing while the values say another: said to the user, whichever the verdict follows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from privaudit.declarations import Meaning, what_is_declared, what_is_declared_of_all
from privaudit.model.estate import Declaration, Skipped, Table, Topic
from privaudit.model.rules import Rulebook, is_within
from privaudit.model.verdicts import ColumnVerdict, Evidence, EvidenceKind, Inventory, Verdict
from privaudit.names.languages import speech
from privaudit.names.naming import Names, names_of

_OF_VALUES = re.compile(r"(?!.*test data)(?:hardly any of )?[\d,]+ (?:of [\d,]+ )?(?:values|distinct texts)\b")
"""How evidence against a category begins that is of its values."""


def say_contradictions(inventory: Inventory, rulebook: Rulebook) -> Inventory:
    """The inventory with each declaration that the values contradict: as evidence of its column, and among what is said of the run."""
    made_together: defaultdict[str, list[Table]] = defaultdict(list)
    for table in inventory.estate.tables:
        made_together[table.made_with].append(table)
    names: dict[str, Names] = {}
    columns: list[ColumnVerdict] = []
    said: list[Skipped] = []
    for verdict in inventory.columns:
        columns.append(verdict)
        series = verdict.table.made_with
        if not verdict.values or not (verdict.column.declared or verdict.column.comment or verdict.table.declared):
            continue
        if series not in names:
            names[series] = names_of(speech(made_together[series], rulebook))
        contradictions = list(contradictions_of(verdict, rulebook, names[series]))
        if contradictions:
            heard = tuple(Evidence(EvidenceKind.AGAINST, text) for text in contradictions)
            columns[-1] = replace(verdict, evidence=(*verdict.evidence, *heard))
            what = f"{verdict.table.name}.{verdict.column.name}"
            said += [Skipped(what, text, Topic.CONTRADICTED) for text in contradictions]
    return replace(inventory, columns=tuple(columns), skipped=(*inventory.skipped, *said)) if said else inventory


def contradictions_of(verdict: ColumnVerdict, rulebook: Rulebook, names: Names) -> Iterator[str]:
    """What the schema declares of a column, each beside what its values say against it; never a value."""
    of_all = what_is_declared_of_all(verdict.table, rulebook, names)
    # That a table holds personal data is contradicted by no single column.
    of_all = tuple((declaration, meaning) for declaration, meaning in of_all if meaning.personal is False)
    for declaration, meaning in (*what_is_declared(verdict.column, rulebook, names), *of_all):
        against = _against(verdict, meaning, rulebook)
        if against:
            yield f"declared as “{declaration.text}” ({_where(declaration)}), but {against}"


def _where(declaration: Declaration) -> str:
    return str(declaration.by) if declaration.place is None else f"{declaration.by}, {declaration.place}"


def _against(verdict: ColumnVerdict, meaning: Meaning, rulebook: Rulebook) -> str:
    """What the values say against a meaning; empty where they agree with it, or tell nothing."""
    if meaning.personal is None:
        return ""
    if not meaning.personal:
        return _proof_of_any(verdict, rulebook)
    for category, said in _proven(verdict):
        if meaning.category is not None and not _related(category, meaning.category):
            return f"the values prove {rulebook.title_of(category)}: {said}"
    if verdict.verdict is Verdict.PROVEN and any(_is_said_by_values(one) for one in _own(verdict)):
        return ""
    return next((one.text for one in _own(verdict) if one.kind is EvidenceKind.AGAINST and _OF_VALUES.match(one.text)), "")


def _proof_of_any(verdict: ColumnVerdict, rulebook: Rulebook) -> str:
    """That the values are of persons, or hold what is of persons."""
    for category, said in _proven(verdict):
        return f"the values prove {rulebook.title_of(category)}: {said}"
    for within in verdict.also:
        return f"{within.values:,} of {verdict.values or 0:,} values hold {rulebook.title_of(within.category)}"
    return ""


def _proven(verdict: ColumnVerdict) -> Iterator[tuple[str, str]]:
    """The column's own category with what its values say for it, where they prove it."""
    if verdict.category is not None and verdict.verdict is Verdict.PROVEN:
        said = next((one.text for one in _own(verdict) if _is_said_by_values(one)), "")
        if said:
            yield verdict.category, said


def _own(verdict: ColumnVerdict) -> tuple[Evidence, ...]:
    """The evidence on the column's category, or on the likeliest one where it has none."""
    own = next((one for one in verdict.considered if verdict.category in (one.category, None)), None)
    return verdict.evidence if own is None else own.evidence


def _is_said_by_values(one: Evidence) -> bool:
    return one.kind is EvidenceKind.VALUE


def _related(first: str, second: str) -> bool:
    return is_within(first, second) or is_within(second, first)
