"""Dates of birth told from other dates by how they lie: a pure question about the counts of a column.

What an engine has to count for it, per column of dates (declared, or text in a form that it reads): the values by year; those with a time
of day other than midnight; the distinct days; those on a Sunday, on a first of January, on the first of another month.  Some hundred
numbers, and no value of anybody.

Births lie decades apart and end years before today.  What is created, sent or due lies in the last years; foundations and publications go
back further than a life, or come up to today.  Where dates of children or of one generation could as well be those of an archive, they
only agree with a name that says birth.
"""

from __future__ import annotations

from enum import StrEnum

from privaudit.model.profile import DateCounts

FEWEST = 20
"""Dates, and days, below which their spread says nothing."""
OLDEST = 110
"""Years of age that hardly anybody reaches."""
FEW = 0.02
"""The share that may lie where no birth does: mistyped years, placeholders such as 1900."""
GROWN = 15
"""Years of age of the youngest in a register of adults: customers, employees, members."""
FEW_CHILDREN = 0.05
"""The share of younger ones in such a register.  Of companies, vehicles and contracts more are that young."""
MEDIAN = (20, 80)
"""Years between which the half lies that a register of adults has."""
SPREAD = 20
"""Years between the youngest and the oldest tenth of adults, at least.  A closed archive rarely spans 25 years."""
RECENT = 3
MOST_RECENT = 0.06
"""The share of dates in the last three calendar years from which they are not births: of a whole population it is 3 %."""
FIRSTS = 0.2
"""The share on the first of a month from which dates are those of contracts and periods; of births it is 3 %."""
NEW_YEARS = 0.3
"""The share on the first of January from which dates are mere years; of births with unknown days it is some per cent."""
SUNDAYS = 0.06
"""The share of Sundays below which dates are those of offices; of births it is 12 to 14 %."""
ENOUGH_FOR_SUNDAYS = 150
"""Dates from which a share of Sundays is no chance: of that many births fewer than nine on a Sunday happen once in 2,000 times."""


class Likeness(StrEnum):
    """What the distribution of dates says about births."""

    UNLIKE = "unlike"
    """Births do not lie so."""
    LIKE = "like"
    """They may: agrees with a name that says birth."""
    TELLING = "telling"
    """Hardly anything else lies so: an indication without a name."""


def births(counts: DateCounts, this_year: int) -> tuple[Likeness, str]:
    """Whether the dates lie as those of births do, seen from `this_year`, and for the evidence why, or what speaks against it first."""
    against = _against(counts, this_year)
    if against:
        return Likeness.UNLIKE, against
    youngest, median, oldest = (this_year - counts.year_at(share) for share in (0.9, 0.5, 0.1))
    said = f"eight in ten dates lie {youngest} to {oldest} years back, as those of births"
    grown = counts.share_after(this_year - GROWN) <= FEW_CHILDREN
    if grown and MEDIAN[0] <= median <= MEDIAN[1] and oldest - youngest >= SPREAD:
        return Likeness.TELLING, said
    return Likeness.LIKE, f"{said} may"


def _against(counts: DateCounts, this_year: int) -> str:
    """The first thing that dates of birth are not; empty if there is none."""
    dates = counts.dates
    if dates < FEWEST or counts.days < FEWEST:
        return "too few dates to say"
    reasons = (
        (counts.with_time > FEW * dates, f"{counts.with_time:,} of {dates:,} dates have a time of day"),
        (counts.share_after(this_year) > FEW, "dates lie in years to come"),
        (1 - counts.share_after(this_year - OLDEST - 1) > FEW, f"dates lie more than {OLDEST} years back"),
        (counts.share_after(this_year - RECENT) > MOST_RECENT, f"dates lie in the last {RECENT} years"),
        (counts.firsts > FIRSTS * dates, f"{counts.firsts:,} of {dates:,} dates are first days of a month"),
        (counts.new_years > NEW_YEARS * dates, f"{counts.new_years:,} of {dates:,} dates are first days of a year"),
    )
    against = next((reason for holds, reason in reasons if holds), "")
    if not against and counts.sundays is not None and dates >= ENOUGH_FOR_SUNDAYS and counts.sundays < SUNDAYS * dates:
        return f"only {counts.sundays:,} of {dates:,} dates are Sundays"
    return against
