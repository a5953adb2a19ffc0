"""The requests of persons about their data, and until when each must be answered (GDPR Art. 12(3))."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from privaudit.model.estate import Skipped, Table
from privaudit.model.facts import RowKey
from privaudit.model.report import Run


class RequestState(StrEnum):
    """How a request stands on the day of the audit; the first are the most urgent."""

    OVERDUE = "overdue"
    """Open after its last day."""
    UNREADABLE = "unreadable"
    """A date that decides cannot be read: nobody can tell."""
    DUE = "due"
    """Open, within the first month."""
    EXTENDED = "extended"
    """Open, and the person was told in time that it takes up to two further months."""
    CLOSED_LATE = "closed_late"
    CLOSED = "closed"

    @property
    def open(self) -> bool:
        """Whether somebody still has to answer, or to find out."""
        return self not in {RequestState.CLOSED, RequestState.CLOSED_LATE}


class RequestDate(StrEnum):
    """What the columns of a request tell."""

    RECEIVED = "received"
    EXTENDED = "extended"
    CLOSED = "closed"
    KEY = "key"
    """By what a request is named, where it is not the primary key nor the line."""


@dataclass(frozen=True, slots=True)
class RequestTable:
    """A table of requests, and which of its columns are read."""

    table: Table
    columns: Mapping[RequestDate, str]


@dataclass(frozen=True, slots=True)
class Request:
    """One request: when it came, when it must be answered, and how that stands."""

    table: Table
    key: RowKey
    state: RequestState
    received: date | None
    extended: date | None
    """The day on which the person was told, where it is known."""
    closed: date | None
    deadline: date | None
    """The last day; None where it cannot be told."""
    notes: tuple[str, ...] = ()

    def days_left(self, as_of: date) -> int | None:
        """How many days are left until the last one; fewer than none after it.  None where nothing is to be done, or to be told."""
        return None if self.deadline is None or not self.state.open else (self.deadline - as_of).days


@dataclass(frozen=True, slots=True)
class RequestsReport:
    """All requests of the targets."""

    run: Run
    country: str
    """Whose public holidays count."""
    tables: tuple[RequestTable, ...]
    requests: tuple[Request, ...]
    """The most urgent first."""
    skipped: tuple[Skipped, ...] = ()
    incomplete: bool = False

    @property
    def counts(self) -> dict[RequestState, int]:
        """How many requests stand how."""
        return {state: sum(request.state is state for request in self.requests) for state in RequestState}

    @property
    def exit_code(self) -> int:
        """3 where something could not be read, 1 where a request is overdue or nobody can tell, else 0."""
        if self.incomplete:
            return 3
        return int(bool(self.counts[RequestState.OVERDUE] or self.counts[RequestState.UNREADABLE]))
