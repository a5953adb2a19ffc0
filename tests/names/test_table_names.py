"""A table's name and those of its columns, freed of what says nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privaudit import rulebook
from privaudit.model.estate import Column, ForeignKey, Reference, Table
from privaudit.model.rules import Role
from privaudit.names.languages import speech
from privaudit.names.naming import names_of
from privaudit.names.table_names import TableNames

RULES = rulebook.built_in()
ENGLISH = names_of(speech((), RULES))


def a_table(name: str, *columns: str) -> Table:
    return Table("schema.sql", name, tuple(map(Column, columns)))


def names(table: Table, *among: Table) -> TableNames:
    """The names of a table, read in the schema that it stands in."""
    return TableNames(table, names_of(speech((table, *among), RULES)))


def plain(*columns: str) -> list[str]:
    """The names of columns without the prefix that they share."""
    table = a_table("t", *columns)
    read = names(table)
    return [read.plain(column) for column in table.columns]


def test_a_table_goes_by_its_name_without_schema_and_prefix() -> None:
    others = [a_table(f"xqz_{name}") for name in ("order", "item", "visit")]
    assert names(a_table("public.xqz_users"), *others).label == "users"
    assert names(a_table("public.xqz_users")).label == "xqz_users"


def test_the_target_of_a_key_is_freed_of_the_prefix_too() -> None:
    others = [a_table(f"xqz_{name}") for name in ("order", "item", "visit")]
    assert names(a_table("xqz_users"), *others).label_of("main.xqz_patients") == "patients"


@pytest.mark.parametrize(
    ("table", "head", "of_persons"),
    [
        (a_table("hotel_guests"), Role.PERSON, True),
        (a_table("customer_orders"), Role.LOG, True),
        (a_table("user_groups"), Role.THING, False),
        (a_table("kunden_rechnung", "strasse", "plz", "vorname"), Role.LOG, True),
        (a_table("clients_hotel", "nom", "prenom", "adresse", "ville"), Role.PERSON, True),
        (a_table("hotel_clients", "nom", "prenom", "adresse", "ville"), Role.THING, True),
    ],
)
def test_the_word_that_says_what_a_table_is_stands_last_in_germanic_names_and_first_in_others(
    table: Table, head: Role, of_persons: bool
) -> None:
    assert head in names(table).head
    assert names(table).of_persons is of_persons


def test_a_name_of_unknown_words_has_no_head() -> None:
    assert names(a_table("xqz_zork")).head == frozenset()


@pytest.mark.parametrize("name", ["bank_accounts", "credit_cards", "phone_numbers"])
def test_a_word_within_what_a_person_has_is_no_thing(name: str) -> None:
    assert [word.text for word in names(a_table(name)).words if word.roles & {Role.THING, Role.REFERENCE, Role.COUNTER}] == []


@pytest.mark.parametrize("name", ["customer_list", "user_export"])
def test_a_word_for_the_form_of_the_rows_is_no_closed_list(name: str) -> None:
    assert Role.PERSON in names(a_table(name)).head


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        (("xqz_nom", "xqz_ville", "xqz_tel", "xqz_fax"), ["nom", "ville", "tel", "fax"]),
        (("xqz_abc_nom", "xqz_abc_ville", "xqz_abc_tel", "xqz_abc_fax"), ["nom", "ville", "tel", "fax"]),
        (("user_name", "user_email", "user_phone", "user_city"), ["user_name", "user_email", "user_phone", "user_city"]),
        (("name", "email", "phone", "city"), ["name", "email", "phone", "city"]),
        (("a_ville", "a_nom", "a_tel", "a_fax", "p_id"), ["ville", "nom", "tel", "fax", "p_id"]),
    ],
)
def test_a_prefix_of_most_columns_goes_unless_it_says_something(columns: tuple[str, ...], shown: list[str]) -> None:
    assert plain(*columns) == shown


def test_a_prefix_that_says_whose_it_is_makes_names_of_persons() -> None:
    table = a_table("t", "patient_name", "patient_phone", "patient_city", "patient_zip")
    read = names(table)
    assert [(column.name, reading.of_person) for column, reading in read.best] == [(column.name, True) for column in table.columns]


def test_in_a_file_of_old_words_are_cut_to_three_letters() -> None:
    columns = ("KNNACHN", "KNSTRA", "KNPLZ", "KNRELI", "KNGESCHL")
    table = a_table("KNSTAMM", *columns)
    read = names(table)
    assert plain(*columns) == ["NACHN", "STRA", "PLZ", "RELI", "GESCHL"]
    (religion,) = read.readings(Column("KNRELI"))
    assert religion.word.category == "user.demographic.religious_belief"
    assert names(a_table("t", "NACHN", "STRA", "PLZ", "RELI")).readings(Column("RELI")) == ()


def test_words_of_the_tables_own_name_change_nothing() -> None:
    order = Column("order_email")
    assert [reading.exact for reading in names(a_table("orders", "order_email")).readings(order)] == [True]
    assert [reading.exact for reading in names(a_table("things", "order_email")).readings(order)] == [False]


def test_the_columns_of_keys_point_to_rows() -> None:
    table = Table(
        "schema.sql",
        "visits",
        (Column("id"), Column("person"), Column("note")),
        primary_key=("id",),
        foreign_keys=(ForeignKey(("person",), Reference("persons", ("id",))),),
    )
    assert names(table).pointing == {"id", "person"}


def test_the_best_reading_of_each_column_that_has_one() -> None:
    found = names(a_table("t", "zork", "email", "phone")).best
    assert [(column.name, reading.word.category) for column, reading in found] == [
        ("email", "user.contact.email"),
        ("phone", "user.contact.phone_number"),
    ]


_NAMES = st.text(alphabet="abcdkxyzKD_0.", max_size=10)


@given(_NAMES, st.lists(_NAMES, max_size=6))
def test_no_name_breaks_and_no_column_is_left_without_one(name: str, columns: list[str]) -> None:
    table = a_table(name, *columns)
    read = TableNames(table, ENGLISH)
    assert all(read.plain(column) or not column.name for column in table.columns)
    assert {column.name for column, _ in read.best} <= set(columns)
    assert read.head <= {role for word in read.words for role in word.roles}


@pytest.mark.parametrize(
    ("columns", "link"),
    [
        (("id", "user_id"), "user_id"),
        (("id", "fk_user_author"), None),
        (("id", "updated_by_user_id", "customer_id"), "customer_id"),
        (("id", "visitor_id"), "visitor_id"),
        (("id", "personnel_number"), "personnel_number"),
        (("id", "participant_listing_id"), None),
    ],
)
def test_a_row_belongs_to_whom_it_is_about_and_not_to_who_wrote_it(columns: tuple[str, ...], link: str | None) -> None:
    assert names(a_table("notes", *columns)).link == link


def test_a_key_to_who_wrote_a_row_does_not_tell_whose_it_is() -> None:
    table = a_table("accounts", "id", "created_by")
    keys = (ForeignKey(("created_by",), Reference("users", ("id",))),)
    assert names(Table("schema.sql", "accounts", table.columns, foreign_keys=keys)).link is None


@pytest.mark.parametrize(
    ("table", "of_doings"),
    [("reservations", True), ("question_answers", False), ("products", False), ("customer_orders", False), ("xqz", False)],
)
def test_a_table_is_of_doings_where_each_word_that_tells_is_one_of_them(table: str, *, of_doings: bool) -> None:
    assert names(a_table(table, "id")).of_doings is of_doings


def test_only_keys_and_persons_tell_that_rows_are_of_patients() -> None:
    assert names(a_table("checks", "encounter_id")).of_patient
    assert not names(a_table("animals", "diagnosis")).of_patient


def test_a_suffix_that_is_short_for_the_table_goes_with_the_prefix() -> None:
    tenants = a_table("locataire", "nomloc", "villeloc", "sexeloc", "professionloc")
    assert [names(tenants).plain(column) for column in tenants.columns] == ["nom", "ville", "sexe", "profession"]
    tenants = a_table("locataires", "nom_lct", "ville_lct", "sexe_lct", "id")
    assert [names(tenants).plain(column) for column in tenants.columns] == ["nom", "ville", "sexe", "id"]


@pytest.mark.parametrize(
    ("columns", "category"),
    [
        (("prenom", "nom", "ville"), "user.name.last"),
        (("apellidos", "nombre", "ciudad", "fecha_nacimiento"), "user.name.first"),
        (("prenom_xqz", "nom_xqz", "date_naissance"), "user.name.last"),
        (("first_name", "name", "street"), "user.name"),
        (("prenom_xqz", "nom", "date_naissance"), "user.name.last"),
    ],
    ids=["beside the first name", "beside the last name", "of the same person", "in English", "by its own words"],
)
def test_a_bare_name_is_the_other_part_of_a_name(columns: tuple[str, ...], category: str) -> None:
    table = a_table("t", *columns)
    read = names(table)
    assert read.category(next(iter(read.readings(table.columns[1])))) == category


def test_a_name_beside_a_first_name_is_of_the_same_one() -> None:
    table = a_table("rangs", "prenom_rang", "nom_rang", "nom_fichier", "ville", "date_naissance")
    read = names(table)
    assert [read.is_name_of_one(reading) for column in table.columns[:3] for reading in read.readings(column)[:1]] == [True, True, False]


def test_a_name_ends_in_its_tables_own_where_no_words_are_left_otherwise() -> None:
    table = a_table("correspondants", "emailcorresp", "telephone", "villecorresp", "code_postal", "prenom")
    read = names(table)
    assert [read.plain(column) for column in table.columns[:3]] == ["email", "telephone", "ville"]


@pytest.mark.parametrize(
    ("columns", "category"),
    [
        (("first_name", "title", "department"), "user.job_title"),
        (("title", "first_name", "department"), "user.demographic.gender"),
        (("first_name", "title", "department", "job_title"), "user.demographic.gender"),
        (("first_name", "title", "street"), "user.demographic.gender"),
    ],
    ids=["where the work stands", "before the name", "beside the post", "elsewhere"],
)
def test_a_title_is_that_of_a_post_where_the_place_of_work_stands(columns: tuple[str, ...], category: str) -> None:
    table = a_table("contacts", *columns)
    read = names(table)
    assert read.category(next(iter(read.readings(table.columns[columns.index("title")])))) == category


def test_a_tables_own_word_in_the_singular_says_nothing_in_its_columns() -> None:
    read = names(a_table("ordenes", "password_orden", "cliente", "fecha"))
    assert read.readings(Column("password_orden"))[0].exact
