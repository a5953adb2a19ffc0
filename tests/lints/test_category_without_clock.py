from __future__ import annotations

from privaudit.model.verdicts import Verdict
from tests.lints.conftest import Complaints, OneComplaint, line_of

MAX = "max: P10Y}"
DATA = "data: [{category: user.name}, {category: user.contact.email}]"
SECOND = "      - {id: names, applies_to: {categories: [user.name]}, start: {event: contract_end, column: accounts.ended_on}, max: P5Y}\n"
HEAD = "      - {id: after-contract,"


def only(what: str) -> tuple[str, str]:
    """The clock of the accounts, for less than whole rows."""
    return MAX, f"max: P10Y, applies_to: {what}}}"


def test_a_category_that_neither_clock_covers(complaint: OneComplaint) -> None:
    found = complaint(only("{categories: [user.contact.email]}"))
    assert (found.check, found.categories, found.register) == ("category-without-clock", ("user.name",), "accounts")
    assert (found.verdict, found.law) == (Verdict.PROVEN, ("GDPR 5(1)(e)", "GDPR 30(1)(f)"))
    assert found.place is not None
    assert found.place.line == line_of(DATA)


def test_two_clocks_that_cover_all_between_them(complaints: Complaints) -> None:
    assert complaints(only("{categories: [user.contact]}"), (HEAD, SECOND + HEAD)) == ()


def test_a_part_of_a_category_is_not_the_whole(complaint: OneComplaint) -> None:
    found = complaint(only("{categories: [user.name.first, user.contact]}"))
    assert found.categories == ("user.name",)


def test_a_clock_for_rows_covers_all_of_its_tables(complaints: Complaints) -> None:
    assert complaints((HEAD, SECOND + HEAD)) == ()


def test_columns_cover_a_category_that_is_mapped_to_them(complaints: Complaints, complaint: OneComplaint) -> None:
    clock = only("{columns: [accounts.email, accounts.name]}")
    mapped = "data: [{category: user.name, columns: [accounts.name]}, {category: user.contact.email, columns: [accounts.email]}]"
    assert complaints(clock, (DATA, mapped)) == ()
    found = complaint(clock, (DATA, mapped.replace("[accounts.name]", "[accounts.name, orders.recipient]")))
    assert (found.categories, found.verdict) == (("user.name",), Verdict.PROVEN)


def test_whether_columns_are_of_a_category_only_the_data_tells(complaints: Complaints) -> None:
    found = complaints(only("{columns: [accounts.email]}"))
    assert {(one.categories, one.verdict) for one in found} == {
        (("user.contact.email",), Verdict.UNDETERMINED),
        (("user.name",), Verdict.UNDETERMINED),
    }
