"""Contacts on a channel that needs consent, who never gave it.

What it finds
    Contacts of a channel whose `opt_in` is `required`, and who agreed nowhere: they are not found in the column of `of`, the cell
    is empty or says no, or its date is yet to come.  Also, where `evidence` is declared, contacts who agreed and of whose
    agreement there is none.  One agreement is enough, wherever the contact stands in it.  What is neither a date nor a plain yes
    or no counts as an agreement, and is listed under what was not checked.

Why it matters
    Messages over e-mail, SMS and automated calls need prior consent, but for one's own customers (Art. 13 of Directive
    2002/58/EC); who relies on consent must be able to show it (GDPR Art. 6(1)(a), 7(1)).

Example
    212 numbers of `sms_list` are of people whose `sms_consent_at` is empty, 14 more have no source.

How to resolve
    Take them off the channel (`--rows` lists their keys), and ask them over a channel that they agreed to.  Fill the evidence at
    the moment of consent: when, where, which text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from privaudit.model.channels import Channel, agreements_of, apart, channels, contacts_of
from privaudit.model.contact_kinds import ContactKind
from privaudit.model.contacts import Agreement, AgreementCounts, RowsWithoutAgreement
from privaudit.model.findings import Check, Context, NotChecked, Outcome, Problem, Severity
from privaudit.model.register import OptIn
from privaudit.model.verdicts import Verdict


def run(context: Context) -> Iterator[Outcome]:
    """One problem per channel and column of contacts."""
    for channel in channels(context):
        opt_in = channel.marketing.opt_in
        if opt_in is None or not opt_in.required:
            continue
        agreements, unknown = apart(agreements_of(context.estate, channel, opt_in))
        yield from unknown
        if agreements:
            yield from _unclear(context, channel, agreements)
            yield from _without(context, channel, opt_in, agreements)


def _without(context: Context, channel: Channel, opt_in: OptIn, agreements: tuple[Agreement, ...]) -> Iterator[Outcome]:
    columns, unknown = apart(contacts_of(context.estate, channel))
    yield from unknown
    for contacts in columns:
        rows = RowsWithoutAgreement(contacts, agreements)
        counts = context.facts.without_agreement(rows)
        column = contacts.column
        if counts.nobody and contacts.kind is ContactKind.PHONE:
            reason = f"{counts.nobody:,} of {counts.rows:,} rows hold no number that can be dialled: they are nobody's"
            yield NotChecked(f"{channel.id}: {column.table.name}.{column.column}", reason)
        number = counts.never + counts.unproven
        if number:
            yield Problem(
                message=f"{number:,} of {counts.rows:,} rows of {column.table.name} are contacts of {channel.marketing.channel} marketing "
                f"without the consent that it needs: {_said(opt_in, counts)}.",
                verdict=Verdict.PROVEN,
                table=column.table,
                column=column.column,
                register=channel.id,
                count=number,
                rows=rows,
            )


def _said(opt_in: OptIn, counts: AgreementCounts) -> str:
    never = f"{counts.never:,} by {opt_in.column}" if counts.never else ""
    unproven = f"{counts.unproven:,} without evidence in {opt_in.evidence}" if counts.unproven else ""
    return ", ".join(filter(None, (never, unproven)))


def _unclear(context: Context, channel: Channel, agreements: Sequence[Agreement]) -> Iterator[NotChecked]:
    for agreement in agreements:
        counts = context.facts.said(agreement.given)
        if counts.unclear:
            column = f"{agreement.given.table.name}.{agreement.given.column}"
            unclear = f"{counts.unclear:,} of {counts.filled:,} values are neither a date nor a plain yes or no"
            yield NotChecked(f"{channel.id}: {column}", f"{unclear}: taken for consent")


CHECK = Check(
    title="Contacts without the consent that the channel needs",
    severity=Severity.HIGH,
    law=("GDPR 6(1)(a)", "GDPR 7(1)"),
    run=run,
)
