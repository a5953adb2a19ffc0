"""Cookies that live longer than declared.

What it finds
    Cookies of a store whose expiry lies after the day on which they were set plus `max`; the day itself is still inside.  Where nothing
    tells when a cookie was set, it was set on the day of the audit at the latest: what expires later than that allows is found too, and
    the others are counted under "not checked".  With `max: session`, cookies that have a date of expiry at all; one before the day on
    which the cookie was set only deletes it.  A cookie without an expiry ends with the session.

Why it matters
    A cookie that follows a visitor for longer than was said was not agreed to (ePrivacy directive Art. 5(3)), and how long data is kept
    must be said and held (GDPR Art. 5(1)(e), 13(2)(a)).

Example
    Cookies live 13 months at most; `tm_stats`, set on 2026-01-10, expires on 2028-01-10.

How to resolve
    Set the cookie with a shorter `Max-Age`, and none at all where it must end with the session; the next visit replaces the old one.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.facts import TableColumn
from privaudit.model.findings import Check, Context, NotChecked, Outcome, Problem, Severity
from privaudit.model.register import ColumnName, Store
from privaudit.model.store_contents import asked, columns_of_store, meant_rows
from privaudit.model.store_facts import Lifetime, LifetimeCounts, Meant
from privaudit.model.stores import Cookie
from privaudit.model.verdicts import Verdict


def run(context: Context) -> Iterator[Outcome]:
    """One problem per store and table."""
    for store in context.register.stores:
        cookie = store.cookie
        if cookie is None or (cookie.max is None and not cookie.session):
            continue
        if cookie.expires is None:
            yield NotChecked(f"store {store.id}", "it does not say which column tells when its cookies expire")
            continue
        for column in columns_of_store(store, cookie.expires, context.estate):
            if isinstance(column, TableColumn):
                yield from _held(context, store, cookie, column)
            else:
                yield column


def _held(context: Context, store: Store, cookie: Cookie, expires: TableColumn) -> Iterator[Outcome]:
    meant = meant_rows(store, expires.table)
    if not isinstance(meant, Meant):
        yield meant
        return
    set_at: str | None = None
    if cookie.set_at is not None and _of_table(cookie.set_at, expires):
        found = asked(expires.table, cookie.set_at.column, f"store {store.id}")
        if isinstance(found, TableColumn):
            set_at = found.column
        else:
            yield found
    lifetime = Lifetime(meant, expires.column, set_at, None if cookie.session else cookie.max)
    counts = context.facts.lifetimes(lifetime)
    yield from _unknown(store, lifetime, counts)
    if counts.outliving:
        promised = "have a date of expiry and should end with the session" if lifetime.max is None else _later(lifetime)
        yield Problem(
            message=f"{counts.outliving:,} of {counts.rows:,} cookies of store {store.id} in {expires.table.name} {promised}: "
            f"the latest on {counts.latest}.",
            verdict=Verdict.PROVEN,
            table=expires.table,
            column=expires.column,
            register=store.id,
            count=counts.outliving,
            law=("ePrivacy 5(3)",),
            rows=lifetime,
        )


def _later(lifetime: Lifetime) -> str:
    return f"expire later than {'' if lifetime.max is None else lifetime.max.text} after they were set"


def _unknown(store: Store, lifetime: Lifetime, counts: LifetimeCounts) -> Iterator[NotChecked]:
    table = lifetime.meant.table
    if counts.unreadable:
        reason = f"{counts.unreadable:,} of {counts.rows:,} values are no date: whether these cookies expire in time is not known"
        yield NotChecked(f"store {store.id}: {table.name}.{lifetime.expires}", reason)
    if counts.without_start and lifetime.max is not None:
        reason = f"{counts.without_start:,} of {counts.rows:,} cookies expire, and no readable date tells when they were set"
        yield NotChecked(f"store {store.id}: {table.name}", reason)


def _of_table(name: ColumnName, column: TableColumn) -> bool:
    return not name.table or name.table.lower() == column.table.name.lower()


CHECK = Check(
    title="Cookies that live longer than declared",
    severity=Severity.MEDIUM,
    law=("GDPR 5(1)(e)", "GDPR 13(2)(a)"),
    run=run,
)
