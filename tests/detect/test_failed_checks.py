"""Numbers that have the form of what the name promises, and fail its check."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.detect.candidate import Candidate
from privaudit.detect.value_evidence import hear_values
from privaudit.model.profile import ColumnProfile, Validated
from privaudit.model.verdicts import EvidenceKind, Verdict
from privaudit.names.table_kind import Kind

RULES = rulebook.built_in()
NATIONAL = "user.government_id.national_identification_number"
PESEL, FODSELSNUMMER = f"{NATIONAL}/pl_pesel", f"{NATIONAL}/no_fodselsnummer"
INVENTED = ColumnProfile(100, {PESEL: 100, FODSELSNUMMER: 100}, validated={form: Validated(100, 2) for form in (PESEL, FODSELSNUMMER)})


def after(score: float, *, of_persons: bool) -> Candidate:
    """What numbers that fail all checks leave of a name with a score."""
    candidates = {NATIONAL: Candidate(NATIONAL, phrase=("pesel",))}
    candidates[NATIONAL].add(EvidenceKind.NAME, score, "the name reads so")
    hear_values(candidates, INVENTED, RULES, kind=Kind.PERSON if of_persons else Kind.UNKNOWN)
    return candidates[NATIONAL]


@pytest.mark.parametrize(
    ("score", "of_persons", "verdict"), [(0.95, True, Verdict.INDICATION), (0.95, False, Verdict.UNDETERMINED), (0.85, True, Verdict.NONE)]
)
def test_invented_numbers_leave_an_indication_only_of_the_very_name_of_the_number_in_rows_of_persons(
    score: float, verdict: Verdict, *, of_persons: bool
) -> None:
    assert after(score, of_persons=of_persons).verdict is verdict


def test_numbers_that_fail_the_checks_of_several_countries_are_heard_once() -> None:
    heard = [one.text for one in after(0.95, of_persons=True).evidence if one.kind is EvidenceKind.AGAINST]
    assert len(heard) == 1
    assert heard[0].endswith("no more than chance gives")
