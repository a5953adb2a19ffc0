"""Clocks and conditions as the plain data of our own format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from privaudit.model.clock_declarations import Archive, Choice, Clock, End, Exemption, Override, Period, Start, Validity
from privaudit.model.conditions import AllOf, AnyOf, Condition, IsNull, NotNull, OneOf

Data = dict[str, Any]


def clock_data(clock: Clock, activity: str) -> Data:
    """A clock of an activity."""
    data: Data = {"id": clock.id}
    data |= _applies_to(clock)
    data |= {} if clock.tables is None else {"tables": list(clock.tables)}
    data["start"] = start_data(clock.starts, clock.choice, clock.waits)
    data |= {key: period.text for key, period in (("min", clock.min), ("max", clock.max)) if period is not None}
    data |= {} if clock.when is None else {"when": condition_data(clock.when)}
    data |= {} if clock.then is End.DELETE else {"then": clock.then.value}
    data |= {} if clock.archive is None else {"archive": _archive(clock.archive)}
    data |= {"override": [_override(one) for one in clock.overrides]} if clock.overrides else {}
    data |= {} if clock.exception is None else {"exception": _exception(clock.exception)}
    data |= {} if clock.valid is None else {"valid": _valid(clock.valid)}
    if clock.everywhere is not None:
        data["everywhere"] = {"of": str(clock.everywhere.of), **({"but": list(clock.everywhere.but)} if clock.everywhere.but else {})}
    if clock.excepted:
        data["except"] = [name.removeprefix(f"{activity}/") for name in clock.excepted]
    data |= {"proof": list(map(str, clock.proof))} if clock.proof else {}
    return data


def start_data(starts: Sequence[Start], choice: Choice, waits: Sequence[Period]) -> Data:
    """From when a clock runs."""
    if waits:
        return {"after": {"period": waits[-1].text, "from": start_data(starts, choice, waits[:-1])}}
    events = [{"event": start.event.value, "column": str(start.column)} for start in starts]
    return events[0] if len(events) == 1 and choice is Choice.LATEST else {choice.value: events}


def condition_data(condition: Condition | None) -> Data | None:
    """Which rows are meant; None for all."""
    match condition:
        case AllOf(parts):
            return {"all_of": [condition_data(part) for part in parts]}
        case AnyOf(parts):
            return {"any_of": [condition_data(part) for part in parts]}
        case IsNull(column) | NotNull(column):
            return {"column": str(column), "is_null" if isinstance(condition, IsNull) else "not_null": True}
        case OneOf(column, values):
            return {"column": str(column), **({"equals": values[0]} if len(values) == 1 else {"in": list(values)})}
        case None:
            return None


def _applies_to(clock: Clock) -> Data:
    applies = clock.applies_to
    if applies.categories:
        return {"applies_to": {"categories": list(applies.categories)}}
    return {"applies_to": {"columns": list(map(str, applies.columns))}} if applies.columns else {}


def _archive(archive: Archive) -> Data:
    after = {} if archive.after is None else {"after": archive.after.text}
    return {**after, "into": list(archive.into), **({"reason": archive.reason} if archive.reason else {})}


def _override(one: Override) -> Data:
    return {"when": condition_data(one.when), "max": one.max.text, **({"law": one.law} if one.law else {})}


def _exception(exception: Exemption) -> Data:
    return {"reason": exception.reason, **({"text": exception.text} if exception.text else {})}


def _valid(valid: Validity) -> Data:
    days = {key: day.isoformat() for key, day in (("from", valid.since), ("until", valid.until)) if day is not None}
    return {"by": str(valid.by), **days}
