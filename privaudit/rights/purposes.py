"""What a person is told beside their data (GDPR Art. 15(1)): purposes, categories, recipients, periods, sources."""

from __future__ import annotations

from collections.abc import Mapping

from privaudit.model.clock_declarations import Choice, Clock
from privaudit.model.export import Purposeful, ToldPeriod, ToldRecipient
from privaudit.model.ownership import table_owners
from privaudit.model.recipients import Safeguard
from privaudit.model.register import NO_CATEGORY, Activity, Recipient, Register
from privaudit.model.rights import Subject
from privaudit.model.rules import Category


def purposes(register: Register, subject: Subject, categories: Mapping[str, Category]) -> tuple[Purposeful, ...]:
    """The activities that hold rows of the person, in the order of the register."""
    concerned = {owner.id for found in subject.tables for owner in table_owners(register, found.table)}
    recipients = {recipient.id: recipient for recipient in register.recipients}
    return tuple(_told(one, recipients, categories) for one in register.activities if one.id in concerned and one.role != "processor")


def _told(activity: Activity, recipients: Mapping[str, Recipient], categories: Mapping[str, Category]) -> Purposeful:
    declared = dict.fromkeys(one.category for one in activity.data if one.category != NO_CATEGORY)
    return Purposeful(
        activity.id,
        activity.title or activity.id,
        activity.purposes,
        activity.basis,
        tuple((key, categories[key].title if key in categories else key) for key in declared),
        tuple(_recipient(recipients[one]) for one in activity.recipients if one in recipients),
        tuple((one.country, _safeguard(one.safeguard)) for one in activity.storage),
        tuple(_period(clock) for clock in activity.clocks),
        tuple((source.kind, source.third_party) for source in activity.source),
    )


def _recipient(one: Recipient) -> ToldRecipient:
    return ToldRecipient(one.name, one.role, one.country or "", one.purpose, _safeguard(one.safeguard))


def _safeguard(one: Safeguard | None) -> str:
    return "" if one is None else "; ".join(filter(None, (one.kind, one.reference)))


def _period(clock: Clock) -> ToldPeriod:
    return ToldPeriod(
        "" if clock.min is None else clock.min.text,
        "" if clock.max is None else clock.max.text,
        tuple(dict.fromkeys(start.event.value for start in clock.starts)),
        clock.choice is Choice.LATEST,
        tuple(wait.text for wait in clock.waits),
        clock.then.value,
    )
