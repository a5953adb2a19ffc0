"""Columns whose names nobody can read are said, so that nothing found is not taken for nothing there."""

from __future__ import annotations

from dataclasses import replace

from privaudit.inventory import take_inventory
from privaudit.model.estate import Estate, Skipped
from privaudit.model.rules import Vocabulary
from privaudit.unread_names import say_unread_names
from tests.conftest import RULES, a_table

SAID = "in which the rules have no word: only values were judged there"


def test_names_in_letters_without_a_language_are_counted_by_table() -> None:
    tables = (a_table("guests", "id", "Όνομα", "Διάγνωση", "фамилия", "email"), a_table("others", "prénom", "straße", "id"))
    inventory = say_unread_names(take_inventory(Estate(tables), {}, RULES), RULES)
    assert inventory.skipped == (
        Skipped("guests", f"2 columns are named in Greek letters, {SAID}; 1 column is named in Cyrillic letters, {SAID}"),
    )


def test_a_language_of_ones_own_reads_its_letters() -> None:
    greek = Vocabulary("el", {}, {}, tokens=frozenset({"ονομα"}))
    rules = replace(RULES, vocabularies={**RULES.vocabularies, "el": greek})
    assert say_unread_names(take_inventory(Estate((a_table("guests", "Όνομα"),)), {}, rules), rules).skipped == ()
