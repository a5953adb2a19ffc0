"""The part of the grammar about clocks: from when, for how long, for what, and what goes before."""

from __future__ import annotations

from typing import Any, Self

from pydantic import ConfigDict, model_validator

from privaudit.model.clock_declarations import Event as EventOf
from privaudit.register import values
from privaudit.register.grammar.conditions import Condition
from privaudit.register.grammar.keys import Mapping, key, listed, one_of
from privaudit.register.problems import MISSING, refuse

_END = {"event": "contract_end", "column": "accounts.ended_on"}
_CLOSED = {"column": "accounts.status", "in": ["closed", "inactive"]}
_EVENTS = [_END, {"event": "last_contact", "column": "accounts.contacted_at"}]
_DELETION = {"event": "deletion_request", "column": "requests.asked_at"}
_DISPUTE = {"column": "accounts.dispute", "equals": True}
EXAMPLE: dict[str, Any] = {"id": "after-contract", "start": _END, "max": "P3Y"}
"""A whole clock."""


class Event(Mapping):
    """A start event and the column that dates it."""

    event: values.EventWord = key("What happened.", "contract_end")
    column: values.Column = key("The column that dates it.", "accounts.ended_on")


class After(Mapping):
    """A period that must pass first."""

    period: values.PeriodText = key("How long it is.", "P30D")
    start: Start = key("From when it runs.", _DELETION, alias="from")


class Start(Mapping):
    """From when a clock runs: one event, the latest or the earliest of several, or the end of another period."""

    model_config = ConfigDict(json_schema_extra=one_of(("event", "column"), ("latest",), ("earliest",), ("after",)))

    event: values.EventWord | None = key("What happened.", "contract_end", None)
    column: values.Column | None = key("The column that dates it.", "accounts.ended_on", None)
    latest: list[Event] | None = key("Events of which the latest counts that is filled.", _EVENTS, None, min_length=1)
    earliest: list[Event] | None = key("Events of which the earliest counts that is filled.", _EVENTS, None, min_length=1)
    after: After | None = key("A period at whose end it begins.", {"period": "P30D", "from": _DELETION}, None)

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        hint = "write {event: contract_end, column: accounts.ended_on} or {latest: [{event: ..., column: ...}]}"
        single = self.event is not None or self.column is not None
        if [single, self.latest is not None, self.earliest is not None, self.after is not None].count(True) != 1:
            refuse("must be one event with its column, or `latest`, or `earliest`", f"{hint} or {{after: {{period: P30D, from: {{...}}}}}}")
        if single and (self.event is None or self.column is None):
            refuse(f"has no `{'event' if self.event is None else 'column'}`", hint)
        return self

    @property
    def ends_alone(self) -> bool:
        """Whether it begins with the end of something, so that no amount of time must follow."""
        events = [self.event] if self.event is not None else [start.event for start in self.earliest or self.latest or ()]
        return self.after is not None or not any(EventOf(event).of_every_record for event in events)


After.model_rebuild()


class AppliesTo(Mapping):
    """What must be gone once the period has passed: whole rows, or single fields."""

    model_config = ConfigDict(json_schema_extra=one_of(("rows",), ("categories",), ("columns",)))

    rows: values.Rows | None = key("Whole rows.", "all", None)
    categories: list[values.Category] | None = key("The fields of these categories.", ["user.contact.email"], None, min_length=1)
    columns: values.ColumnList | None = key("These fields.", ["requests.id_document"], None, min_length=1)

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if [self.rows is None, self.categories is None, self.columns is None].count(False) != 1:
            refuse("must be `rows`, `categories` or `columns`", "write {rows: all}, {categories: [...]} or {columns: [...]}")
        return self


class Archive(Mapping):
    """Where data must be moved before its end."""

    after: values.PeriodText | None = key("When it must be moved; may be left out where `then` is archive.", "P5Y", None)
    into: values.Globs = key("The tables that are the archive.", ["archive.*"], min_length=1)
    reason: values.Text = key("Why it is kept on.", "accounting", "")


class Override(Mapping):
    """Another maximum for the rows of a condition."""

    when: Condition = key("The rows.", _DISPUTE)
    max: values.PeriodText = key("Their maximum, longer or shorter.", "P15Y")
    law: values.Text = key("The law that says so.", "limitation period", "")


class Exemption(Mapping):
    """Why data outlives a request for erasure, until its maximum."""

    reason: values.ExemptionWord = key("The letter of GDPR Art. 17(3).", "A17-3-b")
    text: values.Text = key("Which law, claim or task.", "accounting law", "")


class Validity(Mapping):
    """Which rows a version of the policy rules, by the day of their collection."""

    by: values.Column = key("The day of collection.", "accounts.created_at")
    since: values.Date | None = key("The first day.", "2024-01-01", None, alias="from")
    until: values.Date | None = key("The day after the last one.", "2026-01-01", None)

    @model_validator(mode="after")
    def _some_day(self) -> Self:
        if self.since is None and self.until is None:
            refuse("has neither `from` nor `until`", "write {by: accounts.created_at, from: 2024-01-01}")
        if self.since is not None and self.until is not None and self.since >= self.until:
            refuse("leaves no day: it is not later than `from`", "`from` is the first day, `until` the day after the last one", at="until")
        return self


class Everywhere(Mapping):
    """The subject is gone from every table, not from those of the clock alone."""

    of: values.Column = key("By what the subject is known.", "requests.email")
    but: values.Globs = listed("Tables that may keep it.", ["requests", "unsubscribes"])


class Clock(Mapping):
    """How long data may be kept, must be kept, or both."""

    id: values.Id = key("What findings and `except` call it.", "after-contract")
    applies_to: AppliesTo | None = key("What must be gone: rows, or single fields.", {"rows": "all"}, None)
    tables: values.Globs | None = key("The tables that it rules, of those that its columns reach.", ["accounts"], None, min_length=1)
    start: Start = key("From when it runs.", _END)
    min: values.PeriodText | None = key("How long data must be kept.", "P1Y", None)
    max: values.PeriodText | None = key("How long data may be kept; may be left out where an end starts it.", "P3Y", None)
    when: Condition | None = key("The rows that it rules.", _CLOSED, None)
    then: values.End = key("What happens past it.", "delete", "delete")
    archive: Archive | None = key("Where data must be moved before.", {"after": "P5Y", "into": ["archive.*"]}, None)
    override: list[Override] = listed(
        "Other maxima for some rows; the first whose condition holds counts.", [{"when": _DISPUTE, "max": "P15Y"}]
    )
    exception: Exemption | None = key("Why data outlives a request for erasure until then.", {"reason": "A17-3-b"}, None)
    valid: Validity | None = key(
        "The rows that were collected under this version.", {"by": "accounts.created_at", "from": "2024-01-01"}, None
    )
    everywhere: Everywhere | None = key("The subject must be gone from all tables.", {"of": "requests.email"}, None)
    but_for: list[values.ClockName] = listed("Clocks that go before it.", ["after-contract", "content-logs/lcen"], alias="except")
    proof: values.ColumnList = listed("Dates of what the rows are a log of.", ["content.created_at"])

    @model_validator(mode="after")
    def _period_fits(self) -> Self:
        if self.max is None and self.min is None and not self.start.ends_alone:
            refuse(MISSING, "write max: P3Y", at="max")
        if self.min is None and self.proof:
            refuse("shows that old rows must exist, and no `min` says how old", "add min: P1Y", at="proof")
        if self.max is None and self.min is not None:
            for name in ("override", "archive"):
                if getattr(self, name):
                    refuse("is about a maximum, and there is a `min` alone", "add max: P10Y", at=name)
        return self

    @model_validator(mode="after")
    def _archive_is_said(self) -> Self:
        if self.then == "archive" and self.archive is None:
            refuse("is archive, and nothing says where that is", 'add archive: {into: ["archive.*"]}', at="then")
        if self.then != "archive" and self.archive is not None and self.archive.after is None:
            refuse("does not say when: it has no `after`", 'write archive: {after: P5Y, into: ["archive.*"]}', at="archive")
        return self
