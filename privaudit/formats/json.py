"""JSON for machines: `"version": 1`, built field by field, the same in every language.

Each column, each finding and each thing left out stands on a line of its own, so that two reports can be compared line by line.
"""

from __future__ import annotations

import json
from typing import Any

from privaudit.model.estate import Place, Skipped, Topic
from privaudit.model.findings import Finding
from privaudit.model.report import CheckReport, Format, Report, Run, ScanReport, Style
from privaudit.model.verdicts import ColumnVerdict

VERSION = 1
_encode = json.JSONEncoder(ensure_ascii=False).encode
"""One value on one line: with an indent the standard library would write it three times as slowly."""


def render(report: Report, _style: Style) -> str:
    """The report as one JSON object."""
    match report:
        case ScanReport():
            body = _scan(report)
        case CheckReport():
            body = _check(report)
    return line_by_line(body)


def line_by_line(body: dict[str, Any]) -> str:
    """The object with a line for each of its keys and for each entry of its lists."""
    keys = (f" {_encode(key)}: {_lines(value) if isinstance(value, list) and value else _encode(value)}" for key, value in body.items())
    return "{\n" + ",\n".join(keys) + "\n}\n"


def _lines(entries: list[Any]) -> str:
    return "[\n  " + ",\n  ".join(map(_encode, entries)) + "\n ]"


def _scan(report: ScanReport) -> dict[str, Any]:
    return {
        **_head(report.run),
        "columns": [_column(column) for column in report.columns],
        "skipped": _skipped(report.skipped),
    }


def _check(report: CheckReport) -> dict[str, Any]:
    return {
        **_head(report.run),
        "findings": [_finding(finding) for finding in report.findings],
        "not_checked": [{"check": entry.check, "what": entry.what, "reason": entry.reason} for entry in report.not_checked],
        "skipped": _skipped(report.skipped),
        "accepted_count": sum(finding.accepted is not None for finding in report.findings),
    }


def _head(run: Run) -> dict[str, Any]:
    return {
        "version": VERSION,
        "tool": {"name": "privaudit", "version": run.version, "rules": run.rules},
        "as_of": run.as_of.isoformat(),
        "generated_at": run.generated_at.isoformat(timespec="seconds"),
    }


def _column(verdict: ColumnVerdict) -> dict[str, Any]:
    return {
        "source": verdict.table.source,
        "table": verdict.table.name,
        "column": verdict.column.name,
        "type": verdict.column.type,
        "category": verdict.category,
        "verdict": verdict.verdict.word,
        "confidence": verdict.confidence,
        "special": verdict.special,
        "rows": verdict.rows,
        "values": verdict.values,
        "evidence": [{"kind": evidence.kind.value, "text": evidence.text} for evidence in verdict.evidence],
        "also": inside(verdict),
    }


def inside(verdict: ColumnVerdict) -> list[dict[str, Any]]:
    """The categories inside some values of a column."""
    return [
        {"category": one.category, "verdict": one.verdict.word, "special": one.special, "share": one.share, "values": one.values}
        for one in verdict.also
    ]


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "severity": finding.severity.word,
        "verdict": finding.verdict.word,
        "source": finding.source,
        "table": finding.table,
        "column": finding.column,
        "categories": list(finding.categories),
        "register": finding.register,
        "place": placed(finding.place),
        "count": finding.count,
        "message": finding.message,
        "law": list(finding.law),
        "fingerprint": finding.fingerprint,
        "accepted": finding.accepted,
    }


def placed(place: Place | None) -> dict[str, Any] | None:
    """Where something stands."""
    return None if place is None else {"path": place.path, "line": place.line}


def _skipped(skipped: tuple[Skipped, ...]) -> list[dict[str, str]]:
    """What was left out, and on what assumption the rest was read; a declaration that values contradict is evidence of its column."""
    return [{"what": entry.what, "reason": entry.reason} for entry in skipped if entry.topic is not Topic.CONTRADICTED]


FORMAT = Format(title="JSON for machines", render=render)
