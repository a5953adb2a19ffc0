"""The columns of the run that a register names for marketing: who is contacted, who refused, who agreed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from privaudit.model.column_name import ColumnName
from privaudit.model.contact_kinds import ContactKind
from privaudit.model.contacts import Agreement, Contacts, Wish
from privaudit.model.estate import Estate
from privaudit.model.findings import Context, Missing, NotChecked
from privaudit.model.marketing import Marketing, OptIn, OptOut
from privaudit.model.ownership import tables_of
from privaudit.model.register import Activity
from privaudit.model.ruled import TableColumn

_KINDS = {
    "email": ContactKind.EMAIL,
    "sms": ContactKind.PHONE,
    "phone": ContactKind.PHONE,
    "post": ContactKind.KEY,
    "push": ContactKind.KEY,
}
_CATEGORIES = {ContactKind.EMAIL: "user.contact.email", ContactKind.PHONE: "user.contact.phone_number"}
Unknown = NotChecked | Missing
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Channel:
    """Marketing of an activity that is judged, over one channel."""

    activity: Activity
    marketing: Marketing

    @property
    def id(self) -> str:
        """As findings name it."""
        return f"{self.activity.id}/marketing/{self.marketing.channel}"

    @property
    def kind(self) -> ContactKind:
        """By which rules its contacts compare."""
        return _KINDS[self.marketing.channel]


def channels(context: Context) -> Iterator[Channel]:
    """The marketing of each activity that is judged, in the order of the register."""
    for activity in context.register.activities:
        if activity.marketing and tables_of(context.register, activity, context.estate):
            yield from (Channel(activity, marketing) for marketing in activity.marketing)


def apart(outcomes: Iterable[_Found | Unknown]) -> tuple[tuple[_Found, ...], tuple[Unknown, ...]]:
    """What was found, and what could not be."""
    found: list[_Found] = []
    unknown: list[Unknown] = []
    for outcome in outcomes:
        if isinstance(outcome, NotChecked | Missing):
            unknown.append(outcome)
        else:
            found.append(outcome)
    return tuple(found), tuple(unknown)


def columns_with_rows(estate: Estate, name: ColumnName, who: str) -> Iterator[TableColumn | Unknown]:
    """A declared column, once for each table of the run that holds it."""
    tables = estate.named(name.table)
    if not tables:
        yield NotChecked(f"{who}: {name}", f"table {name.table} is not in this run")
    for table in tables:
        if table.column(name.column) is None:
            yield Missing(str(name), f"{who} names it, and {table.name} does not have it")
        elif not table.has_rows:
            yield NotChecked(f"{who}: {name}", f"{table.name} is a schema without rows")
        elif table.lacks_values_of(name.column):
            yield Missing(str(name), f"{who} names it, and the rows of {table.source} do not hold it")
        else:
            yield TableColumn(table, name.column)


def columns_beside(first: TableColumn, others: Iterable[ColumnName | None], who: str, what: str) -> Iterator[Unknown]:
    """Which of the columns of the same row its table does not have; `what` says what they are: `an opt-out`."""
    for other in others:
        if other is None:
            continue
        if other.table and other.table.lower() != first.table.name.lower():
            yield NotChecked(f"{who}: {other}", f"it does not stand in {first.table.name}, in the row that it is about")
        elif first.table.column(other.column) is None or first.table.lacks_values_of(other.column):
            yield Missing(str(other), f"{who} names it as {what}, and {first.table.name} does not have it")


def contacts_of(estate: Estate, channel: Channel) -> Iterator[Contacts | Unknown]:
    """Who is contacted over a channel: the columns of the run."""
    for name in channel.marketing.contacts:
        for column in columns_with_rows(estate, name, channel.id):
            yield Contacts(column, channel.kind) if isinstance(column, TableColumn) else column


def wishes_of(estate: Estate, channel: Channel) -> Iterator[Wish | Unknown]:
    """The declared opt-outs, each once for each table of the run that holds it."""
    for opt_out in channel.marketing.opt_out:
        yield from _wishes(estate, channel, opt_out)


def _wishes(estate: Estate, channel: Channel, opt_out: OptOut) -> Iterator[Wish | Unknown]:
    beside = opt_out.list or opt_out.flag or opt_out.date
    if beside is None:
        return
    of = opt_out.list or opt_out.of or _contact_beside(channel, beside)
    if of is None:
        yield NotChecked(f"{channel.id}: {beside}", "it does not say whose wish it is: name the contact's column with `of`")
        return
    for contact in columns_with_rows(estate, of, channel.id):
        if not isinstance(contact, TableColumn):
            yield contact
            continue
        lacking = tuple(columns_beside(contact, (opt_out.flag, opt_out.date), channel.id, "an opt-out"))
        if lacking:
            yield from lacking
            continue
        flag = None if opt_out.flag is None else TableColumn(contact.table, opt_out.flag.column)
        date = None if opt_out.date is None else TableColumn(contact.table, opt_out.date.column)
        yield Wish(opt_out, contact, flag, date)


def agreements_of(estate: Estate, channel: Channel, opt_in: OptIn) -> Iterator[Agreement | Unknown]:
    """The declared opt-in, once for each table of the run that holds it."""
    of = opt_in.of or _contact_beside(channel, opt_in.column)
    if of is None:
        yield NotChecked(f"{channel.id}: {opt_in.column}", "it does not say whose consent it is: name the contact's column with `of`")
        return
    for contact in columns_with_rows(estate, of, channel.id):
        if not isinstance(contact, TableColumn):
            yield contact
            continue
        lacking = tuple(columns_beside(contact, (opt_in.column, opt_in.evidence), channel.id, "an opt-in"))
        if lacking:
            yield from lacking
            continue
        evidence = None if opt_in.evidence is None else TableColumn(contact.table, opt_in.evidence.column)
        yield Agreement(contact, TableColumn(contact.table, opt_in.column.column), evidence=evidence)


def kind_of(context: Context, *columns: TableColumn) -> ContactKind:
    """By which rules contacts of these columns compare: as an identifier of the organisation is declared, else as what they hold."""
    for identifier in context.register.organisation.identifiers:
        named = {(name.table.lower(), name.column.lower()) for name in identifier.columns}
        if any((column.table.name.lower(), column.column.lower()) in named for column in columns):
            return {"email": ContactKind.EMAIL, "phone": ContactKind.PHONE}.get(identifier.name, ContactKind.KEY)
    for kind in _CATEGORIES:
        if any(holds(context, column, kind) for column in columns):
            return kind
    return ContactKind.KEY


def holds(context: Context, column: TableColumn, kind: ContactKind) -> bool:
    """Whether contacts of that kind were found in a column."""
    category = _CATEGORIES.get(kind)
    for verdict in context.inventory.of(column.table):
        if verdict.column.name.lower() == column.column.lower():
            return any(found == category and certainty.personal for found, certainty in verdict.found)
    return False


def _contact_beside(channel: Channel, column: ColumnName) -> ColumnName | None:
    """The contact of the row in which a wish stands that does not say whose it is."""
    return next((one for one in channel.marketing.contacts if one.table.lower() == column.table.lower()), None)
