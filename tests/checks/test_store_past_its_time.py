from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from privaudit import rulebook
from privaudit.model.estate import Place
from privaudit.model.findings import Severity
from privaudit.model.report import CheckReport
from privaudit.model.verdicts import Verdict
from privaudit.pipeline import CheckOptions, check
from tests.conftest import AN_ACTIVITY, AS_OF, ORGANISATION, RULES, Audit, found, unknown

ID = "store-past-its-time"
BACKUPS = f"""\
{AN_ACTIVITY}
stores:
  - {{id: backups, files: ["backups/*.dump"], dated_by: name, max: P30D, rolling: true}}
"""
CATALOGUE = f"""\
{AN_ACTIVITY}
stores:
  - {{id: backup-rows, tables: [catalogue], dated_by: {{column: taken_at}}, when: {{column: removed_at, is_null: true}}, max: P30D}}
"""
LAST_INSIDE, FIRST_OUTSIDE = "2026-10-22", "2026-10-21"


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(rulebook, "built_in", lambda: RULES)
    (tmp_path / "data" / "backups").mkdir(parents=True)
    (tmp_path / "data" / "colours.csv").write_text("colour\nred\n", encoding="utf-8")
    return tmp_path / "data"


def _kept(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / "backups" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"email\nnobody@may.read.this\n")


def _checked(folder: Path, register: str, target: str = "data", *, strict: bool = False) -> CheckReport:
    (folder.parent / "register.yaml").write_text(ORGANISATION + register, encoding="utf-8")
    return check([target], "register.yaml", CheckOptions(as_of=AS_OF, strict=strict))


def test_files_past_the_period_are_found_and_none_is_opened(folder: Path) -> None:
    _kept(folder, f"crm_{FIRST_OUTSIDE}.dump", f"crm_{LAST_INSIDE}.dump", "crm_20260930T0200.dump", "crm_2026-11-20.dump")
    report = _checked(folder, BACKUPS)
    (finding,) = found(report, ID)
    assert (finding.severity, finding.verdict, finding.law) == (Severity.MEDIUM, Verdict.PROVEN, ("GDPR 5(1)(e)",))
    assert (finding.table, finding.count, finding.register) == ("", 2, "backups")
    assert finding.place == Place("data/backups/crm_20260930T0200.dump")
    assert finding.message == (
        "2 of 4 files of store backups are older than P30D: backups/crm_20260930T0200.dump, backups/crm_2026-10-21.dump; "
        "the oldest is of 2026-09-30 and overdue by 22 days."
    )
    assert report.tables == 1
    assert not [said for said in report.skipped if "backups" in said.what]
    assert not report.incomplete


def test_the_last_day_is_inside(folder: Path) -> None:
    _kept(folder, f"crm_{LAST_INSIDE}.dump")
    report = _checked(folder, BACKUPS, strict=True)
    assert (found(report, ID), unknown(report, ID)) == ([], [])


def test_a_store_that_no_longer_rolls_is_told(folder: Path) -> None:
    _kept(folder, "crm_2026-08-01.dump", "crm_2026-08-02.dump")
    (finding,) = found(_checked(folder, BACKUPS), ID)
    assert finding.message.endswith("; the newest is of 2026-08-02, so nothing has taken their place.")


def test_the_folder_of_the_backups_may_be_the_target_itself(folder: Path) -> None:
    _kept(folder, "crm_2026-08-01.dump")
    assert [finding.count for finding in found(_checked(folder, BACKUPS, "data/backups"), ID)] == [1]


def test_one_file_may_be_the_target(folder: Path) -> None:
    _kept(folder, "crm_2026-08-01.dump")
    report = _checked(folder, BACKUPS, "data/backups/crm_2026-08-01.dump")
    assert [finding.count for finding in found(report, ID)] == [1]
    assert not report.incomplete


def test_a_name_without_a_date_or_with_one_to_come_is_not_checked(folder: Path) -> None:
    _kept(folder, "crm_monday.dump", "crm_2026-11-22.dump", "crm_2026-11-21.dump")
    report = _checked(folder, BACKUPS)
    assert found(report, ID) == []
    assert unknown(report, ID) == [
        "store backups: backups/crm_2026-11-22.dump: its date, 2026-11-22, lies after the day of the audit",
        "store backups: backups/crm_monday.dump: its name holds no date",
    ]


def test_many_names_without_a_date_are_counted(folder: Path) -> None:
    _kept(folder, *(f"crm_{chr(97 + index)}.dump" for index in range(23)))
    reasons = unknown(_checked(folder, BACKUPS), ID)
    assert len(reasons) == 21
    assert reasons[-1].startswith("store backups: 3 more files")


@pytest.mark.parametrize(("day", "count"), [(FIRST_OUTSIDE, 1), (LAST_INSIDE, 0)])
def test_files_may_be_dated_by_their_last_change(folder: Path, day: str, count: int) -> None:
    _kept(folder, "crm.dump")
    moment = datetime.fromisoformat(f"{day}T23:59:59").replace(tzinfo=UTC).timestamp()
    os.utime(folder / "backups" / "crm.dump", (moment, moment))
    report = _checked(folder, BACKUPS.replace("dated_by: name", "dated_by: modified"))
    assert [finding.count for finding in found(report, ID)] == [count][:count]


def test_a_month_first_country_reads_names_its_way(folder: Path) -> None:
    _kept(folder, "crm_11-03-2026.dump")
    assert len(found(_checked(folder, BACKUPS), ID)) == 1
    american = ORGANISATION.replace("country: FR", "country: US") + BACKUPS
    (folder.parent / "register.yaml").write_text(american, encoding="utf-8")
    assert found(check(["data"], "register.yaml", CheckOptions(as_of=AS_OF)), ID) == []


def test_a_store_without_files_in_the_run_is_said(folder: Path) -> None:
    report = _checked(folder, BACKUPS)
    assert [(entry.what, entry.reason) for entry in report.not_checked if entry.what == "store backups"] == [
        ("store backups", "its glob backups/*.dump matches no file of this run")
    ]


ROWS = f"""\
id,taken_at,removed_at
1,{FIRST_OUTSIDE},
2,{LAST_INSIDE},
3,2026-01-01,2026-02-01
4,2026-09-01T02:00:00,
"""


def test_rows_of_a_catalogue_are_found_where_they_are_meant(audit: Audit) -> None:
    (finding,) = found(audit({"catalogue.csv": ROWS}, CATALOGUE), ID)
    assert (finding.table, finding.count, finding.register, finding.column) == ("catalogue", 2, "backup-rows", None)
    assert finding.message == (
        "2 of 3 rows of catalogue are older than P30D, by taken_at: the oldest is of 2026-09-01 and overdue by 1 month, 20 days."
    )


def test_a_clean_catalogue_is_silent(audit: Audit) -> None:
    clean = ROWS.replace(FIRST_OUTSIDE, LAST_INSIDE).replace("2026-09-01T02:00:00", "2026-11-21")
    report = audit({"catalogue.csv": clean}, CATALOGUE)
    assert (found(report, ID), unknown(report, ID)) == ([], [])


def test_rows_without_a_date_are_not_checked(audit: Audit) -> None:
    report = audit({"catalogue.csv": "taken_at,removed_at\n,\nsoon,\n2026-12-24,\n2026-11-20,\n"}, CATALOGUE)
    assert found(report, ID) == []
    assert unknown(report, ID) == ["store backup-rows: catalogue.taken_at: 3 of 4 rows have no readable date that has come"]


def test_a_schema_without_rows_is_not_checked(audit: Audit) -> None:
    report = audit({"schema.sql": "CREATE TABLE catalogue (taken_at DATE, removed_at DATE);"}, CATALOGUE)
    assert unknown(report, ID) == ["store backup-rows: catalogue.taken_at: catalogue is a schema without rows"]


@pytest.mark.parametrize("column", ["taken_at", "removed_at"])
def test_a_column_that_the_table_lacks_is_missing(audit: Audit, column: str) -> None:
    report = audit({"catalogue.csv": ROWS.replace(column, "other")}, CATALOGUE)
    assert found(report, ID) == []
    assert [said.what for said in report.skipped] == [f"catalogue.{column}"]
    assert report.incomplete
