"""The patterns that a whole row is held against."""

from __future__ import annotations

import duckdb
import pytest

from privaudit import rulebook
from privaudit.model.rules import DIGITS, Pattern
from privaudit.profile import gate
from privaudit.profile.forms import Forms
from privaudit.rulebook import reading

NAMED = Pattern("named", "m", "[^<@]*<[a-z]+@[a-z]+>", needs="@", proves=True)
NINE = Pattern("nine", "n", "[0-9]{9}", proves=True)


def fits(regex: str, *cells: str) -> bool:
    with duckdb.connect() as connection:
        ((found,),) = connection.execute("SELECT regexp_matches(?, ?)", ["\x1f".join(["", *cells, ""]), regex]).fetchall()
        return bool(found)


@pytest.mark.parametrize(
    ("cells", "fitting"),
    [
        (("a", "123456789", "b"), True),
        (("a", "123456789\u00a0", "b"), True),
        (("a", "1234567890", "b"), False),
        (("12345", "6789"), False),
        (("Ana <a@x>", "b"), True),
        (("Ana", "<a@x>"), True),
        (("Ana <a", "@x>"), False),
    ],
)
def test_a_gate_fits_whole_cells_and_never_two(cells: tuple[str, ...], fitting: bool) -> None:
    assert fits(gate.cell_gate([NAMED, NINE]), *cells) == fitting


def test_an_escaped_bracket_is_no_class() -> None:
    assert fits(gate.cell_gate([Pattern("bracket", "b", r"\[\^a")]), "[^a")


def test_a_text_passes_its_gate_wherever_a_form_stands_in_it() -> None:
    forms = Forms(rulebook.built_in().patterns)
    sources = reading.read(rulebook.built_in_folder()).categories.values()
    entries = [entry for files in sources for file in files for entry in file.patterns if entry.inside]
    whole = gate.text_gate(forms.inside)
    for value in (value for entry in entries for value in entry.examples.hit):
        assert fits(whole, f"it says {value} here"), value


def test_a_need_that_is_rare_stands_for_the_form() -> None:
    mail, token = Pattern("mail", "c", "[a-z]@b", needs="@"), Pattern("token", "c", "eyJ[a-z]", needs="eyJ")
    assert gate.text_gate([mail, token, Pattern("number", "c", "[0-9]{9}", needs=DIGITS)]) == "@|eyJ|[0-9][0-9 ./-]{6}[0-9]"


def test_the_pieces_of_which_a_text_has_one_if_it_holds_a_form() -> None:
    mail, key = Pattern("mail", "c", "[a-z]@b", needs="@"), Pattern("key", "c", "-----BEGIN [A-Z]+", needs="-----")
    dashes = Pattern("dashes", "c", "[a-f]{2}(-[a-f]{2}){5}", needs="-")
    assert gate.pieces((mail, key)) == ("-----", "@")
    assert gate.pieces((mail, key, dashes)) == ("-", "@")
    assert gate.pieces((mail, Pattern("number", "c", "[0-9]{9}"))) == (*"0123456789", "@")
    assert gate.pieces((mail, Pattern("word", "c", "[a-z]{9}"))) is None


def test_forms_that_a_text_of_several_words_can_be() -> None:
    key = Pattern("key", "c", "-----BEGIN [A-Z]+", needs="-----")
    assert gate.of_several_words((NAMED, NINE, key)) == (NAMED, key)
