"""The tables and columns that a register names as datasets of fideslang: one for each activity and schema."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from privaudit.model.column_name import ColumnName
from privaudit.model.ownership import fits
from privaudit.model.register import NO_CATEGORY, Activity, Declared, Register
from privaudit.model.register_format import Lost
from privaudit.register_formats import _fideslang_words as words

Data = dict[str, Any]
_WILD = frozenset("*?[")
PHONE = {"phone": "phone_number"}
"""Identities that fideslang calls otherwise."""


@dataclass(slots=True)
class Dataset:
    """The tables of one schema that an activity owns."""

    key: str
    activity: Activity
    schema: str
    tables: dict[str, dict[str, Data]] = field(default_factory=dict)
    """By table and column: the field."""

    def column(self, table: str, column: str) -> Data:
        """The field of a column, which may be new."""
        return self.tables.setdefault(table, {}).setdefault(column, {"name": column})


class Datasets:
    """All of them, and what could not be put into any."""

    def __init__(self, register: Register) -> None:
        self.lost: list[Lost] = []
        self._found: list[Dataset] = []
        for activity in register.activities:
            self._where(activity)
            for declared in activity.data:
                self._declared(activity, declared)
        self._identifiers(register)
        self._links(register)

    def of(self, activity: Activity) -> list[str]:
        """The keys of an activity's datasets."""
        return [one.key for one in self._found if one.activity is activity]

    def data(self) -> Iterator[Data]:
        """The datasets as fideslang has them."""
        for one in self._found:
            meta = {"fides_meta": {"namespace": {"schema": one.schema}}} if one.schema else {}
            tables = [{"name": table, "fields": list(fields.values())} for table, fields in one.tables.items()]
            yield {"fides_key": one.key, "name": one.activity.title or one.activity.id, **meta, "collections": tables}

    def _where(self, activity: Activity) -> None:
        path = f"activities[{activity.id}].where"
        for where in activity.where:
            for table in where.tables:
                if _WILD & set(table):
                    self.lost.append(Lost(path, f"names tables by a pattern, and fideslang names each: {table}", activity.place))
                    continue
                schema, name = _parts(table)
                self._dataset(activity, schema).tables.setdefault(name, {})
            if where.columns != ("*",):
                self.lost.append(Lost(path, "owns some columns of its tables alone, and fideslang has whole tables", activity.place))

    def _declared(self, activity: Activity, declared: Declared) -> None:
        path = f"activities[{activity.id}].data[{declared.category}]"
        place = declared.place or activity.place
        category = words.NOTHING_PERSONAL if declared.category == NO_CATEGORY else declared.category
        for column in declared.columns:
            if not any(fits(glob, column.table) for where in activity.where for glob in where.tables):
                self.lost.append(Lost(f"{path}.columns", f"names a column of a table that the activity does not own: {column}", place))
                continue
            schema, table = _parts(column.table)
            found = self._dataset(activity, schema).column(table, column.column)
            found["data_categories"] = list(dict.fromkeys([*found.get("data_categories", ()), category]))
            if declared.reason and found.setdefault("description", declared.reason) != declared.reason:
                self.lost.append(Lost(f"{path}.reason", f"is a second one for {column}, and a field has one description", place))
        if declared.mandatory:
            self.lost.append(Lost(f"{path}.mandatory", "has no place in fideslang", place))
        if declared.reason and not declared.columns:
            self.lost.append(Lost(f"{path}.reason", "is about no column, and fideslang describes fields alone", place))

    def _identifiers(self, register: Register) -> None:
        for identifier in register.organisation.identifiers:
            identity = PHONE.get(identifier.name, identifier.name)
            for column in identifier.columns:
                path = f"organisation.identifiers.{identifier.name}"
                found = self._named(column)
                if found is None:
                    self.lost.append(Lost(path, f"names a column of a table that no activity names: {column}", register.organisation.place))
                elif found[1].setdefault("fides_meta", {}).setdefault("identity", identity) != identity:
                    self.lost.append(Lost(path, f"is a second identity of {column}, and a field has one", register.organisation.place))

    def _links(self, register: Register) -> None:
        for link in register.links:
            path = f"links[{link.source}]"
            source, target = self._named(link.source), self._named(link.target)
            if source is None or target is None:
                self.lost.append(Lost(path, f"ties tables that no activity names to {link.target}"))
                continue
            reference = {"dataset": target[0].key, "field": f"{_parts(link.target.table)[1]}.{link.target.column}", "direction": "to"}
            source[1].setdefault("fides_meta", {}).setdefault("references", []).append(reference)
            if link.same is not None:
                self.lost.append(Lost(f"{path}.same", "has no place in fideslang"))

    def _named(self, column: ColumnName) -> tuple[Dataset, Data] | None:
        """The field of a column in the first dataset that has its table."""
        schema, table = _parts(column.table)
        for one in self._found:
            if one.schema == schema and table in one.tables:
                return one, one.column(table, column.column)
        return None

    def _dataset(self, activity: Activity, schema: str) -> Dataset:
        own = [one for one in self._found if one.activity is activity]
        for one in own:
            if one.schema == schema:
                return one
        key = activity.id if not schema else f"{activity.id}.{schema if words.KEY.fullmatch(schema) else len(own) + 1}"
        while any(one.key == key for one in self._found):
            key += "_"
        made = Dataset(key, activity, schema)
        self._found.append(made)
        return made


def _parts(table: str) -> tuple[str, str]:
    """The schema, or nothing, and the name of a table."""
    schema, _, name = table.rpartition(".")
    return schema, name
