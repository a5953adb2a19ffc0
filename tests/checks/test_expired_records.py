from __future__ import annotations

import pytest

from privaudit.model.estate import Place
from privaudit.model.findings import Severity
from privaudit.model.verdicts import Verdict
from privaudit.pipeline import CheckOptions
from tests.conftest import AS_OF, Audit, found, unknown

REGISTER = """\
links:
  - {from: letters.lead, to: leads.id}
activities:
  - id: prospecting
    purposes: [essential.service]
    basis: [A6-1-f]
    subjects: [prospect]
    where: [{tables: [leads, letters]}]
    data: [{category: user.contact.email}]
    clocks:
      - id: after-contact
        start: {latest: [{event: last_contact, column: leads.seen}, {event: collection, column: leads.collected}]}
        max: P3Y
"""
LEADS = """\
id,email,collected,seen
1,a@x.org,2015-01-01,2023-11-21
2,b@x.org,2015-01-01,2023-11-20
3,c@x.org,2015-01-01,
4,d@x.org,2010-01-01,2026-01-01
5,e@x.org,,
"""
ID = "expired-records"


def test_rows_past_their_period_are_found_and_counted(audit: Audit) -> None:
    (finding,) = found(audit({"leads.csv": LEADS}, REGISTER), ID)
    assert (finding.table, finding.column, finding.count) == ("leads", None, 2)
    assert (finding.severity, finding.verdict) == (Severity.HIGH, Verdict.PROVEN)
    assert (finding.register, finding.law) == ("prospecting/after-contact", ("GDPR 5(1)(e)",))
    assert finding.place == Place("leads.csv")
    assert finding.message == (
        "2 of 5 rows of leads are past P3Y after the latest of last_contact, collection: "
        "the oldest starts on 2015-01-01 and is overdue by 8 years, 10 months, 20 days."
    )


def test_the_last_day_itself_is_still_inside(audit: Audit) -> None:
    leads = "id,email,collected,seen\n1,a@x.org,2015-01-01,2023-11-21\n"
    assert found(audit({"leads.csv": leads}, REGISTER), ID) == []


def test_rows_of_linked_tables_follow_the_row_that_they_point_to(audit: Audit) -> None:
    letters = "id,lead\n1,2\n2,2\n3,4\n4,99\n"
    findings = found(audit({"leads.csv": LEADS, "letters.csv": letters}, REGISTER), ID)
    assert [(finding.table, finding.count) for finding in findings] == [("leads", 2), ("letters", 2)]


def test_a_clock_may_be_narrowed_to_some_tables(audit: Audit) -> None:
    narrowed = REGISTER.replace("        max:", "        tables: [let*]\n        max:")
    findings = found(audit({"leads.csv": LEADS, "letters.csv": "id,lead\n1,2\n"}, narrowed), ID)
    assert [(finding.table, finding.count) for finding in findings] == [("letters", 1)]


def test_a_single_event_is_named_alone(audit: Audit) -> None:
    single = REGISTER.replace(
        "{latest: [{event: last_contact, column: leads.seen}, {event: collection, column: leads.collected}]}",
        "{event: collection, column: leads.collected}",
    )
    (finding,) = found(audit({"leads.csv": LEADS}, single), ID)
    assert finding.count == 4
    assert finding.message.startswith("4 of 5 rows of leads are past P3Y after collection:")


def test_the_same_table_in_two_data_sources_is_two_findings_told_apart(audit: Audit) -> None:
    report = audit({"north/leads.csv": LEADS, "south/leads.csv": "id,email,collected,seen\n1,a@x.org,2015-01-01,\n"}, REGISTER)
    findings = found(report, ID)
    assert {finding.source: finding.count for finding in findings} == {"north/leads.csv": 2, "south/leads.csv": 1}
    assert findings[0].fingerprint != findings[1].fingerprint


SCHEMA = "CREATE TABLE leads (id INT, email TEXT, collected DATE, seen DATE);\n"


@pytest.mark.parametrize("strict", [False, True])
def test_a_schema_without_rows_is_not_checked(audit: Audit, *, strict: bool) -> None:
    report = audit({"schema.sql": SCHEMA}, REGISTER, CheckOptions(as_of=AS_OF, strict=strict))
    assert found(report, ID) == []
    assert unknown(report, ID) == ["prospecting/after-contact on leads: leads is a schema without rows"]
    assert report.exit_code(Severity.LOW) == (3 if strict else 0)


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        (
            {"letters.csv": "id,lead\n1,2\n"},
            "prospecting/after-contact: table leads, which dates last_contact, is not in this run",
        ),
        (
            {"leads.csv": "id,email,collected\n1,a@x.org,2015-01-01\n"},
            "prospecting/after-contact: leads has no column seen, which dates last_contact",
        ),
        (
            {"schema.sql": SCHEMA, "leads.csv": "id,email,collected\n1,a@x.org,2015-01-01\n"},
            "prospecting/after-contact: the rows of leads.csv do not hold seen, which dates last_contact",
        ),
        (
            {"schema.sql": SCHEMA, "letters.csv": "id,lead\n1,2\n"},
            "prospecting/after-contact on letters: leads is a schema without rows",
        ),
    ],
)
def test_a_clock_that_cannot_be_read_is_not_checked(audit: Audit, files: dict[str, str], reason: str) -> None:
    report = audit(files, REGISTER)
    assert found(report, ID) == []
    assert reason in unknown(report, ID)


def test_a_key_that_the_rows_do_not_hold_is_said_and_the_rest_is_checked(audit: Audit) -> None:
    files = {"leads.csv": LEADS, "letters.csv": "id\n1\n", "schema.sql": "CREATE TABLE letters (id INT, lead INT);\n"}
    report = audit(files, REGISTER)
    assert [(finding.table, finding.count) for finding in found(report, ID)] == [("leads", 2)]
    (reason,) = unknown(report, ID)
    assert reason == "prospecting/after-contact on letters: the rows of letters.csv do not hold lead, which ties letters to leads"
    assert not report.incomplete


def test_a_table_without_rows_on_the_way_is_not_checked(audit: Audit) -> None:
    linked = REGISTER.replace("links:\n", "links:\n  - {from: pages.letter, to: letters.id}\n")
    register = linked.replace("leads, letters]", "leads, pages]")
    files = {"leads.csv": LEADS, "pages.csv": "letter\n1\n", "schema.sql": "CREATE TABLE letters (id INT, lead INT);\n"}
    report = audit(files, register)
    assert [(finding.table, finding.count) for finding in found(report, ID)] == [("leads", 2)]
    assert unknown(report, ID) == ["prospecting/after-contact on pages: letters is a schema without rows"]


def test_a_period_longer_than_the_calendar_lets_nothing_expire(audit: Audit) -> None:
    assert found(audit({"leads.csv": LEADS}, REGISTER.replace("P3Y", "P1000Y")), ID) == []


def test_a_contract_that_runs_on_is_not_past_whatever_the_last_contact(audit: Audit) -> None:
    register = REGISTER.replace("event: collection, column: leads.collected", "event: contract_end, column: leads.ends")
    leads = "id,email,ends,seen\n1,a@x.org,2028-12-31,2015-01-01\n2,b@x.org,2015-12-31,2015-01-01\n"
    (finding,) = found(audit({"leads.csv": leads}, register), "expired-records")
    assert finding.count == 1


def test_a_minimum_alone_lets_nothing_expire(audit: Audit) -> None:
    assert found(audit({"leads.csv": LEADS}, REGISTER.replace("max:", "min:")), ID) == []
