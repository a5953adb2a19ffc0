"""Two activities that claim the same columns equally.

What it finds
    Tables that two activities claim with globs of equal specificity, for the same columns.  Of several claims the most specific
    wins; equal ones share the columns: each activity must declare what is found there, and the clocks of both run.  Two wildcards
    that merely could fit the same name are `undetermined`, and where the targets are given, only tables that they hold count.

Why it matters
    A column that two activities share has two purposes and two periods, often without anyone having meant it (GDPR Art. 5(1)(b)).

Example
    `prospecting` owns the tables `contacts*`, and so does `support`, with a period of its own.

How to resolve
    Make one of them more specific: name the table (`contacts_open`) or the columns (`columns: [email, phone]`).  If both really
    use the data, nothing is wrong: accept the complaint.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from privaudit.lints._by_role import listed
from privaudit.model.estate import Table
from privaudit.model.findings import Lint, Outcome, Problem, RegisterContext, Severity
from privaudit.model.glob_pairs import share
from privaudit.model.ownership import Plainness, fits, plainness
from privaudit.model.register import Activity, Register
from privaudit.model.verdicts import Verdict


class _Claim(NamedTuple):
    activity: Activity
    glob: str
    columns: tuple[str, ...]


def run(context: RegisterContext) -> Iterator[Outcome]:
    """One complaint per glob that several activities have, and one per pair of wildcards that can fit the same name."""
    claims = _claims(context.register)
    for same in claims.values():
        rivals = [claim for claim in same if any(_meet(claim, other) for other in _distinct(same, claim))]
        if rivals and _in_run(context, rivals[0].glob, rivals[0].glob):
            yield _problem(rivals, "")
    wild: dict[Plainness, list[str]] = defaultdict(list)
    for glob in claims:
        how = plainness(glob)
        if not how[0]:
            wild[how].append(glob)
    for globs in wild.values():
        for one, other in combinations(globs, 2):
            if share(one, other) and _in_run(context, one, other):
                rivals = next(([a, b] for a in claims[one] for b in claims[other] if _meet(a, b)), [])
                if rivals:
                    yield _problem(rivals, rivals[1].activity.id, Verdict.UNDETERMINED if context.estate is None else Verdict.PROVEN)


def _claims(register: Register) -> dict[str, list[_Claim]]:
    """Who claims which tables, by the glob in lower case, in the order of the register."""
    found: dict[str, list[_Claim]] = defaultdict(list)
    for activity in register.activities:
        for where in activity.where:
            for glob in dict.fromkeys(where.tables):
                found[glob.lower()].append(_Claim(activity, glob, where.columns))
    return found


def _distinct(claims: Iterable[_Claim], claim: _Claim) -> Iterator[_Claim]:
    """One claim of another activity for each choice of columns: more of the same tell nothing more."""
    seen: set[tuple[str, ...]] = set()
    for other in claims:
        if other.columns not in seen and other.activity is not claim.activity:
            seen.add(other.columns)
            yield other


def _meet(one: _Claim, other: _Claim) -> bool:
    return one.activity is not other.activity and _columns_meet(one.columns, other.columns)


@lru_cache(maxsize=4096)
def _columns_meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether both name some column equally."""
    return any(share(mine, theirs) and plainness(mine) == plainness(theirs) for mine in one for theirs in other)


def _in_run(context: RegisterContext, one: str, other: str) -> bool:
    """Whether a table of the run fits both; without targets, always."""
    return context.estate is None or any(fits(one, table.name) and fits(other, table.name) for table in context.estate.tables)


def _problem(rivals: list[_Claim], register: str, verdict: Verdict = Verdict.PROVEN) -> Problem:
    second = next(claim for claim in rivals if claim.activity is not rivals[0].activity)
    globs = " and ".join(dict.fromkeys(f"`{claim.glob}`" for claim in (rivals[0], second)))
    return Problem(
        message=f"The activities {listed(claim.activity.id for claim in rivals)} claim {globs} equally: each must declare what is found "
        "there, and the clocks of all run. Name tables or columns in one of them, if that is not meant.",
        verdict=verdict,
        table=Table("", second.glob, ()),
        register=register,
        place=second.activity.place,
    )


LINT = Lint(title="Activities that claim the same columns", severity=Severity.LOW, law=("GDPR 5(1)(b)",), run=run)
