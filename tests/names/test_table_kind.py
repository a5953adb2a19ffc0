"""What a table is about."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.model.estate import Column, ForeignKey, Reference, Table
from privaudit.names.languages import speech
from privaudit.names.naming import names_of
from privaudit.names.table_kind import Kind, TableContext, table_context

RULES = rulebook.built_in()


def a_table(name: str, *columns: str | Column, foreign_keys: tuple[ForeignKey, ...] = ()) -> Table:
    """A table; a column that is only a name is a text."""
    found = tuple(column if isinstance(column, Column) else Column(column) for column in columns)
    return Table("schema.sql", name, found, foreign_keys=foreign_keys)


def context(table: Table, *among: Table) -> TableContext:
    return table_context(table, names_of(speech((table, *among), RULES)))


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        (a_table("customers", "name"), Kind.PERSON),
        (a_table("public.user_profiles", "name"), Kind.PERSON),
        (a_table("hotel_guests", "name"), Kind.PERSON),
        (a_table("kunden", "bezeichnung"), Kind.PERSON),
        (a_table("clients_hotel", "nom", "prenom", "adresse", "ville"), Kind.PERSON),
        (a_table("products", "name", "price"), Kind.THING),
        (a_table("user_groups", "name", "rights"), Kind.THING),
        (a_table("customer_orders", "number", "total"), Kind.LOG),
        (a_table("countries", "name", "code"), Kind.REFERENCE),
        (a_table("llx_unheard", "name", "code"), Kind.UNKNOWN),
    ],
)
def test_the_word_that_says_what_a_table_is_decides(table: Table, kind: Kind) -> None:
    assert context(table).kind is kind


@pytest.mark.parametrize(
    "table",
    [
        a_table("t_4711", "first_name", "last_name", "zip"),
        a_table("tx_main", "geburtsdatum", "strasse", "plz", "ort"),
        a_table("inventory_users_x", "first_name", "email"),
        a_table("parliament_terms", "full_name", "email", "gender", "area"),
    ],
)
def test_columns_that_persons_alone_have_make_a_table_one_of_persons(table: Table) -> None:
    assert context(table).kind is Kind.PERSON


@pytest.mark.parametrize(
    "table",
    [
        a_table("xqz_main", "name", "phone", "address", "city", "opening_hours"),
        a_table("warehouses", "name", "phone", "email", "address", "city", "zip"),
        a_table("products", "gender", "age_group", "weight"),
        a_table("terms", "gender", "email", "translation"),
        a_table("mail_servers", "username", "password", "host"),
    ],
)
def test_what_places_and_articles_have_too_does_not(table: Table) -> None:
    assert context(table).of_things


@pytest.mark.parametrize(
    ("table", "organisation"),
    [
        (a_table("suppliers", "name", "contact_person", "phone", "city"), True),
        (a_table("vereine", "name", "ansprechpartner", "telefon"), True),
        (a_table("leveranciers", "naam", "contactpersoon", "telefoon"), True),
        (a_table("suppliers", "first_name", "last_name", "contact_person", "phone"), False),
        (a_table("customers", "name", "contact_person", "phone"), False),
    ],
)
def test_an_organisation_that_names_whom_to_turn_to_is_told_from_persons(table: Table, organisation: bool) -> None:
    assert context(table).kind is Kind.PERSON
    assert context(table).of_organisations is organisation


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        (a_table("reports", Column("reporter_id", "int"), Column("msg", "text")), Kind.LOG),
        (a_table("applications", Column("applicant_id", "int"), Column("motivation", "text")), Kind.LOG),
        (a_table("reports", Column("user_id", "int"), Column("msg", "text")), Kind.THING),
    ],
)
def test_what_is_called_after_who_does_it_is_something_done(table: Table, kind: Kind) -> None:
    assert context(table).kind is kind


def test_what_stands_on_a_map_and_belongs_to_nobody_is_a_place() -> None:
    columns = ("name", "address", "postal_code", "city", "latitude", "longitude")
    assert context(a_table("xqz_main", *columns)).kind is Kind.THING
    assert context(a_table("xqz_main", *columns[:4])).kind is Kind.UNKNOWN
    assert not context(a_table("xqz_main", *columns, Column("customer_id", "int"))).of_things
    assert context(a_table("xqz_main", "first_name", "last_name", *columns[1:])).kind is Kind.PERSON


def test_a_flag_that_says_customer_makes_a_table_of_companies_one_of_persons_too() -> None:
    columns = ("nom", "email", "telephone", "adresse", "ville", "code_postal")
    assert context(a_table("entreprises", *columns)).of_things
    assert context(a_table("entreprises", *columns, Column("client", "tinyint"))).kind is Kind.PERSON


def test_a_small_table_called_after_its_one_column_is_a_closed_list() -> None:
    assert context(a_table("genders", Column("id", "int"), "gender")).kind is Kind.REFERENCE
    assert context(a_table("emails", Column("id", "int"), "email")).kind is not Kind.REFERENCE
    assert context(a_table("clubs", Column("id", "int"), "club_name", "treasurer")).kind is not Kind.REFERENCE


def test_a_table_of_drugs_or_diagnoses_is_a_catalogue_unless_rows_belong_to_somebody() -> None:
    assert context(a_table("diagnoses", Column("id", "int"), "code", "title")).kind is Kind.REFERENCE
    assert context(a_table("diagnoses", Column("id", "int"), Column("patient_id", "int"), "code", "title")).kind is not Kind.REFERENCE
    assert context(a_table("offences", "offence_code", "statute", "severity")).kind is Kind.REFERENCE
    assert context(a_table("offences", Column("suspect_id", "int"), "offence_code", "statute")).kind is not Kind.REFERENCE


def test_rows_belong_to_a_person_by_a_key_or_by_what_tells_one() -> None:
    users = a_table("users", "email")
    key = ForeignKey(("owner",), Reference("users", ("id",)))
    assert context(a_table("sessions", Column("user_id", "int"), "data")).linked == "user_id"
    assert context(a_table("sessions", Column("owner", "int"), foreign_keys=(key,)), users).linked == "owner"
    assert context(a_table("password_resets", "email", "token")).linked == "email"
    assert context(a_table("sessions", "data")).linked is None


def test_the_name_of_a_table_tells_its_topic_where_rows_belong_to_persons() -> None:
    assert context(a_table("user_phones", Column("user_id", "int"), "number")).topic == "user.contact.phone_number"
    assert context(a_table("phone_types", "name")).topic is None
    assert context(a_table("patient_medical_history", "coffee")).topic == "user.health_and_medical"


@pytest.mark.parametrize(("columns", "kind"), [(("patient_id", "name"), Kind.LOG), (("customer_id", "name"), Kind.THING)])
def test_a_thing_of_a_patient_is_what_was_done_for_one(columns: tuple[str, ...], kind: Kind) -> None:
    assert context(a_table("procedures", *columns)).kind is kind


@pytest.mark.parametrize(("table", "kind"), [("bank_payments", Kind.LOG), ("payment_banks", Kind.REFERENCE), ("banks", Kind.REFERENCE)])
def test_what_was_done_is_no_list_though_a_word_of_a_list_stands_before(table: str, kind: Kind) -> None:
    assert context(a_table(table, "amount", "value_date")).kind is kind


def test_what_points_to_a_patients_visit_may_be_a_record_of_health() -> None:
    visits, patients = a_table("visits", "id", "patient_id"), a_table("patients", "id", "surname")
    signs = a_table("measurements", "visit_id", "pulse", "temperature")
    assert context(signs, visits, patients).topic == "user.health_and_medical"
    assert context(signs).topic is None


def test_a_table_called_after_care_is_a_record_of_health_without_a_key() -> None:
    assert context(a_table("vital_signs", "id", "pulse", "temperature")).topic == "user.health_and_medical"
    assert context(a_table("animals", "id", "weight", "diagnosis", "blood_group")).kind is Kind.THING


def test_a_word_cut_short_is_no_topic_of_a_table() -> None:
    assert context(a_table("hydra_members", "name")).topic is None


@pytest.mark.parametrize(
    ("columns", "kind"),
    [
        (("name", "contact", "phone", "street", "city"), Kind.PERSON),
        (("name", "contact_person", "email", "phone"), Kind.PERSON),
        (("name", "contact_id", "phone", "street", "city"), Kind.THING),
        (("name", "phone", "street", "city"), Kind.THING),
        (("name", "contact"), Kind.THING),
    ],
)
def test_a_supplier_with_a_named_contact_is_read_as_that_person(columns: tuple[str, ...], kind: Kind) -> None:
    assert context(a_table("suppliers", *columns)).kind is kind


@pytest.mark.parametrize(
    ("table", "columns", "of_persons"),
    [
        ("institution_contact", ("description", "contact"), False),
        ("contato_instituicao", ("descricao", "contato"), False),
        ("institution_contact", ("first_name", "last_name", "phone"), True),
        ("customer_contact", ("description", "phone"), True),
    ],
)
def test_the_contact_of_an_organisation_is_a_person_where_a_column_names_one(
    table: str, columns: tuple[str, ...], *, of_persons: bool
) -> None:
    assert (context(a_table(table, *columns)).kind is Kind.PERSON) is of_persons


@pytest.mark.parametrize("table", ["biuro_nier_kon", "biura"])
def test_a_word_for_a_place_is_one_though_it_may_also_only_say_which(table: str) -> None:
    assert context(a_table(table, "email", "nazwa", "adres"), a_table("klienci", "imie", "nazwisko")).of_things


@pytest.mark.parametrize(
    ("table", "topic"),
    [
        (a_table("deceased", "debtor_id"), None),
        (a_table("illnesses", "patient_id"), "user.health_and_medical"),
        (a_table("financial_situation", "application_id"), "user.financial"),
        (a_table("finanzielle_situation", "gesuch_id", "jahr"), "user.financial"),
        (a_table("debts", "supplier_id"), None),
    ],
)
def test_a_record_is_called_after_what_it_tells_and_not_after_persons_alone(table: Table, topic: str | None) -> None:
    assert context(table).topic == topic


@pytest.mark.parametrize(("column", "kind"), [("audit_user_id", Kind.REFERENCE), ("visit_id", Kind.UNKNOWN)])
def test_a_catalogue_stays_one_though_it_says_who_changed_it(column: str, kind: Kind) -> None:
    assert context(a_table("offences", "offence_code", "description", column)).kind is kind


@pytest.mark.parametrize(("flag", "persons"), [("is_customer", True), ("customer_category_baby", False)])
def test_for_whom_a_place_is_does_not_make_its_rows_persons(flag: str, *, persons: bool) -> None:
    rows = a_table("master_data", "name", "email", "phone", Column(flag, "boolean"))
    assert (context(rows).kind is Kind.PERSON) is persons


@pytest.mark.parametrize(
    ("column", "kind"), [(Column("doctor", "varchar(60)"), Kind.UNKNOWN), (Column("chapter", "varchar(60)"), Kind.REFERENCE)]
)
def test_a_list_that_names_somebody_is_no_catalogue(column: Column, kind: Kind) -> None:
    assert context(a_table("illnesses", "code", "begin", column)).kind is kind


@pytest.mark.parametrize(
    ("table", "columns", "kind"),
    [
        ("victime_categorie", ("code", "titre"), Kind.THING),
        ("patient_type", ("id", "libelle"), Kind.REFERENCE),
        ("adherent_statut", ("adherent_id", "date_debut"), Kind.PERSON),
        ("client_type", ("id", "nom", "prenom", "ville"), Kind.PERSON),
    ],
    ids=["of things", "of kinds", "of somebody", "of persons all the same"],
)
def test_the_list_that_a_french_name_puts_last_is_one_unless_rows_are_of_persons(table: str, columns: tuple[str, ...], kind: Kind) -> None:
    others = a_table("adherents", "id", "nom", "prenom", "adresse", "ville", "date_naissance", "telephone", "commentaire")
    assert context(a_table(table, *columns), others).kind is kind


def test_a_training_of_the_staff_is_no_place_that_one_contacts() -> None:
    staff = a_table("pompiers", "nom", "prenom", "date_naissance", "adresse", "ville")
    training = (Column("pompier_id", "int"), "diplome", "date_obtention", "lieu")
    assert context(a_table("personnel_formation", *training), staff).kind is Kind.PERSON
    assert context(a_table("personnel_formation", "diplome", "lieu"), staff).kind is not Kind.PERSON


@pytest.mark.parametrize(
    ("table", "key", "kind"),
    [("subject_remarks", ("student_id", "term"), Kind.LOG), ("subjects", ("student_id", "term"), Kind.LOG), ("subjects", (), Kind.THING)],
)
def test_rows_that_have_a_person_in_their_key_are_no_things(table: str, key: tuple[str, ...], kind: Kind) -> None:
    columns = (Column("student_id", "int"), Column("term", "int"), Column("remark", "text"))
    assert context(Table("schema.sql", table, columns, primary_key=key)).kind is kind


@pytest.mark.parametrize(("declared", "kind"), [("varchar(20)", Kind.LOG), ("int", Kind.THING)])
def test_the_number_that_a_school_knows_a_pupil_by_says_whose_the_marks_are(declared: str, kind: Kind) -> None:
    columns = ("annee", "matiere", "appreciation", "moyenne", "trimestre", Column("ine", declared))
    assert context(a_table("matieres", Column("id", "int"), *columns)).kind is kind


@pytest.mark.parametrize(("columns", "kind"), [(("id", "libelle"), Kind.REFERENCE), (("id", "eleve_id", "motif"), Kind.LOG)])
def test_the_reasons_of_what_was_done_are_a_list_unless_they_are_somebodys(columns: tuple[str, ...], kind: Kind) -> None:
    others = a_table("eleves", "id", "nom", "prenom", "adresse", "ville", "date_naissance", "telephone", "commentaire")
    assert context(a_table("absences_motifs", *columns), others).kind is kind
