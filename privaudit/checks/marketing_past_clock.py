"""Contacts who must have left marketing by now.

What it finds
    Rows of a marketing export whose contact is past a clock of the channel: the row that dates it may stay for other purposes,
    the contact may not be used any longer.  A contact who stands in several dated rows is past the clock only where all of them
    are.  Silent where the contact is in no dated row, or the clock has not begun.

Why it matters
    Each purpose has its own period (GDPR Art. 5(1)(b) and (e)): that accounting keeps an account for ten years does not keep its
    owner in the newsletter.

Example
    Former customers leave marketing three years after the end of the contract; 87 of `newsletter_export` did not.

How to resolve
    Take them out of the export and of the tool that sends (`--rows` lists their keys), and make the export ask for the date.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.channels import Channel, apart, channels, columns_with_rows, contacts_of
from privaudit.model.clock_rows import UnknownRowsError, rows_under, usable
from privaudit.model.contacts import ContactClock, PastContactCounts, PastContacts
from privaudit.model.cutoffs import cutoff, overdue
from privaudit.model.findings import Check, Context, Missing, NotChecked, Outcome, Problem, Severity
from privaudit.model.register import Clock, MarketingClock
from privaudit.model.verdicts import Verdict

_Found = tuple[MarketingClock, ContactClock]


def run(context: Context) -> Iterator[Outcome]:
    """One problem per channel and column of contacts."""
    for channel in channels(context):
        found: list[_Found] = []
        for clock in channel.marketing.clocks:
            usable_ones, unknown = apart(_clocks(context, channel, clock))
            yield from unknown
            found += usable_ones
        if found:
            yield from _past(context, channel, found)


def _past(context: Context, channel: Channel, found: list[_Found]) -> Iterator[Outcome]:
    columns, unknown = apart(contacts_of(context.estate, channel))
    yield from unknown
    for contacts in columns:
        rows = PastContacts(contacts, tuple(clock for _, clock in found))
        counts = context.facts.past_contacts(rows)
        table = contacts.column.table
        if counts.past:
            yield Problem(
                message=f"{counts.past:,} of {counts.rows:,} rows of {table.name} are contacts who must have left "
                f"{channel.marketing.channel} marketing: {_said(context, found, counts)}.",
                verdict=Verdict.PROVEN,
                table=table,
                column=contacts.column.column,
                register=channel.id,
                count=counts.past,
                rows=rows,
            )


def _said(context: Context, found: list[_Found], counts: PastContactCounts) -> str:
    parts = []
    for (clock, _), number, oldest in zip(found, counts.by_clock, counts.oldest, strict=True):
        if number and oldest is not None:
            late = overdue(oldest, clock.max, context.as_of, clock.waits)
            parts.append(f"{number:,} by the clock {clock.id} ({clock.max.text}), the oldest overdue by {late}")
    return ", ".join(parts)


def _clocks(context: Context, channel: Channel, declared: MarketingClock) -> Iterator[_Found | NotChecked | Missing]:
    """The clock, once for each table of the run that holds whose it is."""
    name = f"{channel.id}/{declared.id}"
    last = cutoff(declared.max, context.as_of, declared.waits)
    if last is None:
        return
    columns, unknown = apart(columns_with_rows(context.estate, declared.of, name))
    yield from unknown
    clock = Clock(declared.id, declared.starts, declared.choice, declared.max, None, declared.place, waits=declared.waits)
    for column in columns:
        try:
            usable(context.estate, clock)
            ruled = rows_under(context, channel.activity, clock, column.table)
        except UnknownRowsError as problem:
            yield NotChecked(name, str(problem))
            continue
        if ruled is None:
            yield NotChecked(name, f"nothing ties {column.table.name}, which holds the contacts, to the dates of the clock")
        else:
            yield declared, ContactClock(column, ruled, last)


CHECK = Check(
    title="Contacts past their time in marketing",
    severity=Severity.HIGH,
    law=("GDPR 5(1)(b)", "GDPR 5(1)(e)"),
    run=run,
)
