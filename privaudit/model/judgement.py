"""One breach, one finding: which check a category found in a column falls under."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from privaudit.model.findings import Context
from privaudit.model.ownership import covers, declares, denial_of, named_date_or_wish, owners, table_owners
from privaudit.model.register import Activity, Denial
from privaudit.model.rules import SPECIAL, Rulebook, is_within
from privaudit.model.store_contents import stores_of
from privaudit.model.verdicts import ColumnVerdict, Verdict

ART_9_BASIS = "A9-2-"
DATES_AND_WISHES = ("user.behavior", "user.privacy_preferences")
"""What a date of a clock, or a wish not to be contacted, says of a person: declared by naming the column."""
NATIONAL_ID = "user.government_id.national_identification_number"
EVERYTHING = ("user", "system")
"""What an activity declares that may hold anything, as that of a processor for its clients: it gives no category a context."""


class Breach(StrEnum):
    """The checks among which a column's categories are shared out, in the order in which the first that holds wins."""

    DENIED_CATEGORY = "denied-category"
    UNDECLARED_TABLE = "undeclared-table"
    SPECIAL_CATEGORY_WITHOUT_BASIS = "special-category-without-basis"
    NATIONAL_ID_UNDECLARED = "national-id-undeclared"
    CATEGORY_OUT_OF_CONTEXT = "category-out-of-context"
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
    elsewhere: tuple[str, ...] = ()
    """The ids of the activities that declare the category, where none that owns the column does."""

    @property
    def owner(self) -> str:
        """The id of the activity that owns the column, the first by name where several do; empty where none does."""
        return _first_of(self.owners)

    def holds(self, rulebook: Rulebook) -> str:
        """What the column holds, as the beginning of a sentence; where that is undetermined, what it may hold."""
        column = f"{self.column.table.name}.{self.column.column.name}"
        return f"{column} {'holds' if self.verdict.personal else 'may hold'} {rulebook.title_of(self.category)} ({self.category})"


def owner_of(context: Context, column: ColumnVerdict) -> str:
    """The id of the activity that owns a column, the first by name where several do; empty where none does."""
    return _first_of(owners(context.register, column.table, column.column.name))


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
    elsewhere: tuple[str, ...] = ()
    if denial is not None:
        breach = Breach.DENIED_CATEGORY
    elif not own and stores_of(register, column.table):
        held = _in_store(context, column, category)
        if held is None:
            return None
        breach = held
    elif not table_owners(register, column.table):
        breach = Breach.UNDECLARED_TABLE
    elif rulebook.group_of(category) == SPECIAL and not any(_has_art_9_basis(activity) for activity in own):
        breach = Breach.SPECIAL_CATEGORY_WITHOUT_BASIS
    elif any(declares(activity, category, rulebook) or _names(activity, column, category) for activity in own):
        return None
    elif is_within(category, NATIONAL_ID):
        breach = Breach.NATIONAL_ID_UNDECLARED
    else:
        elsewhere = _elsewhere(context, own, category)
        breach = Breach.CATEGORY_OUT_OF_CONTEXT if elsewhere else Breach.UNDECLARED_CATEGORY
    return Judged(breach, column, category, verdict, own, denial, elsewhere)


def _in_store(context: Context, column: ColumnVerdict, category: str) -> Breach | None:
    """What is wrong with a category in a store that serves no activity.

    A store lists no categories, so none is missing there; but it gives no basis either.  What a store is said to be free of has a
    check of its own.
    """
    if any(store.identifiability is not None for store in stores_of(context.register, column.table)):
        return None
    if context.rulebook.group_of(category) == SPECIAL:
        return Breach.SPECIAL_CATEGORY_WITHOUT_BASIS
    return Breach.NATIONAL_ID_UNDECLARED if is_within(category, NATIONAL_ID) else None


def _elsewhere(context: Context, own: tuple[Activity, ...], category: str) -> tuple[str, ...]:
    """The other activities that declare a category.  None for a column that no activity owns: it has no context to be out of."""
    if not own:
        return ()
    return tuple(
        activity.id
        for activity in context.register.activities
        if activity not in own
        and any(covers(declared.category, category, context.rulebook) for declared in activity.data if declared.category not in EVERYTHING)
    )


def _first_of(activities: tuple[Activity, ...]) -> str:
    return min((activity.id for activity in activities), default="")


def _names(activity: Activity, column: ColumnVerdict, category: str) -> bool:
    return category.startswith(DATES_AND_WISHES) and named_date_or_wish(activity, column.table, column.column.name)


def _has_art_9_basis(activity: Activity) -> bool:
    return any(basis.startswith(ART_9_BASIS) for basis in activity.basis)
