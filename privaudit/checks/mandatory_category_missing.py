"""A mandatory category that no column holds, or that rows leave empty.

What it finds
    A category that an activity declares with `mandatory: true`, and that no column of the activity's tables in the run holds; or whose
    columns are empty in all rows or in some, with their number.  Rows count in the table where the activity's persons are: the one
    that holds most of its mandatory categories; a row counts where all columns of the category are empty.  A schema without rows shows
    only whether there is a column.  As long as a table that the activity names is not in the run, the category may be there: that is
    said under what was not checked.

Why it matters
    What is mandatory is what the purpose cannot do without (GDPR Art. 5(1)(c)); a form says so (Art. 13(2)(e)).  If it goes without, it
    need not be mandatory; if it does not, these records are not accurate and complete (Art. 5(1)(d)).

Example
    Accounts declare the company as mandatory; in 12 of 204 rows `accounts.company` is empty.

How to resolve
    Where the purpose works without it, take `mandatory` out of the register and off the form.  Else ask for what is missing, and
    let the table refuse empty values.  A column under a name that says nothing: map it by hand with
    `{category: ..., mandatory: true, columns: [table.column]}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from privaudit.model.estate import Table
from privaudit.model.facts import BlankRows
from privaudit.model.findings import Check, Context, NotChecked, Outcome, Problem, Severity
from privaudit.model.ownership import covers, is_plain, owners, tables_of
from privaudit.model.register import NO_CATEGORY, Activity, Declared
from privaudit.model.verdicts import ColumnVerdict, Verdict

MOST = 0.5
"""The share of values from which what stands inside them is what the column is for."""


@dataclass(frozen=True, slots=True)
class _Holder:
    """A table of the activity that has columns of a mandatory category."""

    table: Table
    columns: tuple[ColumnVerdict, ...]
    verdict: Verdict
    """Of the surest of them."""


def run(context: Context) -> Iterator[Outcome]:
    """One problem per activity and category, and per table where rows leave it empty."""
    for activity in context.register.activities:
        tables = tables_of(context.register, activity, context.inventory.estate)
        mandatory = [declared for declared in activity.data if declared.mandatory and declared.category != NO_CATEGORY]
        if not tables or not mandatory:
            continue
        holders = {declared.category: _holders(context, activity, tables, declared) for declared in mandatory}
        most = {id(table): sum(any(one.table is table for one in found) for found in holders.values()) for table in tables}
        for declared in mandatory:
            found = holders[declared.category]
            if not found:
                yield _nowhere(context, activity, declared, tables)
            largest = max((most[id(one.table)] for one in found), default=0)
            for holder in found:
                if most[id(holder.table)] == largest:
                    yield from _empty(context, activity, declared, holder)


def _holders(context: Context, activity: Activity, tables: Sequence[Table], declared: Declared) -> list[_Holder]:
    """The tables with columns of the category; what stands inside the values of others counts where most of them have it."""
    found = []
    for table in tables:
        own = [column for column in context.inventory.of(table) if activity in owners(context.register, table, column.column.name)]
        sure = {column: verdict for column in own if (verdict := _holds(context, column, declared.category)) is not Verdict.NONE}
        if sure:
            found.append(_Holder(table, tuple(sure), max(sure.values())))
    return found


def _holds(context: Context, column: ColumnVerdict, wanted: str) -> Verdict:
    if column.category is not None and covers(wanted, column.category, context.rulebook):
        return column.verdict
    inside = [within.verdict for within in column.also if within.share >= MOST and covers(wanted, within.category, context.rulebook)]
    return max(inside, default=Verdict.NONE)


def _nowhere(context: Context, activity: Activity, declared: Declared, tables: Sequence[Table]) -> Problem | NotChecked:
    names = ", ".join(dict.fromkeys(table.name for table in tables))
    plain = [name for where in activity.where for name in where.tables if is_plain(name)]
    absent = [name for name in plain if not context.inventory.estate.named(name)]
    if absent and not context.complete:
        reason = f"no column of {names} holds it, and {', '.join(absent)} is not in this run"
        return NotChecked(f"{activity.id}: {declared.category}", reason)
    if unseen := [table.name for table in tables if table.narrowed]:
        return NotChecked(f"{activity.id}: {declared.category}", f"the login may not see all columns of {', '.join(unseen)}")
    return Problem(
        message=f"Activity {activity.id} declares {declared.category} as mandatory, and no column of {names} holds it.",
        verdict=Verdict.INDICATION,
        category=declared.category,
        register=activity.id,
        place=declared.place,
    )


def _empty(context: Context, activity: Activity, declared: Declared, holder: _Holder) -> Iterator[Outcome]:
    table = holder.table
    names = tuple(column.column.name for column in holder.columns if not table.lacks_values_of(column.column.name))
    if not table.has_rows or not names:
        reason = "the rows do not hold it" if table.has_rows else f"{table.name} is a schema without rows"
        yield NotChecked(f"{activity.id}: {declared.category} in {table.name}", f"{reason}: only they tell whether it is filled")
        return
    if any(column.values == column.looked_at for column in holder.columns):
        return
    rows = BlankRows(table, names)
    counts = context.facts.blank(rows)
    if not counts.blank:
        return
    where = ", ".join(f"{table.name}.{name}" for name in names)
    which = "all" if counts.blank == counts.rows else f"{counts.blank:,} of"
    yield Problem(
        message=f"Activity {activity.id} declares {declared.category} as mandatory, and {where} {'is' if len(names) == 1 else 'are'} empty "
        f"in {which} {counts.rows:,} rows.",
        verdict=holder.verdict,
        table=table,
        column=names[0] if len(names) == 1 else None,
        category=declared.category,
        register=activity.id,
        count=counts.blank,
        rows=rows,
    )


CHECK = Check(
    title="A mandatory category that is missing",
    severity=Severity.LOW,
    law=("GDPR 5(1)(c)", "GDPR 5(1)(d)"),
    run=run,
)
