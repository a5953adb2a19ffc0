"""Each table as JSON: a list of rows, each an object with the table's own column names, its values untouched."""

from __future__ import annotations

import json
from collections.abc import Iterator

from privaudit.exports._values import plain
from privaudit.model.export import Package, PackagedFile, PortableFormat


def _write(package: Package) -> Iterator[PackagedFile]:
    for table in package.tables:
        names = [column.name for column in table.columns]
        rows = [dict(zip(names, map(plain, row), strict=True)) for row in table.rows]
        content = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
        yield PackagedFile(f"data/{table.stem}.json", content.encode("utf-8", "surrogatepass"), len(rows))


EXPORT = PortableFormat("each table as JSON", _write)
