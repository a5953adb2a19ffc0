"""Columns that the user allows: taken out, and said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from privaudit.allowing import allow
from privaudit.engines.duckdb import DuckDBEngine
from privaudit.inventory import take_inventory
from privaudit.model.estate import Estate, Place, Topic
from privaudit.model.rules import Allowed, Rulebook
from privaudit.model.verdicts import ColumnVerdict, Evidence, EvidenceKind, Inventory, Verdict
from privaudit.profile import profile
from tests.conftest import EMAIL, RULES, Rows

HERE = Place("own/allow/shops.yaml", 3)


@pytest.fixture
def inventory(engine: DuckDBEngine, rows: Rows) -> Inventory:
    """Of one table: e-mail addresses in the column of that name, and in texts."""
    table = rows("leads", "id,email,note\n1,a@x.org,nothing\n2,b@x.org,write to c@x.org\n3,c@x.org,no more of it\n")
    return take_inventory(Estate((table,)), {(table.source, table.name): profile(engine, table, RULES)}, RULES)


def allowing(column: str, category: str | None = None, table: str = "leads") -> Rulebook:
    return replace(RULES, allowed=(Allowed(table, column, category, "those of our support desk", HERE),))


def of(inventory: Inventory, column: str) -> ColumnVerdict:
    return next(verdict for verdict in inventory.columns if verdict.column.name == column)


def test_without_an_allow_list_nothing_changes(inventory: Inventory) -> None:
    assert allow(inventory, RULES) is inventory


def test_an_allowed_column_is_none_with_the_reason_beside_the_evidence(inventory: Inventory) -> None:
    verdict = of(allow(inventory, allowing("EMAIL")), "email")
    assert (verdict.category, verdict.verdict, verdict.confidence, verdict.personal) == (None, Verdict.NONE, 0.0, False)
    assert verdict.evidence[:-1] == of(inventory, "email").evidence
    assert verdict.evidence[-1] == Evidence(EvidenceKind.AGAINST, "allowed: those of our support desk (own/allow/shops.yaml:3)")
    assert verdict.considered[0].category == EMAIL


def test_what_is_taken_out_is_said_in_the_report(inventory: Inventory) -> None:
    (said,) = allow(inventory, allowing("email", EMAIL)).skipped
    assert (said.what, said.topic) == ("leads.email", Topic.ALLOWED)
    assert said.reason == f"not counted as {EMAIL}: those of our support desk (own/allow/shops.yaml:3)"


@pytest.mark.parametrize("category", [EMAIL, "user.contact", None])
def test_a_category_inside_texts_can_be_allowed(inventory: Inventory, category: str | None) -> None:
    assert of(inventory, "note").also
    assert not of(allow(inventory, allowing("note", category, "le*")), "note").also


def test_another_category_of_the_column_stays(inventory: Inventory) -> None:
    left = allow(inventory, allowing("email", "user.name"))
    assert of(left, "email") == of(inventory, "email")
    assert [(said.what, said.reason) for said in left.skipped] == [
        ("own/allow/shops.yaml:3", "it allows user.name in leads.email, and none was found there")
    ]


def test_an_entry_for_a_column_that_is_not_there_is_said_with_the_nearest(inventory: Inventory) -> None:
    (said,) = allow(inventory, allowing("emial")).skipped
    assert said.reason == "it allows personal data in leads.emial, and no column of this run has such a name (the nearest is leads.email)"
