"""Stores as the model has them: each key of the grammar, and where it goes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privaudit.model.clock_declarations import Event
from privaudit.model.conditions import IsNull, OneOf
from privaudit.model.recipients import Safeguard, Storage
from privaudit.model.register import ColumnName, Register
from privaudit.model.stores import TICKET, Cookie, FileDate, Identifiability, Store, Temporary
from privaudit.register.periods import period

Named = Callable[[str], Store]


@pytest.fixture
def store(declared: Register) -> Named:
    return {store.id: store for store in declared.stores}.__getitem__


def own(column: str) -> ColumnName:
    return ColumnName("", column)


def test_backups_are_files_with_a_rolling_period(store: Named, whole: str) -> None:
    backups = store("backups")
    assert (backups.files, backups.tables, backups.dated_by) == (("backups/*.dump",), (), FileDate.NAME)
    assert (backups.max, backups.rolling) == (period("P30D"), True)
    assert whole.splitlines()[(backups.place.line or 0) - 1].startswith("  - {id: backups,")
    assert (store("snapshots").dated_by, store("snapshots").rolling) == (FileDate.MODIFIED, False)


def test_a_bare_column_is_one_of_the_store_s_own(store: Named) -> None:
    rows = store("backup-rows")
    assert (rows.dated_by, rows.when) == (own("taken_at"), IsNull(own("removed_at")))
    assert str(rows.dated_by) == "taken_at"


def test_a_temporary_store_keeps_its_ticket(store: Named) -> None:
    copies = store("support-copies")
    closed = Temporary(Event.REQUEST_CLOSED, ColumnName("tickets", "id"), ColumnName("tickets", "closed_at"))
    assert copies.temporary == closed
    assert all(TICKET in glob for glob in (*copies.tables, *copies.files))


def test_identifiability_is_kept(store: Named) -> None:
    assert store("figures").identifiability is Identifiability.ANONYMISED
    assert store("figures-by-house").identifiability is Identifiability.PSEUDONYMISED
    assert store("backups").identifiability is None


def test_cookies_keep_their_columns_and_their_life(store: Named) -> None:
    cookies = store("cookies")
    assert cookies.when == OneOf(own("kind"), ("persistent",))
    assert cookies.storage == (Storage("FR"), Storage("US", Safeguard("A45-3")))
    assert cookies.cookie == Cookie(
        name=own("name"),
        value=own("value"),
        set_at=own("set_at"),
        expires=own("expires_at"),
        max=period("P13M"),
        personal_data=False,
        ids=(ColumnName("residents", "id"),),
    )


def test_a_session_cookie_has_no_period(store: Named) -> None:
    assert store("session-cookies").cookie == Cookie(expires=own("expires_at"), session=True)
