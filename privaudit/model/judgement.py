"""One breach, one finding: which check a category found in a column falls under."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from privaudit.model.findings import Context
from privaudit.model.ownership import declares, denial_of, named_date_or_wish, owners, table_owners
from privaudit.model.register import Activity, Denial
from privaudit.model.rules import SPECIAL
from privaudit.model.verdicts import ColumnVerdict, Verdict

ART_9_BASIS = "A9-2-"
DATES_AND_WISHES = ("user.behavior", "user.privacy_preferences")
"""What a date of a clock, or a wish not to be contacted, says of a person: declared by naming the column."""


class Breach(StrEnum):
    """The checks among which a column's categories are shared out, in the order in which the first that holds wins."""

    DENIED_CATEGORY = "denied-category"
    UNDECLARED_TABLE = "undeclared-table"
    SPECIAL_CATEGORY_WITHOUT_BASIS = "special-category-without-basis"
    UNDECLARED_CATEGORY = "undeclared-category"


@dataclass(frozen=True, slots=True)
class Judged:
    """A category found in a column that breaks a promise."""

    breach: Breach
    column: ColumnVerdict
    category: str
    verdict: Verdict
    owners: tuple[Activity, ...]
    denial: Denial | None

    @property
    def owner(self) -> str:
        """The id of the activity that owns the column, the first by name where several do; empty where none does."""
        return min((activity.id for activity in self.owners), default="")


def judged(context: Context, breach: Breach) -> Iterator[Judged]:
    """The categories of all columns that fall under one check, in the order of the inventory."""
    for column in context.inventory.columns:
        for category, verdict in column.found:
            found = _judge(context, column, category, verdict)
            if found is not None and found.breach is breach:
                yield found


def _judge(context: Context, column: ColumnVerdict, category: str, verdict: Verdict) -> Judged | None:
    register, rulebook = context.register, context.rulebook
    denial = denial_of(register, column.table, category, rulebook)
    own = owners(register, column.table, column.column.name)
    if denial is not None:
        breach = Breach.DENIED_CATEGORY
    elif not table_owners(register, column.table):
        breach = Breach.UNDECLARED_TABLE
    elif rulebook.group_of(category) == SPECIAL and not any(_has_art_9_basis(activity) for activity in own):
        breach = Breach.SPECIAL_CATEGORY_WITHOUT_BASIS
    elif not any(declares(activity, category, rulebook) or _names(activity, column, category) for activity in own):
        breach = Breach.UNDECLARED_CATEGORY
    else:
        return None
    return Judged(breach, column, category, verdict, own, denial)


def _names(activity: Activity, column: ColumnVerdict, category: str) -> bool:
    return category.startswith(DATES_AND_WISHES) and named_date_or_wish(activity, column.table, column.column.name)


def _has_art_9_basis(activity: Activity) -> bool:
    return any(basis.startswith(ART_9_BASIS) for basis in activity.basis)
