"""Requests of persons and their last days as JSON for machines: `"version": 1`, built field by field."""

from __future__ import annotations

from typing import Any

from privaudit.formats.json import VERSION, line_by_line
from privaudit.model.facts import RowKey
from privaudit.model.report import Style
from privaudit.model.requests import Request, RequestsReport


def render(report: RequestsReport, _style: Style) -> str:
    """The requests as one JSON object: keys and dates, no other value."""
    run = report.run
    return line_by_line(
        {
            "version": VERSION,
            "tool": {"name": "privaudit", "version": run.version, "rules": run.rules},
            "as_of": run.as_of.isoformat(),
            "generated_at": run.generated_at.isoformat(timespec="seconds"),
            "country": report.country,
            "tables": [
                {"source": one.table.source, "table": one.table.name, "columns": {what.value: name for what, name in one.columns.items()}}
                for one in report.tables
            ],
            "requests": [_request(request, report) for request in report.requests],
            "counts": {state.value: count for state, count in report.counts.items()},
            "skipped": [{"what": entry.what, "reason": entry.reason} for entry in report.skipped],
        }
    )


def _request(request: Request, report: RequestsReport) -> dict[str, Any]:
    return {
        "source": request.table.source,
        "table": request.table.name,
        "key": _key(request.key),
        "state": request.state.value,
        "received": None if request.received is None else request.received.isoformat(),
        "extended": None if request.extended is None else request.extended.isoformat(),
        "closed": None if request.closed is None else request.closed.isoformat(),
        "deadline": None if request.deadline is None else request.deadline.isoformat(),
        "days_left": request.days_left(report.run.as_of),
        "notes": list(request.notes),
    }


def _key(key: RowKey) -> dict[str, Any]:
    return {"line": key.values[0]} if key.columns is None else dict(zip(key.columns, key.values, strict=True))
