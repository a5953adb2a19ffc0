"""Explanations, pages of the rules and their test as JSON for machines: `"version": 1`, built field by field."""

from __future__ import annotations

import json
from typing import Any

from privaudit.formats.json import VERSION, inside
from privaudit.model.explanation import (
    PARTS,
    CategoryPage,
    CheckPage,
    ColumnExplanation,
    ColumnsReport,
    Pages,
    PatternPage,
    RulesTest,
)
from privaudit.model.report import Run, Style

FINDS, WHY, EXAMPLE, RESOLVE = PARTS


def render(report: ColumnsReport, _style: Style) -> str:
    """The columns of the report as one JSON object."""
    skipped = [{"what": said.what, "reason": said.reason} for said in report.skipped]
    return _text({**_head(report.run), "columns": [_column(one) for one in report.columns], "skipped": skipped})


def render_pages(pages: Pages, _style: Style) -> str:
    """The pages as one JSON object."""
    categories = [_category(page) for page in pages.pages if isinstance(page, CategoryPage)]
    checks = [_check(page) for page in pages.pages if isinstance(page, CheckPage)]
    return _text({"version": VERSION, "rules": pages.rules, "categories": categories, "checks": checks})


def render_test(test: RulesTest, _style: Style) -> str:
    """The outcome of a test of the rules as one JSON object."""
    failures = [{"place": one.place, "says": one.says} for one in test.failures]
    return _text({"version": VERSION, "rules": test.rules, "columns": test.columns, "values": test.values, "failures": failures})


def _text(body: dict[str, Any]) -> str:
    return json.dumps(body, indent=1, ensure_ascii=False) + "\n"


def _head(run: Run) -> dict[str, Any]:
    return {
        "version": VERSION,
        "tool": {"name": "privaudit", "version": run.version, "rules": run.rules},
        "generated_at": run.generated_at.isoformat(timespec="seconds"),
    }


def _column(explanation: ColumnExplanation) -> dict[str, Any]:
    verdict = explanation.verdict
    return {
        "source": verdict.table.source,
        "table": verdict.table.name,
        "column": verdict.column.name,
        "type": verdict.column.type,
        "category": verdict.category,
        "verdict": verdict.verdict.word,
        "special": verdict.special,
        "rows": verdict.rows,
        "values": verdict.values,
        "evidence": [{"kind": said.kind.value, "text": said.text, "weight": said.weight} for said in verdict.evidence],
        "considered": [
            {
                "category": one.category,
                "verdict": one.verdict.word,
                "score": one.score,
                "evidence": [{"kind": said.kind.value, "text": said.text, "weight": said.weight} for said in one.evidence],
            }
            for one in verdict.considered
        ],
        "also": inside(verdict),
        "forms": [
            {
                "pattern": form.pattern,
                "category": form.category,
                "inside": form.inside,
                "values": form.values,
                "share": form.share,
                "checked": form.checked,
                "valid": form.valid,
                "beyond_chance": form.beyond_chance,
                "proves": form.proves,
            }
            for form in explanation.forms
        ],
        "contradictions": list(explanation.contradictions),
        "changes": list(explanation.changes),
    }


def _category(page: CategoryPage) -> dict[str, Any]:
    return {
        "id": page.id,
        "title": page.title,
        "group": page.group,
        "law": list(page.law),
        "dpv": page.dpv,
        "like": page.like,
        "types": list(page.kinds),
        "words": {name: {"strong": of.strong, "weak": of.weak, "some": list(of.some)} for name, of in page.words.items()},
        "patterns": [_pattern(pattern) for pattern in page.patterns],
        "examples": {"hit": list(page.hit), "miss": list(page.miss)},
        "below": list(page.below),
        "files": list(page.files),
    }


def _pattern(pattern: PatternPage) -> dict[str, Any]:
    return {
        "name": pattern.name,
        "regex": pattern.regex,
        "validator": pattern.validator,
        "chance": pattern.chance,
        "proves": pattern.proves,
        "inside": pattern.inside,
        "examples": {"hit": list(pattern.hit), "miss": list(pattern.miss)},
    }


def _check(page: CheckPage) -> dict[str, Any]:
    return {
        "id": page.id,
        "title": page.title,
        "severity": page.severity,
        "law": list(page.law),
        "page": page.text,
        "summary": page.summary,
        "finds": page.parts.get(FINDS, ""),
        "why": page.parts.get(WHY, ""),
        "example": page.parts.get(EXAMPLE, ""),
        "resolve": page.parts.get(RESOLVE, ""),
    }
