"""Identifiers in a store that is said to hold none.

What it finds
    In the tables of a store with `identifiability: anonymised`, columns of anything that points to one person or device: names, contact
    details, government ids, account numbers, user names, cookie, device and IP addresses, bank accounts, cards, biometrics.  With
    `pseudonymised`, names, contact details and government ids.  Values inside texts count as well.  A column that is empty in all the
    rows that are meant is no finding: that is how data is anonymised.

Why it matters
    Data is anonymous only where nobody can be told from it (recital 26); else the GDPR applies in full, with its periods and rights.
    Pseudonymised data is personal data that needs its key kept apart (GDPR Art. 4(5), 25(1)).

Example
    `stats_visits` is declared as anonymised, and its column `visitor_ip` holds IP addresses in 9,120 rows.

How to resolve
    Drop the column, or aggregate before the copy: a count per day needs no visitor.  A hash of an identifier is still one.  If the
    identifiers are needed, declare the store as what it is, and the activity that it serves.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.clock_fields import DIRECT_IDENTIFIERS, GOVERNMENT_ID, OF_MANY
from privaudit.model.facts import TableColumn
from privaudit.model.findings import Check, Context, NotChecked, Outcome, Problem, Severity
from privaudit.model.register import Store
from privaudit.model.rules import is_within_any
from privaudit.model.store_contents import asked, meant_rows, store_tables
from privaudit.model.store_facts import FilledRows, Meant
from privaudit.model.stores import Identifiability
from privaudit.model.verdicts import ColumnVerdict, Verdict

_NAMING = ("user.name", "user.contact", GOVERNMENT_ID)
"""What pseudonymised data is free of."""
_POINTING = (
    *DIRECT_IDENTIFIERS,
    "user.device.cookie_id",
    "user.device.device_id",
    "user.device.ip_address",
    "user.device.mac_address",
    "user.device.browser_fingerprint",
    "user.financial.bank_account",
    "user.financial.credit_card",
    "user.biometric",
    "user.content.self_image",
    "user.content.signature",
    "user.authorization",
    "user.health_and_medical.record_id",
    "user.health_and_medical.insurance_beneficiary_id",
)
"""What anonymised data is free of."""
_BARRED = {Identifiability.ANONYMISED: _POINTING, Identifiability.PSEUDONYMISED: _NAMING}


def run(context: Context) -> Iterator[Outcome]:
    """One problem per store, column and category."""
    for store in context.register.stores:
        if store.identifiability is None:
            continue
        for table in store_tables(store, context.estate):
            meant = meant_rows(store, table) if table.has_rows else Meant(table)
            if not isinstance(meant, Meant):
                yield meant
                continue
            for column in context.inventory.of(table):
                yield from _found(context, store, store.identifiability, meant, column)


def _found(context: Context, store: Store, promised: Identifiability, meant: Meant, column: ColumnVerdict) -> Iterator[Outcome]:
    barred = [(category, verdict) for category, verdict in column.found if verdict.personal and _is_barred(promised, category)]
    if not barred:
        return
    table, name, count = meant.table, column.column.name, None
    rows = FilledRows(meant, name)
    if table.has_rows:
        there = asked(table, name, f"store {store.id}")
        if not isinstance(there, TableColumn):
            yield NotChecked(f"store {store.id}: {table.name}.{name}", f"the rows of {table.source} do not hold it")
            return
        count = context.facts.filled(rows)
        if not count:
            return
    for category, verdict in barred:
        own = category == column.category
        # Which of the rows that are meant hold what stands inside some texts is not known.
        sure = verdict if own or meant.when is None else min(verdict, Verdict.INDICATION)
        filled = f" in {count:,} rows" if own and count is not None else ""
        title = context.rulebook.title_of(category)
        yield Problem(
            message=f"{table.name}.{name} holds {title} ({category}){filled}, and store {store.id} is declared as {promised.value}. "
            f"Evidence: {column.why(category)}.",
            verdict=sure,
            table=table,
            column=name,
            category=category,
            register=store.id,
            count=count if own else None,
            rows=rows if own and count is not None else None,
        )


def _is_barred(promised: Identifiability, category: str) -> bool:
    shared = is_within_any(category, OF_MANY)
    return not shared and is_within_any(category, _BARRED[promised])


CHECK = Check(
    title="Identifiers in data that is said to be anonymised or pseudonymised",
    severity=Severity.HIGH,
    law=("GDPR 4(5)", "GDPR 5(1)(c)", "GDPR 25(1)"),
    run=run,
)
