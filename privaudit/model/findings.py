"""What a check finds, and what becomes of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

from privaudit.model.adequacy import NO_COUNTRIES, Countries
from privaudit.model.estate import Estate, Place, Table
from privaudit.model.register import Register
from privaudit.model.rules import Rulebook
from privaudit.model.verdicts import Inventory, Verdict

if TYPE_CHECKING:
    # Reports name findings, and a scan, which asks for no facts, would make their eighty classes at its start.
    from privaudit.model.facts import Facts, Rows


class Severity(IntEnum):
    """How grave a finding is; larger is graver."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4

    @property
    def word(self) -> str:
        """As it stands in reports and options."""
        return self.name.lower()


class RegisterContext(Protocol):
    """What holds a register against the law and against itself: no rows."""

    @property
    def register(self) -> Register:
        """What was declared."""

    @property
    def rulebook(self) -> Rulebook:
        """The categories."""

    @property
    def as_of(self) -> date:
        """The day for which it is held."""

    @property
    def countries(self) -> Countries:
        """Those to which data may go without a safeguard."""

    @property
    def estate(self) -> Estate | None:
        """The tables of the targets; None where the register was looked at alone."""


@dataclass(frozen=True, slots=True)
class Declarations:
    """A register and what it is held against: a RegisterContext without rows."""

    register: Register
    rulebook: Rulebook
    as_of: date
    countries: Countries
    estate: Estate | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """All that a check may look at."""

    inventory: Inventory
    register: Register
    rulebook: Rulebook
    facts: Facts
    as_of: date
    complete: bool
    """Whether the run holds all of the organisation's data, so that what is not found is nowhere."""
    findings: tuple[Finding, ...] = ()
    """What the other checks found; for those that come last."""
    ran: tuple[str, ...] = ()
    """The checks of the run, by id."""
    countries: Countries = NO_COUNTRIES

    @property
    def estate(self) -> Estate:
        """The tables of the run."""
        return self.inventory.estate


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check found.  The pipeline makes a Finding of it."""

    message: str
    """One or two sentences with names, counts and dates, never a value."""
    verdict: Verdict
    table: Table | None = None
    column: str | None = None
    category: str = ""
    """The one category that the problem is about; empty where it is about a whole table, or about no category."""
    categories: tuple[str, ...] = ()
    """All that the problem touches, where there is not just the one."""
    register: str = ""
    """The id of what was declared: `activity`, `activity/clock`, `never_collected/<category>` ..."""
    place: Place | None = None
    """Where to look first; None: where the column or the table stands."""
    count: int | None = None
    """Rows; files, where it is about no table."""
    law: tuple[str, ...] = ()
    """Articles beside those of the check."""
    rows: Rows | None = None


@dataclass(frozen=True, slots=True)
class NotChecked:
    """What a check could not know, and why."""

    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A declared column, other than a clock's, that its table lacks: the check could not run (exit code 3)."""

    what: str
    reason: str


Outcome = Problem | NotChecked | Missing


@dataclass(frozen=True, slots=True)
class Check:
    """One check.  Each module of `checks` exports one as CHECK; the module's docstring is its page."""

    title: str
    severity: Severity
    law: tuple[str, ...]
    run: Callable[[Context], Iterator[Outcome]]
    last: bool = False
    """Whether it looks at what the other checks found."""
    lint: Callable[[RegisterContext], Iterator[Outcome]] | None = None
    """What the register alone tells of it: `register lint` gives that too."""


@dataclass(frozen=True, slots=True)
class Lint:
    """One complaint about a register.  Each module of `lints` exports one as LINT; the module's docstring is its page."""

    title: str
    severity: Severity
    law: tuple[str, ...]
    """All articles that a complaint of it can rest on.  One that rests on some of them names these, else it rests on all."""
    run: Callable[[RegisterContext], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, stamped with who found it and how grave it is."""

    check: str
    severity: Severity
    verdict: Verdict
    source: str
    table: str
    column: str | None
    categories: tuple[str, ...]
    register: str
    place: Place | None
    count: int | None
    message: str
    law: tuple[str, ...]
    fingerprint: str
    rows: Rows | None = None
    accepted: str | None = None

    @property
    def fails(self) -> bool:
        """Whether the finding may fail a build at all."""
        return self.verdict.personal and self.accepted is None


def fingerprint(check: str, problem: Problem, source: str) -> str:
    """The identity of a finding over runs and sources: no line, no value, no count.

    `source` is what tells the table from others of its name: the data source's name where two of the run hold it, else empty.
    """
    table = "" if problem.table is None else problem.table.name.lower()
    parts = (check, problem.category, problem.register, table, (problem.column or "").lower(), source)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
