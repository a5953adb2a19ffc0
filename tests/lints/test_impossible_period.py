from __future__ import annotations

import pytest

from tests.lints.conftest import Complaints, OneComplaint

ACCOUNTS = "max: P10Y}"
READERS = "max: P3Y}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (ACCOUNTS, "max: P10Y, min: P11Y}", "`min` P11Y is longer than `max` P10Y"),
        (ACCOUNTS, "max: P10Y, min: P0D}", "`min` is no time (P0D)"),
        (ACCOUNTS, 'max: P10Y, archive: {after: P12Y, into: ["old.*"]}}', "the archive begins after P12Y, which is later than `max` P10Y"),
        (
            ACCOUNTS,
            "max: P10Y, min: P1Y, override: [{when: {column: accounts.minor, equals: true}, max: P6M}]}",
            "`min` P1Y is longer than the maximum of an `override`, P6M",
        ),
        (READERS, "max: P0D}", "`max` is no time (P0D) from last_contact"),
    ],
)
def test_what_cannot_be_kept(complaints: Complaints, old: str, new: str, said: str) -> None:
    found = [one for one in complaints((old, new)) if one.check == "impossible-period"]
    assert len(found) == 1
    assert said in found[0].message
    assert found[0].law == ("GDPR 5(1)(e)",)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (ACCOUNTS, "max: P0D}"),
        (ACCOUNTS, "max: P10Y, min: P10Y}"),
        (ACCOUNTS, "max: P1Y, min: P12M}"),
        (ACCOUNTS, 'max: P10Y, archive: {after: P5Y, into: ["old.*"]}}'),
        (READERS, "max: P1D}"),
        ("event: last_contact, column: readers.last_opened_on}, max: P3Y", "event: delivery, column: readers.sent_on}, max: P0D"),
        (
            "start: {event: last_contact, column: readers.last_opened_on}, max: P3Y",
            "start: {after: {period: P1M, from: {event: last_contact, column: readers.last_opened_on}}}, max: P0D",
        ),
    ],
)
def test_what_can(complaints: Complaints, old: str, new: str) -> None:
    assert complaints((old, new)) == ()


def test_all_that_is_wrong_with_a_clock_is_one_complaint(complaint: OneComplaint) -> None:
    found = complaint((ACCOUNTS, 'max: P10Y, min: P11Y, archive: {after: P12Y, into: ["old.*"]}}'))
    assert (found.check, found.register) == ("impossible-period", "accounts/after-contract")
    assert found.message.count(";") == 1


@pytest.mark.parametrize(
    "store",
    [
        "{id: cut, tables: [logs], dated_by: {column: day}, max: P0D}",
        "{id: cut, tables: [logs], cookie: {set: made, expires: until, max: P0D}}",
    ],
)
def test_a_store_that_keeps_nothing(complaint: OneComplaint, store: str) -> None:
    found = complaint(("activities:", f"stores: [{store}]\n\nactivities:"))
    assert (found.check, found.register) == ("impossible-period", "cut")


def test_marketing_that_ends_before_it_began(complaint: OneComplaint) -> None:
    clock = "clocks: [{id: at-once, of: accounts.email, start: {event: collection, column: accounts.created_on}, max: P0D}]"
    found = complaint(("opt_out: [{flag: readers.unsubscribed}]", f"opt_out: [{{flag: readers.unsubscribed}}], {clock}"))
    assert found.register == "newsletter/marketing/email"
