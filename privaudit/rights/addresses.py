"""Columns of a server that hold e-mail addresses though their names do not say so: `audit_log.actor`.

An export fetches no row of anybody else: the server counts the addresses among its first rows, and the counts are all that comes here.
An erasure asks the same, so that both find a person in the same columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlglot import exp

from privaudit import questions as ask
from privaudit.allowing import allow
from privaudit.declared_type import kind_of
from privaudit.errors import SourceError
from privaudit.facts import RowFacts
from privaudit.inventory import map_by_hand
from privaudit.model.estate import Skipped, Table
from privaudit.model.register import Register
from privaudit.model.rules import Rulebook, is_within
from privaudit.model.verdicts import ColumnVerdict, Evidence, EvidenceKind, Inventory, Verdict
from privaudit.urls import is_url

_EMAIL = "user.contact.email"
_FIRST = 1_000
"""Rows of a table that its server looks at."""
_MOSTLY = 0.5
"""The share of the filled cells that are addresses in a column of addresses."""


def with_addresses(inventory: Inventory, register: Register, facts: RowFacts, rules: Rulebook) -> Inventory:
    """The inventory with the columns of servers that hold addresses; what the register and the rules say of a column goes before."""
    found: dict[tuple[int, str], ColumnVerdict] = {}
    skipped: list[Skipped] = []
    for table in inventory.estate.tables:
        if not is_url(table.source) or not table.has_rows:
            continue
        try:
            found |= {(id(table), one.column.name): one for one in _of_addresses(inventory.of(table), table, facts, rules)}
        except SourceError as problem:
            skipped.append(Skipped(table.name, f"whether it holds addresses under other names is not known: {problem.message}"))
    told = tuple(found.get((id(one.table), one.column.name), one) for one in inventory.columns)
    mapped = map_by_hand(replace(inventory, columns=told), register, rules)
    return replace(inventory, columns=allow(mapped, rules).columns, skipped=(*inventory.skipped, *skipped))


def _of_addresses(columns: Sequence[ColumnVerdict], table: Table, facts: RowFacts, rules: Rulebook) -> Iterator[ColumnVerdict]:
    """The columns most of whose cells are addresses, among those that are not known to be of addresses."""
    known = rules.categories.get(_EMAIL)
    patterns = [pattern.regex for pattern in (() if known is None else known.patterns) if pattern.inside and not pattern.is_test]
    asked = [one for one in columns if _may_hold(one)]
    if not asked or not patterns:
        return
    counts = facts.engine.ask(_counting(table, [one.column.name for one in asked], "|".join(patterns)))
    ((*numbers,),) = counts
    for place, verdict in enumerate(asked):
        filled, addresses = (int(number or 0) for number in numbers[2 * place : 2 * place + 2])
        if filled and addresses >= _MOSTLY * filled:
            said = Evidence(
                EvidenceKind.VALUE, f"{addresses:,} of the {filled:,} values that the server looked at have the form of e-mail address"
            )
            yield replace(
                verdict, category=_EMAIL, verdict=Verdict.PROVEN, confidence=1.0, special=False, evidence=(*verdict.evidence, said)
            )


def _may_hold(one: ColumnVerdict) -> bool:
    known = one.category is not None and is_within(one.category, _EMAIL) and one.verdict.personal
    return not known and one.column.in_rows and kind_of(one.column.type) == "text"


def _counting(table: Table, names: Sequence[str], pattern: str) -> exp.Select:
    """The question how many of the first cells of each column are filled, and how many of these are addresses."""
    cells = [exp.alias_(ask.trimmed(ask.column(name)), f"c_{place}") for place, name in enumerate(names)]
    first = exp.select(*cells).from_(ask.relation(table.relation or "")).limit(_FIRST)
    numbers: list[exp.Expr] = []
    for place in range(len(names)):
        cell = ask.column(f"c_{place}")
        numbers += [ask.count_if(exp.NEQ(this=cell, expression=ask.text(""))), ask.count_if(ask.matches(cell, pattern))]
    told = [exp.alias_(number, f"n_{place}") for place, number in enumerate(numbers)]
    return exp.select(*told).from_(first.subquery("first_rows"))
