"""When two phone numbers are the same, as a key that the engine computes from what is written.

The key is the number as it is dialled from anywhere (E.164) in digits alone.  A number without the code of a country is read as
one of the organisation's country.  What cannot be a number there has no key, and is the contact of nobody.
"""

from __future__ import annotations

from sqlglot import exp

from privaudit import questions as ask
from privaudit.facts.conditions import filled_in
from privaudit.validators.numbering import NumberingPlan

_PLUS = ("+", "\uff0b")
_MARKS = f"().\\[\\]/\\-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00b7{ask.WHITE}"
_WRITTEN = f"[{''.join(_PLUS)}]?[{_MARKS}]*[0-9][0-9{_MARKS}]*"
"""A number with the marks between its digits; a name before it and an extension behind it are left out."""
_PLAIN_MARKS = " .()/-"
_PLAIN = f"[+]?[0-9{_PLAIN_MARKS}]*[0-9][0-9]"
"""How nearly all numbers are written: told and tidied several times faster than others."""
_DECIMAL = "[0-9]{5,15}[.]0"
"""What spreadsheets make of a number."""
_ABROAD = "[1-9][0-9]{6,14}"
"""E.164 has 15 digits at most; with its country's code, no number that is in use has fewer than 7."""


def dialled(cell: exp.Expr) -> exp.Expr:
    """The digits of a number that is written in a cell, behind a + where one stands there; NULL where there are none."""
    plain = cell
    for mark in _PLAIN_MARKS:
        plain = ask.without(plain, mark)
    written = ask.extract(ask.trimmed(cell), _WRITTEN)
    plus = ask.case([(ask.one_of(ask.start(written, 1), _PLUS), ask.text("+"))], ask.text(""))
    whole = ask.case([(ask.matches(written, _DECIMAL), ask.before_first(written, "."))], written)
    number = ask.joined(plus, ask.digits(whole))
    return ask.case([(ask.matches(cell, _PLAIN), plain), (ask.has(cell, "@"), exp.null())], number)


def phone_key(number: exp.Expr, plan: NumberingPlan) -> exp.Expr:
    """The key of a number as `dialled` gives it: equal for two spellings of the same number; NULL where it is none."""
    branches: list[tuple[exp.Expr, exp.Expr]] = [(ask.matches(number, "[+][0-9]+"), _international(ask.behind(number, 1), plan))]
    if plan.out:
        branches.append((ask.matches(number, f"{plan.out}[1-9][0-9]*"), _international(ask.behind(number, len(plan.out)), plan)))
    return ask.case(branches, _domestic(number, plan))


def _domestic(number: exp.Expr, plan: NumberingPlan) -> exp.Expr:
    """The key of a number without a sign that it begins with a country's code.  It may do so all the same."""
    if not plan.calling_code:
        return exp.null()
    bare = ask.behind(number, len(plan.calling_code))
    coded = exp.and_(
        ask.matches(number, f"{plan.calling_code}[0-9]*"),
        exp.not_(ask.matches(number, plan.national)),
        filled_in(_national(bare, plan)),
    )
    return ask.case([(coded, _national(bare, plan))], _national(number, plan))


def _international(number: exp.Expr, plan: NumberingPlan) -> exp.Expr:
    """The key of a number that begins with a country's code."""
    branches = []
    if plan.calling_code:
        own = ask.matches(number, f"{plan.calling_code}[0-9]*")
        branches.append((own, _national(ask.behind(number, len(plan.calling_code)), plan)))
    code = f"(?:{plan.trunk_zero})"
    with_zero = ask.matches(number, f"{code}0[1-9][0-9]*")
    for length in sorted({len(one) for one in plan.trunk_zero.split("|")}):
        of_length = ask.matches(ask.start(number, length), code)
        whole = ask.joined(ask.start(number, length), ask.behind(number, length + 1))
        branches.append((exp.and_(with_zero, of_length), _possible(whole)))
    return ask.case(branches, _possible(number))


def _possible(number: exp.Expr) -> exp.Expr:
    return ask.case([(ask.matches(number, _ABROAD), number)], exp.null())


def _national(number: exp.Expr, plan: NumberingPlan) -> exp.Expr:
    """The key of a number of the country, which may begin with a trunk prefix."""
    code = ask.text(plan.calling_code)
    branches: list[tuple[exp.Expr, exp.Expr]] = []
    for trunk in plan.trunks:
        bare = ask.behind(number, len(trunk))
        fits = exp.and_(ask.matches(number, f"{trunk}[0-9]*"), ask.matches(bare, plan.national))
        branches.append((fits, ask.joined(code, bare)))
    branches.append((ask.matches(number, plan.national), ask.joined(code, number)))
    return ask.case(branches, exp.null())
