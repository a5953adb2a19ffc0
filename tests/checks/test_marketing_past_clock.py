from __future__ import annotations

import pytest

from privaudit.model.findings import Severity
from privaudit.model.report import CheckReport
from privaudit.model.verdicts import Verdict
from tests.conftest import Audit, found, unknown

ID = "marketing-past-clock"
MAILING = "email\nann@x.org\nbob@x.org\ncid@x.org\n"


def register(*clocks: str, channel: str = "email", links: str = "") -> str:
    lines = "\n".join(f"          - {clock}" for clock in clocks)
    return f"""\
{links}activities:
  - id: news
    purposes: [marketing]
    basis: [A6-1-f]
    subjects: [customer]
    where: [{{tables: [mailing]}}]
    data: [{{category: user.contact}}]
    marketing:
      - channel: {channel}
        contacts: [mailing.email]
        clocks:
{lines}
"""


ENDED = "{id: inactive, of: accounts.email, start: {event: contract_end, column: accounts.ended}, max: P3Y}"


def counts(report: CheckReport) -> list[tuple[str, int | None]]:
    return [(finding.table, finding.count) for finding in found(report, ID)]


def test_contacts_past_the_clock_are_found_in_every_spelling(audit: Audit) -> None:
    accounts = "email,ended\nANN@X.ORG,2023-11-20\nbob@x.org,2023-11-21\nzoe@x.org,2001-01-01\n"
    (finding,) = found(audit({"mailing.csv": MAILING, "accounts.csv": accounts}, register(ENDED)), ID)
    assert (finding.table, finding.column, finding.count) == ("mailing", "email", 1)
    assert (finding.verdict, finding.severity, finding.register) == (Verdict.PROVEN, Severity.HIGH, "news/marketing/email")
    assert finding.message == (
        "1 of 3 rows of mailing are contacts who must have left email marketing: "
        "1 by the clock inactive (P3Y), the oldest overdue by 1 day."
    )


@pytest.mark.parametrize(
    "accounts", ["email,ended\nann@x.org,2023-11-21\n", "email,ended\nann@x.org,\n", "email,ended\nzoe@x.org,2001-01-01\n"]
)
def test_inside_not_begun_and_without_counterpart_are_silent(audit: Audit, accounts: str) -> None:
    assert counts(audit({"mailing.csv": MAILING, "accounts.csv": accounts}, register(ENDED))) == []


def test_one_row_that_goes_on_keeps_the_contact(audit: Audit) -> None:
    accounts = "email,ended\nann@x.org,2001-01-01\nann@x.org,\nbob@x.org,2001-01-01\nbob@x.org,2002-01-01\n"
    assert counts(audit({"mailing.csv": MAILING, "accounts.csv": accounts}, register(ENDED))) == [("mailing", 1)]


def test_several_clocks_of_a_channel_are_one_finding(audit: Audit) -> None:
    accounts = "email,ended,seen\nann@x.org,2001-01-01,2026-01-01\nbob@x.org,2001-01-01,2010-01-01\n"
    quiet = "{id: quiet, of: accounts.email, start: {event: last_contact, column: accounts.seen}, max: P1Y}"
    (finding,) = found(audit({"mailing.csv": MAILING, "accounts.csv": accounts}, register(ENDED, quiet)), ID)
    assert finding.count == 2
    assert "2 by the clock inactive (P3Y)" in finding.message
    assert "1 by the clock quiet (P1Y)" in finding.message


@pytest.mark.parametrize(("ended", "number"), [("2023-10-21", 0), ("2023-10-20", 1)])
def test_a_wait_passes_before_the_period(audit: Audit, ended: str, number: int) -> None:
    start = "{after: {period: P1M, from: {event: contract_end, column: accounts.ended}}}"
    clock = f"{{id: inactive, of: accounts.email, start: {start}, max: P3Y}}"
    report = audit({"mailing.csv": MAILING, "accounts.csv": f"email,ended\nann@x.org,{ended}\n"}, register(clock))
    assert sum(count or 0 for _, count in counts(report)) == number


def test_the_date_may_stand_in_a_tied_table(audit: Audit) -> None:
    files = {
        "mailing.csv": MAILING,
        "accounts.csv": "id,email\n1,ann@x.org\n2,bob@x.org\n",
        "contracts.csv": "account,ended\n1,2001-01-01\n2,2001-01-01\n2,2026-01-01\n",
    }
    clock = "{id: inactive, of: accounts.email, start: {event: contract_end, column: contracts.ended}, max: P3Y}"
    links = "links: [{from: contracts.account, to: accounts.id}]\n"
    assert counts(audit(files, register(clock, links=links))) == [("mailing", 1)]
    untied = audit(files, register(clock))
    assert counts(untied) == []
    reason = "nothing ties accounts, which holds the contacts, to the dates of the clock"
    assert unknown(untied, ID) == [f"news/marketing/email/inactive: {reason}"]


@pytest.mark.parametrize(
    ("same", "key", "other", "number"),
    [
        (", same: phone", "+33612345678", "06 12 34 56 78", 1),
        (", same: email", "J.Doe@gmail.com", "jdoe+x@googlemail.com", 1),
        ("", "J.Doe@gmail.com", "jdoe+x@googlemail.com", 0),
        ("", "jdoe@x.org", " jdoe@x.org", 1),
        (", same: email", "jdoe@x.org", "j.doe@x.org", 0),
    ],
)
def test_a_link_of_the_same_identifier_ties_all_its_spellings(audit: Audit, same: str, key: str, other: str, number: int) -> None:
    files = {
        "mailing.csv": MAILING,
        "accounts.csv": f"id,email\n{key},ann@x.org\nzoe@x.org,bob@x.org\n",
        "contracts.csv": f"account,ended\n{other},2001-01-01\n{other},2002-01-01\n",
    }
    clock = "{id: inactive, of: accounts.email, start: {event: contract_end, column: contracts.ended}, max: P3Y}"
    links = f"links: [{{from: contracts.account, to: accounts.id{same}}}]\n"
    assert sum(count or 0 for _, count in counts(audit(files, register(clock, links=links)))) == number


def test_dates_that_are_not_in_the_run_are_not_checked(audit: Audit) -> None:
    report = audit({"mailing.csv": MAILING}, register(ENDED))
    assert counts(report) == []
    assert unknown(report, ID) == ["news/marketing/email/inactive: accounts.email: table accounts is not in this run"]


def test_a_date_that_its_table_lacks_is_not_checked(audit: Audit) -> None:
    report = audit({"mailing.csv": MAILING, "accounts.csv": "email\nann@x.org\n"}, register(ENDED))
    assert unknown(report, ID) == ["news/marketing/email/inactive: accounts has no column ended, which dates contract_end"]
