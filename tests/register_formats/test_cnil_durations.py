from __future__ import annotations

import pytest

from privaudit.model.register import Register
from privaudit.register_formats._cnil_clocks import kept
from privaudit.register_formats._cnil_durations import Duration, duration
from tests.register_formats.conftest import parsed


@pytest.mark.parametrize(
    ("text", "period", "event"),
    [
        ("3 ans à compter du dernier contact", "P3Y", "last_contact"),
        ("5 ans après la fin du contrat", "P5Y", "contract_end"),
        ("Durée de la relation commerciale + cinq (5) ans", "P5Y", "contract_end"),
        ("un mois après le départ du salarié", "P1M", "contract_end"),
        ("13 mois à compter du consentement", "P13M", "consent"),
        ("Jusqu'à la clôture du compte", "P0D", "account_deletion"),
        ("dix-huit mois", "P18M", ""),
        ("3 ans puis 5 ans en archive", "", ""),
        ("le temps nécessaire", "", ""),
    ],
)
def test_a_duration_is_read_as_far_as_it_is_one(text: str, period: str, event: str) -> None:
    assert duration(text) == Duration(period, event)


def clocks_of(*clocks: str) -> Register:
    lines = "".join(f"      - {clock}\n" for clock in clocks)
    head = "privaudit: 1\norganisation: {name: X, country: FR}\nactivities:\n"
    return parsed(f"{head}  - id: a\n    purposes: []\n    basis: []\n    subjects: []\n    where: []\n    data: []\n    clocks:\n{lines}")


@pytest.mark.parametrize(
    ("clock", "says"),
    [
        ("{id: c, start: {event: last_contact, column: t.c}, max: P3Y}", "3 ans à compter du dernier contact"),
        ("{id: c, start: {event: request, column: t.c}, max: P10Y6M}", "10 ans et 6 mois à compter de la demande"),
        ("{id: c, start: {event: request, column: t.c}, max: P1D, then: anonymise}", "1 jour à compter de la demande, puis anonymisation"),
        ("{id: c, start: {event: item_date, column: t.c}, min: P1Y}", "au moins 1 an à compter de la date de la pièce"),
        ("{id: c, start: {event: account_deletion, column: t.c}, max: P0D}", "sans délai, à compter de la suppression du compte"),
        (
            "{id: c, start: {latest: [{event: contract_end, column: t.c}, {event: last_contact, column: t.d}]}, max: P3Y}",
            "3 ans à compter du plus récent : fin du contrat ou dernier contact",
        ),
        (
            "{id: c, start: {after: {period: P30D, from: {event: deletion_request, column: t.c}}}, max: P1M}",
            "1 mois à l'issue de 30 jours à compter de la demande d'effacement",
        ),
    ],
)  # fmt: skip
def test_a_clock_is_said_in_french(clock: str, says: str) -> None:
    (own,) = clocks_of(clock).activities[0].clocks
    assert kept(own) == says


def test_what_we_say_of_a_simple_clock_is_read_as_it() -> None:
    for event in ("collection", "last_contact", "contract_end", "consent", "fiscal_year_end", "request_closed", "unsubscribe"):
        (own,) = clocks_of(f"{{id: c, start: {{event: {event}, column: t.c}}, max: P3Y}}").activities[0].clocks
        assert duration(kept(own)) == Duration("P3Y", event)
