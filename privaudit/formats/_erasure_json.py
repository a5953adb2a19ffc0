"""An erasure plan as JSON for machines: `"version": 1`, built field by field; counts and columns, never a key or another value."""

from __future__ import annotations

from typing import Any

from privaudit.formats.json import VERSION, line_by_line
from privaudit.model.erasure import ErasurePlan, ErasureStep
from privaudit.model.report import Style


def render(plan: ErasurePlan, _style: Style) -> str:
    """The plan as one JSON object."""
    run = plan.run
    return line_by_line(
        {
            "version": VERSION,
            "tool": {"name": "privaudit", "version": run.version, "rules": run.rules},
            "as_of": run.as_of.isoformat(),
            "generated_at": run.generated_at.isoformat(timespec="seconds"),
            "about": plan.about.value,
            "nobody": plan.nobody or None,
            "steps": [_step(step) for step in plan.steps],
            "detached": [
                {
                    "table": one.held.table.name,
                    "columns": list(one.key.columns),
                    "points_to": one.key.target.table,
                    "rows": len(one.held.rows),
                }
                for one in plan.detached
            ],
            "copies": [
                {"store": one.store, "reason": one.reason, "until": None if one.until is None else one.until.isoformat()}
                for one in plan.copies
            ],
            "recipients": [
                {"id": one.id, "name": one.name, "role": one.role, "country": one.country, "activities": list(one.activities)}
                for one in plan.recipients
            ],
            "warnings": [{"what": entry.what, "reason": entry.reason} for entry in plan.warnings],
            "skipped": [{"what": entry.what, "reason": entry.reason} for entry in plan.skipped],
        }
    )


def _step(step: ErasureStep) -> dict[str, Any]:
    return {
        "source": step.table.source,
        "table": step.table.name,
        "fate": step.fate.value,
        "rows": step.count,
        "columns": [{"column": one.column, "becomes": one.by.value} for one in step.cleared],
        "until": None if step.grounds.until is None else step.grounds.until.isoformat(),
        "earliest_until": None if step.grounds.earliest is None else step.grounds.earliest.isoformat(),
        "reason": step.grounds.reason,
        "register": step.grounds.register or None,
        "law": list(step.grounds.law),
    }
