from __future__ import annotations

import json
from dataclasses import replace

from privaudit.formats.json import FORMAT
from privaudit.model.estate import Skipped, Topic
from privaudit.model.report import CheckReport, ScanReport, Style


def test_a_scan_lists_every_column_in_order_with_its_evidence(scan_report: ScanReport, plain: Style) -> None:
    read = json.loads(FORMAT.render(scan_report, plain))
    assert list(read) == ["version", "tool", "as_of", "generated_at", "columns", "skipped"]
    assert read["version"] == 1
    assert read["tool"] == {"name": "privaudit", "version": "1.2.3", "rules": "abc123"}
    assert read["columns"][0] == {
        "source": "customers.csv",
        "table": "customers",
        "column": "notes",
        "type": "TEXT",
        "category": "user.content.private",
        "verdict": "indication",
        "confidence": 0.8,
        "special": False,
        "rows": 1000,
        "values": 970,
        "evidence": [{"kind": "name", "text": "the name notes says 'note'"}],
        "also": [{"category": "user.contact.email", "verdict": "proven", "special": False, "share": 0.0196, "values": 19}],
    }
    assert [(column["category"], column["verdict"]) for column in read["columns"]][2:] == [(None, "none"), (None, "none")]
    assert read["skipped"] == [{"what": "broken.csv", "reason": "it is empty"}]


def test_what_is_allowed_stands_with_what_is_left_out_and_a_contradiction_only_with_its_column(
    scan_report: ScanReport, plain: Style
) -> None:
    said = tuple(Skipped(topic.value, "said", topic) for topic in Topic)
    read = json.loads(FORMAT.render(replace(scan_report, skipped=said), plain))
    assert [entry["what"] for entry in read["skipped"]] == ["unread", "allowed", "assumed", "shown twice"]


def test_a_check_has_the_frozen_fields(check_report: CheckReport, plain: Style) -> None:
    read = json.loads(FORMAT.render(check_report, plain))
    assert list(read) == ["version", "tool", "as_of", "generated_at", "findings", "not_checked", "skipped", "accepted_count"]
    assert read["findings"][0] == {
        "check": "expired-records",
        "severity": "high",
        "verdict": "proven",
        "source": "prospects.csv",
        "table": "prospects",
        "column": None,
        "categories": [],
        "register": "prospecting/after-contact",
        "place": {"path": "schema.sql", "line": 12},
        "count": 42,
        "message": "42 of 1,000 rows of prospects are past P3Y.",
        "law": ["GDPR 5(1)(e)"],
        "fingerprint": "f" * 64,
        "accepted": None,
    }
    assert read["as_of"] == "2026-06-30"
    assert read["not_checked"][0] == {
        "check": "expired-records",
        "what": "accounts/after-contract",
        "reason": "accounts is a schema without rows",
    }
    assert read["accepted_count"] == 0


def test_each_column_stands_on_a_line_of_its_own(scan_report: ScanReport, plain: Style) -> None:
    lines = FORMAT.render(scan_report, plain).splitlines()
    assert [json.loads(line.rstrip(","))["column"] for line in lines if '"evidence"' in line] == [
        verdict.column.name for verdict in scan_report.columns
    ]
