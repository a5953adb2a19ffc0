from __future__ import annotations

from pathlib import Path

import pytest

from privaudit.model.sources import TargetFile
from privaudit.opening import known_sources
from privaudit.targets import head_of

SAMPLES = Path(__file__).parent.parent.parent / "sample_data"
FILES = sorted(path for path in SAMPLES.rglob("*") if path.suffix in {".csv", ".sql"})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_sample_is_claimed_by_exactly_one_source(path: Path) -> None:
    file = TargetFile(path.as_posix(), path)
    claims = [name for name, source in known_sources().items() if source.accepts(file, head_of(file))]
    assert len(claims) == 1


@pytest.mark.parametrize(
    ("name", "content", "claims"),
    [
        ("notes.txt", b"CREATE TABLE a (id INT);\n", ["sql-schema"]),
        ("standard_input", b"id,email\n1,a@b.example\n", ["delimited"]),
        ("README.md", b"# Title\n\nSome words, and more words.\n", []),
        ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" * 50, []),
        ("data.json", b'{"a": 1}\n', []),
        ("schema.yml", b"models:\n  - name: a\n    columns:\n      - name: x\n", ["dbt-models"]),
        ("register.yaml", b"organisation:\n  name: Inn\n", []),
    ],
)
def test_what_a_file_is_shows_in_its_name_or_its_text(tmp_path: Path, name: str, content: bytes, claims: list[str]) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    file = TargetFile(name, path)
    assert [source for source, known in known_sources().items() if known.accepts(file, head_of(file))] == claims
