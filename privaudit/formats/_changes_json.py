"""What changed between two registers as JSON for machines: `"version": 1`, built field by field."""

from __future__ import annotations

from typing import Any

from privaudit.formats.json import VERSION, line_by_line, placed
from privaudit.model.register_changes import RegisterChange, RegistersReport
from privaudit.model.report import Style


def render(report: RegistersReport, _style: Style) -> str:
    """The changes as one JSON object."""
    run = report.run
    return line_by_line(
        {
            "version": VERSION,
            "tool": {"name": "privaudit", "version": run.version, "rules": run.rules},
            "generated_at": run.generated_at.isoformat(timespec="seconds"),
            "old": report.old,
            "new": report.new,
            "changes": [_change(change) for change in report.changes],
            "counts": {effect.value: count for effect, count in report.counts.items()},
        }
    )


def _change(change: RegisterChange) -> dict[str, Any]:
    return {
        "change": change.kind.value,
        "what": change.what,
        "register": change.register,
        "effect": change.effect.value,
        "special": change.special,
        "old": change.old,
        "new": change.new,
        "old_place": placed(change.old_place),
        "new_place": placed(change.new_place),
        "message": change.message,
    }
