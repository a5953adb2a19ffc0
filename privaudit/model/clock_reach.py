"""Which tables of an activity have a period, as far as the register and the schema tell."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from enum import IntEnum

from privaudit.model.estate import Table
from privaudit.model.findings import RegisterContext
from privaudit.model.glob_pairs import share
from privaudit.model.ownership import fits
from privaudit.model.register import Activity, Clock, Register, Store
from privaudit.model.stores import Identifiability
from privaudit.model.ties import partner, path


class Reach(IntEnum):
    """Whether a clock rules a table."""

    NO = 0
    UNKNOWN = 1
    """Nothing in the register ties the table to that of the start; a foreign key of a schema may."""
    YES = 2


def table_globs(activity: Activity) -> tuple[str, ...]:
    """The globs of an activity's tables, each once."""
    return tuple(dict.fromkeys(glob for where in activity.where for glob in where.tables))


def limits(activity: Activity) -> tuple[Clock, ...]:
    """The clocks of an activity that say how long something may be kept, not only how long it must."""
    return tuple(clock for clock in activity.clocks if clock.max is not None)


class ClockReach:
    """What the clocks of one register rule.  Made once for a run: it sorts the links and the tables of all activities."""

    def __init__(self, context: RegisterContext) -> None:
        self._register = context.register
        self._estate = context.estate
        self._linked_to: dict[str, set[str]] = defaultdict(set)
        for link in context.register.links:
            ends = (link.source.table.lower(), link.target.table.lower())
            self._linked_to[ends[0]].add(ends[1])
            self._linked_to[ends[1]].add(ends[0])
        self._ruled: dict[str, bool] = {}
        self._owners: dict[str, list[Activity]] = defaultdict(list)
        for activity in context.register.activities:
            for glob in table_globs(activity):
                self._owners[glob.lower()].append(activity)

    def without_period(self, activity: Activity) -> Iterator[tuple[str, Reach]]:
        """The globs of an activity's tables to which no clock and no store gives a period: surely (NO), or perhaps (UNKNOWN)."""
        for glob in table_globs(activity):
            if _stored_for_a_time(self._register, activity, glob):
                continue
            reach = self._of_any(activity, glob)
            if reach is not Reach.YES and not self._of_somebody(glob.lower()):
                yield glob, reach

    def reached(self, clock: Clock, glob: str) -> Reach:
        """Whether a clock rules the tables of one of its activity's globs."""
        if clock.tables is not None and not any(share(narrow, glob) for narrow in clock.tables):
            return Reach.NO
        tables = [] if self._estate is None else [table for table in self._estate.tables if fits(glob, table.name)]
        if tables:
            return Reach.YES if any(self._tied(clock, table) for table in tables) else Reach.NO
        if clock.tables is not None or all(self._linked(start.column.table.lower(), glob) for start in clock.starts):
            return Reach.YES
        return Reach.UNKNOWN

    def _of_any(self, activity: Activity, glob: str) -> Reach:
        return max((self.reached(clock, glob) for clock in limits(activity)), default=Reach.NO)

    def _of_somebody(self, glob: str) -> bool:
        """Whether a clock of any of the activities that own the tables surely rules them."""
        if glob not in self._ruled:
            self._ruled[glob] = any(self._of_any(owner, glob) is Reach.YES for owner in self._owners[glob])
        return self._ruled[glob]

    def _tied(self, clock: Clock, table: Table) -> bool:
        """Whether the clock rules a table of the run: its rows lead to all starts."""
        if self._estate is None or not (clock.tables is None or any(fits(glob, table.name) for glob in clock.tables)):
            return False
        for name in {start.column.table.lower() for start in clock.starts} - {table.name.lower()}:
            holder = partner(self._estate, table, name)
            if holder is None or path(self._estate, self._register.links, table, holder) is None:
                return False
        return True

    def _linked(self, start: str, glob: str) -> bool:
        """Whether the table of a start fits the glob, or links lead from it to one that does."""
        seen, queue = {start}, deque([start])
        while queue:
            table = queue.popleft()
            if fits(glob, table):
                return True
            queue.extend(self._linked_to[table] - seen)
            seen |= self._linked_to[table]
        return False


def _stored_for_a_time(register: Register, activity: Activity, glob: str) -> bool:
    """Whether a store limits how long its tables live, or holds no personal data; or marketing says when a contact leaves the table."""
    leaving = (contact.table for marketing in activity.marketing if marketing.clocks for contact in marketing.contacts)
    if any(fits(glob, table) for table in leaving):
        return True
    return any(share(table, glob) for store in register.stores if _ends(store) for table in store.tables)


def _ends(store: Store) -> bool:
    cookie = store.cookie
    lifetime = cookie is not None and (cookie.max is not None or cookie.session)
    anonymised = store.identifiability is Identifiability.ANONYMISED
    return store.max is not None or store.temporary is not None or lifetime or anonymised
