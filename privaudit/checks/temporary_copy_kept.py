"""Copies for a support ticket that are still there though the ticket is closed.

What it finds
    Files, schemas and tables whose name fits a glob of a temporary store, and whose ticket (`{ticket}` in the glob) is closed in the
    table of tickets: on a day before that of the audit, plus `max` where the store has one; the day itself is still inside.  Ids
    compare by their letters and digits alone: `T-2026/41` is `t_2026_41` in the name of a schema.  A copy whose ticket has no row is
    listed under "not checked"; with `--complete` it is an indication: no ticket of the organisation says what it is for.

Why it matters
    A copy of a client's database is the client's data: it is deleted once the service is done (GDPR Art. 28(3)(g)), and nothing is kept
    longer than its purpose needs (Art. 5(1)(e)).

Example
    `support/T-4711.sql` is the dump of a client's database; ticket T-4711 was closed on 2026-09-02.

How to resolve
    Destroy the copies, and let closing a ticket do it from now on.  A ticket that was closed too early: open it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from privaudit.model.cutoffs import cutoff
from privaudit.model.estate import Place, Table
from privaudit.model.facts import TableColumn
from privaudit.model.findings import Check, Context, Missing, NotChecked, Outcome, Problem, Severity
from privaudit.model.register import Period, Store
from privaudit.model.store_contents import asked, store_files, store_tables
from privaudit.model.store_facts import Closing
from privaudit.model.stores import Temporary
from privaudit.model.ticket_names import tickets_of_file, tickets_of_table
from privaudit.model.verdicts import Verdict

_NAMED = 20
_AT_ONCE = Period("P0D", relativedelta())


@dataclass(frozen=True, slots=True)
class _Copy:
    """One copy: a file, a table, or the tables of one schema."""

    name: str
    tickets: tuple[str, ...]
    """What its name may say, the longest first."""
    place: Place | None = None
    tables: tuple[Table, ...] = ()


def run(context: Context) -> Iterator[Outcome]:
    """One problem per store for its files, and one per copied schema or table."""
    for store in context.register.stores:
        if store.temporary is None:
            continue
        copies = [*_files(context, store), *_tables(context, store)]
        if copies:
            yield from _held(context, store, store.temporary, copies)
        elif not context.complete:
            yield NotChecked(
                f"store {store.id}", "no file or table of this run has the name of a copy; whether there are others is not known"
            )


def _files(context: Context, store: Store) -> Iterator[_Copy]:
    for file in store_files(store, context.estate):
        tickets = (ticket for glob in store.files for ticket in tickets_of_file(glob, file.name))
        yield _Copy(file.name, tuple(dict.fromkeys(tickets)), Place(file.shown))


def _tables(context: Context, store: Store) -> Iterator[_Copy]:
    """The tables of one schema are one copy."""
    schemas: dict[tuple[str, tuple[str, ...]], list[Table]] = {}
    for table in store_tables(store, context.estate):
        found = (ticket for glob in store.tables for ticket in tickets_of_table(glob, table.name))
        tickets = tuple(dict.fromkeys(found))
        schema = table.name.rpartition(".")[0].lower()
        within = any(ticket in schema for ticket in tickets)
        schemas.setdefault((schema if within else table.name.lower(), tickets), []).append(table)
    for (name, tickets), tables in schemas.items():
        yield _Copy(name, tickets, None, tuple(tables))


def _held(context: Context, store: Store, temporary: Temporary, copies: Sequence[_Copy]) -> Iterator[Outcome]:
    known: dict[str, Closing] = {}
    wanted = tuple(dict.fromkeys(ticket for copy in copies for ticket in copy.tickets))
    for column in _ticket_columns(context, store, temporary):
        if isinstance(column, TableColumn):
            known |= context.facts.closings(column.table, column.column, temporary.closed.column, wanted)
        else:
            yield column
            return
    limit = cutoff(store.max or _AT_ONCE, context.as_of)
    kept: list[tuple[_Copy, Closing]] = []
    strangers: list[_Copy] = []
    for copy in copies:
        state = _state_of(copy, known)
        if state is None:
            strangers.append(copy)
        elif state.closed and state.on is None:
            yield NotChecked(f"store {store.id}: {copy.name}", "its ticket is closed, and the day cannot be read")
        elif state.closed and state.on is not None and limit is not None and state.on <= limit:
            kept.append((copy, state))
    yield from _problems(store, kept)
    yield from _unexplained(context, store, temporary, strangers)


def _ticket_columns(context: Context, store: Store, temporary: Temporary) -> Iterator[TableColumn | NotChecked | Missing]:
    who, ticket, closed = f"store {store.id}", temporary.ticket, temporary.closed
    tables = context.estate.named(ticket.table)
    if ticket.table.lower() != closed.table.lower():
        yield NotChecked(who, f"{ticket} and {closed} are of two tables: nothing says which ticket was closed")
    elif not tables:
        yield NotChecked(who, f"table {ticket.table}, which says what tickets are closed, is not in this run")
    else:
        for table in tables:
            beside = asked(table, closed.column, who)
            yield asked(table, ticket.column, who) if isinstance(beside, TableColumn) else beside


def _state_of(copy: _Copy, known: Mapping[str, Closing]) -> Closing | None:
    return next((known[ticket] for ticket in copy.tickets if ticket in known), None)


def _problems(store: Store, kept: Sequence[tuple[_Copy, Closing]]) -> Iterator[Problem]:
    after = f", {store.max.text} after that" if store.max is not None else ""
    files = [(copy, state) for copy, state in kept if not copy.tables]
    if files:
        named = ", ".join(f"{copy.name} (closed on {state.on})" for copy, state in files[:_NAMED])
        more = f" and {len(files) - _NAMED:,} more" if len(files) > _NAMED else ""
        yield Problem(
            message=f"{_number(len(files), 'file')} of store {store.id} should be gone, because the ticket is closed{after}: "
            f"{named}{more}.",
            verdict=Verdict.PROVEN,
            register=store.id,
            place=files[0][0].place,
            count=len(files),
        )
    for copy, state in kept:
        if copy.tables:
            yield Problem(
                message=f"The copy {copy.name} of store {store.id} ({_number(len(copy.tables), 'table')}) should be gone, because its "
                f"ticket was closed on {state.on}{after}.",
                verdict=Verdict.PROVEN,
                table=copy.tables[0],
                register=store.id,
            )


def _unexplained(context: Context, store: Store, temporary: Temporary, strangers: Sequence[_Copy]) -> Iterator[Outcome]:
    """Copies without a ticket: a name may fit the glob by chance, and tickets may be elsewhere; unless the run holds all there is."""
    reason = f"no row of {temporary.ticket.table} is its ticket"
    files = [copy for copy in strangers if not copy.tables]
    if not context.complete:
        for copy in strangers[:_NAMED]:
            yield NotChecked(f"store {store.id}: {copy.name}", f"{reason}: whether it is still needed is not known")
        if len(strangers) > _NAMED:
            yield NotChecked(f"store {store.id}", f"{len(strangers) - _NAMED:,} more copies without a ticket")
        return
    if files:
        named = ", ".join(copy.name for copy in files[:_NAMED])
        yield Problem(
            message=f"{_number(len(files), 'file')} of store {store.id} look like copies for tickets, and {reason}: {named}.",
            verdict=Verdict.INDICATION,
            register=f"{store.id}/without-ticket",
            place=files[0].place,
            count=len(files),
        )
    for copy in strangers:
        if copy.tables:
            yield Problem(
                message=f"{copy.name} looks like a copy of store {store.id}, and {reason}.",
                verdict=Verdict.INDICATION,
                table=copy.tables[0],
                register=store.id,
            )


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' if count > 1 else ''}"


CHECK = Check(
    title="Copies for a ticket that outlive it",
    severity=Severity.HIGH,
    law=("GDPR 5(1)(e)", "GDPR 28(3)(g)"),
    run=run,
)
