"""What some cells of a column say that no pattern can: names and towns by word lists, closed lists, how dates lie.

The cells are of rows that chance chose from the whole table, and of some of the first rows; no list of words could be held
against all of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from threading import Thread

from privaudit.lists import closed_values, word_lists
from privaudit.model.profile import DateCounts, ListCounts, NameCounts, SignCounts

FEWEST = 5
"""Distinct texts below which no list is asked."""
_LONGEST = 60
_TEXT = re.compile(r"[^\W\d_][^\d@_<>{}\[\]=#*|;:!?%€$\\]*")
"""What names, towns and values of closed lists look like: letters, no digits, no signs of anything else."""
_MOSTLY = 0.8
"""The share of cells that must be such texts, or dates."""
_CLOSED = re.compile(r"[^\W_][^@_<>{}\[\]=#*|;:!?%€$\\]*")
_ISO = re.compile(r"(?P<year>\d{4})[-/.]?(?P<month>\d\d)[-/.]?(?P<day>\d\d)(?P<time>[T ]+\d\d:\d\d.*)?")
_OTHER = re.compile(r"(?P<first>\d\d?)[-/.](?P<second>\d\d?)[-/.](?P<year>\d{4})(?P<time> +\d\d?:\d\d.*)?")
_SHORT = re.compile(r"(?P<first>\d\d)[-/.](?P<second>\d\d)[-/.](?P<year>\d\d)(?P<time> +\d\d?:\d\d.*)?")
_MIDNIGHT = re.compile(r"[T ]+00?:00(:00(\.0+)?)?( ?(Z|[+-]00:?00))?")
_MONTHS = 12
_TWO_DIGITS = 2
_SAYS_NOTHING = re.compile(
    r"[\W_]*|x+|n[./]?[acdv][./]?|#n/?[av]|nan|nil|nul+|none|unknown|undefined|missing|inconn?u|aucune?|kein[es]?|niet bekend|brak|tbd",
    re.IGNORECASE,
)
"""What people and programs write where there is nothing to write."""
_MOST_SIGNS = 200
"""Distinct cells that are held against signs."""
_SUNDAY = 6


@contextmanager
def lists_meanwhile() -> Iterator[None]:
    """Reads the lists of names while the caller waits for an engine, rather than after it: the first time they take half a second."""
    reading = Thread(target=word_lists.read)
    reading.start()
    try:
        yield
    finally:
        reading.join()


def names(cells: Collection[str]) -> NameCounts | None:
    """Of the distinct cells, those that lists of names know; None where the cells are no such texts."""
    texts = _texts(cells, _TEXT)
    return word_lists.count(texts) if len(texts) >= FEWEST else None


def closed(cells: Collection[str]) -> ListCounts | None:
    """Of the distinct cells, those that closed lists know; None where they are no such texts, or too many."""
    texts = _texts(cells, _CLOSED)
    return closed_values.count(texts) if 1 < len(texts) <= closed_values.MOST_DISTINCT else None


def signs(cells: Iterable[str], wanted: Mapping[str, re.Pattern[str]]) -> SignCounts:
    """Of some distinct cells that say something, how many have what all values of each category have."""
    telling = (cell for cell in dict.fromkeys(cells) if not _SAYS_NOTHING.fullmatch(cell))
    looked_at = list(islice(telling, _MOST_SIGNS))
    return SignCounts(len(looked_at), {key: sum(sign.search(cell) is not None for cell in looked_at) for key, sign in wanted.items()})


def _texts(cells: Collection[str], form: re.Pattern[str]) -> list[str]:
    """The distinct cells, in order, if nearly all have the form."""
    fitting = [cell for cell in cells if len(cell) <= _LONGEST and form.fullmatch(cell)]
    return sorted(set(fitting)) if len(fitting) >= _MOSTLY * len(cells) else []


def dates(cells: Collection[str]) -> DateCounts | None:
    """How the dates lie that the cells are; None where most are none."""
    found = [match for cell in cells if (match := _ISO.fullmatch(cell) or _OTHER.fullmatch(cell) or _SHORT.fullmatch(cell))]
    if not found or len(found) < _MOSTLY * len(cells):
        return None
    month_first = any(int(match["second"]) > _MONTHS for match in found if "second" in match.re.groupindex)
    days = [day for match in found if (day := _day(match, month_first=month_first)) is not None]
    if len(days) < _MOSTLY * len(cells):
        return None
    timed = sum(match["time"] is not None and _MIDNIGHT.fullmatch(match["time"]) is None for match in found)
    return _counts(days, timed)


def _day(match: re.Match[str], *, month_first: bool) -> date | None:
    parts = match.groupdict()
    if "second" in parts:
        month, day = (parts["first"], parts["second"]) if month_first else (parts["second"], parts["first"])
    else:
        month, day = parts["month"], parts["day"]
    try:
        return date(_year(parts["year"]), int(month), int(day))
    except ValueError:
        return None


def _year(written: str) -> int:
    """The year; one of two digits is not yet to come."""
    if len(written) > _TWO_DIGITS:
        return int(written)
    this = datetime.now(UTC).year
    return this - (this - int(written)) % 100


def _counts(days: Iterable[date], timed: int) -> DateCounts:
    found = list(days)
    return DateCounts(
        years=Counter(day.year for day in found),
        days=len(set(found)),
        with_time=timed,
        sundays=sum(day.weekday() == _SUNDAY for day in found),
        new_years=sum(day.month == day.day == 1 for day in found),
        firsts=sum(day.day == 1 and day.month > 1 for day in found),
        seen_in=datetime.now(UTC).year,
    )
