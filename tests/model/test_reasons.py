"""The reasons that a person reads, in each language."""

from __future__ import annotations

from string import Formatter

import pytest

from privaudit.model.reasons import Reason, because


def gaps(template: str) -> set[str]:
    """What is filled in."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("reason", Reason)
def test_each_sentence_says_the_same_in_both_languages(reason: Reason) -> None:
    english, french = reason.value
    assert gaps(english) == gaps(french)
    assert english != french or reason is Reason.KEY


def test_what_is_filled_in_speaks_the_language_too() -> None:
    said = because(Reason.ROW_OF_OTHER_NAME, place=because(Reason.LINE, line="7"))
    assert str(said).endswith("the name of somebody else (line 7)")
    assert said.said("fr").endswith("le nom d'une autre (ligne 7)")


def test_braces_in_names_are_no_gaps() -> None:
    assert because(Reason.SHARED_LIST, table="{odd}").said("fr").startswith("seule {odd} y mène")
