"""What the organisation declared: the register of processing activities (GDPR Art. 30)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from privaudit.model.estate import Place

NO_CATEGORY = "none"
"""The category of a mapping by hand that says: not personal data."""


@dataclass(frozen=True, slots=True)
class ColumnName:
    """A column as the register names it: `[schema.]table.column`."""

    table: str
    column: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column}"


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


@dataclass(frozen=True, slots=True)
class Start:
    """One start event of a clock and the column that dates it."""

    event: Event
    column: ColumnName


@dataclass(frozen=True, slots=True)
class Clock:
    """How long rows may be kept."""

    id: str
    starts: tuple[Start, ...]
    choice: Choice
    max: Period
    tables: tuple[str, ...] | None
    """Globs that narrow what the clock rules; None for all."""
    place: Place
    then: str = "delete"
    """What happens to the rows past it."""

    @property
    def of_every_record(self) -> bool:
        """Whether each record must have a start."""
        return any(start.event.of_every_record for start in self.starts)


@dataclass(frozen=True, slots=True)
class Where:
    """Tables and columns that an activity owns, as globs."""

    tables: tuple[str, ...]
    columns: tuple[str, ...] = ("*",)


@dataclass(frozen=True, slots=True)
class Declared:
    """A category that an activity may hold; with `columns`, a mapping by hand that overrides detection."""

    category: str
    mandatory: bool = False
    columns: tuple[ColumnName, ...] = ()
    reason: str = ""
    place: Place | None = None


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
class Marketing:
    """Direct marketing over one channel."""

    channel: str
    contacts: tuple[ColumnName, ...]
    opt_out: tuple[OptOut, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Activity:
    """One processing activity."""

    id: str
    title: str
    role: str
    purposes: tuple[str, ...]
    basis: tuple[str, ...]
    """A6-1-a ... A6-1-f, A9-2-a ... A9-2-j."""
    subjects: tuple[str, ...]
    where: tuple[Where, ...]
    data: tuple[Declared, ...]
    recipients: tuple[str, ...]
    storage: tuple[str, ...]
    clocks: tuple[Clock, ...]
    marketing: tuple[Marketing, ...]
    place: Place
    source: tuple[str, ...] = ()
    """Where the data comes from (Art. 14(2)(f), 15(1)(g)): subject, observed, inferred, third_party."""


@dataclass(frozen=True, slots=True)
class Denial:
    """A category, or a group of them, of which nothing may be found."""

    category: str
    tables: tuple[str, ...]
    """Globs; ("*",) and ("*.*",) alike mean everywhere."""
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who receives personal data."""

    id: str
    name: str
    role: str
    country: str | None
    purpose: str
    place: Place


@dataclass(frozen=True, slots=True)
class Link:
    """Rows of two tables that belong together, where no foreign key says so."""

    source: ColumnName
    target: ColumnName


class Right(StrEnum):
    """What a person may ask for (GDPR Art. 7(3), 13-22, 77; post_mortem: French law of 6 January 1978, art. 85)."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    PORTABILITY = "portability"
    OBJECTION = "objection"
    AUTOMATED_DECISION = "automated_decision"
    WITHDRAW_CONSENT = "withdraw_consent"
    COMPLAINT = "complaint"
    INFORMATION = "information"
    POST_MORTEM = "post_mortem"


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach somebody; one of the two is enough."""

    email: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody beside the organisation: its representative or a joint controller (Art. 30(1)(a))."""

    name: str
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Officer:
    """The data protection officer (Art. 30(1)(a), 37)."""

    name: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Rights:
    """Where rights are exercised and which are offered."""

    contact: str | None
    """A mail address, a page or a postal address."""
    offered: tuple[Right, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """The controller or processor whose register it is."""

    name: str
    country: str
    """ISO 3166 alpha-2: also how national dates and phone numbers are read."""
    representative: Party | None = None
    joint_controllers: tuple[Party, ...] = ()
    contact: Contact | None = None
    dpo: Officer | None = None
    rights: Rights | None = None


@dataclass(frozen=True, eq=False)
class Register:
    """Everything that was declared.  One is loaded once and compared by identity."""

    path: str
    organisation: Organisation
    reviewed: date | None
    activities: tuple[Activity, ...]
    denials: tuple[Denial, ...]
    recipients: tuple[Recipient, ...]
    links: tuple[Link, ...]
    security: tuple[str, ...]
    """Measures in general words (Art. 30(1)(g))."""
    version: int = 1
    """Of the format."""
