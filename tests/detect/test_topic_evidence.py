"""What a table's name tells of a column whose own name says little."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.detect.topic_evidence import told_by_table
from privaudit.model.estate import Column, Table
from privaudit.names.languages import speech
from privaudit.names.naming import names_of
from privaudit.names.table_kind import table_context

RULES = rulebook.built_in()


def told(table: str, column: Column, *beside: Column) -> str | None:
    """The category that the table tells of one of its columns."""
    whole = Table("schema.sql", table, (column, *beside))
    found = told_by_table(column, table_context(whole, names_of(speech((whole,), RULES))), RULES)
    return None if found is None else found[0]


@pytest.mark.parametrize(
    ("column", "category"),
    [
        (Column("bonuses_total", "decimal(10,2)"), "user.financial.salary"),
        (Column("adjustment", "numeric(9,2)"), "user.financial.salary"),
        (Column("month", "int"), None),
        (Column("status", "varchar(10)"), None),
    ],
)
def test_each_sum_of_a_payslip_is_pay(column: Column, category: str | None) -> None:
    assert told("salaries", column, Column("employee_id", "int")) == category


@pytest.mark.parametrize(
    ("column", "category"),
    [
        (Column("file_path", "varchar(200)"), "user.content"),
        (Column("scan", "blob"), "user.content"),
        (Column("mime_type", "varchar(40)"), None),
        (Column("file_extension", "varchar(40)"), None),
        (Column("suffix", "varchar(8)"), None),
        (Column("file_md5", "varchar(32)"), None),
        (Column("size", "int"), None),
        (Column("created_by", "varchar(40)"), None),
    ],
)
def test_a_file_of_a_person_and_its_place_are_that_persons(column: Column, category: str | None) -> None:
    assert told("employee_documents", column, Column("employee_id", "int")) == category


@pytest.mark.parametrize(
    ("table", "declared", "category"),
    [
        ("sessions", "varchar(64)", "user.authorization.credentials"),
        ("sessions", "int", None),
        ("training_sessions", "varchar(64)", None),
    ],
)
def test_the_text_that_a_session_goes_by_is_its_secret(table: str, declared: str, category: str | None) -> None:
    assert told(table, Column("id", declared), Column("expires", "datetime")) == category


@pytest.mark.parametrize(("table", "category"), [("emails", "user.contact.email"), ("products", None)])
def test_table_and_column_read_together(table: str, category: str | None) -> None:
    assert told(table, Column("bcc")) == category


@pytest.mark.parametrize("table", ["notes", "messages"])
def test_the_text_of_a_note_on_a_person_is_written_about_that_person(table: str) -> None:
    assert told(table, Column("text", "text"), Column("member_id", "int")) == "user.content.private"


@pytest.mark.parametrize(
    ("column", "category"),
    [
        ("admission_date", "user.health_and_medical"),
        ("date_modified", None),
        ("created_at", None),
        ("date", None),
    ],
)
def test_the_day_on_which_something_was_done_to_a_patient_is_of_health(column: str, category: str | None) -> None:
    beside = (Column("patient_id", "int"), Column("diagnosis"), Column("symptoms"))
    assert told("admissions", Column(column, "date"), *beside) == category


@pytest.mark.parametrize("name", ["number", "value"])
def test_a_table_about_something_of_persons_need_not_be_said_again(name: str) -> None:
    assert told("user_phones", Column(name), Column("user_id", "int")) == "user.contact.phone_number"
    assert told("phone_types", Column(name)) is None


@pytest.mark.parametrize("name", ["type", "is_primary", "created_at", "user_id"])
def test_what_is_not_the_value_is_not_of_the_tables_topic(name: str) -> None:
    assert told("user_phones", Column(name), Column("user_id", "int")) is None


@pytest.mark.parametrize(
    ("column", "category"),
    [
        (Column("scan", "blob"), "user.health_and_medical"),
        (Column("scan", "int"), None),
        (Column("text_id", "int"), None),
    ],
    ids=["the scan itself", "how many scans", "the key of the row"],
)
def test_the_bytes_of_a_file_in_a_record_are_of_the_record(column: Column, category: str | None) -> None:
    whole = Table("schema.sql", "diagnoses", (column, Column("patient_id", "int")), (column.name,))
    found = told_by_table(column, table_context(whole, names_of(speech((whole,), RULES))), RULES)
    assert (found[0] if found else None) == category


@pytest.mark.parametrize(
    ("beside", "category"),
    [
        ((Column("client_id", "int"),), "user.contact.phone_number"),
        ((Column("client_id", "int"), Column("since", "date"), Column("phone_type", "varchar(9)")), "user.contact.phone_number"),
        ((Column("client_id", "int"), Column("remarks", "varchar(99)")), "user.contact.phone_number"),
        ((Column("client_id", "int"), Column("extension", "varchar(9)")), None),
    ],
    ids=["alone", "beside a date and a kind", "beside a remark", "beside another"],
)
def test_what_is_only_called_name_in_a_list_of_phones_is_the_phone(beside: tuple[Column, ...], category: str | None) -> None:
    assert told("phones", Column("name", "varchar(13)"), *beside) == category


@pytest.mark.parametrize(
    ("table", "column", "category"),
    [
        ("financial_situation", Column("groceries", "decimal(10,2)"), "user.financial"),
        ("situacion_economica", Column("otros", "numeric(12,2)"), "user.financial"),
        ("financial_situation", Column("year", "int"), None),
        ("bankruptcy", Column("auction_fee", "money"), None),
    ],
)
def test_each_sum_of_somebodys_means_is_of_them(table: str, column: Column, category: str | None) -> None:
    assert told(table, column, Column("debtor_id", "int")) == category


@pytest.mark.parametrize(("column", "category"), [("hearing", "user.criminal_history"), ("motion_cutoff", None), ("filing_deadline", None)])
def test_by_when_something_is_due_is_not_told_of_a_person(column: str, category: str | None) -> None:
    assert told("convictions", Column(column, "date"), Column("debtor_id", "int")) == category


@pytest.mark.parametrize(
    ("table", "column", "category"),
    [
        ("inmate_alerts", Column("alert_code", "varchar(12)"), "user.criminal_history"),
        ("inmate_alerts", Column("alert_id", "varchar(12)"), None),
        ("inmate_visits", Column("visit_type", "varchar(12)"), None),
        ("inmate_phones", Column("phone_type", "varchar(12)"), None),
        ("inmate_identifiers", Column("identifier_type", "varchar(12)"), None),
    ],
)
def test_a_code_tells_what_a_prisoner_has_where_the_table_is_called_after_it(table: str, column: Column, category: str | None) -> None:
    assert told(table, column, Column("inmate_id", "int")) == category


@pytest.mark.parametrize(("column", "category"), [("allergy_type", "user.health_and_medical"), ("type", None)])
def test_a_kind_tells_what_a_patient_has(column: str, category: str | None) -> None:
    assert told("patient_allergies", Column(column, "varchar(12)"), Column("patient_id", "int")) == category


@pytest.mark.parametrize(
    ("table", "column", "link", "category"),
    [
        ("illnesses", Column("duration", "varchar(40)"), "patient_id", "user.health_and_medical"),
        ("illnesses", Column("quantity", "int"), "patient_id", "user.health_and_medical"),
        ("enfermedades", Column("duracion", "varchar(40)"), "paciente_id", "user.health_and_medical"),
        ("illnesses", Column("refresh_interval", "int"), "template_id", None),
        ("convictions", Column("result_code", "varchar(12)"), "offender_id", "user.criminal_history"),
        ("convictions", Column("status", "varchar(12)"), "offender_id", None),
    ],
)
def test_how_long_and_how_grave_it_is_is_told_of_a_patient_or_a_prisoner(
    table: str, column: Column, link: str, category: str | None
) -> None:
    assert told(table, column, Column(link, "int")) == category


@pytest.mark.parametrize(
    ("column", "category"),
    [
        (Column("coffee", "varchar(50)"), "user.health_and_medical"),
        (Column("laboratory", "text"), "user.health_and_medical"),
        (Column("other", "text"), "user.health_and_medical"),
        (Column("other", "varchar(3)"), None),
        (Column("template_file", "text"), None),
    ],
)
def test_texts_of_a_patients_history_tell_of_the_patient_whatever_they_are_called(column: Column, category: str | None) -> None:
    assert told("medical_history", column, Column("patient_id", "int"), Column("allergies", "text"), Column("surgery", "text")) == category


@pytest.mark.parametrize(("column", "category"), [("file_path", "user.content"), ("docmd5", None), ("pdfsha256", None)])
def test_a_checksum_is_not_the_file(column: str, category: str | None) -> None:
    assert told("employee_documents", Column(column, "varchar(200)"), Column("employee_id", "int")) == category


@pytest.mark.parametrize(
    ("column", "category"), [(Column("title", "varchar(100)"), "user.health_and_medical"), (Column("title", "varchar(5)"), None)]
)
def test_a_title_in_a_record_of_health_is_that_of_an_illness(column: Column, category: str | None) -> None:
    assert told("medical_alerts", column, Column("student_id", "int")) == category


@pytest.mark.parametrize(
    ("table", "column", "link", "category"),
    [
        ("user_consents", Column("granted", "bit"), "user_id", "user.privacy_preferences"),
        ("user_consents", Column("status", "varchar(10)"), "user_id", "user.privacy_preferences"),
        ("user_consents", Column("withdrawn_at", "datetime"), "user_id", "user.privacy_preferences"),
        ("einwilligungen", Column("erteilt", "bit"), "person_id", "user.privacy_preferences"),
        ("user_consents", Column("created_at", "datetime"), "user_id", None),
        ("consent_purposes", Column("optional", "bit"), "language_id", None),
        ("do_not_call", Column("number", "varchar(20)"), "list_id", "user.privacy_preferences"),
    ],
)
def test_what_somebody_consented_to_is_told_by_flags_states_and_dates(table: str, column: Column, link: str, category: str | None) -> None:
    assert told(table, column, Column(link, "int")) == category


@pytest.mark.parametrize(
    ("table", "column", "category"),
    [
        ("performance_reviews", Column("outcome", "varchar(40)"), "user.workplace"),
        ("performance_reviews", Column("overall", "varchar(20)"), "user.workplace"),
        ("performance_reviews", Column("status", "varchar(20)"), None),
        ("performance_reviews", Column("from_date", "date"), None),
    ],
)
def test_how_well_somebody_works_is_told_of_that_person(table: str, column: Column, category: str | None) -> None:
    assert told(table, column, Column("employee_id", "int")) == category


@pytest.mark.parametrize(
    ("table", "column", "beside", "category"),
    [
        ("uzycie_usage", Column("data", "varchar(20)"), Column("nazwisko_imie"), None),
        ("mail_log", Column("name", "varchar(80)"), Column("sent_at", "datetime"), None),
        ("users", Column("name", "varchar(80)"), Column("email", "varchar(80)"), "user.account.username"),
        ("salaries", Column("description", "varchar(80)"), Column("employee_id", "int"), None),
    ],
    ids=["Polish data is a date", "a log has no names to sign in with", "users have", "a text about a sum"],
)
def test_what_names_of_table_and_column_say_together_fits_both(table: str, column: Column, beside: Column, category: str | None) -> None:
    assert told(table, column, beside) == category
