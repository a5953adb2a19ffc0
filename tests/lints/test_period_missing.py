from __future__ import annotations

import pytest

from privaudit.model.findings import Severity
from tests.lints.conftest import Complaints, OneComplaint

CLOCKS = "    clocks:\n      - {id: after-leaving, start: {event: contract_end, column: circle.left_on}, max: P1M}\n"


@pytest.mark.parametrize("clocks", ["", CLOCKS.replace("max", "min")])
def test_a_controller_gives_a_period_where_possible(complaint: OneComplaint, clocks: str) -> None:
    found = complaint((CLOCKS, clocks))
    assert (found.check, found.severity, found.law) == ("period-missing", Severity.LOW, ("GDPR 30(1)(f)",))
    assert "The activity reading-circle does not say how long it keeps circle" in found.message


@pytest.mark.parametrize(
    "store",
    [
        "{id: cut, tables: [circle], dated_by: {column: day}, max: P30D, rolling: true}",
        "{id: cookies, tables: [circle], cookie: {expires: until, max: session}}",
        '{id: copies, tables: ["circle*"], identifiability: anonymised}',
    ],
)
def test_a_store_can_give_it(complaints: Complaints, store: str) -> None:
    assert complaints((CLOCKS, ""), ("activities:", f"stores: [{store}]\n\nactivities:")) == ()


def test_so_can_the_clock_of_another_activity_of_the_same_table(complaints: Complaints) -> None:
    found = complaints(
        (CLOCKS, ""), ("tables: [readers]", "tables: [readers, circle]"), ("column: readers.last_opened_on", "column: circle.seen_on")
    )
    assert "period-missing" not in {one.check for one in found if one.register == "reading-circle"}


def test_so_can_the_end_of_marketing(complaints: Complaints) -> None:
    clock = "    clocks:\n      - {id: after-contact, start: {event: last_contact, column: readers.last_opened_on}, max: P3Y}\n"
    leaving = "clocks: [{id: inactive, of: accounts.email, start: {event: contract_end, column: accounts.ended_on}, max: P3Y}]"
    assert [one.check for one in complaints((clock, ""))] == ["period-missing"]
    assert (
        complaints((clock, ""), ("opt_out: [{flag: readers.unsubscribed}]", f"opt_out: [{{flag: readers.unsubscribed}}], {leaving}")) == ()
    )
