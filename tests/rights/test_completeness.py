"""The proof: each personal column is reached, empty for this person, or not reachable with the reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from privaudit import ExportOptions, export
from privaudit.model.export import Package
from privaudit.model.organisation import Right
from privaudit.model.reasons import Because, Reason, because
from privaudit.model.rights import Given, Reached, Subject
from privaudit.rights.completeness import completeness
from privaudit.rights.identity import Asked
from privaudit.rights.selection import select
from privaudit.rights.subject import find_subject
from tests.conftest import Declare, Rows, key_to

Proof = dict[tuple[str, str], tuple[Reached, Because | None]]
HEAD = "privaudit: 1\norganisation: {name: Example SAS, country: FR}\n"
REGISTER = """\
activities:
  - id: customers
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [customers, orders, visits, prospects]}]
    data: [{category: user.contact.email}, {category: user.name.first, columns: [orders.paid_by]}]
  - id: hosted
    role: processor
    controllers: [{id: other, name: Other Ltd, contact: {email: dpo@other.example}, dpo: null}]
    purposes: [essential.service]
    where: [{tables: ["hosted.*"]}]
    data: [{category: user}]
"""


@pytest.fixture
def proof(declare: Declare, rows: Rows, asked: Callable[..., Asked]) -> Proof:
    """The proof of an export of Ada's data, by table and column."""
    register = declare(REGISTER)
    tables = [
        rows("customers", "id,email,phone\n1,ada@x.example,\n2,bo@x.example,0639980002\n", primary_key=("id",)),
        rows("orders", "id,customer_id,ordered_on\n10,2,2026-01-31\n", foreign_keys=(key_to("customers", "id", via="customer_id"),)),
        rows("reviews", "id,customer_id,email\n10,2,bo@x.example\n", foreign_keys=(key_to("customers", "id", via="customer_id"),)),
        rows("visits", "seen_on,ip_address\n2026-01-31,192.0.2.1\n2026-02-28,192.0.2.2\n"),
        rows("hosted.people", "id,email\n1,ada@x.example\n2,bo@x.example\n"),
    ]
    run = asked(tables, register)
    subject = find_subject(run, [Given("email", "ada@x.example")])
    assert isinstance(subject, Subject)
    selection = select(run, register, subject, Right.ACCESS)
    found = completeness(run, register, subject, selection)
    return {(one.table, one.column): (one.reached, one.reason) for one in found}


def test_what_is_filled_is_reached_and_what_is_not_is_empty(proof: Proof) -> None:
    assert proof["customers", "email"] == (Reached.REACHED, None)
    assert proof["customers", "phone"] == (Reached.EMPTY, None)
    assert proof["reviews", "email"] == (Reached.EMPTY, None)


def test_a_table_to_which_no_way_leads_is_named_with_the_reason(proof: Proof) -> None:
    assert proof["visits", "ip_address"] == (Reached.NOT_REACHABLE, because(Reason.NO_WAY))


def test_a_column_that_nobody_filled_holds_nothing_of_the_person(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,email\n1,ada@x.example\n", encoding="utf-8")
    (tmp_path / "visits.csv").write_text("seen_on,ip_address,user_agent\n2026-01-31,,Mozilla/5.0 (X11; Linux x86_64)\n", encoding="utf-8")
    register = tmp_path / "register.yaml"
    register.write_text(HEAD + REGISTER.partition("  - id: hosted")[0], encoding="utf-8")
    options = ExportOptions(right=Right.ACCESS)
    (person,) = export(
        [str(tmp_path / name) for name in ("people.csv", "visits.csv")], register, ["email=ada@x.example"], tmp_path / "ada.zip", options
    ).persons
    assert isinstance(person.outcome, Package)
    reached = {(one.table, one.column): one.reached for one in person.outcome.completeness}
    assert (reached["visits", "ip_address"], reached["visits", "user_agent"]) == (Reached.EMPTY, Reached.NOT_REACHABLE)


def test_what_the_register_declares_and_the_run_lacks_is_not_reachable(
    proof: Proof,
) -> None:
    assert proof["orders", "paid_by"] == (Reached.NOT_REACHABLE, because(Reason.NOT_IN_RUN))
    assert proof["prospects", "*"] == (Reached.NOT_REACHABLE, because(Reason.NOT_IN_RUN))


def test_what_is_held_for_another_controller_is_not_ours_to_prove(proof: Proof) -> None:
    assert not [column for column in proof if column[0] == "hosted.people"]
