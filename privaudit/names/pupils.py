"""Tables whose rows are pupils or students, or are each of one: what `class` and `assessment` mean there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privaudit.model.rules import Role

if TYPE_CHECKING:
    from privaudit.names.table_names import TableNames


def is_of_pupils(read: TableNames) -> bool:
    """Whether the table is called after pupils, or the column that points to a person is: `marks.student_id`."""
    pointing = read.names.roles(read.link) if read.link is not None else ()
    return any(Role.PUPIL in word.roles for word in (*read.words, *pointing))
