from __future__ import annotations

import gzip
import io
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from privaudit.errors import SourceError
from privaudit.model.sources import TargetFile
from privaudit.packed.limits import Limits
from privaudit.packed.streams import is_packed
from privaudit.packed.unpacking import unpacked

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TABLE = b"id,email\n1,anna@example.org\n"
SMALL = Limits(freely=1_000, ratio=20, most=1_000_000)


def zipped(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def wanted(file: TargetFile, _head: bytes) -> bool:
    return file.suffix == ".csv"


def take_out(tmp_path: Path, name: str, content: bytes, limits: Limits | None = None) -> list[str]:
    """What came out: a file as `shown: its bytes`, what was refused as `shown! why`, the unwanted as `shown`."""
    path = tmp_path / name
    path.write_bytes(content)
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    said = []
    for found in unpacked(TargetFile(name, path), wanted, workspace, limits):
        match found:
            case TargetFile():
                assert found.path.is_relative_to(workspace)
                said.append(f"{found.shown}: {found.path.read_bytes().decode()}")
            case (shown, problem):
                said.append(f"{shown}! {problem.message}")
            case shown:
                said.append(shown)
    return said


@pytest.mark.parametrize(("ending", "content"), [(".gz", gzip.compress(TABLE)), (".zst", zstd.compress(TABLE)), ("", gzip.compress(TABLE))])
def test_a_packed_file_is_shown_by_its_own_name(tmp_path: Path, ending: str, content: bytes) -> None:
    assert take_out(tmp_path, f"people.csv{ending}", content) == [f"people.csv{ending}: {TABLE.decode()}"]


def test_several_streams_one_behind_the_other_are_one_file(tmp_path: Path) -> None:
    assert take_out(tmp_path, "people.csv.gz", gzip.compress(TABLE) * 2) == [f"people.csv.gz: {TABLE.decode() * 2}"]


def test_the_table_of_a_packed_file_is_called_as_the_file_in_it(tmp_path: Path) -> None:
    path = tmp_path / "people.csv.gz"
    path.write_bytes(gzip.compress(TABLE))
    (found,) = unpacked(TargetFile("data/people.csv.gz", path), wanted, tmp_path)
    assert isinstance(found, TargetFile)
    assert (found.stem, found.suffix) == ("people", ".csv")


def test_an_archive_gives_the_members_that_are_wanted_with_their_folders(tmp_path: Path) -> None:
    content = zipped({"a/x.csv": b"1", "b/x.csv": b"2", "notes.md": b"3", ".hidden.csv": b"4", "__MACOSX/x.csv": b"5"})
    assert take_out(tmp_path, "all.zip", content) == ["all.zip/a/x.csv: 1", "all.zip/b/x.csv: 2", "all.zip/notes.md"]


def test_members_of_one_folder_stay_together(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(zipped({"a/x.csv": b"1", "a/y.csv": b"2", "b/z.csv": b"3"}))
    x, y, z = (found.path.parent for found in unpacked(TargetFile("all.zip", path), wanted, tmp_path) if isinstance(found, TargetFile))
    assert x == y != z


def test_packed_members_are_unpacked_too(tmp_path: Path) -> None:
    content = zipped({"x.csv.gz": gzip.compress(b"1"), "more.zip": zipped({"y.csv": b"2"})})
    assert take_out(tmp_path, "all.zip", content) == ["all.zip/x.csv.gz: 1", "all.zip/more.zip/y.csv: 2"]


def test_what_lies_packed_too_deep_is_named(tmp_path: Path) -> None:
    content = zipped({"1.zip": zipped({"2.zip": zipped({"3.zip": zipped({"x.csv": b"1"})})})})
    assert take_out(tmp_path, "0.zip", content) == ["0.zip/1.zip/2.zip/3.zip! it lies packed too deep"]


def test_a_name_leads_nowhere(tmp_path: Path) -> None:
    content = zipped({"../../up.csv": b"1", "/etc/root.csv": b"2", "a\\b.csv": b"3", "x\x1b[2J.csv": b"4", "n" * 300 + ".csv": b"5"})
    shown = [entry.split(": ")[-1] for entry in take_out(tmp_path, "all.zip", content)]
    assert shown == ["1", "2", "3", "4", "5"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_two_files(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x.csv", b"1")
        archive.writestr("x.csv", b"2")
    assert take_out(tmp_path, "all.zip", out.getvalue()) == ["all.zip/x.csv: 1", "all.zip/x.csv: 2"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.csv.gz", gzip.compress(TABLE * 50)[:-12]),
        ("x.csv.gz", gzip.compress(TABLE)[:10] + b"\xff" * 40),
        ("x.csv.zst", zstd.compress(TABLE * 50)[:-6]),
        ("x.csv.zst", b"\x28\xb5\x2f\xfd" + b"\xff" * 40),
        ("x.zip", zipped({"x.csv": TABLE})[:60]),
        ("x.zip", b"PK\x03\x04" + b"\0" * 100),
    ],
)
def test_what_is_damaged_or_cut_short_is_refused_and_nothing_is_left(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(SourceError, match="damaged or cut short"):
        take_out(tmp_path, name, content)
    assert [path for path in (tmp_path / "workspace").rglob("*") if path.is_file()] == []


def test_a_damaged_member_costs_itself_alone(tmp_path: Path) -> None:
    content = bytearray(zipped({"x.csv": TABLE * 20, "y.csv": b"2"}))
    content[45] ^= 0xFF
    assert take_out(tmp_path, "all.zip", bytes(content)) == ["all.zip/x.csv! it is damaged or cut short", "all.zip/y.csv: 2"]


def test_a_locked_member_is_named(tmp_path: Path) -> None:
    content = bytearray(zipped({"x.csv": b"1"}))
    content[content.find(b"PK\x01\x02") + 8] |= 1
    assert take_out(tmp_path, "all.zip", bytes(content)) == ["all.zip/x.csv! it is locked with a password"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.csv.gz", gzip.compress(bytes(200_000))),
        ("x.csv.zst", zstd.compress(bytes(200_000))),
        ("x.zip", zipped({"x.csv": bytes(200_000)})),
        ("x.zip", zipped({f"{number}.csv": bytes(5_000) for number in range(40)})),
        ("x.zip", zipped({"x.zip": zipped({"x.zip": zipped({"x.csv": bytes(200_000)})})})),
    ],
)
def test_a_bomb_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(SourceError, match="more than 20 times its own size"):
        take_out(tmp_path, name, content, SMALL)


def test_a_real_bomb_stops_where_it_begins_to_matter(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="more than 200 times its own size"):
        take_out(tmp_path, "x.csv.zst", zstd.compress(bytes(150_000_000)))


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(most=1_000), "more than 0 MB"),
        (Limits(members=1), "more than 1 files"),
        (Limits(left=2**62), "disk for temporary files is too small"),
    ],
)
def test_size_number_and_room_have_limits(tmp_path: Path, limits: Limits, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        take_out(tmp_path, "x.zip", zipped({"x.csv": bytes(5_000), "y.csv": b"1"}), limits)


@pytest.mark.parametrize(
    ("name", "head", "packed"),
    [
        ("x.zip", b"PK\x03\x04", True),
        ("x", b"PK\x03\x04", True),
        ("x.xlsx", b"PK\x03\x04", False),
        ("x.docx", b"PK\x03\x04", False),
        ("x.csv.gz", b"\x1f\x8b\x08", True),
        ("x.csv", b"\x1f\x8b\x08", True),
        ("x.gz", b"id,email\n", False),
    ],
)
def test_a_packed_file_is_told_by_how_it_begins(name: str, head: bytes, packed: bool) -> None:
    assert is_packed(TargetFile(name, Path(name)), head) is packed
