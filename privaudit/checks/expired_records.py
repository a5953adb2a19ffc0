"""Records that are kept longer than declared.

What it finds
    Rows whose clock has run out: the start event plus `max` lies before the day of the audit; the day itself is still inside.
    Of several start events the latest or earliest that is filled counts, as declared.  Rows of other tables of the activity
    follow the row that they point to by foreign keys or `links`.  Every row is looked at, by the calendar: 29 February plus
    one year is 28 February.  Periods that follow each other (`after`) are added one by one.

    A clock may rule some rows only (`when`, `valid`), have another period for some (`override`), and give way to another clock
    that still keeps a row (`except`).  With `applies_to`, and with `then: anonymise`, the row may stay: what counts is a row in
    which one of these fields, or a name, contact, government id or account id, is still filled.  A row past `archive.after` that
    lies outside the archive is expired too.

    A row that an erasure had to leave, because others point to it, is no finding: it bears the mark `erased` or `erased-...`, and
    neither it nor a row that it points to holds anything else that tells of a person (GDPR Art. 4(1), recital 26).

    Clocks that start at a request for deletion, or end a proof of identity, are looked at by `deletion-request-overdue` and
    `identity-proof-kept`.

Why it matters
    Personal data may be kept no longer than its purpose needs (GDPR Art. 5(1)(e)), and the register states how long that is
    (Art. 30(1)(f)).

Example
    Prospects are kept for three years after the last contact; 42 rows are older, the oldest by 1 year and 2 months.

How to resolve
    Erase or anonymise the rows (`--rows` lists their keys), and find out why the purge did not.  If the law asks for longer,
    declare the longer period.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.checks._overdue import overdue_under
from privaudit.model.clocks import Overdue
from privaudit.model.findings import Check, Context, Outcome, Severity


def run(context: Context) -> Iterator[Outcome]:
    """One problem per table and clock."""
    yield from overdue_under(context, Overdue.EXPIRED)


CHECK = Check(
    title="Records that are kept longer than declared",
    severity=Severity.HIGH,
    law=("GDPR 5(1)(e)",),
    run=run,
)
