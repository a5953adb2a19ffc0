"""Which tables say when persons came and went."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.model.estate import Column, Table
from privaudit.names.accesses import is_of_accesses
from privaudit.names.languages import speech
from privaudit.names.naming import names_of
from privaudit.names.table_names import TableNames

RULES = rulebook.built_in()


@pytest.mark.parametrize(
    ("table", "columns", "of_accesses"),
    [
        ("user_login", ("id", "user_id", "date"), True),
        ("staff_presence", ("staff", "came", "went"), True),
        ("journal", ("login", "adresse_ip", "user_agent", "debut", "fin", "ville"), True),
        ("zutritte", ("id", "mitarbeiter_id", "zeitpunkt", "tuer", "strasse"), True),
        ("user_login", ("id", "user_id", "password", "date"), False),
        ("user_login", ("id", "opened", "date"), False),
        ("orders", ("id", "user_id", "ip_address", "date"), False),
        ("login_templates", ("id", "user_id", "date"), False),
        ("protocolo", ("user_protocolo", "user_anulacao", "ip_anulacao", "codigo_acesso", "assunto"), False),
    ],
    ids=[
        "by name",
        "of who is called so",
        "by its traces",
        "in German",
        "accounts",
        "of nobody",
        "orders",
        "things",
        "of who cancelled it",
    ],
)
def test_rows_are_visits_by_name_or_by_their_traces(table: str, columns: tuple[str, ...], of_accesses: bool) -> None:
    schema = Table("schema.sql", table, tuple(map(Column, columns)))
    assert is_of_accesses(TableNames(schema, names_of(speech((schema,), RULES)))) is of_accesses


@pytest.mark.parametrize(
    ("columns", "of_accesses"),
    [
        (("user_id int", "begun datetime", "over datetime", "browser text", "ip text"), True),
        (("user_id int", "begun datetime", "over datetime", "browser text", "ip text", "comment text"), False),
        (("user_id int", "begun datetime", "browser text", "ip text"), False),
        (("user_id int", "begun datetime", "over datetime", "ip text"), False),
    ],
    ids=["a visit", "with a text", "one date", "no program"],
)
def test_what_begins_and_ends_on_a_device_is_a_visit(columns: tuple[str, ...], *, of_accesses: bool) -> None:
    schema = Table("schema.sql", "audit", tuple(Column(name, kind) for name, kind in map(str.split, columns)))
    assert is_of_accesses(TableNames(schema, names_of(speech((schema,), RULES)))) is of_accesses
