from __future__ import annotations

import pytest
from sqlglot import exp

from privaudit import questions as ask
from privaudit.engines._columns_asked import names_of
from privaudit.model.estate import Column, Table

CONTACTS = Table("db", "contacts", (Column("id"), Column("email"), Column("phone"), Column("note")), relation="contacts")
STOPS = exp.Table(this=exp.to_identifier("stops", quoted=True))


def _names(question: exp.Select) -> list[str]:
    (relation,) = (table for table in question.find_all(exp.Table) if table.name == "contacts")
    return names_of(relation, CONTACTS)


def _contacts(alias: str | None = None) -> exp.Expr:
    return ask.relation("contacts", alias)


def test_a_column_is_asked_for_wherever_it_is_used() -> None:
    used = exp.select(ask.column("id")).from_(_contacts()).where(ask.matches(ask.trimmed(ask.column("phone")), "[0-9]+"))
    assert _names(used) == ["id", "phone"]


def test_a_column_of_the_other_side_is_not() -> None:
    same = exp.EQ(this=ask.column("email", "row"), expression=ask.column("note", "stops"))
    assert _names(exp.select(ask.column("id", "row")).from_(_contacts("row")).join(STOPS.copy(), on=same)) == ["id", "email"]


def test_a_name_within_another_question_is_that_ones_own() -> None:
    inner = exp.select(exp.alias_(ask.column("email", "row"), "note")).from_(_contacts("row"))
    outer = exp.select(ask.column("note", "row"), ask.column("phone")).from_(inner.subquery("row"))
    assert _names(outer) == ["email"]


def test_a_question_within_that_looks_out_asks_for_the_column_too() -> None:
    inner = exp.select(exp.Max(this=ask.column("day"))).from_(STOPS.copy())
    inner = inner.where(exp.EQ(this=ask.column("who", "stops"), expression=ask.column("email", "row")))
    assert _names(exp.select(exp.alias_(inner.subquery(), "last")).from_(_contacts("row"))) == ["email"]


@pytest.mark.parametrize("star", [exp.Star(), exp.Column(this=exp.Star(), table=exp.to_identifier("row"))])
def test_a_star_asks_for_all(star: exp.Expr) -> None:
    assert _names(exp.select(star).from_(_contacts("row"))) == ["id", "email", "phone", "note"]


def test_a_count_asks_for_none() -> None:
    assert _names(exp.select(exp.Count(this=exp.Star())).from_(_contacts())) == []
