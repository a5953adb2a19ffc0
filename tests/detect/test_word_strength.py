"""What a word of a name is worth in its table."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.detect import detect
from privaudit.detect.word_strength import strength_of
from privaudit.model.estate import Column, Table
from privaudit.names.languages import speech
from privaudit.names.naming import names_of
from privaudit.names.table_kind import table_context

RULES = rulebook.built_in()


def strength(table: str, name: str, declared: str, *beside: str) -> str:
    column = Column(name, declared)
    whole = Table("crm.sql", table, (column, *(Column(one, "int") for one in beside)))
    context = table_context(whole, names_of(speech([whole], RULES)))
    return strength_of(context.names.readings(column)[0], column, context)


@pytest.mark.parametrize(
    ("table", "name", "declared", "worth"),
    [
        ("customers", "email", "varchar(80)", "strong"),
        ("customers", "notes", "varchar(80)", "weak with a person"),
        ("products", "notes", "varchar(80)", "weak of a thing"),
        ("customers", "info", "text", "weak with a person"),
        ("customers", "info", "varchar(40)", "weak"),
        ("products", "info", "text", "weak of a thing"),
    ],
)
def test_the_table_and_the_type_tell_what_a_word_means(table: str, name: str, declared: str, worth: str) -> None:
    assert strength(table, name, declared) == worth


@pytest.mark.parametrize(
    ("name", "declared", "worth"),
    [("name", "varchar(80)", "weak of a thing"), ("description", "text", "weak of a thing"), ("contact_name", "varchar(80)", "strong")],
)
def test_the_name_of_an_organisation_is_its_own_though_it_names_a_contact(name: str, declared: str, worth: str) -> None:
    assert strength("suppliers", name, declared, "contact_person", "contact_phone", "phone") == worth


@pytest.mark.parametrize(
    ("declared", "beside", "worth"),
    [("boolean", ("member_id",), "weak in a row of a person"), ("varchar(9)", ("member_id",), "weak"), ("boolean", (), "weak")],
    ids=["a flag of somebody", "no flag", "of nobody"],
)
def test_a_flag_in_somebodys_row_says_what_that_one_lets_be_done(declared: str, beside: tuple[str, ...], worth: str) -> None:
    assert strength("chosen_ways", "sms_active", declared, *beside) == worth


@pytest.mark.parametrize(
    ("table", "declared", "beside", "worth"),
    [
        ("situations_financieres", "decimal(10,2)", ("client_id",), "weak in a row of a person"),
        ("situations_financieres", "smallint", ("client_id",), "weak"),
        ("situations_financieres", "decimal(10,2)", (), "weak"),
        ("xqz_wertu", "decimal(10,2)", ("client_id",), "weak"),
    ],
    ids=["of somebody", "a flag", "of nobody", "a table that says nothing"],
)
def test_a_table_of_somebodys_money_says_what_debts_are(table: str, declared: str, beside: tuple[str, ...], worth: str) -> None:
    assert strength(table, "dettes", declared, *beside) == worth


@pytest.mark.parametrize(
    ("table", "person", "column", "found"),
    [
        ("bulletins", "id_eleve", Column("appreciation", "text"), True),
        ("admissions", "etudid", Column("bac"), True),
        ("evaluations", "student_id", Column("text", "text"), True),
        ("evaluations", "room_id", Column("text", "text"), False),
    ],
)
def test_what_is_written_of_a_pupil_and_where_one_learnt_is_told_by_few_words(
    table: str, person: str, column: Column, *, found: bool
) -> None:
    whole = Table("schema.sql", table, (Column("id", "int"), Column(person, "int"), column, Column("trimestre", "int")))
    assert detect(whole, None, RULES)[2].verdict.personal is found


@pytest.mark.parametrize(("table", "found"), [("students", True), ("customers", False)])
def test_only_pupils_have_a_class_that_is_of_school(table: str, *, found: bool) -> None:
    whole = Table("schema.sql", table, (Column("surname"), Column("first_name"), Column("class", "varchar(10)")))
    assert detect(whole, None, RULES)[2].verdict.personal is found


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (("customer_id int", "content varchar(100)", "agreed_on date"), True),
        (("customer_id int", "content varchar(100)", "title varchar(80)"), False),
        (("user_id int", "content varchar(100)", "agreed_on date"), False),
        (("customer_id int", "content varchar(20)", "agreed_on date"), False),
    ],
    ids=["of a customer", "one text of two", "of any user", "too short"],
)
def test_the_only_text_of_a_persons_row_is_about_that_person(columns: tuple[str, ...], *, found: bool) -> None:
    made = tuple(Column(name, declared) for name, _, declared in (column.partition(" ") for column in columns))
    assert detect(Table("schema.sql", "findings", made), None, RULES)[1].verdict.personal is found


@pytest.mark.parametrize(
    ("table", "person", "column", "found"),
    [
        ("support_cases", "contact_id", Column("subject", "varchar(200)"), True),
        ("support_cases", "product_id", Column("subject", "varchar(200)"), False),
        ("requests", "applicant_id", Column("review_remarks", "varchar(4000)"), True),
        ("requests", "applicant_id", Column("document_description", "varchar(4000)"), False),
        ("insured_vehicles", "policy_holder_id", Column("plate", "varchar(12)"), True),
        ("vehicles", "depot_id", Column("plate", "varchar(12)"), False),
    ],
)
def test_what_is_written_and_driven_is_of_the_person_whose_row_it_is(table: str, person: str, column: Column, *, found: bool) -> None:
    texts = (Column("title", "varchar(80)"), Column("answer", "text"))
    whole = Table("schema.sql", table, (Column("id", "int"), Column(person, "int"), column, *texts))
    assert detect(whole, None, RULES)[2].verdict.personal is found


@pytest.mark.parametrize(
    ("table", "beside", "worth"),
    [
        ("customers", (), "weak"),
        ("customers", ("blood_group",), "weak with a person"),
        ("patients", (), "weak with a person"),
        ("employees", ("patient_id",), "weak with a person"),
    ],
    ids=["of a customer", "beside another word of health", "of a patient", "of somebody who points to one"],
)
def test_a_word_of_care_means_health_only_where_somebody_is_treated(table: str, beside: tuple[str, ...], worth: str) -> None:
    assert strength(table, "condition", "varchar(40)", *beside) == worth


@pytest.mark.parametrize(
    ("name", "declared", "worth"),
    [
        ("location", "smallint", "weak"),
        ("location", "varchar(60)", "weak with a person"),
        ("section", "int", "weak"),
        ("absences", "tinyint(1)", "weak"),
        ("absences", "int", "weak with a person"),
    ],
    ids=["a key of a place", "a place", "a key of a section", "whether one may see absences", "how many"],
)
def test_a_whole_number_called_after_things_is_the_key_of_one(name: str, declared: str, worth: str) -> None:
    assert strength("employees", name, declared) == worth


@pytest.mark.parametrize(("table", "found"), [("employment_history", True), ("education_history", False), ("shipments", False)])
def test_where_somebody_worked_is_told_by_few_words(table: str, *, found: bool) -> None:
    columns = (Column("id", "int"), Column("person_id", "int"), Column("position", "varchar(60)"))
    assert detect(Table("schema.sql", table, columns), None, RULES)[2].verdict.personal is found


def test_a_flag_called_after_care_is_a_state_even_beside_words_of_health() -> None:
    assert strength("customers", "condition", "tinyint(4)", "blood_group") == "weak"


@pytest.mark.parametrize(
    ("table", "name", "beside", "worth"),
    [
        ("xqz_chronicle", "position", ("surname",), "weak in a row of a person"),
        ("xqz_chronicle", "position", ("label",), "weak"),
        ("sepa_mandates", "name", ("address", "iban"), "weak in a row of a person"),
        ("sepa_mandates", "name", ("iban",), "weak"),
    ],
    ids=["the post of somebody", "a post", "the holder of an account", "a name of an account"],
)
def test_who_stands_in_the_row_is_whose_post_or_account_it_is(table: str, name: str, beside: tuple[str, ...], worth: str) -> None:
    column = Column(name, "varchar(60)")
    whole = Table("crm.sql", table, (column, *(Column(one, "varchar(60)") for one in beside)))
    context = table_context(whole, names_of(speech([whole], RULES)))
    assert strength_of(context.names.readings(column)[0], column, context) == worth


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (("temp_dir varchar(200)",), False),
        (("address_temp varchar(200)", "temp smallint"), False),
        (("temp decimal(4,1)", "pulse int"), True),
        (("temp decimal(4,1)", "weight_kg int"), True),
    ],
    ids=["a folder", "for a while", "beside the pulse", "beside the weight"],
)
def test_a_temp_is_a_temperature_only_where_a_body_is_measured(columns: tuple[str, ...], *, found: bool) -> None:
    whole = Table("schema.sql", "members", (Column("surname"), *(Column(name, kind) for name, kind in map(str.split, columns))))
    told = {one.category for one in detect(whole, None, RULES) if one.verdict.personal and "temp" in one.column.name}
    assert ("user.biometric.health" in told) is found


@pytest.mark.parametrize(("declared", "found"), [("text", True), ("varchar(4)", False)])
def test_a_long_info_beside_a_word_that_nobody_knows_is_a_note_on_a_pupil(declared: str, *, found: bool) -> None:
    whole = Table("schema.sql", "absences_students", (Column("student", "varchar(40)"), Column("info_xqz", declared)))
    assert detect(whole, None, RULES)[1].verdict.personal is found


@pytest.mark.parametrize(
    ("column", "found"),
    [("cod_documento int", False), ("id_documento bigint", False), ("documento int", True), ("documento varchar(20)", True)],
)
def test_the_key_of_a_document_is_no_identity_card(column: str, *, found: bool) -> None:
    name, _, declared = column.partition(" ")
    whole = Table("schema.sql", "destinatarios", (Column("nome", "varchar(80)"), Column("endereco", "varchar(80)"), Column(name, declared)))
    assert detect(whole, None, RULES)[2].verdict.personal is found


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (("full_name", "mandate_start"), True),
        (("name", "mandate_start"), False),
        (("title", "mandate_start"), False),
    ],
)
def test_a_note_beside_somebodys_full_name_is_about_that_one(columns: tuple[str, ...], *, found: bool) -> None:
    whole = Table("schema.sql", "composition", (*(Column(one, "varchar(80)") for one in columns), Column("remarks", "text")))
    assert detect(whole, None, RULES)[-1].verdict.personal is found


@pytest.mark.parametrize(
    ("column", "found"),
    [("nome", False), ("txt_atividade", False), ("contato", True), ("cargo", True), ("email", True)],
    ids=["of the organisation", "what is done there", "its contact", "that one's post", "how to write to them"],
)
def test_a_row_of_an_organisation_is_not_all_about_the_person_whom_it_names(column: str, *, found: bool) -> None:
    columns = (Column(column, "varchar(80)"), Column("nome_responsavel", "varchar(60)"), Column("telefone", "varchar(20)"))
    whole = Table("schema.sql", "fornecedores_servico", (*columns, Column("endereco", "varchar(90)"), Column("email2", "varchar(90)")))
    context = table_context(whole, names_of(speech([whole], RULES)))
    assert (context.of_organisations, detect(whole, None, RULES)[0].verdict.personal) == (True, found)


@pytest.mark.parametrize(
    ("columns", "category"),
    [(("nom", "prenom"), "user.name.last"), (("nom", "libelle"), None)],
)
def test_a_bare_name_beside_the_first_one_is_somebodys_in_a_record_of_doings(columns: tuple[str, ...], category: str | None) -> None:
    whole = Table("schema.sql", "petition_signataires", (Column("id", "int"), *(Column(one, "varchar(60)") for one in columns)))
    verdict = detect(whole, None, RULES)[1]
    assert (verdict.category if verdict.verdict.personal else None) == category


@pytest.mark.parametrize(
    ("column", "found"),
    [("num_reclamo varchar(20)", False), ("nro_mensaje int", False), ("nro_zork int", False), ("nota varchar(200)", True)],
)
def test_the_number_of_a_text_is_none(column: str, *, found: bool) -> None:
    name, _, declared = column.partition(" ")
    persons = (Column("apellido", "varchar(60)"), Column("nombre", "varchar(60)"), Column("calle", "varchar(60)"))
    assert detect(Table("schema.sql", "vecinos", (*persons, Column(name, declared))), None, RULES)[-1].verdict.personal is found
