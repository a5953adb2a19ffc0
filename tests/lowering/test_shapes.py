from __future__ import annotations

from sqlglot import exp, parse_one

from privaudit import questions as ask
from privaudit.lowering._shapes import computed_once, flat

V, CELL = ask.column("v"), ask.column("cell")


def _inner(node: exp.Expr) -> exp.Subquery:
    return exp.select(exp.alias_(node, "cell")).from_(ask.relation("rows")).subquery("told")


def _fences(question: exp.Expr) -> int:
    return len(list(computed_once(question).find_all(exp.Offset)))


def test_what_is_used_twice_is_computed_once() -> None:
    assert _fences(exp.select(CELL, ask.length(CELL)).from_(_inner(ask.folded(V)))) == 1
    assert _fences(exp.select("*", ask.length(CELL)).from_(_inner(ask.folded(V)))) == 1
    assert _fences(exp.select(CELL).from_(_inner(ask.folded(V))).where(ask.has(CELL, "@"))) == 1


def test_what_is_used_once_may_be_written_out() -> None:
    assert _fences(exp.select(CELL).from_(_inner(ask.folded(V)))) == 0


def test_what_costs_nothing_may_be_written_out() -> None:
    dated = ask.column("v")
    dated.type = exp.DataType.build("DATE")
    assert _fences(exp.select(CELL, CELL).from_(_inner(V))) == 0
    assert _fences(exp.select(CELL, CELL).from_(_inner(ask.parse_date(dated, "dmy")))) == 0


def test_what_is_kept_by_itself_anyway_stays_as_it_is() -> None:
    distinct = exp.select(exp.alias_(ask.folded(V), "cell")).distinct().from_(ask.relation("rows")).subquery("told")
    assert _fences(exp.select(CELL, CELL).from_(distinct)) == 0


def test_a_few_simple_steps_are_written_out_though_they_were_wanted_once() -> None:
    simple = ask.case([(exp.GT(this=V, expression=ask.text("b")), V)], exp.null())
    wanted = ask.once(exp.select(exp.alias_(simple, "cell")).from_(ask.relation("rows"))).subquery("told")
    assert _fences(exp.select(CELL, CELL).from_(wanted)) == 0
    assert _fences(exp.select(*[CELL] * 9).from_(wanted)) == 1


def test_simple_steps_add_up_from_one_derived_table_to_the_next() -> None:
    told = exp.select(V).from_(ask.relation("rows")).subquery("told_0")
    for level in range(1, 6):
        twice = ask.case([(exp.GT(this=V, expression=ask.text("b")), V)], exp.null())
        told = exp.select(exp.alias_(twice, "v")).from_(told).subquery(f"told_{level}")
    assert 0 < _fences(exp.select(V).from_(told)) < 5


def test_what_a_star_hands_on_is_used_where_somebody_needs_it() -> None:
    handed_on = exp.select("*", exp.alias_(ask.length(CELL), "size")).from_(_inner(ask.folded(V))).subquery("handed_on")
    assert _fences(exp.select(ask.column("size")).from_(handed_on)) == 0
    assert _fences(exp.select(ask.column("size"), CELL).from_(handed_on)) == 1


def test_derived_tables_are_named_in_front() -> None:
    deep = "WITH k AS (SELECT v FROM (SELECT v FROM t) AS a) SELECT n FROM (SELECT n FROM (SELECT 1 AS n FROM k) AS b) AS c JOIN k ON TRUE"
    told = flat(parse_one(deep))
    assert not list(told.find_all(exp.Subquery))
    assert told.sql() == (
        "WITH privaudit_1 AS (SELECT v FROM t), k AS (SELECT v FROM privaudit_1 AS a), privaudit_3 AS (SELECT 1 AS n FROM k), "
        "privaudit_4 AS (SELECT n FROM privaudit_3 AS b) SELECT n FROM privaudit_4 AS c JOIN k ON TRUE"
    )


def test_parts_named_within_a_derived_table_come_first() -> None:
    told = flat(parse_one("SELECT n FROM (WITH k AS (SELECT 1 AS n) SELECT n FROM k) AS c"))
    assert told.sql() == "WITH k AS (SELECT 1 AS n), privaudit_2 AS (SELECT n FROM k) SELECT n FROM privaudit_2 AS c"


def test_what_a_star_hands_on_counts_as_often_as_it_is_used() -> None:
    day = exp.select(exp.alias_(ask.parse_date(V, ask.DAY), "day")).from_(ask.relation("rows")).subquery("read")
    handed_on = exp.select("*", exp.alias_(ask.number(0), "limit")).from_(day).subquery("handed_on")
    used = ask.column("day")
    assert _fences(exp.select(used).from_(handed_on)) == 0
    assert _fences(exp.select(*[used] * 3).from_(handed_on)) == 1


def test_how_much_is_written_out_is_for_the_server_to_say() -> None:
    day = exp.select(exp.alias_(ask.parse_date(V, ask.DAY_FIRST), "day")).from_(ask.relation("rows")).subquery("read")
    question = exp.select(ask.column("day"), ask.column("day")).from_(day)
    assert [len(list(computed_once(question, worth).find_all(exp.Offset))) for worth in (15, 99)] == [1, 0]
