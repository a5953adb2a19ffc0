from __future__ import annotations

import pytest

from privaudit.model.findings import Severity
from privaudit.model.verdicts import Verdict
from tests.conftest import AN_ACTIVITY, Audit, found, unknown

ID = "cookie-outlives-promise"
REGISTER = f"""\
{AN_ACTIVITY}
stores:
  - {{id: cookies, tables: [cookies], when: {{column: kind, equals: persistent}}, cookie: {{set: set_at, expires: expires_at, max: P13M}}}}
  - id: session-cookies
    tables: [cookies]
    when: {{column: kind, equals: session}}
    cookie: {{set: set_at, expires: expires_at, max: session}}
"""
HEAD = "id,kind,set_at,expires_at\n"


def test_cookies_that_live_too_long_are_found_to_the_day(audit: Audit) -> None:
    rows = (
        "1,persistent,2025-01-31,2026-02-28\n"
        "2,persistent,2025-01-31,2026-03-01\n"
        "3,Persistent ,2025-12-21,2030-01-15\n"
        "4,session,2025-12-21,\n"
    )
    (finding,) = found(audit({"cookies.csv": HEAD + rows}, REGISTER), ID)
    assert (finding.severity, finding.verdict, finding.law) == (
        Severity.MEDIUM,
        Verdict.PROVEN,
        ("GDPR 5(1)(e)", "GDPR 13(2)(a)", "ePrivacy 5(3)"),
    )
    assert (finding.table, finding.column, finding.count, finding.register) == ("cookies", "expires_at", 2, "cookies")
    assert finding.message == (
        "2 of 3 cookies of store cookies in cookies expire later than P13M after they were set: the latest on 2030-01-15."
    )


@pytest.mark.parametrize(
    ("row", "count"),
    [
        ("persistent,2025-10-21,2026-11-21", 0),
        ("persistent,2025-10-21,2026-11-22", 1),
        ("persistent,2024-02-29T23:00:00Z,2025-03-29T08:00:00Z", 0),
        ("persistent,2024-02-29,2025-03-30", 1),
        ("persistent,2025-10-21,", 0),
        ("persistent,21/10/2025,22/11/2026", 1),
        ("session,2026-01-01,", 0),
        ("session,2026-01-01,2026-01-01", 1),
        ("session,2026-01-02,2026-01-01", 0),
        ("session,,2026-01-01", 1),
        ("other,2000-01-01,2030-01-01", 0),
    ],
)
def test_the_last_day_is_inside_and_a_session_has_none(audit: Audit, row: str, count: int) -> None:
    report = audit({"cookies.csv": f"{HEAD}1,{row}\n"}, REGISTER)
    assert [finding.count for finding in found(report, ID)] == [count][:count]
    assert unknown(report, ID) == []


@pytest.mark.parametrize("set_at", ["", "soon", "2026-11-22"])
def test_a_cookie_without_its_day_was_set_today_at_the_latest(audit: Audit, set_at: str) -> None:
    rows = f"1,persistent,{set_at},2027-12-21\n2,persistent,{set_at},2027-12-22\n"
    report = audit({"cookies.csv": HEAD + rows}, REGISTER)
    assert [finding.count for finding in found(report, ID)] == [1]
    assert unknown(report, ID) == ["store cookies: cookies: 1 of 2 cookies expire, and no readable date tells when they were set"]


def test_an_expiry_that_is_no_date_is_not_checked(audit: Audit) -> None:
    report = audit({"cookies.csv": HEAD + "1,persistent,2026-01-01,never\n2,session,2026-01-01,Session\n"}, REGISTER)
    assert found(report, ID) == []
    assert unknown(report, ID) == [
        "store cookies: cookies.expires_at: 1 of 1 values are no date: whether these cookies expire in time is not known",
        "store session-cookies: cookies.expires_at: 1 of 1 values are no date: whether these cookies expire in time is not known",
    ]


def test_session_cookies_with_an_expiry_say_so(audit: Audit) -> None:
    (finding,) = found(audit({"cookies.csv": HEAD + "1,session,2026-01-01,2026-06-01\n"}, REGISTER), ID)
    assert finding.register == "session-cookies"
    assert finding.message == (
        "1 of 1 cookies of store session-cookies in cookies have a date of expiry and should end with the session: "
        "the latest on 2026-06-01."
    )


def test_long_periods_end_too(audit: Audit) -> None:
    forever = REGISTER.replace("P13M", "P1000Y")
    assert found(audit({"cookies.csv": HEAD + "1,persistent,2020-01-01,3020-01-01\n"}, forever), ID) == []


def test_a_schema_without_rows_is_not_checked(audit: Audit) -> None:
    schema = "CREATE TABLE cookies (id INT, kind TEXT, set_at DATE, expires_at DATE);"
    assert "store cookies: cookies.expires_at: cookies is a schema without rows" in unknown(audit({"schema.sql": schema}, REGISTER), ID)


def test_without_the_table_nothing_is_found(audit: Audit) -> None:
    report = audit({"colours.csv": "colour\nred\n"}, REGISTER)
    assert found(report, ID) == []
    assert "store cookies" in [entry.what for entry in report.not_checked]


@pytest.mark.parametrize(("column", "counts"), [("expires_at", []), ("kind", []), ("set_at", [1])])
def test_a_column_that_the_table_lacks_is_missing(audit: Audit, column: str, counts: list[int]) -> None:
    rows = HEAD.replace(column, "other") + "1,persistent,2020-01-01,2030-01-01\n"
    report = audit({"cookies.csv": rows}, REGISTER)
    assert [finding.count for finding in found(report, ID)] == counts
    assert f"cookies.{column}" in [said.what for said in report.skipped]
    assert report.incomplete
