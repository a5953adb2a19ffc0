from __future__ import annotations

from datetime import date

import pytest

from privaudit import rulebook
from privaudit.checking import Outcomes, run_lints
from privaudit.lists.adequacy import known_countries
from privaudit.model.findings import Declarations, Severity
from privaudit.model.register import Activity, Organisation, Recipient, Register, Safeguard, Storage, Store, Where
from privaudit.model.verdicts import Verdict
from privaudit.pipeline import CheckOptions
from tests.conftest import AS_OF, HERE, Audit, found

ID = "transfer-without-safeguard"
CLAUSES = Safeguard("A46-2-c", "SCC 2021/914")
CLAIMED = Safeguard("A45-3")
CERTIFIED = Safeguard("A45-3", certified=True)
OUTSIDE = Safeguard("A45-3", certified=False)


def an_activity(name: str = "orders", *, role: str = "controller", storage: tuple[Storage, ...] = ()) -> Activity:
    where = (Where((name,)),)
    return Activity(name, "", role, (), (), (), where, (), ("partner",), storage, (), (), HERE)


def recipient(country: str | None, safeguard: Safeguard | None = None, role: str = "processor") -> Recipient:
    return Recipient("partner", "Tide Works", role, country, "", HERE, safeguard)


def outcome(
    *recipients: Recipient,
    activities: tuple[Activity, ...] = (an_activity(),),
    stores: tuple[Store, ...] = (),
    home: str = "FR",
    day: date = AS_OF,
) -> Outcomes:
    register = Register("register.yaml", Organisation("Tide SAS", home), None, activities, (), recipients, (), (), stores=stores)
    return run_lints(Declarations(register, rulebook.built_in(), day, known_countries()), (ID,), ())


@pytest.mark.parametrize(
    ("country", "safeguard", "verdict"),
    [
        ("IE", None, None),
        ("NO", None, None),
        ("RE", None, None),
        ("CH", None, None),
        ("GB", None, None),
        ("CH", CLAIMED, None),
        ("CH", OUTSIDE, Verdict.PROVEN),
        ("IN", None, Verdict.PROVEN),
        ("IN", CLAUSES, None),
        ("IN", CLAIMED, Verdict.PROVEN),
        ("IN", CERTIFIED, Verdict.PROVEN),
        ("US", None, Verdict.INDICATION),
        ("US", CLAIMED, Verdict.UNDETERMINED),
        ("US", CERTIFIED, None),
        ("US", OUTSIDE, Verdict.PROVEN),
        ("US", CLAUSES, None),
        ("CA", None, Verdict.UNDETERMINED),
        ("CA", CLAIMED, Verdict.UNDETERMINED),
        ("CA", CERTIFIED, None),
    ],
)
def test_on_what_a_transfer_rests(country: str, safeguard: Safeguard | None, verdict: Verdict | None) -> None:
    of_recipient = outcome(recipient(country, safeguard)).findings
    of_storage = outcome(activities=(an_activity(storage=(Storage("FR"), Storage(country, safeguard))),)).findings
    assert [one.verdict for one in of_recipient] == [one.verdict for one in of_storage] == [verdict] * (verdict is not None)
    for one, register in [*((one, "partner") for one in of_recipient), *((one, "orders") for one in of_storage)]:
        assert (one.severity, one.register, one.place) == (Severity.HIGH, register, HERE)
        assert one.law == ("GDPR 44", "GDPR 46", "GDPR 30(1)(e)")
        assert country in one.message


@pytest.mark.parametrize(("day", "count"), [(date(2031, 12, 27), 0), (date(2031, 12, 28), 1)])
def test_a_decision_that_has_ended_carries_nothing(day: date, count: int) -> None:
    findings = outcome(recipient("GB"), day=day).findings
    assert len(findings) == count
    assert all("since the end of (EU) 2021/1772 on 2031-12-27" in one.message for one in findings)


def test_the_article_is_that_of_the_role() -> None:
    def law(*activities: Activity) -> tuple[str, ...]:
        return outcome(recipient("IN"), activities=activities).findings[0].law[2:]

    assert law(an_activity(role="processor")) == ("GDPR 30(2)(c)",)
    assert law(an_activity(), an_activity("copies", role="processor")) == ("GDPR 30(1)(e)", "GDPR 30(2)(c)")


def test_a_department_abroad_may_be_no_transfer() -> None:
    (finding,) = outcome(recipient("IN", role="department")).findings
    assert finding.verdict is Verdict.UNDETERMINED
    assert outcome(recipient(None, role="department")) == Outcomes((), (), ())


def test_a_recipient_without_a_country_is_not_checked() -> None:
    said = outcome(recipient(None))
    assert said.findings == ()
    assert [(entry.what, entry.reason) for entry in said.not_checked] == [("recipient partner", "its country is not declared")]


def test_storage_at_home_is_no_transfer_and_a_recipient_there_is_one() -> None:
    kept = (an_activity(storage=(Storage("IN"),)),)
    assert outcome(activities=kept, home="IN").findings == ()
    assert len(outcome(recipient("IN"), home="IN").findings) == 1


def test_a_store_abroad_and_several_countries_are_one_finding_each() -> None:
    abroad = (Storage("IN"), Storage("US", CLAIMED), Storage("FR"))
    findings = outcome(activities=(an_activity(storage=abroad),), stores=(Store("backups", HERE, storage=abroad),)).findings
    assert [(one.register, one.verdict) for one in findings] == [("backups", Verdict.PROVEN), ("orders", Verdict.PROVEN)]
    for one in findings:
        assert "IN: no decision" in one.message
        assert "; and in US: (EU) 2023/1795 covers only" in one.message


def test_check_gives_it_too(audit: Audit) -> None:
    register = """\
recipients: [{id: partner, name: Tide Works, role: processor, country: IN}]
activities:
  - {id: orders, purposes: [sales], basis: [A6-1-b], subjects: [customer], where: [{tables: [orders]}], data: [], recipients: [partner]}
"""
    (finding,) = found(audit({"orders.csv": "id\n1\n"}, register, CheckOptions(as_of=AS_OF)), ID)
    assert (finding.register, finding.verdict) == ("partner", Verdict.PROVEN)
    assert finding.fingerprint == outcome(recipient("IN")).findings[0].fingerprint
