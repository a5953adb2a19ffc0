from __future__ import annotations

from privaudit.model.findings import Severity
from privaudit.model.verdicts import Verdict
from tests.conftest import Audit, found, unknown

REGISTER = """\
activities:
  - id: accounts
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [accounts]}]
    data: [{category: user.contact.email}]
    clocks:
      - {id: after-end, start: {event: contract_end, column: ACCOUNTS.ended}, max: P3Y}
      - {id: after-login, start: {event: last_login, column: accounts.seen}, max: P3Y}
"""
ACCOUNTS = """\
id,email,ended,seen
1,a@x.org,31/02/2014,2026-01-01
2,b@x.org,unknown,2026-01-01
3,c@x.org,22/11/2026,2026-01-01
4,d@x.org,21/11/2026,2026-01-01
5,e@x.org,,2026-01-01
"""
ID = "unreadable-dates"


def test_dates_that_are_none_or_in_the_future_are_found_and_counted(audit: Audit) -> None:
    (finding,) = found(audit({"accounts.csv": ACCOUNTS}, REGISTER.replace("event: contract_end", "event: last_contact")), ID)
    assert (finding.table, finding.column, finding.count) == ("accounts", "ended", 3)
    assert (finding.verdict, finding.severity) == (Verdict.PROVEN, Severity.MEDIUM)
    assert (finding.register, finding.law) == ("accounts/after-end", ("GDPR 5(1)(d)", "GDPR 5(1)(e)"))
    assert finding.message == (
        "Of 4 values of accounts.ended, which starts the clock accounts/after-end, 2 cannot be read as a date and 1 lie in the future."
    )


def test_an_end_may_lie_in_the_future(audit: Audit) -> None:
    (finding,) = found(audit({"accounts.csv": ACCOUNTS}, REGISTER), ID)
    assert finding.count == 2
    assert finding.message.endswith("2 cannot be read as a date.")


def test_the_accounting_year_that_still_runs_ends_in_the_future(audit: Audit) -> None:
    report = audit({"accounts.csv": ACCOUNTS}, REGISTER.replace("event: contract_end", "event: fiscal_year_end"))
    assert [finding.count for finding in found(report, ID)] == [2]
    # The two dates that cannot be read and the empty one give no start; the one that is yet to come does.
    assert [finding.count for finding in found(report, "records-without-clock")] == [3]


def test_a_column_that_dates_two_events_of_a_clock_is_found_once(audit: Audit) -> None:
    twice = "{latest: [{event: contract_end, column: accounts.ended}, {event: last_contact, column: accounts.Ended}]}"
    report = audit({"accounts.csv": ACCOUNTS}, REGISTER.replace("{event: contract_end, column: ACCOUNTS.ended}", twice))
    assert [finding.count for finding in found(report, ID)] == [2]


def test_blank_dates_and_those_of_the_day_itself_are_silent(audit: Audit) -> None:
    accounts = "id,email,ended,seen\n1,a@x.org,2026-11-21,\n2,b@x.org, ,2026-01-01\n"
    assert found(audit({"accounts.csv": accounts}, REGISTER), ID) == []


def test_bad_dates_of_ends_are_found_although_their_rows_are_silent(audit: Audit) -> None:
    report = audit({"accounts.csv": ACCOUNTS}, REGISTER)
    assert found(report, "records-without-clock") == []
    assert len(found(report, ID)) == 1


def test_a_schema_without_rows_is_not_checked(audit: Audit) -> None:
    report = audit({"schema.sql": "CREATE TABLE accounts (id INT, email TEXT, ended DATE, seen DATE);\n"}, REGISTER)
    assert unknown(report, ID) == [
        "accounts/after-end on ACCOUNTS.ended: accounts is a schema without rows",
        "accounts/after-login on accounts.seen: accounts is a schema without rows",
    ]


def test_a_column_that_is_not_there_is_left_to_the_check_about_that(audit: Audit) -> None:
    report = audit({"accounts.csv": "id,email,ended\n1,a@x.org,2026-01-01\n"}, REGISTER)
    assert found(report, ID) == []
    assert unknown(report, ID) == []
    assert [finding.column for finding in found(report, "clock-column-missing")] == ["seen"]


def test_dates_of_rows_that_the_clock_does_not_rule_are_left_out(audit: Audit) -> None:
    register = REGISTER.replace(
        "column: ACCOUNTS.ended}, max: P3Y", "column: ACCOUNTS.ended}, max: P3Y, when: {column: accounts.id, in: [1, 3]}"
    )
    (finding,) = found(audit({"accounts.csv": ACCOUNTS}, register), ID)
    assert (finding.column, finding.count) == ("ended", 1)
    assert finding.message.startswith("Of 2 values of accounts.ended,")


def test_days_of_collection_that_tell_the_version_are_looked_at_once(audit: Audit) -> None:
    version = (
        "      - {id: first, start: {event: last_login, column: accounts.seen}, max: P3Y, valid: {by: accounts.ended, until: 2020-01-01}}\n"
    )
    later = version.replace("first", "later").replace("until", "from")
    register = REGISTER[: REGISTER.index("      - {id: after-end")] + version + later
    (finding,) = found(audit({"accounts.csv": ACCOUNTS}, register), ID)
    assert (finding.register, finding.column, finding.count) == ("accounts/later", "ended", 3)
    assert "which tells the version for the clock accounts/later, 2 cannot be read as a date and 1 lie in the future" in finding.message


def test_a_date_that_starts_several_clocks_is_found_once(audit: Audit) -> None:
    when = "when: {column: accounts.email, not_null: true}"
    more = f"{REGISTER}      - {{id: other, start: {{event: contract_end, column: accounts.ended}}, max: P5Y, {when}}}\n"
    (finding,) = found(audit({"accounts.csv": ACCOUNTS}, more), ID)
    assert (finding.register, finding.count) == ("accounts/after-end", 2)
    assert "which starts the clock accounts/after-end and 1 more, 2 cannot" in finding.message


def test_clocks_that_rule_different_rows_tell_their_own_bad_dates(audit: Audit) -> None:
    ruled = REGISTER.replace("ACCOUNTS.ended}, max: P3Y}", "ACCOUNTS.ended}, max: P3Y, when: {column: accounts.id, in: [1, 3]}}")
    more = (
        ruled
        + "      - {id: other, start: {event: contract_end, column: accounts.ended}, max: P5Y, when: {column: accounts.id, in: [2, 4]}}\n"
    )
    assert [(one.register, one.count) for one in found(audit({"accounts.csv": ACCOUNTS}, more), ID)] == [
        ("accounts/after-end", 1),
        ("accounts/other", 1),
    ]
