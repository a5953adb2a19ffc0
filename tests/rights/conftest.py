"""Persons in small tables: what `find_subject` is asked with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

import pytest

from privaudit.facts import RowFacts
from privaudit.inventory import map_by_hand, take_inventory
from privaudit.model.estate import Estate, Table
from privaudit.model.register import Register
from privaudit.model.rights import Given, Subject, SubjectOutcome
from privaudit.rights.given import columns_of
from privaudit.rights.identity import Asked
from privaudit.rights.subject import find_subject
from privaudit.rulebook import built_in


class Find(Protocol):
    """Looks for a person in tables, by `email=...` and the like."""

    def __call__(self, tables: list[Table], *given: str, register: Register | None = None, confirmed: bool = False) -> SubjectOutcome: ...


@pytest.fixture
def asked(facts: RowFacts) -> Callable[..., Asked]:
    """Everything to look for persons, by the names of columns alone."""

    def asking(tables: list[Table], register: Register | None = None, *, confirmed: bool = False) -> Asked:
        rules = built_in()
        inventory = take_inventory(Estate(tuple(tables)), {}, rules)
        inventory = inventory if register is None else map_by_hand(inventory, register, rules)
        return Asked(inventory, register, facts, rules, confirmed)

    return asking


@pytest.fixture
def find(asked: Callable[..., Asked]) -> Find:
    """Looks for a person."""

    def finding(tables: list[Table], *given: str, register: Register | None = None, confirmed: bool = False) -> SubjectOutcome:
        persons = [Given(*one.split("=", 1)) for one in given]
        return find_subject(replace(asked(tables, register, confirmed=confirmed), named=columns_of(persons)), persons)

    return finding


def ids(outcome: SubjectOutcome) -> dict[str, list[object]]:
    """The first column of the rows that are a person's, by table."""
    assert isinstance(outcome, Subject)
    return {found.table.name: sorted(row.values[0] for row in found.rows) for found in outcome.tables}  # type: ignore[type-var]
