"""Whether bytes are SQL text, and in which encoding."""

from __future__ import annotations

import codecs
import re

from privaudit.sql.dialects import GENERIC, flavour_of
from privaudit.sql.statements import behind_trivia

UTF_16_LITTLE = "utf-16-le"
UTF_16_BIG = "utf-16-be"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CREATES = re.compile(rb"^[ \t]*CREATE\s+(?:[A-Z]+\s+){0,3}?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?[\w\"`\[#.]+", re.IGNORECASE | re.MULTILINE)
_BEGINS = re.compile(
    rb"(?i:(?:CREATE|ALTER|DROP|INSERT|SET|USE|BEGIN|START|PRAGMA|GO|IF|EXEC|EXECUTE|PRINT|COMMENT|GRANT|SELECT|COMMIT|REM|PROMPT|LOCK|DECLARE"
    rb"|DELIMITER|WHENEVER|SPOOL|TRUNCATE|RENAME|DO|WITH|DELETE|UPDATE)\b[\s;\w]|\\[a-z]+\s|:setvar\s|/\*M?!)"
)
_SEEN = 65536
_MOSTLY = 0.3


def encoding_of(head: bytes) -> str | None:
    """The encoding that the first bytes of a file prove: by their mark, or by where their NUL bytes stand; None if they prove none."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    if b"\0" in head and len(head) > 1:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        half = len(head) / 2
        if odd > _MOSTLY * half and not even:
            return UTF_16_LITTLE
        if even > _MOSTLY * half and not odd:
            return UTF_16_BIG
    return None


def is_binary(head: bytes) -> bool:
    """Whether the first bytes of a file are no text at all."""
    return b"\0" in head and encoding_of(head) is None


def text_of(data: bytes, encoding: str | None = None) -> str:
    """Bytes as text, whatever they are: in the encoding given, else in UTF-8, else in that of Western Windows."""
    if encoding is not None:
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def looks_like_sql(head: bytes) -> bool:
    """Whether the first bytes of a file plainly are SQL that creates tables: they begin like a statement, and one line is CREATE TABLE."""
    if is_binary(head):
        return False
    plain = text_of(head[:_SEEN], encoding_of(head)).removeprefix("\ufeff").encode()
    begin = behind_trivia(plain, 0, flavour_of(GENERIC))
    return _BEGINS.match(plain, begin) is not None and _CREATES.search(plain) is not None
