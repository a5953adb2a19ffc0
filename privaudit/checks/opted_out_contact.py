"""Contacts who opted out and are still in marketing.

What it finds
    Rows of a marketing export whose contact said no: by a flag, by a date of unsubscription that has come, or by a suppression
    list, each in the same table, in another table or in another file.  E-mail addresses are the same contact after trimming, in
    lower case, with an international domain in its ASCII form, and, only at providers that ignore them, without dots and plus
    tags in the local part.  A flag whose value is neither in `means` nor a plain yes or no counts as not set, and is listed under
    what was not checked.

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

from privaudit.model.estate import Estate
from privaudit.model.facts import OptedOutRows, OptOutCounts, TableColumn, Wish
from privaudit.model.findings import Check, Context, Missing, NotChecked, Outcome, Problem, Severity
from privaudit.model.ownership import tables_of
from privaudit.model.register import ColumnName, Marketing, OptOut
from privaudit.model.verdicts import Verdict


def run(context: Context) -> Iterator[Outcome]:
    """One problem per channel and column of contacts."""
    for activity in context.register.activities:
        if not tables_of(context.register, activity, context.inventory.estate):
            continue
        for marketing in activity.marketing:
            name = f"{activity.id}/marketing/{marketing.channel}"
            wishes: list[Wish] = []
            for opt_out in marketing.opt_out:
                for outcome in _wishes(context.inventory.estate, marketing, opt_out, name):
                    if isinstance(outcome, Wish):
                        wishes.append(outcome)
                    else:
                        yield outcome
            yield from _unclear_flags(context, wishes, name)
            if wishes:
                yield from _still_in(context, marketing, tuple(wishes), name)


def _still_in(context: Context, marketing: Marketing, wishes: tuple[Wish, ...], name: str) -> Iterator[Outcome]:
    for contacts in marketing.contacts:
        for column in _columns(context.inventory.estate, contacts, name):
            if not isinstance(column, TableColumn):
                yield column
                continue
            own = tuple(_as_seen_from(column, wish) for wish in wishes)
            counts = context.facts.opted_out(column, own)
            if counts.opted_out:
                yield Problem(
                    message=f"{counts.opted_out:,} of {counts.rows:,} rows of {column.table.name} are contacts who opted out of "
                    f"{marketing.channel} marketing: {_said(own, counts)}.",
                    verdict=Verdict.PROVEN,
                    table=column.table,
                    column=column.column,
                    register=name,
                    count=counts.opted_out,
                    rows=OptedOutRows(column, own),
                )


def _unclear_flags(context: Context, wishes: Sequence[Wish], name: str) -> Iterator[NotChecked]:
    """Flags with values of which nobody can tell whether they are set: they count as not set."""
    for wish in wishes:
        if wish.flag is not None:
            counts = context.facts.flag(wish.flag, wish.opt_out.means)
            if counts.unclear:
                unclear = f"{counts.unclear:,} of {counts.filled:,} values are neither in `means` nor a plain yes or no"
                reason = f"{unclear}: taken for no opt-out"
                yield NotChecked(f"{name}: {wish.opt_out.flag}", reason)


def _as_seen_from(contacts: TableColumn, wish: Wish) -> Wish:
    """A wish that names no contact is that of its own row, where the row is one of these contacts."""
    beside = wish.flag or wish.date
    if wish.opt_out.of is None and wish.opt_out.list is None and beside is not None and beside.table is contacts.table:
        return Wish(wish.opt_out, None, wish.flag, wish.date)
    return wish


def _wishes(estate: Estate, marketing: Marketing, opt_out: OptOut, name: str) -> Iterator[Wish | NotChecked | Missing]:
    """The declared opt-out, once for each table of the run that holds it."""
    beside = opt_out.list or opt_out.flag or opt_out.date
    if beside is None:
        return
    of = opt_out.list or opt_out.of or next((one for one in marketing.contacts if one.table.lower() == beside.table.lower()), None)
    if of is None:
        yield NotChecked(f"{name}: {beside}", "it does not say whose wish it is: name the contact's column with `of`")
        return
    for contact in _columns(estate, of, name):
        if not isinstance(contact, TableColumn):
            yield contact
            continue
        beside_it = [one for one in (opt_out.flag, opt_out.date) if one is not None]
        lacking = [str(one) for one in beside_it if contact.table.lacks_values_of(one.column)]
        if lacking:
            yield Missing(", ".join(lacking), f"{name} names it as an opt-out, and {contact.table.name} does not have it")
            continue
        flag = None if opt_out.flag is None else TableColumn(contact.table, opt_out.flag.column)
        date = None if opt_out.date is None else TableColumn(contact.table, opt_out.date.column)
        yield Wish(opt_out, contact, flag, date)


def _columns(estate: Estate, name: ColumnName, who: str) -> Iterator[TableColumn | NotChecked | Missing]:
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
