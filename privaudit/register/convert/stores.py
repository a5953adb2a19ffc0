"""Stores as the model has them."""

from __future__ import annotations

from privaudit.model.clock_declarations import Event
from privaudit.model.column_name import ColumnName
from privaudit.model.estate import Place
from privaudit.model.stores import Cookie, FileDate, Identifiability, Store, Temporary
from privaudit.register.convert.parts import column, columns, storage
from privaudit.register.convert.periods import condition, optional_period
from privaudit.register.grammar import stores as grammar
from privaudit.register.values import SESSION, column_name


def store(entry: grammar.Store, place: Place) -> Store:
    """A place that holds data."""
    return Store(
        id=entry.id,
        place=place,
        tables=tuple(entry.tables),
        files=tuple(entry.files),
        dated_by=_date(entry.dated_by),
        when=condition(entry.when),
        max=optional_period(entry.max),
        rolling=entry.rolling,
        temporary=_temporary(entry.temporary),
        identifiability=None if entry.identifiability is None else Identifiability(entry.identifiability),
        cookie=_cookie(entry.cookie),
        storage=tuple(storage(country) for country in entry.storage),
    )


def _date(entry: str | grammar.DatedByColumn | None) -> FileDate | ColumnName | None:
    if isinstance(entry, grammar.DatedByColumn):
        return column_name(entry.column)
    return None if entry is None else FileDate(entry)


def _temporary(entry: grammar.Temporary | None) -> Temporary | None:
    return None if entry is None else Temporary(Event(entry.event), column_name(entry.ticket), column_name(entry.closed))


def _cookie(entry: grammar.Cookie | None) -> Cookie | None:
    if entry is None:
        return None
    session = entry.max == SESSION
    return Cookie(
        name=column(entry.name),
        value=column(entry.value),
        set_at=column(entry.set_at),
        expires=column(entry.expires),
        max=None if session else optional_period(entry.max),
        session=session,
        personal_data=entry.personal_data,
        ids=columns(entry.ids),
    )
