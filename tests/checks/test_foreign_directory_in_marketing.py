from __future__ import annotations

import pytest

from privaudit.model.findings import Severity
from privaudit.model.report import CheckReport
from privaudit.model.verdicts import Verdict
from tests.conftest import Audit, found, unknown

ID = "foreign-directory-in-marketing"
THEIRS = "name,email,tel\nAnn,ANN@client.example,+33 6 12 34 56 78\nDesk,info@client.example,\n"


def register(
    *, channel: str = "email", contacts: str = "mailing.email", foreign: str = '"client_*.email"', role: str = "controller"
) -> str:
    return f"""\
activities:
  - id: databases
    role: processor
    controllers: [{{id: a, name: Client A, contact: {{email: dpo@a.example}}}}]
    purposes: [essential.service]
    subjects: [customer]
    where: [{{tables: ["client_*"]}}]
    data: [{{category: user}}]
    foreign_contacts: [{foreign}]
  - id: accounts
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{{tables: [accounts]}}]
    data: [{{category: user}}]
  - id: news
    role: {role}
    purposes: [marketing]
    basis: [A6-1-f]
    subjects: [prospect]
    where: [{{tables: [mailing, gone]}}]
    data: [{{category: user.contact}}]
    marketing:
      - channel: {channel}
        contacts: [{contacts}]
        opt_out: [{{list: gone.email}}]
"""


def counts(report: CheckReport) -> list[tuple[str, int | None]]:
    return [(finding.table, finding.count) for finding in found(report, ID)]


def test_contacts_of_a_directory_are_found_mailboxes_of_organisations_too(audit: Audit) -> None:
    files = {"client_a.csv": THEIRS, "mailing.csv": "email\nann@CLIENT.example\ninfo@client.example\nbob@x.org\n"}
    (finding,) = found(audit(files, register()), ID)
    assert (finding.table, finding.column, finding.count) == ("mailing", "email", 2)
    assert (finding.verdict, finding.severity, finding.register) == (Verdict.PROVEN, Severity.HIGH, "news/marketing/email")
    assert finding.message == "2 of 3 rows of mailing are contacts of a client's directory (client_a.email) and of no record of our own."


def test_contacts_of_nobody_else_are_silent(audit: Audit) -> None:
    files = {"client_a.csv": THEIRS, "mailing.csv": "email\nann@x.org\nsupport@client.example\n"}
    assert counts(audit(files, register())) == []


def test_whether_a_customer_of_our_own_came_from_the_directory_nobody_can_tell(audit: Audit) -> None:
    files = {"client_a.csv": THEIRS, "accounts.csv": "email\nann@client.example\n", "mailing.csv": "email\nann@client.example\nbob@x.org\n"}
    report = audit(files, register())
    assert counts(report) == []
    both = "1 of 2 contacts are in a client's directory and in records of our own"
    assert unknown(report, ID) == [f"news/marketing/email: mailing.email: {both}: nobody can tell from which they came"]


def test_a_list_of_opt_outs_is_no_record_of_our_own(audit: Audit) -> None:
    files = {"client_a.csv": THEIRS, "gone.csv": "email\nann@client.example\n", "mailing.csv": "email\nann@client.example\n"}
    assert counts(audit(files, register())) == [("mailing", 1)]


def test_numbers_are_compared_as_numbers(audit: Audit) -> None:
    files = {"client_a.csv": THEIRS, "mailing.csv": "tel\n06.12.34.56.78\n0712345678\n"}
    assert counts(audit(files, register(channel="sms", contacts="mailing.tel", foreign='"client_?.tel"'))) == [("mailing", 1)]


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        (register(channel="post"), "news/marketing/post: contacts of post are keys of our own, which no client's directory holds"),
        (register(foreign='"client_*.mail"'), "databases: foreign_contacts client_*.mail: it matches no column of this run"),
    ],
)
def test_what_cannot_be_compared_is_not_checked(audit: Audit, wanted: str, reason: str) -> None:
    report = audit({"client_a.csv": THEIRS, "mailing.csv": "email\nann@client.example\n"}, wanted)
    assert counts(report) == []
    assert reason in unknown(report, ID)


def test_a_directory_without_rows_is_not_checked(audit: Audit) -> None:
    files = {"client_a.sql": "CREATE TABLE client_a (email TEXT);\n", "mailing.csv": "email\nann@client.example\n"}
    assert unknown(audit(files, register()), ID) == ["databases: client_a.email: the run holds no rows of it"]
