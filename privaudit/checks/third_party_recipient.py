"""Data that goes to third parties against what is promised.

What it finds
    Where `organisation.third_parties` is `none`: a recipient of role third_party, and each table of the run that is named for one
    (`tables`) and has rows.  Where it is `with-consent`: a recipient of role third_party without `consent`.  Where a recipient
    has `consent`: rows of its `contacts` whose person did not agree (not found, empty, no, or yet to come) or took it back, unless
    they agreed again later.  Processors, such as a host or a payment provider, are recipients and no third parties.

Why it matters
    Data may be passed on only with a basis, and the people must be told to whom (GDPR Art. 6(1), 13(1)(e), 14(1)(e)); a promise that
    nothing is passed on, or nothing without consent, binds (Art. 5(1)(a), 7(1)).

Example
    `partner_export` holds 1,204 rows, though the policy says that nothing is passed on.

How to resolve
    Stop the export and have the partner delete what it got (Art. 17(2), 19); or tell people, ask for consent, and change the promise.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.channels import apart, columns_beside, columns_with_rows, kind_of
from privaudit.model.contact_kinds import ContactKind
from privaudit.model.contacts import Agreement, AgreementCounts, AllRows, Contacts, RowsWithoutAgreement
from privaudit.model.facts import TableColumn
from privaudit.model.findings import Check, Context, Missing, NotChecked, Outcome, Problem, RegisterContext, Severity
from privaudit.model.ownership import fits, fits_a_table
from privaudit.model.register import Recipient, SharingConsent, ThirdParties
from privaudit.model.verdicts import Verdict

_THIRD_PARTY = "third_party"


def run(context: Context) -> Iterator[Outcome]:
    """One problem per recipient, and one for each of its tables."""
    yield from lint(context)
    promise = context.register.organisation.third_parties
    for recipient in context.register.recipients:
        if promise is ThirdParties.NONE and recipient.role == _THIRD_PARTY:
            yield from _filled(context, recipient)
        elif recipient.consent is not None:
            yield from _without_consent(context, recipient, recipient.consent)


def lint(context: RegisterContext) -> Iterator[Outcome]:
    """The recipients that the promise leaves no room for."""
    promise = context.register.organisation.third_parties
    for recipient in context.register.recipients:
        if recipient.role != _THIRD_PARTY:
            continue
        said = ""
        if promise is ThirdParties.NONE:
            said = f"{recipient.name} is a third party, and `organisation.third_parties` says none."
        elif promise is ThirdParties.WITH_CONSENT and recipient.consent is None:
            said = f"{recipient.name} is a third party, `organisation.third_parties` says with-consent, and no `consent` tells who agreed."
        if said:
            yield Problem(message=said, verdict=Verdict.PROVEN, register=recipient.id, place=recipient.place)


def _filled(context: Context, recipient: Recipient) -> Iterator[Outcome]:
    for glob in recipient.tables:
        if not fits_a_table(glob, context.estate):
            yield NotChecked(f"recipient {recipient.id}", f"its glob {glob} matches no table of this run")
    for table in context.estate.tables:
        if not any(fits(glob, table.name) for glob in recipient.tables):
            continue
        if not table.has_rows:
            yield NotChecked(f"recipient {recipient.id}: {table.name}", f"{table.name} is a schema without rows")
            continue
        number = context.facts.count(table)
        if number:
            yield Problem(
                message=f"{table.name} holds {number:,} rows for {recipient.name}, a third party, and `organisation.third_parties` "
                "says none.",
                verdict=Verdict.PROVEN,
                table=table,
                register=recipient.id,
                count=number,
                rows=AllRows(table),
            )


def _without_consent(context: Context, recipient: Recipient, consent: SharingConsent) -> Iterator[Outcome]:
    name = f"recipient {recipient.id}"
    if not recipient.contacts:
        yield NotChecked(name, "it does not say who is in its tables: name their columns with `contacts`")
        return
    agreements, unknown = apart(_agreements(context, consent, name))
    yield from unknown
    if not agreements:
        return
    yield from _unclear(context, agreements, name)
    for contact in recipient.contacts:
        columns, unknown = apart(columns_with_rows(context.estate, contact, name))
        yield from unknown
        for column in columns:
            kind = kind_of(context, column, *(agreement.contact for agreement in agreements))
            rows = RowsWithoutAgreement(Contacts(column, kind), agreements)
            yield from _passed_on(recipient, rows, context.facts.without_agreement(rows))


def _passed_on(recipient: Recipient, rows: RowsWithoutAgreement, counts: AgreementCounts) -> Iterator[Outcome]:
    column, number = rows.contacts.column, counts.never + counts.withdrawn
    if counts.nobody and rows.contacts.kind is not ContactKind.KEY:
        reason = f"{counts.nobody:,} of {counts.rows:,} rows hold no contact that can be compared: they are nobody's"
        yield NotChecked(f"recipient {recipient.id}: {column.table.name}.{column.column}", reason)
    if number:
        yield Problem(
            message=f"{number:,} of {counts.rows:,} rows of {column.table.name}, passed on to {recipient.name}, are of people whose "
            f"consent does not hold: {_said(counts)}.",
            verdict=Verdict.PROVEN,
            table=column.table,
            column=column.column,
            register=recipient.id,
            count=number,
            rows=rows,
        )


def _agreements(context: Context, consent: SharingConsent, name: str) -> Iterator[Agreement | NotChecked | Missing]:
    for contact in columns_with_rows(context.estate, consent.of, name):
        if not isinstance(contact, TableColumn):
            yield contact
            continue
        lacking = tuple(columns_beside(contact, (consent.given, consent.withdrawn), name, "a consent"))
        if lacking:
            yield from lacking
            continue
        withdrawn = None if consent.withdrawn is None else TableColumn(contact.table, consent.withdrawn.column)
        yield Agreement(contact, TableColumn(contact.table, consent.given.column), withdrawn)


def _unclear(context: Context, agreements: tuple[Agreement, ...], name: str) -> Iterator[NotChecked]:
    for agreement in agreements:
        counts = context.facts.said(agreement.given)
        if counts.unclear:
            reason = f"{counts.unclear:,} of {counts.filled:,} values are neither a date nor a plain yes or no: taken for consent"
            yield NotChecked(f"{name}: {agreement.given.table.name}.{agreement.given.column}", reason)


def _said(counts: AgreementCounts) -> str:
    never = f"{counts.never:,} never agreed" if counts.never else ""
    withdrawn = f"{counts.withdrawn:,} took it back" if counts.withdrawn else ""
    return ", ".join(filter(None, (never, withdrawn)))


CHECK = Check(
    title="Data for third parties against the promise",
    severity=Severity.HIGH,
    law=("GDPR 5(1)(a)", "GDPR 6(1)"),
    run=run,
    lint=lint,
)
