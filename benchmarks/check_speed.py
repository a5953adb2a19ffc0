"""How long the row checks take on a large mailing list, as a multiple of DuckDB merely reading both files once, and the peak memory.

    python benchmarks/make_data.py contacts benchmarks/data/contacts [ROWS]
    python benchmarks/check_speed.py benchmarks/data/contacts [RUNS]

The checks alone are timed, after the scan that finds the columns; reading and checking run in turn in one process, so that a machine
that gets slower slows both.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from privaudit import checking, pipeline
from privaudit.pipeline import CheckOptions

CHECKS = ("opted-out-contact", "expired-records", "records-without-clock", "unreadable-dates")
NAMES = ("contacts", "unsubscribes")


def reading(folder: Path) -> float:
    """Seconds to read every column of both files."""
    started = time.process_time()
    with duckdb.connect() as connection:
        for name in NAMES:
            connection.execute("SELECT count(COLUMNS(*)) FROM read_csv(?, all_varchar=true)", [str(folder / f"{name}.csv")]).fetchall()
    return time.process_time() - started


def checked(folder: Path) -> dict[str, float]:
    """Seconds of each check, from one audit."""
    seconds: dict[str, float] = {}
    original = checking.known_checks
    known = dict(checking.known_checks())

    def timed(name: str) -> object:
        def running(context: object) -> object:
            started = time.process_time()
            found = list(known[name].run(context))
            seconds[name] = time.process_time() - started
            return found

        return replace(known[name], run=running)

    checking.known_checks = lambda: {name: timed(name) for name in CHECKS}
    targets = [str(folder / f"{name}.csv") for name in NAMES]
    with tempfile.TemporaryDirectory() as rows:
        options = CheckOptions(as_of=date(2026, 6, 30), select=CHECKS, rows=Path(rows) / "rows.jsonl")
        report = pipeline.check(targets, folder / "register.yaml", options)
    checking.known_checks = original
    print("   ", ", ".join(f"{finding.check} {finding.count:,}" for finding in report.findings))
    return seconds


def main(folder: Path, runs: int) -> None:
    """Prints a line per run."""
    for _ in range(runs):
        read = reading(folder)
        seconds = checked(folder)
        ratios = ", ".join(f"{name} {taken / read:.1f}" for name, taken in seconds.items())
        print(f"read {read:.2f} s; {ratios}; together {sum(seconds.values()) / read:.1f} times the reading")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3)
