"""What a database says of its tables: names first, so that what nobody wants is never asked for; then the rest in a few questions."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, exc, inspect
from sqlalchemy.engine.reflection import Inspector, ObjectKind
from sqlalchemy.types import Enum, TypeEngine

from privaudit.engines._database_views import ViewsRead
from privaudit.model.estate import Column, ForeignKey, Place, Reference, Skipped, Table, TableKind
from privaudit.model.sources import Described, Description, ServerTable
from privaudit.view_definitions import Name, beneath

Wanted = Callable[[str], bool]
"""Whether a table of that name, as reported, is to be read."""

_SYSTEM = frozenset({"information_schema", "sys", "mysql", "performance_schema", "guest", "system", "pg_catalog", "pg_toast"})
_SYSTEM_STARTS = ("pg_", "db_", "_")
_ONE_SCHEMA = frozenset({"oracle", "sqlite"})
"""Dialects where each user has a schema, or where there is one."""
_FEW = 500
"""Names that are listed in a question; of more, all of a schema are asked for."""
_NARROWED = "no permission to see all of its columns: ask for SELECT on all of it, or leave it out with --exclude"
_FILTERED = "its policies show this login some of its rows alone: the others were not looked at, and are in no count"
_STORED = (
    "SELECT c.relname, c.reltuples::bigint, c.relispartition, c.relhassubclass AND c.relkind <> 'p',"
    " c.relrowsecurity AND row_security_active(c.oid) FROM pg_catalog.pg_class c"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relkind IN ('r', 'p', 'm')"
)


class _Stored(NamedTuple):
    """A table as PostgreSQL keeps it."""

    rows: int
    """By its statistics."""
    is_part: bool
    """Whether it is a part of another table, whose rows that one has."""
    is_inherited: bool
    is_filtered: bool


@dataclass(frozen=True)
class Found:
    """One table or view as the server describes it, before it has its place in a run."""

    schema: str | None
    """None for the default one."""
    name: str
    columns: tuple[Column, ...] = ()
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    comment: str = ""
    size: int | None = None
    unread: str = ""
    """Why the server does not describe it, if so."""
    kind: TableKind = TableKind.TABLE
    reads: tuple[str, ...] = ()
    """What a view reads itself, tables and views, as reported; empty where that is not known for certain."""
    inherited: bool = False
    """As that of a table."""
    filtered: bool = False
    """Whether the login sees some of its rows alone."""
    narrowed: bool = False
    """As that of a table."""

    @property
    def reported(self) -> str:
        """Its name in reports."""
        return reported(self.schema, self.name)


@dataclass
class Said:
    """What a server says of the tables of one schema, by name."""

    columns: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    references: Mapping[str, tuple[ForeignKey, ...]] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, TableKind] = field(default_factory=dict)
    """Of views."""
    reads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    inherited: Collection[str] = ()
    filtered: Collection[str] = ()

    def of(self, schema: str | None, name: str) -> Found:
        """What it says of one."""
        columns, keys = self.columns.get(name, ()), self.keys.get(name, ())
        references, comment = self.references.get(name, ()), self.comments.get(name, "")
        kind, reads = self.kinds.get(name, TableKind.TABLE), self.reads.get(name, ())
        size, unread = self.sizes.get(name), self.unread.get(name, "")
        inherited, filtered = name in self.inherited, name in self.filtered
        return Found(schema, name, columns, keys, references, comment, size, unread, kind, reads, inherited, filtered)


def reported(schema: str | None, name: str) -> str:
    """The name of a table in reports: with its schema, unless that is the default one."""
    return name if schema is None else f"{schema}.{name}"


def described(found: Iterable[Found], source: str) -> Description:
    """The tables of a database as one source of the run."""
    tables: list[Described] = []
    skipped: list[Skipped] = []
    unreadable: list[Skipped] = []
    entries = list(found)
    views = {one.reported.lower(): one.reads for one in entries if one.kind is TableKind.VIEW}
    for one in entries:
        if one.columns:
            table = Table(
                source,
                one.reported,
                one.columns,
                one.primary_key,
                one.foreign_keys,
                one.comment,
                Place(source),
                kind=one.kind,
                reads=beneath(one.reads, views),
                inherited=one.inherited,
                narrowed=one.narrowed,
            )
            types = {column.name: column.type for column in one.columns}
            tables.append(Described(table, ServerTable(one.schema, one.name, types, one.size)))
        elif one.unread:
            unreadable.append(Skipped(one.reported, one.unread))
        else:
            skipped.append(Skipped(one.reported, "the server tells no columns of it"))
        if one.narrowed:
            unreadable.append(Skipped(one.reported, _NARROWED))
        if one.filtered:
            skipped.append(Skipped(one.reported, _FILTERED))
    return Description(tuple(tables), tuple(skipped), tuple(unreadable))


def read(connection: Connection, wanted: Wanted) -> Iterator[Found]:
    """All wanted tables and views, schema by schema.  Any dialect."""
    inspector = inspect(connection)
    default = inspector.default_schema_name
    one_schema = connection.dialect.name in _ONE_SCHEMA
    schemas: Sequence[str | None] = [None] if one_schema else [_own(name, default) for name in inspector.get_schema_names()]
    postgresql = connection.dialect.name == "postgresql"
    read_by = ViewsRead(connection, inspector)
    for schema in sorted({name for name in schemas if not _is_system(name)}, key=lambda name: name or ""):
        stored = _stored(connection, schema or default or "") if postgresql else {}
        kinds = _kinds(inspector, schema)
        names = [name for name in sorted(kinds) if not (name in stored and stored[name].is_part) and wanted(reported(schema, name))]
        if names:
            said = _said(inspector, schema, names)
            said.kinds, said.sizes = kinds, {name: max(one.rows, 0) for name, one in stored.items()}
            said.inherited = {name for name, one in stored.items() if one.is_inherited}
            said.filtered = {name for name, one in stored.items() if one.is_filtered}
            views = [name for name in names if kinds[name] is not TableKind.TABLE]
            said.reads = {view: tuple(_read(one, schema, default) for one in read_by.of(schema, view)) for view in views}
            yield from (said.of(schema, name) for name in names)


def _read(name: Name, schema: str | None, default: str | None) -> str:
    """What a view of a schema reads, as reported: where it names no schema, it means its own."""
    return reported(_own(name[0], default) if name[0] else schema, name[1])


def _own(schema: str, default: str | None) -> str | None:
    return None if schema == default else schema


def _is_system(schema: str | None) -> bool:
    return schema is not None and (schema.lower() in _SYSTEM or schema.lower().startswith(_SYSTEM_STARTS))


def _kinds(inspector: Inspector, schema: str | None) -> dict[str, TableKind]:
    """Whatever has rows to show, by name."""
    kinds = dict.fromkeys(inspector.get_table_names(schema), TableKind.TABLE)
    for names, kind in (
        (inspector.get_view_names, TableKind.VIEW),
        (inspector.get_materialized_view_names, TableKind.MATERIALIZED),
    ):
        try:
            kinds.update(dict.fromkeys(names(schema), kind))
        except NotImplementedError:
            continue
    return kinds


def _stored(connection: Connection, schema: str) -> dict[str, _Stored]:
    """What PostgreSQL keeps of each of its tables beside what all servers tell."""
    rows = connection.exec_driver_sql(_STORED, (schema,))
    return {name: _Stored(*told) for name, *told in rows}


def _said(inspector: Inspector, schema: str | None, names: Sequence[str]) -> Said:
    listed = names if len(names) <= _FEW else None
    told: dict[str, Any] = {"schema": schema, "filter_names": listed, "kind": ObjectKind.ANY}
    with warnings.catch_warnings():
        # Types that it does not know are told by having none.
        warnings.simplefilter("ignore", exc.SAWarning)
        columns = inspector.get_multi_columns(**told)
        keys = _if_told(inspector.get_multi_pk_constraint, told)
        references = _if_told(inspector.get_multi_foreign_keys, told)
        comments = _if_told(inspector.get_multi_table_comment, told)
    return Said(
        columns={name: tuple(_column(entry, inspector) for entry in entries) for (_, name), entries in columns.items()},
        keys={name: tuple((key or {}).get("constrained_columns") or ()) for (_, name), key in keys.items()},
        references={name: tuple(map(_reference, entries)) for (_, name), entries in references.items()},
        comments={name: (comment or {}).get("text") or "" for (_, name), comment in comments.items()},
    )


def _if_told(question: Callable[..., Any], told: Mapping[str, Any]) -> dict[tuple[str | None, str], Any]:
    """The answer, or nothing where the dialect does not know."""
    try:
        return dict(question(**told))
    except NotImplementedError:
        return {}


def _column(entry: Mapping[str, Any], inspector: Inspector) -> Column:
    declared, comment = _type(entry["type"], inspector), entry.get("comment") or ""
    nullable, computed = bool(entry.get("nullable", True)), entry.get("computed") is not None
    return Column(entry["name"], declared, comment, nullable=nullable, computed=computed)


def _type(declared: TypeEngine[Any], inspector: Inspector) -> str:
    if isinstance(declared, Enum) and declared.enums:
        return f"ENUM({', '.join(_quoted(value) for value in declared.enums)})"
    try:
        return str(declared.compile(dialect=inspector.dialect))
    except (exc.CompileError, NotImplementedError):
        return ""


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _reference(entry: Mapping[str, Any]) -> ForeignKey:
    target = Reference(reported(entry.get("referred_schema"), entry["referred_table"]), tuple(entry["referred_columns"]))
    return ForeignKey(tuple(entry["constrained_columns"]), target)
