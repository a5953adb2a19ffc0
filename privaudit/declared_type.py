"""The kind of values that a declared SQL type allows."""

from __future__ import annotations

import re

_KINDS = (
    ("boolean", r"^(bool|boolean|bit(\(1\))?|tinyint\(1\)|logical)$"),
    ("date", r"^(date|datetime|smalldatetime|timestamp|time\b|year|interval)"),
    ("json", r"^(json|jsonb|xml|hstore|variant|super|object|map|struct)"),
    ("binary", r"^(blob|bytea|binary|varbinary|image|longblob|mediumblob|tinyblob|raw|long raw|bfile)"),
    ("number", r"^(int|integer|bigint|smallint|mediumint|tinyint|serial|bigserial|smallserial|number|numeric|decimal|dec\b|float|double|real|money|smallmoney|int[248]|uint|hugeint)"),
    ("text", r"^(n?char|n?varchar|character|text|ntext|tinytext|mediumtext|longtext|string|clob|nclob|citext|enum|set\b|bpchar|uuid|inet|cidr|macaddr|uniqueidentifier|sysname|longvarchar|long$)"),
)


def kind_of(declared: str) -> str:
    """text, number, date, boolean, binary or json; empty where the type says nothing (none declared, a domain, a point)."""
    plain = " ".join(declared.lower().replace('"', "").split())
    return next((kind for kind, form in _KINDS if re.search(form, plain)), "")
