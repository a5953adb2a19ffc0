"""What rows are past a clock with more keys than a start and a period, whichever check it falls under."""

from __future__ import annotations

import pytest

from privaudit.model.verdicts import Verdict
from tests.conftest import Audit, found, unknown

ID = "expired-records"
ACCOUNTS = """\
links:
  - {from: orders.account, to: accounts.id}
activities:
  - id: accounts
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [accounts, orders]}]
    data: [{category: user.contact.email}, {category: user.name}]
    clocks:
      - id: after-contract
        start: {event: contract_end, column: accounts.ended}
        max: P10Y
"""


def accounts(*lines: str) -> str:
    """The export of accounts."""
    return "id,email,first_name,status,dispute,ended,closed\n" + "".join(f"{line}\n" for line in lines)


def with_clock(text: str) -> str:
    """The clock of the accounts with more keys."""
    return ACCOUNTS + "".join(f"        {line}\n" for line in text.splitlines())


def test_a_clock_rules_the_rows_of_its_condition_alone(audit: Audit) -> None:
    register = with_clock("when: {column: accounts.status, in: [closed, inactive]}")
    files = {
        "accounts.csv": accounts(
            "1,,,Closed,,2016-11-20,", "2,,,closed,,2016-11-21,", "3,,,open,,2016-11-20,", "4,,, inactive ,,2010-01-01,"
        ),
        "orders.csv": "id,account\n1,1\n2,2\n3,3\n4,4\n5,4\n",
    }
    assert [(finding.table, finding.count) for finding in found(audit(files, register), ID)] == [("accounts", 2), ("orders", 3)]


def test_a_table_that_nothing_ties_to_its_condition_is_not_checked(audit: Audit) -> None:
    register = with_clock("when: {column: states.closed, equals: true}")
    report = audit({"accounts.csv": accounts("1,,,,,2010-01-01,"), "states.csv": "account,closed\n1,yes\n"}, register)
    assert found(report, ID) == []
    assert unknown(report, ID) == ["accounts/after-contract on accounts: nothing ties accounts to states, whose closed decides"]


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ("{column: accounts.gone, is_null: true}", "accounts has no column gone, which tells which rows it rules"),
        ("{column: states.gone, not_null: true}", "table states, which tells which rows it rules, is not in this run"),
    ],
)
def test_a_condition_that_cannot_be_read_is_not_checked(audit: Audit, missing: str, reason: str) -> None:
    report = audit({"accounts.csv": accounts("1,,,,,2010-01-01,")}, with_clock(f"when: {missing}"))
    assert found(report, ID) == []
    assert unknown(report, ID) == [f"accounts/after-contract: {reason}"]


def test_other_periods_are_longer_or_shorter_and_the_first_one_counts(audit: Audit) -> None:
    register = with_clock(
        "override:\n"
        "  - {when: {column: accounts.dispute, equals: true}, max: P15Y, law: limitation}\n"
        "  - {when: {column: accounts.status, equals: trial}, max: P1Y}"
    )
    lines = (
        "1,,,,yes,2011-11-21,",
        "2,,,,yes,2011-11-20,",
        "3,,,trial,,2025-11-20,",
        "4,,,trial,,2025-11-21,",
        "5,,,trial,yes,2025-01-01,",
    )
    (finding,) = found(audit({"accounts.csv": accounts(*lines, "6,,,,,2016-11-20,", "7,,,,,2016-11-21,")}, register), ID)
    assert finding.count == 3
    assert finding.message == (
        "3 of 7 rows of accounts are past P10Y (or P15Y, P1Y, where the register says so) after contract_end: "
        "the longest overdue starts on 2011-11-20 and is overdue by 1 day."
    )


def test_periods_that_follow_each_other_are_added_by_the_calendar(audit: Audit) -> None:
    register = ACCOUNTS.replace(
        "start: {event: contract_end, column: accounts.ended}",
        "start: {after: {period: P1M, from: {event: contract_end, column: accounts.ended}}}",
    ).replace("P10Y", "P1M")
    lines = ("1,,,,,2026-09-20,", "2,,,,,2026-09-21,")
    (finding,) = found(audit({"accounts.csv": accounts(*lines)}, register), ID)
    assert finding.count == 1
    assert finding.message.endswith("past P1M + P1M after contract_end: the oldest starts on 2026-09-20 and is overdue by 1 day.")


VERSIONS = """\
activities:
  - id: forms
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [forms]}]
    data: [{category: user.contact.email}]
    clocks:
      - {id: first, start: {event: last_contact, column: forms.seen}, max: P3Y, valid: {by: forms.made, until: 2020-01-01}}
      - {id: second, start: {event: last_contact, column: forms.seen}, max: P5Y, valid: {by: forms.made, from: 2020-01-01}}
"""


def test_of_two_rows_of_one_age_the_one_past_the_period_of_its_own_version(audit: Audit) -> None:
    forms = "id,email,made,seen\n1,,2019-12-31,2022-06-01\n2,,2020-01-01,2022-06-01\n3,,2019-12-31,2023-11-21\n4,,2020-01-01,2021-11-20\n"
    findings = found(audit({"forms.csv": forms}, VERSIONS), ID)
    assert [(finding.register, finding.count) for finding in findings] == [("forms/first", 1), ("forms/second", 1)]


def test_fields_that_must_be_empty_count_where_one_is_filled(audit: Audit) -> None:
    register = with_clock("applies_to: {columns: [accounts.email, accounts.first_name]}")
    lines = ("1,a@x.org,,,,2016-11-20,", "2,,,,,2016-11-20,", "3,,Ann,,,2016-11-20,", "4,a@x.org,Ann,,,2016-11-21,")
    files = {"accounts.csv": accounts(*lines), "orders.csv": "id,account\n1,1\n"}
    (finding,) = found(audit(files, register), ID)
    assert (finding.table, finding.count, finding.verdict) == ("accounts", 2, Verdict.PROVEN)
    assert finding.message.startswith("2 of 4 rows of accounts still hold email, first_name past P10Y after contract_end:")


def test_fields_of_a_category_are_those_that_are_found(audit: Audit) -> None:
    register = with_clock("applies_to: {categories: [user.contact]}")
    lines = ("1,a@x.org,,,,2016-11-20,", "2,,Ann,,,2016-11-20,", "3,b@x.org,,,,2016-11-21,")
    (finding,) = found(audit({"accounts.csv": accounts(*lines)}, register), ID)
    assert (finding.count, finding.verdict) == (1, Verdict.PROVEN)


def test_what_rests_on_a_name_alone_is_an_indication(audit: Audit) -> None:
    register = with_clock("applies_to: {categories: [user.contact, user.name]}")
    by_name = accounts("1,,Ann,,,2016-11-20,")
    (finding,) = found(audit({"accounts.csv": by_name}, register), ID)
    assert (finding.count, finding.verdict) == (1, Verdict.INDICATION)
    both = accounts("1,a@x.org,Ann,,,2016-11-20,", "2,b@x.org,,,,2016-11-20,")
    (finding,) = found(audit({"accounts.csv": both}, register), ID)
    assert (finding.count, finding.verdict) == (2, Verdict.PROVEN)


def test_rows_may_stay_where_no_direct_identifier_is_filled(audit: Audit) -> None:
    register = with_clock("then: anonymise")
    lines = ("1,a@x.org,Ann,,,2016-11-20,", "2,,,closed,,2016-11-20,", "3,c@x.org,,,,2016-11-21,", "4,  ,,,,2016-11-20,")
    files = {"accounts.csv": accounts(*lines), "orders.csv": "id,account\n1,1\n"}
    (finding,) = found(audit(files, register), ID)
    assert (finding.table, finding.count) == ("accounts", 1)
    assert "still hold email, first_name past" in finding.message


ARCHIVED = {
    "accounts.csv": accounts("1,,,,,2021-11-20,", "2,,,,,2021-11-21,", "3,,,,,2010-01-01,"),
    "archive.accounts.csv": accounts("4,,,,,2021-11-20,", "5,,,,,2016-11-21,", "6,,,,,2016-11-20,"),
}


def test_rows_leave_for_the_archive_before_their_end(audit: Audit) -> None:
    register = with_clock('archive: {after: P5Y, into: ["archive.*"], reason: accounting}')
    inside, outside = sorted(found(audit(ARCHIVED, register), ID), key=lambda finding: finding.table != "archive.accounts")
    assert (outside.table, outside.count, inside.table, inside.count) == ("accounts", 2, "archive.accounts", 1)
    assert outside.message.startswith("2 of 3 rows of accounts are past P5Y after contract_end and not in the archive (archive.*):")
    assert inside.message.startswith("1 of 3 rows of archive.accounts are past P10Y after contract_end:")


def test_where_the_archive_is_the_end_rows_stay_there(audit: Audit) -> None:
    register = with_clock('then: archive\narchive: {into: ["archive.*"]}')
    findings = found(audit(ARCHIVED, register), ID)
    assert [(finding.table, finding.count) for finding in findings] == [("accounts", 1)]


def test_an_archive_that_nothing_ties_to_the_clock_is_not_checked(audit: Audit) -> None:
    register = with_clock('archive: {after: P5Y, into: ["archive.*"], reason: accounting}')
    report = audit({"accounts.csv": accounts("1,,,,,2026-01-01,"), "archive.papers.csv": "id,text\n1,x\n"}, register)
    assert unknown(report, ID) == [
        "accounts/after-contract on archive.papers: it neither has the columns that start the clock nor is it tied to them"
    ]


ON_CLOSURE = ACCOUNTS + "      - {id: on-closure, start: {event: account_deletion, column: accounts.closed}, then: delete}\n"
CLOSED = accounts(
    "1,,,,,2025-01-01,2026-11-20", "2,,,,,2010-01-01,2026-11-20", "3,,,,,,2026-11-20", "4,,,,,2025-01-01,2026-11-21", "5,,,,,,"
)


def test_an_event_without_an_amount_ends_it_at_once(audit: Audit) -> None:
    (finding,) = [one for one in found(audit({"accounts.csv": CLOSED}, ON_CLOSURE), ID) if one.register == "accounts/on-closure"]
    assert finding.count == 3


def test_rows_that_another_clock_still_keeps_are_no_breach(audit: Audit) -> None:
    register = ON_CLOSURE.replace("then: delete}", "then: delete, except: [after-contract]}")
    findings = {finding.register: finding.count for finding in found(audit({"accounts.csv": CLOSED}, register), ID)}
    assert findings == {"accounts/on-closure": 1, "accounts/after-contract": 1}


def test_what_the_other_clock_keeps_must_be_known(audit: Audit) -> None:
    register = ON_CLOSURE.replace("then: delete}", "then: delete, except: [after-contract]}").replace("accounts.ended", "contracts.ended")
    report = audit({"accounts.csv": CLOSED}, register)
    assert found(report, ID) == []
    assert unknown(report, ID)[-1] == (
        "accounts/on-closure on accounts: of accounts/after-contract, which goes before it, "
        "table contracts, which dates contract_end, is not in this run"
    )
