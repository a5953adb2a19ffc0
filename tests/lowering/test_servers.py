"""Typed columns, which are read without patterns, on the servers that have them."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from sqlglot import exp

from privaudit import lowering
from privaudit import questions as ask
from privaudit.lowering._building import typed
from tests.conformance import engines

DAY, LATE = "2024-02-29", "2024-02-29 23:30:00"
TYPES = {name: exp.DataType.build(kind) for name, kind in (("d", "DATE"), ("t", "TIMESTAMP"), ("z", "TIMESTAMPTZ"), ("i", "INT"))}
COLUMNS = "d DATE, t TIMESTAMP NULL, i INTEGER"


@pytest.fixture(name="postgresql")
def _postgresql(postgresql_url: str) -> Iterator[engines.Session]:
    with engines.postgresql_session(postgresql_url) as session:
        session.run(f"CREATE TEMPORARY TABLE typed ({COLUMNS}, z TIMESTAMPTZ)")
        yield session


@pytest.fixture(name="mariadb")
def _mariadb(mariadb_url: str) -> Iterator[engines.Session]:
    with engines.mysql_session(mariadb_url) as session:
        session.run(f"CREATE TEMPORARY TABLE typed ({COLUMNS})")
        yield session


def _dates(session: engines.Session, *names: str) -> list[object]:
    question = exp.select(*(ask.parse_date(ask.column(name), "dmy") for name in names)).from_(ask.relation("typed"))
    plain = session.ask(question)
    assert session.ask(typed(question, {"typed": TYPES})) == plain
    return [answer for row in plain for answer in row]


def test_typed_days_of_postgresql_are_read(postgresql: engines.Session) -> None:
    postgresql.run(f"INSERT INTO typed VALUES ('{DAY}', '{LATE}', 5, '{LATE}-02')")  # noqa: S608 constants
    postgresql.run("INSERT INTO typed VALUES ('infinity', '-infinity', NULL, 'infinity')")
    postgresql.run("INSERT INTO typed VALUES ('0044-03-15 BC', '0999-12-31', NULL, NULL)")
    assert _dates(postgresql, "d", "t", "z", "i") == [DAY, DAY, "2024-03-01", None, *[None] * 8]


def test_typed_days_of_mariadb_are_read(mariadb: engines.Session) -> None:
    mariadb.run(f"INSERT INTO typed VALUES ('{DAY}', '{LATE}', 5)")  # noqa: S608 constants
    mariadb.run("INSERT INTO typed VALUES ('0999-12-31', NULL, NULL)")
    assert _dates(mariadb, "d", "t", "i") == [DAY, DAY, None, None, None, None]


def _totals(session: engines.Session, name: str, last: str | None = None) -> tuple[object, ...]:
    """Of a column of days: the first, how many lie after the fourth of March, and how many are none of ISO or after the last one."""
    rows = exp.select(exp.alias_(ask.parse_date(ask.column(name), "dmy", last), "day")).from_(ask.relation("typed"))
    late = exp.GT(this=ask.column("day"), expression=ask.text("2024-03-04"))
    counts = (exp.Min(this=ask.column("day")), ask.count_if(late), ask.count_if(exp.Is(this=ask.column("day"), expression=exp.null())))
    question = exp.select(*counts).from_(rows.subquery("days"))
    plain, native = session.ask(question), session.ask(typed(question, {"typed": TYPES}))
    assert native == plain
    return native[0]


def test_totals_of_typed_days_of_postgresql_come_as_text_all_the_same(postgresql: engines.Session) -> None:
    for day in ("infinity", "0044-03-15 BC", DAY, "2024-03-05"):
        postgresql.run(f"INSERT INTO typed VALUES ('{day}', '{day}', 1, '{day}')")  # noqa: S608 constants
    assert [_totals(postgresql, name) for name in "dtz"] == [(DAY, 1, 2)] * 3
    assert [_totals(postgresql, name, "2024-03-04") for name in "dtz"] == [(DAY, 0, 3)] * 3


def test_totals_of_typed_days_of_mariadb_come_as_text_all_the_same(mariadb: engines.Session) -> None:
    for day in ("0999-12-31", DAY, "2024-03-05"):
        moment = f"'{day}'" if day >= DAY else "NULL"
        mariadb.run(f"INSERT INTO typed VALUES ('{day}', {moment}, 1)")  # noqa: S608 constants
    assert [_totals(mariadb, name) for name in "dt"] == [(DAY, 1, 1)] * 2
    assert [_totals(mariadb, name, "2024-03-04") for name in "dt"] == [(DAY, 0, 2)] * 2


@pytest.mark.parametrize("server", ["postgresql", "mariadb"])
def test_days_compare_with_texts_that_are_days(request: pytest.FixtureRequest, server: str) -> None:
    session: engines.Session = request.getfixturevalue(server)
    session.run("CREATE TEMPORARY TABLE mixed (d DATE, v VARCHAR(30))")
    session.run("INSERT INTO mixed VALUES ('2024-02-29', '2024-03-01'), ('2024-03-05', '2024-03-01'), (NULL, '2024-01-01')")
    days = (ask.parse_date(ask.column("d"), "dmy"), ask.parse_date(ask.column("v"), ask.DAY, "2024-12-31"))
    rows = exp.select(exp.alias_(days[0], "one"), exp.alias_(days[1], "other")).from_(ask.relation("mixed"))
    first = exp.Min(this=exp.Coalesce(this=ask.column("one"), expressions=[ask.column("other")]))
    later = ask.count_if(exp.GT(this=ask.column("one"), expression=ask.column("other")))
    question = typed(exp.select(first, later).from_(rows.subquery("days")), {"mixed": {"d": TYPES["d"]}})
    assert session.ask(question) == [("2024-01-01", 1)]


def test_other_types_are_looked_at_as_text(postgresql: engines.Session) -> None:
    postgresql.run("INSERT INTO typed VALUES (NULL, NULL, 512, NULL)")
    number = ask.column("i")
    nodes = (ask.trimmed(number), ask.matches(number, "5.*"), ask.length(number), ask.digits(number), ask.joined(number, ask.text("€")))
    question = exp.select(*nodes).from_(ask.relation("typed"))
    assert postgresql.ask(question) == [("512", True, 3, "512", "512€")]
    assert postgresql.ask(typed(question, {"typed": TYPES})) == [("512", True, 3, "512", "512€")]


def test_columns_know_the_type_of_their_own_relation() -> None:
    inner = (
        exp.select(ask.column("d", "one"), ask.column("d", "two")).from_(ask.relation("first", "one")).join(ask.relation("second", "two"))
    )
    told = typed(inner, {"first": {"d": TYPES["d"]}})
    assert [column.type for column in told.expressions] == [TYPES["d"], None]
    outside = typed(exp.select(ask.column("d")).from_(inner.subquery("both")), {"first": {"d": TYPES["d"]}})
    assert outside.expressions[0].type is None


def test_a_capital_letter_in_a_name_survives(postgresql: engines.Session) -> None:
    postgresql.run('CREATE TEMPORARY TABLE "Some Table" ("Column %s:x" TEXT)')
    postgresql.run("INSERT INTO \"Some Table\" VALUES ('a')")
    question = exp.select(exp.alias_(ask.trimmed(ask.column("Column %s:x")), "All")).from_(ask.relation("Some Table"))
    assert postgresql.ask(question) == [("a",)]


def test_a_column_under_another_collation_is_compared_by_code_points(postgresql: engines.Session) -> None:
    postgresql.run('CREATE TEMPORARY TABLE collated (v TEXT COLLATE "unicode", w TEXT COLLATE "C")')
    postgresql.run("INSERT INTO collated VALUES ('a', 'a'), ('B', 'B')")
    lowest = exp.Min(this=ask.as_text(ask.column("v")))
    same = ask.count_if(exp.EQ(this=ask.as_text(ask.column("v")), expression=ask.as_text(ask.column("w"))))
    assert postgresql.ask(exp.select(lowest, same).from_(ask.relation("collated"))) == [("B", 2)]


@pytest.mark.parametrize("dialect", ["mysql", "mariadb"])
def test_a_list_becomes_rows_only_among_what_is_selected(dialect: str) -> None:
    misplaced = exp.select(ask.length(ask.each(ask.pieces(ask.column("v"), "[a-z]")))).from_(ask.relation("cells"))
    with pytest.raises(TypeError):
        lowering.of(dialect).written(misplaced)


def test_the_session_of_postgresql_needs_no_rights(postgresql_url: str) -> None:
    with psycopg.connect(postgresql_url.replace("+psycopg", "")) as connection, connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
        cursor.execute("CREATE ROLE reader")
        cursor.execute("SET ROLE reader")
        for statement in lowering.of("postgresql").session:
            cursor.execute(statement)
        cursor.execute("SELECT current_user, current_setting('TimeZone')")
        assert cursor.fetchone() == ("reader", "UTC")
        connection.rollback()
