"""Dialects whose servers cannot run here: what they are asked is printed, parsed back by sqlglot, and printed alike again."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from sqlglot import exp, parse_one

from privaudit import CheckOptions, check, lowering
from privaudit import questions as ask
from privaudit.engines.late import LateEngine
from privaudit.errors import ElsewhereError, SourceError
from tests.conformance.cases import CASES, GROUPS, V, W

PRINTED = ("bigquery", "clickhouse", "databricks", "mssql", "oracle", "redshift", "snowflake", "trino")
LISTS = {"base64_texts", "each", "listed", "pieces", "some", "url_decoded", "word_pairs"}
ELSEWHERE = {name: {"some"} if name == "databricks" else LISTS for name in PRINTED}
"""Nodes that are answered here, from the columns that a question reads."""
NODES = {node.sql(): node for node in (*(case.node for case in CASES), *(group.node for group in GROUPS))}
SAMPLE = Path(__file__).parent.parent.parent / "sample_data" / "mobility_saas"
TABLES = ("cookies", "prospects", "newsletter_export", "unsubscribes", "rights_requests")
"""Those of the sample that need most of the questions."""
LONGEST = 8_000
"""Characters of a question.  Longer ones look at all cells of rows at once: no server is asked these."""


def _printed(dialect: str, question: exp.Expr) -> str:
    """The SQL of a question; it is what is read when it is parsed back."""
    known = lowering.of(dialect)
    sql = known.written(question).sql
    assert parse_one(sql, read=known.printed).sql(known.printed, identify=True) == sql
    assert ask.PREFIX not in re.sub(r"privaudit_(it|run|text|words|second|at|marked)\b", "", sql)
    return sql


def _of(node: exp.Expr) -> exp.Select:
    return exp.select(exp.alias_(node, "answer")).from_(ask.relation("cells"))


@pytest.mark.parametrize("dialect", PRINTED)
def test_every_node_is_printed_and_read_back(dialect: str) -> None:
    elsewhere: set[str] = set()
    for node in NODES.values():
        try:
            assert "cells" in _printed(dialect, _of(node))
        except ElsewhereError:
            elsewhere.add(node.name.removeprefix(ask.PREFIX))
    assert elsewhere == ELSEWHERE[dialect]
    with pytest.raises(SourceError, match="no primary key"):
        _printed(dialect, _of(ask.record(ask.relation("cells"))))


@pytest.fixture(name="questions", scope="module")
def _questions(tmp_path_factory: pytest.TempPathFactory) -> list[exp.Expr]:
    """What the checks of a whole audit ask, as the local engine is asked it."""
    asked: list[exp.Expr] = []
    answer = LateEngine.ask

    def listening(engine: LateEngine, question: exp.Expr) -> list[ask.Answer]:
        asked.append(question.copy())
        return answer(engine, question)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(LateEngine, "ask", listening)
        rows = tmp_path_factory.mktemp("rows") / "rows.jsonl"
        options = CheckOptions(as_of=date(2026, 6, 30), include=TABLES, rows=rows)
        assert check([str(SAMPLE / "breached")], SAMPLE / "breached_register.yaml", options).findings
    return [question for sql, question in {question.sql(): question for question in asked}.items() if len(sql) < LONGEST]


@pytest.mark.parametrize("dialect", PRINTED)
def test_the_questions_of_a_whole_audit_are_printed_and_read_back(dialect: str, questions: list[exp.Expr]) -> None:
    printed = 0
    for question in questions:
        try:
            _printed(dialect, question)
            printed += 1
        except (ElsewhereError, SourceError):
            assert question.find(exp.Anonymous)
    # The others are about lists, or about the lines of files.
    assert printed > len(questions) / 3


def test_sql_server_knows_no_condition_that_is_a_value() -> None:
    told = exp.select(exp.alias_(ask.matches(V, "é"), "flag"), exp.alias_(ask.case([(ask.has(V, "@"), exp.true())], exp.false()), "mail"))
    told = told.from_(ask.relation("cells"))
    sql = _printed("mssql", exp.select(ask.count_if(ask.column("flag")), ask.count_if(exp.null())).from_(told.subquery("told")))
    assert "COUNT(CASE WHEN [flag] <> 0 THEN 1 END), COUNT(CASE WHEN 1 = 0 THEN 1 END)" in sql
    assert "N'^(?:é)$') > 0) THEN 1 WHEN NOT" in sql
    assert "THEN 1 ELSE 0 END AS [mail]" in sql


def test_sql_server_is_told_that_a_moment_is_one() -> None:
    moment = ask.column("at")
    moment.type = exp.DataType.build("DATETIME")
    assert "CONVERT(NVARCHAR(MAX), [at], 121)" in _printed("mssql", _of(ask.as_text(moment)))


@pytest.mark.parametrize("node", [ask.parse_date(V, "dmy"), ask.later(V, 36, 1), ask.trimmed(V), ask.letters_and_digits(V)])
def test_patterns_of_oracle_are_as_short_as_it_wants_them(node: exp.Expr) -> None:
    tree = parse_one(_printed("oracle", _of(node)), read="oracle")
    calls = tree.find_all(exp.RegexpReplace, exp.RegexpInstr, exp.RegexpExtract)
    patterns = [call.expression.name for call in calls]
    assert patterns
    assert max(len(pattern.encode()) for pattern in patterns) <= 512


@pytest.mark.parametrize(("dialect", "by"), [("snowflake", r"\\1"), ("oracle", r"\1")])
def test_groups_keep_their_place_where_every_group_counts(dialect: str, by: str) -> None:
    sql = _printed(dialect, _of(ask.parse_date(V, "dmy")))
    assert "(?:" not in sql
    assert f"'{by}-" in sql


@pytest.mark.parametrize("dialect", ["bigquery", "clickhouse"])
def test_a_group_is_no_answer_where_the_whole_is_asked(dialect: str) -> None:
    assert "(?:a)(?:b)" in _printed(dialect, _of(ask.extract(V, "(a)(b)")))


@pytest.mark.parametrize("node", [ask.start(V, 2), ask.behind(V, 2), ask.after_last(V, "@")])
def test_clickhouse_counts_characters_not_bytes(node: exp.Expr) -> None:
    sql = _printed("clickhouse", _of(node))
    assert "substringUTF8(" in sql
    assert not re.search(r"(?i)\b(substr|substring|length|position)\(", sql)


def test_nothing_behind_a_text_is_no_text_in_oracle() -> None:
    assert 'CASE WHEN NOT ("v" IS NULL) AND NOT ("w" IS NULL) THEN' in _printed("oracle", _of(ask.joined(V, ask.text("@"), W)))


def test_the_list_of_dialects_is_whole() -> None:
    assert set(lowering.names()) == {"duckdb", "mariadb", "mysql", "postgresql", "spark", "sqlite", *PRINTED}
