"""Databases of PostgreSQL in other encodings than UTF-8: what they answer is what one in UTF-8 answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import psycopg
import pytest
from sqlalchemy import make_url
from sqlglot import exp

from privaudit import lowering
from privaudit import questions as ask
from privaudit.errors import ElsewhereError
from privaudit.lowering._postgresql_encodings import in_encoding
from tests.conformance.cases import CASES, Case, V
from tests.conformance.engines import Session

NARROW = {"LATIN1": "latin-1", "LATIN9": "iso8859-15", "WIN1250": "cp1250", "KOI8R": "koi8-r", "SQL_ASCII": "ascii"}
ELSEWHERE = {"base64_texts", "letters_and_digits", "url_decoded", "word_pairs"}
"""What no such database is asked."""
_NUMBERS = count(1)


@pytest.fixture(name="encoding", params=list(NARROW), scope="module")
def _encoding(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(name="session", scope="module")
def _session(encoding: str, postgresql_url: str) -> Iterator[Session]:
    """A session with a database in the encoding."""
    name = f"narrow_{next(_NUMBERS)}"
    url = make_url(postgresql_url)
    with psycopg.connect(str(url.set(drivername="postgresql")), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C' ENCODING '{encoding}'")
    with psycopg.connect(str(url.set(drivername="postgresql", database=name)), client_encoding="utf8") as own, own.cursor() as cursor:
        session = Session("postgresql", cursor, mark="%s")
        session.dialect = in_encoding(session.dialect, encoding)
        yield session


def _held(case: Case, codec: str) -> bool:
    """Whether a database in the encoding can hold the texts of a case."""
    try:
        f"{case.v}{case.w}{case.answer}".encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _answer(session: Session, case: Case) -> object:
    session.fill([(case.v, case.w)])
    try:
        ((answer,),) = session.ask(exp.select(exp.alias_(case.node, "n")).from_(ask.relation("cells")))
    except ElsewhereError:
        return "elsewhere"
    return answer


def test_all_nodes_answer_as_in_utf_8_or_elsewhere(session: Session, encoding: str) -> None:
    cases = [case for case in CASES if _held(case, NARROW[encoding])]
    found = [(case, _answer(session, case)) for case in cases]
    told = [(case.node.sql(), case.v, answer) for case, answer in found if answer != "elsewhere"]
    assert told == [(case.node.sql(), case.v, case.answer) for case, answer in found if answer != "elsewhere"]
    refused = {case.name for case, answer in found if answer == "elsewhere"}
    assert refused >= ELSEWHERE
    if encoding != "SQL_ASCII":
        assert refused - ELSEWHERE <= {"matches", "holds", "extract", "pieces"}


@pytest.mark.parametrize("encoding", ["LATIN1"], indirect=True)
def test_letters_of_the_encoding_are_letters(session: Session) -> None:
    session.fill([("\u00a0ÉLÓÏSE\u00a0", None)])
    asked = (ask.folded(V), ask.unmarked(V), ask.size(V), ask.length(V), ask.has(V, "ł"), ask.has(V, "Ï"))
    assert session.ask(exp.select(*asked).from_(ask.relation("cells"))) == [("élóïse", "\u00a0eloise\u00a0", 13, 8, False, True)]


@pytest.mark.parametrize("encoding", ["LATIN1"], indirect=True)
def test_letters_that_depend_on_the_encoding_are_told_elsewhere(session: Session) -> None:
    with pytest.raises(ElsewhereError):
        session.ask(exp.select(ask.holds(V, "[à-ž]")).from_(ask.relation("cells")))


def test_in_utf_8_nothing_is_different() -> None:
    dialect = lowering.of("postgresql")
    assert in_encoding(dialect, "UTF8") is dialect
