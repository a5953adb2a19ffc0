"""Words that are also the endings of others."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.model.estate import Column, Table
from privaudit.names.endings import is_one
from privaudit.names.languages import speech
from privaudit.names.naming import names_of

RULES = rulebook.built_in()


@pytest.mark.parametrize(
    ("before", "last", "ending"),
    [
        ("final", "idade", True),
        ("universal", "idade", True),
        ("aluno", "idade", False),
        ("faixa", "idade", False),
        ("vari", "edad", True),
        ("grupo", "edad", False),
        ("data", "nascimento", False),
    ],
)
def test_the_letter_before_an_ending_tells_it_from_the_word(before: str, last: str, *, ending: bool) -> None:
    assert is_one(before, last) is ending


@pytest.mark.parametrize(
    ("name", "tokens"),
    [("finalidade", ("finalidade",)), ("realidade", ("realidade",)), ("alunoidade", ("aluno", "idade")), ("idade", ("idade",))],
)
def test_a_purpose_is_no_age(name: str, tokens: tuple[str, ...]) -> None:
    columns = tuple(map(Column, ("nome", "sobrenome", "data_nascimento", "endereco", "bairro", name)))
    assert names_of(speech((Table("schema.sql", "fichas", columns),), RULES)).tokens(name) == tokens
