"""The kind of values that a declared SQL type allows."""

from __future__ import annotations

import re
from functools import lru_cache

_KEPT = 4_096
"""Types whose answers are kept: a schema has few different ones."""
_WORDS = {
    "boolean": "bool boolean logical bit bit(1) tinyint(1)",
    "date": "date datetime smalldatetime datetime2 datetimeoffset timestamp timestamptz time timetz year interval",
    "json": "json jsonb xml hstore variant super object map struct",
    "binary": "blob bytea binary varbinary image longblob mediumblob tinyblob raw bfile",
    "number": "int integer bigint smallint mediumint tinyint int2 int4 int8 serial bigserial smallserial hugeint uint number numeric"
    " decimal dec float double real money smallmoney",
    "text": "char nchar character varchar varchar2 nvarchar nvarchar2 text ntext tinytext mediumtext longtext string clob nclob citext enum"
    " set bpchar uuid inet cidr macaddr uniqueidentifier sysname long",
}
_KIND_OF = {word: kind for kind, words in _WORDS.items() for word in words.split()}

_SMALL = {"bit": 1, "bool": 1, "boolean": 1, "tinyint": 3, "smallint": 4, "int2": 4, "mediumint": 8}
"""Digits that all values of that length have room in."""
_NARROW = re.compile(r"(?:int|integer|smallint|mediumint|bigint)\s*\(([12])\)( unsigned)?")
"""Whole numbers that are declared to be shown in a digit or two: flags and kinds."""
_NAME = re.compile(r"(?:[a-z0-9_]+\.)?([a-z0-9]+)")
_SMALL_ONE = re.compile(rf"({'|'.join(_SMALL)})( unsigned)?(\(\d+\))?( unsigned)?")
_LISTED = re.compile(r"(?:enum|set)\s*\((.*)\)", re.DOTALL)
_UNSCALED = re.compile(r"(?:number|numeric|decimal|dec)\s*\(\s*\d+\s*(?:,\s*0\s*)?\)")
_VALUE = re.compile(r"'((?:[^']|'')*)'")
_SIZED = re.compile(
    r"(?:[a-z0-9_]+\.)?(?:char|nchar|character|varchar2?|nvarchar2?|character varying|bpchar|number|numeric|decimal)\s*\((\d+)"
)


@lru_cache(_KEPT)
def kind_of(declared: str) -> str:
    """text, number, date, boolean, binary or json; empty where the type says nothing (none declared, a domain, a point)."""
    bare = declared.lower().replace('"', "").strip()
    first = _NAME.match(bare)
    return _KIND_OF.get(bare.replace(" ", "")) or (_KIND_OF.get(first[1], "") if first else "")


@lru_cache(_KEPT)
def longest(declared: str) -> int | None:
    """The characters that the longest value of a type has; None where the type sets no limit, or none that matters."""
    bare = declared.lower().replace('"', "").strip()
    small, listed = _SMALL_ONE.fullmatch(bare), _LISTED.match(bare)
    narrow = _NARROW.fullmatch(bare)
    if narrow is not None:
        return int(narrow[1])
    if small is not None:
        return _SMALL[small[1]]
    if listed is not None:
        return max((len(value) for value in _VALUE.findall(listed[1])), default=None)
    sized = _SIZED.match(bare)
    return int(sized[1]) if sized else None


def has_room(declared: str, characters: int) -> bool:
    """Whether a type is for texts, and for such of so many characters."""
    length = longest(declared)
    return kind_of(declared) == "text" and (length is None or length >= characters)


@lru_cache(_KEPT)
def is_whole(declared: str) -> bool:
    """Whether a type is for whole numbers or flags: counts, years, keys, switches."""
    kind, low = kind_of(declared), declared.lower()
    return kind == "boolean" or (kind == "number" and ("int" in low or "serial" in low or _UNSCALED.match(low) is not None))
