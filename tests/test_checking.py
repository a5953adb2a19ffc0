"""Runs the checks and stamps what they find."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

import pytest

from privaudit import checking
from privaudit.checking import known_checks, run_checks
from privaudit.errors import SourceError, UsageError
from privaudit.facts import RowFacts
from privaudit.model.estate import Column, Estate, Place, Table
from privaudit.model.findings import Check, Context, Missing, NotChecked, Outcome, Problem, Severity, fingerprint
from privaudit.model.register import ColumnName, Denial, Event, Register, Store, Where
from privaudit.model.report import NotCheckedBy
from privaudit.model.stores import Temporary
from privaudit.model.verdicts import Inventory, Verdict
from privaudit.pipeline import CheckOptions
from tests.conftest import AS_OF, EMAIL, HERE, RULES, Audit, a_register, a_table, an_activity

IDS = (
    "acceptance-expired",
    "acceptance-unmatched",
    "access-without-approval",
    "category-out-of-context",
    "cleartext-password",
    "clock-column-missing",
    "cookie-outlives-promise",
    "deletion-request-overdue",
    "denied-category",
    "expired-records",
    "foreign-directory-in-marketing",
    "full-card-number",
    "identifier-in-anonymised-store",
    "identity-proof-kept",
    "kept-too-short",
    "mandatory-category-missing",
    "marketing-past-clock",
    "marketing-without-consent",
    "message-after-opt-out",
    "national-id-undeclared",
    "opted-out-contact",
    "partial-read",
    "personal-data-in-cookie",
    "private-contact-in-professional-data",
    "publication-without-consent",
    "records-without-clock",
    "special-category-without-basis",
    "stale-entry",
    "store-past-its-time",
    "temporary-copy-kept",
    "third-party-recipient",
    "transfer-without-safeguard",
    "undeclared-category",
    "undeclared-table",
    "unreadable-dates",
    "weak-password-hash",
)
HEADINGS = ("What it finds", "Why it matters", "Example", "How to resolve")
LEADS = Table(
    "leads.csv",
    "Leads",
    (Column("Email", place=Place("schema.sql", 7)), Column("note")),
    place=Place("schema.sql", 6),
    relation="rows_1",
)


def context(facts: RowFacts, *tables: Table, register: Register | None = None) -> Context:
    return Context(Inventory(Estate(tables), (), {}), register or a_register(), RULES, facts, AS_OF, complete=False)


class OnlyCheck(Protocol):
    """Makes one check that gives these outcomes the only one."""

    def __call__(self, *outcomes: Outcome) -> None: ...


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> OnlyCheck:
    def making(*outcomes: Outcome) -> None:
        check = Check("Title", Severity.HIGH, ("GDPR 5(2)",), lambda _: iter(outcomes))
        monkeypatch.setattr(checking, "known_checks", lambda: {"a-check": check})

    return making


def test_the_checks_are_the_files_of_their_folder() -> None:
    assert tuple(known_checks()) == IDS


@pytest.mark.parametrize("name", IDS)
def test_the_page_of_each_check_has_its_headings_in_order(name: str) -> None:
    page = importlib.import_module(f"privaudit.checks.{name.replace('-', '_')}").__doc__ or ""
    summary, *rest = page.splitlines()
    assert re.fullmatch(r"[A-Z].+\.", summary)
    assert [line for line in rest if line and not line.startswith(" ")] == list(HEADINGS)
    assert re.search(r"GDPR Art\. \d", page), "no article says why it matters"
    sections = re.split("|".join(rf"^{heading}$" for heading in HEADINGS), page, flags=re.MULTILINE)[1:]
    assert all(len(section.split()) > 10 for section in sections)


@pytest.mark.parametrize("name", IDS)
def test_each_check_has_a_title_and_names_the_law(name: str) -> None:
    check = known_checks()[name]
    assert check.title
    assert not check.title.endswith(".")
    assert check.law
    assert all(re.fullmatch(r"GDPR \d+(\(\d\))?(\([a-z]\))?", article) for article in check.law)


def test_severities_are_those_of_the_design() -> None:
    severities = {name: check.severity for name, check in known_checks().items()}
    grave = {"denied-category", "special-category-without-basis", "cleartext-password", "full-card-number"}
    assert {name for name, severity in severities.items() if severity is Severity.CRITICAL} == grave
    assert {name for name, severity in severities.items() if severity is Severity.LOW} == {"stale-entry", "mandatory-category-missing"}
    assert {name for name, severity in severities.items() if severity is Severity.MEDIUM} == {
        "acceptance-expired",
        "acceptance-unmatched",
        "category-out-of-context",
        "clock-column-missing",
        "cookie-outlives-promise",
        "partial-read",
        "personal-data-in-cookie",
        "private-contact-in-professional-data",
        "records-without-clock",
        "store-past-its-time",
        "undeclared-category",
        "unreadable-dates",
    }


def test_a_problem_is_stamped_with_its_check_its_law_and_where_to_look(facts: RowFacts, only: OnlyCheck) -> None:
    problem = Problem("Said.", Verdict.PROVEN, LEADS, "email", EMAIL, register="crm", count=3, law=("GDPR 9(1)",))
    only(problem)
    (finding,) = run_checks(context(facts, LEADS), (), ()).findings
    assert (finding.check, finding.severity, finding.verdict, finding.message) == ("a-check", Severity.HIGH, Verdict.PROVEN, "Said.")
    assert (finding.source, finding.table, finding.column, finding.categories) == ("leads.csv", "Leads", "email", (EMAIL,))
    assert (finding.register, finding.count, finding.law) == ("crm", 3, ("GDPR 5(2)", "GDPR 9(1)"))
    assert finding.place == Place("schema.sql", 7)
    assert finding.fingerprint == fingerprint("a-check", problem, "")


@pytest.mark.parametrize(
    ("problem", "place"),
    [
        (Problem("", Verdict.PROVEN, LEADS, "email", place=HERE), HERE),
        (Problem("", Verdict.PROVEN, LEADS, "note"), Place("schema.sql", 6)),
        (Problem("", Verdict.PROVEN, LEADS, "not_there"), Place("schema.sql", 6)),
        (Problem("", Verdict.PROVEN, a_table("leads", source="leads.csv")), Place("leads.csv")),
        (Problem("", Verdict.PROVEN), None),
    ],
)
def test_the_place_is_the_nearest_that_is_known(facts: RowFacts, only: OnlyCheck, problem: Problem, place: Place | None) -> None:
    only(problem)
    assert run_checks(context(facts, LEADS), (), ()).findings[0].place == place


def test_a_fingerprint_is_of_names_and_not_of_lines_counts_or_words() -> None:
    one = Problem("42 rows.", Verdict.PROVEN, LEADS, "Email", EMAIL, register="crm", count=42, place=Place("a.yaml", 1))
    other = Problem("43 rows.", Verdict.INDICATION, a_table("leads"), "EMAIL", EMAIL, register="crm", count=43, place=Place("b.yaml", 9))
    assert fingerprint("a-check", one, "") == fingerprint("a-check", other, "")
    assert re.fullmatch("[0-9a-f]{64}", fingerprint("a-check", one, ""))


@pytest.mark.parametrize(
    "other",
    [
        Problem("", Verdict.PROVEN, LEADS, "note", EMAIL, register="crm"),
        Problem("", Verdict.PROVEN, a_table("lead"), "email", EMAIL, register="crm"),
        Problem("", Verdict.PROVEN, LEADS, "email", "user.name", register="crm"),
        Problem("", Verdict.PROVEN, LEADS, "email", EMAIL, register="crm/clock"),
        Problem("", Verdict.PROVEN, LEADS, "email", register="crm"),
    ],
)
def test_a_fingerprint_tells_findings_apart(other: Problem) -> None:
    one = Problem("", Verdict.PROVEN, LEADS, "email", EMAIL, register="crm")
    assert fingerprint("a-check", one, "") != fingerprint("a-check", other, "")
    assert fingerprint("a-check", one, "") != fingerprint("b-check", one, "")
    assert fingerprint("a-check", one, "") != fingerprint("a-check", one, "north")


def test_the_source_enters_the_fingerprint_where_two_hold_the_table(facts: RowFacts, only: OnlyCheck) -> None:
    north, south = (Table(source, "leads", (), relation=source) for source in ("north", "south"))
    schema = a_table("leads")
    problem = Problem("", Verdict.PROVEN, north)
    only(problem)
    assert run_checks(context(facts, north, schema), (), ()).findings[0].fingerprint == fingerprint("a-check", problem, "")
    assert run_checks(context(facts, north, south), (), ()).findings[0].fingerprint == fingerprint("a-check", problem, "north")


def test_its_spelling_enters_where_its_source_holds_another_that_differs_by_capital_letters_alone(facts: RowFacts, only: OnlyCheck) -> None:
    lower, upper = (Table("shop.sql", name, (), relation=name) for name in ("leads", "LEADS"))
    problem = Problem("", Verdict.PROVEN, upper)
    only(problem)
    assert run_checks(context(facts, upper), (), ()).findings[0].fingerprint == fingerprint("a-check", problem, "")
    assert run_checks(context(facts, upper, lower), (), ()).findings[0].fingerprint == fingerprint("a-check", problem, "LEADS")


def test_findings_come_gravest_first_then_by_table_and_column(facts: RowFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    def check(severity: Severity, *where: tuple[str, str]) -> Check:
        problems = [Problem("", Verdict.PROVEN, a_table(table), column) for table, column in where]
        return Check("", severity, (), lambda _: iter(problems))

    low, high = check(Severity.LOW, ("a", "z"), ("a", "b")), check(Severity.CRITICAL, ("z", "a"))
    monkeypatch.setattr(checking, "known_checks", lambda: {"low": low, "high": high})
    found = run_checks(context(facts), (), ()).findings
    assert [(finding.table, finding.column) for finding in found] == [("z", "a"), ("a", "b"), ("a", "z")]


def test_a_mere_suspicion_stands_behind_what_is_sure_however_grave_it_would_be(facts: RowFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    def check(severity: Severity, verdict: Verdict) -> Check:
        return Check("", severity, (), lambda _: iter((Problem("", verdict, a_table("t")),)))

    known = {"suspicion": check(Severity.CRITICAL, Verdict.UNDETERMINED), "sure": check(Severity.LOW, Verdict.INDICATION)}
    monkeypatch.setattr(checking, "known_checks", lambda: known)
    assert [finding.check for finding in run_checks(context(facts), (), ()).findings] == ["sure", "suspicion"]


def test_what_was_not_checked_or_missing_is_told_once(facts: RowFacts, only: OnlyCheck) -> None:
    only(NotChecked("what", "why"), NotChecked("what", "why"), Missing("column", "gone"), Missing("column", "gone"))
    outcomes = run_checks(context(facts), (), ())
    assert outcomes.not_checked == (NotCheckedBy("a-check", "what", "why"),)
    assert [(entry.what, entry.reason) for entry in outcomes.missing] == [("column", "gone")]


def test_a_check_whose_rows_cannot_be_read_is_missing_and_the_others_run(facts: RowFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: Context) -> Iterator[Outcome]:
        yield NotChecked("the first table", "why")
        raise SourceError("leads.csv changed while it was read")

    bad = Check("", Severity.HIGH, (), failing)
    good = Check("", Severity.LOW, (), lambda _: iter((Problem("", Verdict.PROVEN),)))
    monkeypatch.setattr(checking, "known_checks", lambda: {"bad": bad, "good": good})
    outcomes = run_checks(context(facts), (), ())
    assert [finding.check for finding in outcomes.findings] == ["good"]
    assert [(entry.what, entry.reason) for entry in outcomes.missing] == [("check bad", "leads.csv changed while it was read")]


REGISTER = """\
activities:
  - id: leads
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [leads]}]
    data: [{category: user.name}]
"""
FILES = {"leads.csv": "email\na@x.org\n", "guests.csv": "email\na@x.org\n"}


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), (), {"undeclared-category", "undeclared-table", "stale-entry"}),
        (("undeclared-table",), (), {"undeclared-table"}),
        ((), ("undeclared-table",), {"undeclared-category", "stale-entry"}),
        (("undeclared-table", "stale-entry"), ("stale-entry",), {"undeclared-table"}),
        (("expired-records",), (), set()),
    ],
)
def test_checks_are_selected_and_ignored_by_id(audit: Audit, select: tuple[str, ...], ignore: tuple[str, ...], expected: set[str]) -> None:
    report = audit(FILES, REGISTER, CheckOptions(as_of=AS_OF, select=select, ignore=ignore))
    assert {finding.check for finding in report.findings} == expected


@pytest.mark.parametrize("option", ["select", "ignore"])
def test_a_check_that_does_not_exist_is_refused_with_the_nearest(audit: Audit, option: str) -> None:
    names = ("undeclared-tables",)
    options = CheckOptions(as_of=AS_OF, select=names) if option == "select" else CheckOptions(as_of=AS_OF, ignore=names)
    with pytest.raises(UsageError, match="there is no check undeclared-tables") as caught:
        audit(FILES, REGISTER, options)
    assert caught.value.hint == "Did you mean undeclared-table?"


def test_a_check_like_no_other_is_refused_with_the_list(facts: RowFacts) -> None:
    with pytest.raises(UsageError) as caught:
        run_checks(context(facts), ("zzz",), ())
    assert caught.value.hint == f"Checks: {', '.join(IDS)}."


def test_globs_that_match_no_table_are_told_with_the_nearest(facts: RowFacts) -> None:
    register = a_register(
        an_activity("crm", Where(("lead_*", "customers"))),
        an_activity("shop", Where(("Leads", "zzz"))),
        denials=(Denial("special", ("led*",), "", HERE), Denial("special", ("*",), "", HERE), Denial("special", ("*.*",), "", HERE)),
    )
    outcomes = run_checks(context(facts, LEADS, register=register), ("partial-read",), ())
    assert [(entry.check, entry.what, entry.reason) for entry in outcomes.not_checked] == [
        (None, "activity crm", "its glob lead_* matches no table of this run (the nearest is leads); none of the activity is judged"),
        (None, "activity crm", "its glob customers matches no table of this run; none of the activity is judged"),
        (None, "activity shop", "its glob zzz matches no table of this run"),
        (None, "never_collected special", "its glob led* matches no table of this run (the nearest is leads)"),
    ]


def test_globs_of_stores_that_match_nothing_are_told_unless_the_store_should_be_empty(facts: RowFacts) -> None:
    of_tickets = Temporary(Event.REQUEST_CLOSED, ColumnName("t", "id"), ColumnName("t", "at"))
    copies = Store("copies", HERE, tables=("copy_{ticket}",), temporary=of_tickets)
    stores = (Store("backups", HERE, tables=("lead_*", "leads"), files=("b/*.dump",)), copies)
    outcomes = run_checks(context(facts, LEADS, register=replace(a_register(), stores=stores)), ("partial-read",), ())
    assert [(entry.what, entry.reason) for entry in outcomes.not_checked] == [
        ("store backups", "its glob lead_* matches no table of this run (the nearest is leads)"),
        ("store backups", "its glob b/*.dump matches no file of this run"),
    ]
