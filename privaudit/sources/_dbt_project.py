"""What a dbt project holds beside the files that describe its models: queries, macros and settings, none of which declares a table."""

from __future__ import annotations

import re

from privaudit.model.sources import TargetFile
from privaudit.sql.dialects import GENERIC, flavour_of
from privaudit.sql.recognition import encoding_of, text_of
from privaudit.sql.statements import behind_trivia

SETTINGS = "it sets up a dbt project, and describes no model"
QUERY = "it is a query or a macro of a dbt project: the columns of its model are read where a .yml file lists them"
_SETTINGS = frozenset({"dbt_project", "dependencies", "package-lock", "packages", "profiles", "selectors"})
_SUFFIXES = frozenset({".yml", ".yaml"})
_JINJA = re.compile(r"\{\{|\{%|\{#")
_ASKS = re.compile(rb"\(*\s*(?:SELECT|WITH)\b", re.IGNORECASE)
_MAKES = re.compile(r"\bCREATE\s+(?:\w+\s+){0,3}?TABLE\b", re.IGNORECASE)


def is_settings(file: TargetFile) -> bool:
    """Whether dbt itself gives the file its name, and lists no models in it."""
    return file.suffix in _SUFFIXES and file.path.stem.lower() in _SETTINGS


def is_query(head: bytes) -> bool:
    """Whether a file of SQL only asks, or is a template that dbt fills in, as far as its first bytes tell; neither makes a table."""
    text = text_of(head, encoding_of(head)).removeprefix("\ufeff")
    if _MAKES.search(text):
        return False
    plain = text.encode()
    return _JINJA.search(text) is not None or _ASKS.match(plain, behind_trivia(plain, 0, flavour_of(GENERIC))) is not None
