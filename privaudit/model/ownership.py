"""Which activity of the register declares which table and column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fnmatch import fnmatchcase
from weakref import WeakKeyDictionary

from privaudit.model.estate import Estate, Table
from privaudit.model.register import Activity, ColumnName, Denial, Register, Where
from privaudit.model.rules import GROUPS, Rulebook, is_within

_WILDCARDS = "*?["

Plainness = tuple[bool, int]
"""Of a glob: whether it has no wildcard, and how many plain characters; larger wins."""
Specificity = tuple[bool, int, bool, int]
"""Of a table glob and, among equal ones, of a column glob."""
_LEAST: Specificity = (False, -1, False, -1)


def fits(glob: str, name: str) -> bool:
    """Whether a glob of the register fits a table or column name, ignoring case.  `*.*` fits a name without a schema too."""
    return glob == "*.*" or fnmatchcase(name.lower(), glob.lower())


def fits_a_table(glob: str, estate: Estate) -> bool:
    """Whether a glob of the register fits a table of the run."""
    return bool(estate.named(glob)) if is_plain(glob) else any(fits(glob, table.name) for table in estate.tables)


def covers(declared: str, category: str, rulebook: Rulebook) -> bool:
    """Whether a declared or denied category stands for another: itself, one of its ancestors, or its group."""
    if declared in GROUPS:
        return rulebook.group_of(category) == declared
    return is_within(category, declared)


def owners(register: Register, table: Table, column: str) -> tuple[Activity, ...]:
    """The activities that own a column: those whose most specific glob fits it best, in the order of the register."""
    return _claims_of(register).owners(table.name.lower(), column.lower())


def table_owners(register: Register, table: Table) -> tuple[Activity, ...]:
    """The activities that own at least one column of a table, in the order of the register."""
    return _claims_of(register).table_owners(table)


def tables_of(register: Register, activity: Activity, estate: Estate) -> tuple[Table, ...]:
    """The tables of the run that an activity owns, wholly or in part.  Empty: the activity is not judged."""
    return _claims_of(register).tables(activity, estate)


def declares(activity: Activity, category: str, rulebook: Rulebook) -> bool:
    """Whether an activity declares a category."""
    return any(covers(declared.category, category, rulebook) for declared in activity.data)


def named_date_or_wish(activity: Activity, table: Table, column: str) -> bool:
    """Whether the activity itself names the column: as a date of its clocks, a wish, a consent, a message or an approval."""
    names = _dates_and_wishes(activity)
    return any(name is not None and fits(name.table, table.name) and name.column.lower() == column.lower() for name in names)


def _dates_and_wishes(activity: Activity) -> Iterator[ColumnName | None]:
    yield from (start.column for clock in activity.clocks for start in clock.starts)
    for marketing in activity.marketing:
        yield from (name for wish in marketing.opt_out for name in (wish.flag, wish.date))
        yield from (start.column for clock in marketing.clocks for start in clock.starts)
        if marketing.opt_in is not None:
            yield from (marketing.opt_in.column, marketing.opt_in.evidence)
        if marketing.log is not None:
            yield marketing.log.at
    if activity.access is not None:
        yield from (activity.access.log, activity.access.approved)
    if activity.publication is not None:
        yield from (activity.publication.published, activity.publication.consent, activity.publication.withdrawn)


def denial_of(register: Register, table: Table, category: str, rulebook: Rulebook) -> Denial | None:
    """The first promise that nothing of this category is found in the table; None if there is none."""
    for denial in register.denials:
        if covers(denial.category, category, rulebook) and any(fits(glob, table.name) for glob in denial.tables):
            return denial
    return None


class _Claims:
    """Who owns what by one register, worked out once for each name: checks ask for every column, many times."""

    def __init__(self, activities: tuple[Activity, ...]) -> None:
        self._activities = activities
        self._wheres = tuple((place, where) for place, activity in enumerate(activities) for where in activity.where)
        self._plain: defaultdict[str, list[int]] = defaultdict(list)
        """Table globs without a wildcard, in lower case -> the places of their `where`."""
        self._wild: list[tuple[str, int]] = []
        for number, (_, where) in enumerate(self._wheres):
            for glob in where.tables:
                if is_plain(glob):
                    self._plain[glob.lower()].append(number)
                else:
                    self._wild.append((glob, number))
        self._of_table: dict[str, list[tuple[int, Plainness, Where]]] = {}
        self._of_column: dict[tuple[str, str], tuple[Activity, ...]] = {}
        self._of_columns: dict[tuple[str, tuple[str, ...]], tuple[Activity, ...]] = {}
        self._of_estate: WeakKeyDictionary[Estate, dict[str, tuple[Table, ...]]] = WeakKeyDictionary()

    def owners(self, table: str, column: str) -> tuple[Activity, ...]:
        """The owners of a column, both names in lower case."""
        if (table, column) not in self._of_column:
            self._of_column[table, column] = self._best(table, column)
        return self._of_column[table, column]

    def table_owners(self, table: Table) -> tuple[Activity, ...]:
        """The owners of any of its columns."""
        name, columns = table.name.lower(), tuple(column.name for column in table.columns)
        if (name, columns) not in self._of_columns:
            own = {activity.id for column in columns for activity in self.owners(name, column.lower())}
            self._of_columns[name, columns] = tuple(activity for activity in self._activities if activity.id in own)
        return self._of_columns[name, columns]

    def tables(self, activity: Activity, estate: Estate) -> tuple[Table, ...]:
        """The tables of which an activity owns a column."""
        if estate not in self._of_estate:
            found: defaultdict[str, list[Table]] = defaultdict(list)
            for table in estate.tables:
                for owner in self.table_owners(table):
                    found[owner.id].append(table)
            self._of_estate[estate] = {owner: tuple(tables) for owner, tables in found.items()}
        return self._of_estate[estate].get(activity.id, ())

    def _best(self, table: str, column: str) -> tuple[Activity, ...]:
        best: dict[int, Specificity] = {}
        for place, plainness, where in self._claims(table):
            columns = _plainest(where.columns, column)
            if columns is not None:
                best[place] = max(best.get(place, _LEAST), (*plainness, *columns))
        most = max(best.values(), default=_LEAST)
        return tuple(self._activities[place] for place in sorted(best) if best[place] == most)

    def _claims(self, table: str) -> list[tuple[int, Plainness, Where]]:
        """The places of the activities that claim something of a table, each with how plainly it names it."""
        if table not in self._of_table:
            numbers = {*self._plain.get(table, ()), *(number for glob, number in self._wild if fits(glob, table))}
            claims = [(place, _plainest(where.tables, table), where) for place, where in (self._wheres[number] for number in numbers)]
            self._of_table[table] = [(place, plainness, where) for place, plainness, where in claims if plainness is not None]
        return self._of_table[table]


_CLAIMS: WeakKeyDictionary[Register, _Claims] = WeakKeyDictionary()


def _claims_of(register: Register) -> _Claims:
    if register not in _CLAIMS:
        _CLAIMS[register] = _Claims(register.activities)
    return _CLAIMS[register]


def _plainest(globs: tuple[str, ...], name: str) -> Plainness | None:
    """How plain the plainest glob is that fits the name; None if none does."""
    return max((plainness(glob) for glob in globs if fits(glob, name)), default=None)


def plainness(glob: str) -> Plainness:
    """How plain a glob is: among several that fit a name, the plainest owns it."""
    return is_plain(glob), sum(char not in _WILDCARDS for char in glob)


def is_plain(glob: str) -> bool:
    """Whether a glob has no wildcard."""
    return not any(char in glob for char in _WILDCARDS)
