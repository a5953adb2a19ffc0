"""What the JSON of each table holds, as a JSON Schema (2020-12)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from privaudit.exports._values import plain
from privaudit.model.export import ExportedTable, Package, PackagedFile, PortableFormat

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number"}


def _write(package: Package) -> Iterator[PackagedFile]:
    for table in package.tables:
        content = json.dumps(_schema(table), ensure_ascii=False, indent=1) + "\n"
        yield PackagedFile(f"schema/{table.stem}.schema.json", content.encode())


def _schema(table: ExportedTable) -> dict[str, object]:
    properties = {}
    for place, column in enumerate(table.columns):
        said: dict[str, object] = {"type": _types([row[place] for row in table.rows])}
        description = "; ".join(filter(None, (column.comment, f"declared as {column.type}" if column.type else "")))
        if description:
            said["description"] = description
        if column.category is not None:
            said["$comment"] = f"category of personal data: {column.category}"
        properties[column.name] = said
    return {
        "$schema": _DIALECT,
        "title": table.name,
        **({"description": table.comment} if table.comment else {}),
        "type": "array",
        "items": {
            "type": "object",
            "properties": properties,
            "required": [column.name for column in table.columns],
            "additionalProperties": False,
        },
    }


def _types(cells: list[object]) -> list[str]:
    """The types of the values that stand there; any column may be empty."""
    found = {_TYPES[type(value)] for cell in cells if (value := plain(cell)) is not None}
    return [*sorted(found or {"string"}), "null"]


EXPORT = PortableFormat("a JSON Schema for each table", _write)
