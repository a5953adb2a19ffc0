from __future__ import annotations

import pytest

from privaudit.model.findings import Severity
from privaudit.model.verdicts import Verdict
from tests.conftest import AN_ACTIVITY, Audit, found, unknown

ID = "identifier-in-anonymised-store"
ANONYMISED = f"""\
{AN_ACTIVITY}
stores:
  - {{id: analytics, tables: ["stats_*"], identifiability: anonymised}}
"""
PSEUDONYMISED = ANONYMISED.replace("anonymised}", "pseudonymised}")
VISITS = "visited_on,page,visitor_ip,visitor_id,email\n" + "".join(
    f"2026-11-{day:02d},/home,192.0.2.{day},v-{day},user{day}@mail.test.org\n" for day in range(1, 21)
)


def _columns(audit: Audit, text: str, register: str) -> dict[str, Verdict]:
    return {finding.column or "": finding.verdict for finding in found(audit({"stats_visits.csv": text}, register), ID)}


def test_an_anonymised_store_holds_nothing_that_points_to_one(audit_by_our_rules: Audit) -> None:
    report = audit_by_our_rules({"stats_visits.csv": VISITS}, ANONYMISED)
    findings = {finding.column: finding for finding in found(report, ID)}
    assert set(findings) == {"visitor_ip", "visitor_id", "email"}
    ip = findings["visitor_ip"]
    assert (ip.severity, ip.verdict, ip.count, ip.register) == (Severity.HIGH, Verdict.PROVEN, 20, "analytics")
    assert ip.categories == ("user.device.ip_address",)
    assert ip.message.startswith(
        "stats_visits.visitor_ip holds ip address (user.device.ip_address) in 20 rows, and store analytics is declared as anonymised."
    )
    assert findings["visitor_id"].verdict is Verdict.INDICATION
    assert found(report, "undeclared-table") == []
    assert found(report, "undeclared-category") == []


def test_a_pseudonymised_store_may_hold_ids_and_devices(audit_by_our_rules: Audit) -> None:
    assert set(_columns(audit_by_our_rules, VISITS, PSEUDONYMISED)) == {"email"}


@pytest.mark.parametrize("register", [ANONYMISED, PSEUDONYMISED])
def test_figures_are_silent(audit_by_our_rules: Audit, register: str) -> None:
    figures = "visited_on,page,country,visits\n" + "".join(f"2026-11-{day:02d},/home,FR,{day}\n" for day in range(1, 21))
    report = audit_by_our_rules({"stats_visits.csv": figures}, register)
    assert (found(report, ID), unknown(report, ID)) == ([], [])


def test_a_column_that_was_emptied_is_silent(audit_by_our_rules: Audit) -> None:
    assert _columns(audit_by_our_rules, "email,page\n,/home\n,/jobs\n", ANONYMISED) == {}


def test_only_the_rows_that_are_meant_count(audit_by_our_rules: Audit) -> None:
    narrowed = ANONYMISED.replace('["stats_*"],', '["stats_*"], when: {column: state, equals: closed},')
    rows = "state,email\n" + "".join(f"open,user{number}@mail.test.org\n" for number in range(20))
    assert _columns(audit_by_our_rules, rows + "closed,\n", narrowed) == {}
    (finding,) = found(audit_by_our_rules({"stats_visits.csv": rows + "closed,a@mail.test.org\n"}, narrowed), ID)
    assert (finding.column, finding.count) == ("email", 1)


def test_what_stands_inside_texts_counts_too(audit_by_our_rules: Audit) -> None:
    notes = "note\n" + "".join(f"call {number}\n" for number in range(30)) + "write to jean.dupont@mail.test.org today\n" * 3
    assert _columns(audit_by_our_rules, notes, ANONYMISED)["note"] is Verdict.PROVEN


def test_a_schema_alone_gives_an_indication(audit_by_our_rules: Audit) -> None:
    report = audit_by_our_rules({"schema.sql": "CREATE TABLE stats_users (email TEXT, page TEXT);"}, ANONYMISED)
    (finding,) = found(report, ID)
    assert (finding.column, finding.verdict, finding.count) == ("email", Verdict.INDICATION, None)


def test_a_column_that_the_rows_do_not_have_is_not_checked(audit_by_our_rules: Audit) -> None:
    files = {"schema.sql": "CREATE TABLE stats_users (email TEXT, page TEXT);", "stats_users.csv": "page\n/home\n"}
    report = audit_by_our_rules(files, ANONYMISED)
    assert found(report, ID) == []
    assert unknown(report, ID) == ["store analytics: stats_users.email: the rows of stats_users.csv do not hold it"]
