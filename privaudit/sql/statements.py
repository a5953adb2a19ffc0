"""A dump cut into its statements, without reading what it need not: rows, comments, strings, bodies of functions.

Works on bytes: what has a meaning here is ASCII, in UTF-8 as in every single-byte encoding.  One pattern runs over all that
cannot end a statement; Python only decides where it stops.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from privaudit.sql.dialects import Flavour

Buffer = bytes | mmap.mmap
_LINES_AT_ONCE = 1 << 20
"""Bytes in which lines are counted at once: a slice of a mapped file is a copy."""


class Kind(Enum):
    """What a piece of a dump is."""

    STATEMENT = "statement"
    CLIENT = "client"
    """A line for the client program: GO, DELIMITER, \\connect, PROMPT, :setvar."""
    ROWS = "rows"
    """Data that follows a COPY ... FROM stdin."""
    ROUTINE = "routine"
    """A part of a batch that defines a procedure: its tables are made when it runs."""
    UNCLOSED = "unclosed"
    """From a quote or a comment that nothing closes."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a dump.  The pieces of a dump, one after the other, are the whole of it."""

    kind: Kind
    start: int
    head: int
    """Where its first word stands, behind blanks and comments."""
    end: int


class Lines:
    """The 1-based lines of positions in a dump, which are asked for in rising order."""

    def __init__(self, data: Buffer) -> None:
        self._data = data
        self._line, self._at = 1, 0

    def at(self, position: int) -> int:
        """The line of a position."""
        while self._at < position:
            step = min(position, self._at + _LINES_AT_ONCE)
            self._line += self._data[self._at : step].count(b"\n")
            self._at = step
        return self._line


class _Inside(Enum):
    """What a statement is, as far as it matters for where it ends."""

    ROUTINE = "routine"
    """It may hold other statements."""
    INSERT = "insert"
    """Those that follow are read as one with it: rows are most of a dump, and nobody asks for them."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Cut:
    kind: Kind
    end: int


TABLE = (
    rb"CREATE\s+(?:OR\s+(?:REPLACE|ALTER)\s+)?(?:(?:GLOBAL|LOCAL|PRIVATE|TEMP|TEMPORARY|UNLOGGED|FOREIGN|EXTERNAL|VIRTUAL|MEMORY|CACHED|COLUMN|ROW"
    rb"|ROWSTORE|COLUMNSTORE|REFERENCE|TRANSIENT|VOLATILE|HYBRID|DYNAMIC|ICEBERG|MULTISET|SET|IMMUTABLE|BLOCKCHAIN|SHARDED|DUPLICATED|DIMENSION|FACT)"
    rb"\s+){0,3}TABLE\b"
)
_BATCH_LINE = rb"[ \t]*(?:GO(?:[ \t]+\d+)?[ \t;]*(?:--[^\n]*)?|/[ \t]*)\r?(?:\n|\Z)"
_NEXT_STATEMENT = (
    rb"(?:" + TABLE + rb"|(?:ALTER|DROP|TRUNCATE)\s+TABLE\b|CREATE\s+(?:UNIQUE\s+|CLUSTERED\s+|NONCLUSTERED\s+)*INDEX\b"
    rb"|EXEC(?:UTE)?\s+(?:\[?\w+\]?\s*\.\s*)*\[?sp_\w+|(?:ADD|DROP)\s+SENSITIVITY\s+CLASSIFICATION\b|USE\s+[\[\w])"
)
_ROUTINE = re.compile(
    rb"(?i:(?:CREATE|ALTER)\s+(?:OR\s+\w+\s+)?(?:DEFINER\s*=\s*\S+\s+)?(?:AGGREGATE\s+)?(?:PROC|PROCEDURE|FUNCTION|TRIGGER|EVENT|VIEW)\b)"
)
_INSERT = re.compile(rb"(?i:INSERT|REPLACE)\s")
_INSERT_LINE = re.compile(rb"(?i:^[ \t]*INSERT\s+(?:INTO\s|[\w\[\]\".]+\s*\())", re.MULTILINE)
_COPY = re.compile(rb"(?is:COPY\s[^;]*\bFROM\s+STDIN\b)")
_ROWS_END = re.compile(rb"^\\\.[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
_RESUME = re.compile(rb"^[ \t]*" + TABLE, re.MULTILINE | re.IGNORECASE)
_DOLLAR = re.compile(rb"(?<![\w$])\$(?:[A-Za-z_\x80-\xff][\w\x80-\xff]*)?\$")
_COMMENT_EDGE = re.compile(rb"/\*|\*/")

_CLIENT_LINES = {
    "psql": rb"\\[^\n]*",
    "mysql": rb"(?i:DELIMITER[ \t]+(?P<delimiter>[^\s]+)[^\n]*|source[ \t][^\n]*)|\\[^\n]*",
    "sqlcmd": rb":[^\n]*|![^\n]*",
    "sqlite": rb"\.[a-z][^\n]*",
    "sqlplus": rb"(?i:(?:rem|remark|prompt|set|spool|def|define|undef|undefine|accept|whenever|show|exit|quit|conn|connect|col|column|pause"
    rb"|clear|ttitle|btitle|host|start|var|variable|timing)(?:[ \t;][^\n]*)?\r?)(?=\n|\Z)|[@!][^\n]*",
    "generic": rb"(?i:DELIMITER[ \t]+(?P<delimiter>[^\s]+)[^\n]*|(?:rem|prompt)(?:[ \t;][^\n]*)?\r?)(?=\n|\Z)|[\\:.@][^\n]*",
}


def pieces(data: Buffer, flavour: Flavour) -> Iterator[Piece]:
    """The pieces of a dump in order, without a gap.

    `data` is text in UTF-8 or in an encoding of one byte per character.  Never raises, whatever the bytes are.
    """
    start, delimiter, routine = 0, b";", False
    last_batch = max(data.rfind(b"\n" + go) for go in (b"GO", b"go", b"Go")) if flavour.batches else -1
    while start < len(data):
        head = behind_trivia(data, start, flavour)
        line = _client_line(flavour.client).match(data, head)
        if line is not None:
            yield Piece(Kind.CLIENT, start, head, line.end())
            delimiter = line.groupdict().get("delimiter") or delimiter
            start, routine = line.end(), False
            continue
        own_routine = _ROUTINE.match(data, head) is not None
        cut = _cut(data, head, flavour, delimiter, routine=routine or own_routine)
        # Only a batch line ends a procedure of T-SQL; where none follows, the text is none of T-SQL's.
        routine = (routine or own_routine) and head < last_batch
        yield Piece(Kind.ROUTINE if routine and cut.kind is Kind.STATEMENT else cut.kind, start, head, cut.end)
        start = cut.end
        if flavour.dollars and _COPY.match(data, head, min(cut.end, head + 65536)):
            end = _ROWS_END.search(data, start)
            rows = Piece(Kind.ROWS, start, start, len(data) if end is None else end.end())
            if rows.start < rows.end:
                yield rows
            start = rows.end


def holds_rows(data: Buffer, piece: Piece, flavour: Flavour) -> bool:
    """Whether a piece of a dump puts rows into a table."""
    if piece.kind is Kind.ROWS:
        return True
    if piece.kind is not Kind.STATEMENT:
        return False
    if _INSERT.match(data, piece.head):
        return True
    # In a batch an INSERT may follow without anything that parts it from what stands before it.
    return flavour.batches and _INSERT_LINE.search(data, piece.head, piece.end) is not None


def behind_trivia(data: Buffer, start: int, flavour: Flavour) -> int:
    """Where the first word stands behind blanks and comments, or a comment that nothing closes."""
    trivia = _trivia(flavour)
    position = start
    while True:
        found = trivia.match(data, position)
        position = position if found is None else found.end()
        if not flavour.nested or data[position : position + 2] != b"/*":
            return position
        behind = _behind_nested(data, position)
        if behind is None:
            return position
        position = behind


def _cut(data: Buffer, head: int, flavour: Flavour, delimiter: bytes, *, routine: bool) -> _Cut:
    """Where the statement that begins at `head` ends."""
    run = _run(flavour, delimiter, _Inside.ROUTINE if routine else _Inside.INSERT if _INSERT.match(data, head) else _Inside.OTHER)
    # NOTE: the first word is stepped over, or a statement that may not stand inside another would end where it begins.
    position = head + 1 if data[head : head + 1].isalpha() else head
    while True:
        found = run.match(data, position)
        position = position if found is None else found.end()
        at = data[position : position + len(delimiter)]
        if position >= len(data) or at == delimiter:
            return _Cut(Kind.STATEMENT, min(position + len(delimiter), len(data)))
        if at[:1] == b"\n":
            return _Cut(Kind.STATEMENT, position + 1)
        behind = _behind(data, position, flavour)
        if behind is None:
            resumed = _RESUME.search(data, position + 1)
            return _Cut(Kind.UNCLOSED, len(data) if resumed is None else resumed.start())
        if behind == position:
            return _Cut(Kind.STATEMENT, position)
        position = behind


def _behind(data: Buffer, position: int, flavour: Flavour) -> int | None:
    """Where reading goes on after what the run stopped at: None if nothing closes it, `position` for the next statement's word."""
    here = data[position : position + 2]
    if here == b"/*":
        return _behind_nested(data, position) if flavour.nested else None
    if here[:1] in (b"'", b'"', b"`"):
        return None
    if here[:1] == b"$" and flavour.dollars:
        tag = _DOLLAR.match(data, position)
        if tag is None:
            return position + 1
        close = data.find(tag.group(), tag.end())
        # NOTE: a name may hold two dollars where no string begins; it is no reason to give up the rest.
        return tag.end() if close < 0 else close + len(tag.group())
    return position if flavour.batches and here[:1].isalpha() else position + 1


def _behind_nested(data: Buffer, position: int) -> int | None:
    depth = 0
    for edge in _COMMENT_EDGE.finditer(data, position):
        depth += 1 if edge.group() == b"/*" else -1
        if depth == 0:
            return edge.end()
    return None


_PLAIN_COMMENT = rb"/\*[^*]*+\*++(?:[^/*][^*]*+\*++)*+/"


@lru_cache(maxsize=64)
def _trivia(flavour: Flavour) -> re.Pattern[bytes]:
    parts = [rb"\s++", rb"--[^\n]*+"]
    if flavour.hash_comments:
        parts.append(rb"#[^\n]*+")
    if flavour.conditional:
        parts += [rb"/\*M?!\d*+", rb"\*/"]
    if not flavour.nested:
        parts.append(_PLAIN_COMMENT)
    return re.compile(rb"(?:" + rb"|".join(parts) + rb")*+")


@lru_cache(maxsize=16)
def _client_line(client: str) -> re.Pattern[bytes]:
    return re.compile(rb"(?:(?i:" + _BATCH_LINE + rb")|(?:" + _CLIENT_LINES[client] + rb")(?:\n|\Z))")


@lru_cache(maxsize=64)
def _run(flavour: Flavour, delimiter: bytes, inside: _Inside) -> re.Pattern[bytes]:
    """All that cannot end a statement, as one pattern: it stops before what may, and before what only Python can skip."""
    cuts = inside is not _Inside.ROUTINE
    word_cuts = cuts and flavour.batches
    stops = b"\n'\"`\\-/" + re.escape(delimiter[:1]) + (b"$" if flavour.dollars else b"") + (b"#" if flavour.hash_comments else b"")
    stops += (b"\\[" if flavour.brackets else b"") + (b"A-Za-z" if word_cuts else b"")
    line_cut = _BATCH_LINE + (rb"|[ \t]*" + TABLE if cuts else b"")
    parts = [rb"[^" + stops + rb"]++", rb"\n(?!(?i:" + line_cut + rb"))"]
    if word_cuts:
        parts.append(rb"(?<!\w)(?!(?i:" + _NEXT_STATEMENT + rb"))[A-Za-z][\w@#$]*+|(?<=\w)[A-Za-z][\w@#$]*+")
    parts += [rb"(?<=\W[Ee])" + _quoted(b"'", backslash=True)] if flavour.escape_strings else []
    parts += [_quoted(quote, backslash=flavour.backslash) for quote in (b"'", b'"')]
    parts += [rb"`[^`]*+`", rb"--[^\n]*+", rb"-(?!-)"]
    parts += [rb"#[^\n]*+"] if flavour.hash_comments else []
    parts += [rb"\[[^\]\n]{1,128}+\]", rb"\["] if flavour.brackets else []
    parts += [rb"/\*M?!"] if flavour.conditional else []
    parts += [rb"/(?!\*)"] if flavour.nested else [_PLAIN_COMMENT, rb"/(?!\*)"]
    parts += [rb"\\"]
    whole = rb"(?:" + rb"|".join(parts) + rb")"
    if delimiter[:1] in b"-/'\"`\\\n#[$" or delimiter[:1].isalnum():
        whole = rb"(?:(?!" + re.escape(delimiter) + rb")" + whole + rb")"
    if inside is _Inside.INSERT:
        whole = rb"(?:" + whole + rb"|" + re.escape(delimiter) + rb"(?=\s*+(?i:INSERT|REPLACE)\s))"
    return re.compile(whole + rb"*+", re.DOTALL)


def _quoted(quote: bytes, *, backslash: bool) -> bytes:
    inside = rb"[^Q\\]++|\\.|QQ" if backslash else rb"[^Q]++|QQ"
    return (rb"Q(?:" + inside + rb")*+Q").replace(b"Q", quote)
