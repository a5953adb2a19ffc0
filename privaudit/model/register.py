"""What the organisation declared: the register of processing activities (GDPR Art. 30)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from privaudit.model.clock_declarations import Choice, Clock, End, Event, Period, Start
from privaudit.model.column_name import ColumnGlob, ColumnName, Mention
from privaudit.model.conditions import Condition
from privaudit.model.estate import Place
from privaudit.model.marketing import Marketing, MarketingClock, OptIn, OptOut, SendLog
from privaudit.model.organisation import Contact, Identifier, Officer, Organisation, Party, Right, Rights, ThirdParties
from privaudit.model.recipients import Recipient, Safeguard, SharingConsent, Storage
from privaudit.model.stores import Store

__all__ = [
    "NO_CATEGORY",
    "Accepted",
    "AccessLog",
    "Activity",
    "Choice",
    "Clock",
    "ColumnGlob",
    "ColumnName",
    "Contact",
    "Controller",
    "Declared",
    "Denial",
    "End",
    "Event",
    "Identifier",
    "Link",
    "Marketing",
    "MarketingClock",
    "Mention",
    "Officer",
    "OptIn",
    "OptOut",
    "Organisation",
    "Party",
    "Period",
    "Publication",
    "Recipient",
    "Register",
    "Right",
    "Rights",
    "Safeguard",
    "SendLog",
    "SharingConsent",
    "Source",
    "Start",
    "Storage",
    "Store",
    "ThirdParties",
    "Where",
]

NO_CATEGORY = "none"
"""The category of a mapping by hand that says: not personal data."""


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
class Source:
    """Where data comes from (Art. 14(2)(f), 15(1)(g))."""

    kind: str
    """subject, observed, inferred or third_party."""
    third_party: str = ""
    """Who that is, where the kind is third_party and it is named."""
    when: Condition | None = None
    """The rows that came from there; None where nothing is said."""


@dataclass(frozen=True, slots=True)
class Controller:
    """Somebody on whose behalf a processor acts (Art. 30(2)(a))."""

    id: str
    name: str
    place: Place
    contact: Contact | None = None
    dpo: Officer | None = None


@dataclass(frozen=True, slots=True)
class AccessLog:
    """Each access has an earlier approval: two dates."""

    log: ColumnName
    approved: ColumnName
    place: Place


@dataclass(frozen=True, slots=True)
class Publication:
    """What is published with consent only."""

    published: ColumnName
    """A flag or a date."""
    consent: ColumnName
    """A flag or a date."""
    place: Place
    withdrawn: ColumnName | None = None
    """The date since which the consent no longer holds."""


@dataclass(frozen=True, slots=True)
class Activity:
    """One processing activity."""

    id: str
    title: str
    role: str
    """controller or processor."""
    purposes: tuple[str, ...]
    basis: tuple[str, ...]
    """A6-1-a ... A6-1-f, A9-2-a ... A9-2-j."""
    subjects: tuple[str, ...]
    where: tuple[Where, ...]
    data: tuple[Declared, ...]
    recipients: tuple[str, ...]
    storage: tuple[Storage, ...]
    clocks: tuple[Clock, ...]
    marketing: tuple[Marketing, ...]
    place: Place
    source: tuple[Source, ...] = ()
    controllers: tuple[Controller, ...] = ()
    """Of a processor's activity."""
    access: AccessLog | None = None
    foreign_contacts: tuple[ColumnGlob, ...] = ()
    """Contacts of other controllers, which must not be in marketing of our own."""
    publication: Publication | None = None


@dataclass(frozen=True, slots=True)
class Denial:
    """A category, or a group of them, of which nothing may be found."""

    category: str
    tables: tuple[str, ...]
    """Globs; ("*",) and ("*.*",) alike mean everywhere."""
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Link:
    """Rows of two tables that belong together, where no foreign key says so."""

    source: ColumnName
    target: ColumnName
    same: str | None = None
    """The identifier by whose rules two values are the same: email, phone, or one of the organisation's; None: equal values."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """Findings that somebody answers for."""

    check: str
    reason: str
    owner: str
    until: date
    """The last day on which they are accepted."""
    place: Place
    table: str | None = None
    """None: of any."""
    column: str | None = None
    """None: of any."""
    max_count: int | None = None
    """More than so many rows are not accepted; None: any number."""


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
    stores: tuple[Store, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    mentions: tuple[Mention, ...] = ()
    """Where it names columns, and tables, in the order of the file."""
