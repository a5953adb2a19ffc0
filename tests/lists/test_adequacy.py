"""The dated list of countries to which data may go without a safeguard."""

from __future__ import annotations

from datetime import date

import pytest

from privaudit.lists.adequacy import known_countries
from privaudit.register.countries import COUNTRIES

DAY = date(2026, 11, 21)


def test_the_area_has_27_member_states_their_parts_and_three_more() -> None:
    parts = {"AX", "GF", "GP", "MF", "MQ", "RE", "YT"}
    assert {"IS", "LI", "NO"} | parts <= known_countries().eea
    assert len(known_countries().eea - parts - {"IS", "LI", "NO"}) == 27
    assert not {"CH", "GB", "GL", "FO"} & known_countries().eea


def test_every_country_has_a_code_and_its_decision_a_day() -> None:
    known = known_countries()
    assert known.eea | {entry.country for entry in known.adequate} <= COUNTRIES
    assert not known.eea & {entry.country for entry in known.adequate}
    for entry in known.adequate:
        assert entry.since <= known.as_of
        assert entry.decision


def test_the_countries_on_which_the_commission_has_decided() -> None:
    named = {entry.country for entry in known_countries().adequate}
    assert named == {"AD", "AR", "BR", "CA", "CH", "FO", "GB", "GG", "IL", "IM", "JE", "JP", "KR", "NZ", "US", "UY"}
    assert {entry.country for entry in known_countries().adequate if entry.scope} == {"CA", "US"}


@pytest.mark.parametrize(
    ("country", "day", "decision"),
    [
        ("CH", DAY, "2000/518/EC"),
        ("US", DAY, "(EU) 2023/1795"),
        ("US", date(2023, 7, 9), None),
        ("BR", date(2026, 1, 25), None),
        ("BR", date(2026, 1, 26), "(EU) 2026/179"),
        ("GB", date(2031, 12, 27), "(EU) 2021/1772"),
        ("GB", date(2031, 12, 28), None),
        ("IN", DAY, None),
    ],
)
def test_a_decision_counts_on_its_days(country: str, day: date, decision: str | None) -> None:
    found = known_countries().decision(country, day)
    assert (None if found is None else found.decision) == decision


def test_a_decision_that_ended_is_still_known() -> None:
    ended = known_countries().ended("GB", date(2032, 1, 1))
    assert ended is not None
    assert ended.until == date(2031, 12, 27)
    assert known_countries().ended("GB", DAY) is None
