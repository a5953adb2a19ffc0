"""Words that a schema cuts short in one place and writes in full in another."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.model.estate import Column, Table
from privaudit.names.languages import speech

RULES = rulebook.built_in()


@pytest.mark.parametrize(
    ("columns", "meant"),
    [
        (("cognome", "codice_fiscale", "denominazione", "denom_erede"), {"denom": ("denominazione",)}),
        (("cognome", "codice_fiscale", "provincia_nascita", "prv_rip"), {"prv": ("provincia",)}),
        (("imie", "nazwisko", "pesel", "psl_rodzica"), {"psl": ("pesel",)}),
        (("first_name", "street", "guardian_surname", "guard_zip"), {"guard": ("guardian",)}),
        (("first_name", "street", "product_weight", "prod_size"), {}),
        (("first_name", "street", "surname", "surn"), {"surn": ("surname",)}),
        (("first_name", "street", "sur_zip"), {}),
    ],
)
def test_a_word_of_the_schema_in_full_says_what_the_short_one_means(columns: tuple[str, ...], meant: dict[str, tuple[str, ...]]) -> None:
    table = Table("schema.sql", "xqz", tuple(map(Column, columns)))
    assert speech((table,), RULES).short == meant
