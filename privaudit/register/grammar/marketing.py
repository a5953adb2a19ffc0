"""The part of the grammar about direct marketing."""

from __future__ import annotations

from typing import Any, Self

from pydantic import ConfigDict, model_validator

from privaudit.register import values
from privaudit.register.grammar.clocks import Start
from privaudit.register.grammar.keys import Mapping, key, listed
from privaudit.register.problems import refuse

_END = {"event": "contract_end", "column": "accounts.ended_on"}
_FORMS: dict[str, Any] = {
    "oneOf": [
        {"required": ["flag"], "not": {"anyOf": [{"required": ["list"]}, {"required": ["date"]}]}},
        {"required": ["list"], "not": {"anyOf": [{"required": [name]} for name in ("flag", "of", "means")]}},
        {"required": ["date"], "not": {"anyOf": [{"required": [name]} for name in ("flag", "list", "means")]}},
    ]
}


class OptIn(Mapping):
    """Where it is written that somebody agreed to be contacted."""

    column: values.Column = key("The date or flag of the consent.", "prospects.opted_in_at")
    of: values.Column | None = key("Whose consent it is, unless it stands in the row of the contact.", "prospects.email", None)
    evidence: values.Column | None = key("What proves it.", "prospects.opt_in_source", None)
    required: bool = key("Whether the channel may be used with consent only.", example=True, default=False)


class OptOut(Mapping):
    """Where a refusal of marketing is written: a flag, a date, or a list of contacts."""

    model_config = ConfigDict(json_schema_extra=_FORMS)

    flag: values.Column | None = key("A flag that is set where somebody refused.", "prospects.unsubscribed", None)
    means: list[values.FlagValue] | None = key("What the flag holds then.", [True, 1, "yes", "oui"], None, min_length=1)
    date: values.Column | None = key("The date of the refusal.", "prospects.unsubscribed_at", None)
    list_: values.Column | None = key("A list of contacts that must not be used.", "unsubscribes.email", None, alias="list")
    of: values.Column | None = key("Whose wish it is, unless it stands in the row of the contact.", "prospects.email", None)

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


class SendLog(Mapping):
    """Which messages were sent."""

    recipient: values.Column = key("Who got the message.", "sent.email")
    at: values.Column = key("When it was sent.", "sent.sent_at")


class MarketingClock(Mapping):
    """When a contact must leave marketing, though the row may stay."""

    id: values.Id = key("What findings call it.", "inactive")
    of: values.Column = key("The contact whose clock it is.", "accounts.email")
    start: Start = key("From when it runs.", _END)
    max: values.PeriodText = key("How long the contact may be used.", "P3Y")


class Marketing(Mapping):
    """Direct marketing over one channel."""

    channel: values.Channel = key("The channel.", "email")
    contacts: values.ColumnList = key("The columns that are contacted.", ["newsletter_export.email"], min_length=1)
    opt_in: OptIn | None = key("Where consent is written.", {"column": "prospects.opted_in_at", "of": "prospects.email"}, None)
    opt_out: list[OptOut] = listed("Where refusals are written.", [{"flag": "prospects.unsubscribed", "of": "prospects.email"}])
    log: SendLog | None = key("Which messages were sent.", {"recipient": "sent.email", "at": "sent.sent_at"}, None)
    clocks: list[MarketingClock] = listed(
        "When contacts must leave marketing.", [{"id": "inactive", "of": "accounts.email", "start": _END, "max": "P3Y"}]
    )
