"""The part of the grammar about stores: backups, copies, cookies, figures."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Discriminator, Tag, model_validator

from privaudit.register import values
from privaudit.register.grammar.conditions import StoreCondition
from privaudit.register.grammar.keys import MAPPING, WORD, Mapping, form, key, listed
from privaudit.register.grammar.recipients import Storage
from privaudit.register.problems import refuse


class DatedByColumn(Mapping):
    """The column that tells the age of a row."""

    column: values.StoreColumn = key("The column.", "taken_at")


DatedBy = Annotated[Annotated[values.FileDateWord, Tag(WORD)] | Annotated[DatedByColumn, Tag(MAPPING)], Discriminator(form)]
"""What tells the age of a file or a row."""


class Temporary(Mapping):
    """Copies for a ticket that must be gone once it is closed."""

    event: values.EventWord = key("What ends them.", "request_closed")
    ticket: values.Column = key("The id that {ticket} stands for.", "tickets.id")
    closed: values.Column = key("When it was closed.", "tickets.closed_at")


class Cookie(Mapping):
    """The columns that describe cookies, and what is promised of them."""

    name: values.StoreColumn | None = key("The column of their names.", "name", None)
    value: values.StoreColumn | None = key("The column of their values.", "value", None)
    set_at: values.StoreColumn | None = key("When they were set.", "set_at", None, alias="set")
    expires: values.StoreColumn | None = key("When they expire.", "expires_at", None)
    max: values.PeriodOrSession | None = key("How long they live at most; or session: until the browser is closed.", "P13M", None)
    personal_data: bool | None = key("Whether their values hold personal data.", example=False, default=None)
    ids: list[values.StoreColumn] = listed("Account ids that their values must not hold.", ["accounts.id"])

    @model_validator(mode="after")
    def _columns_are_named(self) -> Self:
        if self.max is not None and self.expires is None:
            refuse("is a life without an end: no `expires` names its column", "add expires: expires_at", at="max")
        if self.max not in {None, values.SESSION} and self.set_at is None:
            refuse("is a life without a beginning: no `set` names its column", "add set: set_at", at="max")
        for name, given in (("personal_data", self.personal_data is False), ("ids", bool(self.ids))):
            if given and self.value is None:
                refuse("speaks of the values of cookies, and no `value` names their column", "add value: value", at=name)
        return self


class Store(Mapping):
    """A place that holds data, by its tables, its files or both."""

    id: values.Id = key("What findings call it.", "backups")
    tables: list[values.StoreGlob] = listed("Its tables; {ticket} stands for the id of a ticket.", ["backup_*"])
    files: list[values.FileGlob] = listed(
        "Its files, relative to the target; they are listed by name and date, never opened.", ["backups/*.dump"]
    )
    dated_by: DatedBy | None = key("What tells the age of a copy: the date in its name, its last change, or a column.", "name", None)
    when: StoreCondition | None = key("The rows that are meant.", {"column": "removed_at", "is_null": True}, None)
    max: values.PeriodText | None = key("How old a copy may be.", "P30D", None)
    rolling: bool = key("Whether each copy gives way to a newer one.", example=True, default=False)
    temporary: Temporary | None = key(
        "Copies for a ticket.", {"event": "request_closed", "ticket": "tickets.id", "closed": "tickets.closed_at"}, None
    )
    identifiability: values.IdentifiabilityWord | None = key("What it is said to be free of.", "anonymised", None)
    cookie: Cookie | None = key("What its columns tell of cookies.", {"set": "set_at", "expires": "expires_at", "max": "P13M"}, None)
    storage: list[Storage] = listed("Where it lies.", ["FR"])

    @model_validator(mode="after")
    def _something_is_in_it(self) -> Self:
        if not self.tables and not self.files:
            refuse("has neither `tables` nor `files`", 'write tables: ["backup_*"] or files: ["backups/*.dump"]')
        for name in ("when", "cookie"):
            if getattr(self, name) is not None and not self.tables:
                refuse("is about rows, and no `tables` hold any", 'add tables: ["backup_*"]', at=name)
        return self

    @model_validator(mode="after")
    def _age_is_told(self) -> Self:
        if self.max is not None and self.dated_by is None:
            refuse("is an age, and no `dated_by` tells it", "add dated_by: name, modified or {column: taken_at}", at="max")
        if self.max is None and self.dated_by is not None:
            refuse("tells an age, and no `max` limits it", "add max: P30D", at="dated_by")
        if self.rolling and self.max is None:
            refuse("is a window without an end: there is no `max`", "add max: P30D", at="rolling")
        if isinstance(self.dated_by, str) and not self.files:
            refuse("is about files, and there are none", "write dated_by: {column: taken_at}, or add files", at="dated_by")
        if isinstance(self.dated_by, DatedByColumn) and not self.tables:
            refuse("is about rows, and no `tables` hold any", "write dated_by: name or modified, or add tables", at="dated_by")
        return self
