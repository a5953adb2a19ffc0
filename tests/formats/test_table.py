from __future__ import annotations

from dataclasses import replace

from privaudit.formats.table import FORMAT
from privaudit.model.estate import Skipped, Topic
from privaudit.model.findings import Severity
from privaudit.model.report import CheckReport, ScanReport, Style
from privaudit.model.verdicts import Verdict, Within

SCAN = """\
customers  customers.csv · 1,000 rows · 1 of 3 columns personal
column                    category                      verdict        because
────────────────────────────────────────────────────────────────────────────────────────────────────
notes                     user.content.private          indication     the name notes says 'note'
                          + user.contact.email          proven         in 19 values (2.0%)
na\\x1b[31mme[red]\\u202e   user.health_and_medical       undetermined   the name notes says 'note';
                          special                                      but hardly any value has such
                                                                       a form

1 table of 2 without a sign of personal data.

Not read, or not wholly
  broken.csv: it is empty
"""

CHECK = """\
Held against the register on 2026-06-30: 2 tables, 9 columns, 1,000 rows.

 high  expired-records  prospects  42 rows
  42 of 1,000 rows of prospects are past P3Y.
  GDPR 5(1)(e) · prospecting/after-contact · schema.sql:12 · ffffffffffff

 low  stale-entry  accounts  indication
  Activity accounts declares what na\\x1b[31mme[red]\\u202e does not hold.
  GDPR 30(1) · accounts · register.yaml:30 · 000000000000

Not checked
  accounts/after-contract: accounts is a schema without rows (expired-records, unreadable-dates)
  activity support: its glob tickets matches no table of this run (the nearest is ticket)

Not read, or not wholly
  old.csv: it is empty
"""


def test_what_stands_within_texts_is_marked_as_special_too(scan_report: ScanReport, plain: Style) -> None:
    first, *others = scan_report.columns
    inside = Within("user.health_and_medical", Verdict.INDICATION, 0.1, 97, special=True)
    shown = FORMAT.render(replace(scan_report, columns=(replace(first, also=(inside,)), *others)), replace(plain, width=160))
    assert "+ user.health_and_medical special" in " ".join(shown.split())


def test_a_scan_shows_the_personal_columns_and_counts_the_rest(scan_report: ScanReport, plain: Style) -> None:
    assert FORMAT.render(scan_report, plain) == SCAN


def test_a_check_shows_each_finding_with_law_register_and_place(check_report: CheckReport, plain: Style) -> None:
    assert FORMAT.render(check_report, plain) == CHECK


def test_what_else_is_said_of_a_run_stands_under_headings_of_its_own(scan_report: ScanReport, plain: Style) -> None:
    said = (
        *scan_report.skipped,
        Skipped("leads.email", "not counted as user.contact.email: our support desk", Topic.ALLOWED),
        Skipped("leads.ref", "declared as “not personal”, but the values prove e-mail address", Topic.CONTRADICTED),
        Skipped("leads.seen", "day first", Topic.ASSUMED),
    )
    assert FORMAT.render(replace(scan_report, skipped=said), plain).endswith("""
Declared otherwise than the values say
  leads.ref: declared as “not personal”, but the values prove e-mail address

Read on an assumption
  leads.seen: day first

Allowed by your rules
  leads.email: not counted as user.contact.email: our support desk

Not read, or not wholly
  broken.csv: it is empty
""")


def test_what_is_undetermined_stands_apart_and_only_says_how_grave_it_would_be(check_report: CheckReport, plain: Style) -> None:
    first, second = check_report.findings
    doubtful = replace(second, severity=Severity.CRITICAL, verdict=Verdict.UNDETERMINED)
    shown = FORMAT.render(replace(check_report, findings=(first, doubtful), not_checked=(), skipped=()), plain)
    assert shown.partition("ffffffffffff\n\n")[2].startswith("""\
Undetermined: the evidence does not decide, and no build fails on it

 critical if so  stale-entry  accounts  undetermined
""")


def test_without_findings_it_says_so(check_report: CheckReport, plain: Style) -> None:
    clean = replace(check_report, findings=(), not_checked=(), skipped=())
    assert FORMAT.render(clean, plain).endswith("No findings.\n")


def test_colours_only_where_the_style_says_so(check_report: CheckReport) -> None:
    assert "\x1b[" in FORMAT.render(check_report, Style(100, colour=True))
    assert "\x1b" not in FORMAT.render(check_report, Style(100, colour=False))


def test_hostile_names_do_not_reach_the_terminal_even_in_colour(check_report: CheckReport) -> None:
    assert "\x1b[31mme" not in FORMAT.render(check_report, Style(100, colour=True))
