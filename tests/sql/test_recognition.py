"""Bytes in, what they are out."""

from __future__ import annotations

import codecs

import pytest

from privaudit.sql.recognition import encoding_of, is_binary, looks_like_sql, text_of

SQL = "-- guests\nSET x = 1;\nCREATE TABLE guest (id int);\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (codecs.BOM_UTF8 + b"a", "utf-8-sig"),
        ("a".encode("utf-16"), "utf-16"),
        ("a".encode("utf-32"), "utf-32"),
        ("abc".encode("utf-16-le"), "utf-16-le"),
        ("abc".encode("utf-16-be"), "utf-16-be"),
        (b"abc", None),
        (b"", None),
        (b"a\0\0\0b\0\0", None),
    ],
)
def test_encoding_of(data: bytes, encoding: str | None) -> None:
    assert encoding_of(data) == encoding


def test_is_binary() -> None:
    assert is_binary(b"PGDMP\0\0\1\2")
    assert not is_binary("é".encode("utf-16"))
    assert not is_binary(b"abc")


def test_text_of() -> None:
    assert text_of("é".encode()) == "é"
    assert text_of(b"\xe9\x80") == "é€"
    assert text_of(b"\x81") == "\N{REPLACEMENT CHARACTER}"
    assert text_of(b"\xe9", "cp850") == "Ú"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_sql_in_any_encoding(encoding: str) -> None:
    assert looks_like_sql(SQL.encode(encoding))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "id,name\n1,Ann\n",
        "note\n'CREATE TABLE guest (id int)'\n",
        "Dear Sir,\nCREATE TABLE guest (id int);\n",
        "SET x = 1;\n",
        "create,table\nCREATE TABLE guest,1\n",
        "PGDMP\0CREATE TABLE guest (id int)",
    ],
)
def test_what_is_no_sql(text: str) -> None:
    assert not looks_like_sql(text.encode())
