"""The rows that a finding about contacts and consent is about have their keys."""

from __future__ import annotations

from datetime import date

import pytest

from privaudit.facts import RowFacts
from privaudit.model.contacts import (
    AccessCounts,
    Agreement,
    AgreementCounts,
    AllRows,
    ContactClock,
    ContactRows,
    FlagCounts,
    ForeignContacts,
    PastContacts,
    PublishedCounts,
    PublishedRows,
    RowsSentAfter,
    RowsWithoutAgreement,
    SentCounts,
    UnapprovedRows,
    Wish,
)
from privaudit.model.estate import Table
from privaudit.model.facts import DatedBy, Ruled, TableColumn
from privaudit.model.register import Choice, ColumnName, Event, OptOut
from tests.conftest import Rows, emails

SENT = """id,email,day,ok
1,ann@x.org,2025-01-01,no
2,bob@x.org,2025-01-01,2025-01-01
3,Ann@X.ORG,2025-01-02,2025-01-03
4,,2025-01-02,yes
5,zoe@x.org,?,maybe
"""
PEOPLE = "mail,day,proof\nann@x.org,2025-01-01,letter\nbob@x.org,2025-01-02,\n"


@pytest.fixture(name="sent")
def _sent(rows: Rows) -> Table:
    return rows("sent", SENT, primary_key=("id",))


@pytest.fixture(name="people")
def _people(rows: Rows) -> Table:
    return rows("people", PEOPLE)


def keys(facts: RowFacts, rows: ContactRows) -> list[str]:
    return sorted(str(key.values[0]) for key in facts.keys(rows, frozenset()))


def test_messages_after_an_opt_out(facts: RowFacts, sent: Table, people: Table) -> None:
    wish = Wish(OptOut(date=ColumnName("people", "day")), TableColumn(people, "mail"), date=TableColumn(people, "day"))
    rows = RowsSentAfter(emails(sent, "email"), TableColumn(sent, "day"), (wish,), ())
    assert facts.sent_after(rows) == SentCounts(rows=5, after=1, undated=0, unreadable=1)
    assert keys(facts, rows) == ["3"]


def test_contacts_who_never_agreed_or_of_whose_consent_nothing_is_kept(facts: RowFacts, sent: Table, people: Table) -> None:
    agreement = Agreement(TableColumn(people, "mail"), TableColumn(people, "day"), evidence=TableColumn(people, "proof"))
    rows = RowsWithoutAgreement(emails(sent, "email"), (agreement,))
    assert facts.without_agreement(rows) == AgreementCounts(rows=5, never=1, withdrawn=0, unproven=1, nobody=0)
    assert keys(facts, rows) == ["2", "5"]


def test_contacts_past_a_clock(facts: RowFacts, sent: Table, people: Table) -> None:
    ruled = Ruled(people, (DatedBy(Event.CONTRACT_END, TableColumn(people, "day"), ()),), Choice.LATEST)
    rows = PastContacts(emails(sent, "email"), (ContactClock(TableColumn(people, "mail"), ruled, date(2025, 1, 1)),))
    counts = facts.past_contacts(rows)
    assert (counts.past, counts.by_clock, counts.oldest) == (2, (2,), (date(2025, 1, 1),))
    assert keys(facts, rows) == ["1", "3"]


def test_contacts_of_a_directory_alone(facts: RowFacts, sent: Table, people: Table, rows: Rows) -> None:
    own = rows("own", "mail\nbob@x.org\n")
    asked = ForeignContacts(emails(sent, "email"), (TableColumn(people, "mail"),), (TableColumn(own, "mail"),))
    counts = facts.foreign_contacts(asked)
    assert (counts.foreign, counts.also_own) == (2, 1)
    assert keys(facts, asked) == ["1", "3"]


def test_rows_that_are_published_without_consent(facts: RowFacts, sent: Table) -> None:
    rows = PublishedRows(TableColumn(sent, "day"), TableColumn(sent, "ok"))
    assert facts.published(rows) == PublishedCounts(rows=5, published=4, without=1, withdrawn=0)
    assert keys(facts, rows) == ["1"]


def test_accesses_without_approval(facts: RowFacts, sent: Table) -> None:
    rows = UnapprovedRows(TableColumn(sent, "day"), TableColumn(sent, "ok"))
    assert facts.accesses(rows) == AccessCounts(rows=5, accesses=5, without=1, late=1, unclear=2)
    assert keys(facts, rows) == ["1", "3"]


def test_all_rows_of_a_table(facts: RowFacts, sent: Table) -> None:
    assert facts.count(sent) == 5
    assert keys(facts, AllRows(sent)) == ["1", "2", "3", "4", "5"]


def test_what_says_neither_yes_nor_no_nor_when(facts: RowFacts, sent: Table) -> None:
    assert facts.said(TableColumn(sent, "ok")) == FlagCounts(filled=5, unclear=1)
