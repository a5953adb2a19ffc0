"""Long texts that are called after what was done with somebody."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.detect import detect
from privaudit.model.estate import Column, Table

RULES = rulebook.built_in()
TEXT = "user.content.private"


@pytest.mark.parametrize(
    ("table", "person", "column", "category"),
    [
        ("visitas", "cliente_id int", "texto_visita text", TEXT),
        ("atendimentos", "cod_pessoa int", "txt_atendimento text", TEXT),
        ("atendimentos", "cod_pessoa int", "txt_atendimento varchar(20)", None),
        ("atendimentos", "cod_sala int", "txt_atendimento text", None),
        ("atendimentos", "cod_pessoa int", "tipo_atendimento text", None),
        ("atendimentos", "cod_pessoa int", "arquivo_atendimento varchar(250)", None),
        ("pagamentos", "cod_pessoa int", "meta_pagamento text", None),
        ("salas", "cod_pessoa int", "txt_atendimento text", None),
    ],
    ids=["in Spanish", "in Portuguese", "too short", "of nobody", "a kind", "a file", "what a program keeps", "of a thing"],
)
def test_a_text_on_what_was_done_is_about_the_person_of_its_row(table: str, person: str, column: str, category: str | None) -> None:
    columns = (Column(name, declared) for name, _, declared in (one.partition(" ") for one in ("id int", person, column)))
    verdict = detect(Table("schema.sql", table, tuple(columns)), None, RULES)[-1]
    assert (verdict.category if verdict.verdict.personal else None) == category
