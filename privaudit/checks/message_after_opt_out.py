"""Messages that were sent after the opt-out.

What it finds
    Rows of the send log (`log`) that are dated after the day on which their recipient opted out of that channel, by a date or by a
    list with dates; a consent dated later lifts the opt-out from its day on.  A message of the same day is none: the day alone does
    not tell which came first.  A flag or a list without a date cannot say when: messages to those people are listed under what was
    not checked.

Why it matters
    Who objects to direct marketing must no longer be contacted for it (GDPR Art. 21(3)), and consent that was withdrawn is gone
    (Art. 7(3)).  Each such message is a breach of its own, whatever the list says today.

Example
    6 messages of `sent` went out after the recipient's date in `unsubscribes`, the contact list being three weeks old.

How to resolve
    Hold the list against the opt-outs when it is sent, not when it is drawn.  Answer those who complain, and keep the log.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.channels import Channel, agreements_of, apart, channels, columns_beside, columns_with_rows, wishes_of
from privaudit.model.contacts import Agreement, Contacts, RowsSentAfter, SentCounts
from privaudit.model.facts import TableColumn
from privaudit.model.findings import Check, Context, NotChecked, Outcome, Problem, Severity
from privaudit.model.register import SendLog
from privaudit.model.verdicts import Verdict


def run(context: Context) -> Iterator[Outcome]:
    """One problem per channel and log."""
    for channel in channels(context):
        log = channel.marketing.log
        if log is None or not channel.marketing.opt_out:
            continue
        columns, unknown = apart(columns_with_rows(context.estate, log.recipient, channel.id))
        yield from unknown
        for column in columns:
            lacking = tuple(columns_beside(column, (log.at,), channel.id, "the time of its messages"))
            yield from lacking or _after(context, channel, log, column)


def _after(context: Context, channel: Channel, log: SendLog, column: TableColumn) -> Iterator[Outcome]:
    wishes, unknown = apart(wishes_of(context.estate, channel))
    yield from unknown
    agreements: tuple[Agreement, ...] = ()
    if channel.marketing.opt_in is not None:
        agreements, unknown = apart(agreements_of(context.estate, channel, channel.marketing.opt_in))
        yield from unknown
    if not wishes:
        return
    rows = RowsSentAfter(Contacts(column, channel.kind), TableColumn(column.table, log.at.column), wishes, agreements)
    counts = context.facts.sent_after(rows)
    yield from _unknown(channel, log, counts)
    if counts.after:
        yield Problem(
            message=f"{counts.after:,} of {counts.rows:,} messages of {column.table.name} were sent after their recipient had opted out of "
            f"{channel.marketing.channel} marketing.",
            verdict=Verdict.PROVEN,
            table=column.table,
            column=column.column,
            register=channel.id,
            count=counts.after,
            rows=rows,
        )


def _unknown(channel: Channel, log: SendLog, counts: SentCounts) -> Iterator[NotChecked]:
    if counts.undated:
        reason = f"{counts.undated:,} of {counts.rows:,} messages went to people who opted out on a day that nobody wrote down"
        yield NotChecked(f"{channel.id}: {log.recipient}", reason)
    if counts.unreadable:
        reason = f"{counts.unreadable:,} of {counts.rows:,} messages have no date that can be read"
        yield NotChecked(f"{channel.id}: {log.at}", reason)


CHECK = Check(
    title="Messages that were sent after the opt-out",
    severity=Severity.HIGH,
    law=("GDPR 7(3)", "GDPR 21(3)"),
    run=run,
)
