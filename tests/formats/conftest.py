"""One report of each kind, with everything in it that a format has to show."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from privaudit.model.estate import Column, Place, Skipped, Table
from privaudit.model.findings import Finding, Severity
from privaudit.model.report import CheckReport, NotCheckedBy, Run, ScanReport, Style
from privaudit.model.verdicts import ColumnVerdict, Evidence, EvidenceKind, Verdict, Within

RUN = Run("1.2.3", "abc123", date(2026, 6, 30), datetime(2026, 6, 30, 12, 0, tzinfo=UTC))
HOSTILE = "na\x1b[31mme[red]\u202e"


@pytest.fixture
def plain() -> Style:
    return Style(width=100, colour=False)


@pytest.fixture
def scan_report() -> ScanReport:
    notes = Column("notes", "TEXT", place=Place("schema.sql", 12))
    mail = Column(HOSTILE, "VARCHAR")
    amount = Column("amount", "NUMERIC")
    table = Table("customers.csv", "customers", (notes, mail, amount), relation="rows_1")
    bare = Table("schema.sql", "countries", (Column("label", "TEXT"),), place=Place("schema.sql", 40))
    said = Evidence(EvidenceKind.NAME, "the name notes says 'note'", 0.75)
    against = Evidence(EvidenceKind.AGAINST, "hardly any value has such a form", -0.45)
    inside = Within("user.contact.email", Verdict.PROVEN, 0.0196, 19)
    columns = (
        ColumnVerdict(table, notes, "user.content.private", Verdict.INDICATION, 0.8, False, 1000, 970, (said,), (inside,)),
        ColumnVerdict(table, mail, "user.health_and_medical", Verdict.UNDETERMINED, 0.4, True, 1000, 1000, (said, against)),
        ColumnVerdict(table, amount, None, Verdict.NONE, 0.0, False, 1000, 1000),
        ColumnVerdict(bare, bare.columns[0], None, Verdict.NONE, 0.0, False, None, None),
    )
    return ScanReport(RUN, columns, (Skipped("broken.csv", "it is empty"),), incomplete=True)


@pytest.fixture
def check_report() -> CheckReport:
    expired = Finding(
        check="expired-records",
        severity=Severity.HIGH,
        verdict=Verdict.PROVEN,
        source="prospects.csv",
        table="prospects",
        column=None,
        categories=(),
        register="prospecting/after-contact",
        place=Place("schema.sql", 12),
        count=42,
        message="42 of 1,000 rows of prospects are past P3Y.",
        law=("GDPR 5(1)(e)",),
        fingerprint="f" * 64,
    )
    stale = Finding(
        check="stale-entry",
        severity=Severity.LOW,
        verdict=Verdict.INDICATION,
        source="",
        table="",
        column=None,
        categories=("user.contact.fax_number",),
        register="accounts",
        place=Place("register.yaml", 30),
        count=None,
        message=f"Activity accounts declares what {HOSTILE} does not hold.",
        law=("GDPR 30(1)",),
        fingerprint="0" * 64,
    )
    not_checked = (
        NotCheckedBy("expired-records", "accounts/after-contract", "accounts is a schema without rows"),
        NotCheckedBy("unreadable-dates", "accounts/after-contract", "accounts is a schema without rows"),
        NotCheckedBy(None, "activity support", "its glob tickets matches no table of this run (the nearest is ticket)"),
    )
    return CheckReport(RUN, (expired, stale), not_checked, (Skipped("old.csv", "it is empty"),), 2, 9, 1000, incomplete=False)
