"""Where the requests of persons are kept, and which columns date them: as the user says, or as names tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from privaudit import words
from privaudit.errors import UsageError
from privaudit.model.column_name import ColumnName
from privaudit.model.estate import Column, Estate, Skipped, Table, TableKind, Topic
from privaudit.model.facts import Facts, TableColumn
from privaudit.model.requests import RequestDate, RequestTable
from privaudit.model.rules import Tokens
from privaudit.proposal.phrases import Phrases
from privaudit.rulebook import dated_list

_PERHAPS = "received_perhaps"
_NO_DAY = ("time", "interval", "uuid", "json")
_MOST = 0.5
"""The share of values that are neither dates nor a plain yes or no, up to which a column is one of dates."""
Chosen = Mapping[RequestDate, ColumnName]
"""What the user says; the table is empty where only the column is named."""


def chosen(options: Sequence[str]) -> Chosen:
    """The columns that options name, each as `received=TABLE.COLUMN` or `received=COLUMN`.  Raises UsageError."""
    found: dict[RequestDate, ColumnName] = {}
    for option in options:
        what, _, name = option.partition("=")
        if what not in set(RequestDate) or not name:
            raise UsageError(f"--columns {option} is not understood", f"Write WHAT=COLUMN; what is {', '.join(RequestDate)}.")
        if RequestDate(what) in found:
            raise UsageError(f"--columns names {what} twice", "A request has one column for it.")
        table, _, column = name.rpartition(".")
        found[RequestDate(what)] = ColumnName(table, column)
    return found


def request_tables(estate: Estate, said: Chosen, facts: Facts) -> tuple[RequestTable, ...]:
    """The tables of requests, with the columns that date them.  Raises UsageError where there is none."""
    with_rows = [table for table in estate.tables if table.has_rows]
    found = tuple(_read(table, said, facts) for table in with_rows if _is_meant(table, said, alone=len(with_rows) == 1))
    with_receipt = tuple(one for one in found if RequestDate.RECEIVED in one.columns)
    if not with_receipt and not estate.unreadable:
        raise UsageError("no table of requests was found" if not found else _undated(found), _how(estate))
    return with_receipt


def told_once(tables: tuple[RequestTable, ...]) -> tuple[tuple[RequestTable, ...], tuple[Skipped, ...]]:
    """The tables without views that show the requests of another one, and which these are."""
    names = {(one.table.source, one.table.name.lower()): one.table.name for one in tables}
    shown = {
        id(one): next(filter(None, (names.get((one.table.source, read.lower())) for read in one.table.reads)), "")
        for one in tables
        if one.table.kind is TableKind.VIEW
    }
    said = tuple(
        Skipped(one.table.source, f"the view {one.table.name} is not counted, as {shown[id(one)]} is, which it reads", Topic.SHOWN_TWICE)
        for one in tables
        if shown.get(id(one))
    )
    return tuple(one for one in tables if not shown.get(id(one))), said


def _undated(found: tuple[RequestTable, ...]) -> str:
    return f"no column of {', '.join(one.table.name for one in found)} tells when requests were received"


def _how(estate: Estate) -> str:
    tables = ", ".join(dict.fromkeys(table.name for table in estate.tables if table.has_rows))
    return f"Name it with --columns received=TABLE.COLUMN. Tables with rows: {tables or 'none'}."


def _is_meant(table: Table, said: Chosen, *, alone: bool) -> bool:
    """Whether the user names it or a column of it; else its name tells, and the only table with rows is meant whatever it is called."""
    if said:
        return all(_has(table, name) for name in said.values())
    return alone or is_about_requests(words.tokens(table.name.rpartition(".")[2]))


def _has(table: Table, name: ColumnName) -> bool:
    if name.table.lower() not in {"", table.name.lower()}:
        return False
    return table.column(name.column) is not None and not table.lacks_values_of(name.column)


def _read(table: Table, said: Chosen, facts: Facts) -> RequestTable:
    columns = {what: column.name for what, name in said.items() if (column := table.column(name.column)) is not None}
    for what in (RequestDate.RECEIVED, RequestDate.EXTENDED, RequestDate.CLOSED):
        named = (name for name in _by_name(table, what) if name not in columns.values() and _holds_dates(table, name, facts))
        own = next(named, None) if what not in columns else None
        if own is not None:
            columns[what] = own
    return RequestTable(table, columns)


def _by_name(table: Table, what: RequestDate) -> Iterator[str]:
    """The columns whose names tell of it, those first of which they tell most."""
    told = [(column.name, words.tokens(column.name)) for column in table.columns if column.in_rows and _may_be_date(column)]
    for wanted in (what.value, *((_PERHAPS,) if what is RequestDate.RECEIVED else ())):
        yield from (name for name, tokens in told if _means(tokens, wanted))


def _holds_dates(table: Table, column: str, facts: Facts) -> bool:
    counts = facts.said(TableColumn(table, column))
    return counts.unclear <= _MOST * counts.filled


def _means(tokens: Tokens, wanted: str) -> bool:
    if _phrases()["other"].read([tokens]) is not None:
        return False
    strong = [what for what in ("received", "extended", "closed") if _phrases()[what].read([tokens]) is not None]
    return wanted in strong[-1:] if strong else wanted == _PERHAPS and _phrases()[_PERHAPS].read([tokens]) is not None


def _may_be_date(column: Column) -> bool:
    bare = column.type.lower()
    return not bare.startswith(_NO_DAY) or bare.startswith("timestamp")


@cache
def _phrases() -> Mapping[str, Phrases]:
    data = dated_list("rights_request_words")
    return {
        name: Phrases.of({name: data[name]}, plurals=name == "tables")
        for name in ("tables", "received", _PERHAPS, "extended", "closed", "other")
    }


def is_about_requests(name: Tokens) -> bool:
    """Whether a table of that name is called after requests of persons about their data."""
    return _phrases()["tables"].read([name]) is not None
