from __future__ import annotations

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

import duckdb
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from privaudit import questions as ask
from privaudit.lowering._nodes import lower
from privaudit.lowering.duckdb import LOWERING

V = ask.column("v")


@pytest.fixture(name="database", scope="module")
def _database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE cells (v VARCHAR)")
        yield connection


def _asked(database: duckdb.DuckDBPyConnection, node: exp.Expr, *values: str | None) -> list[object]:
    database.execute("DELETE FROM cells")
    database.executemany("INSERT INTO cells VALUES (?)", [[value] for value in values])
    question = lower(exp.select(node).from_(ask.relation("cells")), LOWERING)
    return [answer[0] for answer in database.execute(question.sql("duckdb")).fetchall()]


def test_pieces_are_all_that_a_pattern_fits(database: duckdb.DuckDBPyConnection) -> None:
    assert _asked(database, ask.pieces(V, "[a-z]+"), "ab 1 cd", "", None) == [["ab", "cd"], [], None]
    assert _asked(database, ask.pieces(V, "([a-z]+)=([0-9]+)", 2), "a=1&b=22&c") == [["1", "22"]]


def test_a_list_becomes_rows(database: duckdb.DuckDBPyConnection) -> None:
    assert _asked(database, ask.each(ask.pieces(V, "[a-z]")), "abc", "", None, "d") == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [("Jean.MARTIN", ["jean martin"]), ("a=Zoé&b", ["a zoe", "zoe b"]), ("alone", []), ("123", []), ("", []), (None, None)],
)
def test_words_stand_in_pairs(database: duckdb.DuckDBPyConnection, text: str | None, pairs: list[str] | None) -> None:
    assert _asked(database, ask.word_pairs(V), text) == [pairs]


@pytest.mark.parametrize(
    ("text", "decoded"),
    [("a%40b.org", "a@b.org"), ("100%", "100%"), ("%zz%41", "%zzA"), ("%ff%41", "%ff%41"), ("a+b", "a+b"), ("%C3%A9", "é"), (None, None)],
)
def test_what_is_url_encoded_is_read(database: duckdb.DuckDBPyConnection, text: str | None, decoded: str | None) -> None:
    assert _asked(database, ask.url_decoded(V), "first", text) == ["first", decoded]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (b64encode(b"jean@x.org").decode(), "jean@x.org"),
        (b64encode(b"jean@x.org").decode().rstrip("="), "jean@x.org"),
        ("uid=" + b64encode("né à".encode()).decode(), "né à"),
        ("v1." + urlsafe_b64encode(b"{?>>?>}@x").decode(), "{?>>?>}@x"),
        ("3fea5feaeedbcc2515d2", None),
        ("a b", None),
        ("", None),
        (None, None),
    ],
)
def test_texts_in_base64_are_read(database: duckdb.DuckDBPyConnection, text: str | None, found: str | None) -> None:
    (answer,) = _asked(database, ask.base64_texts(V), text)
    assert (None if answer is None else str(answer).split(ask.BETWEEN_CELLS)[0]) == found


@settings(max_examples=300)
@given(st.text(max_size=40))
def test_no_text_makes_the_reading_of_codes_fail(database: duckdb.DuckDBPyConnection, text: str) -> None:
    text = text.replace("\x00", "")
    coded = b64encode(text.encode()).decode()
    (plain,) = _asked(database, ask.url_decoded(V), quote(text, safe=""))
    assert plain == text
    _asked(database, ask.base64_texts(ask.url_decoded(V)), text, coded, coded[1:], text + coded)


@pytest.mark.parametrize(("text", "bare"), [("T-2026/001", "t2026001"), ("Ç_1", "c1"), ("--", None), (None, None)])
def test_letters_and_digits_alone(database: duckdb.DuckDBPyConnection, text: str | None, bare: str | None) -> None:
    assert _asked(database, ask.letters_and_digits(V), text) == [bare]


@settings(max_examples=500)
@given(st.dates(date(1000, 1, 1), date(2900, 12, 31)), st.integers(0, 1200), st.integers(0, 40_000))
def test_a_later_day_is_that_of_the_calendar(database: duckdb.DuckDBPyConnection, day: date, months: int, days: int) -> None:
    expected = (day + relativedelta(months=months, days=days)).isoformat()
    assert _asked(database, ask.later(V, months, days), day.isoformat()) == [expected]


@pytest.mark.parametrize(
    ("day", "months", "days", "later"),
    [
        ("2024-02-29", 12, 0, "2025-02-28"),
        ("2026-01-31", 1, 1, "2026-03-01"),
        ("9999-12-31", 0, 0, "9999-12-31"),
        ("9999-12-31", 0, 1, None),
        ("9000-01-01", 12_000, 0, None),
        (None, 1, 1, None),
    ],
)
def test_a_day_ends_with_its_month_and_the_calendar_with_9999(
    database: duckdb.DuckDBPyConnection, day: str | None, months: int, days: int, later: str | None
) -> None:
    assert _asked(database, ask.later(V, months, days), day) == [later]
