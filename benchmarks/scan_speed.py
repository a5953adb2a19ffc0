"""How long `privaudit scan` takes on a CSV file, as a multiple of DuckDB merely reading every column, and its peak memory.

    python benchmarks/scan_speed.py FILE.csv [RUNS]

Both run as whole processes, one after the other in turn, so that a machine that gets slower slows both; once before that, unmeasured, so
that modules are compiled as an installation has them.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path

READ = """
import duckdb, sys
connection = duckdb.connect()
columns = [row[0] for row in connection.execute("DESCRIBE SELECT * FROM read_csv(?, all_varchar=true)", [sys.argv[1]]).fetchall()]
counts = ", ".join('count("' + name + '")' for name in columns)
connection.execute("SELECT " + counts + " FROM read_csv(?, all_varchar=true)", [sys.argv[1]]).fetchall()
"""

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def measure(arguments: list[str]) -> tuple[float, float]:
    """Seconds and peak memory in MB of one run."""
    started = time.perf_counter()
    process = os.spawnve(os.P_NOWAIT, arguments[0], arguments, ENVIRONMENT)  # noqa: S606 our own command
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) not in {0, 1}:
        sys.exit(f"failed: {' '.join(arguments)}")
    return seconds, usage.ru_maxrss / 1024


def main(path: str, runs: int) -> None:
    """Prints a line per run, then the medians."""
    reading = [sys.executable, "-c", READ, path]
    scanning = [sys.executable, "-m", "privaudit", "scan", path, "-f", "json", "-o", os.devnull, "-q"]
    ratios, memories = [], []
    measure(scanning)
    for _ in range(runs):
        read, _ = measure(reading)
        scan, memory = measure(scanning)
        ratios.append(scan / read)
        memories.append(memory)
        print(f"read {read:.2f} s, scan {scan:.2f} s, ratio {scan / read:.2f}, peak {memory:.0f} MB")
    print(f"median ratio {statistics.median(ratios):.2f}, peak {max(memories):.0f} MB, {Path(path).stat().st_size / 1e6:.0f} MB of data")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5)
