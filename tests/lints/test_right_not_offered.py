from __future__ import annotations

import pytest

from tests.lints.conftest import COMPLETE, Complaints, OneComplaint, line_of

OFFERED = "offered: [access, rectification, erasure, restriction, portability, objection, withdraw_consent]"
ONLY_BY_CONTRACT = (COMPLETE[COMPLETE.index("  - id: newsletter") : COMPLETE.index("  - id: libraries")], "")


@pytest.mark.parametrize(
    ("right", "law", "needs"),
    [
        ("access", ("GDPR 15",), "every activity"),
        ("rectification", ("GDPR 16",), "every activity"),
        ("erasure", ("GDPR 17",), "every activity"),
        ("restriction", ("GDPR 18",), "every activity"),
        ("withdraw_consent", ("GDPR 7(3)",), "newsletter, reading-circle, as they rest on consent"),
        ("portability", ("GDPR 20(1)(a)",), "accounts, newsletter, reading-circle, as they rest on consent or a contract"),
        ("objection", ("GDPR 21(2)",), "newsletter, as they are for direct marketing"),
    ],
)
def test_each_right_that_an_activity_gives(complaint: OneComplaint, right: str, law: tuple[str, ...], needs: str) -> None:
    found = complaint((OFFERED, OFFERED.replace(f", {right}", "").replace(f"{right}, ", "")))
    assert (found.check, found.register, found.law) == ("right-not-offered", f"rights/{right}", law)
    assert f"It is needed for {needs}." in found.message
    assert found.place is not None
    assert found.place.line == line_of("  rights:")


def test_without_any_rights_each_is_told(complaints: Complaints) -> None:
    found = complaints((f"    {OFFERED}\n", ""))
    assert len({one.fingerprint for one in found}) == len(found) == 7


def test_a_contract_alone_gives_neither_withdrawal_nor_objection(complaints: Complaints) -> None:
    by_contract = "offered: [access, rectification, erasure, restriction, portability]"
    assert complaints(ONLY_BY_CONTRACT, (OFFERED, by_contract)) == ()


@pytest.mark.parametrize("basis", ["A6-1-e", "A6-1-f"])
def test_a_public_task_and_a_legitimate_interest_give_objection_and_not_portability(complaint: OneComplaint, basis: str) -> None:
    offered = "offered: [access, rectification, erasure, restriction]"
    found = complaint(ONLY_BY_CONTRACT, ("basis: [A6-1-b]", f"basis: [{basis}]"), (OFFERED, offered))
    assert (found.register, found.law) == ("rights/objection", ("GDPR 21(1)",))


def test_a_legal_obligation_gives_the_four_alone(complaints: Complaints) -> None:
    offered = "offered: [access, rectification, erasure, restriction]"
    assert complaints(ONLY_BY_CONTRACT, ("basis: [A6-1-b]", "basis: [A6-1-c]"), (OFFERED, offered)) == ()


def test_a_processor_alone_owes_none(complaints: Complaints) -> None:
    of_controllers = COMPLETE[COMPLETE.index("  - id: accounts") : COMPLETE.index("  - id: libraries")]
    assert complaints((of_controllers, ""), (OFFERED, "offered: []")) == ()
