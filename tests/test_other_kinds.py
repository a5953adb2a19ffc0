from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from privaudit.model.sources import TargetFile
from privaudit.other_kinds import why_not_read


def tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("people.csv"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "head", "reason", "hint"),
    [
        ("shop.dump", b"PGDMP\x01\x0e\x00", "a dump of PostgreSQL in a format of its own", "pg_restore"),
        ("people.csv.bz2", b"BZh91AY", "packed with bzip2", "Unpack it"),
        ("people.csv.xz", b"\xfd7zXZ\x00\x00", "packed with xz", "Unpack it"),
        ("all.tar", tar(), "a tar archive", "Unpack it"),
        ("staff.xls", b"\xef\xbb\xbf\r\n<HTML><body>", "a page of HTML", "save it as .xlsx"),
        ("crm.accdb", b"\x00\x01\x00\x00Standard ACE DB\x00", "Microsoft Access", "as CSV"),
        ("answer.json", b'{"data": {"id": 1}}', "one JSON object that holds no list", "an object for each row"),
        ("program", b"\x7fELF\x02", "no table of any known kind", "Name a .csv"),
    ],
)
def test_what_cannot_be_read_is_called_what_it_is_with_what_to_do(name: str, head: bytes, reason: str, hint: str) -> None:
    said = why_not_read(TargetFile(name, Path(name)), head)
    assert reason in said.message
    assert hint in said.hint
