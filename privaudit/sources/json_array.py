"""JSON arrays of objects, and objects one behind the other over several lines: each is a row."""

from __future__ import annotations

import json
import re
from pathlib import Path

from privaudit.json_rows.records import of_values
from privaudit.json_rows.source import describe, text_of
from privaudit.model.sources import Description, ReadOptions, Source, TargetFile

_SUFFIXES = frozenset({".json", ".txt", ""})
_ARRAY = re.compile(r"\[\s*\{")


def _accepts(file: TargetFile, head: bytes) -> bool:
    """Whether it begins as an array of objects, or with an object on several lines that another one follows."""
    if file.suffix not in _SUFFIXES:
        return False
    text = text_of(head).lstrip("\ufeff \t\r\n")
    if _ARRAY.match(text):
        return True
    if not text.startswith("{") or "\n" not in text.rstrip():
        return False
    try:
        first, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(first, dict) and "\n" in text[:end].strip() and text[end:].lstrip(" \t\r\n,").startswith("{")


def _describe(file: TargetFile, options: ReadOptions, workspace: Path) -> Description:
    """One table: its columns are the keys, those of objects within objects as `a.b`.  Raises SourceError where none is an object."""
    return describe(file, options, workspace, of_values)


SOURCE = Source("JSON array", _accepts, _describe)
