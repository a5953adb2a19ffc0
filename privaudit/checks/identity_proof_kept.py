"""Proofs of identity that are kept after the request that they were for.

What it finds
    Rows with a filled field past a clock that starts at `request_closed` and applies to `user.government_id`: by its categories,
    or by columns that hold such ids.  A column that holds nobody knows what (the path of a scan) counts where the activity
    declares `user.government_id`.

Why it matters
    A copy of an identity card is asked for to know who asks (GDPR Art. 12(6)).  Once the request is handled it serves nothing any
    more (Art. 5(1)(e)), and whoever steals it can pass for the person.

Example
    `requests.id_document` is still filled in 2 requests that were closed in the spring.

How to resolve
    Delete the documents and empty the field when the request is closed.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.checks._overdue import overdue_under
from privaudit.model.clocks import Overdue
from privaudit.model.findings import Check, Context, Outcome, Severity


def run(context: Context) -> Iterator[Outcome]:
    """One problem per table and clock."""
    yield from overdue_under(context, Overdue.IDENTITY_PROOF)


CHECK = Check(
    title="Proofs of identity that are kept after the request",
    severity=Severity.HIGH,
    law=("GDPR 5(1)(e)", "GDPR 12(6)"),
    run=run,
)
