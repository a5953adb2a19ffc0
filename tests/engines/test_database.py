from __future__ import annotations

import time

import pytest
from sqlglot import exp

from privaudit import questions as ask
from privaudit.engines.database import DatabaseEngine
from privaudit.engines.several import Engines
from privaudit.errors import SourceError
from privaudit.model.estate import ForeignKey, Reference
from tests.engines.conftest import Database, only, tables_of

SHOP = (
    "CREATE TABLE customers (id INT PRIMARY KEY, email VARCHAR(80) NOT NULL, born DATE)",
    "CREATE TABLE orders (shop INT, number INT, customer_id INT REFERENCES customers (id), note TEXT, PRIMARY KEY (shop, number))",
    "CREATE VIEW mailing AS SELECT email FROM customers",
    "INSERT INTO customers VALUES (1, 'a@mail.example', '1980-02-03'), (2, 'b@mail.example', NULL)",
    "INSERT INTO orders VALUES (1, 1, 1, '100% :sure'), (1, 2, 2, 'caf\u00e9 \\ ''x'''), (2, 1, NULL, NULL)",
)


def _select(relation: str | None, *names: str) -> exp.Select:
    return exp.select(*map(ask.column, names)).from_(ask.relation(relation or ""))


def _write(engine: DatabaseEngine, statement: str) -> None:
    with engine.session("") as connection:
        connection.exec_driver_sql(statement)
        connection.commit()


def test_a_database_tells_its_tables_as_a_schema_file_does(database: Database, engines: Engines) -> None:
    database.run(*SHOP)
    tables = tables_of(engines, database.url)
    assert list(tables) == ["customers", "mailing", "orders"]
    assert [column.name for column in tables["customers"].columns] == ["id", "email", "born"]
    assert [column.type.upper() for column in tables["customers"].columns][1:] == ["VARCHAR(80)", "DATE"]
    assert [column.nullable for column in tables["customers"].columns][1:] == [False, True]
    assert tables["orders"].primary_key == ("shop", "number")
    assert tables["orders"].foreign_keys == (ForeignKey(("customer_id",), Reference("customers", ("id",))),)
    assert [column.name for column in tables["mailing"].columns] == ["email"]


def test_which_columns_hold_days_is_known_where_types_are_no_wishes(database: Database, engines: Engines) -> None:
    database.run(*SHOP)
    customers = tables_of(engines, database.url)["customers"]
    held = [engines.holds_days(customers, name) for name in ("id", "email", "born")]
    assert held == [False, False, database.kind != "sqlite"]


@only(["postgresql"])
def test_comments_and_other_schemas_are_told(database: Database, engines: Engines) -> None:
    database.run(
        "CREATE SCHEMA crm",
        "CREATE TABLE crm.leads (mail TEXT, mood TEXT)",
        "COMMENT ON TABLE crm.leads IS 'Who may buy'",
        "COMMENT ON COLUMN crm.leads.mail IS 'private address'",
    )
    leads = tables_of(engines, database.url)["crm.leads"]
    assert (leads.comment, leads.columns[0].comment) == ("Who may buy", "private address")
    assert engines.ask(_select(leads.relation, "mail")) == []


@only(["mariadb", "mysql"])
def test_comments_of_mysql_are_told(database: Database, engines: Engines) -> None:
    database.run("CREATE TABLE leads (mail TEXT COMMENT 'private address', mood ENUM('good', 'bad')) COMMENT 'Who may buy'")
    leads = tables_of(engines, database.url)["leads"]
    assert (leads.comment, leads.columns[0].comment) == ("Who may buy", "private address")
    assert leads.columns[1].type == "enum('good','bad')"


@only(["postgresql"])
def test_a_part_of_a_table_is_no_table(database: Database, engines: Engines) -> None:
    database.run(
        "CREATE TABLE visits (at DATE NOT NULL) PARTITION BY RANGE (at)",
        "CREATE TABLE visits_2026 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
    )
    assert list(tables_of(engines, database.url)) == ["visits"]


def test_only_what_is_wanted_is_asked_for(database: Database, engines: Engines) -> None:
    database.run(*SHOP)
    seen: list[str] = []

    def wanted(name: str) -> bool:
        seen.append(name)
        return name == "orders"

    described = engines.describe(database.url, wanted)
    assert [entry.table.name for entry in described.tables] == ["orders"]
    assert sorted(seen) == ["customers", "mailing", "orders"]


@only(["sqlite", "mariadb", "mysql"])
def test_a_view_of_what_is_gone_is_named(database: Database, engines: Engines) -> None:
    database.run(*SHOP[:1], "CREATE VIEW broken AS SELECT email FROM customers", "DROP TABLE customers")
    described = engines.describe(database.url, lambda _: True)
    assert [entry.what for entry in described.unreadable] == ["broken"]


@pytest.mark.parametrize("note", ["100% :sure", "caf\u00e9 \\ 'x'"])
def test_no_character_of_a_question_is_a_parameter(database: Database, engines: Engines, note: str) -> None:
    database.run(*SHOP)
    table = tables_of(engines, database.url)["orders"]
    asked = _select(table.relation, "note").where(exp.EQ(this=ask.as_text(ask.column("note")), expression=ask.text(note)))
    assert engines.ask(asked) == [(note,)]
    assert list(engines.stream(asked)) == [(note,)]
    found = exp.select(exp.alias_(ask.count_if(ask.has(ask.column("note"), note)), "n")).from_(ask.relation(table.relation or ""))
    assert engines.ask(found) == [(1,)]


def test_names_that_need_quotes_are_quoted(database: Database, engines: Engines) -> None:
    mark = "`" if database.kind == "mysql" else '"'
    database.run(f"CREATE TABLE {mark}order %s :x{mark} ({mark}Select %{mark} TEXT)")
    (table,) = tables_of(engines, database.url).values()
    assert engines.ask(_select(table.relation, "Select %")) == []


def test_a_long_answer_is_taken_while_other_questions_are_asked(database: Database, engines: Engines) -> None:
    database.run("CREATE TABLE numbers (n INT PRIMARY KEY)")
    database.insert("numbers", [{"n": n} for n in range(25_000)])
    table = tables_of(engines, database.url)["numbers"]
    count = exp.select(exp.Count(this=exp.Star())).from_(ask.relation(table.relation or ""))
    answers = engines.stream(_select(table.relation, "n"))
    first = next(answers)
    assert engines.ask(count) == [(25_000,)]
    assert len({first, *answers}) == 25_000


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO customers VALUES (3, 'c', NULL)",
        "UPDATE customers SET email = ''",
        "DELETE FROM customers",
        "CREATE TABLE other (a INT)",
    ],
)
def test_a_login_that_may_write_writes_nothing(database: Database, statement: str) -> None:
    database.run(*SHOP)
    before = database.rows("SELECT * FROM customers ORDER BY id")
    engine = DatabaseEngine(database.url, "server")
    with pytest.raises(SourceError):
        _write(engine, statement)
    engine.close()
    assert database.rows("SELECT * FROM customers ORDER BY id") == before


def test_what_is_no_question_is_refused(database: Database, engines: Engines) -> None:
    database.run(*SHOP)
    table = tables_of(engines, database.url)["customers"]
    with pytest.raises(TypeError):
        engines.ask(exp.delete(exp.to_table(table.relation or "", quoted=True)))


@only(["postgresql", "mariadb", "mysql"])
def test_a_connection_that_is_lost_is_said_and_the_next_question_gets_a_new_one(database: Database, engines: Engines) -> None:
    database.run("CREATE TABLE numbers (n INT PRIMARY KEY)")
    database.insert("numbers", [{"n": n} for n in range(60_000)])
    table = tables_of(engines, database.url)["numbers"]
    answers = engines.stream(_select(table.relation, "n"))
    next(answers)
    if database.kind == "postgresql":
        database.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
    else:
        for (number,) in database.rows("SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()"):
            database.run(f"KILL {number}")
    with pytest.raises(SourceError, match="numbers: the connection was lost"):
        list(answers)
    assert len(engines.ask(_select(table.relation, "n"))) == 60_000


@only(["postgresql", "mariadb", "mysql"])
def test_a_table_that_may_not_be_read_is_said(database: Database, engines: Engines) -> None:
    user = f"reader_{time.time_ns()}"
    database.run(*SHOP, f"CREATE USER {user}", f"GRANT SELECT ON customers TO {user}")
    url = database.url.replace("//postgres:", f"//{user}:").replace("//root@", f"//{user}@")
    tables = tables_of(engines, url)
    assert len(engines.ask(_select(tables["customers"].relation, "email"))) == 2
    if "orders" in tables:  # MariaDB does not even name it
        with pytest.raises(SourceError, match="orders: no permission to read it"):
            engines.ask(_select(tables["orders"].relation, "note"))
