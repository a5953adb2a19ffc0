"""What must stay of a person who no longer wants to be contacted: else the next import brings them back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from privaudit.model.column_name import ColumnName
from privaudit.model.erasure import Grounds, HeldRows
from privaudit.model.estate import Table
from privaudit.model.register import Marketing, OptOut, Register
from privaudit.rights.conditions import tight
from privaudit.yes_no import YES

LAW = ("GDPR 17(3)(b)", "GDPR 21(3)")


@dataclass(frozen=True, slots=True)
class Wish:
    """Where a table holds wishes not to be contacted."""

    id: str
    """The marketing, as findings name it."""
    wish: OptOut
    columns: frozenset[str]
    """What must stay of such a row, in lower case: the contact, the flag, the date."""
    listed: bool
    """Whether the row is there for nothing else."""


def wishes_in(register: Register, table: Table) -> tuple[Wish, ...]:
    """The wishes that the register says stand in the table."""
    return tuple(_wishes(register, table))


def _wishes(register: Register, table: Table) -> Iterator[Wish]:
    for activity in register.activities:
        for marketing in activity.marketing:
            for wish in marketing.opt_out:
                columns = frozenset(_columns(table, marketing, wish))
                named = wish.list or wish.flag or wish.date
                if named is not None and _is_of(table, named) and columns:
                    yield Wish(f"{activity.id}/marketing/{marketing.channel}", wish, columns, listed=wish.list is not None)


def _columns(table: Table, marketing: Marketing, wish: OptOut) -> Iterator[str]:
    for name in (wish.list, wish.flag, wish.date, wish.of, *(marketing.contacts if wish.list is None and wish.of is None else ())):
        if name is not None and _is_of(table, name):
            yield name.column.lower()


def _is_of(table: Table, name: ColumnName) -> bool:
    return name.table.lower() == table.name.lower() and table.column(name.column) is not None and not table.lacks_values_of(name.column)


def refused(wish: Wish, held: HeldRows) -> tuple[bool, ...]:
    """Of each row whether it holds the wish."""
    if wish.listed:
        return (True,) * len(held.rows)
    named = wish.wish.flag or wish.wish.date
    if named is None:
        return (False,) * len(held.rows)
    texts = [tight(value) for (value,) in held.values((named.column,))]
    if wish.wish.flag is None:
        return tuple(bool(text) for text in texts)
    means = set(map(tight, wish.wish.means)) or set(YES)
    return tuple(text in means for text in texts)


def grounds(wish: Wish) -> Grounds:
    """Why such a row stays."""
    return Grounds("the wish not to be contacted outlives the person's other data, in its least form", wish.id, LAW)
