"""A progress bar on stderr for work that takes longer than a second."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

PATIENCE = 1.0
"""Seconds before the bar appears."""
REFRESH = 0.2


class Bar:
    """Watches a run, and shows it where stderr is a terminal."""

    def __init__(self, *, quiet: bool) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._over = threading.Event()
        self._thread: threading.Thread | None = None
        self._steps, self._done, self._what = 0, 0, ""
        self._part: Callable[[], float | None] = lambda: None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def begin(self, steps: int, part: Callable[[], float | None]) -> None:
        """So many tables are to be read; `part` tells how much of the running question is done."""
        self._steps, self._part = steps, part
        if self._shown and self._thread is None:
            self._thread = threading.Thread(target=self._show, daemon=True)
            self._thread.start()

    def step(self, what: str) -> None:
        """The next step begins."""
        self._done += bool(self._what)
        self._what = what

    def _show(self) -> None:
        if self._over.wait(PATIENCE):
            return
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("reading"), BarColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
            task = shown.add_task("", total=max(1, self._steps))
            while not self._over.wait(REFRESH):
                shown.update(task, completed=self._done + (self._part() or 0.0), description=self._what)
