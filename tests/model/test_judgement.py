"""One breach, one finding: the first of the six that holds."""

from __future__ import annotations

from dataclasses import replace

from privaudit.facts import RowFacts
from privaudit.model.estate import Estate, Table
from privaudit.model.findings import Context
from privaudit.model.judgement import NATIONAL_ID, Breach, judged, owner_of
from privaudit.model.register import Declared, Denial, Register, Store, Where
from privaudit.model.stores import Identifiability
from privaudit.model.verdicts import ColumnVerdict, Inventory, Verdict, Within
from tests.conftest import EMAIL, HERE, RELIGION, RULES, a_register, a_table, an_activity

TABLE = a_table("members", "faith", "note")


def column(
    table: Table, name: str, category: str | None, verdict: Verdict = Verdict.INDICATION, also: tuple[Within, ...] = ()
) -> ColumnVerdict:
    of = table.column(name)
    assert of is not None
    return ColumnVerdict(table, of, category, verdict if category else Verdict.NONE, 0.8, special=False, rows=None, values=None, also=also)


def breaches(facts: RowFacts, register: Register, *columns: ColumnVerdict) -> dict[str, list[str]]:
    """The categories by the check that they fall under."""
    inventory = Inventory(Estate((TABLE,)), columns, {})
    context = Context(inventory, register, RULES, facts, facts.as_of, complete=False)
    found = {breach.value: [entry.category for entry in judged(context, breach)] for breach in Breach}
    return {check: categories for check, categories in found.items() if categories}


def test_a_denial_comes_before_all_others(facts: RowFacts) -> None:
    denied = a_register(denials=(Denial("special", ("*",), "", HERE),))
    assert breaches(facts, denied, column(TABLE, "faith", RELIGION)) == {"denied-category": [RELIGION]}


def test_a_denial_holds_even_where_the_category_is_declared(facts: RowFacts) -> None:
    members = an_activity("members", Where(("members",)), data=(Declared(RELIGION),), basis=("A6-1-a", "A9-2-a"))
    register = a_register(members, denials=(Denial("special", ("*",), "", HERE),))
    assert breaches(facts, register, column(TABLE, "faith", RELIGION)) == {"denied-category": [RELIGION]}


def test_a_table_that_nobody_declares_comes_before_its_special_categories(facts: RowFacts) -> None:
    assert breaches(facts, a_register(), column(TABLE, "faith", RELIGION)) == {"undeclared-table": [RELIGION]}


def test_a_special_category_without_a_basis_comes_before_its_being_undeclared(facts: RowFacts) -> None:
    members = an_activity("members", Where(("members",)))
    found = breaches(facts, a_register(members), column(TABLE, "faith", RELIGION), column(TABLE, "note", EMAIL))
    assert found == {"special-category-without-basis": [RELIGION], "undeclared-category": [EMAIL]}


def test_a_special_category_with_a_basis_must_still_be_declared(facts: RowFacts) -> None:
    members = an_activity("members", Where(("members",)), basis=("A6-1-a", "A9-2-d"))
    assert breaches(facts, a_register(members), column(TABLE, "faith", RELIGION)) == {"undeclared-category": [RELIGION]}


def test_what_is_declared_breaks_nothing(facts: RowFacts) -> None:
    members = an_activity("members", Where(("members",)), data=(Declared(RELIGION), Declared("user.contact")), basis=("A9-2-d",))
    assert breaches(facts, a_register(members), column(TABLE, "faith", RELIGION), column(TABLE, "note", EMAIL)) == {}


def test_one_of_several_owners_that_declares_is_enough(facts: RowFacts) -> None:
    first = an_activity("first", Where(("members",)))
    second = an_activity("second", Where(("members",)), data=(Declared(EMAIL),))
    assert breaches(facts, a_register(first, second), column(TABLE, "note", EMAIL)) == {}


def test_a_column_without_an_owner_in_a_declared_table_is_an_undeclared_category(facts: RowFacts) -> None:
    members = an_activity("members", Where(("members",), ("faith",)), data=(Declared(EMAIL),))
    assert breaches(facts, a_register(members), column(TABLE, "note", EMAIL)) == {"undeclared-category": [EMAIL]}


def test_what_stands_inside_the_values_is_judged_beside_the_columns_own_category(facts: RowFacts) -> None:
    members = an_activity("members", Where(("members",)), data=(Declared("user.name"),))
    inside = (Within(EMAIL, Verdict.PROVEN, 0.1, 3),)
    assert breaches(facts, a_register(members), column(TABLE, "note", "user.name.first", also=inside)) == {"undeclared-category": [EMAIL]}
    assert breaches(facts, a_register(members), column(TABLE, "note", None, also=inside)) == {"undeclared-category": [EMAIL]}


def test_the_owner_is_the_first_by_name(facts: RowFacts) -> None:
    register = a_register(an_activity("sales", Where(("members",))), an_activity("crm", Where(("members",))))
    inventory = Inventory(Estate((TABLE,)), (column(TABLE, "note", EMAIL),), {})
    (found,) = judged(Context(inventory, register, RULES, facts, facts.as_of, complete=False), Breach.UNDECLARED_CATEGORY)
    assert found.owner == "crm"


def test_a_national_number_comes_before_its_context(facts: RowFacts) -> None:
    payroll = an_activity("payroll", Where(("wages",)), data=(Declared(NATIONAL_ID),))
    members = an_activity("members", Where(("members",)), data=(Declared(EMAIL),))
    assert breaches(facts, a_register(payroll, members), column(TABLE, "note", NATIONAL_ID)) == {"national-id-undeclared": [NATIONAL_ID]}
    declared = an_activity("members", Where(("members",)), data=(Declared("user.government_id"),))
    assert breaches(facts, a_register(payroll, declared), column(TABLE, "note", NATIONAL_ID)) == {}


def test_what_another_activity_declares_is_out_of_context(facts: RowFacts) -> None:
    members = an_activity("members", Where(("members",)))
    mailing = an_activity("mailing", Where(("mailing",)), data=(Declared("user.contact"),))
    inventory = Inventory(Estate((TABLE,)), (column(TABLE, "note", EMAIL),), {})
    context = Context(inventory, a_register(members, mailing), RULES, facts, facts.as_of, complete=False)
    (found,) = judged(context, Breach.CATEGORY_OUT_OF_CONTEXT)
    assert (found.owner, found.elsewhere) == ("members", ("mailing",))
    assert list(judged(context, Breach.UNDECLARED_CATEGORY)) == []


def test_a_special_category_without_a_basis_comes_before_its_context(facts: RowFacts) -> None:
    members = an_activity("members", Where(("members",)))
    clinic = an_activity("clinic", Where(("clinic",)), data=(Declared(RELIGION),), basis=("A9-2-h",))
    assert breaches(facts, a_register(members, clinic), column(TABLE, "faith", RELIGION)) == {"special-category-without-basis": [RELIGION]}


def test_an_activity_that_declares_everything_gives_no_context(facts: RowFacts) -> None:
    members = an_activity("members", Where(("members",)))
    clients = an_activity("clients", Where(("clients",)), data=(Declared("user"),))
    assert breaches(facts, a_register(members, clients), column(TABLE, "note", EMAIL)) == {"undeclared-category": [EMAIL]}


def test_a_column_that_nobody_owns_has_no_context(facts: RowFacts) -> None:
    members = an_activity("members", Where(("members",), ("faith",)))
    mailing = an_activity("mailing", Where(("mailing",)), data=(Declared(EMAIL),))
    register = a_register(members, mailing)
    assert breaches(facts, register, column(TABLE, "note", EMAIL)) == {"undeclared-category": [EMAIL]}
    inventory = Inventory(Estate((TABLE,)), (), {})
    context = Context(inventory, register, RULES, facts, facts.as_of, complete=False)
    assert owner_of(context, column(TABLE, "note", EMAIL)) == ""
    assert owner_of(context, column(TABLE, "faith", RELIGION)) == "members"


def test_a_table_of_a_store_is_declared_whatever_it_holds_but_gives_no_basis(facts: RowFacts) -> None:
    stored = replace(a_register(), stores=(Store("copies", HERE, tables=("mem*",)),))
    columns = (column(TABLE, "faith", RELIGION), column(TABLE, "note", EMAIL))
    assert breaches(facts, stored, *columns) == {"special-category-without-basis": [RELIGION]}
    assert breaches(facts, stored, column(TABLE, "note", NATIONAL_ID)) == {"national-id-undeclared": [NATIONAL_ID]}
    denied = replace(stored, denials=(Denial(EMAIL, ("*",), "", HERE),))
    assert breaches(facts, denied, column(TABLE, "note", EMAIL)) == {"denied-category": [EMAIL]}


def test_what_an_anonymised_store_should_be_free_of_is_left_to_its_own_check(facts: RowFacts) -> None:
    stored = replace(a_register(), stores=(Store("figures", HERE, tables=("members",), identifiability=Identifiability.ANONYMISED),))
    assert breaches(facts, stored, column(TABLE, "faith", RELIGION), column(TABLE, "note", NATIONAL_ID)) == {}


def test_an_activity_that_owns_the_column_goes_before_a_store(facts: RowFacts) -> None:
    members = an_activity("members", Where(("members",), ("note",)))
    stored = replace(a_register(members), stores=(Store("copies", HERE, tables=("members",)),))
    found = breaches(facts, stored, column(TABLE, "note", EMAIL), column(TABLE, "faith", EMAIL))
    assert found == {"undeclared-category": [EMAIL]}
