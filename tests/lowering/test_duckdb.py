from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from privaudit import questions as ask
from privaudit.lowering._nodes import lower
from privaudit.lowering.duckdb import LOWERING, RECORD

V = ask.column("v")
W = ask.column("w")


@pytest.fixture(name="database", scope="module")
def _database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("CREATE TABLE cells (v VARCHAR, w VARCHAR)")
        yield connection


class Asked:
    """Answers a question about one row."""

    def __init__(self, database: duckdb.DuckDBPyConnection) -> None:
        self.database = database

    def __call__(self, node: exp.Expr, v: object, w: object = None) -> object:
        self.database.execute("DELETE FROM cells")
        self.database.execute("INSERT INTO cells VALUES (?, ?)", [v, w])
        question = lower(exp.select(node).from_(ask.relation("cells")), LOWERING)
        ((answer,),) = self.database.execute(question.sql("duckdb")).fetchall()
        return answer


@pytest.fixture(name="asked", scope="module")
def _asked(database: duckdb.DuckDBPyConnection) -> Asked:
    return Asked(database)


def test_every_node_of_the_vocabulary_is_lowered() -> None:
    nodes: list[exp.Expr] = [
        *(ask.trimmed(V), ask.matches(V, ""), ask.holds(V, ""), ask.has(V, ""), ask.extract(V, ""), ask.length(V), ask.count_if(V)),
        *(ask.parse_date(V, "dmy"), ask.folded(V), ask.unspaced(V), ask.before_last(V, ""), ask.after_last(V, "")),
        *(ask.before_first(V, ""), ask.without(V, ""), ask.joined(V, V), ask.record(ask.relation("cells"))),
        *(ask.as_text(V), ask.size(V), ask.start(V, 1), ask.ends_with(V, ""), ask.one_in(V, 2), ask.side_by_side([V]), ask.listed([V])),
        *(ask.in_order([V]), ask.unmarked(V), ask.some(V, V, 1, exp.true())),
        *(ask.behind(V, 1), ask.digits(V), ask.pieces(V, ""), ask.word_pairs(V), ask.each(V), ask.url_decoded(V), ask.base64_texts(V)),
        *(ask.letters_and_digits(V), ask.later(V, 1, 0), ask.fingerprint(V), ask.familiar(V, ["a"])),
    ]
    assert {node.name.removeprefix(ask.PREFIX) for node in nodes} == set(LOWERING)


@pytest.mark.parametrize(
    ("text", "trimmed"),
    [
        ("a b", "a b"),
        (" \t a b\r\n", "a b"),
        ("\u00a0a\u202f\u3000", "a"),
        ("\ufeffa", "a"),
        ("André", "André"),
        ("Éric ", "Éric"),
        (" \u00a0\n", None),
        ("", None),
        (None, None),
        ("a\x00", "a\x00"),
    ],
)
def test_trimmed(asked: Asked, text: str | None, trimmed: str | None) -> None:
    assert asked(ask.trimmed(V), text) == trimmed
    assert asked(ask.trimmed(ask.joined(V, ask.text(""))), text) == trimmed


@settings(max_examples=100)
@given(text=st.text(max_size=12))
def test_trimmed_is_what_python_strips(asked: Asked, text: str) -> None:
    assert asked(ask.trimmed(V), text) == (text.strip().strip("\ufeff").strip() or None) or "\ufeff" in text


@pytest.mark.parametrize(
    ("node", "text", "answer"),
    [
        (ask.matches(V, "[0-9]+"), "123", True),
        (ask.matches(V, "[0-9]+"), "123a", False),
        (ask.matches(V, "a|ab"), "ab", True),
        (ask.matches(V, "a'\\.b"), "a'.b", True),
        (ask.matches(V, "a"), None, None),
        (ask.holds(V, "[0-9]{2}"), "a12b", True),
        (ask.holds(V, "[0-9]{2}"), "a1b2", False),
        (ask.holds(V, "a"), None, None),
        (ask.has(V, "@"), "a@b", True),
        (ask.has(V, "%"), "a@b", False),
        (ask.extract(V, "[0-9]+"), "ab12cd34", "12"),
        (ask.extract(V, "[0-9]+"), "abcd", None),
        (ask.extract(V, "(a)(b)"), "xaby", "ab"),
        (ask.length(V), "aé€😀", 4),
        (ask.length(V), None, None),
        (ask.as_text(V), "a", "a"),
        (ask.size(V), "aé€😀", 10),
        (ask.size(V), None, None),
        (ask.start(V, 2), "é€a", "é€"),
        (ask.start(V, 2), "a", "a"),
        (ask.start(V, 2), None, None),
        (ask.ends_with(V, " "), "a ", True),
        (ask.ends_with(V, " "), " a", False),
        (ask.one_in(V, 1), "a", True),
        (ask.side_by_side([V, V]), "a", "\x1fa\x1fa\x1f"),
        (ask.side_by_side([V, ask.text("b")]), None, "\x1fb\x1f"),
        (ask.unmarked(V), "Dépression ÇA Öl Łódź ß", "depression ca ol łodz ß"),
        (ask.in_order([V, ask.text("b")]), "a", "\x1fa\x1fb"),
        (ask.in_order([V, ask.text("b")]), None, "\x1f\x1fb"),
        (ask.listed([V, V]), "a", ["a", "a"]),
        (ask.folded(V), " Éric DUPONT ", "éric dupont"),
        (ask.folded(V), " ", None),
        (ask.unspaced(V), " O U\u00a0i\n", "oui"),
        (ask.unspaced(V), " \t", None),
        (ask.before_last(V, "@"), "a@b@c", "a@b"),
        (ask.before_last(V, "@"), "@c", ""),
        (ask.before_last(V, "@"), "abc", None),
        (ask.before_last(V, "::"), "é::b::c", "é::b"),
        (ask.after_last(V, "@"), "a@b@c", "c"),
        (ask.after_last(V, "@"), "a@", ""),
        (ask.after_last(V, "@"), "abc", None),
        (ask.before_first(V, "+"), "a+b+c", "a"),
        (ask.before_first(V, "+"), "abc", "abc"),
        (ask.without(V, "."), "a.b.c", "abc"),
        (ask.without(V, "."), None, None),
        (ask.after_last(ask.folded(V), "@"), " A@B ", "b"),
        (ask.before_last(ask.before_last(ask.folded(V), "@"), "."), "X.Y@Z", "x"),
    ],
)
def test_a_text_is_looked_at(asked: Asked, node: exp.Expr, text: str | None, answer: object) -> None:
    assert asked(node, text) == answer


def test_joined_is_null_where_a_part_is(asked: Asked) -> None:
    assert asked(ask.joined(V, ask.text("@"), W), "a", "b") == "a@b"
    assert asked(ask.joined(V, ask.text("@"), W), "a") is None


def test_a_condition_is_counted(database: duckdb.DuckDBPyConnection, asked: Asked) -> None:
    condition = exp.EQ(this=V, expression=ask.text("a"))
    assert asked(ask.count_if(condition), "a") == 1
    assert asked(ask.count_if(condition), "b") == 0
    assert asked(ask.count_if(condition), None) == 0
    database.execute("DELETE FROM cells")
    question = lower(exp.select(ask.count_if(condition)).from_(ask.relation("cells")), LOWERING)
    assert database.execute(question.sql("duckdb")).fetchall() == [(0,)]


def test_some_values_are_the_same_in_any_order(database: duckdb.DuckDBPyConnection) -> None:
    chosen = []
    for order in (range(100), reversed(range(100))):
        database.execute("CREATE OR REPLACE TABLE many (v VARCHAR)")
        database.executemany("INSERT INTO many VALUES (?)", [[str(number)] for number in order])
        question = lower(exp.select(ask.some(V, V, 5, exp.true()), ask.some(V, V, 5, exp.false())).from_("many"), LOWERING)
        ((some, none),) = database.execute(question.sql("duckdb")).fetchall()
        chosen.append(sorted(some))
        assert none is None
    assert chosen[0] == chosen[1]
    assert len(set(chosen[0])) == 5


def test_a_record_is_the_hidden_column_of_its_table() -> None:
    assert lower(ask.record(ask.relation("cells")), LOWERING).sql("duckdb") == f'"cells"."{RECORD}"'
    assert lower(ask.record(ask.relation("cells", "row")), LOWERING).sql("duckdb") == f'"row"."{RECORD}"'


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-02-29", "2024-02-29"),
        (" 2024-02-29\u00a0", "2024-02-29"),
        ("2024-2-9", "2024-02-09"),
        ("2024/02/29", "2024-02-29"),
        ("20240229", "2024-02-29"),
        ("2024-02-29T23:30:00", "2024-02-29"),
        ("2024-02-29 23:30", "2024-02-29"),
        ("2024-02-29 23:30:59.123456", "2024-02-29"),
        ("2024-02-29T23:30:59,123456789Z", "2024-02-29"),
        ("2024-02-29 23:30:00 UTC", "2024-02-29"),
        ("2024-02-29T23:30:00-02:00", "2024-03-01"),
        ("2024-02-29 23:30-0200", "2024-03-01"),
        ("2024-02-29T23:30:00.5-02", "2024-03-01"),
        ("2024-03-01 01:30:00 +02:00", "2024-02-29"),
        ("2024/3/1 01:30+0200", "2024-02-29"),
        ("9999-12-31", "9999-12-31"),
        ("9999-12-31T23:59:59Z", "9999-12-31"),
        ("2024-02-30", None),
        ("2023-02-29", None),
        ("2024-13-01", None),
        ("20241301", None),
        ("99999999", None),
        ("0000-01-01", None),
        ("2024-02-29T25:00:00", None),
        ("2024-02-29T10:20:30+99:99", None),
        ("9999-12-31T23:59:59-14:00", None),
        ("1700000000", None),
        ("29/02/24", None),
        ("29 Feb 2024", None),
        ("٢٠٢٤-٠٢-٢٩", None),
        ("infinity", None),
        ("epoch", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_in_iso_order_is_read_under_both_orders(asked: Asked, text: str | None, day: str | None) -> None:
    assert asked(ask.parse_date(V, "dmy"), text) == day
    assert asked(ask.parse_date(V, "mdy"), text) == day


@pytest.mark.parametrize(
    ("text", "dmy", "mdy"),
    [
        ("29/02/2024", "2024-02-29", None),
        ("02/29/2024", None, "2024-02-29"),
        ("03/04/1980", "1980-04-03", "1980-03-04"),
        ("3.4.1980", "1980-04-03", "1980-03-04"),
        ("03-04-1980 10:30", "1980-04-03", "1980-03-04"),
        ("29.02.2024 10:30:59", "2024-02-29", None),
        ("31/02/2024", None, None),
        ("29/02/2023", None, None),
    ],
)
def test_day_and_month_are_read_in_the_order_asked_for(asked: Asked, text: str, dmy: str | None, mdy: str | None) -> None:
    assert asked(ask.parse_date(V, "dmy"), text) == dmy
    assert asked(ask.parse_date(V, "mdy"), text) == mdy


def test_a_date_within_a_longer_expression_is_read(asked: Asked) -> None:
    assert asked(ask.parse_date(ask.extract(V, "[0-9-]+"), "dmy"), "on 2024-02-29!") == "2024-02-29"


def test_typed_columns_are_read(database: duckdb.DuckDBPyConnection) -> None:
    database.execute("CREATE OR REPLACE TABLE typed (d DATE, t TIMESTAMP, z TIMESTAMPTZ, i INTEGER)")
    day, late = "2024-02-29", "2024-02-29 23:30:00.0005"
    database.execute("INSERT INTO typed VALUES (?, ?, ?, 5)", [day, late, late + "+00"])
    dates = [ask.parse_date(ask.column(name), "dmy") for name in "dtzi"]
    nodes = [*dates, ask.trimmed(ask.column("i")), ask.matches(ask.column("d"), "2024.*")]
    question = lower(exp.select(*nodes).from_(ask.relation("typed")), LOWERING)
    assert database.execute(question.sql("duckdb")).fetchall() == [(day, day, day, None, "5", True)]


DATELIKE = st.text(alphabet="0123456789-/.: TZ+,eWé", max_size=24)


@settings(max_examples=200)
@given(text=DATELIKE | st.text(max_size=12), order=st.sampled_from(["dmy", "mdy"]))
def test_no_text_makes_a_date_fail(asked: Asked, text: str, order: str) -> None:
    day = asked(ask.parse_date(V, order), text)
    assert day is None or date.fromisoformat(str(day)).isoformat() == day


@settings(max_examples=100)
@given(day=st.dates(min_value=date(1000, 1, 1)), shape=st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d.%m.%Y", "%d/%m/%Y"]))
def test_every_day_is_read_back(asked: Asked, day: date, shape: str) -> None:
    assert asked(ask.parse_date(V, "dmy"), day.strftime(shape)) == day.isoformat()


def test_long_questions_do_not_burst() -> None:
    node: exp.Expr = V
    for _ in range(6):
        node = ask.before_last(ask.folded(node), "@")
    assert len(lower(node, LOWERING).sql("duckdb")) < 20_000


@pytest.mark.parametrize(("text", "behind"), [("0612", "12"), ("06", ""), ("0", ""), ("éàü", "ü"), (None, None)])
def test_what_stands_behind_the_first_characters(asked: Asked, text: str | None, behind: str | None) -> None:
    assert asked(ask.behind(V, 2), text) == behind


@pytest.mark.parametrize(
    ("text", "digits"), [("+33 (0)6.12", "330612"), ("a1b2", "12"), ("abc", None), ("", None), (None, None), ("٣4", "4")]
)
def test_digits_in_their_order(asked: Asked, text: str | None, digits: str | None) -> None:
    assert asked(ask.digits(V), text) == digits
