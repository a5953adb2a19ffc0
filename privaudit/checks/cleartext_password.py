"""Passwords that anybody who sees the table can read.

What it finds
    Values of a column of passwords that are no hash of any known form, nothing that looks encrypted, and no mark of a locked or
    empty account (`*`, `!`, `disabled` ...).  It takes rows to know: a schema alone says nothing.  Where the same few values come
    again and again, or one single value stands among hashes, that is not certain and never fails a build.

Why it matters
    Whoever reads the table, a backup or a log of it can sign in as these persons, and with the same password elsewhere.  That is no
    security appropriate to the risk (GDPR Art. 32(1), 5(1)(f)); the CNIL (recommendation 2022-100), ANSSI, OWASP and NIST SP 800-63B
    all say that a password is never stored in clear.

Example
    84 of 204 values of `accounts.password` are no hash of any known form; the others are bcrypt.

How to resolve
    Take the account list out of reach, reset these passwords, and store only a slow, salted hash (Argon2id, scrypt, bcrypt, PBKDF2).
    Erase the clear values from backups and exports too, and consider whether it was a breach that must be notified (Art. 33).
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.checks._passwords import PASSWORD, Stored, Strength, stored
from privaudit.model.facts import RowsOfForms
from privaudit.model.findings import Check, Context, NotChecked, Outcome, Problem, Severity
from privaudit.model.judgement import owner_of
from privaudit.model.verdicts import Verdict

_MANY = 20
_TIMES = 10
"""So many values of which each comes so often, on average, are rather words of a list: pass, fail."""


def run(context: Context) -> Iterator[Outcome]:
    """One problem per column."""
    for found in stored(context):
        if isinstance(found, NotChecked):
            yield found
        elif any(form.strength is Strength.MARK for form in found.forms):
            yield from _readable(context, found)


def _readable(context: Context, found: Stored) -> Iterator[Outcome]:
    table, column, values = found.column.table, found.column.column.name, found.counts.values
    if ciphers := sum(found.of(Strength.CIPHER).values()):
        reason = f"{ciphers:,} of {values:,} values have a form that is not known, perhaps they are encrypted: who has the key reads them"
        yield NotChecked(f"{table.name}.{column}", reason)
    readable = found.readable
    clear = sum(readable.values())
    if not clear:
        return
    hashed = sum(found.of(Strength.SLOW, Strength.WEAK, Strength.DIGEST).values())
    beside = f"; {hashed:,} are hashes" if hashed else ""
    yield Problem(
        message=f"{table.name}.{column} holds passwords, and {clear:,} of {values:,} values ({clear / values:.0%}) are no hash of any "
        f"known form: they can be read as they stand{beside}.",
        verdict=min(found.verdict, Verdict.UNDETERMINED) if _doubtful(found, clear, hashed) else found.verdict,
        table=table,
        column=column,
        category=PASSWORD,
        register=owner_of(context, found.column),
        count=clear,
        rows=RowsOfForms(found.place, found.regexes, frozenset(readable)),
    )


def _doubtful(found: Stored, clear: int, hashed: int) -> bool:
    """Whether the values may be words of a list, or one more mark of an account without a password."""
    distinct = found.counts.distinct_other
    return (hashed > 0 and clear == found.counts.other and distinct == 1) or (clear >= _MANY and distinct * _TIMES <= clear)


CHECK = Check(
    title="Passwords in clear text",
    severity=Severity.CRITICAL,
    law=("GDPR 32(1)", "GDPR 5(1)(f)"),
    run=run,
)
