"""The keys of the rows that findings are about, as JSON Lines, for whoever has to act on them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from privaudit.errors import UsageError
from privaudit.model.facts import Facts, RowKey, Rows, table_of
from privaudit.model.findings import Finding
from privaudit.model.verdicts import Inventory


def write(path: Path, findings: Iterable[Finding], inventory: Inventory, facts: Facts, *, with_values: bool) -> int:
    """Writes one line per row and finding, and gives their number.

    A line holds the finding's fingerprint, the source, the table and the key: the primary key, else the line of the file.  A key
    that is itself personal data gives way to the line, unless `with_values`.  The file is readable by its owner alone (0600) and
    appears only when it is whole.  Raises UsageError where it cannot be written.
    """
    partial = path.with_name(f".{path.name}.partial")
    number = 0
    try:
        partial.unlink(missing_ok=True)
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline="\n") as handle:
            for line in _lines(findings, inventory, facts, with_values=with_values):
                handle.write(json.dumps(line, ensure_ascii=False) + "\n")
                number += 1
        partial.replace(path)
    except OSError as problem:
        raise UsageError(f"{path} cannot be written: {problem.strerror}", "Name a file in a folder that you may write to.") from None
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
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
