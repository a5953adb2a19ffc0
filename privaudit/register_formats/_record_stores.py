"""The stores of the record."""

from __future__ import annotations

from collections.abc import Collection

from privaudit.model.stores import Cookie, FileDate, Identifiability, Store
from privaudit.register_formats import _words as words
from privaudit.register_formats._record_parts import Facts, facts

_FREE_OF = {
    Identifiability.ANONYMISED: "anonymised: no identifier at all",
    Identifiability.PSEUDONYMISED: "pseudonymised: no name, contact or government number",
}


def store_facts(store: Store, eea: Collection[str]) -> Facts:
    """All that is said of a store."""
    temporary = store.temporary
    closed = None if temporary is None else f"{words.spoken(temporary.event.value)} of {temporary.ticket}, in {temporary.closed}"
    return facts(
        ("Tables", store.tables),
        ("Files", store.files),
        ("Rows", None if store.when is None else f"where {words.condition(store.when)}"),
        ("Kept for", _age(store)),
        ("Gone at", closed),
        ("Holds", None if store.identifiability is None else _FREE_OF[store.identifiability]),
        ("Cookies", () if store.cookie is None else tuple(_cookie(store.cookie))),
        ("Stored in", tuple(words.storage(one, eea) for one in store.storage)),
    )


def _age(store: Store) -> str | None:
    if store.max is None:
        return None
    match store.dated_by:
        case FileDate.NAME:
            by = ", by the date in its name"
        case FileDate.MODIFIED:
            by = ", by its last change"
        case None:
            by = ""
        case column:
            by = f", by {column}"
    return f"{words.period(store.max.text)}{by}{'; each copy gives way to a newer one' if store.rolling else ''}"


def _cookie(cookie: Cookie) -> list[str]:
    columns = (("name", cookie.name), ("value", cookie.value), ("set at", cookie.set_at), ("expires at", cookie.expires))
    told = [f"{label}: {column}" for label, column in columns if column is not None]
    if cookie.session:
        told.append("end with the session")
    elif cookie.max is not None:
        told.append(f"live for {words.period(cookie.max.text)} at most")
    if cookie.personal_data is not None:
        told.append("their values may hold personal data" if cookie.personal_data else "their values hold no personal data")
    if cookie.ids:
        told.append(f"their values hold none of {words.listed(map(str, cookie.ids))}")
    return told
