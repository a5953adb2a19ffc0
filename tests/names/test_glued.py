"""Glued names cut short: which phrase they begin with, and what is left of them."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.model.estate import Column, Table
from privaudit.names.languages import speech
from privaudit.names.naming import Names, names_of

RULES = rulebook.built_in()


def in_schema(*columns: str) -> Names:
    return names_of(speech((Table("schema.sql", "t", tuple(map(Column, columns))),), RULES))


FRENCH = in_schema("prenom", "ville", "telephone", "date_naissance", "libelle", "adresse")
GERMAN = in_schema("vorname", "strasse", "telefon", "geburtsdatum", "bezeichnung")


@pytest.mark.parametrize(
    ("name", "pieces"),
    [
        ("telephonesecond", ("telephone", "second")),
        ("codeposresi", ("code", "postal", "resi")),
        ("numcomptprele", ("num", "compte", "prele")),
        ("adreeleccor", ("adresse", "electronique", "cor")),
    ],
    ids=["a whole word", "two words", "three pieces", "both words cut short"],
)
def test_a_glued_name_begins_with_a_phrase(name: str, pieces: tuple[str, ...]) -> None:
    assert [FRENCH.readings(name)[0].word.tokens, FRENCH.tokens(name)[-1]] == [FRENCH.readings("_".join(pieces))[0].word.tokens, pieces[-1]]


@pytest.mark.parametrize("name", ["numcomrat", "telephonexqz", "codeart", "nomenclature"], ids=["two crumbs", "no word", "other", "a word"])
def test_what_may_be_anything_is_not_cut(name: str) -> None:
    assert FRENCH.readings(name) == ()


def test_where_the_last_word_says_what_it_is_the_first_ones_do_not() -> None:
    assert GERMAN.readings("telefonanla") == ()
