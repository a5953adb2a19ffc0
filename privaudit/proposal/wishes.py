"""Columns that look like a wish about marketing, and whom such wishes are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from privaudit.declared_type import kind_of
from privaudit.model.rules import Role, is_within
from privaudit.model.verdicts import ColumnVerdict, Verdict
from privaudit.proposal.dates import is_date
from privaudit.proposal.holdings import column_of
from privaudit.proposal.phrases import AGAINST, vocabulary
from privaudit.proposal.tables import Seen

MAIL = "user.contact.email"
_PREFERENCES = "user.privacy_preferences"


@dataclass(frozen=True, slots=True)
class Wish:
    """A column with a wish, in the table of the contact that it is about."""

    column: str
    contact: str
    against: bool
    """Whether it speaks against being contacted where it is set; else for it."""
    date: bool


@dataclass(frozen=True, slots=True)
class Suppression:
    """A table that lists whom nobody may contact."""

    seen: Seen
    contact: str
    date: str
    """Empty where it has none."""


def contacts(seen: Seen) -> tuple[str, ...]:
    """The columns of mail addresses."""
    found = (verdict for verdict in seen.verdicts if verdict.category is not None and verdict.verdict.personal)
    return tuple(dict.fromkeys(column_of(verdict) for verdict in found if verdict.category == MAIL))


def wishes(seen: Seen) -> tuple[Wish, ...]:
    """The wishes of a table that has mail addresses."""
    mails = contacts(seen)
    if not mails:
        return ()
    found = {column_of(verdict): verdict for verdict in seen.verdicts if _is_preference(verdict)}
    told = ((name, verdict, vocabulary().wishes.read(seen.readings(verdict.column))) for name, verdict in found.items())
    return tuple(Wish(name, mails[0], said == AGAINST, _is_dated(seen, verdict)) for name, verdict, said in told if said is not None)


def suppression(seen: Seen) -> Suppression | None:
    """The list that a table is, if its name says so: unsubscribes."""
    mails = contacts(seen)
    if not mails or vocabulary().wishes.read((seen.label,)) != AGAINST:
        return None
    dates = [column_of(verdict) for verdict in seen.verdicts if is_date(seen, verdict)]
    return Suppression(seen, mails[0], dates[0] if dates else "")


def suppressions(tables: Sequence[Seen]) -> tuple[Suppression, ...]:
    """All lists of those who must not be contacted."""
    return tuple(found for seen in tables if (found := suppression(seen)) is not None)


def _is_dated(seen: Seen, verdict: ColumnVerdict) -> bool:
    """Whether a wish is a day; of a text without values, by its name: `subscribed_at`."""
    profile = seen.profile(verdict)
    if (profile is not None and profile.values) or kind_of(verdict.column.type) != "text":
        return is_date(seen, verdict)
    return any(Role.DATE in word.roles for word in seen.context.names.roles(verdict.column))


def _is_preference(verdict: ColumnVerdict) -> bool:
    return verdict.category is not None and is_within(verdict.category, _PREFERENCES) and verdict.verdict is not Verdict.NONE
