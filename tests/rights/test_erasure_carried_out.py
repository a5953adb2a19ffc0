"""Plans for the sample organisations, carried out on copies of them: nothing else changes, and nothing is left that should be gone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from privaudit import CheckOptions, check
from privaudit.answering import ErasureOptions, plan_erasure
from privaudit.model.erasure import Blank, ErasurePlan, ErasureStep, Fate
from privaudit.rights.script import script
from tests.sample_databases import Content, Database, MysqlCopy, PostgresqlCopy, Row, Sample, SqliteCopy, as_text
from tests.test_sample_data import SAMPLES

DAY = date(2026, 6, 30)
PLANTED = sorted(path.parent.name for path in SAMPLES.glob("*/expected_erasure.json"))


Copies = Callable[[str, Sample], Database]


@cache
def sample(organisation: str, twin: str) -> Sample:
    return Sample.of(SAMPLES / organisation / twin)


@pytest.fixture(params=["sqlite", "postgresql", "mariadb", "mysql"])
def copies(request: pytest.FixtureRequest, tmp_path: Path) -> Copies:
    """Makes a copy of a sample on each kind of database."""

    def make(name: str, content: Sample) -> Database:
        if request.param == "postgresql":
            return PostgresqlCopy(content, request.getfixturevalue("postgresql_url"), name)
        if request.param in {"mariadb", "mysql"}:
            return MysqlCopy(content, request.getfixturevalue(f"{request.param}_url"), name)
        return SqliteCopy(content, tmp_path / "copy.db")

    return make


def blank(step: ErasureStep, row: Row) -> Row:
    """A row as a step leaves it."""
    names = [name.lower() for name in step.held.columns]
    cells = list(row)
    for one in step.cleared:
        key = row[names.index(step.table.primary_key[0].lower())] if one.by is Blank.NAMED else ""
        cells[names.index(one.column.lower())] = None if one.by is Blank.NULL else one.by.value.replace("<key>", key or "")
    return tuple(cells)


def as_planned(before: Content, plan: ErasurePlan) -> Content:
    """The content after the plan, worked out by hand."""
    after = {name: Counter(rows) for name, rows in before.items()}
    for step in plan.steps:
        for values in step.held.rows:
            row = tuple(map(as_text, values))
            assert after[step.table.name][row] > 0
            if step.fate in {Fate.DELETE, Fate.ANONYMISE}:
                after[step.table.name][row] -= 1
            if step.fate is Fate.ANONYMISE:
                after[step.table.name][blank(step, row)] += 1
    return {name: +rows for name, rows in after.items()}


def where(content: Content, value: str) -> set[str]:
    """The tables in which a value stands somewhere, whatever its case."""
    return {name for name, rows in content.items() for row in rows if any(value in (cell or "").lower() for cell in row)}


def wanted(organisation: str) -> dict[str, Any]:
    """The plans that were written down by hand for persons of an organisation."""
    found: dict[str, Any] = json.loads((SAMPLES / organisation / "expected_erasure.json").read_text(encoding="utf-8"))
    return found


def told(step: ErasureStep) -> dict[str, Any]:
    """A step as it was written down."""
    said: dict[str, Any] = {"fate": step.fate.value, "table": step.table.name, "rows": step.count}
    said |= {"columns": [one.column for one in step.cleared]} if step.cleared else {}
    said |= {"until": step.grounds.until.isoformat()} if step.grounds.until is not None else {}
    said |= {"register": step.grounds.register} if step.grounds.register else {}
    return said | {"law": list(step.grounds.law)}


def planned(organisation: str, person: Mapping[str, Any], target: str) -> ErasurePlan:
    options = ErasureOptions(as_of=DAY, subject=tuple(person["subject"]), confirmed=person["confirmed"])
    return plan_erasure([target], SAMPLES / organisation / "register.yaml", options)


@pytest.mark.parametrize(
    ("organisation", "place"), [(organisation, place) for organisation in PLANTED for place in range(len(wanted(organisation)["persons"]))]
)
def test_the_plan_is_the_one_that_was_written_down(organisation: str, place: int) -> None:
    person = wanted(organisation)["persons"][place]
    plan = planned(organisation, person, str(SAMPLES / organisation / "clean"))
    found = [told(step) for step in plan.steps]
    assert sorted(found, key=str) == sorted(person["steps"], key=str)
    assert [one.id for one in plan.recipients] == person["recipients"]
    assert [one.store for one in plan.copies] == person["copies"]


@pytest.mark.parametrize("organisation", PLANTED)
def test_a_person_is_gone_but_for_what_has_to_stay(copies: Copies, organisation: str) -> None:
    person = wanted(organisation)["persons"][0]
    database = copies("one_person", sample(organisation, "clean"))
    plan = planned(organisation, person, database.url)
    before = database.content()
    database.run(script(plan, None))
    after = database.content()
    assert after == as_planned(before, plan)
    assert after != before
    assert not database.broken_keys()
    address = person["subject"][0].partition("=")[2]
    kept = {step.table.name for step in plan.steps if step.fate is Fate.KEEP or (step.fate is Fate.ANONYMISE and step.grounds.register)}
    assert where(after, address) <= where(before, address)
    assert where(after, address) <= kept


def erased_and_checked(database: Database, organisation: str) -> None:
    """Carries out the plan for all that is past its clock; nothing else changes, and no check of time finds anything afterwards."""
    register = SAMPLES / organisation / "register.yaml"
    options = CheckOptions(as_of=DAY, select=("expired-records", "deletion-request-overdue", "identity-proof-kept"))
    plan = plan_erasure([database.url], register, ErasureOptions(as_of=DAY, expired=True))
    before = database.content()
    assert check([database.url], register, options).findings
    database.run(script(plan, None))
    assert database.content() == as_planned(before, plan)
    assert not database.broken_keys()
    assert not check([database.url], register, options).findings
    # What had to stay without what tells of a person is nobody's, and nothing is left to erase of it.
    again = plan_erasure([database.url], register, ErasureOptions(as_of=DAY, expired=True))
    assert not again.rows(Fate.DELETE, Fate.ANONYMISE, Fate.ARCHIVE)


@pytest.mark.parametrize("organisation", PLANTED)
def test_all_that_is_past_its_clock_is_gone(tmp_path: Path, organisation: str) -> None:
    erased_and_checked(SqliteCopy(sample(organisation, "breached"), tmp_path / "copy.db"), organisation)


def test_so_it_is_on_every_kind_of_database(copies: Copies) -> None:
    erased_and_checked(copies("expired", sample("quality_saas", "breached")), "quality_saas")


@pytest.mark.parametrize("organisation", PLANTED)
def test_of_the_clean_twin_nothing_has_expired(organisation: str) -> None:
    folder = SAMPLES / organisation
    plan = plan_erasure([str(folder / "clean")], folder / "register.yaml", ErasureOptions(as_of=DAY, expired=True))
    assert not plan.rows(*Fate)


def test_younger_logs_outlive_the_erasure_of_their_author() -> None:
    folder = SAMPLES / "mobility_saas"

    def kept(day: date) -> dict[Fate, int]:
        options = ErasureOptions(as_of=day, subject=("content_log.login=alebrazec",))
        plan = plan_erasure([str(folder / "clean")], folder / "register.yaml", options)
        return {fate: plan.rows(fate) for fate in (Fate.DELETE, Fate.KEEP)}

    assert kept(DAY) == {Fate.DELETE: 0, Fate.KEEP: 8}
    assert kept(date(2026, 7, 1)) == {Fate.DELETE: 2, Fate.KEEP: 6}
