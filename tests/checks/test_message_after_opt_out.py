from __future__ import annotations

import pytest

from privaudit.model.findings import Severity
from privaudit.model.report import CheckReport
from privaudit.model.verdicts import Verdict
from tests.conftest import Audit, found, unknown

ID = "message-after-opt-out"
LIST = "{list: gone.mail, date: gone.since}"
DATE = "{date: people.left, of: people.mail}"
FLAG = "{flag: people.stop, of: people.mail}"


def register(*opt_out: str, more: str = "") -> str:
    wishes = "\n".join(f"          - {wish}" for wish in opt_out)
    return f"""\
activities:
  - id: news
    purposes: [marketing]
    basis: [A6-1-f]
    subjects: [prospect]
    where: [{{tables: [sent]}}]
    data: [{{category: user.contact.email}}]
    marketing:
      - channel: email
        contacts: [mailing.email]
        log: {{recipient: sent.to, at: sent.at}}
        opt_out:
{wishes}
{more}"""


def sent(*messages: str) -> str:
    return "\n".join(("to,at", *messages)) + "\n"


def counts(report: CheckReport) -> list[tuple[str, int | None]]:
    return [(finding.table, finding.count) for finding in found(report, ID)]


def test_messages_after_the_day_of_the_opt_out_are_found(audit: Audit) -> None:
    log = sent("ann@x.org,2026-05-01", "Ann@X.org ,2026-05-02 08:00", "ann@x.org,2026-05-03", "bob@x.org,2026-05-03")
    (finding,) = found(audit({"sent.csv": log, "gone.csv": "mail,since\nann@x.org,2026-05-01\n"}, register(LIST)), ID)
    assert (finding.table, finding.column, finding.count) == ("sent", "to", 2)
    assert (finding.verdict, finding.severity, finding.register) == (Verdict.PROVEN, Severity.HIGH, "news/marketing/email")
    assert finding.message == "2 of 4 messages of sent were sent after their recipient had opted out of email marketing."


def test_messages_before_and_on_the_day_are_silent(audit: Audit) -> None:
    log = sent("ann@x.org,2026-04-30", "ann@x.org,2026-05-01")
    assert counts(audit({"sent.csv": log, "people.csv": "mail,left\nann@x.org,01/05/2026\n"}, register(DATE))) == []


@pytest.mark.parametrize(("agreed", "number"), [("2026-05-01", 3), ("2026-05-02", 1), ("2026-05-03", 2), ("2026-05-04", 3), ("", 3)])
def test_a_later_consent_ends_the_silence_from_its_day_on(audit: Audit, agreed: str, number: int) -> None:
    log = sent("ann@x.org,2026-05-02", "ann@x.org,2026-05-03", "ann@x.org,2026-05-09")
    files = {
        "sent.csv": log,
        "gone.csv": "mail,since\nann@x.org,2026-05-01\nann@x.org,2026-05-08\n",
        "people.csv": f"mail,agreed\nann@x.org,{agreed}\n",
    }
    report = audit(files, register(LIST, more="        opt_in: {column: people.agreed, of: people.mail}\n"))
    assert sum(count or 0 for _, count in counts(report)) == number


def test_a_wish_without_a_day_cannot_say_when(audit: Audit) -> None:
    files = {"sent.csv": sent("ann@x.org,2026-05-02", "bob@x.org,2026-05-02"), "people.csv": "mail,stop\nann@x.org,oui\nbob@x.org,non\n"}
    report = audit(files, register(FLAG))
    assert counts(report) == []
    reason = "1 of 2 messages went to people who opted out on a day that nobody wrote down"
    assert unknown(report, ID) == [f"news/marketing/email: sent.to: {reason}"]


def test_a_flag_whose_day_another_wish_knows_is_no_question(audit: Audit) -> None:
    people = "mail,stop,left\nann@x.org,oui,2026-05-01\n"
    report = audit({"sent.csv": sent("ann@x.org,2026-05-02"), "people.csv": people}, register(FLAG, DATE))
    assert counts(report) == [("sent", 1)]
    assert unknown(report, ID) == []


def test_messages_without_a_readable_date_are_said_and_coming_ones_left_out(audit: Audit) -> None:
    log = sent("ann@x.org,soon", "ann@x.org,2026-11-22")
    report = audit({"sent.csv": log, "gone.csv": "mail,since\nann@x.org,2026-05-01\n"}, register(LIST))
    assert counts(report) == []
    assert unknown(report, ID) == ["news/marketing/email: sent.at: 1 of 2 messages have no date that can be read"]


def test_a_log_or_a_list_that_is_not_in_the_run_is_not_checked(audit: Audit) -> None:
    report = audit({"sent.csv": sent("ann@x.org,2026-05-02")}, register(LIST))
    assert unknown(report, ID) == ["news/marketing/email: gone.mail: table gone is not in this run"]


def test_a_log_without_its_time_is_missing(audit: Audit) -> None:
    report = audit({"sent.csv": "to\nann@x.org\n", "gone.csv": "mail,since\nann@x.org,2026-05-01\n"}, register(LIST))
    assert "sent.at" in [entry.what for entry in report.skipped]
    assert report.incomplete
