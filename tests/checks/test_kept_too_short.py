from __future__ import annotations

from datetime import timedelta

import pytest

from privaudit.model.estate import Place
from privaudit.model.findings import Severity
from privaudit.model.verdicts import Verdict
from tests.conftest import AS_OF, Audit, found, unknown

ID = "kept-too-short"
REGISTER = """\
activities:
  - id: logs
    purposes: [essential.legal_obligation]
    basis: [A6-1-c]
    subjects: [customer]
    where: [{tables: [log]}]
    data: [{category: user.contact.email}]
    clocks:
      - {id: lcen, start: {event: item_date, column: log.at}, min: P1Y, max: P1Y, proof: [content.made, content.changed]}
"""
CONTENT = "id,made,changed\n1,2020-01-01,2025-11-20\n2,2026-08-01,2026-08-02\n"
LATE = "id,email,at\n1,a@x.org,2026-08-01\n2,a@x.org,2026-09-01\n"


def test_a_log_that_begins_later_than_it_should_is_an_indication(audit: Audit) -> None:
    (finding,) = found(audit({"log.csv": LATE, "content.csv": CONTENT}, REGISTER), ID)
    assert (finding.table, finding.count, finding.register) == ("log", None, "logs/lcen")
    assert (finding.severity, finding.verdict, finding.law) == (Severity.HIGH, Verdict.INDICATION, ("GDPR 6(1)(c)", "GDPR 5(2)"))
    assert finding.place == Place("log.csv")
    assert finding.message == "log begins on 2026-08-01, though its rows must be kept for P1Y: since 2025-11-21."


@pytest.mark.parametrize("day", ["2025-11-21", "2026-07-31"])
def test_content_that_changed_before_the_log_begins_proves_it(audit: Audit, day: str) -> None:
    content = CONTENT + f"3,2019-01-01,{day}\n4,{day},\n"
    (finding,) = found(audit({"log.csv": LATE, "content.csv": content}, REGISTER), ID)
    assert finding.verdict is Verdict.PROVEN
    assert finding.message.endswith("since 2025-11-21, and 2 dates of what it is a log of lie in between.")


def test_a_log_that_is_as_old_as_it_must_be_is_silent(audit: Audit) -> None:
    log = LATE + "3,a@x.org,2025-11-21 23:59\n"
    assert found(audit({"log.csv": log, "content.csv": CONTENT + "3,2025-11-21,2026-01-01\n"}, REGISTER), ID) == []


def test_one_day_short_is_seen(audit: Audit) -> None:
    (finding,) = found(audit({"log.csv": LATE + "3,a@x.org,2025-11-22\n", "content.csv": CONTENT}, REGISTER), ID)
    assert "begins on 2025-11-22" in finding.message


def test_an_empty_log_says_so(audit: Audit) -> None:
    (finding,) = found(audit({"log.csv": "id,email,at\n", "content.csv": CONTENT}, REGISTER), ID)
    assert finding.verdict is Verdict.PROVEN
    assert finding.message.startswith("log has no rows, though its rows must be kept for P1Y: since 2025-11-21, and 2 dates")


def a_weekly_log(first_gap: int) -> str:
    """A row every seven days, the first so many days after the last that may be gone."""
    start = AS_OF.replace(year=2025) + timedelta(days=first_gap - 1)
    return "id,email,at\n" + "".join(f"{at},a@x.org,{start + timedelta(days=7 * at)}\n" for at in range(40))


def test_a_gap_as_the_log_has_others_is_no_breach(audit: Audit) -> None:
    assert found(audit({"log.csv": a_weekly_log(7), "content.csv": CONTENT}, REGISTER), ID) == []
    (finding,) = found(audit({"log.csv": a_weekly_log(8), "content.csv": CONTENT}, REGISTER), ID)
    assert finding.verdict is Verdict.INDICATION


def test_a_usual_gap_in_which_content_changed_is_a_breach(audit: Audit) -> None:
    content = CONTENT + "3,2019-01-01,2025-11-22\n"
    (finding,) = found(audit({"log.csv": a_weekly_log(7), "content.csv": content}, REGISTER), ID)
    assert finding.verdict is Verdict.PROVEN


def test_rows_of_other_kinds_do_not_make_the_log_longer(audit: Audit) -> None:
    register = REGISTER.replace("min: P1Y, ", "when: {column: log.kind, equals: content}, min: P1Y, ")
    log = "id,kind,at\n1,content,2026-08-01\n2,visit,2020-01-01\n"
    assert len(found(audit({"log.csv": log, "content.csv": CONTENT}, register), ID)) == 1


def test_a_version_that_began_later_asks_for_no_older_rows(audit: Audit) -> None:
    register = REGISTER.replace("min: P1Y, ", "valid: {by: log.at, from: 2026-08-01}, min: P1Y, ")
    assert found(audit({"log.csv": LATE, "content.csv": CONTENT}, register), ID) == []


def test_what_would_prove_it_may_be_missing(audit: Audit) -> None:
    report = audit({"log.csv": LATE}, REGISTER)
    (finding,) = found(report, ID)
    assert finding.verdict is Verdict.INDICATION
    assert unknown(report, ID) == ["logs/lcen: table content, which would prove it, is not in this run"]
    report = audit({"log.csv": LATE, "content.csv": "id,made\n1,2020-01-01\n"}, REGISTER)
    assert [(finding.table, finding.column) for finding in found(report, "clock-column-missing")] == [("content", "changed")]


def test_a_schema_without_rows_is_not_checked(audit: Audit) -> None:
    report = audit({"schema.sql": "CREATE TABLE log (id INT, email TEXT, at DATE);\n"}, REGISTER)
    assert unknown(report, ID) == ["logs/lcen on log: log is a schema without rows"]


def test_a_clock_without_a_minimum_asks_for_nothing(audit: Audit) -> None:
    register = REGISTER.replace("min: P1Y, ", "").replace(", proof: [content.made, content.changed]", "")
    assert found(audit({"log.csv": LATE}, register), ID) == []
