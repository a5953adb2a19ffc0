"""Tables that only list the values of one of their columns."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.model.estate import Column, Table
from privaudit.names.closed_lists import is_closed_list
from privaudit.names.languages import speech
from privaudit.names.naming import names_of
from privaudit.names.table_names import TableNames

RULES = rulebook.built_in()


@pytest.mark.parametrize(
    ("name", "columns", "listed"),
    [
        ("genders", ("id", "gender"), True),
        ("tblProfessions", ("ProfessionId", "Profession", "SortOrder", "AltLanguage"), True),
        ("nationalities", ("id", "nationality", "sort_order", "created_at", "updated_at", "is_default", "version"), True),
        ("nationalities", ("user_id", "nationality"), False),
        ("nationalities", ("id", "nationality", "first_name", "last_name", "city", "street"), False),
        ("emails", ("id", "email"), False),
        ("health_statuses", ("health_status_id", "description"), False),
        ("estado_civil", ("cod_estciv", "descripcion"), True),
        ("nationality", ("code", "name"), True),
        ("estado_civil", ("cod_estciv", "descripcion", "apellidos", "telefono"), False),
    ],
    ids=[
        "small",
        "prefixed",
        "with columns of bookkeeping",
        "of a person",
        "with more in it",
        "no list of values",
        "called after its key alone",
        "a key and a text",
        "a code and a name",
        "of somebody",
    ],
)
def test_a_list_is_called_after_its_one_column(name: str, columns: tuple[str, ...], *, listed: bool) -> None:
    table = Table("hr.sql", name, tuple(Column(one, "varchar(50)") for one in columns))
    assert is_closed_list(TableNames(table, names_of(speech([table], RULES)))) is listed
