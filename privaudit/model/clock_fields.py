"""Which fields of a table a clock empties, where it does not end whole rows."""

from __future__ import annotations

from dataclasses import dataclass

from privaudit.model.estate import Table
from privaudit.model.findings import Context
from privaudit.model.ownership import covers
from privaudit.model.register import Activity, Clock, End, Event
from privaudit.model.rules import is_within, is_within_any
from privaudit.model.verdicts import Verdict

GOVERNMENT_ID = "user.government_id"
DIRECT_IDENTIFIERS = ("user.name", "user.contact", GOVERNMENT_ID, "user.account", "user.unique_id")
"""Categories that tell by themselves who a row is about."""
OF_MANY = (
    "user.account.settings",
    "user.contact.organization",
    "user.contact.address.city",
    "user.contact.address.country",
    "user.contact.address.postal_code",
    "user.contact.address.state",
)
"""Those among them that many persons share."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Columns of one table that a clock empties, and how sure it is that they are meant."""

    columns: tuple[str, ...]
    verdict: Verdict
    proven: tuple[str, ...]
    """Those of the columns that are surely meant."""


def empties_fields(clock: Clock) -> bool:
    """Whether the rows may stay and only some of their fields must be empty."""
    return not clock.applies_to.rows or clock.then is End.ANONYMISE


def fields_of(context: Context, clock: Clock, table: Table) -> Fields:
    """The fields that the clock empties in a table: those that it names, those of its categories, or all direct identifiers."""
    sure: dict[str, Verdict] = {}
    for name in clock.applies_to.columns:
        column = table.column(name.column)
        if name.table.lower() == table.name.lower() and column is not None and column.in_rows:
            sure[column.name] = Verdict.PROVEN
    for verdict in context.inventory.of(table):
        if verdict.category is None or not verdict.verdict.personal or not verdict.column.in_rows:
            continue
        if _meant(context, clock, verdict.category):
            sure.setdefault(verdict.column.name, verdict.verdict)
    proven = tuple(name for name, verdict in sure.items() if verdict is Verdict.PROVEN)
    return Fields(tuple(sure), min(sure.values(), default=Verdict.NONE), proven)


def identity_proof(context: Context, activity: Activity, clock: Clock) -> bool:
    """Whether the clock ends the keeping of a proof of identity: it starts where a request is closed, and applies to government ids.

    Of a column whose category nobody can tell, the activity decides: it declares such ids.
    """
    if not any(start.event is Event.REQUEST_CLOSED for start in clock.starts):
        return False
    if any(is_within(category, GOVERNMENT_ID) for category in clock.applies_to.categories):
        return True
    named = {(name.table.lower(), name.column.lower()) for name in clock.applies_to.columns}
    found = {
        verdict.category
        for verdict in context.inventory.columns
        if (verdict.table.name.lower(), verdict.column.name.lower()) in named and verdict.verdict.personal and verdict.category is not None
    }
    if found:
        return any(is_within(category, GOVERNMENT_ID) for category in found)
    return bool(named) and any(is_within(declared.category, GOVERNMENT_ID) for declared in activity.data)


def _meant(context: Context, clock: Clock, category: str) -> bool:
    if clock.applies_to.rows:
        shared = is_within_any(category, OF_MANY)
        return not shared and is_within_any(category, DIRECT_IDENTIFIERS)
    return any(covers(declared, category, context.rulebook) for declared in clock.applies_to.categories)
