"""A category on trial: its evidence and what that adds up to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privaudit.detect.candidate import INDICATED, UNDETERMINED, Candidate
from privaudit.model.verdicts import Evidence, EvidenceKind, Verdict

EMAIL = "user.contact.email"


def scored(score: float, *, proven: bool = False) -> Candidate:
    candidate = Candidate(EMAIL, proven=proven)
    candidate.add(EvidenceKind.NAME, score, "the name reads so")
    return candidate


@pytest.mark.parametrize(
    ("score", "verdict"),
    [
        (0.0, Verdict.NONE),
        (UNDETERMINED - 0.01, Verdict.NONE),
        (UNDETERMINED, Verdict.UNDETERMINED),
        (INDICATED - 0.01, Verdict.UNDETERMINED),
        (INDICATED, Verdict.INDICATION),
        (5.0, Verdict.INDICATION),
    ],
)
def test_a_score_without_proof_is_never_more_than_an_indication(score: float, verdict: Verdict) -> None:
    assert scored(score).verdict is verdict


@pytest.mark.parametrize(
    ("score", "verdict"), [(INDICATED, Verdict.PROVEN), (INDICATED - 0.01, Verdict.UNDETERMINED), (UNDETERMINED - 0.01, Verdict.NONE)]
)
def test_proof_counts_only_where_the_score_suffices(score: float, verdict: Verdict) -> None:
    assert scored(score, proven=True).verdict is verdict


def test_what_takes_from_the_score_speaks_against_whatever_it_rests_on() -> None:
    candidate = scored(0.85)
    candidate.add(EvidenceKind.VALUE, -0.6, "the values do not")
    assert candidate.evidence == [
        Evidence(EvidenceKind.NAME, "the name reads so", 0.85),
        Evidence(EvidenceKind.AGAINST, "the values do not", -0.6),
    ]
    assert candidate.score == 0.25


def test_evidence_without_weight_is_said_and_changes_nothing() -> None:
    candidate = scored(0.85)
    candidate.add(EvidenceKind.CONTEXT, 0.0, "by the way")
    assert (candidate.score, candidate.evidence[-1].kind) == (0.85, EvidenceKind.CONTEXT)


@given(st.lists(st.floats(-1, 1), max_size=12))
def test_the_weights_add_up_to_the_score(weights: list[float]) -> None:
    candidate = Candidate(EMAIL)
    for weight in weights:
        candidate.add(EvidenceKind.NAME, weight, "a sign")
    assert candidate.score == pytest.approx(sum(evidence.weight for evidence in candidate.evidence), abs=0.001)
    assert [evidence.weight for evidence in candidate.evidence] == weights


@given(st.lists(st.sampled_from([0.1, 0.2, 0.35, 0.55, -0.2, -0.35]), max_size=8))
def test_the_order_of_signs_does_not_matter(weights: list[float]) -> None:
    one, other = Candidate(EMAIL), Candidate(EMAIL)
    for candidate, order in ((one, weights), (other, weights[::-1])):
        for weight in order:
            candidate.add(EvidenceKind.NAME, weight, "a sign")
    assert (one.score, one.verdict) == (other.score, other.verdict)
