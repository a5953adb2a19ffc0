"""Names of the register that the run does not have: mistakes are missing (exit code 3), other runs' tables are not checked."""

from __future__ import annotations

import pytest

from privaudit.model.findings import Severity
from privaudit.model.report import CheckReport
from tests.conftest import Audit

FILES = {"mailing.csv": "email\nann@x.org\n", "unsubscribes.csv": "email,at\nzoe@x.org,2026-01-02\n"}


def register(more: str = "", opt_out: str = "unsubscribes.email", contacts: str = "mailing.email") -> str:
    return f"""\
activities:
  - id: news
    purposes: [marketing.communications.email]
    basis: [A6-1-f]
    subjects: [prospect]
    where: [{{tables: [mailing, unsubscribes]}}]
    data: [{{category: user.contact.email}}]
    marketing:
      - channel: email
        contacts: [{contacts}]
        opt_out: [{{list: {opt_out}}}]
{more}"""


def mistaken(report: CheckReport) -> list[str]:
    return [f"{entry.what}: {entry.reason}" for entry in report.skipped]


def elsewhere(report: CheckReport) -> list[str]:
    return [f"{entry.what}: {entry.reason}" for entry in report.not_checked if entry.check is None]


def test_a_misspelt_table_of_an_opt_out_list_fails_with_line_key_and_what_was_meant(audit: Audit) -> None:
    report = audit(FILES, register(opt_out="unsubscribe.email"))
    assert mistaken(report) == [
        (
            "register.yaml:13 `activities[news].marketing[email].opt_out[#1].list`: it names unsubscribe.email, and no table of this run "
            "is called unsubscribe; did you mean unsubscribes.email?"
        )
    ]
    assert report.exit_code(Severity.MEDIUM) == 3


def test_a_list_that_another_run_has_is_said_and_does_not_fail(audit: Audit) -> None:
    report = audit(FILES, register(opt_out="blocked.email"))
    assert elsewhere(report) == [
        (
            "register.yaml:13 `activities[news].marketing[email].opt_out[#1].list`: it names blocked.email, and no table of this run "
            "is called blocked"
        )
    ]
    assert report.exit_code(Severity.MEDIUM) == 0


@pytest.mark.parametrize("named", ["un_subscribes", "unsubscribs", "UNSUBSCRIBER"])
def test_a_slip_in_one_word_or_between_words_is_a_mistake(audit: Audit, named: str) -> None:
    (said,) = mistaken(audit(FILES, register(opt_out=f"{named}.email")))
    assert said.endswith("did you mean unsubscribes.email?")


@pytest.mark.parametrize("named", ["unsubscribes_2", "letters.unsubscribes", "subscriptions"])
def test_a_name_that_may_well_be_another_tables_is_none(audit: Audit, named: str) -> None:
    report = audit(FILES, register(opt_out=f"{named}.email"))
    assert mistaken(report) == []
    assert named in elsewhere(report)[0]


def test_a_near_name_without_the_column_is_another_table(audit: Audit) -> None:
    report = audit(FILES, register(opt_out="unsubscribe.phone"))
    assert mistaken(report) == []
    assert elsewhere(report)[0].endswith("no table of this run is called unsubscribe (the nearest is unsubscribes)")


def test_of_two_tables_that_the_same_key_names_neither_is_mistaken_for_the_other(audit: Audit) -> None:
    assert mistaken(audit(FILES, register(contacts="mailing.email, mailings.email"))) == []


def test_a_table_that_lies_in_a_schema_must_be_named_with_it(audit: Audit) -> None:
    schema = "CREATE TABLE letters.gone (email text);"
    (said,) = mistaken(audit({**FILES, "schema.sql": schema}, register(opt_out="gone.email")))
    assert said.endswith("no table of this run is called gone; did you mean letters.gone.email?")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            "links: [{from: mailing.mail, to: unsubscribes.email}]",
            "register.yaml:14 `links[#1].from`: it names mailing.mail, and there is no such column; did you mean mailing.email?",
        ),
        (
            "never_collected: [{category: special, where: [mailng]}]",
            (
                "register.yaml:14 `never_collected[#1].where[#1]`: it names mailng, and no table of this run is called mailng; did "
                "you mean mailing?"
            ),
        ),
        (
            "    foreign_contacts: []\nstores: [{id: copies, tables: [mailngs]}]",
            (
                "register.yaml:15 `stores[copies].tables[#1]`: it names mailngs, and no table of this run is called mailngs; did you mean "
                "mailing?"
            ),
        ),
    ],
)
def test_a_mistake_anywhere_in_the_register_is_told(audit: Audit, more: str, said: str) -> None:
    report = audit(FILES, register(more))
    assert mistaken(report) == [said]
    assert report.exit_code(Severity.MEDIUM) == 3


def test_a_column_that_a_check_misses_is_told_once_with_its_place(audit: Audit) -> None:
    assert mistaken(audit(FILES, register(opt_out="unsubscribes.emial"))) == [
        (
            "unsubscribes.emial: news/marketing/email names it, and unsubscribes does not have it (register.yaml:13 "
            "`activities[news].marketing[email].opt_out[#1].list`; did you mean unsubscribes.email?)"
        )
    ]


def test_an_activity_of_which_the_run_has_no_table_is_no_mistake(audit: Audit) -> None:
    assert mistaken(audit({"unsubscribe.csv": "email\nzoe@x.org\n", "mailin.csv": "email\n"}, register())) == []
