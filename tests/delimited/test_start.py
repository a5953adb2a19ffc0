"""Where the rows of a table begin: below its header, which stands below titles and names of groups of columns."""

from __future__ import annotations

import pytest

from privaudit.delimited.dialect import Row
from privaudit.delimited.start import Start, start_of

HEADER = "Nom;Prénom;Syndicat;RQTH;Salaire brut"
DATA = ["Vasseur;Maud;CGT;oui;2100", "Quéméner;Loïc;FO;non;2250", "Ostrowski;Ewa;CFDT;non;1990"]


def start(*lines: str) -> Start:
    """Where the rows begin in lines of cells with semicolons between."""
    rows = [Row(number, number, tuple(line.split(";"))) for number, line in enumerate(lines, 1)]
    return start_of(rows, max(len(row.cells) for row in rows), 0, whole=True)


@pytest.mark.parametrize("groups", ["Identité;;Contrat;;", "Identité;Identité;Contrat;Contrat;Contrat", ";;2025;;2026"])
def test_a_row_that_names_groups_of_columns_is_no_header(groups: str) -> None:
    found = start("Fichier du personnel;;;;", groups, HEADER, *DATA)
    assert (found.skip, found.line, found.names) == (3, 3, tuple(HEADER.split(";")))
    assert found.passed_over == "line 3 is taken for the header, line 1 for a title and line 2 for names of groups of columns"


def test_groups_of_groups_are_passed_over_too() -> None:
    found = start(
        "Personne;;;Emploi;;", "Identité;;Adresse;Contrat;;", "Nom;Prénom;Ville;Syndicat;RQTH;Salaire", *("a;b;c;d;e;7", "f;g;h;i;j;8")
    )
    assert found.line == 3
    assert found.groups == (1, 2)


@pytest.mark.parametrize("header", [HEADER, "Nom;Prénom;;;Salaire brut", "Nom;;;;"])
def test_rows_of_data_are_no_header_below_one_with_gaps(header: str) -> None:
    found = start(header, *DATA)
    assert found.skip <= 1
    assert found.groups == ()
    assert found.passed_over == ""


def test_a_row_with_as_many_names_as_the_one_below_is_the_header_itself() -> None:
    found = start(HEADER, "Name;Vorname;Gewerkschaft;Behinderung;Gehalt", *DATA)
    assert (found.line, found.groups) == (1, ())


def test_what_stands_above_no_header_is_passed_over_by_nobody() -> None:
    assert start("Liste;;;;", *DATA).passed_over == ""


UNCUT = ["1001|M|Vasseur|06 39 98 00 01|496;65|rappeler le matin", "1002|F|Quéméner||12;10|", "1003|F|Ostrowski|06 39 98 00 02|7;5|"]


def test_a_row_that_another_delimiter_cuts_is_no_header() -> None:
    found = start("Numéro|Sexe|Nom|Téléphone|Montant|Remarque", *UNCUT)
    assert (found.line, found.names) == (None, ("column_1", "column_2"))


def test_a_year_behind_a_comma_makes_no_row_of_a_header() -> None:
    assert start("Nom;Ventes, 2025", "Vasseur;1.210,50", "Quéméner;980,00").names == ("Nom", "Ventes, 2025")


@pytest.mark.parametrize(("below", "line"), [(("4411", "0937"), 1), (("12 rue des Tanneurs", "3 bis quai Nord"), None), (("", ""), None)])
def test_a_name_that_begins_with_a_number_is_no_address_above_numbers(below: tuple[str, str], line: int | None) -> None:
    found = start("Nom;Date;4 derniers chiffres", f"Vasseur;2025-01-02;{below[0]}", f"Quéméner;2025-03-04;{below[1]}")
    assert found.line == line
