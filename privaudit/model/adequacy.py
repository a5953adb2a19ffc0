"""To which countries personal data may go without a safeguard, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

ADEQUACY = "A45-3"
"""The safeguard that is a decision of the Commission on a country."""


@dataclass(frozen=True, slots=True)
class Adequacy:
    """A decision of the Commission that a country protects personal data as well as the Union does (GDPR Art. 45(3))."""

    country: str
    """ISO 3166 alpha-2."""
    decision: str
    """Its number in the Official Journal."""
    since: date
    until: date | None = None
    """The last day; None where none is set."""
    scope: str = ""
    """Which recipients of the country it covers, as a phrase; empty for all, but for what is of no matter to a register."""
    certified: bool = False
    """Whether it covers only those that have certified themselves, so that a recipient about which nothing is said is not taken for one."""

    def holds(self, day: date) -> bool:
        """Whether the decision is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Countries:
    """The dated list of them."""

    eea: frozenset[str] = frozenset()
    """Where the GDPR itself holds: the Member States, their parts with a code of their own, and the three states of the EEA."""
    adequate: tuple[Adequacy, ...] = ()
    as_of: date = date.min
    """The day of the list: later decisions are not in it."""

    def decision(self, country: str, day: date) -> Adequacy | None:
        """The decision on a country that is in force on a day; None where there is none."""
        return next((entry for entry in self.adequate if entry.country == country and entry.holds(day)), None)

    def ended(self, country: str, day: date) -> Adequacy | None:
        """The decision on a country that is no longer in force on a day; None where there is none."""
        over = (entry for entry in self.adequate if entry.country == country and entry.until is not None and entry.until < day)
        return max(over, key=lambda entry: entry.until or day, default=None)


NO_COUNTRIES = Countries()
"""A list without any: for a context that asks nothing of countries."""
