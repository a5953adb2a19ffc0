"""Plans for the sample organisations, carried out on copies of them: nothing else changes, and nothing is left that should be gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from privaudit import CheckOptions, check
from privaudit.answering import ErasureOptions, plan_erasure
from privaudit.model.erasure import Blank, ErasurePlan, ErasureStep, Fate
from privaudit.rights.script import script
from tests.sample_databases import Content, Database, MariadbCopy, PostgresqlCopy, Row, Sample, SqliteCopy, as_text
from tests.test_sample_data import SAMPLES

DAY = date(2026, 6, 30)
SUBJECTS = {
    "mobility_saas": "nerea.montalbo@altaserra.example",
    "quality_saas": "enno.uphusen-tiedemoeller@labor-am-kolk.example",
    "web_agency": "b.roquefontin@librairie-lesplumes.example",
    "laundry_platform": "fanny.haudecoeur@courrier-libre.example",
    "directory_software": "cecile.quincarlet@commerce-trevignade.example",
}
FATES: Mapping[str, Mapping[str, set[Fate]]] = {
    "mobility_saas": {
        "accounts": {Fate.KEEP},
        "orders": {Fate.KEEP},
        "newsletter_export": {Fate.DELETE},
        "support_requests": {Fate.DELETE},
        "rights_requests": {Fate.KEEP},
    },
    "quality_saas": {
        "accounts": {Fate.ANONYMISE},
        "invoices": {Fate.KEEP},
        "login_cookies": {Fate.DELETE},
        "newsletter_export": {Fate.DELETE},
        "support_tickets": {Fate.DELETE},
    },
    "directory_software": {
        "crm.demandes": {Fate.DELETE},
        "crm.echanges": {Fate.DELETE},
        "compta.factures": {Fate.KEEP},
        "compta.reglements": {Fate.KEEP},
        "marketing.envoi_lettre": {Fate.DELETE},
    },
}
"""What becomes of what, written down for those whose promises are about it: A11, B10 and E3."""
REASONS = {
    "mobility_saas": {("accounts/after-contract", "GDPR 17(3)(b)", date(2035, 10, 19))},
    "quality_saas": {("billing/administrative", "GDPR 17(3)(b)", date(2036, 6, 21))},
    "directory_software": {("invoicing/accounting-law", "GDPR 17(3)(b)", date(2032, 12, 31))},
}
"""Why something of them is kept by an exception, and until when."""
Copies = Callable[[str, Sample], Database]


@cache
def sample(organisation: str, twin: str) -> Sample:
    return Sample.of(SAMPLES / organisation / twin)


@pytest.fixture(params=["sqlite", "postgresql", "mariadb"])
def copies(request: pytest.FixtureRequest, tmp_path: Path) -> Copies:
    """Makes a copy of a sample on each kind of database."""

    def make(name: str, content: Sample) -> Database:
        if request.param == "postgresql":
            return PostgresqlCopy(content, request.getfixturevalue("postgresql_url"), name)
        if request.param == "mariadb":
            return MariadbCopy(content, request.getfixturevalue("mariadb_url"), name)
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


@pytest.mark.parametrize("organisation", SUBJECTS)
def test_a_person_is_gone_but_for_what_has_to_stay(copies: Copies, organisation: str) -> None:
    subject = SUBJECTS[organisation]
    database = copies("one_person", sample(organisation, "clean"))
    options = ErasureOptions(as_of=DAY, subject=(f"email={subject}",), confirmed=True)
    plan = plan_erasure([database.url], SAMPLES / organisation / "register.yaml", options)
    before = database.content()
    database.run(script(plan, None))
    after = database.content()
    assert after == as_planned(before, plan)
    assert after != before
    assert not database.broken_keys()
    kept = {step.table.name for step in plan.steps if step.fate is Fate.KEEP or (step.fate is Fate.ANONYMISE and step.grounds.register)}
    assert where(after, subject) <= where(before, subject)
    assert where(after, subject) <= kept
    for table, fates in FATES.get(organisation, {}).items():
        assert {step.fate for step in plan.steps if step.table.name == table} == fates
    excepted = [step.grounds for step in plan.steps if step.fate is Fate.KEEP and step.grounds.law[:1] == ("GDPR 17(3)(b)",)]
    found = {(one.register, one.law[0], one.until) for one in excepted if "/marketing/" not in one.register}
    assert found == REASONS.get(organisation, found)


@pytest.mark.parametrize("organisation", SUBJECTS)
def test_all_that_is_past_its_clock_is_gone(tmp_path: Path, organisation: str) -> None:
    register = SAMPLES / organisation / "register.yaml"
    database = SqliteCopy(sample(organisation, "breached"), tmp_path / "copy.db")
    plan = plan_erasure([database.url], register, ErasureOptions(as_of=DAY, expired=True))
    before = database.content()
    database.run(script(plan, None))
    after = database.content()
    assert after == as_planned(before, plan)
    assert not database.broken_keys()
    time_checks = ("expired-records", "deletion-request-overdue", "identity-proof-kept")
    options = CheckOptions(as_of=DAY, select=time_checks)
    found = {finding.table for finding in check([database.url], register, options).findings}
    assert {finding.table for finding in check([str(SAMPLES / organisation / "breached")], register, options).findings} > found
    spared = {step.table.name for step in plan.steps if step.fate is Fate.ANONYMISE or step.fate is Fate.KEEP}
    assert found <= spared  # a row to which others point, or a name that may not be empty, stays without what tells of a person


@pytest.mark.parametrize("organisation", SUBJECTS)
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
