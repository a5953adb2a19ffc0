"""Contacts who opted out and are still in marketing.

What it finds
    Rows of a marketing export whose contact said no: by a flag, by a date of unsubscription that has come, or by a suppression
    list, each in the same table, in another table or in another file.  E-mail addresses are the same contact after trimming, in
    lower case, with an international domain in its ASCII form, and, only at providers that ignore them, without dots and plus
    tags in the local part; phone numbers as they are dialled from abroad, read as numbers of the organisation's country where
    they name none; for post and push the keys must be equal.  A consent dated after the day of the opt-out lifts it.  A flag whose
    value is neither in `means` nor plainly its opposite counts as not set, and is listed under what was not checked.

Why it matters
    Who objects to direct marketing must no longer be contacted for it (GDPR Art. 21(2) and (3); Art. 13(4) of Directive
    2002/58/EC); consent that was withdrawn is gone (Art. 7(3)).

Example
    31 addresses of `newsletter_export` are on the list of unsubscribes, 9 of them in another spelling.

How to resolve
    Take them out of the export and out of the tool that sends (`--rows` lists their keys), and hold every export against the
    list before it leaves.  Keep the address on the suppression list, in the smallest form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from privaudit.model.channels import Channel, agreements_of, apart, channels, contacts_of, wishes_of
from privaudit.model.contact_kinds import ContactKind
from privaudit.model.contacts import Agreement, Contacts, OptedOutRows, OptOutCounts, Wish
from privaudit.model.findings import Check, Context, NotChecked, Outcome, Problem, Severity
from privaudit.model.register import OptOut
from privaudit.model.verdicts import Verdict


def run(context: Context) -> Iterator[Outcome]:
    """One problem per channel and column of contacts."""
    for channel in channels(context):
        wishes, unknown = apart(wishes_of(context.estate, channel))
        yield from unknown
        yield from _unclear_flags(context, wishes, channel)
        if wishes:
            yield from _still_in(context, channel, wishes)


def _still_in(context: Context, channel: Channel, wishes: tuple[Wish, ...]) -> Iterator[Outcome]:
    columns, unknown = apart(contacts_of(context.estate, channel))
    yield from unknown
    agreements: tuple[Agreement, ...] = ()
    if channel.marketing.opt_in is not None:
        agreements, unknown = apart(agreements_of(context.estate, channel, channel.marketing.opt_in))
        yield from unknown
    for contacts in columns:
        rows = OptedOutRows(contacts, tuple(_as_seen_from(contacts, wish) for wish in wishes), agreements)
        counts = context.facts.opted_out(rows)
        column = contacts.column
        if counts.nobody and contacts.kind is ContactKind.PHONE:
            reason = f"{counts.nobody:,} of {counts.rows:,} rows hold no number that can be dialled: they are nobody's"
            yield NotChecked(f"{channel.id}: {column.table.name}.{column.column}", reason)
        if counts.opted_out:
            yield Problem(
                message=f"{counts.opted_out:,} of {counts.rows:,} rows of {column.table.name} are contacts who opted out of "
                f"{channel.marketing.channel} marketing: {_said(rows.wishes, counts)}.",
                verdict=Verdict.PROVEN,
                table=column.table,
                column=column.column,
                register=channel.id,
                count=counts.opted_out,
                rows=rows,
            )


def _unclear_flags(context: Context, wishes: Sequence[Wish], channel: Channel) -> Iterator[NotChecked]:
    """Flags with values of which nobody can tell whether they are set: they count as not set."""
    for wish in wishes:
        if wish.flag is not None:
            counts = context.facts.flag(wish.flag, wish.opt_out.means)
            if counts.unclear:
                unclear = f"{counts.unclear:,} of {counts.filled:,} values are neither in `means` nor plainly its opposite"
                reason = f"{unclear}: taken for no opt-out; add to `means` those that are one"
                yield NotChecked(f"{channel.id}: {wish.opt_out.flag}", reason)


def _as_seen_from(contacts: Contacts, wish: Wish) -> Wish:
    """A wish that names no contact is that of its own row, where the row is one of these contacts."""
    beside = wish.flag or wish.date
    if wish.opt_out.of is None and wish.opt_out.list is None and beside is not None and beside.table is contacts.column.table:
        return Wish(wish.opt_out, None, wish.flag, wish.date)
    return wish


def _said(wishes: tuple[Wish, ...], counts: OptOutCounts) -> str:
    numbers = zip(wishes, counts.by_wish, strict=True)
    return ", ".join(f"{number:,} by {_source(wish.opt_out)}" for wish, number in numbers if number)


def _source(opt_out: OptOut) -> str:
    if opt_out.list is not None:
        return f"the list {opt_out.list}"
    if opt_out.flag is not None:
        return f"the flag {opt_out.flag}"
    return f"the date {opt_out.date}"


CHECK = Check(
    title="Contacts who opted out and are still in marketing",
    severity=Severity.HIGH,
    law=("GDPR 21(2)", "GDPR 21(3)"),
    run=run,
)
