"""The events of one or several files applied one after the other: the tables that are there at the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from privaudit.model.estate import Column, ForeignKey, Place, Reference, Skipped, Table
from privaudit.sql.drafts import Draft, changed, extended, never_null, unique
from privaudit.sql.events import (
    Added,
    Attached,
    Change,
    ColumnChange,
    ColumnDropped,
    ColumnList,
    ColumnRenamed,
    ColumnRetyped,
    Created,
    Detached,
    Dropped,
    Entered,
    Event,
    Key,
    Name,
    Renamed,
    RowsChanged,
    TableKey,
    Unread,
    Viewed,
    ViewGone,
)
from privaudit.sql.partitions import Partitions

_NAMED = 10
"""Strange statements that are named; a file with more is hardly SQL."""


@dataclass
class Replay:
    """The tables that are there after the events so far, and what of them was lost."""

    path: str
    """The file whose events are applied."""
    series: str = ""
    """The first of several files."""
    drafts: dict[TableKey, Draft] = field(default_factory=dict)
    lost: dict[tuple[str, Place, str], None] = field(default_factory=dict)
    """Name, place and reason of what was not recovered: in order, each once."""
    elsewhere: set[TableKey] = field(default_factory=set)
    """Tables that are known, but not as tables of their own: partitions, and those that are gone again."""
    partitions: Partitions = field(default_factory=Partitions)
    unknown: list[tuple[str, Change]] = field(default_factory=list)
    """Changes of tables that nobody made so far, each with its file."""
    made: set[TableKey] = field(default_factory=set)
    """All tables that were made, be they there still or not."""
    views: dict[TableKey, tuple[str, Viewed]] = field(default_factory=dict)
    """Each with its file."""
    not_understood: list[tuple[str, Unread]] = field(default_factory=list)
    kept: list[Skipped] = field(default_factory=list)
    created: bool = False
    """Whether any statement made a table, recovered or not."""
    entered: bool = False
    """Whether any statement said which database bare names mean."""

    def apply_all(self, path: str, events: Iterable[Event]) -> None:
        """Does to the tables what the events of a file say."""
        self.path = path
        for event in events:
            match event:
                case Created():
                    self.created = True
                    self._create(event)
                case Viewed():
                    self.views[event.name.key] = path, event
                case ViewGone():
                    self.views.pop(event.name.key, None)
                case RowsChanged():
                    pass
                case Entered():
                    self.entered = True
                case Unread():
                    self._not_read(event)
                case _ if not self.change(event) and event.name.key not in self.elsewhere:
                    self.unknown.append((path, event))

    def change(self, event: Change) -> bool:
        """Does to a table what the event says; whether there is such a table."""
        match event:
            case Dropped(name):
                self.elsewhere |= {name.key} & self.drafts.keys()
                self.partitions.take_out(name.key)
                return self.drafts.pop(name.key, None) is not None
            case Renamed(name, to):
                return self._rename(name, to)
            case Attached(name, whole):
                return self._attach(name, whole)
            case Detached(name):
                return self._detach(name)
            case _:
                return self._change_columns(event)

    def _change_columns(self, event: Added | ColumnChange) -> bool:
        draft = self.meant(event.name)
        if draft is None:
            return False
        self.drafts[draft.name.key] = _after(draft, event)
        self.partitions.change(draft.name.key, lambda part: _after(part, event))
        return True

    def _attach(self, name: Name, whole: Name) -> bool:
        part, there = self.meant(name), self.meant(whole)
        of = whole.key if there is None else there.name.key
        if part is None or (there is None and self.partitions.whole(of) == of):
            return False
        self.partitions.add(part.name.key, of, part)
        self.elsewhere.add(part.name.key)
        del self.drafts[part.name.key]
        return True

    def _detach(self, name: Name) -> bool:
        part = self.partitions.take_out(name.key)
        if part is not None:
            self.drafts[name.key] = part
            self.elsewhere.discard(name.key)
        return part is not None

    def give_up(self, path: str, event: Change) -> None:
        """Takes note that a change is lost, for nobody made its table; one that says nothing of columns is no loss."""
        if isinstance(event, Added) and event.content.columns:
            self._lose(event.name.table, Place(path, event.line), "columns are added to it, but it is created in another file")
        elif isinstance(event, ColumnDropped | ColumnRenamed | ColumnRetyped):
            self._lose(event.name.table, Place(path, event.line), "columns of it are changed, but it is created in another file")

    def keep(self, path: str, names: Sequence[str]) -> None:
        """Takes note that tables of other files are dropped in a file, and stay."""
        more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
        reason = f"it drops tables of other files, which stay, for nothing tells the order: {', '.join(names[:_NAMED])}{more}"
        self.kept.append(Skipped(path, reason))

    def tables(self, names: dict[TableKey, str]) -> tuple[Table, ...]:
        """The tables under their reported names, in the order in which they came."""
        return tuple(self._table(draft, names) for draft in self.drafts.values())

    def skipped(self) -> tuple[Skipped, ...]:
        """What was not recovered: its name with the place, and why."""
        return (*(Skipped(f"{what} ({place})", reason) for what, place, reason in self.lost), *self.kept)

    def strange(self) -> tuple[Skipped, ...]:
        """The statements that are none of any dialect: the first ones by line, the others by their number."""
        first = self.not_understood[:_NAMED]
        named = tuple(Skipped(f"{event.what} ({Place(path, event.line)})", event.reason) for path, event in first)
        more = len(self.not_understood) - _NAMED
        return (*named, Skipped(self.path, f"{more:,} more statements begin with no word of SQL")) if more > 0 else named

    def _lose(self, what: str, place: Place, reason: str) -> None:
        self.lost[what, place, reason] = None

    def _not_read(self, event: Unread) -> None:
        if event.is_sql:
            self.created = True
            self._lose(event.what, Place(self.path, event.line), event.reason)
        else:
            self.not_understood.append((self.path, event))

    def _create(self, event: Created) -> None:
        key, place = event.name.key, Place(self.path, event.line)
        self.made.add(key)
        there = self.drafts.get(key)
        if event.unless_there and there is not None:
            self._leave_out(there, event.content, place)
            return
        shown = event.name.table
        if event.partition_of is not None:
            self.elsewhere.add(key)
            parent = event.partition_of.key
            whole = self.drafts.get(self.partitions.whole(parent))
            self.partitions.add(key, parent, whole and replace(whole, name=event.name, place=place, comment=""))
            if whole is None and parent not in self.elsewhere:
                self._lose(shown, place, f"a partition of {event.partition_of.table}, which is not in this file")
            return
        for line in event.content.unread:
            self._lose(shown, Place(self.path, line), "a part of its column list was not understood")
        parents = [*event.inherits, *event.content.like]
        columns = unique((*self._inherited(event, place), *event.content.columns))
        if columns:
            content = event.content
            draft = Draft(event.name, place, columns, content.primary_key, content.foreign_keys, event.comment)
            self.drafts[key] = draft if there is None or event.replaces else self._both(there, draft)
        elif not parents:
            self._lose(shown, place, event.reason or "no column of it was understood")

    def _inherited(self, event: Created, place: Place) -> list[Column]:
        """The columns that a table takes from others."""
        inherited: list[Column] = []
        for parent_name in (*event.inherits, *event.content.like):
            parent_draft = self._find(parent_name, event.name)
            if parent_draft is None:
                self._lose(event.name.table, place, f"its columns come from {parent_name.table}, which is not in this file")
            else:
                inherited += parent_draft.columns
        return inherited

    def _leave_out(self, there: Draft, content: ColumnList, place: Place) -> None:
        """A table that is to be made unless it is there stays as it is; said where another file made it otherwise."""
        known = {column.name.lower() for column in there.columns}
        if place.path != there.place.path and any(column.name.lower() not in known for column in content.columns):
            reason = f"it is there already, from {there.place}, so IF NOT EXISTS adds none of the columns here"
            self._lose(there.name.table, place, reason)

    def _both(self, first: Draft, second: Draft) -> Draft:
        """A table that is created again, though it is there: a server refuses that, and nobody can tell which of the two is meant.

        It keeps the columns of both.
        """
        if {column.name.lower() for column in first.columns} == {column.name.lower() for column in second.columns}:
            return first
        same_file = first.place.path == second.place.path
        where = f"on line {first.place.line}" if same_file else f"in {first.place}"
        self._lose(first.name.table, second.place, f"it is created here and {where}: it has the columns of both")
        return extended(first, ColumnList(second.columns, first.primary_key or second.primary_key, second.foreign_keys))

    def _rename(self, name: Name, to: Name) -> bool:
        is_part = self.partitions.rename(name.key, to)
        if is_part:
            self.elsewhere.add(to.key)
        if name.key not in self.drafts:
            return is_part
        renamed = replace(self.drafts[name.key], name=to)
        # Rebuilt, for the table keeps its place among the others.
        others = ((key, draft) for key, draft in self.drafts.items() if key == name.key or key != to.key)
        self.drafts = {to.key if key == name.key else key: renamed if key == name.key else draft for key, draft in others}
        return True

    def meant(self, name: Name) -> Draft | None:
        """The table of a name; a bare name may mean the only table of that name, whatever its schema."""
        exact = self.drafts.get(name.key)
        if exact is not None or name.database or name.shown_schema or name.key in self.elsewhere:
            return exact
        meant = [draft for draft in self.drafts.values() if draft.name.key[2] == name.key[2]]
        return meant[0] if len(meant) == 1 else None

    def _find(self, name: Name, beside: Name) -> Draft | None:
        """The table of a name as another one writes it: a bare name first means the other's own schema."""
        return self.drafts.get(replace(name, schema=beside.schema).key if not name.shown_schema else name.key) or self.drafts.get(name.key)

    def _table(self, draft: Draft, names: dict[TableKey, str]) -> Table:
        spelled = {column.name.lower(): column.name for column in draft.columns}
        primary = tuple(spelled.get(name.lower(), name) for name in draft.primary_key)
        in_key = {name.lower() for name in primary}
        return Table(
            source=draft.place.path,
            name=names[draft.name.key],
            columns=tuple(never_null(column) if column.name.lower() in in_key else column for column in draft.columns),
            primary_key=primary,
            foreign_keys=tuple(self._foreign_key(key, draft, spelled, names) for key in dict.fromkeys(draft.foreign_keys)),
            comment=draft.comment,
            place=draft.place,
            series=self.series,
        )

    def _foreign_key(self, key: Key, draft: Draft, spelled: dict[str, str], names: dict[TableKey, str]) -> ForeignKey:
        target = self._find(key.target, draft.name)
        columns = tuple(spelled.get(name.lower(), name) for name in key.columns)
        if target is None:
            database = "" if key.target.database.lower() == draft.name.database.lower() else key.target.database
            return ForeignKey(columns, Reference(_joined(database, key.target), key.target_columns))
        return ForeignKey(columns, Reference(names[target.name.key], key.target_columns or target.primary_key))


def reported_names(drafts: Iterable[Draft], *, database_always: bool) -> dict[TableKey, str]:
    """The name of each table as reported: its schema unless that is a default one, its database only where there are several.

    `database_always`: also where there is one, for nothing in the file made it the one that bare names mean.
    """
    names = [draft.name for draft in drafts]
    several = database_always or len({name.database.lower() for name in names}) > 1
    return {name.key: _joined(name.database if several else "", name) for name in names}


def _after(draft: Draft, event: Added | ColumnChange) -> Draft:
    return extended(draft, event.content) if isinstance(event, Added) else changed(draft, event)


def _joined(database: str, name: Name) -> str:
    return ".".join(part for part in (database, name.shown_schema, name.table) if part)
