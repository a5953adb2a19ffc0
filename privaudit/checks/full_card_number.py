"""Full numbers of payment cards, and their security codes.

What it finds
    Full card numbers in any column, alone or inside longer texts: with the first digits and the length of a card network and the right
    check digit.  One random number in ten has that digit too, so a few such numbers in a column that is not called after cards are
    only an indication, and a single one is undetermined.  Numbers that are masked, and those that payment providers publish for
    tests, are silent.  A column of security codes (CVV, CVC, CID) is found by its name, and proven where it holds three or four digits.

Why it matters
    PCI DSS asks that a stored number is unreadable (requirement 3.5.1: truncated, a token, a keyed hash or encrypted), and that a
    security code is not kept after the authorisation at all, not even encrypted (3.3.1).  In clear, both are no security appropriate to
    the risk (GDPR Art. 32(1)): whoever has them can pay with them.

Example
    The text column `tickets.message` holds full card numbers in 12 of 3,400 values, sent by customers to the support desk.

How to resolve
    Replace the numbers by the token of the payment provider, or keep the last four digits.  Delete security codes without keeping a copy.
    Clean backups and logs as well, and keep new ones out: a form field for cards belongs to the provider's page.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from privaudit.model.facts import RowsOfForms, RowsWithNumber, TableColumn
from privaudit.model.findings import Check, Context, NotChecked, Outcome, Problem, Severity
from privaudit.model.judgement import owner_of
from privaudit.model.ownership import covers, fits
from privaudit.model.register import NO_CATEGORY
from privaudit.model.rules import Pattern, is_within
from privaudit.model.verdicts import ColumnVerdict, Verdict

CARD = "user.financial.credit_card"
PROOF = 1e-4
"""How probable it may be, at most, that chance gives as many right check digits, for a proof ..."""
SIGN = 0.02
"""... for an indication ..."""
DOUBT = 0.15
"""... and to be said at all."""
_CODE = re.compile(
    r"(?<![a-z])(cc)?(cvv|cvc|(cid|csc|cvn|ccv)2?(?![a-z]))"
    r"|(security|verif[a-z]*|seguridad|seguranca|sicurezza|beveiligings?|sicherheits?)_?(code|number|value|value_code)?(?![a-z])"
    r"|crypto(gram[a-z]*)?(?![a-z])|pruef(nummer|ziffer)|prüf(nummer|ziffer)"
)
_NEXT_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ANSWER = re.compile(r"result|response|resp(?![a-z])|match|check|status|valid|verified|required|present|provided|ok(?![a-z])")
"""What the name of a column says that holds how the bank answered, and not the code."""
_DIGITS = ("[0-9]{3,4}",)
_MOST = 0.5
_ENOUGH = 1_000
"""Numbers from which their share alone tells."""


def run(context: Context) -> Iterator[Outcome]:
    """One problem per column of numbers, one per column of codes."""
    patterns = [pattern for pattern in context.rulebook.patterns if is_within(pattern.category, CARD)]
    tests = tuple(pattern.regex for pattern in patterns if pattern.is_test)
    numbers = [pattern for pattern in patterns if pattern.validator is not None and not pattern.is_test]
    harmless = frozenset(_harmless(context))
    for column in context.inventory.columns:
        if _is_code(column):
            yield from _code(context, column)
        elif not _left_out(context, column, harmless):
            yield from _numbers(context, column, numbers, tests)


def _numbers(context: Context, column: ColumnVerdict, forms: list[Pattern], tests: tuple[str, ...]) -> Iterator[Outcome]:
    table, name = column.table, column.column.name
    if not table.has_rows or table.lacks_values_of(name):
        if column.category is not None and is_within(column.category, CARD) and column.verdict.personal:
            reason = "the rows do not hold it" if table.has_rows else f"{table.name} is a schema without rows"
            yield NotChecked(f"{table.name}.{name}", reason)
        return
    profile = context.inventory.profiles.get((table.source, table.name))
    seen = None if profile is None else profile.columns.get(name)
    for form in forms:
        if seen is None or not (seen.hits.get(form.id) or seen.inside.get(form.id)):
            continue
        rows = RowsWithNumber(TableColumn(table, name), form, tests)
        counts = context.facts.numbers(rows)
        verdict = _verdict(column, _chance(counts.numbers, counts.valid, form.chance))
        if counts.found and verdict is not Verdict.NONE:
            share = f"{counts.found:,} of {counts.values:,} values ({counts.found / counts.values:.1%})"
            yield Problem(
                message=f"{table.name}.{name} holds full card numbers in {share}: {counts.valid:,} of {counts.numbers:,} distinct numbers "
                f"that look so pass the check.",
                verdict=verdict,
                table=table,
                column=name,
                category=CARD,
                register=owner_of(context, column),
                count=counts.found,
                law=("PCI DSS 3.5.1",),
                rows=rows,
            )


def _verdict(column: ColumnVerdict, chance: float) -> Verdict:
    """How sure it is that numbers are of cards: beyond chance, or because the column is called after cards."""
    if chance < PROOF:
        return Verdict.PROVEN
    named = max((verdict for category, verdict in column.found if is_within(category, CARD)), default=Verdict.NONE)
    if named is not Verdict.NONE:
        return min(named, Verdict.INDICATION)
    if chance < SIGN:
        return Verdict.INDICATION
    return Verdict.UNDETERMINED if chance < DOUBT else Verdict.NONE


def _chance(numbers: int, valid: int, chance: float) -> float:
    """The probability that of so many random numbers at least as many pass."""
    if not valid:
        return 1.0
    if numbers > _ENOUGH:
        numbers, valid = _ENOUGH, round(valid * _ENOUGH / numbers)
    ways = math.lgamma(numbers + 1)
    each = (
        ways - math.lgamma(k + 1) - math.lgamma(numbers - k + 1) + k * math.log(chance) + (numbers - k) * math.log1p(-chance)
        for k in range(valid, numbers + 1)
    )
    return min(1.0, math.fsum(map(math.exp, each)))


def _code(context: Context, column: ColumnVerdict) -> Iterator[Outcome]:
    table, name = column.table, column.column.name
    verdict, count, rows, held = column.verdict, None, None, "is a column for"
    if table.has_rows and not table.lacks_values_of(name):
        place = TableColumn(table, name)
        counts = context.facts.forms(place, _DIGITS)
        if counts.by_form[0] < _MOST * counts.values or not counts.values:
            return
        count, rows, held = counts.by_form[0], RowsOfForms(place, _DIGITS, frozenset({0})), f"holds in {counts.by_form[0]:,} rows"
        verdict = Verdict.PROVEN if verdict.personal else verdict
    yield Problem(
        message=f"{table.name}.{name} {held} the security code of payment cards, which may not be kept after the authorisation. "
        f"Evidence: {column.why(column.category or '')}.",
        verdict=verdict,
        table=table,
        column=name,
        category=CARD,
        register=owner_of(context, column),
        count=count,
        law=("PCI DSS 3.3.1",),
        rows=rows,
    )


def _is_code(column: ColumnVerdict) -> bool:
    """Whether a column of card data is called after the security code, and not after what the bank said of it."""
    if column.category is None or not is_within(column.category, CARD):
        return False
    name = _NEXT_WORD.sub("_", column.column.name).lower()
    return bool(_CODE.search(name)) and not _ANSWER.search(name)


def _harmless(context: Context) -> Iterator[tuple[str, str]]:
    """The columns, in lower case, of which the register says that they hold no personal data."""
    for activity in context.register.activities:
        for declared in activity.data:
            if declared.category == NO_CATEGORY:
                yield from ((name.table.lower(), name.column.lower()) for name in declared.columns)


def _left_out(context: Context, column: ColumnVerdict, harmless: frozenset[tuple[str, str]]) -> bool:
    """Whether the register says that the column holds no personal data, or an allow list that it holds no cards to speak of."""
    table, name = column.table.name, column.column.name
    allowed = (one for one in context.rulebook.allowed if one.category is None or covers(one.category, CARD, context.rulebook))
    return (table.lower(), name.lower()) in harmless or any(fits(one.table, table) and fits(one.column, name) for one in allowed)


CHECK = Check(
    title="Full card numbers and security codes",
    severity=Severity.CRITICAL,
    law=("GDPR 32(1)", "GDPR 5(1)(f)"),
    run=run,
)
