"""Small builders: rows in a real engine, a register from its text, a whole audit."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import HealthCheck, settings

from privaudit import rulebook
from privaudit.engines.duckdb import DuckDBEngine
from privaudit.facts import RowFacts
from privaudit.facts.same_contact import mail_providers
from privaudit.model.contact_kinds import ContactKind
from privaudit.model.contacts import Contacts
from privaudit.model.estate import Column, ForeignKey, Place, Reference, Table
from privaudit.model.facts import TableColumn
from privaudit.model.findings import Finding
from privaudit.model.register import Activity, Clock, Declared, Denial, Link, Marketing, Organisation, Register, Where
from privaudit.model.report import CheckReport
from privaudit.model.rules import CRIMINAL, SPECIAL, Category, Pattern, Rulebook, Strength, Vocabulary, Word
from privaudit.model.sources import ReadOptions, TargetFile
from privaudit.pipeline import CheckOptions, check
from privaudit.register import load
from privaudit.sources.delimited import SOURCE
from tests.servers import mariadb_url, mysql_url, postgresql_url  # noqa: F401 fixtures for every test
from tests.spark_cluster import cluster  # noqa: F401 as above

# How long an example takes says how busy the machine is, and nothing about the code.
settings.register_profile("privaudit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("privaudit")

AS_OF = date(2026, 11, 21)
HERE = Place("register.yaml", 1)

EMAIL = "user.contact.email"
FIRST_NAME = "user.name.first"
LAST_NAME = "user.name.last"
CARD = "user.financial.credit_card"
RELIGION = "user.demographic.religious_belief"
OFFENCE = "user.criminal.offence"


def _category(key: str, group: str | None = None, pattern: Pattern | None = None) -> Category:
    title = key.rpartition(".")[2].replace("_", " ").capitalize()
    return Category(key, title, "pd:Any", group, patterns=() if pattern is None else (pattern,))


def _english(**of: str) -> Vocabulary:
    phrases = {tuple(name.split("_")): category for name, category in of.items()}
    words = {tokens: Word(tokens, category, Strength.STRONG, "en") for tokens, category in phrases.items()}
    return Vocabulary("en", words, {}, frozenset(), frozenset(token for tokens in phrases for token in tokens))


_ADDRESS = Pattern(f"{EMAIL}/address", EMAIL, r"[A-Za-z0-9.+_-]+@[A-Za-z0-9.-]+[.][A-Za-z]{2,24}", needs="@", inside=True, proves=True)
_CARD_NUMBER = Pattern(f"{CARD}/number", CARD, "[0-9]{16}", inside=True, validator="luhn", chance=0.1, proves=True)
_CATEGORIES = (
    _category(EMAIL, pattern=_ADDRESS),
    _category(CARD, pattern=_CARD_NUMBER),
    _category(FIRST_NAME),
    _category(LAST_NAME),
    _category(RELIGION, SPECIAL),
    _category(OFFENCE, CRIMINAL),
)
RULES = Rulebook(
    version="small",
    categories={category.id: category for category in _CATEGORIES},
    vocabularies={"en": _english(email=EMAIL, card=CARD, first_name=FIRST_NAME, last_name=LAST_NAME, religion=RELIGION, offence=OFFENCE)},
)
"""A few categories, so that what a check finds does not depend on the rules that ship."""

ORGANISATION = "privaudit: 1\norganisation: {name: Example SAS, country: FR}\n"
"""The head of every register below."""
AN_ACTIVITY = """\
activities:
  - id: colours
    purposes: [essential.service]
    basis: [A6-1-f]
    subjects: [customer]
    where: [{tables: [colours]}]
    data: [{category: user.contact.email}]
"""
"""For registers that are about something else."""


def key_to(table: str, column: str, *, via: str) -> ForeignKey:
    """A foreign key of one column."""
    return ForeignKey((via,), Reference(table, (column,)))


def a_table(name: str, *columns: str, source: str = "schema.sql", foreign_keys: tuple[ForeignKey, ...] = ()) -> Table:
    """A table without rows."""
    return Table(source, name, tuple(Column(column) for column in columns), foreign_keys=foreign_keys)


def emails(table: Table, column: str) -> Contacts:
    """A column of e-mail addresses."""
    return Contacts(TableColumn(table, column), ContactKind.EMAIL)


def an_activity(
    name: str,
    *where: Where,
    data: tuple[Declared, ...] = (),
    basis: tuple[str, ...] = ("A6-1-b",),
    clocks: tuple[Clock, ...] = (),
    marketing: tuple[Marketing, ...] = (),
) -> Activity:
    """An activity that owns `where`."""
    return Activity(name, "", "controller", (), basis, (), where, data, (), (), clocks, marketing, HERE)


def a_register(*activities: Activity, denials: tuple[Denial, ...] = (), links: tuple[Link, ...] = ()) -> Register:
    """A register of these activities."""
    return Register("register.yaml", Organisation("Example SAS", "FR"), None, activities, denials, (), links, ())


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[DuckDBEngine]:
    """The local engine."""
    with DuckDBEngine(tmp_path) as opened:
        yield opened


class Rows(Protocol):
    """Loads the text of an export; the table has the name of the file."""

    def __call__(
        self, name: str, text: str, *, primary_key: tuple[str, ...] = (), foreign_keys: tuple[ForeignKey, ...] = (), source: str = ""
    ) -> Table: ...


@pytest.fixture
def rows(engine: DuckDBEngine, tmp_path: Path) -> Rows:
    """Rows in the engine, with the keys that a schema would give them, and of the data source that a test names."""

    def loading(
        name: str, text: str, *, primary_key: tuple[str, ...] = (), foreign_keys: tuple[ForeignKey, ...] = (), source: str = ""
    ) -> Table:
        folder = tmp_path / source
        folder.mkdir(exist_ok=True)
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        (described,) = SOURCE.describe(TargetFile(path.name, path), ReadOptions(), tmp_path).tables
        table = replace(described.table, primary_key=primary_key, foreign_keys=foreign_keys, source=source or described.table.source)
        return engine.load(replace(described, table=table))

    return loading


@pytest.fixture
def facts(engine: DuckDBEngine) -> RowFacts:
    """The answers for a French organisation on the day of the audit."""
    return RowFacts(engine, AS_OF, "FR", mail_providers())


Declare = Callable[[str], Register]


@pytest.fixture
def declare(tmp_path: Path) -> Declare:
    """The register of a text, without its head."""

    def declaring(text: str) -> Register:
        path = tmp_path / "register.yaml"
        path.write_text(ORGANISATION + text, encoding="utf-8")
        return load(path, "register.yaml", RULES.categories)

    return declaring


class Audit(Protocol):
    """Checks files, by name, against a register's text; without its head it gets the usual one."""

    def __call__(self, files: Mapping[str, str], register: str, options: CheckOptions | None = None) -> CheckReport: ...


@pytest.fixture
def audit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Audit:
    """A whole run of `check` over files and a register, with the small rulebook."""
    monkeypatch.setattr(rulebook, "built_in", lambda: RULES)
    monkeypatch.chdir(tmp_path)

    def auditing(files: Mapping[str, str], register: str, options: CheckOptions | None = None) -> CheckReport:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        head = "" if register.startswith("privaudit:") else ORGANISATION
        (tmp_path / "register.yaml").write_text(head + register, encoding="utf-8")
        return check(list(files), "register.yaml", options or CheckOptions(as_of=AS_OF))

    return auditing


def found(report: CheckReport, check_id: str) -> list[Finding]:
    """The findings of one check."""
    return [finding for finding in report.findings if finding.check == check_id]


def unknown(report: CheckReport, check_id: str) -> list[str]:
    """What one check could not know, with the reason."""
    return [f"{entry.what}: {entry.reason}" for entry in report.not_checked if entry.check == check_id]


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:  # noqa: ARG001 pytest gives it so
    """Bytes without what is in them: packed ones hold the time of the day, and every worker must call a test by the same name."""
    return "bytes" if isinstance(val, bytes) else None


@contextmanager
def closed(folder: Path, rights: int) -> Iterator[None]:
    """A folder that may not be opened or entered: root, who may do all, is somebody else meanwhile."""
    was = os.geteuid()
    folder.chmod(rights)
    if was == 0:
        os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(was)
        folder.chmod(0o755)
