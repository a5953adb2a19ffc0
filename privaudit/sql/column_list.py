"""The items of a column list, read word by word: columns, keys, and what is neither.

Knows no dialect's grammar, only what all of them have in common, so that nothing a dialect adds makes a table unreadable.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from privaudit.model.estate import Column
from privaudit.sql import labels
from privaudit.sql.events import ColumnList, Key, Name
from privaudit.sql.scope import Scope, Statement
from privaudit.sql.tokens import Token, Tokens, dotted, is_name, key_at, name_of, outside_brackets, split_at_commas, string_of, within

_AFTER_TYPE = frozenset(
    (  # noqa: SIM905 words are read more easily as text
        "AFTER ALIAS AS AUTOINCREMENT AUTO_INCREMENT CASCADE CASESPECIFIC CHARSET CHECK CODEC COLLATE COLUMN_FORMAT COMMENT COMPRESS"
        " COMPRESSED CONSTRAINT DEFAULT DEFERRABLE DISABLE DISTKEY ENABLE ENCODE ENCRYPTED EPHEMERAL EXCLUDE FILESTREAM FIRST FOREIGN"
        " FORMAT GENERATED HIDDEN IDENTITY INITIALLY INLINE INVISIBLE KEY MASK MASKED MASKING MATERIALIZED NOT NOVALIDATE NULL ON OPTIONS"
        " PERSISTED PRIMARY REFERENCES RELY RESTRICT ROWGUIDCOL SORTKEY SPARSE SRID STORAGE STORED TAG TITLE TTL UNIQUE UNSET USING"
        " VIRTUAL VISIBLE"
    ).split()
)
_AFTER_TYPE_BEFORE = {"CHARACTER": {"SET"}, "SET": {"DEFAULT", "MASK", "MASKING", "NOT", "OPTIONS", "STATISTICS", "STORAGE", "TAG", "TAGS"}}
_NEVER_NULL = {"NOT": "NULL", "PRIMARY": "KEY"}
_TIME_ZONE = frozenset({"TIME", "LOCAL"})
_TYPE_MARKS = frozenset("()[].<>,:%*&")
_NO_BLANK_AFTER = frozenset("([<.")
_NO_BLANK_BEFORE = frozenset("()[]<>,.")
_ALWAYS_CONSTRAINT = frozenset({"CONSTRAINT", "UNIQUE"})
_CONSTRAINT_BEFORE = {
    "PRIMARY": {"KEY"},
    "FOREIGN": {"KEY"},
    "SHARD": {"KEY"},
    "SORT": {"KEY"},
    "CHECK": {"("},
    "EXCLUDE": {"(", "USING"},
    "PERIOD": {"FOR"},
    "WATERMARK": {"FOR"},
    "SUPPLEMENTAL": {"LOG"},
    "ASSUME": {""},
}
_KEY_WORDS = frozenset({"PRIMARY", "REFERENCES"})
_INDEX_WORDS = frozenset({"KEY", "INDEX", "FULLTEXT", "SPATIAL", "VECTOR", "CLUSTERED", "NONCLUSTERED", "PROJECTION"})
_TYPES_OF_WORDS = frozenset({"NULLABLE", "LOWCARDINALITY", "ARRAY", "MAP", "TUPLE", "NESTED"})
_INDEX_HEAD = 6
_PLAIN_TYPE = re.compile(r"\w++(?:\([\w,]*\))?")
_REST_OF_LINE_BLANK = re.compile(r"[ \t]*(?:\r?\n|\Z)")


@dataclass(frozen=True, slots=True)
class _Keys:
    primary: tuple[str, ...] = ()
    foreign: tuple[Key, ...] = ()


def read(found: Tokens, statement: Statement, scope: Scope) -> ColumnList:
    """The columns and keys that a list declares.  `found`: the tokens between its brackets, comments among them."""
    said = [token for token in found if token.kind != "comment"]
    items = split_at_commas(said)
    comments = _trailing_comments(found, items, statement.text) if len(said) < len(found) else {}
    columns: list[Column] = []
    primary: tuple[str, ...] = ()
    foreign: list[Key] = []
    like: list[Name] = []
    unread: list[int] = []
    for at, item in enumerate(items):
        if item[0].key == "LIKE" and len(item) > 1 and is_name(item[1]):
            like.append(scope.name(dotted(item, 1)[0]))
            continue
        constraint = is_constraint(item)
        own = None if constraint else _column(item, statement, scope, comments.get(at, ""))
        if own is not None:
            columns.append(own)
        elif not constraint:
            unread.append(statement.place(scope, item[0].start).line or 0)
            continue
        if _KEY_WORDS.isdisjoint([token.key for token in item]):
            continue
        keys = _keys(item, None if own is None else own.name, scope)
        primary = primary or keys.primary
        foreign += keys.foreign
    return ColumnList(tuple(columns), primary, tuple(foreign), tuple(like), tuple(unread))


def is_constraint(item: Tokens) -> bool:
    """Whether an item of a list is a key, an index or a check: `key`, `index` and `period` may be columns too."""
    first, second = item[0].key if item[0].kind == "word" else "", key_at(item, 1)
    # An item like tokenize = 'x' is an option of a virtual table.
    if first in _ALWAYS_CONSTRAINT or second == "=" or second in _CONSTRAINT_BEFORE.get(first, ()):
        return True
    if first not in _INDEX_WORDS:
        return False
    if second in ("KEY", "INDEX") or {"TYPE", "GRANULARITY"} <= {token.key for token in item}:
        return True
    bracket = next((at for at in range(1, min(len(item), _INDEX_HEAD)) if item[at].key == "("), None)
    if bracket is None or second in _TYPES_OF_WORDS or bracket + 1 >= len(item):
        return False
    # A type has numbers or strings in its brackets, an index has columns or expressions.
    inside = item[bracket + 1]
    return inside.kind in ("word", "quoted", "mark") and inside.key not in ("MAX", "*")


def names_within(found: Tokens, at: int) -> tuple[str, ...]:
    """The names listed between the bracket at a position and its end: `(a DESC, b(10))` -> a, b."""
    return tuple(name_of(item[0]) for item in split_at_commas(within(found, at)) if is_name(item[0]))


def _column(item: Tokens, statement: Statement, scope: Scope, trailing: str) -> Column | None:
    if not is_name(item[0]) or not name_of(item[0]) or key_at(item, 1) in (".", "("):
        return None
    end = _type_end(item)
    nullable, comment, labelled = True, "", False
    for at in outside_brackets(item, end):
        key = item[at].key
        if key in _NEVER_NULL:
            nullable = nullable and key_at(item, at + 1) != _NEVER_NULL[key]
        elif key == "COMMENT":
            comment = string_behind(item, at, scope) or comment
        elif key in labels.WORDS:
            labelled = True
            comment = (labels.description(within(item, at + 1), scope) if key == "OPTIONS" else "") or comment
    return Column(
        name=name_of(item[0]),
        type=_declared(item[1:end], statement.text),
        comment=comment or trailing,
        nullable=nullable,
        place=statement.place(scope, item[0].start),
        declared=labels.of_column(item, end, statement, scope) if labelled else (),
    )


def string_behind(found: Tokens, at: int, scope: Scope) -> str:
    """What the string says that stands behind the word at a position, or behind a sign that makes it equal; nothing without one."""
    at += 2 if key_at(found, at + 1) == "=" else 1
    return string_of(found[at], scope.flavour) if at < len(found) and found[at].kind in ("string", "quoted") else ""


def _declared(found: Tokens, statement: str) -> str:
    """A type as it was written, without the quotes and blanks that change nothing: `[nvarchar] (20)` -> nvarchar(20)."""
    if not found:
        return ""
    written = statement[found[0].start : found[-1].end]
    if _PLAIN_TYPE.fullmatch(written):
        return written
    text = ""
    for before, token in zip((None, *found), found, strict=False):
        parted = before is not None and before.end < token.start and before.key not in _NO_BLANK_AFTER and token.key not in _NO_BLANK_BEFORE
        text += (" " if parted else "") + (name_of(token) if token.kind == "quoted" else token.text)
    return text


def _type_end(item: Tokens) -> int:
    """The position behind the type of a column: 1 where it has none."""
    depth = 0
    for at in range(1, len(item)):
        token = item[at]
        if token.key in ("(", "["):
            depth += 1
        elif token.key in (")", "]"):
            depth -= 1
        elif not depth and not _in_type(item, at):
            return at
    return len(item)


def _in_type(item: Tokens, at: int) -> bool:
    token = item[at]
    following = key_at(item, at + 1)
    if token.kind == "mark":
        return token.key in _TYPE_MARKS
    if token.kind != "word":
        return token.kind == "quoted" and (at == 1 or item[at - 1].key == ".")
    if token.key in ("WITH", "WITHOUT"):
        return following in _TIME_ZONE
    return token.key not in _AFTER_TYPE and following not in _AFTER_TYPE_BEFORE.get(token.key, ())


def _keys(item: Tokens, own: str | None, scope: Scope) -> _Keys:
    """The keys that an item declares: for its own column, or for those that it lists."""
    primary: tuple[str, ...] = ()
    foreign: list[Key] = []
    columns: tuple[str, ...] = () if own is None else (own,)
    for at in outside_brackets(item):
        key, following = item[at].key, key_at(item, at + 1)
        if key == "PRIMARY" and following == "KEY":
            primary = _listed(item, at + 2, own) or columns
        elif key == "FOREIGN" and following == "KEY":
            columns = _listed(item, at + 2, own) or columns
        elif key == "REFERENCES":
            parts, behind = dotted(item, at + 1)
            if parts and columns:
                foreign.append(Key(columns, scope.name(parts), names_within(item, behind)))
    return _Keys(primary, tuple(foreign))


def _listed(item: Tokens, at: int, own: str | None) -> tuple[str, ...]:
    """The columns that a key lists.  Behind a column's own key, brackets may belong to something else."""
    while at < len(item) and item[at].key not in ("(", "REFERENCES") and (own is None or item[at].key in ("CLUSTERED", "NONCLUSTERED")):
        at += 1
    return names_within(item, at)


def _trailing_comments(found: Tokens, items: list[Tokens], text: str) -> dict[int, str]:
    """What stands on the line of an item, behind a word of it or behind its comma, by the item's position."""
    starts = [item[0].start for item in items]
    comments: dict[int, str] = {}
    last: Token | None = None
    for token in found:
        if token.kind != "comment":
            last = token
            continue
        if last is None or "\n" in text[last.end : token.start]:
            continue
        # Between a comma and the next column on the same line, a comment may be of either.
        if last.key == "," and not _REST_OF_LINE_BLANK.match(text, token.end):
            continue
        at = bisect_right(starts, last.start) - 1
        comments[at] = " ".join(f"{comments.get(at, '')} {_plain(token.text)}".split())
    return comments


def _plain(comment: str) -> str:
    inner = comment[2:-2] if comment.startswith("/*") else comment.lstrip("#-")
    return " ".join(inner.strip("*-=# \t\r\n").split())
