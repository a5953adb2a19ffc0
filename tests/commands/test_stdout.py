"""A report that cannot be written to where stdout leads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")
DEMO = [sys.executable, "-m", "privaudit", "demo"]
SCAN = [sys.executable, "-m", "privaudit", "scan", "customers.csv", "-q"]


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("command", [SCAN, DEMO], ids=["scan", "demo"])
def test_a_full_disk_is_an_error_and_no_traceback(customers: Path, command: list[str]) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(command, cwd=customers.parent, stdout=full, stderr=subprocess.PIPE, check=False)  # noqa: S603 our own command
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[0] == "error: the report cannot be written: No space left on device"
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["register", "lint", "--help"]], ids=" ".join)
def test_a_full_disk_takes_no_version_and_no_help_either(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "privaudit", *arguments]
    with FULL.open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)  # noqa: S603 our own command
    said = "error: stdout cannot be written to: No space left on device\n  Make room, or send it elsewhere.\n"
    assert (done.returncode, done.stderr.decode()) == (2, said)


def test_a_reader_who_has_seen_enough_is_none(customers: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(SCAN, cwd=customers.parent, stdout=writing, stderr=subprocess.PIPE, check=False)  # noqa: S603 our own command
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")
