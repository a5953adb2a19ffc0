from __future__ import annotations

import pytest

from privaudit.model.findings import Severity
from privaudit.model.report import CheckReport
from privaudit.model.verdicts import Verdict
from tests.conftest import Audit, found, unknown

ID = "opted-out-contact"
MAILING = "email\nann@x.org\nbob@x.org\n J.Bob+news@GMAIL.com\ncid@x.org\n"


def register(*opt_out: str, contacts: str = "mailing.email", channel: str = "email", opt_in: str = "") -> str:
    wishes = "\n".join(f"          - {wish}" for wish in opt_out)
    return f"""\
activities:
  - id: news
    purposes: [marketing.communications.email]
    basis: [A6-1-f]
    subjects: [prospect]
    where: [{{tables: [mailing]}}]
    data: [{{category: user.contact.email}}]
    marketing:
      - channel: {channel}
        contacts: [{contacts}]
        opt_out:
{wishes}
{opt_in and f"        opt_in: {opt_in}"}
"""


def counts(report: CheckReport) -> list[tuple[str, int | None]]:
    return [(finding.table, finding.count) for finding in found(report, ID)]


def test_contacts_on_a_list_are_found_in_every_spelling(audit: Audit) -> None:
    report = audit({"mailing.csv": MAILING, "gone.csv": "mail\nANN@X.ORG\njbob@googlemail.com\nzoe@x.org\n"}, register("list: gone.mail"))
    (finding,) = found(report, ID)
    assert (finding.table, finding.column, finding.count) == ("mailing", "email", 2)
    assert (finding.verdict, finding.severity) == (Verdict.PROVEN, Severity.HIGH)
    assert (finding.register, finding.law) == ("news/marketing/email", ("GDPR 21(2)", "GDPR 21(3)"))
    assert finding.message == ("2 of 4 rows of mailing are contacts who opted out of email marketing: 2 by the list gone.mail.")


def test_contacts_on_no_list_are_silent(audit: Audit) -> None:
    files = {"mailing.csv": MAILING, "gone.csv": "mail\njbob@x.org\na.nn@x.org\nbob+news@x.org\n"}
    assert counts(audit(files, register("list: gone.mail"))) == []


@pytest.mark.parametrize(("means", "number"), [("", 2), (", means: [non, 0]", 1)])
def test_a_flag_elsewhere_says_whose_wish_it_is(audit: Audit, means: str, number: int) -> None:
    people = "mail,stop\nann@x.org,1\nbob@x.org,TRUE\ncid@x.org, NO N\nzoe@x.org,1\n"
    report = audit({"mailing.csv": MAILING, "people.csv": people}, register(f"{{flag: people.stop, of: people.mail{means}}}"))
    assert counts(report) == [("mailing", number)]


def test_a_flag_that_nobody_can_read_is_said(audit: Audit) -> None:
    mailing = "email,stop\nann@x.org,oui\nbob@x.org,abgemeldet\ncid@x.org,\n"
    report = audit({"mailing.csv": mailing}, register("flag: mailing.stop"))
    assert counts(report) == [("mailing", 1)]
    reason = "1 of 2 values are neither in `means` nor plainly its opposite: taken for no opt-out; add to `means` those that are one"
    assert unknown(report, ID) == [f"news/marketing/email: mailing.stop: {reason}"]


@pytest.mark.parametrize(("means", "unclear"), [('true, 1, "yes"', 2), ("x", 2), ("O", 0), ("N", 0)])
def test_a_plain_yes_that_the_register_does_not_name_is_no_plain_no(audit: Audit, means: str, unclear: int) -> None:
    mailing = "email,stop\nann@x.org,O\nbob@x.org,O\ncid@x.org,N\ndan@x.org,\n"
    said = unknown(audit({"mailing.csv": mailing}, register(f"{{flag: mailing.stop, means: [{means}]}}")), ID)
    assert [f"{unclear} of 3 values" in reason for reason in said] == [True] * bool(unclear)


def test_a_flag_in_the_row_of_the_contact_needs_no_of(audit: Audit) -> None:
    mailing = "email,stop\nann@x.org,oui\nbob@x.org,non\n"
    assert counts(audit({"mailing.csv": mailing}, register("flag: mailing.stop"))) == [("mailing", 1)]


def test_a_flag_beside_one_contact_is_held_against_the_contacts_of_other_tables_too(audit: Audit) -> None:
    files = {"mailing.csv": "email,stop\nann@x.org,1\nbob@x.org,0\n", "phoning.csv": "email\nAnn@x.org\nbob@x.org\n"}
    report = audit(files, register("flag: mailing.stop", contacts="mailing.email, phoning.email"))
    assert counts(report) == [("mailing", 1), ("phoning", 1)]


def test_an_opt_out_date_counts_from_its_day_on(audit: Audit) -> None:
    people = "mail,left\nann@x.org,2026-11-21\nbob@x.org,2026-11-22\ncid@x.org,\n"
    report = audit({"mailing.csv": MAILING, "people.csv": people}, register("{date: people.left, of: people.mail}"))
    assert counts(report) == [("mailing", 1)]


def test_an_opt_out_date_that_cannot_be_read_counts(audit: Audit) -> None:
    people = "mail,left\nann@x.org,31/02/2024\nbob@x.org,yes\n"
    report = audit({"mailing.csv": MAILING, "people.csv": people}, register("{date: people.left, of: people.mail}"))
    assert counts(report) == [("mailing", 2)]


def test_a_contact_who_said_it_twice_is_one_row_and_both_are_named(audit: Audit) -> None:
    files = {"mailing.csv": "email,stop\nann@x.org,1\nbob@x.org,1\n", "gone.csv": "mail\nann@x.org\nann@x.org\n"}
    (finding,) = found(audit(files, register("flag: mailing.stop", "list: gone.mail")), ID)
    assert finding.count == 2
    assert finding.message.endswith("2 by the flag mailing.stop, 1 by the list gone.mail.")


def test_every_data_source_of_a_list_counts(audit: Audit) -> None:
    files = {"mailing.csv": MAILING, "a/gone.csv": "mail\nann@x.org\n", "b/gone.csv": "mail\nbob@x.org\n"}
    (finding,) = found(audit(files, register("list: gone.mail")), ID)
    assert finding.count == 2


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({}, "news/marketing/email: gone.mail: table gone is not in this run"),
        ({"gone.sql": "CREATE TABLE gone (mail TEXT);\n"}, "news/marketing/email: gone.mail: gone is a schema without rows"),
    ],
)
def test_a_source_that_is_not_in_the_run_is_not_checked(audit: Audit, files: dict[str, str], reason: str) -> None:
    report = audit({"mailing.csv": MAILING, **files}, register("list: gone.mail"))
    assert unknown(report, ID) == [reason]
    assert not report.incomplete


def test_what_can_be_held_against_the_contacts_still_is(audit: Audit) -> None:
    report = audit({"mailing.csv": "email,stop\nann@x.org,1\n"}, register("list: gone.mail", "flag: mailing.stop"))
    assert counts(report) == [("mailing", 1)]
    assert len(unknown(report, ID)) == 1


@pytest.mark.parametrize(
    ("wish", "files", "what"),
    [
        ("list: gone.mail", {"gone.csv": "email\nann@x.org\n"}, "gone.mail"),
        ("{flag: gone.stop, of: gone.mail}", {"gone.csv": "mail\nann@x.org\n"}, "gone.stop"),
        ("{list: gone.mail, date: gone.since}", {"gone.csv": "mail\nann@x.org\n"}, "gone.since"),
        ("list: gone.mail", {"gone.csv": "id\n1\n", "gone.sql": "CREATE TABLE gone (id INT, mail TEXT);\n"}, "gone.mail"),
    ],
)
def test_a_declared_column_that_is_not_there_is_missing(audit: Audit, wish: str, files: dict[str, str], what: str) -> None:
    report = audit({"mailing.csv": MAILING, **files}, register(wish))
    assert counts(report) == []
    assert [entry.what for entry in report.skipped if "news/marketing/email" in entry.reason] == [what]
    assert report.exit_code(Severity.HIGH) == 3


def test_contacts_that_are_not_in_their_table_are_missing(audit: Audit) -> None:
    report = audit({"mailing.csv": "mail\nann@x.org\n", "gone.csv": "mail\nann@x.org\n"}, register("list: gone.mail"))
    assert [entry.what for entry in report.skipped] == ["mailing.email"]
    assert report.incomplete


@pytest.mark.parametrize("channel", ["sms", "phone"])
def test_numbers_are_the_same_however_they_are_written(audit: Audit, channel: str) -> None:
    texts = "email\n06 12 34 56 78\n+33 7 12 34 56 78\n0699999999\n+32 470 12 34 56\nunknown\n"
    files = {"mailing.csv": texts, "gone.csv": "tel\n0033612345678\n+33 (0)7.12.34.56.78\n0470123456\nunknown\n"}
    report = audit(files, register("list: gone.tel", channel=channel))
    assert counts(report) == [("mailing", 2)]
    reason = "1 of 5 rows hold no number that can be dialled: they are nobody's"
    assert unknown(report, ID) == [f"news/marketing/{channel}: mailing.email: {reason}"]


def test_consent_for_one_channel_may_be_withdrawn_alone(audit: Audit) -> None:
    people = "mail,mobile,no_mail,no_sms\nann@x.org,0612345678,non,oui\n"
    files = {"mailing.csv": "email,number\nann@x.org,+33612345678\n", "people.csv": people}
    by_mail = register("{flag: people.no_mail, of: people.mail}")
    by_sms = register("{flag: people.no_sms, of: people.mobile}", contacts="mailing.number", channel="sms")
    assert counts(audit(files, by_mail)) == []
    assert counts(audit(files, by_sms)) == [("mailing", 1)]


@pytest.mark.parametrize("channel", ["post", "push"])
def test_post_and_push_compare_by_the_key(audit: Audit, channel: str) -> None:
    files = {"mailing.csv": "person\n7\n07\n A \na\n\n", "people.csv": "id,stop\n7,1\nA,1\n,1\n"}
    report = audit(files, register("{flag: people.stop, of: people.id}", contacts="mailing.person", channel=channel))
    assert counts(report) == [("mailing", 2)]


@pytest.mark.parametrize(("agreed", "number"), [("2024-05-01", 1), ("2024-05-02", 0), ("2026-11-22", 1), ("oui", 1), ("", 1)])
@pytest.mark.parametrize("wish", ["{list: gone.mail, date: gone.since}", "{date: mailing.left}"])
def test_a_consent_after_the_day_of_the_opt_out_lifts_it(audit: Audit, wish: str, agreed: str, number: int) -> None:
    files = {
        "mailing.csv": "email,left\nann@x.org,2024-05-01\n",
        "gone.csv": "mail,since\nANN@x.org,2024-05-01\n",
        "people.csv": f"mail,agreed\nann@x.org,2020-01-01\nAnn@X.org,{agreed}\n",
    }
    report = audit(files, register(wish, opt_in="{column: people.agreed, of: people.mail}"))
    assert sum(count or 0 for _, count in counts(report)) == number


def test_no_consent_lifts_an_opt_out_without_a_day(audit: Audit) -> None:
    files = {"mailing.csv": "email,agreed\nann@x.org,2026-01-01\n", "gone.csv": "mail\nann@x.org\n"}
    assert counts(audit(files, register("list: gone.mail", opt_in="{column: mailing.agreed}"))) == [("mailing", 1)]
