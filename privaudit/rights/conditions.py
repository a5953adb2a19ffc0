"""Whether a condition of the register holds for a row that is at hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from privaudit.model.column_name import ColumnName
from privaudit.model.conditions import AllOf, AnyOf, Condition, IsNull, NotNull, OneOf
from privaudit.yes_no import NO, YES

Cells = Callable[[ColumnName], Sequence[object]]
"""What stands in a column, in the row or in the person's rows of another table; nothing where nobody knows."""


def holds(condition: Condition, cells: Cells) -> bool:
    """Whether the condition is true; where it cannot be told it is not."""
    match condition:
        case AllOf(parts):
            return all(holds(part, cells) for part in parts)
        case AnyOf(parts):
            return any(holds(part, cells) for part in parts)
        case IsNull(column):
            return any(not tight(cell) for cell in cells(column))
        case NotNull(column):
            return any(tight(cell) for cell in cells(column))
        case OneOf(column, values):
            texts = {text for value in values for text in _texts(value)}
            return any(tight(cell) in texts for cell in cells(column))


def _texts(value: str | bool) -> tuple[str, ...]:
    if isinstance(value, bool):
        return tuple(YES if value else NO)
    return (tight(value),)


def tight(cell: object) -> str:
    """As flags compare: without case and blanks."""
    return "" if cell is None else "".join(str(cell).split()).lower()
