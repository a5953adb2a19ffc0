"""Which of the two lists of Art. 30 an activity falls under."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from privaudit.model.register import Activity, Register

PROCESSOR = "processor"


def of_controller(register: Register) -> Iterator[Activity]:
    """The activities that the organisation answers for (Art. 30(1))."""
    return (activity for activity in register.activities if activity.role != PROCESSOR)


def of_processor(register: Register) -> Iterator[Activity]:
    """The activities on behalf of somebody else (Art. 30(2))."""
    return (activity for activity in register.activities if activity.role == PROCESSOR)


def listed(ids: Iterable[str]) -> str:
    """Names in a sentence, the first few: a, b and 4 more."""
    names = list(dict.fromkeys(ids))
    rest = len(names) - _FEW
    return ", ".join(names) if rest <= 1 else f"{', '.join(names[:_FEW])} and {rest} more"


_FEW = 5
