"""Marketing and stores as the plain data of our own format."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from privaudit.model.column_name import ColumnName
from privaudit.model.marketing import Marketing, MarketingClock, OptIn, OptOut
from privaudit.model.recipients import Storage
from privaudit.model.stores import Cookie, FileDate, Store
from privaudit.register_formats._register_clocks import condition_data, start_data
from privaudit.yes_no import YES

Data = dict[str, Any]


def marketing_data(one: Marketing) -> Data:
    """Direct marketing over one channel."""
    data: Data = {"channel": one.channel, "contacts": list(map(str, one.contacts))}
    data |= {} if one.opt_in is None else {"opt_in": _opt_in(one.opt_in)}
    data |= {"opt_out": [_opt_out(opt_out) for opt_out in one.opt_out]} if one.opt_out else {}
    data |= {} if one.log is None else {"log": {"recipient": str(one.log.recipient), "at": str(one.log.at)}}
    data |= {"clocks": [_clock(clock) for clock in one.clocks]} if one.clocks else {}
    return data


def store_data(store: Store, storage: Callable[[Storage], str | Data]) -> Data:
    """A store."""
    data: Data = {"id": store.id}
    data |= {"tables": list(store.tables)} if store.tables else {}
    data |= {"files": list(store.files)} if store.files else {}
    if store.dated_by is not None:
        data["dated_by"] = store.dated_by.value if isinstance(store.dated_by, FileDate) else {"column": str(store.dated_by)}
    data |= {} if store.when is None else {"when": condition_data(store.when)}
    data |= {} if store.max is None else {"max": store.max.text}
    data |= {"rolling": True} if store.rolling else {}
    if store.temporary is not None:
        temporary = store.temporary
        data["temporary"] = {"event": temporary.event.value, "ticket": str(temporary.ticket), "closed": str(temporary.closed)}
    data |= {} if store.identifiability is None else {"identifiability": store.identifiability.value}
    data |= {} if store.cookie is None else {"cookie": _cookie(store.cookie)}
    data |= {"storage": [storage(one) for one in store.storage]} if store.storage else {}
    return data


def _columns(**named: ColumnName | None) -> Data:
    return {key.rstrip("_"): str(column) for key, column in named.items() if column is not None}


def _opt_in(opt_in: OptIn) -> Data:
    required = {"required": True} if opt_in.required else {}
    return {"column": str(opt_in.column), **_columns(of=opt_in.of, evidence=opt_in.evidence), **required}


def _opt_out(one: OptOut) -> Data:
    means = {"means": list(one.means)} if one.flag is not None and one.means != YES else {}
    return {**_columns(flag=one.flag, list=one.list, date=one.date, of=one.of), **means}


def _clock(clock: MarketingClock) -> Data:
    return {"id": clock.id, "of": str(clock.of), "start": start_data(clock.starts, clock.choice, clock.waits), "max": clock.max.text}


def _cookie(cookie: Cookie) -> Data:
    data = _columns(name=cookie.name, value=cookie.value, set=cookie.set_at, expires=cookie.expires)
    if cookie.session or cookie.max is not None:
        data["max"] = "session" if cookie.max is None else cookie.max.text
    data |= {} if cookie.personal_data is None else {"personal_data": cookie.personal_data}
    data |= {"ids": list(map(str, cookie.ids))} if cookie.ids else {}
    return data
