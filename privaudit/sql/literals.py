"""The values of rows as SQL writes them: text, numbers, bytes, and simple calls that wrap one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from privaudit.sql.dialects import Flavour
from privaudit.sql.statements import Buffer

Decode = Callable[[bytes], str]
BINARY = "(binary)"
"""What stands for bytes that are no text: their digits would be anybody's."""
_LONGEST_CALL = 200
_BACKSLASHED = {b"0": b"\0", b"b": b"\b", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"Z": b"\x1a", b"f": b"\f"}
_ESCAPE = re.compile(rb"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{1,2})|([0-7]{1,3})|(.))", re.DOTALL)
_MYSQL_ESCAPE = re.compile(rb"\\(.)", re.DOTALL)
_NOTHING = frozenset({"NULL", "DEFAULT", "UNKNOWN"})
_CASTS = frozenset({"CAST", "CONVERT", "TRY_CAST"})
_WORDS = {"TRUE": "true", "FALSE": "false"}


class Value(NamedTuple):
    """One value, where reading goes on, and what ended it: a comma or a closing bracket; empty where nothing did."""

    text: str | None
    end: int
    mark: bytes


class _Piece(NamedTuple):
    kind: str
    text: bytes


class Literals:
    """Reads values one behind the other, as a dialect writes them."""

    def __init__(self, data: Buffer, flavour: Flavour, decode: Decode) -> None:
        self._data = data
        self._decode = decode
        self._backslash = flavour.backslash
        self._row, self._cells = _plain_row(flavour.backslash)
        self._quick = _quick(flavour.backslash)
        self._part = _part(flavour)

    def row(self, at: int, end: int) -> tuple[list[str | None], int] | None:
        """The values of the row that begins at a bracket, and where reading goes on; None unless all are plain texts, numbers and words.

        Most rows are, and are read much faster so than value by value.
        """
        found = self._row.match(self._data, at, end)
        if found is None:
            return None
        try:
            text = found.group().decode()
        except UnicodeDecodeError:
            return None
        cells = self._cells.findall(text, 1)
        return [self._word(word) if word else string for string, word in cells], found.end()

    def value(self, at: int, end: int) -> Value:
        """The value that begins at a position, in a bracket that ends before `end`."""
        found = self._quick.match(self._data, at, end)
        if found is None:
            return self._slow(at, end)
        string, word, mark = found.groups()
        if string is not None:
            return Value(self._text(string), found.end(), mark)
        return Value(self._word(word.decode("ascii", "replace")), found.end(), mark)

    def _text(self, raw: bytes) -> str:
        try:
            return raw.decode()
        except UnicodeDecodeError:
            return self._decode(raw)

    def _word(self, word: str) -> str | None:
        if word.isdecimal():
            return word
        upper = word.upper()
        if upper in _NOTHING:
            return None
        if upper.startswith("0X"):
            return text_of_hex(word[2:])
        return _WORDS.get(upper) or word

    def _slow(self, at: int, end: int) -> Value:
        """A value that is more than a plain text, a number or a word: its parts up to the comma or bracket that ends it."""
        parts: list[_Piece] = []
        depth = 0
        begin = at
        while at < end:
            found = self._part.match(self._data, at, end)
            if found is None:
                at += 1
                continue
            kind, text = _kind_of(found), found.group().strip()
            if kind == "mark" and not depth and text in {b",", b")"}:
                return Value(self._told(parts, bytes(self._data[begin:at])), found.end(), text)
            if kind == "mark" and text == b"'":
                break  # a quote that nothing closes
            depth += (text == b"(") - (text == b")") if kind == "mark" else 0
            if kind != "blank":
                parts.append(_Piece(kind, text))
            at = found.end()
        return Value(None, end, b"")

    def _told(self, parts: Sequence[_Piece], raw: bytes) -> str | None:
        if parts and parts[0].kind == "string" and all(part.kind == "string" for part in parts):
            return "".join(self._string(part.text) for part in parts)
        if parts and parts[0].text.lower() == b"replace":
            return self._replaced(parts, raw)
        strings = [part.text for part in parts if part.kind == "string"]
        if strings:
            # CAST('...' AS date), TO_DATE('...', 'DD.MM.YYYY'), '...'::date, _utf8mb4'...': the value comes first.
            return self._string(strings[0])
        words = [part.text.decode("ascii", "replace") for part in parts if part.kind == "word"]
        if not words or words[0].upper() in _NOTHING:
            return None
        if words[0].upper() in _CASTS and len(words) > 1:
            return self._word(words[1])
        return self._decode(raw.strip()[:_LONGEST_CALL])

    def _replaced(self, parts: Sequence[_Piece], raw: bytes) -> str:
        """How SQLite's own dumps write texts of several lines: marks for the ends of lines, and behind them what they stand for."""
        strings = [part.text for part in parts if part.kind == "string"]
        if not strings:
            return self._decode(raw.strip()[:_LONGEST_CALL])
        calls = re.findall(rb"char\((\d{1,3})\)", raw[raw.rfind(strings[0]) + len(strings[0]) :]) if len(strings) > 1 else []
        text = self._string(strings[0])
        for mark, code in zip(strings[1:], calls, strict=False):
            text = text.replace(self._string(mark), chr(int(code)))
        return text

    def _string(self, quoted: bytes) -> str:
        prefix, _, rest = quoted.partition(quoted[-1:])
        kind = prefix.strip().upper()
        if quoted.startswith(b"$"):
            tag = quoted.index(b"$", 1) + 1
            return self._text(quoted[tag:-tag])
        body = rest[:-1]
        match kind:
            case b"X":
                return text_of_hex(body.decode("ascii", "replace"))
            case b"B":
                return body.decode("ascii", "replace")
            case b"Q" | b"NQ":
                return self._text(body[1:-1])
            case b"E":
                body = _ESCAPE.sub(_unescaped, body)
            case _ if self._backslash:
                body = _MYSQL_ESCAPE.sub(lambda found: _BACKSLASHED.get(found[1], found[1]), body)
            case _:
                pass
        mark = quoted[-1:]
        body = body.replace(mark * 2, mark)
        if kind == b"_BINARY":
            return text_of_bytes(body)
        return self._text(body)


def text_of_hex(digits: str) -> str:
    """Bytes that are written in hexadecimal digits, as text if they are one."""
    try:
        return text_of_bytes(bytes.fromhex(digits))
    except ValueError:
        return BINARY


def text_of_bytes(raw: bytes) -> str:
    """Bytes as text; BINARY where they are none."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return BINARY
    return BINARY if "\0" in text else text


def _unescaped(found: re.Match[bytes]) -> bytes:
    short, long, hexadecimal, octal, other = found.groups()
    if short or long:
        code = int(short or long, 16)
        return chr(code).encode("utf-8", "replace") if code < 0x110000 else b"?"  # noqa: PLR2004 the last character there is
    if hexadecimal or octal:
        return bytes([int(hexadecimal, 16) if hexadecimal else int(octal, 8) & 0xFF])
    return _BACKSLASHED.get(other, other)


@lru_cache(maxsize=2)
def _plain_row(backslash: bool) -> tuple[re.Pattern[bytes], re.Pattern[str]]:
    """A whole row of plain values, and one of these values with the mark behind it."""
    inside = r"[^'\\]*+" if backslash else r"[^']*+"
    word = r"[+-]?[\w.]++(?:(?<=[eE])[+-]\d++)?"
    cell = rf"\s*+(?:'{inside}'|{word})\s*+"
    return re.compile(rf"\({cell}(?:,{cell})*+\)".encode(), re.ASCII), re.compile(rf"\s*+(?:'({inside})'|({word}))\s*+[,)]", re.ASCII)


@lru_cache(maxsize=2)
def _quick(backslash: bool) -> re.Pattern[bytes]:
    """A text without anything to resolve, a number or a word, and what ends it."""
    inside = rb"[^'\\]*+" if backslash else rb"[^']*+"
    return re.compile(rb"\s*+(?:'(" + inside + rb")'|([+-]?[\w.]++(?:(?<=[eE])[+-]\d++)?))\s*+([,)])", re.ASCII)


@lru_cache(maxsize=32)
def _part(flavour: Flavour) -> re.Pattern[bytes]:
    plain, escaped = rb"'(?:[^']++|'')*+'", rb"'(?:[^'\\]++|\\.|'')*+'"
    strings = [
        rb"[eE]" + escaped,
        rb"[nN]?[qQ]'(?:\[.*?\]|\{.*?\}|\(.*?\)|<.*?>|(?P<sign>[^\s\w]).*?(?P=sign))'",
        rb"(?:[nNxXbB]|_\w++\s*+)?" + (escaped if flavour.backslash else plain),
    ]
    strings += [rb'"(?:[^"\\]++|\\.|"")*+"'] if flavour.backslash else []
    strings += [rb"\$(?P<tag>\w*+)\$.*?\$(?P=tag)\$"] if flavour.dollars else []
    parts = [
        rb"(?P<blank>\s++|--[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/" + (rb"|\#[^\n]*+" if flavour.hash_comments else rb"") + rb")",
        rb"(?P<string>" + rb"|".join(strings) + rb")",
        rb"(?P<word>[\w.$@]++)",
        rb"(?P<mark>[^\s\w])",
    ]
    return re.compile(b"|".join(parts), re.DOTALL | re.ASCII)


def _kind_of(part: re.Match[bytes]) -> str:
    return next(kind for kind in ("blank", "string", "word", "mark") if part[kind] is not None)
