from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ENDINGS = [signal.SIGINT, signal.SIGTERM]


@pytest.fixture
def heard() -> Iterator[None]:
    """A shell starts what it runs in the background with SIGINT ignored, and so would everything that starts from there."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.name)
def test_an_interrupted_run_gives_130_and_leaves_nothing_behind(tmp_path: Path, ending: signal.Signals) -> None:
    private = tmp_path / "private"
    private.mkdir()
    pipe = {**os.environ, "TMPDIR": str(private)}
    command = [sys.executable, "-m", "privaudit", "scan", "-", "-q"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=pipe) as process:  # noqa: S603 our own command
        assert process.stdin is not None
        process.stdin.write(b"id,email\n1,a@b.example\n")
        process.stdin.flush()
        deadline = time.monotonic() + 30
        while not list(private.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(ending)
        _, err = process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert list(private.iterdir()) == []
