"""The outcome of one run, ready for a format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from privaudit.model.estate import Skipped
from privaudit.model.findings import Finding, Severity
from privaudit.model.verdicts import ColumnVerdict


@dataclass(frozen=True, slots=True)
class Run:
    """What ran, and for which day."""

    version: str
    rules: str
    as_of: date
    generated_at: datetime


@dataclass(frozen=True, slots=True)
class NotCheckedBy:
    """What one check could not know."""

    check: str | None
    """None: no single check, a part of the register that this run has no data for."""
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class ScanReport:
    """The inventory of personal data."""

    run: Run
    columns: tuple[ColumnVerdict, ...]
    skipped: tuple[Skipped, ...]
    incomplete: bool
    """Whether a target or a table could not be read at all."""

    @property
    def exit_code(self) -> int:
        """3 where something could not be read, else 0."""
        return 3 if self.incomplete else 0


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Where the data and the register differ."""

    run: Run
    findings: tuple[Finding, ...]
    """The gravest first, those that are undetermined behind all others; then by table, column and check."""
    not_checked: tuple[NotCheckedBy, ...]
    skipped: tuple[Skipped, ...]
    tables: int
    """How many tables were looked at."""
    columns: int
    rows: int | None
    incomplete: bool
    """Whether something that was asked for could not be read."""

    def exit_code(self, fail_on: Severity) -> int:
        """3 where something could not be read, 1 where a finding is as grave as `fail_on`, else 0."""
        if self.incomplete:
            return 3
        return int(any(finding.fails and finding.severity >= fail_on for finding in self.findings))


Report = ScanReport | CheckReport


@dataclass(frozen=True, slots=True)
class Style:
    """How text for a person is laid out."""

    width: int
    colour: bool


@dataclass(frozen=True, slots=True)
class Format:
    """A report format.  Each module of `formats` exports one as FORMAT."""

    title: str
    render: Callable[[Report, Style], str]
