"""Who opted out, and how flags read."""

from __future__ import annotations

import pytest

from privaudit.facts import RowFacts
from privaudit.facts.same_contact import mail_providers
from privaudit.model.contacts import FlagCounts, OptedOutRows, OptOutCounts, Wish
from privaudit.model.facts import TableColumn
from privaudit.model.register import ColumnName, OptOut
from privaudit.yes_no import YES
from tests.conftest import Rows, emails

NAME = ColumnName("any", "any")
FLAG = OptOut(flag=NAME, means=YES)
DATE = OptOut(date=NAME)
LIST = OptOut(list=NAME)


@pytest.mark.parametrize(
    ("means", "values", "counts"),
    [
        (YES, ("1", "0", "", "Oui", "no"), FlagCounts(4, 0)),
        (YES, ("1", "x", "ja", "1.0", "maybe"), FlagCounts(5, 2)),
        (YES, ("Sí", "não", "tak", "NEIN", "sim"), FlagCounts(5, 0)),
        (("0", "refused"), ("REFUSED", "1", "yes", "pending", "none"), FlagCounts(5, 2)),
        (("true", "1", "yes"), ("O", "N", "", "1"), FlagCounts(3, 1)),
        (("no",), ("N", "non", "no", "yes"), FlagCounts(4, 2)),
        (("2",), ("0", "1", "2"), FlagCounts(3, 0)),
        (("2",), ("0", "1"), FlagCounts(2, 1)),
        (YES, ("N", "n"), FlagCounts(2, 0)),
    ],
)
def test_values_of_a_flag_that_nobody_can_tell(
    facts: RowFacts, rows: Rows, means: tuple[str, ...], values: tuple[str, ...], counts: FlagCounts
) -> None:
    table = rows("t", "n,stop\n" + "".join(f"{number},{value}\n" for number, value in enumerate(values)))
    assert facts.flag(TableColumn(table, "stop"), means) == counts


def test_a_flag_in_the_row_of_the_contact_compares_ignoring_case_and_spaces(facts: RowFacts, rows: Rows) -> None:
    table = rows("leads", "email,stop\na@x.org,Yes\nb@x.org, O U I \nc@x.org,no\nd@x.org,\ne@x.org,1\nf@x.org,yesterday\n")
    wish = Wish(FLAG, None, flag=TableColumn(table, "stop"))
    assert facts.opted_out(OptedOutRows(emails(table, "email"), (wish,))) == OptOutCounts(6, 3, (3,))


def test_what_a_flag_means_is_what_the_register_says(facts: RowFacts, rows: Rows) -> None:
    table = rows("leads", "email,consent\na@x.org,0\nb@x.org,1\nc@x.org,refused\n")
    wish = Wish(OptOut(flag=NAME, means=("0", "refused")), None, flag=TableColumn(table, "consent"))
    assert facts.opted_out(OptedOutRows(emails(table, "email"), (wish,))).opted_out == 2


def test_an_opt_out_date_counts_from_its_day_on_and_an_unreadable_one_counts(facts: RowFacts, rows: Rows) -> None:
    table = rows("leads", "email,left\na@x.org,2026-11-21\nb@x.org,2026-11-22\nc@x.org,\nd@x.org,31/02/2020\ne@x.org, \n")
    wish = Wish(DATE, None, date=TableColumn(table, "left"))
    assert facts.opted_out(OptedOutRows(emails(table, "email"), (wish,))) == OptOutCounts(5, 2, (2,))


def test_a_wish_in_another_table_is_that_of_the_contact_beside_it(facts: RowFacts, rows: Rows) -> None:
    mailing = rows("mailing", "email\na@x.org\nA@X.ORG \nb@x.org\n\n")
    people = rows("people", "mail,stop\na@x.org,1\nb@x.org,0\nz@x.org,1\n")
    wish = Wish(FLAG, TableColumn(people, "mail"), flag=TableColumn(people, "stop"))
    assert facts.opted_out(OptedOutRows(emails(mailing, "email"), (wish,))).opted_out == 2


def test_a_list_may_have_a_date_and_a_blank_one_counts(facts: RowFacts, rows: Rows) -> None:
    mailing = rows("mailing", "email\na@x.org\nb@x.org\nc@x.org\nd@x.org\n")
    gone = rows("gone", "email,since\na@x.org,2020-01-01\nb@x.org,2027-01-01\nc@x.org,\nd@x.org,?\n")
    dated = Wish(LIST, TableColumn(gone, "email"), date=TableColumn(gone, "since"))
    undated = Wish(LIST, TableColumn(gone, "email"))
    assert facts.opted_out(OptedOutRows(emails(mailing, "email"), (dated, undated))) == OptOutCounts(4, 4, (3, 4))


def test_no_contact_is_counted_twice_however_often_it_said_no(facts: RowFacts, rows: Rows) -> None:
    mailing = rows("mailing", "email\na@x.org\nb@x.org\n")
    gone = rows("gone", "email\na@x.org\na@x.org\nA@x.org\n")
    wishes = (Wish(LIST, TableColumn(gone, "email")), Wish(LIST, TableColumn(gone, "email")))
    assert facts.opted_out(OptedOutRows(emails(mailing, "email"), wishes)) == OptOutCounts(2, 1, (1, 1))


def test_blank_addresses_are_nobody(facts: RowFacts, rows: Rows) -> None:
    mailing = rows("mailing", "id,email\n1,\n2, \n")
    gone = rows("gone", "id,email\n1,\n2, \n")
    assert facts.opted_out(OptedOutRows(emails(mailing, "email"), (Wish(LIST, TableColumn(gone, "email")),))).opted_out == 0


def test_providers_of_one_mailbox_are_known(facts: RowFacts, rows: Rows) -> None:
    assert facts.providers == mail_providers()
    mailing = rows("mailing", "email\nJ.Doe+news@googlemail.com\nj.doe@example.org\n")
    gone = rows("gone", "email\njdoe@gmail.com\njdoe@example.org\n")
    assert facts.opted_out(OptedOutRows(emails(mailing, "email"), (Wish(LIST, TableColumn(gone, "email")),))).opted_out == 1
