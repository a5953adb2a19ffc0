"""Tables whose word alone does not say that they are of persons."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.model.estate import Column, Table
from privaudit.names.languages import speech
from privaudit.names.naming import names_of
from privaudit.names.table_kind import Kind, TableContext, table_context

RULES = rulebook.built_in()


def context(table: str, *columns: str) -> TableContext:
    whole = Table("schema.sql", table, tuple(Column(name) for name in columns))
    return table_context(whole, names_of(speech((whole,), RULES)))


@pytest.mark.parametrize(
    ("table", "columns", "kind"),
    [
        ("party", ("name", "email", "phone", "city"), Kind.PERSON),
        ("subject", ("name", "email", "phone", "iban"), Kind.PERSON),
        ("subject", ("name", "code", "credits"), Kind.THING),
        ("product", ("name", "email", "phone"), Kind.THING),
    ],
)
def test_a_party_is_one_of_persons_where_it_can_be_reached(table: str, columns: tuple[str, ...], kind: Kind) -> None:
    assert context(table, *columns).kind is kind


@pytest.mark.parametrize(
    ("table", "columns", "files"),
    [
        ("candidate_documents", ("file_name",), True),
        ("documents", ("patient_id", "file_name"), True),
        ("documents", ("user_id", "file_name"), False),
        ("machine_documents", ("patient_id", "file_name"), False),
        ("candidate_document_types", ("name",), False),
    ],
)
def test_files_are_a_persons_where_the_table_or_a_key_says_so(table: str, columns: tuple[str, ...], *, files: bool) -> None:
    assert (context(table, "id", *columns).topic == "user.content") is files
