"""Packed files as targets of a whole run: the same tables and verdicts as of the files in them."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from privaudit.scanning import scan

TABLE = "id,email,first_name\n1,anna.klein@example.org,Anna\n2,paul@example.org,Paul\n"
SCHEMA = b"CREATE TABLE people (id integer PRIMARY KEY, email varchar(80), first_name text);"
CATEGORIES = [None, "user.contact.email", "user.name.first"]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def pack(name: str, **members: str) -> None:
    with zipfile.ZipFile(name, "w") as archive:
        for stem, content in members.items():
            archive.writestr(f"{stem}.csv", content)


def test_a_packed_table_has_the_name_and_verdicts_of_the_table_in_it() -> None:
    Path("people.csv.gz").write_bytes(gzip.compress(TABLE.encode("cp1252")))
    report = scan(["people.csv.gz"])
    assert [verdict.category for verdict in report.columns] == CATEGORIES
    assert {(verdict.table.source, verdict.table.name, verdict.rows) for verdict in report.columns} == {("people.csv.gz", "people", 2)}


def test_a_folder_is_read_with_what_is_packed_in_it() -> None:
    Path("data").mkdir()
    Path("data/schema.sql.gz").write_bytes(gzip.compress(SCHEMA))
    pack("data/export.zip", people=TABLE, orders="id,total\n1,5\n")
    report = scan(["data"])
    assert {(verdict.table.source, verdict.table.name) for verdict in report.columns} == {
        ("data/export.zip/people.csv", "people"),
        ("data/export.zip/orders.csv", "orders"),
    }
    assert [verdict.column.type for verdict in report.columns if verdict.table.name == "people"] == ["integer", "varchar(80)", "text"]
    assert not report.incomplete


def test_what_cannot_be_unpacked_is_named_and_the_rest_is_read() -> None:
    Path("people.csv.gz").write_bytes(gzip.compress(TABLE.encode())[:-9])
    Path("other.csv").write_text(TABLE, encoding="utf-8")
    report = scan(["people.csv.gz", "other.csv"])
    assert [(entry.what, entry.reason.split(".")[0]) for entry in report.skipped] == [
        ("people.csv.gz", "it cannot be unpacked: it is damaged or cut short"),
    ]
    assert report.incomplete
    assert [verdict.category for verdict in report.columns] == CATEGORIES


def test_an_archive_without_anything_to_read_is_a_failure_where_the_user_named_it() -> None:
    with zipfile.ZipFile("photos.zip", "w") as archive:
        archive.writestr("a.jpg", b"\xff\xd8\xff\0\0")
        archive.writestr("b.jpg", b"\xff\xd8\xff\0\0")
    report = scan(["photos.zip"])
    assert report.incomplete
    assert report.skipped[0].what == "photos.zip"
    Path("data").mkdir()
    Path("photos.zip").rename("data/photos.zip")
    Path("data/people.csv").write_text(TABLE, encoding="utf-8")
    report = scan(["data"])
    assert not report.incomplete
    assert [entry.what for entry in report.skipped] == ["data/photos.zip/a.jpg"]
