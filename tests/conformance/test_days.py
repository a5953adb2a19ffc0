"""Days read and moved by every engine, held against the calendar of Python and dateutil; hundreds of them in one question."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta, timezone
from types import MappingProxyType

import pytest
from dateutil import parser
from dateutil.relativedelta import relativedelta
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlglot import exp

from privaudit import questions as ask
from tests.conformance.cases import V, W
from tests.conformance.engines import Session

MANY = 400
SHAPES = MappingProxyType(
    {
        "dmy": (
            "%Y-%m-%d",
            "%Y/%m/%d",
            "%Y%m%d",
            "%d/%m/%Y",
            "%d.%m.%Y",
            "%d-%m-%Y",
            "%Y-%m-%dT%H:%M:%S",
            "%d/%m/%Y %H:%M",
            "%Y-%m-%d %H:%MZ",
        ),
        "mdy": ("%Y-%m-%d", "%m/%d/%Y", "%m.%d.%Y", "%m-%d-%Y", "%m/%d/%Y %H:%M:%S"),
    }
)
FEW = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
LETTERS = st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=("Cs", "Cn", "Co"))
"""Servers keep no character 0."""


def _days(session: Session, texts: list[str], order: str) -> dict[str | None, object]:
    session.fill([(text, None) for text in texts])
    answers = session.ask(exp.select(ask.as_text(V), ask.parse_date(V, order)).from_(ask.relation("cells")))
    return dict(answers)


def _some_day(chance: random.Random) -> datetime:
    first = date(1000, 1, 1).toordinal()
    return datetime.fromordinal(chance.randint(first, date.max.toordinal())) + timedelta(minutes=chance.randint(0, 1439))


@pytest.mark.parametrize("order", SHAPES)
def test_days_are_read_as_dateutil_reads_them(session: Session, order: str) -> None:
    chance = random.Random(1)  # noqa: S311 rows of a test
    texts = {_some_day(chance).strftime(shape) for shape in SHAPES[order] for _ in range(MANY // len(SHAPES[order]))}
    read = {text: parser.parse(text, dayfirst=order == "dmy" and text[2] in "/.-").date().isoformat() for text in texts}
    assert _days(session, sorted(texts), order) == read


def test_moments_are_moved_to_utc_as_dateutil_moves_them(session: Session) -> None:
    chance = random.Random(2)  # noqa: S311 as above
    texts = set()
    for _ in range(MANY):
        away = timezone(timedelta(minutes=chance.choice([-720, -570, -300, -30, 30, 60, 120, 330, 840])))
        moment = _some_day(chance).replace(year=chance.randint(1000, 8999), day=chance.randint(1, 28), tzinfo=away)
        texts.add(moment.strftime(chance.choice(["%Y-%m-%dT%H:%M:%S%z", "%Y/%m/%d %H:%M %z", "%Y-%m-%d %H:%M:%S.%f%z"])))
    read = {text: parser.parse(text).astimezone(timezone.utc).date().isoformat() for text in texts}  # noqa: UP017 its neighbour is of this kind
    assert _days(session, sorted(texts), "dmy") == read


def test_every_day_of_the_calendar_is_there_and_no_other(session: Session) -> None:
    texts = [f"{year}-{month:02}-{day:02}" for year in (1000, 1900, 2000, 2023, 2024, 9999) for month in range(14) for day in range(33)]
    read = {text: text if _is_day(text) else None for text in texts}
    assert _days(session, texts, "dmy") == read


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def test_a_later_day_is_that_of_dateutil(session: Session) -> None:
    chance = random.Random(3)  # noqa: S311 as above
    days = [_some_day(chance).date() for _ in range(MANY)]
    early = sorted({day.isoformat() for day in days if day.year < 8000})
    for months, more in ((0, 0), (1, 0), (12, 0), (13, 40), (600, 1), (0, 30_000)):
        session.fill([(day, None) for day in early])
        answers = session.ask(exp.select(ask.as_text(V), ask.later(V, months, more)).from_(ask.relation("cells")))
        moved = relativedelta(months=months, days=more)
        assert dict(answers) == {day: (date.fromisoformat(day) + moved).isoformat() for day in early}


@FEW
@given(texts=st.lists(st.text(alphabet="0123456789-/.: TZ+,eWé", max_size=24) | st.text(LETTERS, max_size=12), min_size=50, max_size=100))
def test_no_text_makes_a_date_fail(session: Session, texts: list[str]) -> None:
    for order in SHAPES:
        for day in _days(session, texts, order).values():
            assert day is None or date.fromisoformat(str(day)).isoformat() == day


@FEW
@given(texts=st.lists(st.text(LETTERS, max_size=30), min_size=20, max_size=40))
def test_texts_come_back_as_they_went_in(session: Session, texts: list[str]) -> None:
    session.fill([(text, text) for text in texts])
    whole = ask.joined(V, ask.text("%:\\'"), W)
    answers = session.ask(exp.select(ask.as_text(V), whole, ask.length(V), ask.size(V)).from_(ask.relation("cells")))
    assert sorted(answers) == sorted((text, f"{text}%:\\'{text}", len(text), len(text.encode())) for text in texts)


@FEW
@given(texts=st.lists(st.text(LETTERS, max_size=30), min_size=20, max_size=40))
def test_no_text_makes_the_reading_of_codes_fail(session: Session, texts: list[str]) -> None:
    session.fill([(text, f"%{text.encode().hex()}%41{text}") for text in texts])
    nodes = (ask.url_decoded(W), ask.base64_texts(W), ask.word_pairs(V), ask.letters_and_digits(V), ask.pieces(V, "[a-z]+"))
    assert len(session.ask(exp.select(*nodes).from_(ask.relation("cells")))) == len(texts)


@pytest.mark.parametrize(
    ("order", "shape"), [(ask.DAY_FIRST, "%d/%m/%Y"), (ask.MONTH_FIRST, "%m.%d.%Y 10:30"), (ask.MOMENT, "%Y-%m-%dT10:30")]
)
def test_days_in_a_known_way_are_read_where_they_stand(session: Session, order: str, shape: str) -> None:
    days = [date(1000, 1, 1), date(2015, 4, 3), date(2024, 2, 29), date(9999, 12, 31)]
    session.fill([(day.strftime(shape), None) for day in days] + [(None, None), ("", None), (" \u00a0", None)])
    last = "2024-02-28"
    read = [ask.parse_date(V, order), ask.parse_date(V, order, last)]
    answers = session.ask(exp.select(*read).from_(ask.relation("cells")))
    known = [(day.isoformat(), day.isoformat() if day.isoformat() <= last else None) for day in days]
    assert sorted(map(repr, answers)) == sorted(map(repr, [*known, *[(None, None)] * 3]))
