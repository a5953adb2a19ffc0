"""Backups and other copies that are older than their store may be.

What it finds
    Of a store with `max`: the files that it names, and the rows of its tables (of a catalogue of backups; with `when` those that are
    meant), whose date plus `max` lies before the day of the audit; the day itself is still inside.  Files are dated by the date in
    their name (`2026-11-21`, `20261121T0200`, `21nov2026`, a week, a month, seconds since 1970 ...), else by that in the name of their
    folder, or by when they were last written (`dated_by: modified`).  Files are listed, never opened.

Why it matters
    What was erased lives on in each copy that is kept (GDPR Art. 5(1)(e), 17); the period of a backup is part of the promise.

Example
    Backups roll over 30 days; of 34 files in `backups/` four are older, the oldest of 2026-09-30.

How to resolve
    Delete the copies that are past their period and see why the rotation did not; one that only copies and never deletes needs a rule
    where the copies lie.  A file whose name tells no date is listed under "not checked": date it by `modified`, or rename it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from privaudit.model.cutoffs import cutoff, overdue
from privaudit.model.estate import Place, StoredFile
from privaudit.model.facts import TableColumn
from privaudit.model.file_dates import day_of_name
from privaudit.model.findings import Check, Context, Missing, NotChecked, Outcome, Problem, Severity
from privaudit.model.register import ColumnName, Period, Store
from privaudit.model.store_contents import columns_of_store, meant_rows, store_files
from privaudit.model.store_facts import AgedRows, Meant
from privaudit.model.stores import FileDate
from privaudit.model.verdicts import Verdict

_NAMED = 20
"""Files that are named one by one."""


def run(context: Context) -> Iterator[Outcome]:
    """One problem per store for its files, and one per table."""
    for store in context.register.stores:
        if store.max is None or store.temporary is not None:
            continue
        match store.dated_by:
            case ColumnName() as column:
                yield from _rows(context, store, store.max, column)
            case FileDate():
                yield from _files(context, store, store.max)
            case None:
                yield NotChecked(f"store {store.id}", "it does not say what dates its files and rows: name it with `dated_by`")


def _files(context: Context, store: Store, period: Period) -> Iterator[Outcome]:
    dated: list[tuple[date, StoredFile]] = []
    unknown: list[tuple[StoredFile, str]] = []
    for file in store_files(store, context.estate):
        day = _day_of(context, store, file)
        if day is None:
            unknown.append((file, "its name holds no date"))
        elif day > context.as_of:
            unknown.append((file, f"its date, {day.isoformat()}, lies after the day of the audit"))
        else:
            dated.append((day, file))
    yield from _undated(store, unknown)
    limit = cutoff(period, context.as_of)
    past = sorted((day, file.name, file) for day, file in dated if limit is not None and day <= limit)
    if past:
        names = [name for _, name, _ in past]
        oldest, among = past[0][0], len(dated) + len(unknown)
        yield Problem(
            message=f"{len(past):,} of {among:,} files of store {store.id} are older than {period.text}: {_listed(names)}; "
            f"the oldest is of {oldest.isoformat()} and overdue by {overdue(oldest, period, context.as_of)}"
            f"{_stopped(store, max(dated)[0], limit)}.",
            verdict=Verdict.PROVEN,
            register=store.id,
            place=Place(past[0][2].shown),
            count=len(past),
        )


def _day_of(context: Context, store: Store, file: StoredFile) -> date | None:
    if store.dated_by is FileDate.MODIFIED:
        return file.modified
    return day_of_name(file.name, context.as_of, month_first=context.register.organisation.month_first)


def _undated(store: Store, unknown: Sequence[tuple[StoredFile, str]]) -> Iterator[NotChecked]:
    for file, reason in unknown[:_NAMED]:
        yield NotChecked(f"store {store.id}: {file.name}", reason)
    if len(unknown) > _NAMED:
        yield NotChecked(f"store {store.id}", f"{len(unknown) - _NAMED:,} more files have no date that can be held against {store.id}")


def _rows(context: Context, store: Store, period: Period, name: ColumnName) -> Iterator[Outcome]:
    limit = cutoff(period, context.as_of)
    for column in columns_of_store(store, name, context.estate):
        if not isinstance(column, TableColumn):
            yield column
            continue
        meant = meant_rows(store, column.table)
        if not isinstance(meant, Meant):
            yield meant
            continue
        yield from _aged(context, store, period, column, meant, limit)


def _aged(  # noqa: PLR0913, PLR0917 what is asked, of which rows, and by which period
    context: Context, store: Store, period: Period, column: TableColumn, meant: Meant, limit: date | None
) -> Iterator[Problem | NotChecked | Missing]:
    counts = context.facts.ages(meant, column.column, limit)
    name = f"{column.table.name}.{column.column}"
    if counts.undated:
        yield NotChecked(f"store {store.id}: {name}", f"{counts.undated:,} of {counts.rows:,} rows have no readable date that has come")
    if limit is None or not counts.past or counts.oldest is None or counts.newest is None:
        return
    late = overdue(counts.oldest, period, context.as_of)
    yield Problem(
        message=f"{counts.past:,} of {counts.rows:,} rows of {column.table.name} are older than {period.text}, by {column.column}: the "
        f"oldest is of {counts.oldest.isoformat()} and overdue by {late}{_stopped(store, counts.newest, limit)}.",
        verdict=Verdict.PROVEN,
        table=column.table,
        register=store.id,
        count=counts.past,
        rows=AgedRows(meant, column.column, limit),
    )


def _stopped(store: Store, newest: date, limit: date | None) -> str:
    """What is said where a rolling store does not roll: nothing newer has taken the place of what is past."""
    if store.rolling and limit is not None and newest <= limit:
        return f"; the newest is of {newest.isoformat()}, so nothing has taken their place"
    return ""


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")


CHECK = Check(
    title="Backups and copies older than their store may be",
    severity=Severity.MEDIUM,
    law=("GDPR 5(1)(e)",),
    run=run,
)
