"""The datasets of fideslang as the tables and columns of a register."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from privaudit.model.register import NO_CATEGORY
from privaudit.register_formats._fideslang_datasets import PHONE
from privaudit.register_formats._fideslang_entries import Entry
from privaudit.yaml_text.problems import quoted

_OF_SYSTEMS = "system"
"""The tree of categories that are of no person."""
_NO_REASON = "data of the system, not of persons"
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_IDENTITIES = {theirs: ours for ours, theirs in PHONE.items()}


@dataclass(slots=True)
class Tables:
    """One dataset."""

    key: str
    title: str
    entry: Entry
    schema: str
    names: list[str] = field(default_factory=list)
    columns: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """By category and reason: the columns that are said to hold it."""
    identities: dict[str, list[str]] = field(default_factory=dict)
    references: list[tuple[str, Entry]] = field(default_factory=list)
    """A column, and what it points to."""
    owned: bool = False
    """Whether a system names it."""

    def table(self, name: str) -> str:
        """The full name of a table."""
        return f"{self.schema}.{name}" if self.schema else name

    def ties(self, datasets: Mapping[str, Tables]) -> Iterator[tuple[str, str]]:
        """The columns that point to columns of other tables."""
        for column, reference in self.references:
            other = datasets.get(reference.text("dataset"))
            table, _, name = reference.text("field").partition(".")
            target = f"{other.table(table)}.{name}" if other is not None else ""
            if other is None or not is_table(table) or not is_column(name) or column == target:
                reference.lose("field", "points to no column of this file")
            elif reference.text("direction") == "from":
                yield target, column
            else:
                yield column, target


def read_tables(file: Entry, categories: Collection[str]) -> dict[str, Tables]:
    """The datasets by key."""
    owned = {key for system in file.entries("system", "fides_key") for key in _referenced(system)}
    found: dict[str, Tables] = {}
    for entry in file.entries("dataset", "fides_key"):
        key = entry.text("fides_key")
        if not key or key in found:
            entry.lose("fides_key", "is missing or written twice")
            continue
        found[key] = Tables(key, entry.text("name"), entry, _schema(entry), owned=key in owned)
        for category in entry.known("data_categories", categories, "category"):
            found[key].columns.setdefault((category, ""), [])
        for collection in entry.entries("collections", "name"):
            _collection(found[key], collection, categories)
        entry.close()
    return found


def is_table(name: str) -> bool:
    """Whether a register can name such a table."""
    return all(part.strip() for part in name.split(".")) and not set("*?[") & set(name)


def is_column(name: str) -> bool:
    """Whether a register can name such a column."""
    return bool(name.strip()) and "." not in name and "*" not in name


def _referenced(system: Entry) -> Iterator[str]:
    yield from system.texts("dataset_references")
    for declaration in system.entries("privacy_declarations", "name"):
        yield from declaration.texts("dataset_references")


def _schema(entry: Entry) -> str:
    meta = entry.entry("fides_meta")
    namespace = None if meta is None else meta.entry("namespace")
    schema = "" if namespace is None else namespace.text("schema")
    for one in (namespace, meta):
        if one is not None:
            one.close()
    if schema and not is_table(schema):
        entry.lose("fides_meta", f"names a schema that a register cannot: {quoted(schema)}")
        return ""
    return schema


def _collection(tables: Tables, entry: Entry, categories: Collection[str]) -> None:
    name = entry.text("name")
    if not is_table(name):
        entry.lose("name", "is no table that a register can name")
        return
    table = tables.table(name)
    if table not in tables.names:
        tables.names.append(table)
    for category in entry.known("data_categories", categories, "category"):
        tables.columns.setdefault((category, ""), [])
    for one in entry.entries("fields", "name"):
        column = one.text("name")
        if is_column(column):
            _field(tables, f"{table}.{column}", one, categories)
        else:
            one.lose("name", "is no column that a register can name")
    entry.close()


def _field(tables: Tables, column: str, entry: Entry, categories: Collection[str]) -> None:
    held = entry.texts("data_categories")
    nobody = [category for category in held if category.split(".")[0] == _OF_SYSTEMS]
    known = [category for category in held if category in categories]
    for category in held:
        if category not in known and category not in nobody:
            entry.lose("data_categories", f"holds no category that a register knows: {quoted(category)}")
    reason = entry.text("description")
    for category in known:
        _put(tables, category, reason, column)
    if nobody and not known:
        _put(tables, NO_CATEGORY, reason or _NO_REASON, column)
    elif reason and not known:
        entry.lose("description", "is of a field without a category, and a register gives reasons for categories alone")
    _meta(tables, column, entry)
    for within in entry.entries("fields", "name"):
        within.lose("name", "lies within another field: what it holds is said of that one")
        _field(tables, column, within, categories)
    entry.close()


def _put(tables: Tables, category: str, reason: str, column: str) -> None:
    columns = tables.columns.setdefault((category, reason), [])
    if column not in columns:
        columns.append(column)


def _meta(tables: Tables, column: str, entry: Entry) -> None:
    meta = entry.entry("fides_meta")
    if meta is None:
        return
    if identity := meta.text("identity"):
        name = _IDENTITIES.get(identity, identity)
        if _ID.fullmatch(name):
            tables.identities.setdefault(name, []).append(column)
        else:
            meta.lose("identity", f"is no name that a register can give: {quoted(identity)}")
    tables.references += [(column, one) for one in meta.entries("references", "field")]
    meta.close()
