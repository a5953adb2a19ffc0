"""When two phone numbers are the same contact; the library that knows all plans is the measure."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import phonenumbers
import pytest
from sqlglot import exp

from privaudit import questions as ask
from privaudit.engines.duckdb import DuckDBEngine
from privaudit.facts.phone_keys import dialled, phone_key
from privaudit.validators.numbering import numbering_plan

SAME = [
    ("FR", "+33612345678", "06 12 34 56 78"),
    ("FR", "+33612345678", "06.12.34.56.78"),
    ("FR", "+33612345678", "06-12-34-56-78"),
    ("FR", "+33612345678", "\u00a006\u202f12 34 56 78 "),
    ("FR", "+33612345678", "0033 6 12 34 56 78"),
    ("FR", "+33612345678", "+33 (0)6 12 34 56 78"),
    ("FR", "+33612345678", "(+33) 6 12 34 56 78"),
    ("FR", "+33612345678", "\uff0b33 6 12 34 56 78"),
    ("FR", "+33612345678", "33612345678"),
    ("FR", "+33612345678", "612345678"),
    ("FR", "+33612345678", "612345678.0"),
    ("FR", "+33612345678", "tel. 06 12 34 56 78"),
    ("FR", "+33612345678", "06 12 34 56 78 poste 12"),
    ("FR", "+442079460958", "+44 (0)20 7946 0958"),
    ("FR", "+390612345678", "00390612345678"),
    ("IT", "+390612345678", "06 1234 5678"),
    ("HU", "+36301234567", "06 30 123 4567"),
    ("US", "+12125550123", "1-212-555-0123"),
    ("US", "+33612345678", "011 33 6 12 34 56 78"),
]
OTHERS = [
    ("FR", "06 12 34 56 78", "06 12 34 56 79"),
    ("FR", "+33612345678", "+32612345678"),
    ("BE", "+33470123456", "0470 12 34 56"),
    ("IT", "+390612345678", "+39612345678"),
    ("FR", "+33612345678", "+32 0612345678"),
]
NOBODY = (
    *("0000000000", "12", "n/a", "", "+", "06 12 34 56", "06 12 34 56 78 / 07 12 34 56 78"),
    *("jean33612345678@example.org", "+0033612345678"),
)


def keys(folder: Path, country: str, texts: Iterable[str]) -> dict[str, str | None]:
    """The key of each text, as the engine computes it."""
    table = exp.values([(text,) for text in dict.fromkeys(texts)], alias="t", columns=["cell"])
    cell = ask.column("cell")
    numbers = exp.select(cell, exp.alias_(dialled(cell), "number")).from_(table)
    key = phone_key(ask.column("number"), numbering_plan(country))
    with DuckDBEngine(folder) as engine:
        return dict(engine.ask(exp.select(cell, exp.alias_(key, "key")).from_(numbers.subquery("numbers"))))


@pytest.mark.parametrize("country", sorted({country for country, _, _ in SAME + OTHERS}))
def test_spellings_of_one_number_have_one_key_and_others_have_others(tmp_path: Path, country: str) -> None:
    pairs = [(one, other, True) for of, one, other in SAME if of == country]
    pairs += [(one, other, False) for of, one, other in OTHERS if of == country]
    found = keys(tmp_path, country, (text for one, other, _ in pairs for text in (one, other)))
    for one, other, same in pairs:
        assert found[one] is not None, one
        assert (found[one] == found[other]) is same, (one, other)


def test_what_is_no_number_is_nobody(tmp_path: Path) -> None:
    assert set(keys(tmp_path, "FR", NOBODY).values()) == {None}


def test_in_a_country_without_a_plan_only_numbers_with_a_code_are_known(tmp_path: Path) -> None:
    found = keys(tmp_path, "AQ", ("0612345678", "+33612345678", "0033612345678"))
    assert found == {"0612345678": None, "+33612345678": "33612345678", "0033612345678": "33612345678"}


def by_library(text: str, country: str) -> str | None:
    """The digits of a number as the library reads it; None where it is not valid."""
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return written.removeprefix("+") if phonenumbers.is_valid_number(number) else None


def spellings(number: phonenumbers.PhoneNumber, home: str) -> set[str]:
    """How people write a number, in its own country and elsewhere."""
    form = phonenumbers.PhoneNumberFormat
    plain = phonenumbers.format_number(number, form.E164)
    wide = phonenumbers.format_number(number, form.INTERNATIONAL)
    national = phonenumbers.format_number(number, form.NATIONAL)
    within = phonenumbers.national_significant_number(number)
    found = {plain, wide, wide.replace(" ", "."), wide.replace(" ", "-"), ("011" if home == "US" else "00") + plain[1:]}
    region = phonenumbers.region_code_for_number(number) or home
    plan = phonenumbers.PhoneMetadata.metadata_for_region(region)
    if plan is not None and plan.national_prefix == "0":
        found |= {f"+{number.country_code} (0){within}", f"+{number.country_code}0{within}"}
    if region == home:
        found |= {national, national.replace(" ", ""), national.replace(" ", "."), f"tel. {national}", f"{national} ext. 12"}
        found |= {within, plain[1:]}
    return found


def numbers(country: str, many: int, chance: random.Random) -> Iterable[phonenumbers.PhoneNumber]:
    """Numbers that somebody may have."""
    for kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE):
        example = phonenumbers.example_number_for_type(country, kind)
        assert example is not None
        head = phonenumbers.national_significant_number(example)
        for _ in range(many):
            tail = "".join(chance.choice("0123456789") for _ in head[3:])
            number = phonenumbers.parse(f"+{example.country_code}{head[:3]}{tail}")
            if phonenumbers.is_valid_number(number):
                yield number


@pytest.mark.parametrize("home", ["FR", "DE", "IT", "HU", "LT", "FI", "ES", "US"])
def test_every_number_that_is_valid_reads_as_the_library_reads_it(tmp_path: Path, home: str) -> None:
    chance = random.Random(home)  # noqa: S311 the same numbers at every run
    abroad = ("BE", "CZ", "DE", "ES", "FR", "GB", "HR", "HU", "IT", "NL", "PL", "SE", "SK", "US")
    found = [*numbers(home, 30, chance), *(number for country in abroad for number in numbers(country, 3, chance))]
    texts = {text for number in found for text in spellings(number, home)}
    expected = {text: number for text in texts if (number := by_library(text, home)) is not None}
    assert len(expected) > 500
    mine = keys(tmp_path, home, expected)
    assert {text: (mine[text], number) for text, number in expected.items() if mine[text] != number} == {}
