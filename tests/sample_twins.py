"""A breached sample organisation and its clean twin, cell by cell: they may differ only where a breach is planted."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from privaudit.model.register import Register

TABLES = (".csv", ".tsv")
SCHEMA = "schema.sql"
EXISTENCE = ("undeclared-table", "third-party-recipient", "temporary-copy-kept")
"""The breaches that a table may be: then the twin may lack it, or the columns that made it one."""
_STATEMENT = re.compile(
    r"(?i)\s*(?:CREATE\s+TABLE|ALTER\s+TABLE|COMMENT\s+ON\s+(?:TABLE|(COLUMN))|CREATE\s+(?:UNIQUE\s+)?INDEX\s+\S+\s+ON)\s+"
    r"(?:IF\s+NOT\s+EXISTS\s+)?([\w.\"`\[\]]+)"
)
_MARKS = str.maketrans("", "", '"`[]')

Key = tuple[str, ...]
"""The values of a primary key, or one line of the file."""


@dataclass(frozen=True)
class Planted:
    """Where the breaches of one table are."""

    rows: set[Key] = field(default_factory=set)
    columns: set[str] = field(default_factory=set)
    """Planted as wholes: in any row, or missing from one of the twins."""
    unread: set[int] = field(default_factory=set)
    """Lines that cannot be read."""
    whole: bool = False
    """Whether the table itself is the breach."""


@dataclass(frozen=True)
class Row:
    """One record of an export."""

    line: int
    """The first one of it."""
    cells: tuple[str, ...]


def key_of(value: object) -> Key:
    """A key as expected.json writes it: one value, or the list of a key of several columns."""
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def planted_in(entries: Iterable[Mapping[str, object]], register: Register) -> dict[str, Planted]:
    """Where each table's breaches are, by its name in lower case.

    `missing` names columns that breached/ lacks, `elsewhere` the rows of other tables that make a finding one (a closed ticket).
    """
    found: dict[str, Planted] = {}
    for entry in entries:
        keys, name = entry["keys"], str(entry["table"] or "").lower()
        assert isinstance(keys, list)
        at = found.setdefault(name, Planted())
        if entry["check"] == "partial-read":
            at.unread.update(keys)
        elif keys:
            at.rows.update(map(key_of, keys))
        elif entry["check"] == "kept-too-short":
            at.columns.update(_starts(register, str(entry["register"]), name))
        elif entry["column"]:
            at.columns.add(str(entry["column"]).lower())
        elif entry["check"] in EXISTENCE:
            found[name] = replace(at, whole=True)
        for table, rows in _mapping(entry.get("elsewhere")).items():
            found.setdefault(table.lower(), Planted()).rows.update(map(key_of, rows))
        for column in map(str, _listed(entry.get("missing"))):
            table, _, missing = column.lower().rpartition(".")
            found.setdefault(table, Planted()).columns.add(missing)
    return found


def _mapping(value: object) -> Mapping[str, list[object]]:
    return value if isinstance(value, dict) else {}


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _starts(register: Register, name: str, table: str) -> Iterator[str]:
    """The columns of the table that date a clock: what a log that begins too late differs in."""
    for activity in register.activities:
        for clock in activity.clocks:
            if f"{activity.id}/{clock.id}" == name:
                yield from (start.column.column.lower() for start in clock.starts if start.column.table.lower() == table)


def differences(breached: Path, clean: Path, planted: Mapping[str, Planted], keys: Mapping[str, Sequence[str]]) -> list[str]:
    """What the twin has otherwise though nothing is planted there.

    `keys` holds the columns of the primary key by table, none for lines; where nobody knows it is the first column.  The keys of
    stored files are their names.
    """
    files, clean_files = _files(breached), _files(clean)
    stored = planted.get("", Planted()).rows
    found = [f"breached/ lacks {name}" for name in sorted(clean_files - files)]
    for name in sorted(files - clean_files):
        whole = planted.get(Path(name).stem.lower(), Planted()).whole and name.endswith(TABLES)
        if not whole and (name,) not in stored:
            found.append(f"clean/ lacks {name}")
    for name in sorted(files & clean_files):
        one, other = breached / name, clean / name
        table = Path(name).stem.lower()
        if name == SCHEMA:
            found += _schemas(one.read_text(encoding="utf-8"), other.read_text(encoding="utf-8"), planted)
        elif name.endswith(TABLES):
            found += _tables(table, one, other, planted.get(table, Planted()), keys.get(table))
        elif one.read_bytes() != other.read_bytes() and (name,) not in stored:
            found.append(f"{name} differs")
    return found


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _tables(table: str, one: Path, other: Path, planted: Planted, key: Sequence[str] | None) -> Iterator[str]:
    (header, *rows), (clean_header, *clean_rows) = _read(one), _read(other)
    columns, clean_columns = ([cell.lower() for cell in each.cells] for each in (header, clean_header))
    alone = set(clean_columns) - set(columns) if planted.whole else set(columns) ^ set(clean_columns)
    yield from (f"{table}.{name} is in one twin only" for name in sorted(alone - planted.columns))
    if len(rows) != len(clean_rows):
        yield f"{table} has {len(rows)} rows, its twin {len(clean_rows)}"
    places = [(columns.index(name), clean_columns.index(name), name) for name in columns if name in clean_columns]
    at = [0] if key is None else [columns.index(name.lower()) for name in key]
    for row, twin in zip(rows, clean_rows, strict=False):
        own = tuple(row.cells[place] for place in at) if at and len(row.cells) > max(at) else (str(row.line),)
        if own in planted.rows or row.line in planted.unread:
            continue
        if len(row.cells) != len(columns) or len(twin.cells) != len(clean_columns):
            yield f"{table}, line {row.line}: the row has more or fewer cells than the header"
            continue
        differing = [name for left, right, name in places if row.cells[left] != twin.cells[right] and name not in planted.columns]
        if differing:
            yield f"{table}, line {row.line} ({', '.join(own)}): {', '.join(differing)} differs, and nothing is planted there"


def _read(path: Path) -> list[Row]:
    content = _decoded(path.read_bytes())
    separator = max(",;\t|", key=content.splitlines()[0].count)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=separator)
    rows, line = [], 1
    for cells in reader:
        if cells:
            rows.append(Row(line, tuple(cells)))
        line = reader.line_num + 1
    return rows


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    for encoding in ("utf-8-sig", "cp1252"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    return content.decode("latin-1")


def _schemas(one: str, other: str, planted: Mapping[str, Planted]) -> Iterator[str]:
    """The lines that only one schema has and that are about no planted column or table."""
    for which, table, line in _own_lines(one, other):
        # Findings leave out the default schema alone.
        at = planted.get(table) or planted.get(table.rpartition(".")[2], Planted())
        named = any(re.search(rf"(?<!\w){re.escape(column)}(?!\w)", line.lower()) for column in at.columns)
        if line.strip() and not named and not (at.whole and which == "breached"):
            yield f"{SCHEMA} of {which}/: {line.strip()}"


def _own_lines(one: str, other: str) -> Iterator[tuple[str, str, str]]:
    """The lines that only one of the texts has: which, the table that the line is about, and the line."""
    left, right = ([line.rstrip(" ,") for line in text.splitlines()] for text in (one, other))
    table = ""
    for line in list(difflib.unified_diff(left, right, n=len(left) + len(right), lineterm=""))[3:]:
        statement = _STATEMENT.match(line[1:])
        if statement is not None:
            parts = statement[2].translate(_MARKS).lower().split(".")
            table = ".".join(parts[:-1] if statement[1] and len(parts) > 1 else parts)
        if not line.startswith(" "):
            yield "breached" if line.startswith("-") else "clean", table, line[1:]
