"""The keys of the rows that findings are about, as JSON Lines, for whoever has to act on them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from privaudit.model.facts import Facts, RowKey, Rows, table_of
from privaudit.model.findings import Finding
from privaudit.model.verdicts import Inventory
from privaudit.private_file import private_file


def write(path: Path, findings: Iterable[Finding], inventory: Inventory, facts: Facts, *, with_values: bool) -> int:
    """Writes one line per row and finding, and gives their number.

    A line holds the finding's fingerprint, the source, the table and the key: the primary key, else the line of the file.  A key
    that is itself personal data gives way to the line, unless `with_values`.  The file is readable by its owner alone (0600) and
    appears only when it is whole.  Raises UsageError where it cannot be written.
    """
    number = 0
    with private_file(path, over=True) as handle:
        for line in _lines(findings, inventory, facts, with_values=with_values):
            handle.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            number += 1
    return number


def _lines(findings: Iterable[Finding], inventory: Inventory, facts: Facts, *, with_values: bool) -> Iterator[dict[str, Any]]:
    for finding in findings:
        if finding.rows is not None:
            personal = frozenset[str]() if with_values else _personal_columns(inventory, finding.rows)
            for key in facts.keys(finding.rows, personal):
                yield {"fingerprint": finding.fingerprint, "source": finding.source, "table": finding.table, "key": _key(key)}


def _key(key: RowKey) -> dict[str, Any]:
    if key.columns is None:
        return {"line": key.values[0]}
    return dict(zip(key.columns, key.values, strict=True))


def _personal_columns(inventory: Inventory, rows: Rows) -> frozenset[str]:
    return frozenset(verdict.column.name.lower() for verdict in inventory.of(table_of(rows)) if verdict.personal)
