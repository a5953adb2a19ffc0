from __future__ import annotations

from pathlib import Path

import pytest

from privaudit import rulebook
from privaudit.model.estate import Place
from privaudit.model.findings import Finding, Severity
from privaudit.model.report import CheckReport
from privaudit.model.verdicts import Verdict
from privaudit.pipeline import CheckOptions, check
from tests.conftest import AN_ACTIVITY, AS_OF, ORGANISATION, RULES, found, unknown

ID = "temporary-copy-kept"
STORE = f"""\
{AN_ACTIVITY}
stores:
  - id: support-copies
    tables: ["support_{{ticket}}.*"]
    files: ["support/{{ticket}}.sql", "support/{{ticket}}"]
    temporary: {{event: request_closed, ticket: tickets.id, closed: tickets.closed_at}}
"""
TICKETS = """\
id,closed_at
T-1,2026-11-20
T-2,2026-11-21
T-3,
T-4,2026-09-02T10:00:00
T-5,soon
T-6,2026-12-24
"""


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(rulebook, "built_in", lambda: RULES)
    (tmp_path / "data" / "support").mkdir(parents=True)
    (tmp_path / "data" / "tickets.csv").write_text(TICKETS, encoding="utf-8")
    return tmp_path / "data"


def _checked(folder: Path, *copies: str, register: str = STORE, complete: bool = False) -> CheckReport:
    for name in copies:
        path = folder / "support" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("CREATE TABLE clients (email TEXT);\n", encoding="utf-8")
    (folder.parent / "register.yaml").write_text(ORGANISATION + register, encoding="utf-8")
    return check(["data"], "register.yaml", CheckOptions(as_of=AS_OF, complete=complete))


def test_files_of_closed_tickets_are_found(folder: Path) -> None:
    report = _checked(folder, "T-1.sql", "T-3.sql", "t-4/dump/clients.csv")
    (finding,) = found(report, ID)
    assert (finding.severity, finding.verdict, finding.register) == (Severity.HIGH, Verdict.PROVEN, "support-copies")
    assert (finding.count, finding.place) == (2, Place("data/support/T-1.sql"))
    assert finding.message == (
        "2 files of store support-copies should be gone, because the ticket is closed: "
        "support/T-1.sql (closed on 2026-11-20), support/t-4/dump/clients.csv (closed on 2026-09-02)."
    )
    assert unknown(report, ID) == []
    assert report.tables == 1


@pytest.mark.parametrize("ticket", ["T-2", "T-3", "T-6"])
def test_a_ticket_that_is_open_or_was_closed_today_keeps_its_copy(folder: Path, ticket: str) -> None:
    report = _checked(folder, f"{ticket}.sql")
    assert (found(report, ID), unknown(report, ID)) == ([], [])


@pytest.mark.parametrize(("period", "count"), [("P79D", 1), ("P80D", 0)])
def test_a_store_may_give_some_days_more(folder: Path, period: str, count: int) -> None:
    register = STORE.replace("    temporary:", f"    max: {period}\n    dated_by: modified\n    temporary:")
    findings = found(_checked(folder, "T-4.sql", register=register), ID)
    assert [finding.count for finding in findings] == [count][:count]


def _schemas(folder: Path, *names: str) -> list[Finding]:
    tables = "".join(f"CREATE TABLE {name}.{table} (email TEXT);\n" for name in names for table in ("clients", "orders"))
    (folder / "schema.sql").write_text(tables, encoding="utf-8")
    return found(_checked(folder), ID)


def test_a_schema_is_one_copy_and_its_name_need_not_have_the_marks_of_the_ticket(folder: Path) -> None:
    (finding,) = _schemas(folder, "support_t_1", "support_T3", "crm")
    assert (finding.table, finding.count) == ("support_t_1.clients", None)
    assert finding.message == (
        "The copy support_t_1 of store support-copies (2 tables) should be gone, because its ticket was closed on 2026-11-20."
    )


def test_each_copied_schema_is_a_finding_of_its_own(folder: Path) -> None:
    findings = _schemas(folder, "support_t1", "support_t4")
    assert [finding.table for finding in findings] == ["support_t1.clients", "support_t4.clients"]
    assert findings[0].fingerprint != findings[1].fingerprint


def test_the_tables_of_a_copy_are_declared_by_the_store(folder: Path) -> None:
    (folder / "schema.sql").write_text("CREATE TABLE support_t3.clients (email TEXT);\n", encoding="utf-8")
    assert found(_checked(folder), "undeclared-table") == []


def test_a_copy_without_a_ticket_is_not_checked(folder: Path) -> None:
    report = _checked(folder, "T-77.sql")
    assert found(report, ID) == []
    assert unknown(report, ID) == [
        "store support-copies: support/T-77.sql: no row of tickets is its ticket: whether it is still needed is not known"
    ]


def test_a_copy_without_a_ticket_is_an_indication_where_all_tickets_are_in_the_run(folder: Path) -> None:
    (folder / "schema.sql").write_text("CREATE TABLE support_t99.clients (email TEXT);\n", encoding="utf-8")
    files, schema = found(_checked(folder, "T-77.sql", complete=True), ID)
    assert (files.verdict, schema.verdict) == (Verdict.INDICATION, Verdict.INDICATION)
    assert (files.count, schema.table) == (1, "support_t99.clients")


def test_a_ticket_whose_day_cannot_be_read_is_not_checked(folder: Path) -> None:
    report = _checked(folder, "T-5.sql")
    assert found(report, ID) == []
    assert unknown(report, ID) == ["store support-copies: support/T-5.sql: its ticket is closed, and the day cannot be read"]


def test_without_any_copy_nothing_is_known_unless_the_run_is_complete(folder: Path) -> None:
    (reason,) = unknown(_checked(folder), ID)
    assert reason.startswith("store support-copies: no file or table of this run has the name of a copy")
    assert unknown(_checked(folder, complete=True), ID) == []


def test_without_tickets_nothing_is_known(folder: Path) -> None:
    (folder / "tickets.csv").unlink()
    (reason,) = unknown(_checked(folder, "T-1.sql"), ID)
    assert reason == "store support-copies: table tickets, which says what tickets are closed, is not in this run"


@pytest.mark.parametrize("column", ["id", "closed_at"])
def test_a_column_that_the_tickets_lack_is_missing(folder: Path, column: str) -> None:
    (folder / "tickets.csv").write_text(TICKETS.replace(column, "other"), encoding="utf-8")
    report = _checked(folder, "T-1.sql")
    assert found(report, ID) == []
    assert "tickets." + column in [said.what for said in report.skipped]
    assert report.incomplete


def test_the_longest_part_of_a_name_that_is_a_ticket_counts(folder: Path) -> None:
    (folder / "tickets.csv").write_text("id,closed_at\nT,2026-01-01\nT-12,\n", encoding="utf-8")
    register = STORE.replace("support/{ticket}.sql", "support/{ticket}_*.sql")
    report = _checked(folder, "T_12_clients.sql", register=register)
    assert (found(report, ID), unknown(report, ID)) == ([], [])
