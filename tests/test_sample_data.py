"""The sample organisations: every planted breach is found, with its rows, and the clean twin is silent.

Each entry of `expected.json` is one finding.  `keys` are the primary keys of its rows as they stand in the file (a list where the key
has several columns), lines where a table has no key or a row could not be read, and the names of files where it is about stored
files.  Two keys are added where they are needed: `missing`, the columns that breached/ lacks, and `elsewhere`, the rows of other
tables (by their first column) that make the finding one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from privaudit import CheckOptions, check, rulebook
from privaudit.model.findings import Finding
from privaudit.model.register import Register
from privaudit.model.report import CheckReport
from privaudit.pipeline import LintOptions, lint
from privaudit.register import load
from tests.sample_twins import Planted, differences, key_of, planted_in

SAMPLES = Path(__file__).parent.parent / "sample_data"
ORGANISATIONS = sorted(path.parent.name for path in SAMPLES.glob("*/register.yaml"))
DAY = date(2026, 6, 30)
FIELDS = {"promise", "check", "severity", "table", "column", "categories", "register", "count", "keys"}
MORE_FIELDS = {"missing", "elsewhere"}
LINT_FIELDS = {"promise", "check", "severity", "register"}
BY_DAY = (
    "expired-records",
    "deletion-request-overdue",
    "identity-proof-kept",
    "store-past-its-time",
    "temporary-copy-kept",
    "marketing-past-clock",
)
"""The checks whose findings grow from one day to the next."""


def expected(organisation: str, name: str = "expected.json") -> list[dict[str, Any]]:
    """What is planted; nothing where there is no such file."""
    path = SAMPLES / organisation / name
    entries: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return entries


@dataclass(frozen=True)
class Checked:
    """A report, and the rows of its findings by their fingerprint: columns and values of each key."""

    report: CheckReport
    rows: dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module", params=[pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in ORGANISATIONS])
def organisation(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def register(organisation: str) -> Register:
    path = SAMPLES / organisation / "register.yaml"
    return load(path, str(path), rulebook.in_force(()).categories)


@pytest.fixture(scope="module")
def breached(organisation: str, tmp_path_factory: pytest.TempPathFactory) -> Checked:
    path = tmp_path_factory.mktemp(organisation) / "rows.jsonl"
    report = _check(organisation, "breached", rows=path, rows_with_values=True)
    rows: dict[str, list[dict[str, Any]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows.setdefault(row["fingerprint"], []).append(row["key"])
    return Checked(report, rows)


def _check(organisation: str, twin: str, as_of: date = DAY, **options: Any) -> CheckReport:  # noqa: ANN401 those of CheckOptions
    folder = SAMPLES / organisation
    return check([str(folder / twin)], folder / "register.yaml", CheckOptions(as_of=as_of, **options))


def test_what_is_planted_is_written_in_one_way(organisation: str) -> None:
    for entry in expected(organisation):
        assert set(entry) - MORE_FIELDS == FIELDS, entry
    for entry in expected(organisation, "expected_lint.json"):
        assert set(entry) == LINT_FIELDS, entry


def test_every_planted_breach_is_found_and_nothing_else(organisation: str, breached: Checked) -> None:
    found = sorted(_line(*_subject(finding), finding.severity.word, finding.count) for finding in breached.report.findings)
    planted = sorted(_line(*_planted_subject(entry), entry["severity"], entry["count"]) for entry in expected(organisation))
    assert found == planted


def test_the_rows_of_each_breach_are_the_planted_ones(organisation: str, breached: Checked) -> None:
    for entry in expected(organisation):
        finding = _finding(breached, entry)
        planted = sorted(map(key_of, entry["keys"]))
        if finding.rows is None and finding.count is not None:
            assert all(name in finding.message for (name,) in planted), entry
        else:
            assert sorted(key_of(list(row.values())) for row in breached.rows.get(finding.fingerprint, ())) == planted, entry
        assert not planted or len(planted) == finding.count, entry


def test_nothing_in_it_stays_unread(breached: Checked) -> None:
    assert not breached.report.incomplete


def test_the_clean_twin_is_silent(organisation: str) -> None:
    report = _check(organisation, "clean", complete=True)
    assert [finding.message for finding in report.findings] == []
    assert report.not_checked == ()
    assert report.skipped == ()


def test_the_twin_differs_only_in_what_is_planted(organisation: str, register: Register, breached: Checked) -> None:
    folder = SAMPLES / organisation
    keys: dict[str, tuple[str, ...]] = {}
    for finding in breached.report.findings:
        for row in breached.rows.get(finding.fingerprint, ()):
            if finding.check != "partial-read":
                keys[finding.table.lower()] = () if list(row) == ["line"] else tuple(row)
    assert differences(folder / "breached", folder / "clean", planted_in(expected(organisation), register), keys) == []


def test_each_period_has_a_row_whose_last_day_it_is(organisation: str, register: Register) -> None:
    report = _check(organisation, "clean", DAY + timedelta(days=1), select=BY_DAY)
    past = {finding.register for finding in report.findings}
    assert sorted(set(_periods(register)) - past) == []


def test_each_breach_has_a_row_that_is_past_by_a_day(organisation: str, breached: Checked) -> None:
    before = _counts(_check(organisation, "breached", DAY - timedelta(days=1), select=BY_DAY))
    counts = _counts(breached.report)
    assert [by for by, count in counts.items() if before[by] >= count] == []


def test_each_minimum_is_missed_by_a_day(organisation: str, breached: Checked) -> None:
    late = {finding.register for finding in breached.report.findings if finding.check == "kept-too-short"}
    if late:
        after = _check(organisation, "breached", DAY + timedelta(days=1), select=("kept-too-short",))
        assert [finding.register for finding in after.findings if finding.register in late] == []


def test_the_breached_register_has_the_planted_complaints(organisation: str) -> None:
    path = SAMPLES / organisation / "breached_register.yaml"
    planted = expected(organisation, "expected_lint.json")
    assert path.exists() == bool(planted)
    if planted:
        found = [
            _line(finding.check, finding.severity.word, finding.register) for finding in lint(path, (), LintOptions(as_of=DAY)).findings
        ]
        assert sorted(found) == sorted(_line(entry["check"], entry["severity"], entry["register"]) for entry in planted)


def _periods(register: Register) -> Iterator[str]:
    """What may be past its time, as findings name it."""
    for activity in register.activities:
        yield from (f"{activity.id}/{clock.id}" for clock in activity.clocks if clock.max is not None)
        yield from (f"{activity.id}/marketing/{marketing.channel}" for marketing in activity.marketing if marketing.clocks)
    yield from (store.id for store in register.stores if store.max is not None or store.temporary is not None)


def _counts(report: CheckReport) -> Counter[tuple[str, str, str]]:
    """How much is past each period: rows by table, files, and copies of a store all together."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for finding in report.findings:
        if finding.check in BY_DAY:
            table = "" if finding.check == "temporary-copy-kept" else finding.table
            counts[finding.check, finding.register, table] += finding.count or 1
    return counts


def _subject(finding: Finding) -> tuple[str, str, str, list[str], str]:
    return finding.check, finding.table, finding.column or "", sorted(finding.categories), finding.register


def _planted_subject(entry: dict[str, Any]) -> tuple[str, str, str, list[str], str]:
    return entry["check"], entry["table"] or "", entry["column"] or "", sorted(entry["categories"]), entry["register"]


def _line(*parts: object) -> str:
    return " | ".join(map(str, parts))


def _finding(breached: Checked, entry: dict[str, Any]) -> Finding:
    for finding in breached.report.findings:
        if _subject(finding) == _planted_subject(entry):
            return finding
    pytest.fail(f"not found: {_line(*_planted_subject(entry))}")


def test_a_row_that_differs_without_reason_is_told(tmp_path: Path) -> None:
    breached, clean = _twins(
        tmp_path, "id,name,seen\n1,Ada,2020-01-01\n2,Bo,2020-01-01\n", "id,name,seen\n1,Ada,2026-01-01\n2,Cy,2020-01-01\n"
    )
    planted = {"people": Planted(rows={("1",)})}
    assert differences(breached, clean, planted, {"people": ("id",)}) == ["people, line 3 (2): name differs, and nothing is planted there"]
    assert differences(breached, clean, {"people": Planted(rows={("1",), ("2",)})}, {}) == []


def test_rows_columns_and_files_that_only_one_twin_has_are_told(tmp_path: Path) -> None:
    breached, clean = _twins(tmp_path, "id,religion,born\n1,x,y\n", "id,town\n1,z\n2,z\n")
    (breached / "copy.dump").write_text("", encoding="utf-8")
    planted = {"people": Planted(columns={"religion"})}
    assert differences(breached, clean, planted, {}) == [
        "clean/ lacks copy.dump",
        "people.born is in one twin only",
        "people.town is in one twin only",
        "people has 1 rows, its twin 2",
    ]


def test_schemas_may_differ_in_planted_columns_alone(tmp_path: Path) -> None:
    breached, clean = _twins(tmp_path, "id\n1\n", "id\n1\n")
    text = "CREATE TABLE people (\n  id int,\n  religion text\n);\nCREATE TABLE guests (\n  religion text\n);\n"
    (breached / "schema.sql").write_text(text, encoding="utf-8")
    (clean / "schema.sql").write_text(text.replace("  religion text\n", ""), encoding="utf-8")
    assert differences(breached, clean, {"people": Planted(columns={"religion"})}, {}) == ["schema.sql of breached/: religion text"]


def test_a_table_of_a_schema_is_told_from_its_namesakes(tmp_path: Path) -> None:
    breached, clean = _twins(tmp_path, "id\n1\n", "id\n1\n")
    text = "CREATE TABLE crm.people (\n  id int,\n  religion text\n);\nCREATE TABLE archive.people (\n  religion text\n);\n"
    (breached / "schema.sql").write_text(text, encoding="utf-8")
    (clean / "schema.sql").write_text(text.replace("  religion text\n", ""), encoding="utf-8")
    planted = {"crm.people": Planted(columns={"religion"})}
    assert differences(breached, clean, planted, {}) == ["schema.sql of breached/: religion text"]


def _twins(folder: Path, one: str, other: str) -> tuple[Path, Path]:
    for name, content in (("breached", one), ("clean", other)):
        (folder / name).mkdir()
        (folder / name / "people.csv").write_text(content, encoding="utf-8")
    return folder / "breached", folder / "clean"
