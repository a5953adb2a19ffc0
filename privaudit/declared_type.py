"""The kind of values that a declared SQL type allows."""

from __future__ import annotations

import re

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


def kind_of(declared: str) -> str:
    """text, number, date, boolean, binary or json; empty where the type says nothing (none declared, a domain, a point)."""
    bare = declared.lower().replace('"', "").strip()
    first = re.match(r"(?:[a-z0-9_]+\.)?([a-z0-9]+)", bare)
    return _KIND_OF.get(bare.replace(" ", "")) or (_KIND_OF.get(first[1], "") if first else "")
