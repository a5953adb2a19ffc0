"""Where persons who asked to be deleted may still be: every table of the run that tells whose its rows are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from privaudit.model.clock_fields import empties_fields, fields_of
from privaudit.model.clock_rows import UnknownRowsError, answerable, in_archive, keepings, narrowed
from privaudit.model.clocks import RuledBy, clock_id, ruled_by
from privaudit.model.contact_kinds import ContactKind
from privaudit.model.estate import Table
from privaudit.model.findings import Context, NotChecked
from privaudit.model.ownership import fits
from privaudit.model.register import Activity, Choice, Clock, ColumnName
from privaudit.model.ruled import AskedBy, Limit, PastRows, Ruled
from privaudit.model.rules import is_within
from privaudit.model.ties import Path, partner, path
from privaudit.model.verdicts import Verdict

_KINDS = {"user.contact.email": ContactKind.EMAIL, "user.contact.phone_number": ContactKind.PHONE}
"""By what persons are known in columns that nobody declared."""
_Columns = dict[str, Verdict]
"""The columns of a table that tell whose its rows are, and how sure that is."""


@dataclass(frozen=True, slots=True)
class _Known:
    """By what the persons of requests are known."""

    kind: ContactKind
    of: ColumnName
    """In the table of requests."""
    category: str
    """That of other columns which hold the same; empty where no category tells."""
    columns: tuple[ColumnName, ...]
    """Those that are declared to hold the same."""


def subjects_by(context: Context, activity: Activity, clock: Clock) -> Iterator[RuledBy | NotChecked]:
    """The tables in which persons must be gone, and those of which nobody can tell, with the reason."""
    everywhere = clock.everywhere
    if everywhere is None:
        return
    of = everywhere.of
    for by in ruled_by(context, activity, clock):
        if not isinstance(by, RuledBy):
            yield by
            continue
        asked = by.ruled.table
        if asked.column(of.column) is None or asked.lacks_values_of(of.column):
            yield NotChecked(by.id, f"the rows of {asked.source} do not hold {of.column}, which tells whose request it is")
            continue
        known = _known(context, asked, of)
        for table in context.inventory.estate.tables:
            kept = table.name.lower() == asked.name.lower() or any(fits(glob, table.name) for glob in everywhere.but)
            if not kept and narrowed(clock, table):
                yield from _in_table(context, by, known, table)


def _in_table(context: Context, by: RuledBy, known: _Known, table: Table) -> Iterator[RuledBy | NotChecked]:
    try:
        found = _where_known(context, known, by.ruled.table, table)
        if found is None:
            if any(verdict.personal for verdict in context.inventory.of(table)):
                raise UnknownRowsError("no column tells whose its rows are")  # noqa: TRY301 one place says what is not known
            return
        holder, columns, way = found
        answerable(table, (way,))
        of = by.clock.everywhere.of.column if by.clock.everywhere is not None else ""
        asked = AskedBy(by.past, of, holder, tuple(columns), way, known.kind)
        fields = fields_of(context, by.clock, table) if empties_fields(by.clock) else None
        if fields is not None and not fields.columns:
            return
        ruled = Ruled(table, (asked,), Choice.EARLIEST, fields=None if fields is None else fields.columns)
        past = PastRows(ruled, Limit(context.as_of), tuple(keepings(context, by.clock, table)))
    except UnknownRowsError as unknown:
        yield NotChecked(f"{clock_id(by.activity, by.clock)} on {table.name}", str(unknown))
        return
    yield RuledBy(by.activity, by.clock, past, by.periods, fields, in_archive(by.clock, table), min(columns.values()))


def _known(context: Context, asked: Table, of: ColumnName) -> _Known:
    own = next((verdict for verdict in context.inventory.of(asked) if verdict.column.name.lower() == of.column.lower()), None)
    category = next((one for one in _KINDS if own is not None and own.category is not None and is_within(own.category, one)), "")
    kind = _KINDS.get(category, ContactKind.KEY)
    for identifier in context.register.organisation.identifiers:
        if any(str(column).lower() == str(of).lower() for column in identifier.columns):
            if identifier.name in (ContactKind.EMAIL, ContactKind.PHONE):
                kind = ContactKind(identifier.name)
                category = next(one for one, other in _KINDS.items() if other is kind)
            return _Known(kind, of, category if kind is not ContactKind.KEY else "", identifier.columns)
    return _Known(kind, of, category, ())


def _where_known(context: Context, known: _Known, asked: Table, table: Table) -> tuple[Table, _Columns, Path] | None:
    """The nearest table that tells persons apart, the table itself first, and the way that its rows point there."""
    estate, links = context.inventory.estate, context.register.links
    own = _columns(context, known, asked, table)
    if own:
        return table, own, ()
    ways = []
    for holder in estate.tables:
        columns = {} if holder is table or holder.name.lower() == asked.name.lower() else _columns(context, known, asked, holder)
        way = path(estate, links, table, holder) if columns else None
        if way is not None and all(hop.up for hop in way):
            ways.append((holder, columns, way))
    return min(ways, key=lambda one: len(one[2]), default=None)


def _columns(context: Context, known: _Known, asked: Table, table: Table) -> _Columns:
    found: _Columns = {}
    for name in (*known.columns, *_tied(context, known.of, asked, table)):
        column = table.column(name.column)
        if name.table.lower() == table.name.lower() and column is not None and column.in_rows:
            found[column.name] = Verdict.PROVEN
    for verdict in context.inventory.of(table):
        same = verdict.category is not None and known.category and is_within(verdict.category, known.category)
        if same and verdict.verdict.personal and verdict.column.in_rows:
            found.setdefault(verdict.column.name, verdict.verdict)
    return found


def _tied(context: Context, of: ColumnName, asked: Table, table: Table) -> Iterator[ColumnName]:
    """The columns of a table that a foreign key or a link ties to the one that tells whose request it is."""
    estate = context.inventory.estate
    for here, there in ((asked, table), (table, asked)):
        for key in here.foreign_keys:
            if len(key.columns) == 1 and partner(estate, here, key.target.table) is there:
                yield from _other_end(of, ColumnName(here.name, key.columns[0]), ColumnName(there.name, key.target.columns[0]))
    for link in context.register.links:
        yield from _other_end(of, link.source, link.target)


def _other_end(of: ColumnName, one: ColumnName, other: ColumnName) -> Iterator[ColumnName]:
    if str(one).lower() == str(of).lower():
        yield other
    if str(other).lower() == str(of).lower():
        yield one
