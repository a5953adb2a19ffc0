"""What checks ask of contacts: who opted out, who agreed, who was written to, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from privaudit.model.contact_kinds import ContactKind
from privaudit.model.estate import Table
from privaudit.model.marketing import OptOut
from privaudit.model.ruled import Ruled, TableColumn


@dataclass(frozen=True, slots=True)
class Contacts:
    """A column that says who is reached."""

    column: TableColumn
    kind: ContactKind


@dataclass(frozen=True, slots=True)
class Wish:
    """One declared opt-out, with the columns of the run that hold it."""

    opt_out: OptOut
    contact: TableColumn | None
    """Whose wish it is; None where it stands in the row of the contact."""
    flag: TableColumn | None = None
    date: TableColumn | None = None


@dataclass(frozen=True, slots=True)
class FlagCounts:
    """How the values of a flag read."""

    filled: int
    unclear: int
    """Neither what the register says that the flag means, nor plainly the opposite."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Where it is written that contacts agreed to something: columns of one table."""

    contact: TableColumn
    given: TableColumn
    """A flag or a date."""
    withdrawn: TableColumn | None = None
    evidence: TableColumn | None = None


@dataclass(frozen=True, slots=True)
class OptedOutRows:
    """The rows of a marketing export whose contact opted out, and did not agree again after that."""

    contacts: Contacts
    wishes: tuple[Wish, ...]
    agreements: tuple[Agreement, ...] = ()


@dataclass(frozen=True, slots=True)
class OptOutCounts:
    """How many rows of a marketing export are contacts who opted out."""

    rows: int
    opted_out: int
    by_wish: tuple[int, ...]
    """For each wish, in order; a contact may have said so more than once."""
    nobody: int = 0
    """Rows whose phone number is filled, and none that can be dialled."""


@dataclass(frozen=True, slots=True)
class RowsWithoutAgreement:
    """The rows whose contact agreed nowhere or, where evidence is kept, without any."""

    contacts: Contacts
    agreements: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class AgreementCounts:
    """How many contacts never agreed."""

    rows: int
    never: int
    withdrawn: int
    """They had agreed, and no longer do; these are not among those who never did."""
    unproven: int
    """They agreed, and nothing proves it."""
    nobody: int
    """Filled, but no contact of its kind."""


@dataclass(frozen=True, slots=True)
class RowsSentAfter:
    """The messages that were sent after their recipient opted out and before they agreed again."""

    recipients: Contacts
    sent: TableColumn
    wishes: tuple[Wish, ...]
    agreements: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class SentCounts:
    """How the messages of a log stand to the wishes of their recipients."""

    rows: int
    after: int
    undated: int
    """The recipient opted out, and nobody knows when; none of these counts as after."""
    unreadable: int
    """Nobody can tell when they were sent."""


@dataclass(frozen=True, slots=True)
class ContactClock:
    """When contacts must leave marketing: the clock of the rows that date them."""

    of: TableColumn
    """The contact, in the ruled table."""
    ruled: Ruled
    cutoff: date


@dataclass(frozen=True, slots=True)
class PastContacts:
    """The rows whose contact is past one of the clocks: all rows that date it are."""

    contacts: Contacts
    clocks: tuple[ContactClock, ...]


@dataclass(frozen=True, slots=True)
class PastContactCounts:
    """How many contacts are past a clock."""

    rows: int
    past: int
    by_clock: tuple[int, ...]
    """For each clock, in order; a contact may be past several."""
    oldest: tuple[date | None, ...]
    """For each clock: the earliest start among them."""


@dataclass(frozen=True, slots=True)
class ForeignContacts:
    """The rows whose contact is in a directory of somebody else, and in none of our own records."""

    contacts: Contacts
    foreign: tuple[TableColumn, ...]
    own: tuple[TableColumn, ...]


@dataclass(frozen=True, slots=True)
class ForeignCounts:
    """How many contacts are in somebody else's directory."""

    rows: int
    foreign: int
    also_own: int
    """In both: these do not count as foreign."""


@dataclass(frozen=True, slots=True)
class PublishedRows:
    """The rows that are published without a consent that holds; all columns are of one table."""

    published: TableColumn
    consent: TableColumn
    withdrawn: TableColumn | None = None


@dataclass(frozen=True, slots=True)
class PublishedCounts:
    """How many rows are published without consent."""

    rows: int
    published: int
    without: int
    withdrawn: int
    """Consent was given and withdrawn; these are not among those without."""


@dataclass(frozen=True, slots=True)
class UnapprovedRows:
    """The accesses that nobody approved before; both columns are of one table."""

    at: TableColumn
    approved: TableColumn


@dataclass(frozen=True, slots=True)
class AccessCounts:
    """How accesses stand to their approvals."""

    rows: int
    accesses: int
    without: int
    late: int
    """Approved after the access."""
    unclear: int
    """Approved, and nobody can tell whether before."""


@dataclass(frozen=True, slots=True)
class AllRows:
    """Every row of a table."""

    table: Table


ContactRows = (
    OptedOutRows | RowsWithoutAgreement | RowsSentAfter | PastContacts | ForeignContacts | PublishedRows | UnapprovedRows | AllRows
)
"""Rows that a finding about contacts and consent is about."""


def table_of_contacts(rows: ContactRows) -> Table:
    """The table that the rows are of."""
    match rows:
        case OptedOutRows(contacts) | RowsWithoutAgreement(contacts) | PastContacts(contacts) | ForeignContacts(contacts):
            return contacts.column.table
        case RowsSentAfter(recipients):
            return recipients.column.table
        case PublishedRows(column) | UnapprovedRows(column):
            return column.table
        case AllRows(table):
            return table


class ContactFacts(Protocol):
    """Answers questions about contacts and what they agreed to."""

    def opted_out(self, rows: OptedOutRows) -> OptOutCounts:
        """How many rows hold a contact who opted out, by the rules of `the same contact`."""

    def flag(self, flag: TableColumn, means: tuple[str, ...]) -> FlagCounts:
        """How the values of a flag read, `means` being those that it is set by: in lower case, without blanks."""

    def without_agreement(self, rows: RowsWithoutAgreement) -> AgreementCounts:
        """How many rows hold a contact who never agreed, or of whose agreement there is no evidence."""

    def sent_after(self, rows: RowsSentAfter) -> SentCounts:
        """How many messages were sent to somebody who had opted out."""

    def past_contacts(self, rows: PastContacts) -> PastContactCounts:
        """How many rows hold a contact who is past a marketing clock."""

    def foreign_contacts(self, rows: ForeignContacts) -> ForeignCounts:
        """How many rows hold a contact of somebody else's directory."""

    def published(self, rows: PublishedRows) -> PublishedCounts:
        """How many rows are published without a consent that holds."""

    def accesses(self, rows: UnapprovedRows) -> AccessCounts:
        """How accesses stand to their approvals."""

    def said(self, column: TableColumn) -> FlagCounts:
        """How the values of a column read that says yes or since when: unclear is what is neither a date nor a plain yes or no."""

    def count(self, table: Table) -> int:
        """How many rows a table has."""
