"""Whatever sheets hold: a register that loads comes out, or it is said that there is none; and no cell goes in silence."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from privaudit.errors import UsageError
from privaudit.register_formats._cnil_read import read
from privaudit.register_formats._cnil_words import vocabulary
from privaudit.register_formats._register_data import register_data
from privaudit.register_formats._sheets import Cell, Sheet, letters
from tests.register_formats.cnil_example import TABLE
from tests.register_formats.conftest import KNOWN, written

LABELLED = ("sections", "rows", "columns", "actors")
ANSWERED = ("purposes", "bases", "subjects", "recipients", "categories", "countries")
LABELS = sorted(
    {label for name in LABELLED for label in getattr(vocabulary(), name).labels.values()}
    | {row.label for row in (*vocabulary().data_rows, *vocabulary().sensitive_rows)}
)
ANSWERS = sorted({label for name in ANSWERED for label in getattr(vocabulary(), name).labels.values()})
MARK = "?"
"""A cell of its own text."""


def grids(*cells: str) -> st.SearchStrategy[list[list[str]]]:
    return st.lists(st.lists(st.sampled_from(["", *LABELS, *LABELS, *ANSWERS, *cells]), max_size=6), min_size=1, max_size=30)


def sheet(rows: list[list[str]]) -> Sheet:
    return Sheet("S", tuple(tuple(cell.strip() for cell in row) for row in rows))


@given(grids("-", "oui", "3 ans", "x@y.example", "=1", "\U0001f600"))
@settings(max_examples=150)
def test_what_comes_out_can_be_written_again(rows: list[list[str]]) -> None:
    try:
        found = read((sheet(rows),), "r.csv", KNOWN)
    except UsageError as refused:
        assert refused.message.startswith("r.csv has ")  # noqa: PT017 what comes out depends on the sheets
        return
    written("cnil-csv", found.register)


@given(grids(*[MARK] * 200))
@settings(max_examples=200)
def test_no_cell_is_dropped_in_silence(rows: list[list[str]]) -> None:
    marked = [[f"qx{row}v{column}" if cell == MARK else cell for column, cell in enumerate(cells)] for row, cells in enumerate(rows)]
    try:
        found = read((sheet(marked),), "r.csv", KNOWN)
    except UsageError:
        return
    lost = {one.path for one in found.lost}
    told = " ".join([str(register_data(found.register)).lower(), *(one.text for one in found.questions)])
    cells = (Cell("S", row, column, text) for row, texts in enumerate(marked) for column, text in enumerate(texts))
    silent = [cell for cell in cells if cell.text.startswith("qx") and cell.text not in told and cell.name not in lost]
    assert silent == [] or any("cells after it" in one.why for one in found.lost)


def test_a_column_that_nobody_knows_is_told_and_gives_its_cells_to_no_other() -> None:
    rows = [[*row[:3], beside, *row[3:]] for row, beside in zip(TABLE, ("Logiciel", "Tableur", "Progiciel"), strict=True)]
    found, without = read((sheet(rows),), "r.csv", KNOWN), read((Sheet("S", TABLE),), "r.csv", KNOWN)
    assert register_data(found.register) == register_data(without.register)
    assert [one.path for one in found.lost] == ["S!D1", "S!D2", "S!D3"]


def test_a_form_that_nobody_filled_in_is_no_activity() -> None:
    form = [["Nom du traitement", ""], ["Finalité principale", "-"], ["Base légale", "Contrat"]]
    found = read((sheet([["Nom du traitement", "Paie"], *form]),), "r.csv", KNOWN)
    assert [one.id for one in found.register.activities] == ["paie"]
    assert [str(one) for one in found.lost] == ["r.csv: S!B4 is of no processing, and was not read"]


def test_columns_are_called_as_spreadsheets_do() -> None:
    assert [letters(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
