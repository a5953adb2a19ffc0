"""A column that a retention clock names, and that its table does not have.

What it finds
    A table of the run that a clock names and that lacks the column: one that dates its start, tells which rows it rules or which
    version they are of, must be empty when it has run out, tells whose request it is, or proves that rows must exist.

Why it matters
    A period that cannot be measured cannot be kept (GDPR Art. 5(1)(e), 5(2)): nobody can show which rows are past it.

Example
    Subscriptions are kept for five years from `subscriptions.ended_on`; the table has no such column.

How to resolve
    Correct the name in the register, export the column too, or add it to the table.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.clocks import clock_id, clocks, named_columns
from privaudit.model.findings import Check, Context, NotChecked, Outcome, Problem, Severity
from privaudit.model.verdicts import Verdict


def run(context: Context) -> Iterator[Outcome]:
    """One problem per clock, table and column."""
    for activity, clock in clocks(context):
        for name, does in named_columns(clock):
            for table in context.inventory.estate.named(name.table):
                if table.column(name.column) is None and table.narrowed:
                    yield NotChecked(str(name), f"whether {table.name} has it is not known: the login may not see all of its columns")
                elif table.column(name.column) is None:
                    yield Problem(
                        message=f"The clock {clock_id(activity, clock)} names {name}, which {does}, and {table.name} has no such column.",
                        verdict=Verdict.PROVEN,
                        table=table,
                        column=name.column,
                        register=clock_id(activity, clock),
                        place=clock.place,
                    )


CHECK = Check(
    title="A clock's column that its table does not have",
    severity=Severity.MEDIUM,
    law=("GDPR 5(1)(e)", "GDPR 5(2)"),
    run=run,
)
