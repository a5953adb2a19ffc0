"""Prefixes that a schema puts before most names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privaudit.names.prefixes import glued_prefix, glued_suffix, is_short_for, marked_prefix, marked_suffix, own_end, without, without_end


@pytest.mark.parametrize(
    ("names", "prefix"),
    [
        (("cli_nom", "cli_ville", "cli_tel", "date"), "cli_"),
        (("CLI_NOM", "cli_ville", "Cli_tel", "cli_x"), "cli_"),
        (("nom", "ville", "cli_tel", "date"), ""),
        (("cli_nom", "cli_ville", "cli_tel"), ""),
        ((), ""),
    ],
)
def test_a_piece_before_the_underscore_that_most_names_share(names: tuple[str, ...], prefix: str) -> None:
    assert marked_prefix(names) == prefix


@pytest.mark.parametrize(
    ("names", "known", "prefix"),
    [
        (("KNNAM1", "KNORT", "KNPLZ", "KNTELE"), (), "kn"),
        (("clnom", "clville", "clemail", "clxx"), ("nom", "ville", "email"), "cl"),
        (("clnom", "clville", "clemail", "clxx"), (), ""),
        (("address", "admin", "adult", "advice"), ("dress",), ""),
        (("KNNAM1", "KNORT"), (), ""),
    ],
)
def test_letters_that_hide_the_words_of_most_names(names: tuple[str, ...], known: tuple[str, ...], prefix: str) -> None:
    assert glued_prefix(names, known) == prefix


@pytest.mark.parametrize(
    ("names", "label", "suffix"),
    [
        (("idloc", "nomloc", "villeloc", "datenaissloc"), "locataire", "loc"),
        (("nomu", "emailu", "villeu", "idrole"), "utilisateur", "u"),
        (("nomloc", "villeloc", "emailloc", "idloc"), "client", ""),
        (("noms", "villes", "emails", "ids"), "sites", ""),
        (("nomloc", "villeloc"), "locataire", ""),
    ],
    ids=["cut short", "one letter", "of another table", "plurals", "too few"],
)
def test_what_names_end_in_is_short_for_the_tables_name(names: tuple[str, ...], label: str, suffix: str) -> None:
    assert glued_suffix(names, label, {"id", "nom", "ville", "email"}) == suffix


@pytest.mark.parametrize(
    ("name", "label", "words", "end"),
    [
        ("emailcorresp", "correspondants", ("correspondant",), "corresp"),
        ("villeins", "suivisinscription", ("suivi", "inscription"), "ins"),
        ("tel_nomben", "beneficiaires", ("beneficiaire",), "ben"),
        ("villecli", "fournisseurs", ("fournisseur",), ""),
        ("datecli", "clients", ("client",), ""),
        ("email", "mails", ("mail",), ""),
    ],
    ids=["of the table", "of its second word", "of the last piece", "of another table", "no word is left", "a word"],
)
def test_one_name_ends_in_what_is_short_for_its_table(name: str, label: str, words: tuple[str, ...], end: str) -> None:
    assert own_end(name, label, words, {"nom", "ville", "email"}) == end


def test_the_last_piece_of_names_goes_where_it_is_short_for_the_table_and_no_word() -> None:
    names = ("nom_bnf", "ville_bnf", "tel_bnf", "id")
    assert marked_suffix(names, "beneficiaires", {"nom", "ville"}) == "_bnf"
    assert marked_suffix(names, "beneficiaires", {"bnf"}) == ""
    assert marked_suffix(names, "clients", {"nom"}) == ""
    assert (
        marked_suffix(("nom_exter", "ville_exter", "tel_exter", "id"), "personnel_exterieur", {"nom"}, ("personnel", "exterieur"))
        == "_exter"
    )
    assert [without_end(name, "_bnf") for name in (*names, "_bnf")] == ["nom", "ville", "tel", "id", "_bnf"]


@pytest.mark.parametrize(
    ("names", "label", "suffix"),
    [
        (("id_absence_eleve", "date_absence_eleve", "motif_absence_eleve", "auteur"), "absences_eleves", "_absence_eleve"),
        (("start_course_session", "end_course_session", "room_course_session", "id"), "course_sessions", "_course_session"),
        (("nom_client", "ville_client", "tel_client", "id"), "clients", ""),
        (("date_absence_eleve", "motif", "heure", "auteur"), "absences_eleves", ""),
    ],
    ids=["in the singular", "in the plural", "of one word, that says whose it is", "of one column"],
)
def test_all_words_of_the_tables_name_go_from_the_end_of_its_columns(names: tuple[str, ...], label: str, suffix: str) -> None:
    assert marked_suffix(names, label, {"client", "eleve", "session"}) == suffix


def test_a_name_that_is_only_the_prefix_stays() -> None:
    assert without("cli_nom", "cli_") == "nom"
    assert without("cli_", "cli_") == "cli_"
    assert without("nom", "cli_") == "nom"
    assert without("nom", "") == "nom"


@given(st.lists(st.text(min_size=1, max_size=12), max_size=8))
def test_no_name_is_lost(names: list[str]) -> None:
    for prefix in (marked_prefix(names), glued_prefix(names, ("name", "id"))):
        assert all(without(name, prefix) for name in names)
    assert all(without_end(name, glued_suffix(names, "name", ("name", "id"))) for name in names if name)


@pytest.mark.parametrize(
    ("piece", "label", "short"),
    [
        ("pat", "patients", True),
        ("frm", "farmers", True),
        ("lab", "Laboratory", True),
        ("adr", "client_address", False),
        ("p", "patients", False),
        ("pax", "patients", False),
    ],
)
def test_a_name_cut_short_keeps_letters_in_their_order(piece: str, label: str, short: bool) -> None:
    assert is_short_for(piece, label) is short
