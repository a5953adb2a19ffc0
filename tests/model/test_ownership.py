"""Which activity owns which column, and what a declaration or a denial stands for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from privaudit.model.estate import Estate
from privaudit.model.ownership import covers, declares, denial_of, fits, fits_a_table, named_date_or_wish, owners, table_owners, tables_of
from privaudit.model.register import AccessLog, ColumnName, Declared, Denial, Marketing, OptIn, OptOut, Publication, SendLog, Where
from tests.conftest import EMAIL, HERE, OFFENCE, RELIGION, RULES, a_register, a_table, an_activity


@pytest.mark.parametrize(
    ("glob", "name", "fitting"),
    [
        ("accounts", "Accounts", True),
        ("CRM_*", "crm_leads", True),
        ("crm.*", "crm.leads", True),
        ("crm.*", "crm_leads", False),
        ("client_*.*", "client_7.orders", True),
        ("*", "crm.leads", True),
        ("*.*", "accounts", True),
        ("order?", "orders", True),
        ("order", "orders", False),
    ],
)
def test_globs_fit_names_ignoring_case(glob: str, name: str, *, fitting: bool) -> None:
    assert fits(glob, name) is fitting


def test_the_most_specific_glob_owns_the_column() -> None:
    everything = an_activity("everything", Where(("*",)))
    sales = an_activity("sales", Where(("crm_*",)))
    leads = an_activity("leads", Where(("crm_leads",)))
    notes = an_activity("notes", Where(("crm_leads",), ("note_*",)))
    register = a_register(everything, sales, leads, notes)
    table = a_table("crm_leads", "email", "note_1")
    assert owners(register, table, "email") == (leads,)
    assert owners(register, table, "note_1") == (notes,)
    assert owners(register, a_table("crm_calls", "email"), "email") == (sales,)
    assert owners(register, a_table("wages", "amount"), "amount") == (everything,)


def test_a_longer_glob_is_more_specific_than_a_shorter_one() -> None:
    short, long = an_activity("short", Where(("crm_*",))), an_activity("long", Where(("crm_le*",)))
    assert owners(a_register(short, long), a_table("crm_leads", "email"), "email") == (long,)


def test_equally_specific_globs_share_the_column() -> None:
    sales, support = an_activity("sales", Where(("clients",))), an_activity("support", Where(("CLIENTS",)))
    register = a_register(sales, support)
    table = a_table("clients", "email")
    assert owners(register, table, "email") == (sales, support)
    assert table_owners(register, table) == (sales, support)


def test_the_best_of_an_activitys_own_globs_counts() -> None:
    sales = an_activity("sales", Where(("*",)), Where(("clients",)))
    support = an_activity("support", Where(("client*",)))
    assert owners(a_register(sales, support), a_table("clients", "email"), "email") == (sales,)


def test_an_activity_owns_only_the_columns_that_it_names() -> None:
    shipping = an_activity("shipping", Where(("orders",), ("ship_*",)))
    register = a_register(shipping)
    table = a_table("orders", "ship_street", "card")
    assert owners(register, table, "card") == ()
    assert table_owners(register, table) == (shipping,)


def test_an_activity_whose_every_column_is_owned_by_another_has_no_table() -> None:
    everything, leads = an_activity("everything", Where(("*",))), an_activity("leads", Where(("leads",)))
    estate = Estate((a_table("leads", "email"),))
    register = a_register(everything, leads)
    assert tables_of(register, everything, estate) == ()
    assert tables_of(register, leads, estate) == estate.tables


def test_an_activity_has_its_own_tables_in_each_run() -> None:
    leads = an_activity("leads", Where(("CRM_leads", "crm_*")))
    register = a_register(leads)
    first, second = Estate((a_table("crm_Leads", "email"),)), Estate((a_table("wages", "amount"), a_table("crm_calls", "email")))
    assert tables_of(register, leads, first) == first.tables
    assert tables_of(register, leads, second) == second.tables[1:]
    assert tables_of(register, leads, Estate(())) == ()


@pytest.mark.parametrize(("glob", "fitting"), [("CRM.Leads", True), ("crm.*", True), ("leads", False), ("sales.*", False)])
def test_a_glob_fits_the_tables_of_a_run(glob: str, *, fitting: bool) -> None:
    assert fits_a_table(glob, Estate((a_table("wages", "amount"), a_table("crm.leads", "email")))) is fitting


def test_a_category_stands_for_all_below_it() -> None:
    assert covers("user.contact", EMAIL, RULES)
    assert covers(EMAIL, EMAIL, RULES)
    assert not covers(EMAIL, "user.contact", RULES)
    assert not covers("user.con", EMAIL, RULES)


def test_a_group_stands_for_its_categories_and_all_below_them() -> None:
    assert covers("special", RELIGION, RULES)
    assert covers("special", f"{RELIGION}.rite", RULES)
    assert covers("criminal", OFFENCE, RULES)
    assert not covers("special", OFFENCE, RULES)
    assert not covers("special", EMAIL, RULES)
    assert covers("special", "special", RULES)


def test_a_column_that_is_mapped_to_none_declares_nothing() -> None:
    assert not declares(an_activity("a", data=(Declared("none"),)), EMAIL, RULES)
    assert declares(an_activity("a", data=(Declared("user.contact"),)), EMAIL, RULES)


def test_a_denial_holds_for_its_tables_alone() -> None:
    denial = Denial("special", ("crm_*",), "", HERE)
    register = a_register(denials=(denial,))
    assert denial_of(register, a_table("crm_leads"), RELIGION, RULES) is denial
    assert denial_of(register, a_table("members"), RELIGION, RULES) is None
    assert denial_of(register, a_table("crm_leads"), EMAIL, RULES) is None


@pytest.mark.parametrize("everywhere", ["*", "*.*"])
def test_a_denial_everywhere_holds_in_tables_with_and_without_a_schema(everywhere: str) -> None:
    register = a_register(denials=(Denial(EMAIL, (everywhere,), "", HERE),))
    assert denial_of(register, a_table("leads"), EMAIL, RULES) is not None
    assert denial_of(register, a_table("crm.leads"), EMAIL, RULES) is not None


def test_the_columns_that_an_activity_names_as_dates_and_wishes() -> None:
    agreed, source, stop, at = (ColumnName("leads", name) for name in ("agreed", "source", "stop", "at"))
    marketing = Marketing(
        "sms", (), (OptOut(flag=stop),), HERE, OptIn(agreed, HERE, evidence=source), SendLog(ColumnName("leads", "tel"), at)
    )
    activity = replace(
        an_activity("sales", Where(("leads",)), marketing=(marketing,)),
        access=AccessLog(ColumnName("leads", "opened"), ColumnName("leads", "approved"), HERE),
        publication=Publication(ColumnName("leads", "shown"), ColumnName("leads", "allowed"), HERE),
    )
    named = {"agreed", "source", "stop", "at", "opened", "approved", "shown", "allowed", "tel", "id"}
    found = {name for name in named if named_date_or_wish(activity, a_table("LEADS", name), name.upper())}
    assert found == named - {"tel", "id"}
    assert not named_date_or_wish(activity, a_table("other", "stop"), "stop")
