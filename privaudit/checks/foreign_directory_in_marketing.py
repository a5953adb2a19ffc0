"""Contacts of a client's directory in our own marketing.

What it finds
    Rows of our own marketing whose contact stands in the directory of another controller (`foreign_contacts`) and in none of our own
    records, by the rules of `opted-out-contact`: a mailbox of a whole organisation counts like any other.  Our own records are
    the declared identifiers, and the e-mail addresses and phone numbers of activities of our own without marketing; lists of contacts,
    opt-outs and send logs do not count, for they may be filled from the directory.  A contact who is in both may be our own customer,
    and nobody can tell: those are counted under what was not checked.  Channels by key (post, push) are not checked: a client's
    keys are not ours.

Why it matters
    A processor may use what it is entrusted with for the client's purpose alone (GDPR Art. 5(1)(b), 28(3)(a), 29); whoever uses it for
    a purpose of its own becomes its controller, without a basis (Art. 28(10)).

Example
    5 addresses of `newsletter_export` are known from `client_a.contacts` only, the directory of a client whose database we host.

How to resolve
    Take them out (`--rows` lists their keys), tell the client, and find the way that they took.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.channels import Channel, apart, channels, contacts_of, holds
from privaudit.model.contact_kinds import ContactKind
from privaudit.model.contacts import ForeignContacts
from privaudit.model.facts import TableColumn
from privaudit.model.findings import Check, Context, NotChecked, Outcome, Problem, Severity
from privaudit.model.ownership import fits, tables_of
from privaudit.model.register import Activity, ColumnName
from privaudit.model.verdicts import Verdict

_CONTROLLER = "controller"


def run(context: Context) -> Iterator[Outcome]:
    """One problem per channel of our own and column of contacts."""
    foreign: list[TableColumn] = []
    for activity in context.register.activities:
        found, unknown = apart(_directory(context, activity))
        foreign += found
        yield from unknown
    if foreign:
        for channel in channels(context):
            if channel.activity.role == _CONTROLLER:
                yield from _in_marketing(context, channel, tuple(foreign))


def _in_marketing(context: Context, channel: Channel, foreign: tuple[TableColumn, ...]) -> Iterator[Outcome]:
    if channel.kind is ContactKind.KEY:
        yield NotChecked(channel.id, f"contacts of {channel.marketing.channel} are keys of our own, which no client's directory holds")
        return
    columns, unknown = apart(contacts_of(context.estate, channel))
    yield from unknown
    own = tuple(_own_records(context, channel, foreign))
    for contacts in columns:
        rows = ForeignContacts(contacts, foreign, own)
        counts = context.facts.foreign_contacts(rows)
        column = contacts.column
        if counts.also_own:
            both = f"{counts.also_own:,} of {counts.rows:,} contacts are in a client's directory and in records of our own"
            yield NotChecked(f"{channel.id}: {column.table.name}.{column.column}", f"{both}: nobody can tell from which they came")
        if counts.foreign:
            yield Problem(
                message=f"{counts.foreign:,} of {counts.rows:,} rows of {column.table.name} are contacts of a client's directory "
                f"({_names(foreign)}) and of no record of our own.",
                verdict=Verdict.PROVEN,
                table=column.table,
                column=column.column,
                register=channel.id,
                count=counts.foreign,
                rows=rows,
            )


def _directory(context: Context, activity: Activity) -> Iterator[TableColumn | NotChecked]:
    """The columns of the run that hold contacts of other controllers."""
    for glob in activity.foreign_contacts:
        matched = False
        for table in context.estate.tables:
            if not fits(glob.table, table.name):
                continue
            for column in table.columns:
                if fits(glob.column, column.name):
                    matched = True
                    if table.has_rows and not table.lacks_values_of(column.name):
                        yield TableColumn(table, column.name)
                    else:
                        yield NotChecked(f"{activity.id}: {table.name}.{column.name}", "the run holds no rows of it")
        if not matched:
            yield NotChecked(f"{activity.id}: foreign_contacts {glob}", "it matches no column of this run")


def _own_records(context: Context, channel: Channel, foreign: tuple[TableColumn, ...]) -> Iterator[TableColumn]:
    """Where contacts of our own are known beside marketing."""
    entrusted = {(id(one.table), one.column.lower()) for one in foreign}
    identifiers = {str(name).lower() for one in context.register.organisation.identifiers for name in one.columns}
    derived = {str(name).lower() for name in _derived(context)}
    quiet = [one for one in context.register.activities if one.role == _CONTROLLER and not one.marketing]
    ours = {id(table) for activity in quiet for table in tables_of(context.register, activity, context.estate)}
    for table in context.estate.tables:
        for column in table.columns:
            name = f"{table.name}.{column.name}".lower()
            if name in derived or (id(table), column.name.lower()) in entrusted or not table.has_rows or not column.in_rows:
                continue
            if name in identifiers or (id(table) in ours and holds(context, TableColumn(table, column.name), channel.kind)):
                yield TableColumn(table, column.name)


def _derived(context: Context) -> Iterator[ColumnName]:
    """The columns of marketing that may be filled from anywhere."""
    for activity in context.register.activities:
        for marketing in activity.marketing:
            yield from marketing.contacts
            yield from (opt_out.list for opt_out in marketing.opt_out if opt_out.list is not None)
            if marketing.log is not None:
                yield marketing.log.recipient


def _names(columns: tuple[TableColumn, ...]) -> str:
    names = [f"{column.table.name}.{column.column}" for column in columns]
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")  # noqa: PLR2004 a message stays short


CHECK = Check(
    title="Contacts of a client's directory in our own marketing",
    severity=Severity.HIGH,
    law=("GDPR 5(1)(b)", "GDPR 28(3)(a)", "GDPR 29"),
    run=run,
)
