"""A cell of a workbook as the text that an export as CSV has."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

Value = int | float | str | bool | time | date | datetime | timedelta | None
_EXACT = 2**53
"""Up to here a workbook holds whole numbers exactly."""
_HOUR, _MINUTE = 3600, 60


def text_of(value: Value) -> str:
    """The text; empty for an empty cell.  Days are ISO days, whole numbers have no point, durations count hours."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) <= _EXACT else repr(value)
        case int():
            return str(value)
        case _:
            return _text_of_time(value)


def _text_of_time(value: time | date | datetime | timedelta) -> str:
    match value:
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="seconds")
        case time():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case timedelta():
            seconds = int(value.total_seconds())
            sign, seconds = ("-" if seconds < 0 else ""), abs(seconds)
            return f"{sign}{seconds // _HOUR:02}:{seconds // _MINUTE % _MINUTE:02}:{seconds % _MINUTE:02}"
