from __future__ import annotations

from dataclasses import fields

from privaudit.register.countries import COUNTRIES
from privaudit.register_formats._cnil_words import Phrases, pieces, vocabulary
from tests.register_formats.conftest import KNOWN


def test_each_word_that_is_written_is_read_as_itself() -> None:
    lists = [getattr(vocabulary(), one.name) for one in fields(vocabulary()) if one.name != "answers"]
    for phrases in (one for one in lists if isinstance(one, Phrases)):
        assert {key: phrases.read(label) for key, label in phrases.labels.items()} == {key: key for key in phrases.labels}
    assert set(vocabulary().countries.labels) == COUNTRIES
    assert set(vocabulary().categories.labels) >= set(KNOWN.categories)
    assert {row.id for row in map(vocabulary().row_of, vocabulary().categories.labels)} <= {
        row.id for row in (*vocabulary().data_rows, *vocabulary().sensitive_rows)
    }


def test_each_label_of_a_category_stays_whole_within_a_list() -> None:
    labels = list(vocabulary().categories.labels.values())
    assert pieces(", ".join(labels), vocabulary().categories) == labels


def test_a_list_is_cut_where_people_part_things() -> None:
    assert pieces("Nom, prénom ; e-mail/téléphone\n- photo (portrait) etc.") == [
        "Nom",
        "prénom",
        "e-mail",
        "téléphone",
        "photo",
        "portrait",
    ]
