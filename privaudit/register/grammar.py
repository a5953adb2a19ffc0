"""The grammar of the register as far as this version is built: one model per mapping, no key beside those named here.

A field's examples are what complaints show as right.
"""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from privaudit.model.register import NO_CATEGORY
from privaudit.register import values
from privaudit.register.problems import refuse


def _key(example: object, default: object = ..., alias: str | None = None) -> Any:  # noqa: ANN401 what pydantic's Field gives fits any field
    """A key of the grammar with an example of a right value; required where it has no default."""
    return Field(default, alias=alias, examples=[example])


def _list(example: object, alias: str | None = None) -> Any:  # noqa: ANN401 as _key
    """A key that holds a list and may be left out."""
    return Field(default_factory=list, alias=alias, examples=[example])


class _Mapping(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Contact(_Mapping):
    """How to reach somebody."""

    email: values.Mailbox | None = _key("privacy@example.org", None)
    address: values.Text | None = _key("1 rue de l'Exemple, 33000 Bordeaux", None)


class Party(_Mapping):
    """A representative or a joint controller."""

    name: values.Text = _key("Example Ltd")
    contact: Contact | None = _key({"email": "privacy@example.org"}, None)


class Officer(_Mapping):
    """The data protection officer."""

    name: values.Text | None = _key("Camille Exemple", None)
    email: values.Mailbox | None = _key("dpo@example.org", None)


class Rights(_Mapping):
    """Where rights are exercised and which are offered."""

    contact: values.Text | None = _key("privacy@example.org", None)
    offered: list[values.RightWord] = _list(["access", "rectification", "erasure"])


class Organisation(_Mapping):
    """Whose register it is."""

    name: values.Text = _key("Example SAS")
    country: values.Country = _key("FR")
    representative: Party | None = _key({"name": "Example Ltd", "contact": {"email": "privacy@example.org"}}, None)
    joint_controllers: list[Party] = _list([{"name": "Example Ltd", "contact": {"email": "privacy@example.org"}}])
    contact: Contact | None = _key({"email": "privacy@example.org"}, None)
    dpo: Officer | None = _key({"email": "dpo@example.org"}, None)
    rights: Rights | None = _key({"contact": "privacy@example.org", "offered": ["access", "erasure"]}, None)


class Link(_Mapping):
    """Two columns that tie rows of two tables together."""

    source: values.Column = _key("orders.account_id", alias="from")
    target: values.Column = _key("accounts.id", alias="to")


class Denial(_Mapping):
    """A category of which nothing may be found."""

    category: values.Category = _key("special")
    text: values.Text = _key("no sensitive data", "")
    where: list[values.Text] = Field(default=["*"], min_length=1, examples=[["crm_*"]])


class Recipient(_Mapping):
    """Somebody who receives personal data."""

    id: values.Id = _key("hosting")
    name: values.Text = _key("Example Host")
    role: values.RecipientRole = _key("processor")
    country: values.Country | None = _key("IE", None)
    purpose: values.Text = _key("hosting", "")


class Where(_Mapping):
    """Globs of tables and columns."""

    tables: list[values.Text] = Field(min_length=1, examples=[["accounts", "crm.*"]])
    columns: list[values.Text] = Field(default=["*"], min_length=1, examples=[["*"]])


class DataEntry(_Mapping):
    """A category that an activity may hold, or the denial that some columns hold any."""

    category: values.DeclaredCategory = _key("user.contact.email")
    mandatory: bool = _key(example=True, default=False)
    columns: list[values.Column] = _list(["accounts.email"])
    reason: values.Text = _key("an article number", "")

    @model_validator(mode="after")
    def _denial_is_explained(self) -> Self:
        if self.category == NO_CATEGORY and not (self.columns and self.reason):
            lacks = " and ".join(key for key in ("columns", "reason") if not getattr(self, key))
            example = '{category: none, columns: [orders.product_no], reason: "an article number"}'
            refuse(f"says that columns hold nothing personal, but has no {lacks}", f"write {example}")
        return self


class Event(_Mapping):
    """A start event and the column that dates it."""

    event: values.EventWord = _key("contract_end")
    column: values.Column = _key("accounts.ended_on")


_EVENTS = [{"event": "contract_end", "column": "accounts.ended_on"}, {"event": "last_contact", "column": "accounts.contacted_at"}]


class Start(_Mapping):
    """One event, or the latest or the earliest of several."""

    event: values.EventWord | None = _key("contract_end", None)
    column: values.Column | None = _key("accounts.ended_on", None)
    latest: list[Event] | None = Field(default=None, min_length=1, examples=[_EVENTS])
    earliest: list[Event] | None = Field(default=None, min_length=1, examples=[_EVENTS])

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        hint = "write {event: contract_end, column: accounts.ended_on} or {latest: [{event: ..., column: ...}]}"
        single = self.event is not None or self.column is not None
        if [single, self.latest is not None, self.earliest is not None].count(True) != 1:
            refuse("must be one event with its column, or `latest`, or `earliest`", hint)
        if single and (self.event is None or self.column is None):
            refuse(f"has no `{'event' if self.event is None else 'column'}`", hint)
        return self


class AppliesTo(_Mapping):
    """What a clock empties: whole rows."""

    rows: values.Rows = _key("all", "all")


class Clock(_Mapping):
    """How long rows may be kept."""

    id: values.Id = _key("after-contract")
    applies_to: AppliesTo = _key({"rows": "all"}, AppliesTo())
    tables: list[values.Text] | None = Field(default=None, min_length=1, examples=[["accounts", "orders"]])
    start: Start = _key({"event": "contract_end", "column": "accounts.ended_on"})
    max: values.PeriodText = _key("P3Y")
    then: values.End = _key("delete", "delete")


class OptOut(_Mapping):
    """Where a refusal of marketing is written: a flag, a date, or a list of contacts."""

    flag: values.Column | None = _key("prospects.unsubscribed", None)
    means: list[values.FlagValue] | None = Field(default=None, min_length=1, examples=[[True, 1, "yes", "oui"]])
    date: values.Column | None = _key("prospects.unsubscribed_at", None)
    list_: values.Column | None = _key("unsubscribes.email", None, alias="list")
    of: values.Column | None = _key("prospects.email", None)

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        hint = "write {flag: ..., of: ..., means: [...]}, {date: ..., of: ...} or {list: ..., date: ...}"
        if self.list_ is None and (self.flag is None) == (self.date is None):
            refuse("must be a flag, a date, or a list", hint)
        if self.list_ is not None and (self.flag, self.of) != (None, None):
            refuse("is a list of contacts, which has neither `flag` nor `of`", hint)
        if self.means is not None and self.flag is None:
            refuse("has `means` without a `flag`", hint)
        return self


class Marketing(_Mapping):
    """Direct marketing over one channel."""

    channel: values.Channel = _key("email")
    contacts: list[values.Column] = Field(min_length=1, examples=[["newsletter_export.email"]])
    opt_out: list[OptOut] = _list([{"flag": "prospects.unsubscribed", "of": "prospects.email"}])


class Activity(_Mapping):
    """One processing activity."""

    id: values.Id = _key("accounts")
    title: values.Text = _key("Customer accounts", "")
    role: values.ActivityRole = _key("controller", "controller")
    purposes: list[values.Purpose] = _key(["essential.service"])
    basis: list[values.Basis] = _key(["A6-1-b"])
    subjects: list[values.Subject] = _key(["customer"])
    source: values.Sources = _list("subject")
    where: list[Where] = _key([{"tables": ["accounts"]}])
    data: list[DataEntry] = _key([{"category": "user.contact.email"}])
    recipients: list[values.Id] = _list(["hosting"])
    storage: list[values.StorageCountry] = _list(["FR"])
    clocks: list[Clock] = _list([{"id": "after-contract", "start": _EVENTS[0], "max": "P3Y"}])
    marketing: list[Marketing] = _list([{"channel": "email", "contacts": ["newsletter_export.email"]}])


class RegisterFile(_Mapping):
    """The whole file."""

    privaudit: values.Version = _key(1)
    reviewed: values.Date | None = _key("2026-01-31", None)
    organisation: Organisation = _key({"name": "Example SAS", "country": "FR"})
    links: list[Link] = _list([{"from": "orders.account_id", "to": "accounts.id"}])
    never_collected: list[Denial] = _list([{"category": "special"}])
    recipients: list[Recipient] = _list([{"id": "hosting", "name": "Example Host", "role": "processor"}])
    security: list[values.Text] = _list(["encryption at rest"])
    activities: list[Activity] = Field(min_length=1, examples=[[{"id": "accounts"}]])
