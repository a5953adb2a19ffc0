"""Each complaint has its page, its severity and its articles."""

from __future__ import annotations

import importlib
import re

import pytest

from privaudit import catalogue, lints
from privaudit.checking import known_checks, known_lints
from privaudit.model.explanation import PARTS, CheckPage
from privaudit.model.findings import Lint, Severity
from privaudit.rule_pages import lint_pages, page_of

OWN = sorted(catalogue.load(lints, "LINT", Lint))
SHARED = ("acceptance-expired", "third-party-recipient", "transfer-without-safeguard")


def test_the_complaints_are_those_of_the_folder_and_of_three_checks() -> None:
    assert list(known_lints()) == sorted([*OWN, *SHARED])
    assert not set(OWN) & set(known_checks())
    assert [page.id for page in lint_pages()] == list(known_lints())


@pytest.mark.parametrize("name", OWN)
def test_the_page_of_each_has_its_headings_in_order(name: str) -> None:
    page = importlib.import_module(f"privaudit.lints.{name.replace('-', '_')}").__doc__ or ""
    summary, *rest = page.splitlines()
    assert re.fullmatch(r"[A-Z].+\.", summary)
    assert tuple(line for line in rest if line and not line.startswith(" ")) == PARTS
    assert re.search(r"GDPR Art\. \d", page), "no article says why it matters"
    sections = re.split("|".join(rf"^{heading}$" for heading in PARTS), page, flags=re.MULTILINE)[1:]
    assert all(len(section.split()) > 10 for section in sections)


@pytest.mark.parametrize("name", OWN)
def test_explain_shows_it(name: str) -> None:
    (page,) = page_of(name).pages
    assert isinstance(page, CheckPage)
    assert tuple(page.parts) == PARTS
    assert page.law
    assert all(re.fullmatch(r"GDPR \d+(\(\d\))?(\([a-z]\))?", article) for article in page.law)


def test_severities_are_those_of_the_design() -> None:
    low = {name for name in OWN if known_lints()[name].severity is Severity.LOW}
    assert low == {"overlapping-globs", "period-missing", "security-missing"}
    assert {known_lints()[name].severity for name in OWN if name not in low} == {Severity.MEDIUM}
    assert {known_lints()[name].severity for name in SHARED[1:]} == {Severity.HIGH}
