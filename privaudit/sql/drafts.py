"""A table as the events of a schema make it, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from privaudit.model.estate import Column, Declaration, DeclaredBy, Place
from privaudit.sql.events import (
    ColumnChange,
    ColumnDropped,
    ColumnList,
    ColumnRenamed,
    ColumnRetyped,
    Commented,
    Declared,
    Key,
    Name,
    Undeclared,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A table as far as the events so far made it."""

    name: Name
    place: Place
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[Key, ...] = ()
    comment: str = ""


def unique(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns, each once: a later declaration of the same name takes the place of the earlier one."""
    by_name: dict[str, Column] = {}
    for column in columns:
        by_name[column.name.lower()] = column
    return tuple(by_name.values())


def extended(draft: Draft, content: ColumnList) -> Draft:
    """The table with the columns that it lacks, and with the keys."""
    there = {column.name.lower() for column in draft.columns}
    added = tuple(column for column in content.columns if column.name.lower() not in there)
    return replace(
        draft,
        columns=unique((*draft.columns, *added)),
        primary_key=content.primary_key or draft.primary_key,
        foreign_keys=draft.foreign_keys + content.foreign_keys,
    )


def changed(draft: Draft, event: ColumnChange) -> Draft:
    """The table after a change of one of its columns, or of what describes it."""
    match event:
        case Declared() | Undeclared():
            return _with_column(draft, event.column, lambda column: _relabelled(column, event))
        case Commented():
            if event.column is None:
                return replace(draft, comment=event.text)
            return _with_column(draft, event.column, lambda column: replace(column, comment=event.text))
        case ColumnRenamed():
            renamed = _with_column(draft, event.column, lambda column: replace(column, name=event.to))
            renamed = replace(renamed, columns=unique(renamed.columns))
            return _with_keys_renamed(renamed, event.column, event.to)
        case ColumnRetyped():
            retyped = _with_column(draft, event.column, lambda column: _retyped(column, event))
            retyped = replace(retyped, columns=unique(retyped.columns))
            return retyped if event.to.lower() == event.column.lower() else _with_keys_renamed(retyped, event.column, event.to)
        case ColumnDropped():
            gone = event.column.lower()
            return replace(
                draft,
                columns=tuple(column for column in draft.columns if column.name.lower() != gone),
                primary_key=() if gone in _lower(draft.primary_key) else draft.primary_key,
                foreign_keys=tuple(key for key in draft.foreign_keys if gone not in _lower(key.columns)),
            )


def never_null(column: Column) -> Column:
    """The column as a part of a primary key is."""
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
