"""One export in three disguises: its columns are told by their names, by their values, and by their values against their names."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from privaudit import Options, scan
from privaudit.model.verdicts import ColumnVerdict, Verdict
from privaudit.validators import VALIDATORS
from tests.shop_export import BY_NAME_ONLY, OTHER, PERSONAL, TODAY, card, iban, nir, write

AS_THEY_ARE: Mapping[str, str] = {}
NUMBERED = {column: f"c{index}" for index, column in enumerate((*OTHER, *PERSONAL, *BY_NAME_ONLY), start=1)}
MISLEADING = {
    "email": "reference",
    "mobile": "quantity",
    "quantity": "phone",
    "iban": "sku",
    "sku": "iban",
    "card_number": "order_number",
    "order_number": "card_number",
    "nir": "invoice_no",
    "ip_address": "app_version",
    "app_version": "ip_address",
    "birth_date": "due_date",
    "due_date": "birth_date",
    "first_name": "status",
    "status": "first_name",
    "last_name": "product",
    "product": "last_name",
    "full_name": "carrier",
    "carrier": "full_name",
    "city": "colour",
    "colour": "city",
    "street": "dimensions",
    "parcel_weight": "street",
    "notes": "label",
}
DISGUISES = {"as they are": AS_THEY_ARE, "numbered": NUMBERED, "misleading": MISLEADING}
PROVEN = ("email", "mobile", "iban", "card_number", "nir", "ip_address")
INDICATED = ("first_name", "last_name", "full_name", "birth_date", "city", "street")


@pytest.fixture(scope="module", params=DISGUISES)
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, ColumnVerdict]]:
    """The disguise, and the verdicts by the true names of the columns."""
    names = DISGUISES[request.param]
    path = tmp_path_factory.mktemp("export") / ("customers.csv" if not names else "export.csv")
    write(path, names)
    true = {shown: column for column, shown in names.items()}
    report = scan([str(path)], Options(as_of=TODAY))
    return request.param, {true.get(verdict.column.name, verdict.column.name): verdict for verdict in report.columns}


def test_the_export_is_what_it_says() -> None:
    rnd = random.Random(1)  # noqa: S311 invented data, the same at every run
    for name, make in (("card", card), ("iban", iban), ("fr_nir", nir)):
        assert all(VALIDATORS[name](make(rnd, row)) for row in range(50)), name


def test_personal_columns_are_found_and_others_are_not(seen: tuple[str, dict[str, ColumnVerdict]]) -> None:
    disguise, verdicts = seen
    judged = {**dict.fromkeys(PERSONAL, True), **dict.fromkeys(OTHER, False)}
    if disguise == "as they are":
        judged |= dict.fromkeys(BY_NAME_ONLY, True)
    found = {column for column in judged if verdicts[column].personal}
    personal = {column for column, expected in judged.items() if expected}
    assert len(found & personal) / len(found) >= 0.95, sorted(found - personal)
    assert len(found & personal) / len(personal) >= 0.95, sorted(personal - found)


@pytest.mark.parametrize("column", PROVEN)
def test_check_digits_prove_without_a_name(seen: tuple[str, dict[str, ColumnVerdict]], column: str) -> None:
    _, verdicts = seen
    assert (verdicts[column].category, verdicts[column].verdict) == (PERSONAL[column][0], Verdict.PROVEN)


@pytest.mark.parametrize("column", INDICATED)
def test_names_towns_and_births_are_at_least_indicated(seen: tuple[str, dict[str, ColumnVerdict]], column: str) -> None:
    _, verdicts = seen
    category = PERSONAL[column][0]
    assert (verdicts[column].category or "").startswith(category)
    assert verdicts[column].verdict >= Verdict.INDICATION


def test_e_mail_addresses_within_notes_are_found(seen: tuple[str, dict[str, ColumnVerdict]]) -> None:
    _, verdicts = seen
    (within,) = verdicts["notes"].also
    assert (within.category, within.verdict, within.values) == ("user.contact.email", Verdict.PROVEN, 50)


def test_serial_numbers_that_pass_a_check_by_chance_are_no_cards(seen: tuple[str, dict[str, ColumnVerdict]]) -> None:
    _, verdicts = seen
    assert "user.financial.credit_card" not in dict(verdicts["order_number"].found)
