"""The last day for the answer to a request (GDPR Art. 12(3)), by the rules for periods of Regulation (EEC, Euratom) 1182/71."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cached_property

from dateutil.relativedelta import relativedelta

from privaudit.errors import UsageError

FIRST = 1
"""Months for an answer."""
EXTENDED = 3
"""Months from receipt where two further ones were added."""
_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """The working days of a country: `FR`, or of a part of it: `DE-BY` (ISO 3166).  Raises UsageError where nothing is known of it."""

    place: str

    def __post_init__(self) -> None:
        import holidays  # noqa: PLC0415 its list of countries takes a tenth of a second, and other commands need none

        country, _, part = self.place.upper().partition("-")
        known = holidays.list_supported_countries()
        if country not in known:
            near = get_close_matches(country, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else "Write it as FR, or DE-BY for a part of one (ISO 3166)."
            raise UsageError(f"the public holidays of {self.place} are not known", hint)
        if part and part not in known[country]:
            parts = ", ".join(known[country])
            raise UsageError(f"{country} has no part {part} with public holidays of its own", f"Parts: {parts or 'none'}.")

    @cached_property
    def _holidays(self) -> Container[object]:
        import holidays  # noqa: PLC0415 as above

        country, _, part = self.place.upper().partition("-")
        return holidays.country_holidays(country, subdiv=part or None)

    @property
    def country(self) -> str:
        """Without its part."""
        return self.place.upper().partition("-")[0]

    def works(self, day: date) -> bool:
        """Whether it is neither a Saturday nor a Sunday nor a public holiday."""
        return day.weekday() < _SATURDAY and day not in self._holidays

    def next_working(self, day: date) -> date:
        """The day itself, or the first working day after it."""
        while not self.works(day):
            day += _ONE_DAY
        return day


def last_day(received: date, months: int, calendar: Calendar) -> date:
    """The last day of a period of months that begins with the receipt of a request.

    It has the date of the receipt, or is the last day of a month that has no such date (Art. 3(2)(c)); where that is no working day,
    it is the next one that is (Art. 3(4)).  Nothing ends after the year 9999.
    """
    try:
        return calendar.next_working(received + relativedelta(months=months))
    except (OverflowError, ValueError):
        return date.max
