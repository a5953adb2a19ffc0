"""Identifiers cut into words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privaudit.words import beginning_of, fold, respelled, singulars, tokens, unglue, unjoin


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("llx_BirthDate2", ("llx", "birth", "date", "2")),
        ("custFirstName", ("cust", "first", "name")),
        ("CUST-FIRST NAME", ("cust", "first", "name")),
        ("Prénom", ("prenom",)),
        ("Straße", ("strasse",)),
        ("PŁEĆ", ("plec",)),
        ("Fødselsdato", ("fodselsdato",)),
        ("e-mail", ("email",)),
        ("kundenEMail", ("kunden", "email")),
        ("E_MAIL_ADDR", ("email", "addr")),
        ("IPAddress", ("ip", "address")),
        ("", ()),
        ("___", ()),
    ],
)
def test_a_name_is_cut_at_marks_digits_and_capitals(name: str, expected: tuple[str, ...]) -> None:
    assert tokens(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C.U.I.L. del titular", ("cuil", "del", "titular")),
        ("Numero del C.P.", ("numero", "del", "cp")),
        ("crm.Users", ("crm", "user")),
        ("A.Nom", ("a", "nom")),
    ],
)
def test_an_abbreviation_with_points_is_one_word(text: str, expected: tuple[str, ...]) -> None:
    assert tokens(text) == expected


def test_plurals_and_singulars_compare_alike() -> None:
    assert tokens("patients") == tokens("patient")
    assert tokens("bus") == ("bus",)
    assert tokens("address") == ("address",)


@pytest.mark.parametrize(
    ("word", "known", "pieces"),
    [
        ("dateofbirth", {"date", "birth", "of"}, ("dateofbirth",)),
        ("telefonnummer", {"telefon", "nummer"}, ("telefon", "nummer")),
        ("dtnaissance", {"dt", "naissance"}, ("dt", "naissance")),
        ("ippreviouslogin", {"ip", "previous", "login"}, ("ip", "previous", "login")),
        ("president", {"pre", "ident", "sid"}, ("president",)),
        ("name", {"name", "na", "me"}, ("name",)),
        ("name2", {"name"}, ("name2",)),
    ],
)
def test_a_glued_word_is_cut_where_known_words_fill_it(word: str, known: set[str], pieces: tuple[str, ...]) -> None:
    assert unglue(word, known) == pieces


@given(st.text(max_size=40))
def test_words_are_plain_and_nothing_breaks(name: str) -> None:
    for word in tokens(name):
        assert word == fold(word)
        assert word


@given(st.lists(st.sampled_from(["name", "street", "birth", "number", "mobile"]), min_size=2, max_size=4))
def test_glued_words_come_apart_again(parts: list[str]) -> None:
    assert "".join(unglue("".join(parts), {"name", "street", "birth", "number", "mobile"})) == "".join(parts)


@pytest.mark.parametrize(
    ("word", "meant"),
    [("salarie", "salary"), ("addresse", "address"), ("therapie", "therapie"), ("phone", "phone"), ("name", "name")],
)
def test_a_plural_may_be_of_several_words(word: str, meant: str) -> None:
    assert meant in singulars(word)
    assert singulars("email") == ("email",)


def test_a_word_that_would_be_another_without_its_s_keeps_it() -> None:
    assert tokens("news_items") == ("news", "item")
    assert tokens("nome_pais") == ("nome", "pais")


def test_of_two_cuts_into_as_few_pieces_the_more_even_one_is_taken() -> None:
    assert unglue("formname", {"for", "mname", "form", "name"}) == ("form", "name")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("situtation", "situation"),
        ("maissance", "naissance"),
        ("asessment", "assessment"),
        ("context", "context"),
        ("reduction", "reduction"),
        ("adres", "adres"),
    ],
)
def test_a_slip_of_the_fingers_is_read_and_another_word_is_not(word: str, meant: str) -> None:
    assert respelled(word, {"situation", "naissance", "assessment", "content", "deduction", "address"}) == meant


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("luogodinascita", ("luogo", "di", "nascita")),
        ("datadinascita", ("data", "di", "nascita")),
        ("datadiluogodinascita", ("data", "di", "luogo", "di", "nascita")),
        ("datadiluogonascita", ("data", "di", "luogo", "nascita")),
        ("luogodimare", ("luogodimare",)),
        ("didinascita", ("didinascita",)),
    ],
)
def test_a_word_is_cut_at_the_short_ones_that_join_known_ones(word: str, cut: tuple[str, ...]) -> None:
    assert unjoin(word, {"luogo", "nascita", "data"}, {"di"}) == cut


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("bemerkungstv", ("bemerkung", "stv")),
        ("bemerkungen", ("bemerkungen",)),
        ("bemerkungalt", ("bemerkungalt",)),
        ("datumtr", ("datumtr",)),
    ],
    ids=["an abbreviation", "a plural", "another word", "too short"],
)
def test_an_abbreviation_behind_a_long_word_is_cut_off(word: str, cut: tuple[str, ...]) -> None:
    assert beginning_of(word, {"bemerkung", "datum"}) == cut
