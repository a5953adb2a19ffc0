"""Names that tell the place of a column and nothing else."""

from __future__ import annotations

import pytest

from privaudit.names.unnamed import is_unnamed


@pytest.mark.parametrize("name", ["column_4", "c4", "C12", "_c0", "Unnamed: 3", "V7", "Feld2", "Kolumna 5", "Expr1003", "12"])
def test_a_column_that_is_called_by_its_place_has_no_name(name: str) -> None:
    assert is_unnamed(name)


@pytest.mark.parametrize("name", ["phone1", "address_2", "code", "cp", "c", "iso2", "field_name", "covid19"])
def test_a_word_is_a_name(name: str) -> None:
    assert not is_unnamed(name)
