"""What an export came to, for people: tables, counts and names, never a value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from privaudit.messages import number, visible
from privaudit.model.export import ExportedPerson, ExportReport, Package
from privaudit.model.reasons import Because, Reason
from privaudit.model.report import Style
from privaudit.model.rights import Ambiguous, LeftOut, Nobody, Reached

_ARTICLES = {"portability": "GDPR Art. 20", "access": "GDPR Art. 15"}
_TO_GIVE = {
    "portability": "declare which activities rest on consent or contract (basis: [A6-1-a] or [A6-1-b]), or give all with --right access.",
    "access": "see why above.",
}


def render(report: ExportReport, style: Style) -> str:
    """The report as text; nothing in it needs a width."""
    del style
    lines = [line for person in report.persons for line in _person(person)]
    return "".join(f"{visible(line)}\n" for line in lines)


def _person(person: ExportedPerson) -> Iterator[str]:
    place = f"{person.place}: " if person.place else ""
    match person.outcome:
        case Package():
            yield from _package(f"{place}{person.path}", person.outcome)
        case Ambiguous(rows, more):
            yield f"{place}several persons fit, and nothing was written. Give another identifier that tells them apart."
            yield from (f"  {table}: {key}" for table, key in rows)
            if more:
                yield f"  and {more:,} more"
        case Nobody():
            yield f"{place}{_nobody(person.outcome)}"


def _nobody(outcome: Nobody) -> str:
    names = ", ".join(outcome.identifiers)
    what = f"nobody has this {names}" if len(outcome.identifiers) == 1 else f"nobody has all of these: {names}"
    also = (
        f" Not searched, because only what it holds suggests it: {', '.join(outcome.not_searched)} (--yes does)."
        if outcome.not_searched
        else ""
    )
    return f"{what}, and nothing was written. Searched: {', '.join(dict.fromkeys(outcome.searched))}.{also}"


def _package(path: str, package: Package) -> Iterator[str]:
    rows = sum(len(table.rows) for table in package.tables)
    said = f"{number(len(package.tables), 'table')}, {number(rows, 'row')}"
    yield f"{path}: {said} ({package.right.value}, {_ARTICLES[package.right.value]})"
    width = max((len(table.name) for table in package.tables), default=0)
    for table in package.tables:
        yield f"  {table.name:{width}}  {number(len(table.rows), 'row')}, by {'; '.join(table.reached_by)}"
    if package.left_out:
        yield "Left out:"
        yield from (f"  {line}" for line in _left_out(package.left_out))
        if any(one.reason.reason is Reason.SECRET for one in package.left_out):
            yield "  (--with-secrets gives passwords, tokens and keys too)"
        if not package.tables:
            yield f"Nothing was left to give, and the package is empty: {_TO_GIVE[package.right.value]}"
    if package.not_followed:
        yield f"Suggested by names, and not followed without --yes: {', '.join(package.not_followed)}"
    counted = Counter(one.reached for one in package.completeness)
    yield f"Personal columns: {', '.join(f'{counted[state]:,} {state.value}' for state in Reached)}"
    unreached: dict[tuple[str, Because | None], list[str]] = {}
    for one in package.unreached:
        unreached.setdefault((one.table, one.reason), []).append(one.column)
    yield from (f"  {table}.{', '.join(dict.fromkeys(columns))}: {reason}" for (table, reason), columns in unreached.items())


def _left_out(entries: tuple[LeftOut, ...]) -> Iterator[str]:
    together: dict[tuple[str, Because, int | None], list[str]] = {}
    for entry in entries:
        together.setdefault((entry.table, entry.reason, entry.rows), []).append(entry.column or "")
    for (table, reason, rows), columns in together.items():
        named = f"{table}.{', '.join(columns)}" if all(columns) else table
        count = "" if rows is None else f" ({number(rows, 'row')})"
        yield f"{named}{count}: {reason}"
