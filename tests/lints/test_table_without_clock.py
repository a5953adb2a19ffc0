from __future__ import annotations

from privaudit.model.findings import Severity
from privaudit.model.verdicts import Verdict
from tests.conftest import a_table, key_to
from tests.lints.conftest import Complaints, OneComplaint

LINKS = "links:\n  - {from: orders.account_id, to: accounts.id}\n"
ACCOUNTS = a_table("accounts", "id", "ended_on")
ORDERS = a_table("orders", "id", "account_id")
TIED = a_table("orders", "id", "account_id", foreign_keys=(key_to("accounts", "id", via="account_id"),))


def test_a_table_that_the_clocks_leave_out_is_told_once(complaint: OneComplaint) -> None:
    found = complaint(("max: P10Y}", "max: P10Y, tables: [accounts]}"))
    assert (found.check, found.severity, found.table, found.register) == ("table-without-clock", Severity.MEDIUM, "orders", "accounts")
    assert (found.verdict, found.law) == (Verdict.PROVEN, ("GDPR 5(1)(e)",))


def test_without_the_schema_a_foreign_key_may_tie_it(complaint: OneComplaint) -> None:
    found = complaint((LINKS, ""))
    assert (found.check, found.table, found.verdict) == ("table-without-clock", "orders", Verdict.UNDETERMINED)
    assert not found.fails
    assert "a foreign key may" in found.message


def test_the_schema_tells(complaints: Complaints, complaint: OneComplaint) -> None:
    assert complaints((LINKS, ""), tables=(ACCOUNTS, TIED)) == ()
    assert complaint((LINKS, ""), tables=(ACCOUNTS, ORDERS)).verdict is Verdict.PROVEN


def test_a_clock_that_names_the_table_rules_it(complaints: Complaints) -> None:
    assert complaints((LINKS, ""), ("max: P10Y}", "max: P10Y, tables: [accounts, orders]}")) == ()


def test_links_lead_on_from_table_to_table(complaints: Complaints) -> None:
    further = (LINKS, f"{LINKS}  - {{from: lines.order_id, to: orders.id}}\n")
    assert complaints(further, ("tables: [accounts, orders]", "tables: [accounts, orders, lines]")) == ()


def test_a_processors_tables_are_no_matter_of_its_own_clocks(complaints: Complaints) -> None:
    clock = "clocks: [{id: asked, tables: [library_a], start: {event: request_closed, column: library_a.closed_on}, max: P1M}]"
    assert complaints(('where: [{tables: ["library_*"]}]', f"where: [{{tables: [library_a, library_b]}}]\n    {clock}")) == ()
