"""Exports as delimited text: CSV, tabs, semicolons, pipes, or one value per line."""

from __future__ import annotations

import re
from pathlib import Path

from privaudit import encodings
from privaudit.delimited import dialect
from privaudit.delimited.lines import Layout
from privaudit.delimited.start import start_of
from privaudit.errors import SourceError
from privaudit.model.estate import Column, Place, Skipped, Table, Topic
from privaudit.model.sources import Described, Description, ReadOptions, Source, TargetFile

_SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".psv"})
_OTHER_KINDS = frozenset(
    {
        *(".sql", ".ddl", ".json", ".jsonl", ".ndjson", ".yaml", ".yml", ".toml", ".xml", ".html", ".htm"),
        *(".md", ".rst", ".py", ".js", ".ini", ".cfg", ".log", ".pdf", ".docx", ".gz", ".zip", ".zst", ".bz2"),
        *(".parquet", ".xlsx", ".xlsm", ".xlsb", ".ods", ".db", ".sqlite", ".sqlite3", ".duckdb"),
    }
)
_ARCHIVES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_SQL = re.compile(rb"^\s*(?:create\s+(?:\w+\s+){0,3}table|insert\s+into|alter\s+table)\b", re.IGNORECASE | re.MULTILINE)
_KEY = re.compile(rb"\s*(?:- )?[\w.-]+\s?(?::(?:\s|$)|=)")
_MOSTLY_EVEN = 0.8
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32)])
_MOST_CONTROLS = 0.05


def accepts(file: TargetFile, head: bytes) -> bool:
    """Whether the name says that the file is an export, or its text looks like one; standard input without any sign is a list of lines."""
    suffix = file.path.suffix.lower()
    text = _as_utf_8(head)
    # What is called .xls may be text, as some programs write it, or the workbook that it should be.
    if _is_binary(text) or text.startswith(_ARCHIVES):
        return False
    if suffix in _SUFFIXES:
        return True
    if suffix in _OTHER_KINDS or b"\0" in text or _SQL.search(text) or text.lstrip()[:1] in {b"{", b"[", b"<", b"%"}:
        return False
    if suffix == ".txt" or (file.shown == "-" and not _is_of_keys(text)):
        return True
    found = dialect.find(text[: text.rfind(b"\n") + 1] or text, None) if text.strip() else None
    if found is None:
        return False
    return (found.width > 1 and found.share >= _MOSTLY_EVEN) or _is_of_addresses(text)


def _is_of_keys(text: bytes) -> bool:
    """Whether most lines are a key and its value, as those of YAML and of settings are."""
    lines = [line for line in text.splitlines() if line.strip()]
    return 2 * sum(_KEY.match(line) is not None for line in lines) > len(lines)


def _is_of_addresses(text: bytes) -> bool:
    """Whether each line is one e-mail address, the first perhaps the name of the column."""
    first, *others = [line.strip() for line in text.splitlines() if line.strip()] or [b""]
    return all(b"@" in line and len(line.split()) == 1 for line in others or [first])


def _is_binary(text: bytes) -> bool:
    """Whether more of it is control characters than a text ever holds."""
    return len(text.translate(None, _CONTROLS)) < (1 - _MOST_CONTROLS) * len(text)


def describe(file: TargetFile, options: ReadOptions, workspace: Path) -> Description:
    """One table: the file's columns by its header, or as column_1, column_2 ... where it has none.

    A file that is not UTF-8 is written to `workspace` in UTF-8.  Raises SourceError where it holds no rows and no header,
    UsageError for an encoding or a delimiter that is none.
    """
    delimiter = dialect.of_option(options.delimiter) if options.delimiter is not None else None
    told = encodings.of_option(options.encoding) if options.encoding is not None else None
    try:
        path, mixed = _in_utf_8(file.path, told, workspace)
        head = dialect.head_of(path)
    except OSError as problem:
        hint = "Check its permissions and the space for temporary files."
        raise SourceError(f"{file.shown} cannot be read: {problem.strerror}", hint) from None
    if not head.strip():
        raise SourceError(f"{file.shown} is empty", "Export it again, or leave it out.", Place(file.shown))
    found = dialect.find(head, delimiter)
    start = start_of(found.rows, found.width, found.above, whole=path.stat().st_size <= dialect.SAMPLE)
    columns = tuple(Column(name, place=Place(file.shown, start.line)) for name in start.names)
    table = Table(file.shown, file.stem, columns, place=Place(file.shown))
    layout = Layout(path, found.delimiter, found.quote, found.escape, start.skip, start.names, told is not None)
    assumed = [Skipped(table.name, start.passed_over, Topic.ASSUMED)] if start.passed_over else []
    if mixed is not None:
        assumed.append(Skipped(file.shown, _told(mixed), Topic.ASSUMED))
    return Description((Described(table, layout),), tuple(assumed))


def _in_utf_8(path: Path, told: str | None, workspace: Path) -> tuple[Path, encodings.Mixed | None]:
    """The file, or a private one that is it in UTF-8, and which of its lines were in another encoding than the others."""
    encoding = told or encodings.detect(path)
    if encoding == encodings.UTF_8:
        return path, None
    if told is not None:
        return encodings.recode(path, encoding, workspace), None
    return encodings.recode_lines(path, encoding, workspace)


def _told(mixed: encodings.Mixed) -> str:
    which = (
        f"{mixed.lines:,} lines are UTF-8, the first of them line {mixed.first:,}" if mixed.lines > 1 else f"line {mixed.first:,} is UTF-8"
    )
    return f"{which}, and the others {mixed.encoding}: each is read as what it is; export it in one encoding, or name one with --encoding"


def _as_utf_8(head: bytes) -> bytes:
    """The head as UTF-8 where it is text of two bytes per character."""
    wide = encodings.wide_of(head)
    return head.decode(wide, "replace").encode() if wide else head


SOURCE = Source("delimited text (CSV, TSV, semicolons, pipes)", accepts, describe)
