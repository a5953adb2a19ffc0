from __future__ import annotations

from pathlib import Path

from tests.commands.conftest import Run


def test_it_shows_scan_and_check_and_what_to_type_next(run: Run, tmp_path: Path) -> None:
    done = run("demo")
    assert done.code == 0
    assert "$ privaudit scan breached" in done.out
    assert "$ privaudit check breached -r register.yaml --as-of 2026-06-30" in done.out
    assert "opted-out-contact" in done.out
    assert "privaudit scan YOUR_SCHEMA.sql" in done.out
    assert list(tmp_path.iterdir()) == []
