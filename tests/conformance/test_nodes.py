"""Every node of the vocabulary on every engine that runs here, with the same cases and the same answers."""

from __future__ import annotations

import ast
import inspect

import pytest
from sqlglot import exp, parse_one

from privaudit import lowering
from privaudit import questions as ask
from privaudit.errors import SourceError
from tests.conformance import engines
from tests.conformance.cases import CASES, GROUPS, REFUSED_BY_SERVERS, Group, V, W

RUNNING = ("duckdb", "mariadb", "mysql", "postgresql", "spark", "sqlite")
"""What is printed for the others stands in tests/lowering/test_printed.py."""
SERVERS = ("postgresql", "mariadb", "sqlite", "mysql")
NODES = sorted({case.name for case in CASES})
NUMBER = "n"


def _vocabulary() -> set[str]:
    """The nodes of the vocabulary, as the functions that make them name them."""
    made = set()
    for node in ast.walk(ast.parse(inspect.getsource(ask))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_node":
            name = node.args[0]
            assert isinstance(name, ast.Constant)
            made.add(str(name.value))
    return made


def _answer(session: engines.Session, node: exp.Expr, v: str | None, w: str | None) -> object:
    session.fill([(v, w)])
    ((answer,),) = session.ask(exp.select(exp.alias_(node, NUMBER)).from_(ask.relation("cells")))
    return answer


def test_every_node_is_in_the_table() -> None:
    assert {*NODES, *(group.name for group in GROUPS), *REFUSED_BY_SERVERS, "fingerprint"} == _vocabulary()


@pytest.mark.parametrize("dialect", lowering.names())
def test_every_dialect_lowers_every_node(dialect: str) -> None:
    assert set(lowering.of(dialect).lowering) == _vocabulary()


@pytest.mark.parametrize("name", NODES)
def test_a_node_answers_alike_everywhere(session: engines.Session, name: str) -> None:
    cases = [case for case in CASES if case.name == name]
    found = [(case.node.sql(), case.v, case.w, _answer(session, case.node, case.v, case.w)) for case in cases]
    assert found == [(case.node.sql(), case.v, case.w, case.answer) for case in cases]


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: f"{group.name}-{len(group.rows)}")
def test_several_rows_are_told_alike_everywhere(session: engines.Session, group: Group) -> None:
    session.fill([(row, None) for row in group.rows])
    answers = session.ask(exp.select(exp.alias_(group.node, NUMBER)).from_(ask.relation("cells")))
    assert sorted(map(repr, (answer for (answer,) in answers))) == sorted(map(repr, group.answers))


def test_chosen_values_are_the_same_in_any_order(session: engines.Session) -> None:
    chosen = []
    for order in (range(100), reversed(range(100))):
        session.fill([(str(number), None) for number in order])
        ((some, tenth),) = session.ask(exp.select(ask.some(V, V, 5, exp.true()), ask.count_if(ask.one_in(V, 10))).from_("cells"))
        chosen.append((sorted(some), tenth))
    assert chosen[0] == chosen[1]
    assert len(set(chosen[0][0])) == 5
    assert 0 < chosen[0][1] < 100


def test_equal_texts_alone_have_one_fingerprint(session: engines.Session) -> None:
    texts = ["a", "á", "A", "a ", "", "ss", "ß", "😀"]
    session.fill([(text, text) for text in (*texts, *texts)] + [(None, "a")])
    marks = exp.Count(this=exp.Distinct(expressions=[ask.fingerprint(V)]))
    same = ask.count_if(exp.EQ(this=ask.fingerprint(V), expression=ask.fingerprint(W)))
    assert session.ask(exp.select(marks, same, exp.Count(this=ask.fingerprint(V))).from_("cells")) == [(8, 16, 16)]


def test_texts_compare_by_their_code_points(session: engines.Session) -> None:
    texts = ["a", "á", "A", "ss", "ß", "z", "Z", "é", "e", "a ", "😀", "\uff21"]
    session.fill([(text, text) for text in texts])
    cell, other = ask.as_text(V), ask.as_text(W)
    told = exp.select(exp.alias_(cell, "cell"), exp.alias_(other, "other")).from_(ask.relation("cells")).subquery("told")
    distinct = exp.Count(this=exp.Distinct(expressions=[ask.column("cell")]))
    low, high = exp.Min(this=ask.column("cell")), exp.Max(this=ask.column("other"))
    assert session.ask(exp.select(distinct, low, high).from_(told)) == [(len(texts), "A", "😀")]
    grouped = exp.select(ask.column("cell")).from_(told.copy()).group_by(ask.column("cell"))
    assert sorted(text for (text,) in session.ask(grouped)) == sorted(texts)
    above = exp.GT(this=ask.column("cell"), expression=ask.text("z"))
    assert sorted(text for (text,) in session.ask(exp.select(ask.column("cell")).from_(told.copy()).where(above))) == sorted(
        text for text in texts if text > "z"
    )


def test_a_condition_is_asked_of_no_text_as_of_one(session: engines.Session) -> None:
    session.fill([("a", None), (None, None)])
    missing = exp.Is(this=ask.trimmed(V), expression=exp.null())
    told = exp.select(ask.case([(missing, exp.true())], exp.false())).from_(ask.relation("cells"))
    assert sorted(answer for (answer,) in session.ask(told)) == [False, True]


def test_rows_are_computed_once_where_asked_for(session: engines.Session) -> None:
    session.fill([(" A ", "B")])
    once = ask.once(exp.select(exp.alias_(ask.folded(V), "both")).from_(ask.relation("cells"))).subquery("any")
    named = exp.select(ask.column("both"), ask.column("both")).from_(once)
    assert session.ask(named) == [("a", "a")]


def test_tables_are_joined_by_their_texts_alike(session: engines.Session) -> None:
    session.fill([("a", "a"), ("A", "b"), ("b", None), (None, "A"), ("á", "x" * 300)])
    one = exp.select(exp.alias_(ask.trimmed(V), "cell")).from_(ask.relation("cells")).subquery("one")
    other = exp.select(exp.alias_(ask.trimmed(W), "cell")).distinct().from_(ask.relation("cells")).subquery("other")
    same = exp.EQ(this=ask.column("cell", "one"), expression=ask.column("cell", "other"))
    joined = exp.select(ask.column("cell", "one"), ask.column("cell", "other")).from_(one).join(other, on=same, join_type="left")
    assert sorted(map(repr, session.ask(joined))) == ["('A', 'A')", "('a', 'a')", "('b', 'b')", "('á', None)", "(None, None)"]


def test_a_named_part_of_a_question_may_be_kept(session: engines.Session) -> None:
    session.fill([("a", None)])
    inner = exp.select(ask.column("cell")).from_(ask.relation("kept", "one"))
    kept = exp.select(exp.alias_(ask.folded(V), "cell")).from_(ask.relation("cells"))
    asked = exp.select("*").from_(inner.with_("kept", as_=kept, materialized=True).subquery("all"))
    assert session.ask(asked) == [("a",)]


@pytest.mark.parametrize("dialect", RUNNING)
def test_what_is_printed_can_be_parsed(dialect: str) -> None:
    known = lowering.of(dialect)
    for node in (*(case.node for case in CASES), *(group.node for group in GROUPS)):
        written = known.written(exp.select(exp.alias_(node, NUMBER)).from_(ask.relation("cells"))).sql
        assert parse_one(written, read=known.printed).sql(known.printed, identify=True)


@pytest.mark.parametrize("dialect", SERVERS)
def test_servers_number_no_rows(dialect: str) -> None:
    with pytest.raises(SourceError):
        lowering.of(dialect).written(exp.select(ask.record(ask.relation("cells"))).from_("cells"))


def test_an_unknown_dialect_is_refused() -> None:
    with pytest.raises(KeyError):
        lowering.of("dbase")
