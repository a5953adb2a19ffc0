from __future__ import annotations

import pytest

from privaudit import words
from privaudit.model.register import Event
from privaudit.proposal.phrases import NO_EVENT, vocabulary
from privaudit.register.vocabulary import BASES, PURPOSES, SUBJECTS


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("customers", "customer"),
        ("Kunden", "customer"),
        ("dipendenti", "employee"),
        ("job_applicants", "job_applicant"),
        ("patients", "patient"),
    ],
)
def test_tables_tell_whom_they_are_about(name: str, subject: str) -> None:
    assert vocabulary().subjects.read([words.tokens(name)]) == subject


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("created_at", "collection"),
        ("lastLoginAt", "last_login"),
        ("date_derniere_commande", "last_purchase"),
        ("contract_ended_on", "contract_end"),
        ("order_date", "item_date"),
        ("deletion_requested_at", "deletion_request"),
        ("updated_at", NO_EVENT),
        ("birth_date", NO_EVENT),
        ("colour", None),
    ],
)
def test_dates_tell_what_they_are_of(name: str, event: str | None) -> None:
    assert vocabulary().events.read([words.tokens(name)]) == event


def test_the_list_speaks_the_words_of_the_register() -> None:
    known = vocabulary()
    assert set(known.events.meaning.values()) == {*map(str, Event), NO_EVENT}
    assert {*known.subjects.meaning.values(), *known.perhaps.meaning.values(), *known.asked} <= SUBJECTS
    for asked in [*known.asked.values(), *(family.asked for family in known.families.values())]:
        assert set(asked.purposes) <= PURPOSES
        assert set(asked.bases) <= BASES
    for family in known.families.values():
        assert set(family.subjects) <= SUBJECTS
