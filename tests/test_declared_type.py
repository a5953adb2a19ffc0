"""What a declared SQL type lets a column hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privaudit.declared_type import has_room, is_whole, kind_of, longest


@pytest.mark.parametrize(
    ("declared", "kind"),
    [
        ("VARCHAR(255)", "text"),
        ("character varying(80)", "text"),
        ("NVARCHAR2 (20 CHAR)", "text"),
        ("enum('a','b')", "text"),
        ("INTEGER", "number"),
        ("bigint unsigned", "number"),
        ("double precision", "number"),
        ("NUMERIC(10, 2)", "number"),
        ("timestamp with time zone", "date"),
        ("DATE", "date"),
        ("tinyint(1)", "boolean"),
        ("TINYINT (1)", "boolean"),
        ("tinyint(4)", "number"),
        ("bit", "boolean"),
        ("jsonb", "json"),
        ("bytea", "binary"),
        ('"VARCHAR"(20)', "text"),
        ("pg_catalog.text", "text"),
        ("sys.int", "number"),
    ],
)
def test_a_type_allows_one_kind_of_values(declared: str, kind: str) -> None:
    assert kind_of(declared) == kind


@pytest.mark.parametrize("declared", ["", " ", "my_domain", "point", "geometry(Point,4326)", "()"])
def test_a_type_that_nobody_knows_says_nothing(declared: str) -> None:
    assert kind_of(declared) == ""


@pytest.mark.parametrize(
    ("declared", "characters"),
    [
        ("varchar(255)", 255),
        ("CHAR (3)", 3),
        ("character varying(80)", 80),
        ("nvarchar(max)", None),
        ("numeric(13,0)", 13),
        ("text", None),
        ("int", None),
        ("boolean", 1),
        ("tinyint(1)", 3),
        ("smallint unsigned", 4),
        ("pg_catalog.varchar(40)", 40),
        ("ENUM('open','in hand')", 7),
        ("set('a','it''s')", 5),
        ("enum", None),
        ("date", None),
        ("", None),
    ],
)
def test_a_type_may_say_how_long_its_longest_value_is(declared: str, characters: int | None) -> None:
    assert longest(declared) == characters


@pytest.mark.parametrize(("declared", "room"), [("text", True), ("varchar(500)", True), ("varchar(20)", False), ("int", False)])
def test_only_long_texts_have_room(declared: str, *, room: bool) -> None:
    assert has_room(declared, 200) is room


@given(st.text(max_size=30))
def test_nothing_breaks_on_what_is_no_type(declared: str) -> None:
    assert kind_of(declared) in {"", "text", "number", "date", "boolean", "binary", "json"}
    assert (longest(declared) or 0) >= 0


@pytest.mark.parametrize(
    ("declared", "room"), [("int(1)", 1), ("int(2) unsigned", 2), ("int(11)", None), ("bigint(20)", None), ("tinyint(4)", 3)]
)
def test_a_whole_number_that_is_shown_in_a_digit_or_two_is_a_flag_or_a_kind(declared: str, room: int | None) -> None:
    assert longest(declared) == room


@pytest.mark.parametrize(
    ("declared", "whole"),
    [
        ("smallint", True),
        ("tinyint(1)", True),
        ("serial", True),
        ("NUMBER(10)", True),
        ("numeric(10, 0)", True),
        ("decimal(9,2)", False),
        ("NUMBER", False),
        ("varchar(9)", False),
    ],
)
def test_keys_and_flags_are_whole_numbers(declared: str, *, whole: bool) -> None:
    assert is_whole(declared) is whole
