"""Hundreds of hostile files: each is read as far as it goes or named with the reason; no traceback, no hang, no end of memory."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from tests.sources.test_workbook import Cell, typed_ods, xls, xlsx

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MANY = 500
PATIENCE = 240
"""Seconds after which a run hangs."""
MOST_MEMORY = 1 << 30
WATCH = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Runs a command from a small process: what the tests themselves have used would count as its memory."""
TEXTS = (".csv", ".tsv", ".txt", ".json", ".jsonl", ".sql", ".yml", ".dat")
ENDINGS = (*TEXTS, ".xlsx", ".xls", ".ods", ".parquet", ".db", ".duckdb", ".csv.gz", ".csv.zst", ".sql.gz", ".zip")
HEADER = ["id", "email", "note"]
PEOPLE: list[list[Cell]] = [[number, f"user{number}@mail.example", 'she said "no", and\nleft'] for number in range(40)]
ROWS: list[list[Cell]] = [[*HEADER], *PEOPLE]


def _csv() -> bytes:
    cells = ('"' + str(cell).replace('"', '""') + '"' for row in ROWS for cell in row)
    return "\n".join(",".join(next(cells) for _ in HEADER) for _ in ROWS).encode()


def _written(write: Callable[[str], object], folder: Path, name: str) -> bytes:
    path = folder / name
    write(str(path))
    content = path.read_bytes()
    path.unlink()
    return content


def _sqlite(path: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE people (id INTEGER, email TEXT, note TEXT)")
        connection.executemany("INSERT INTO people VALUES (?, ?, ?)", PEOPLE)
        connection.commit()


def _parquet(path: str) -> None:
    with duckdb.connect() as connection:
        connection.sql("SELECT range AS id, 'user' || range || '@mail.example' AS email FROM range(50)").write_parquet(path)


def _duckdb(path: str) -> None:
    with duckdb.connect(path) as connection:
        connection.sql("CREATE TABLE people AS SELECT range AS id, 'user' || range || '@mail.example' AS email FROM range(50)")


def _zip(content: bytes, name: str = "people.csv") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def _good(folder: Path) -> dict[str, bytes]:
    """Files as they should be, by their endings."""
    dump = "CREATE TABLE t (id INT, email VARCHAR(80));\n" + "INSERT INTO t VALUES (1, 'a''b@mail.example'), (2, NULL);\n" * 30
    return {
        ".csv": _csv(),
        ".sql": dump.encode(),
        ".jsonl": "\n".join(json.dumps(dict(zip("abc", row, strict=True))) for row in ROWS).encode(),
        ".json": json.dumps([dict(zip("abc", row, strict=True)) for row in ROWS]).encode(),
        ".xlsx": xlsx({"Sheet1": ROWS}),
        ".xls": xls({"Sheet1": ROWS}),
        ".ods": typed_ods({"Sheet1": ROWS}),
        ".parquet": _written(_parquet, folder, "x.parquet"),
        ".db": _written(_sqlite, folder, "x.db"),
        ".duckdb": _written(_duckdb, folder, "x.duckdb"),
        ".csv.gz": gzip.compress(_csv()),
        ".csv.zst": zstd.compress(_csv()),
        ".sql.gz": gzip.compress(dump.encode()),
        ".zip": _zip(_csv()),
        ".yml": b"version: 2\nmodels:\n  - name: people\n    columns: [{name: email, description: where to write}]\n",
    }


def _noise(chance: random.Random, _good_ones: dict[str, bytes]) -> tuple[str, bytes]:
    return chance.choice(ENDINGS), chance.randbytes(chance.choice((0, 1, 7, 300, 70_000)))


def _cut(chance: random.Random, good: dict[str, bytes]) -> tuple[str, bytes]:
    ending, content = chance.choice(list(good.items()))
    return ending, content[: chance.randrange(len(content))]


def _flipped(chance: random.Random, good: dict[str, bytes]) -> tuple[str, bytes]:
    ending, content = chance.choice(list(good.items()))
    broken = bytearray(content)
    for _ in range(chance.randrange(1, 40)):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    return ending, bytes(broken)


def _mislabelled(chance: random.Random, good: dict[str, bytes]) -> tuple[str, bytes]:
    return chance.choice(ENDINGS), chance.choice(list(good.values()))


def _mixed(chance: random.Random, _good_ones: dict[str, bytes]) -> tuple[str, bytes]:
    encodings = ("utf-8", "cp1252", "utf-16", "utf-16-le", "cp437", "utf-8-sig")
    shapes = {
        ".jsonl": '{{"id": {0}, "name": "Žoë Müller{0}", "note": "né à Łódź €"}}\n',
        ".json": '[{{"id": {0}, "name": "Žoë Müller{0}"}}]\n',
        ".sql": "INSERT INTO people VALUES ({0}, 'Žoë Müller{0}', 'né à Łódź €');\n",
        **dict.fromkeys((".csv", ".txt", ".tsv", ".csv.gz"), "{0};Žoë Müller{0};né à Łódź €\n"),
    }
    ending, line = chance.choice(list(shapes.items()))
    content = b"".join(line.format(number).encode(chance.choice(encodings), "replace") for number in range(60))
    return ending, gzip.compress(content) if ending.endswith(".gz") else content


def _nulls(chance: random.Random, good: dict[str, bytes]) -> tuple[str, bytes]:
    ending = chance.choice((".csv", ".sql", ".json", ".jsonl", ".yml"))
    pieces = good[ending].split(b",")
    return ending, b",".join(piece + b"\0" * chance.choice((0, 0, 1, 50)) for piece in pieces)


def _open_quotes(chance: random.Random, _good_ones: dict[str, bytes]) -> tuple[str, bytes]:
    quotes = ("'", '"', '""', "\\'", "`", "$$", "/*", "E'", "{", "[[", "(", ")")
    parts = (
        chance.choice((*quotes, "a", ",", ";", "\n", "\t", "1", "SELECT", "INSERT INTO t VALUES")) for _ in range(chance.randrange(400))
    )
    return chance.choice((".csv", ".tsv", ".sql", ".json", ".jsonl", ".yml")), "".join(parts).encode()


def _deep(chance: random.Random, _good_ones: dict[str, bytes]) -> tuple[str, bytes]:
    depth = chance.choice((50, 2_000, 40_000))
    shapes = {
        ".json": b"[" * depth,
        ".jsonl": b'{"a":' * depth,
        ".sql": b"SELECT " + b"(" * depth,
        ".yml": b"- " * depth,
        ".csv": b'"' * depth,
    }
    return chance.choice(list(shapes.items()))


def _nested(chance: random.Random, good: dict[str, bytes]) -> tuple[str, bytes]:
    content, name = chance.choice(list(good.values())), "people.csv"
    for level in range(chance.randrange(1, 6)):
        content, name = _zip(content, name), f"level{level}.zip"
    return ".zip", content


KINDS = (_noise, _cut, _flipped, _mislabelled, _mixed, _nulls, _open_quotes, _deep, _nested)
NAMES = ("plain", "with space", "quote'\"`", "percent%s:x", "naïve 😀", "-rf", "semi;colon", "[glob]*?", "_under", "line\nbreak")


def _run(folder: Path, *more: str) -> tuple[int, dict[str, object], str, int]:
    """A scan of a folder in a process of its own: its code, its report, what stood on stderr, and the memory it took."""
    report = folder.parent / "report.json"
    command = [sys.executable, "-m", "privaudit", "scan", str(folder), "-q", "-f", "json", "-o", str(report), *more]
    done = subprocess.run([sys.executable, "-c", WATCH, *command], capture_output=True, timeout=PATIENCE, check=True)  # noqa: S603 our own command
    code, memory = map(int, done.stdout.split())
    found = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {}
    return code, found, done.stderr.decode("utf-8", "replace"), memory * 1024


def _named(report: dict[str, object], paths: Sequence[Path]) -> list[str]:
    """The files of which the report says nothing."""
    columns, skipped = report["columns"], report["skipped"]
    assert isinstance(columns, list)
    assert isinstance(skipped, list)
    sources = {str(one["source"]) for one in columns} | {str(one["what"]) for one in skipped}
    known = " ".join([*sources, *(str(one["reason"]) for one in skipped)]).replace("\\n", "")
    return [path.name for path in paths if path.name.replace("\n", "") not in known.replace("\n", "") and not _has_no_name(path, sources)]


def _has_no_name(path: Path, sources: set[str]) -> bool:
    """Whether it is part of a table that is its folder, or may be statements without a table: read, with nothing to say of it."""
    return ".sql" in path.suffixes or (str(path.parent) in sources and path.read_bytes().startswith(b"PAR1"))


@pytest.mark.parametrize("part", range(5))
def test_each_of_many_hostile_files_is_read_or_named(part: int, tmp_path: Path) -> None:
    chance = random.Random(7319 + part)  # noqa: S311 the same files at every run
    good = _good(tmp_path)
    folder = tmp_path / "data"
    folder.mkdir()
    paths = []
    for number in range(MANY // 5):
        ending, content = KINDS[number % len(KINDS)](chance, good)
        path = folder / f"{number:03} {NAMES[number % len(NAMES)]}{ending}"
        path.write_bytes(content)
        paths.append(path)
    code, report, said, memory = _run(folder)
    assert "Traceback" not in said
    assert code in {0, 3}, said
    assert _named(report, paths) == []
    assert memory < MOST_MEMORY


def _one_line(folder: Path) -> Path:
    path = folder / "line.csv"
    path.write_bytes(b"id,note\n1," + bytes(200_000_000).replace(b"\0", b"x"))
    return path


def _wide(folder: Path) -> Path:
    path = folder / "wide.csv"
    header = ",".join(f"measured_{number}" for number in range(10_000))
    path.write_text("\n".join([header, *[",".join(["17"] * 10_000)] * 20]), encoding="utf-8")
    return path


def _bomb(folder: Path) -> Path:
    path = folder / "bomb.csv.gz"
    with gzip.open(path, "wb", compresslevel=9) as packed:
        for _ in range(600):
            packed.write(bytes(1_000_000))
    return path


def _archive_bomb(folder: Path) -> Path:
    path = folder / "bomb.zip"
    path.write_bytes(_zip(_zip(bytes(400_000_000), "inner.csv"), "inner.zip"))
    return path


def _one_line_of_json(folder: Path) -> Path:
    path = folder / "line.jsonl"
    path.write_bytes(b'{"id": 1, "note": "' + b"x" * 200_000_000 + b'"}\n{"id": 2, "note": "y"}\n')
    return path


def _one_statement(folder: Path) -> Path:
    path = folder / "line.sql"
    path.write_bytes(b"CREATE TABLE people (id int, note text); INSERT INTO people VALUES (1,'" + b"x" * 200_000_000 + b"');")
    return path


def _many_keys(folder: Path) -> Path:
    path = folder / "wide.jsonl"
    path.write_text(json.dumps({f"c{number}": "x" for number in range(10_000)}), encoding="utf-8")
    return path


def _bomb_of_rows(folder: Path) -> Path:
    path = folder / "bomb.jsonl.zst"
    path.write_bytes(zstd.compress(b'{"a": 1}\n' * 40_000_000))
    return path


def _workbook_bomb(folder: Path) -> Path:
    path = folder / "bomb.xlsx"
    with zipfile.ZipFile(io.BytesIO(xlsx({"Sheet1": ROWS}))) as good, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name in good.namelist():
            content = good.read(name)
            bomb.writestr(name, content.replace(b"</sheetData>", b"<row><c><v>1</v></c></row>" * 4_000_000 + b"</sheetData>"))
    return path


_LARGE = (_one_line, _one_line_of_json, _one_statement, _many_keys, _bomb, _bomb_of_rows, _archive_bomb, _workbook_bomb)


@pytest.mark.parametrize("make", _LARGE)
def test_what_is_far_too_large_is_bounded(make: Callable[[Path], Path], tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    path = make(folder)
    code, report, said, memory = _run(folder)
    assert "Traceback" not in said
    assert code in {0, 3}, said
    assert _named(report, [path]) == []
    assert memory < MOST_MEMORY


def test_a_table_of_ten_thousand_columns_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    _wide(folder)
    code, report, said, memory = _run(folder)
    assert (code, said, report["skipped"]) == (0, "", [])
    assert isinstance(columns := report["columns"], list)
    assert [(one["column"], one["values"]) for one in columns] == [(f"measured_{number}", 20) for number in range(10_000)]
    assert memory < MOST_MEMORY


def test_links_that_lead_to_themselves_end(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    (folder / "deeper").mkdir(parents=True)
    (folder / "good.csv").write_bytes(_csv())
    (folder / "deeper" / "up").symlink_to(folder)
    (folder / "self.csv").symlink_to(folder / "self.csv")
    (folder / "one.csv").symlink_to(folder / "two.csv")
    (folder / "two.csv").symlink_to(folder / "one.csv")
    (folder / "gone.csv").symlink_to(folder / "nowhere.csv")
    os.mkfifo(folder / "pipe.csv")
    code, report, said, _ = _run(folder)
    assert "Traceback" not in said
    assert code in {0, 3}, said
    columns = report["columns"]
    assert isinstance(columns, list)
    assert [one["column"] for one in columns] == HEADER
