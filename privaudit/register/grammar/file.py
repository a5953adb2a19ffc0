"""The whole file, and what stands at its top."""

from __future__ import annotations

from privaudit.register import values
from privaudit.register.grammar.activities import Activity
from privaudit.register.grammar.keys import Mapping, key, listed
from privaudit.register.grammar.organisation import Organisation
from privaudit.register.grammar.recipients import Recipient
from privaudit.register.grammar.stores import Store


class Link(Mapping):
    """Two columns that tie rows of two tables together."""

    source: values.Column = key("The column that points.", "orders.account_id", alias="from")
    target: values.Column = key("The column that it points to.", "accounts.id", alias="to")
    same: values.Id | None = key("By whose rules two values are the same: email, phone, or an identifier.", "email", None)


class Denial(Mapping):
    """A category of which nothing may be found."""

    category: values.Category = key("The category, a prefix of several, or a group.", "special")
    text: values.Text = key("The promise in words.", "no sensitive data", "")
    where: values.Globs = key("The tables that it is about.", ["crm_*"], ["*"], min_length=1)


class Accepted(Mapping):
    """Findings that somebody answers for."""

    check: values.Id = key("The check.", "cleartext-password")
    table: values.Text | None = key("The table; left out: any.", "legacy_users", None)
    column: values.Text | None = key("The column; left out: any.", "pwd", None)
    reason: values.Text = key("Why they are accepted.", "migration ends in March")
    owner: values.Text = key("Who answers for them.", "it@example.org")
    until: values.Date = key("The last day on which they are.", "2027-03-31")
    max_count: values.Count | None = key("How many rows at most.", 1200, None)


class RegisterFile(Mapping):
    """The whole file."""

    privaudit: values.Version = key("The version of the format.", 1)
    reviewed: values.Date | None = key("When the register was last reviewed.", "2026-01-31", None)
    organisation: Organisation = key("Whose register it is.", {"name": "Example SAS", "country": "FR"})
    links: list[Link] = listed("How rows belong together, beside foreign keys.", [{"from": "orders.account_id", "to": "accounts.id"}])
    never_collected: list[Denial] = listed("Categories of which nothing may be found.", [{"category": "special"}])
    recipients: list[Recipient] = listed("Who receives personal data.", [{"id": "hosting", "name": "Example Host", "role": "processor"}])
    security: list[values.Text] = listed("Security measures in general words (Art. 30(1)(g)).", ["encryption at rest"])
    stores: list[Store] = listed(
        "Places that hold copies, cookies or figures.",
        [{"id": "backups", "files": ["backups/*.dump"], "dated_by": "name", "max": "P30D"}],
    )
    activities: list[Activity] = key("The processing activities.", [{"id": "accounts"}], min_length=1)
    accepted: list[Accepted] = listed(
        "Findings that somebody answers for.",
        [{"check": "cleartext-password", "reason": "migration ends", "owner": "it@example.org", "until": "2027-03-31"}],
    )
