from __future__ import annotations

import pytest

from privaudit.sql.dialects import flavour_of
from privaudit.sql.literals import Literals


def read(dialect: str, written: bytes) -> str | None:
    value = Literals(written + b",", flavour_of(dialect), lambda data: data.decode("cp1252")).value(0, len(written) + 1)
    assert value.mark == b","
    assert value.end == len(written) + 1
    return value.text


@pytest.mark.parametrize(
    ("dialect", "written", "text"),
    [
        ("", b"'a, b)'", "a, b)"),
        ("", b" 'it''s' ", "it's"),
        ("", b"''", ""),
        ("", b"NULL", None),
        ("", b"default", None),
        ("", b"-1.50", "-1.50"),
        ("", b"1e-7", "1e-7"),
        ("", b"TRUE", "true"),
        ("", "'Zoë'".encode(), "Zoë"),
        ("", "'Zoë'".encode("cp1252"), "Zoë"),
        ("", b"/* x, */ 'a' -- b, c\n", "a"),
        ("mysql", rb"'a\'b\\\n\t\0c\%'", "a'b\\\n\t\0c%"),
        ("mysql", rb'"a\"b, ""c"""', 'a"b, "c"'),
        ("mysql", b"0x4142", "AB"),
        ("mysql", b"0xFFD8FF", "(binary)"),
        ("mysql", b"_binary 'ab'", "ab"),
        ("mysql", b"_binary '\xff\xd8, \\0'", "(binary)"),
        ("mysql", b"_utf8mb4'a'", "a"),
        ("mysql", b"b'101'", "101"),
        ("mysql", b"'a' 'b'", "ab"),
        ("postgres", rb"'a\nb'", r"a\nb"),
        ("postgres", rb"E'a\nb\'c\u00e9\x41\101'", "a\nb'céAA"),
        ("postgres", b"'2020-01-02'::date", "2020-01-02"),
        ("postgres", b"NULL::text", None),
        ("postgres", b"$x$a, 'b'$x$", "a, 'b'"),
        ("postgres", b"'{a,b}'::text[]", "{a,b}"),
        ("sqlite", b"X'4142'", "AB"),
        ("sqlite", rb"replace('a\nb','\n',char(10))", "a\nb"),
        ("sqlite", rb"replace(replace('a\r\nb','\r',char(13)),'\n',char(10))", "a\r\nb"),
        ("tsql", b"N'a''b'", "a'b"),
        ("tsql", b"CAST(N'2020-01-02T00:00:00.000' AS DateTime)", "2020-01-02T00:00:00.000"),
        ("tsql", b"CAST(12.50 AS Decimal(5, 2))", "12.50"),
        ("tsql", b"CAST(NULL AS Int)", None),
        ("oracle", b"to_date('02.01.2020, 3', 'DD.MM.YYYY')", "02.01.2020, 3"),
        ("oracle", b"q'[it's, so]'", "it's, so"),
        ("oracle", b"q'!it's!'", "it's"),
        ("", b"now()", "now()"),
    ],
)
def test_a_value_is_read_as_its_dialect_writes_it(dialect: str, written: bytes, text: str | None) -> None:
    assert read(dialect, written) == text


def test_a_value_that_does_not_end_has_no_mark() -> None:
    for written in (b"'never closed, 1)", b"f((1)", b""):
        assert Literals(written, flavour_of(""), bytes.decode).value(0, len(written)).mark == b""
