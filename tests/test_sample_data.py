"""The sample organisations: every planted breach is found, with its rows, and the clean twin is silent."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from privaudit import CheckOptions, check
from privaudit.model.report import CheckReport

SAMPLES = Path(__file__).parent.parent / "sample_data"
ORGANISATIONS = sorted(path.parent.name for path in SAMPLES.glob("*/register.yaml"))
DAY = date(2026, 6, 30)


def _expected(organisation: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((SAMPLES / organisation / "expected.json").read_text(encoding="utf-8"))
    return entries


@pytest.fixture(scope="module", params=ORGANISATIONS)
def organisation(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def rows_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rows") / "rows.jsonl"


@pytest.fixture(scope="module")
def breached(organisation: str, rows_file: Path) -> CheckReport:
    folder = SAMPLES / organisation
    return check([str(folder / "breached")], folder / "register.yaml", CheckOptions(as_of=DAY, rows=rows_file))


def test_every_planted_breach_is_found_and_nothing_else(organisation: str, breached: CheckReport) -> None:
    found = sorted(
        (
            finding.check,
            finding.severity.word,
            finding.table or None,
            finding.column,
            list(finding.categories),
            finding.register,
            finding.count,
        )
        for finding in breached.findings
    )
    planted = sorted(
        (entry["check"], entry["severity"], entry["table"], entry["column"], entry["categories"], entry["register"], entry["count"])
        for entry in _expected(organisation)
    )
    assert list(map(str, found)) == list(map(str, planted))


def test_the_rows_of_each_breach_are_the_planted_ones(organisation: str, breached: CheckReport, rows_file: Path) -> None:
    keys: dict[str, set[str]] = {}
    for line in rows_file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        keys.setdefault(row["fingerprint"], set()).add(str(next(iter(row["key"].values()))))
    for entry in _expected(organisation):
        finding = next(
            one
            for one in breached.findings
            if (one.check, one.table or None, one.column) == (entry["check"], entry["table"], entry["column"])
        )
        assert keys.get(finding.fingerprint, set()) == {str(key) for key in entry["keys"]}, entry["check"]


def test_nothing_in_it_stays_unread(breached: CheckReport) -> None:
    assert not breached.incomplete
    assert breached.tables == 13


def test_the_clean_twin_is_silent(organisation: str) -> None:
    folder = SAMPLES / organisation
    report = check([str(folder / "clean")], folder / "register.yaml", CheckOptions(as_of=DAY, complete=True))
    assert [finding.message for finding in report.findings] == []
    assert report.not_checked == ()
    assert report.skipped == ()
