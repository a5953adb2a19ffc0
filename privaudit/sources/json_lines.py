"""JSON Lines: each line is an object, and a row."""

from __future__ import annotations

import json
from pathlib import Path

from privaudit.json_rows.records import of_lines
from privaudit.json_rows.source import describe, text_of
from privaudit.model.sources import Description, ReadOptions, Source, TargetFile

_SUFFIXES = frozenset({".jsonl", ".ndjson", ".jsonlines", ".ldjson"})
_ANYTHING = frozenset({".json", ".txt", ".log", ""})


def _accepts(file: TargetFile, head: bytes) -> bool:
    """Whether the name says so, or the first two lines are objects."""
    if file.suffix in _SUFFIXES:
        return True
    text = text_of(head).lstrip("\ufeff \t\r\n")
    if file.suffix not in _ANYTHING or not text.startswith("{"):
        return False
    lines = [line for line in text.splitlines()[:10] if line.strip()][:2]
    try:
        return len(lines) > 1 and isinstance(json.loads(lines[0]), dict) and lines[1].lstrip().startswith("{")
    except (ValueError, RecursionError):
        return False


def _describe(file: TargetFile, options: ReadOptions, workspace: Path) -> Description:
    """One table: its columns are the keys, those of objects within objects as `a.b`.  Raises SourceError where no line is an object."""
    return describe(file, options, workspace, of_lines)


SOURCE = Source("JSON Lines", _accepts, _describe)
