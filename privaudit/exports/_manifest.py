"""What is in a package: every file with its check sum, where it comes from, what was left out and why, and the proof."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from privaudit.exports.csv import GUARD, GUARDED
from privaudit.model.export import ExportedTable, Package, PackagedFile
from privaudit.model.rights import Reached

PATH = "manifest.json"
VERSION = 1


def manifest(package: Package, files: Sequence[PackagedFile]) -> PackagedFile:
    """The manifest of these files, which are the package."""
    content = json.dumps(_said(package, files), ensure_ascii=False, indent=1) + "\n"
    return PackagedFile(PATH, content.encode())


def sha256(file: PackagedFile) -> str:
    """The check sum of a file."""
    return hashlib.sha256(file.content).hexdigest()


def _said(package: Package, files: Sequence[PackagedFile]) -> dict[str, Any]:
    article = {"portability": "GDPR 20", "access": "GDPR 15"}[package.right.value]
    register = package.register
    return {
        "version": VERSION,
        "tool": {"name": "privaudit", "version": package.run.version, "rules": package.run.rules},
        "generated_at": package.run.generated_at.isoformat(timespec="seconds"),
        "right": package.right.value,
        "law": [article],
        "controller": {"name": package.organisation.name, "country": package.organisation.country},
        "subject": [{"identifier": one.identifier, "value": one.value} for one in package.given],
        "register": {
            "name": register.name,
            "version": register.version,
            "reviewed": register.reviewed.isoformat() if register.reviewed is not None else None,
            "sha256": register.sha256,
        },
        "tables": [_table(one) for one in package.tables],
        "files": [_file(one) for one in files],
        "csv": _csv(files),
        "links": [
            {"from": str(link).split(" -> ")[0], "to": str(link).split(" -> ")[1], "said_by": link.kind.value} for link in package.links
        ],
        "not_followed": list(package.not_followed),
        "left_out": [
            {"table": one.table, "column": one.column, "rows": one.rows, "reason": str(one.reason), "law": one.law}
            for one in package.left_out
        ],
        "completeness": {
            "columns": {state.value: number for state, number in _states(package).items()},
            "proof": [
                {"table": one.table, "column": one.column, "category": one.category, "outcome": one.reached.value, "rows": one.rows}
                | ({} if one.reason is None else {"reason": str(one.reason)})
                for one in package.completeness
            ],
        },
        "processing": [asdict(one) for one in package.activities],
        "skipped": [{"what": one.what, "reason": one.reason} for one in package.skipped],
        "notes": ["Texts that hold names of others are exported as they stand: nobody searched them."],
    }


def _table(table: ExportedTable) -> dict[str, Any]:
    return {
        "table": table.name,
        "source": table.source,
        "rows": len(table.rows),
        "reached_by": list(table.reached_by),
        "columns": [{"name": column.name, "category": column.category} for column in table.columns],
        "files": [f"data/{table.stem}.json", f"data/{table.stem}.csv", f"schema/{table.stem}.schema.json"],
    }


def _file(file: PackagedFile) -> dict[str, Any]:
    said: dict[str, Any] = {"path": file.path, "bytes": len(file.content), "sha256": sha256(file)}
    return said if file.rows is None else {**said, "rows": file.rows}


def _csv(files: Sequence[PackagedFile]) -> dict[str, Any]:
    """How the CSV differs from what is stored: the JSON does not."""
    guarded = {file.path: file.guarded for file in files if file.guarded}
    how = f"a cell that a spreadsheet would run as a formula has {GUARD} before it; the JSON files hold it as it is"
    return {
        "encoding": "UTF-8",
        "delimiter": ",",
        "line_end": "CRLF",
        "formula_guard": {"how": how, "begins_with": list(GUARDED), "cells": sum(guarded.values()), "files": guarded},
    }


def _states(package: Package) -> dict[Reached, int]:
    counted = Counter(one.reached for one in package.completeness)
    return {state: counted[state] for state in Reached}
