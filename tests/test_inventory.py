"""The verdicts on all columns, and what the register maps by hand."""

from __future__ import annotations

import pytest

from privaudit.engines.duckdb import DuckDBEngine
from privaudit.inventory import map_by_hand, take_inventory
from privaudit.model.estate import Column, Estate, Rejected, Skipped, Table
from privaudit.model.profile import ColumnProfile, TableProfile
from privaudit.model.register import ColumnName, Declared, Where
from privaudit.model.verdicts import EvidenceKind, Inventory, Verdict
from privaudit.profile import profile
from tests.conftest import EMAIL, FIRST_NAME, RELIGION, RULES, Rows, a_register, a_table, an_activity


@pytest.fixture
def inventory(engine: DuckDBEngine, rows: Rows) -> Inventory:
    """Of one table: e-mail addresses in the column of that name, and in texts."""
    table = rows("leads", "id,email,note\n1,a@x.org,nothing\n2,b@x.org,write to c@x.org\n3,c@x.org,no more of it\n")
    return take_inventory(Estate((table,)), {(table.source, table.name): profile(engine, table, RULES)}, RULES)


def mapped(inventory: Inventory, category: str, column: str = "note", reason: str = "") -> Inventory:
    table, _, name = f"LEADS.{column}".rpartition(".")
    activity = an_activity("leads", Where(("leads",)), data=(Declared(category, columns=(ColumnName(table, name),), reason=reason),))
    return map_by_hand(inventory, a_register(activity), RULES)


def test_every_column_has_a_verdict_in_order(inventory: Inventory) -> None:
    assert [(verdict.column.name, verdict.category, verdict.verdict) for verdict in inventory.columns][:2] == [
        ("id", None, Verdict.NONE),
        ("email", EMAIL, Verdict.PROVEN),
    ]
    assert [(verdict.rows, verdict.values) for verdict in inventory.columns] == [(3, 3), (3, 3), (3, 3)]


def test_many_columns_are_judged_side_by_side_as_they_are_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    estate = Estate(tuple(a_table(f"t{number}", "id", "email", "first_name", "created") for number in range(30)))
    alone = take_inventory(estate, {}, RULES)
    monkeypatch.setattr("privaudit.inventory._PART", 40)
    together = take_inventory(estate, {}, RULES)
    assert together == alone
    assert [verdict.table.name for verdict in together.columns[::4]] == [table.name for table in estate.tables]
    assert all(verdict.table is table for verdict, table in zip(together.columns[::4], estate.tables, strict=True))


def test_a_category_inside_some_values_is_found_beside_the_columns_own(inventory: Inventory) -> None:
    (within,) = inventory.columns[2].also
    assert (within.category, within.verdict, within.values, within.share) == (EMAIL, Verdict.PROVEN, 1, 0.3333)
    assert inventory.columns[2].why(EMAIL) == "inside 1 of 3 values"


def test_a_schema_without_rows_is_judged_by_names() -> None:
    (verdict,) = take_inventory(Estate((a_table("leads", "email"),)), {}, RULES).columns
    assert (verdict.category, verdict.verdict, verdict.rows, verdict.values) == (EMAIL, Verdict.INDICATION, None, None)


def test_rows_that_could_not_be_read_are_said_with_their_lines() -> None:
    table = a_table("leads", "email")
    rejected = tuple(Rejected(line, "3 cells") for line in range(2, 24))
    one = take_inventory(Estate((table,)), {("schema.sql", "leads"): TableProfile(9, {}, rejected[:1])}, RULES)
    many = take_inventory(Estate((table,)), {("schema.sql", "leads"): TableProfile(9, {}, rejected)}, RULES)
    assert one.skipped == (Skipped("schema.sql", "1 row could not be read: line 2 (3 cells)"),)
    assert many.skipped[0].reason.startswith("22 rows could not be read: line 2 (3 cells), 3 (3 cells)")
    assert many.skipped[0].reason.endswith("21 (3 cells) and 2 more")


def test_what_could_not_be_opened_stays_in_what_was_skipped() -> None:
    estate = Estate((), (Skipped("a.csv", "why"),), (Skipped("b.csv", "why not"),))
    assert take_inventory(estate, {}, RULES).skipped == estate.skipped + estate.unreadable


def test_a_mapping_by_hand_overrides_what_was_found(inventory: Inventory) -> None:
    verdict = mapped(inventory, FIRST_NAME).columns[2]
    assert (verdict.category, verdict.verdict, verdict.confidence, verdict.special) == (FIRST_NAME, Verdict.PROVEN, 1.0, False)
    assert verdict.found == ((FIRST_NAME, Verdict.PROVEN), (EMAIL, Verdict.PROVEN))
    assert verdict.why(FIRST_NAME) == f"the register maps it to {FIRST_NAME}"


def test_a_mapping_to_what_stands_inside_is_that_category_once(inventory: Inventory) -> None:
    assert mapped(inventory, EMAIL).columns[2].found == ((EMAIL, Verdict.PROVEN),)


def test_a_mapping_to_none_takes_all_away_and_keeps_the_reason(inventory: Inventory) -> None:
    verdict = mapped(inventory, "none", reason="made by the test").columns[2]
    assert (verdict.category, verdict.verdict, verdict.found, verdict.personal) == (None, Verdict.NONE, (), False)
    (said,) = verdict.evidence
    assert (said.kind, said.text) == (EvidenceKind.AGAINST, "the register says that it is not personal data: made by the test")


@pytest.mark.parametrize("category", [RELIGION, "special"])
def test_a_mapping_to_a_special_category_or_to_the_group_is_special(inventory: Inventory, category: str) -> None:
    assert mapped(inventory, category).columns[2].special


def test_other_columns_keep_their_verdict(inventory: Inventory) -> None:
    after = mapped(inventory, "none", column="email", reason="test")
    assert after.columns[0] is inventory.columns[0]
    assert after.columns[2] is inventory.columns[2]
    assert after.columns[1].category is None


def test_values_that_were_cut_are_said_by_column() -> None:
    table = Table("people.csv", "people", (Column("notes"),), relation="people")
    cut = TableProfile(3, {"notes": ColumnProfile(3, cut=2)})
    inventory = take_inventory(Estate((table,)), {("people.csv", "people"): cut}, RULES)
    assert [said.what for said in inventory.skipped] == ["people.notes"]
    assert inventory.skipped[0].reason.startswith("2 values longer than 4,000 characters")
