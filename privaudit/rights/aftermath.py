"""What an erasure leaves to do elsewhere: copies that still hold the data, and recipients to tell (GDPR Art. 19)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from privaudit.model.erasure import Copies, ErasureStep, Fate, Notified
from privaudit.model.findings import Context
from privaudit.model.ownership import fits, table_owners
from privaudit.model.register import Store
from privaudit.model.stores import TICKET

_OURS = "department"
"""Art. 4(9): a part of the organisation itself receives nothing by disclosure."""
_CHANGING = (Fate.DELETE, Fate.ANONYMISE, Fate.ARCHIVE)


def copies(context: Context, steps: Sequence[ErasureStep]) -> tuple[Copies, ...]:
    """The stores that may still hold what is erased."""
    changed = [step.table.name for step in steps if step.fate in _CHANGING]
    return tuple(_copies(context, changed)) if changed else ()


def _copies(context: Context, changed: Sequence[str]) -> Iterator[Copies]:
    for store in context.register.stores:
        named = any(fits(glob.replace(TICKET, "*"), name) for glob in store.tables for name in changed)
        if store.cookie is not None or (named and not store.files):
            continue  # its rows are in the plan themselves
        if store.rolling and store.max is not None:
            reason = f"each copy gives way to a newer one within {store.max.text}"
            yield Copies(store.id, reason, _after(context.as_of, store))
        elif store.temporary is not None:
            yield Copies(store.id, "copies for a ticket are destroyed once it is closed: look whether one holds the person", None)
        elif store.files:
            kept = "" if store.max is None else f" for {store.max.text}"
            yield Copies(store.id, f"files are kept{kept}: look whether one holds the person", _after(context.as_of, store))


def _after(day: date, store: Store) -> date | None:
    try:
        return None if store.max is None else day + store.max.length
    except (OverflowError, ValueError):
        return None


def recipients(context: Context, steps: Sequence[ErasureStep]) -> tuple[Notified, ...]:
    """Whoever received what is erased, outside the organisation."""
    changed = {id(step.table): step.table for step in steps if step.fate in _CHANGING}
    under: dict[str, list[str]] = {}
    for activity in context.register.activities:
        if any(activity in table_owners(context.register, table) for table in changed.values()):
            for name in activity.recipients:
                under.setdefault(name, []).append(activity.id)
    for recipient in context.register.recipients:
        if any(fits(glob, table.name) for glob in recipient.tables for table in changed.values()):
            under.setdefault(recipient.id, [])
    return tuple(
        Notified(one.id, one.name, one.role, one.country, tuple(under[one.id]))
        for one in context.register.recipients
        if one.id in under and one.role != _OURS
    )
