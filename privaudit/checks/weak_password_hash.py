"""Passwords behind a hash that can be undone by trying.

What it finds
    Values of a column of passwords that are hashes made in one pass: MD5, NTLM and LM, SHA-1, MySQL's, SHA-2, salted or not; and those
    that repeat MD5 (`$1$`, `$apr1$`, phpass `$P$` and `$H$`).  32, 40 or 64 hexadecimal digits prove nothing by themselves; in a column of
    passwords they do.  Where the table has a column of salts, a digest of SHA-2 may be the outcome of PBKDF2: nobody can tell, so
    it stands under what was not checked.  In other columns only forms count that nothing else has.

Why it matters
    A graphics card tries billions of passwords a second against MD5 or SHA-256, and without a salt each try counts for all accounts at
    once.  The state of the art (GDPR Art. 32(1)) is a slow function with a salt: Argon2id, scrypt, bcrypt or PBKDF2 (OWASP Password
    Storage Cheat Sheet; NIST SP 800-63B; ANSSI, guide on authentication and passwords; CNIL, recommendation 2022-100).

Example
    120 of 204 values of `users.password` are MD5 or NTLM, 84 are SHA-1.

How to resolve
    Wrap the old hashes in a slow function now (bcrypt of the MD5), and replace each by a plain slow hash when its owner next signs in.
    Reset those of accounts that do not come back.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.checks._passwords import PASSWORD, Stored, Strength, stored
from privaudit.model.facts import RowsOfForms
from privaudit.model.findings import Check, Context, NotChecked, Outcome, Problem, Severity
from privaudit.model.judgement import owner_of


def run(context: Context) -> Iterator[Outcome]:
    """One problem per column."""
    for found in stored(context):
        if isinstance(found, NotChecked):
            yield found
        else:
            yield from _weak(context, found)


def _weak(context: Context, found: Stored) -> Iterator[Outcome]:
    table, column, values = found.column.table, found.column.column.name, found.counts.values
    if digests := sum(found.of(Strength.DIGEST).values()):
        told = f"{digests:,} of {values:,} values are as long as digests of SHA-2, and the table has a column of salts"
        yield NotChecked(f"{table.name}.{column}", f"{told}: how often the function is repeated, they do not show")
    weak = found.of(Strength.WEAK)
    if not weak:
        return
    count = sum(weak.values())
    each = ", ".join(f"{number:,} {found.forms[place].title}" for place, number in weak.items())
    yield Problem(
        message=f"{table.name}.{column} holds passwords, and {count:,} of {values:,} values ({count / values:.0%}) are hashes that are "
        f"quickly undone by trying: {each}.",
        verdict=found.verdict,
        table=table,
        column=column,
        category=PASSWORD,
        register=owner_of(context, found.column),
        count=count,
        rows=RowsOfForms(found.place, found.regexes, frozenset(weak)),
    )


CHECK = Check(
    title="Passwords behind a weak hash",
    severity=Severity.HIGH,
    law=("GDPR 32(1)", "GDPR 5(1)(f)"),
    run=run,
)
