"""How long the register says that something may, or must, be kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from privaudit.model.column_name import ColumnName
from privaudit.model.conditions import Condition
from privaudit.model.estate import Place


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time by the calendar (ISO 8601)."""

    text: str
    """As declared: P3Y."""
    length: relativedelta = field(compare=False)


class Event(StrEnum):
    """What starts a clock."""

    COLLECTION = "collection"
    LAST_CONTACT = "last_contact"
    LAST_ACTIVITY = "last_activity"
    LAST_LOGIN = "last_login"
    LAST_PURCHASE = "last_purchase"
    ITEM_DATE = "item_date"
    DELIVERY = "delivery"
    CONTRACT_END = "contract_end"
    ACCOUNT_DELETION = "account_deletion"
    DELETION_REQUEST = "deletion_request"
    REQUEST = "request"
    REQUEST_CLOSED = "request_closed"
    EVENT_END = "event_end"
    FISCAL_YEAR_END = "fiscal_year_end"
    CONSENT = "consent"
    UNSUBSCRIBE = "unsubscribe"

    @property
    def of_every_record(self) -> bool:
        """Whether each record has it from its birth, so that a record without its date has lost something."""
        return self not in _ENDS

    @property
    def may_lie_ahead(self) -> bool:
        """Whether its date may be written down before it comes: an end, and the close of the accounting year that still runs."""
        return self in _ENDS or self is Event.FISCAL_YEAR_END


_ENDS = frozenset(
    {
        Event.CONTRACT_END,
        Event.ACCOUNT_DELETION,
        Event.DELETION_REQUEST,
        Event.REQUEST_CLOSED,
        Event.EVENT_END,
        Event.UNSUBSCRIBE,
    }
)


class Choice(StrEnum):
    """Which of several start events counts, among those that are filled."""

    LATEST = "latest"
    EARLIEST = "earliest"


class End(StrEnum):
    """What happens to what is past its clock."""

    DELETE = "delete"
    ANONYMISE = "anonymise"
    """The row may stay; a direct identifier that is still filled may not."""
    ARCHIVE = "archive"
    """The row may stay in the tables of `archive.into` alone."""


@dataclass(frozen=True, slots=True)
class Start:
    """One start event of a clock and the column that dates it."""

    event: Event
    column: ColumnName


@dataclass(frozen=True, slots=True)
class AppliesTo:
    """What must be gone once the period has passed: whole rows, or the fields of these categories or columns alone."""

    categories: tuple[str, ...] = ()
    columns: tuple[ColumnName, ...] = ()

    @property
    def rows(self) -> bool:
        """Whether whole rows must be gone."""
        return not self.categories and not self.columns


@dataclass(frozen=True, slots=True)
class Archive:
    """Where data must be moved before its end."""

    into: tuple[str, ...]
    """Globs of tables: a row past `after` that lies outside them is expired."""
    after: Period | None = None
    """None, only where the end of the clock is the archive: then `max` is the period."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """Another maximum, longer or shorter, for the rows of a condition; the first one that holds counts."""

    when: Condition
    max: Period
    law: str
    place: Place


@dataclass(frozen=True, slots=True)
class Exemption:
    """Why data outlives a request for erasure, until its maximum (GDPR Art. 17(3))."""

    reason: str
    """A17-3-a ... A17-3-e."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Validity:
    """The rows of one version of a policy, by the day of their collection."""

    by: ColumnName
    since: date | None = None
    """The first day; the key is `from`."""
    until: date | None = None
    """The day after the last one."""


@dataclass(frozen=True, slots=True)
class Everywhere:
    """The subject must be gone from every table of the run, not from those of the clock alone."""

    of: ColumnName
    """The subject's identifier in the table of the clock."""
    but: tuple[str, ...] = ()
    """Globs of tables that may keep it."""


@dataclass(frozen=True, slots=True)
class Clock:
    """How long data may be kept (`max`), must be kept (`min`), or both."""

    id: str
    starts: tuple[Start, ...]
    choice: Choice
    max: Period | None
    """P0D where the register gives an end without an amount; None only where it gives a minimum alone."""
    tables: tuple[str, ...] | None
    """Globs that narrow what the clock rules; None for all."""
    place: Place
    then: End = End.DELETE
    waits: tuple[Period, ...] = ()
    """Periods that pass from the start one after the other, before `max` and `min` begin (`start.after`)."""
    min: Period | None = None
    applies_to: AppliesTo = AppliesTo()
    when: Condition | None = None
    """The rows that it rules; None for all."""
    archive: Archive | None = None
    overrides: tuple[Override, ...] = ()
    exception: Exemption | None = None
    valid: Validity | None = None
    everywhere: Everywhere | None = None
    excepted: tuple[str, ...] = ()
    """Clocks that go before it, each as activity/clock (`except`)."""
    proof: tuple[ColumnName, ...] = ()
    """Dates of what the rows are a log of: they show that rows as old as the minimum must exist."""

    @property
    def of_every_record(self) -> bool:
        """Whether each record must have a start."""
        return any(start.event.of_every_record for start in self.starts)
