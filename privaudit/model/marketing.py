"""Direct marketing as the register declares it: who is contacted, who agreed, who refused."""

from __future__ import annotations

from dataclasses import dataclass

from privaudit.model.clock_declarations import Choice, Period, Start
from privaudit.model.column_name import ColumnName
from privaudit.model.estate import Place


@dataclass(frozen=True, slots=True)
class OptOut:
    """Where it is written that somebody no longer wants to be contacted.

    `flag` and `date` are columns beside the wish, `list` a column of contacts that must not be used.
    `of` is the contact whose wish it is; None where the flag stands in the row of the contact.
    """

    flag: ColumnName | None = None
    means: tuple[str, ...] = ()
    date: ColumnName | None = None
    list: ColumnName | None = None
    of: ColumnName | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class OptIn:
    """Where it is written that somebody agreed to be contacted."""

    column: ColumnName
    """A date or a flag of the consent."""
    place: Place
    of: ColumnName | None = None
    """The contact whose consent it is; None where it stands in the row of the contact."""
    evidence: ColumnName | None = None
    """What proves it, in the table of `column`."""
    required: bool = False
    """Whether the channel may be used with consent only."""


@dataclass(frozen=True, slots=True)
class SendLog:
    """Which messages were sent: the contact and the time, in one table."""

    recipient: ColumnName
    at: ColumnName


@dataclass(frozen=True, slots=True)
class MarketingClock:
    """When a contact must leave marketing, though the row that dates it may stay."""

    id: str
    of: ColumnName
    """The contact whose clock it is, by which it is found among the contacts."""
    starts: tuple[Start, ...]
    choice: Choice
    max: Period
    place: Place
    waits: tuple[Period, ...] = ()
    """As those of a clock."""


@dataclass(frozen=True, slots=True)
class Marketing:
    """Direct marketing over one channel."""

    channel: str
    """email, sms, phone, post or push."""
    contacts: tuple[ColumnName, ...]
    opt_out: tuple[OptOut, ...]
    place: Place
    opt_in: OptIn | None = None
    log: SendLog | None = None
    clocks: tuple[MarketingClock, ...] = ()
