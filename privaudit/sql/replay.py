"""The events of a schema applied one after the other: the tables that are there at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from privaudit.model.estate import Column, Declaration, DeclaredBy, ForeignKey, Place, Reference, Skipped, Table
from privaudit.sql.events import (
    Added,
    ColumnDropped,
    ColumnList,
    ColumnRenamed,
    ColumnRetyped,
    Commented,
    Created,
    Declared,
    Dropped,
    Entered,
    Event,
    Key,
    Name,
    Renamed,
    Undeclared,
    Unread,
)

TableKey = tuple[str, str, str]
_NAMED = 10
"""Strange statements that are named; a file with more is hardly SQL."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A table as far as the events so far made it."""

    name: Name
    line: int
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[Key, ...] = ()
    comment: str = ""


@dataclass
class Replay:
    """The tables that are there after the events so far, and what of them was lost."""

    path: str
    drafts: dict[TableKey, Draft] = field(default_factory=dict)
    lost: dict[tuple[str, int, str], None] = field(default_factory=dict)
    """Name, line and reason of what was not recovered: in order, each once."""
    elsewhere: set[TableKey] = field(default_factory=set)
    """Tables that are known, but not as tables of their own: partitions."""
    not_understood: list[Unread] = field(default_factory=list)
    created: bool = False
    """Whether any statement made a table, recovered or not."""
    entered: bool = False
    """Whether any statement said which database bare names mean."""

    def apply(self, event: Event) -> None:
        """Does to the tables what the event says."""
        match event:
            case Created():
                self.created = True
                self._create(event)
            case Added():
                self._add(event)
            case Dropped(name):
                if self.drafts.pop(name.key, None) is not None:
                    self.elsewhere.add(name.key)
            case Renamed(name, to):
                self._rename(name, to)
            case Entered():
                self.entered = True
            case Unread():
                self._not_read(event)
            case ColumnDropped() | ColumnRenamed() | ColumnRetyped() | Commented() | Declared() | Undeclared():
                draft = self.drafts.get(event.name.key)
                if draft is not None:
                    self.drafts[event.name.key] = _changed(draft, event)

    def tables(self, names: dict[TableKey, str]) -> tuple[Table, ...]:
        """The tables under their reported names, in the order in which they came."""
        return tuple(self._table(draft, names) for draft in self.drafts.values())

    def skipped(self) -> tuple[Skipped, ...]:
        """What was not recovered: its name with the place, and why."""
        return tuple(Skipped(f"{what} ({Place(self.path, line)})", reason) for what, line, reason in self.lost)

    def strange(self) -> tuple[Skipped, ...]:
        """The statements that are none of any dialect: the first ones by line, the others by their number."""
        named = tuple(Skipped(f"{event.what} ({Place(self.path, event.line)})", event.reason) for event in self.not_understood[:_NAMED])
        more = len(self.not_understood) - _NAMED
        return (*named, Skipped(self.path, f"{more:,} more statements begin with no word of SQL")) if more > 0 else named

    def _lose(self, what: str, line: int, reason: str) -> None:
        self.lost[what, line, reason] = None

    def _not_read(self, event: Unread) -> None:
        if event.is_sql:
            self.created = True
            self._lose(event.what, event.line, event.reason)
        else:
            self.not_understood.append(event)

    def _create(self, event: Created) -> None:
        key = event.name.key
        if event.unless_there and key in self.drafts:
            return
        shown = event.name.table
        if event.partition_of is not None:
            self.elsewhere.add(key)
            parent = event.partition_of.key
            if parent not in self.drafts and parent not in self.elsewhere:
                self._lose(shown, event.line, f"a partition of {event.partition_of.table}, which is not in this file")
            return
        for line in event.content.unread:
            self._lose(shown, line, "a part of its column list was not understood")
        parents = [*event.inherits, *event.content.like]
        inherited: list[Column] = []
        for parent_name in parents:
            parent_draft = self._find(parent_name, event.name)
            if parent_draft is None:
                self._lose(shown, event.line, f"its columns come from {parent_name.table}, which is not in this file")
            else:
                inherited += parent_draft.columns
        columns = _unique((*inherited, *event.content.columns))
        there = self.drafts.get(key)
        if columns:
            content = event.content
            draft = Draft(event.name, event.line, columns, content.primary_key, content.foreign_keys, event.comment)
            self.drafts[key] = draft if there is None or event.replaces else self._both(there, draft)
        elif not parents:
            self._lose(shown, event.line, event.reason or "no column of it was understood")

    def _both(self, first: Draft, second: Draft) -> Draft:
        """A table that is created again, though it is there: a server refuses that, and nobody can tell which of the two is meant.

        It keeps the columns of both.
        """
        if {column.name.lower() for column in first.columns} == {column.name.lower() for column in second.columns}:
            return first
        self._lose(first.name.table, second.line, f"it is created here and on line {first.line}: it has the columns of both")
        return _extended(first, ColumnList(second.columns, first.primary_key or second.primary_key, second.foreign_keys))

    def _add(self, event: Added) -> None:
        draft = self.drafts.get(event.name.key)
        if draft is not None:
            self.drafts[event.name.key] = _extended(draft, event.content)
        elif event.content.columns and event.name.key not in self.elsewhere:
            self._lose(event.name.table, event.line, "columns are added to it, but it is created in another file")

    def _rename(self, name: Name, to: Name) -> None:
        if name.key in self.drafts:
            renamed = replace(self.drafts[name.key], name=to)
            # Rebuilt, for the table keeps its place among the others.
            others = ((key, draft) for key, draft in self.drafts.items() if key == name.key or key != to.key)
            self.drafts = {to.key if key == name.key else key: renamed if key == name.key else draft for key, draft in others}

    def _find(self, name: Name, beside: Name) -> Draft | None:
        """The table of a name as another one writes it: a bare name first means the other's own schema."""
        return self.drafts.get(replace(name, schema=beside.schema).key if not name.shown_schema else name.key) or self.drafts.get(name.key)

    def _table(self, draft: Draft, names: dict[TableKey, str]) -> Table:
        spelled = {column.name.lower(): column.name for column in draft.columns}
        primary = tuple(spelled.get(name.lower(), name) for name in draft.primary_key)
        in_key = {name.lower() for name in primary}
        return Table(
            source=self.path,
            name=names[draft.name.key],
            columns=tuple(_never_null(column) if column.name.lower() in in_key else column for column in draft.columns),
            primary_key=primary,
            foreign_keys=tuple(self._foreign_key(key, draft, spelled, names) for key in dict.fromkeys(draft.foreign_keys)),
            comment=draft.comment,
            place=Place(self.path, draft.line),
        )

    def _foreign_key(self, key: Key, draft: Draft, spelled: dict[str, str], names: dict[TableKey, str]) -> ForeignKey:
        target = self._find(key.target, draft.name)
        columns = tuple(spelled.get(name.lower(), name) for name in key.columns)
        if target is None:
            database = "" if key.target.database.lower() == draft.name.database.lower() else key.target.database
            return ForeignKey(columns, Reference(_joined(database, key.target), key.target_columns))
        return ForeignKey(columns, Reference(names[target.name.key], key.target_columns or target.primary_key))


def replayed(path: str, events: Iterable[Event]) -> Replay:
    """The state behind all events of a file."""
    state = Replay(path)
    for event in events:
        state.apply(event)
    return state


def reported_names(drafts: Iterable[Draft], *, database_always: bool) -> dict[TableKey, str]:
    """The name of each table as reported: its schema unless that is a default one, its database only where there are several.

    `database_always`: also where there is one, for nothing in the file made it the one that bare names mean.
    """
    names = [draft.name for draft in drafts]
    several = database_always or len({name.database.lower() for name in names}) > 1
    return {name.key: _joined(name.database if several else "", name) for name in names}


def _joined(database: str, name: Name) -> str:
    return ".".join(part for part in (database, name.shown_schema, name.table) if part)


def _unique(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns, each once: a later declaration of the same name takes the place of the earlier one."""
    by_name: dict[str, Column] = {}
    for column in columns:
        by_name[column.name.lower()] = column
    return tuple(by_name.values())


def _extended(draft: Draft, content: ColumnList) -> Draft:
    there = {column.name.lower() for column in draft.columns}
    added = tuple(column for column in content.columns if column.name.lower() not in there)
    return replace(
        draft,
        columns=_unique((*draft.columns, *added)),
        primary_key=content.primary_key or draft.primary_key,
        foreign_keys=draft.foreign_keys + content.foreign_keys,
    )


def _changed(draft: Draft, event: ColumnDropped | ColumnRenamed | ColumnRetyped | Commented | Declared | Undeclared) -> Draft:
    match event:
        case Declared() | Undeclared():
            return _with_column(draft, event.column, lambda column: _relabelled(column, event))
        case Commented():
            if event.column is None:
                return replace(draft, comment=event.text)
            return _with_column(draft, event.column, lambda column: replace(column, comment=event.text))
        case ColumnRenamed():
            renamed = _with_column(draft, event.column, lambda column: replace(column, name=event.to))
            return _with_keys_renamed(renamed, event.column, event.to)
        case ColumnRetyped():
            retyped = _with_column(draft, event.column, lambda column: _retyped(column, event))
            return retyped if event.to.lower() == event.column.lower() else _with_keys_renamed(retyped, event.column, event.to)
        case ColumnDropped():
            gone = event.column.lower()
            return replace(
                draft,
                columns=tuple(column for column in draft.columns if column.name.lower() != gone),
                primary_key=() if gone in _lower(draft.primary_key) else draft.primary_key,
                foreign_keys=tuple(key for key in draft.foreign_keys if gone not in _lower(key.columns)),
            )


def _never_null(column: Column) -> Column:
    return replace(column, nullable=False) if column.nullable else column


def _with_column(draft: Draft, name: str, change: Callable[[Column], Column]) -> Draft:
    wanted = name.lower()
    return replace(draft, columns=tuple(change(column) if column.name.lower() == wanted else column for column in draft.columns))


def _retyped(column: Column, event: ColumnRetyped) -> Column:
    return replace(
        column,
        name=event.to,
        type=column.type if event.type is None else event.type,
        nullable=column.nullable if event.nullable is None else event.nullable,
        comment=event.comment or column.comment,
        declared=column.declared + event.declared,
    )


def _relabelled(column: Column, event: Declared | Undeclared) -> Column:
    """The column with a label that takes the place of one of the same kind and key, or without those that are taken away."""
    if isinstance(event, Declared):
        new = event.declaration
        others = tuple(old for old in column.declared if (old.by, old.key.lower()) != (new.by, new.key.lower()))
        return replace(column, declared=(*others, new))

    def goes(old: Declaration) -> bool:
        # A tag without a value is a key alone.
        key = old.key or (old.text if old.by is DeclaredBy.TAG else "")
        return old.by is event.by and event.key.lower() in ("", key.lower())

    return replace(column, declared=tuple(old for old in column.declared if not goes(old)))


def _with_keys_renamed(draft: Draft, old: str, new: str) -> Draft:
    def renamed(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(new if name.lower() == old.lower() else name for name in names)

    keys = tuple(replace(key, columns=renamed(key.columns)) for key in draft.foreign_keys)
    return replace(draft, primary_key=renamed(draft.primary_key), foreign_keys=keys)


def _lower(names: tuple[str, ...]) -> set[str]:
    return {name.lower() for name in names}
