"""Names that are glued of words of three letters."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.detect import detect
from privaudit.model.estate import Column, Table
from privaudit.names.languages import speech
from privaudit.names.threes import is_code_of_a_list, words_of, written_out

RULES = rulebook.built_in()
SHORT = {
    "nom": ("nombre",),
    "ced": ("cedula",),
    "tel": ("telefono",),
    "nac": ("nacionalidad",),
    "fec": ("fecha",),
    "fecnac": ("fecha", "nacimiento"),
    "emp": ("empleado",),
}
KNOWN = frozenset({"telefono", "sueldo", "retiro"})


def test_each_name_is_written_out_the_longest_short_form_first() -> None:
    names = ("nomemp", "cedemp", "telemp", "telem2", "nacemp", "fecnac", "fecretiro", "sueldo", "id")
    assert written_out(names, SHORT, KNOWN) == {
        "nomemp": "nombre_empleado",
        "cedemp": "cedula_empleado",
        "telemp": "telefono_empleado",
        "telem2": "telefono_em_2",
        "nacemp": "nacionalidad_empleado",
        "fecnac": "fecha_nacimiento",
        "fecretiro": "fecha_retiro",
    }


@pytest.mark.parametrize(
    "names",
    [
        ("nomemp", "cedemp", "telemp"),
        ("nomemp", "cedxxx", "telyyy", "feczzz"),
        ("nomabc", "nomxyz", "nomabc2", "nomjkl", "nomabc3"),
        ("nomemp", "cedemp", "telemp", "fecemp", "address", "city", "country", "birthday", "remarks"),
        ("nom_emp", "ced_emp", "tel_emp", "fec_emp"),
        (),
    ],
    ids=["too few", "no end shared", "one beginning", "most are others", "marks between", "none"],
)
def test_a_few_names_that_look_so_make_no_manner(names: tuple[str, ...]) -> None:
    assert written_out(names, SHORT, KNOWN) == {}


def test_what_the_table_is_called_after_goes_before_the_list_and_nothing_is_said_twice() -> None:
    short = {**SHORT, "per": ("persona",)}
    names = ("nomper", "telper", "fecper", "nomnom")
    assert written_out(names, short, KNOWN)["fecper"] == "fecha_persona"
    assert written_out(names, short, KNOWN, ("periodo",))["fecper"] == "fecha_periodo"
    assert written_out(names, short, KNOWN)["nomnom"] == "nombre_nom"


def test_the_language_is_that_which_knows_most_of_the_words() -> None:
    names = ("nomfun", "endfun", "baifun", "cidfun", "telfun", "datnas")
    words = words_of(names, RULES.vocabularies.values())
    assert {"endereco", "bairro", "nascimento"} <= words
    assert speech([Table("hr.sql", "func", tuple(Column(name, "VARCHAR(60)") for name in names))], RULES).languages[0] == "pt"


@pytest.mark.parametrize(
    ("name", "plain", "listed"),
    [("codciu", "codigo_ciudad", True), ("codper", "codigo_persona", False), ("codpos", "codigo_postal", False), ("x", "ciudad", False)],
)
def test_the_code_of_an_entry_of_a_list_says_nothing(name: str, plain: str, *, listed: bool) -> None:
    columns = tuple(Column(one, "VARCHAR(60)") for one in ("cedula", "nombre", "direccion"))
    assert is_code_of_a_list(name, plain, speech([Table("hr.sql", "personas", columns)], RULES)) is listed


def found(table: str, *columns: str) -> set[str]:
    """The columns that are personal by their names."""
    verdicts = detect(Table("hr.sql", table, tuple(Column(name, "VARCHAR(60)") for name in columns)), None, RULES)
    return {one.column.name for one in verdicts if one.verdict.personal}


def test_persons_are_found_and_things_are_not() -> None:
    person = ("cedalu", "nomalu", "apealu", "emaalu", "diralu", "edociv", "nomrep", "telrep")
    assert found("scalumno", *person, "codciu", "codsec", "fecins") == set(person)
    assert found("bnbancos", "codban", "nomban", "dirban", "telban", "desban") == set()
    assert found("periodos", "codper", "desper", "nomper", "fecper", "anoper") == set()
