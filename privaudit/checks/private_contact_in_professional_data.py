"""Private contacts where only professional data is promised.

What it finds
    With `professional_only: true`, e-mail addresses at providers of mailboxes for consumers (a dated list of the rules: web mail, and
    what telecom companies give their private customers), in all rows of all columns of addresses; and, as an indication, numbers of
    mobile phones in the rows of such an address.  A mobile number alone says nothing: many are professional.  Left out are tables that
    are processed for others alone, and temporary copies of theirs.

Why it matters
    Who promises to take professional data alone may not hold people's private ones (GDPR Art. 5(1)(a), 5(1)(c)); a private mailbox also
    outlives the job that it was given for.

Example
    `contacts.email` holds 14 of 310 addresses at web mail providers, and nine of these rows a mobile number.

How to resolve
    Ask for the professional address and erase the private one.  Sole traders may have no other: then say so in the policy, and accept
    the finding with that reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.estate import Table
from privaudit.model.findings import Check, Context, NotChecked, Outcome, Problem, Severity
from privaudit.model.ownership import table_owners
from privaudit.model.rules import is_within
from privaudit.model.store_contents import stores_of
from privaudit.model.store_facts import PrivateContacts
from privaudit.model.verdicts import Verdict

EMAIL, PHONE = "user.contact.email", "user.contact.phone_number"
_PROCESSOR = "processor"


def run(context: Context) -> Iterator[Outcome]:
    """One problem per column of addresses, and one per column of phone numbers beside it."""
    if not context.register.organisation.professional_only:
        return
    for table in context.estate.tables:
        if _of_others(context, table):
            continue
        emails, phones = _columns(context, table, EMAIL), _columns(context, table, PHONE)
        if emails and not table.has_rows:
            yield NotChecked(f"professional_only on {table.name}", f"{table.name} is a schema without rows")
            continue
        beside: set[str] = set()
        for email in emails:
            yield from _private(context, table, email)
            for phone in phones:
                if phone not in beside:
                    found = list(_mobile(context, table, email, phone))
                    beside |= {phone} if found else set()
                    yield from found


def _of_others(context: Context, table: Table) -> bool:
    """Whether the table is processed for others alone: what they promise is theirs."""
    owners = table_owners(context.register, table)
    if owners:
        return all(owner.role == _PROCESSOR for owner in owners)
    return any(store.temporary is not None for store in stores_of(context.register, table))


def _columns(context: Context, table: Table, category: str) -> list[str]:
    return [
        one.column.name
        for one in context.inventory.of(table)
        if one.category is not None
        and one.verdict.personal
        and is_within(one.category, category)
        and (one.column.in_rows or not table.has_rows)
    ]


def _private(context: Context, table: Table, email: str) -> Iterator[Problem]:
    rows = PrivateContacts(table, email)
    counts = context.facts.private_contacts(rows)
    if counts.private:
        yield Problem(
            message=f"{counts.private:,} of {counts.rows:,} addresses of {table.name}.{email} are mailboxes at consumer providers, and the "
            f"register promises professional data only.",
            verdict=Verdict.PROVEN,
            table=table,
            column=email,
            category=EMAIL,
            count=counts.private,
            rows=rows,
        )


def _mobile(context: Context, table: Table, email: str, phone: str) -> Iterator[Problem]:
    rows = PrivateContacts(table, email, phone)
    counts = context.facts.private_contacts(rows)
    if counts.private:
        yield Problem(
            message=f"{counts.private:,} numbers of {table.name}.{phone} are of mobile phones, in rows whose {email} is a mailbox at a "
            f"consumer provider: they may be private too.",
            verdict=Verdict.INDICATION,
            table=table,
            column=phone,
            category=PHONE,
            count=counts.private,
            rows=rows,
        )


CHECK = Check(
    title="Private contacts in data that is said to be professional",
    severity=Severity.MEDIUM,
    law=("GDPR 5(1)(a)", "GDPR 5(1)(c)"),
    run=run,
)
