"""Places that hold copies, cookies or figures beside the tables of the activities: backups, support copies, analytics."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from privaudit.model.clock_declarations import Event, Period
from privaudit.model.column_name import ColumnName
from privaudit.model.conditions import Condition
from privaudit.model.estate import Place
from privaudit.model.recipients import Storage

TICKET = "{ticket}"
"""What stands for the id of a ticket in the globs of a temporary store."""


class FileDate(StrEnum):
    """What tells the age of a file."""

    NAME = "name"
    """The date in its name."""
    MODIFIED = "modified"
    """When it was last written."""


class Identifiability(StrEnum):
    """What a store is said to be free of."""

    ANONYMISED = "anonymised"
    """Of any identifier: cookie, device, IP and account ids included."""
    PSEUDONYMISED = "pseudonymised"
    """Of names, contact details and government ids."""


@dataclass(frozen=True, slots=True)
class Temporary:
    """Copies for a ticket that must be gone once it is closed."""

    event: Event
    ticket: ColumnName
    """The id that stands for `{ticket}` in the names of the copies."""
    closed: ColumnName
    """When the ticket was closed."""


@dataclass(frozen=True, slots=True)
class Cookie:
    """The columns that describe cookies, and what is promised of them.  Columns with an empty table are the store's own."""

    name: ColumnName | None = None
    value: ColumnName | None = None
    set_at: ColumnName | None = None
    """The key is `set`."""
    expires: ColumnName | None = None
    max: Period | None = None
    """From `set_at` to `expires` at most."""
    session: bool = False
    """Whether they end with the session (`max: session`): then none has a date of expiry."""
    personal_data: bool | None = None
    """False: their values hold none; None: nothing is promised."""
    ids: tuple[ColumnName, ...] = ()
    """Account ids that the values must not hold either."""


@dataclass(frozen=True, slots=True)
class Store:
    """A place that holds data, by its tables, its files or both.  Columns with an empty table are those of its own tables."""

    id: str
    place: Place
    tables: tuple[str, ...] = ()
    """Globs; of a temporary store with TICKET."""
    files: tuple[str, ...] = ()
    """Globs relative to the target; the files are listed and never opened."""
    dated_by: FileDate | ColumnName | None = None
    when: Condition | None = None
    """The rows that are meant; None for all."""
    max: Period | None = None
    """How old a file or row may be."""
    rolling: bool = False
    """Whether each copy gives way to a newer one."""
    temporary: Temporary | None = None
    identifiability: Identifiability | None = None
    cookie: Cookie | None = None
    storage: tuple[Storage, ...] = ()
