from __future__ import annotations

import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.pool import NullPool
from sqlglot import exp

from privaudit import check, lowering
from privaudit import questions as ask
from privaudit.answering import ErasureOptions, plan_erasure
from privaudit.engines._database_problems import DRIVERS
from privaudit.engines.several import Engines
from privaudit.errors import SourceError
from privaudit.model.findings import Severity
from privaudit.scanning import Options, scan
from tests.engines.conftest import Database, only, tables_of

CANARY = "canary-7319"
EXIT_UNREAD = 3
SERVERS = ["postgresql", "mariadb", "mysql"]


def _problem(engines: Engines, url: str) -> str:
    with pytest.raises(SourceError) as raised:
        engines.describe(url, lambda _: True)
    assert CANARY not in raised.value.told
    return raised.value.told


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (f"postgresql://reader:{CANARY}@127.0.0.1:1/shop", "the server cannot be reached"),
        (f"mysql://reader:{CANARY}@127.0.0.1:1/shop", "the server cannot be reached"),
        (f"postgresql://reader:{CANARY}@no-host.invalid/shop", "no server has this name"),
        (f"postgresql://reader:{CANARY}@127.0.0.1:x/shop", "this URL cannot be read"),
        (f"mysql://reader:{CANARY}@127.0.0.1/shop?colour={CANARY}", "the driver does not take this URL"),
        (f"oracle://reader:{CANARY}@127.0.0.1/shop", "the driver for oracle is not installed. Install it: pip install oracledb."),
        ("snowflake://reader@account/shop", "the driver for snowflake is not installed. Install it: pip install snowflake-sqlalchemy."),
        ("mssql://reader@127.0.0.1/shop", "the driver for mssql is not installed. Install it: pip install pyodbc."),
        (
            "postgresql+asyncpg://127.0.0.1/shop",
            "the driver for postgresql is not installed. Install the Python package that brings asyncpg",
        ),
        ("nosuch://127.0.0.1/shop", "no such kind of database is known"),
        ("sqlite:///nowhere.db", "there is no such file"),
        ("sqlite://", "it names no file"),
    ],
)
def test_a_database_that_cannot_be_asked_is_said_and_no_password_is(engines: Engines, url: str, said: str) -> None:
    assert _problem(engines, url).startswith(said)


def test_every_dialect_that_is_known_says_how_to_install_it() -> None:
    # SQLite is Python's own, files of DuckDB are read without a driver, and a cluster is an engine of its own.
    assert set(lowering.names()) - {"sqlite", "duckdb", "spark"} <= set(DRIVERS)


def test_a_file_that_is_no_database_is_said(engines: Engines, tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_bytes(b"Dear Sir or Madam, " * 100)
    assert _problem(engines, f"sqlite:///{tmp_path / 'letter.db'}").startswith("the file is no SQLite database")


@only(SERVERS)
def test_a_database_that_is_not_there_is_said(database: Database, engines: Engines) -> None:
    url = make_url(database.url).set(database="nowhere").render_as_string(hide_password=False)
    assert _problem(engines, url).startswith("there is no database of this name")


@only(["mariadb", "mysql"])
def test_a_login_that_is_refused_is_said(database: Database, engines: Engines, monkeypatch: pytest.MonkeyPatch) -> None:
    user = f"reader_{time.time_ns()}"
    database.run("CREATE TABLE t (a INT)", f"CREATE USER {user}@localhost IDENTIFIED BY 'right'", f"GRANT SELECT ON t TO {user}@localhost")
    with_it, without = (make_url(database.url).set(username=user, password=password) for password in (CANARY, None))
    assert _problem(engines, with_it.render_as_string(hide_password=False)).startswith("the login was refused")
    monkeypatch.setenv("MYSQL_PWD", "right")
    assert [entry.table.name for entry in engines.describe(without.render_as_string(), lambda _: True).tables] == ["t"]


@only(["postgresql"])
def test_a_user_whom_the_server_does_not_know_is_said_to_be_refused(database: Database, engines: Engines) -> None:
    assert _problem(engines, make_url(database.url).set(username="nobody_9").render_as_string()).startswith("the login was refused")


@only(["postgresql"])
def test_a_lock_is_not_waited_for_forever(database: Database, engines: Engines) -> None:
    database.run("CREATE TABLE busy (a INT)")
    table = tables_of(engines, database.url)["busy"]
    with create_engine(database.url, poolclass=NullPool).connect() as other:
        other.exec_driver_sql("LOCK TABLE busy IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(SourceError, match="busy: somebody else holds a lock on it"):
            engines.ask(exp.select(ask.column("a")).from_(ask.relation(table.relation or "")))


@only(["postgresql"])
def test_the_value_that_a_server_complains_of_is_not_quoted(database: Database, engines: Engines) -> None:
    database.run("CREATE TABLE people (name TEXT)")
    database.insert("people", [{"name": CANARY}])
    table = tables_of(engines, database.url)["people"]
    number = exp.cast(ask.column("name"), "INT")
    with pytest.raises(SourceError) as raised:
        engines.ask(exp.select(exp.alias_(number, "n")).from_(ask.relation(table.relation or "")))
    assert CANARY not in raised.value.told
    assert "people: the server refused a question" in raised.value.told


@only(SERVERS)
def test_the_tables_that_may_not_be_read_are_said_and_the_others_reported(database: Database) -> None:
    user = f"reader_{time.time_ns()}"
    database.run("CREATE TABLE open (email TEXT)", "CREATE TABLE closed (email TEXT)", "INSERT INTO open VALUES ('a@mail.example')")
    database.run(f"CREATE USER {user}", f"GRANT SELECT ON open TO {user}")
    url = make_url(database.url).set(username=user).render_as_string()
    report = scan([url])
    assert next(column for column in report.columns if column.table.name == "open").values == 1
    if database.kind == "postgresql":  # MariaDB does not name what may not be seen
        assert report.incomplete
        assert any(entry.reason.startswith("closed: no permission to read it") for entry in report.skipped)


REGISTER = """\
privaudit: 1
organisation: {name: Shop, country: FR}
activities:
  - id: shop
    title: Shop
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: ["*"]}]
    data: [{category: user.contact.email}, {category: user.contact.phone_number}, {category: user.name, mandatory: true}]
    clocks:
      - id: old
        start: {event: collection, column: people.since}
        max: P3Y
"""


@only(["mariadb", "mysql"])
@pytest.mark.parametrize("by_role", [False, True])
def test_columns_that_the_login_may_not_see_are_not_said_to_be_missing(database: Database, tmp_path: Path, by_role: bool) -> None:
    user, role = f"reader_{time.time_ns()}", f"role_{time.time_ns()}"
    database.run("CREATE TABLE people (id INT, email TEXT, phone TEXT, since DATE)", "CREATE TABLE open (id INT, email TEXT)")
    database.run(f"CREATE USER {user}@localhost", f"GRANT SELECT ON open TO {user}@localhost")
    holder = role if by_role else f"{user}@localhost"
    database.run(*([f"CREATE ROLE {role}"] if by_role else []), f"GRANT SELECT (id, email) ON people TO {holder}")
    database.run(f"GRANT INSERT (since) ON people TO {holder}", "INSERT INTO people VALUES (1, 'a@mail.example', '', '2001-01-01')")
    if by_role:
        default = (
            f"SET DEFAULT ROLE {role} FOR" if "mariadb" in str(database.rows("SELECT version()")).lower() else f"SET DEFAULT ROLE {role} TO"
        )
        database.run(f"GRANT {role} TO {user}@localhost", f"{default} {user}@localhost")
    (tmp_path / "register.yaml").write_text(REGISTER, encoding="utf-8")
    report = check([make_url(database.url).set(username=user).render_as_string()], tmp_path / "register.yaml")
    assert report.exit_code(Severity.LOW) == EXIT_UNREAD
    assert not report.findings
    assert [entry.what for entry in report.skipped if entry.reason.startswith("no permission to see all of its columns")] == ["people"]
    assert {one.check for one in report.not_checked} >= {"clock-column-missing", "stale-entry", "mandatory-category-missing"}
    (email, *_) = [column for column in scan([database.url]).columns if column.table.name == "people" and column.column.name == "email"]
    assert email.values == 1


@only(["postgresql"])
def test_rows_that_policies_hide_are_said_to_be_hidden(database: Database, tmp_path: Path) -> None:
    database.run("CREATE TABLE people (id INT PRIMARY KEY, email TEXT)", "CREATE USER clerk", "GRANT SELECT ON people TO clerk")
    database.run("INSERT INTO people SELECT g, 'a' || g || '@mail.example' FROM generate_series(1, 40) g")
    database.run("ALTER TABLE people ENABLE ROW LEVEL SECURITY", "CREATE POLICY few ON people USING (id <= 10)")
    (tmp_path / "register.yaml").write_text(REGISTER, encoding="utf-8")
    url = database.url.replace("//postgres:", "//clerk:")
    plan = plan_erasure([url], tmp_path / "register.yaml", ErasureOptions(subject=("email=a1@mail.example",)))
    for report in (scan([url]), check([url], tmp_path / "register.yaml"), plan):
        assert not report.incomplete
        (said,) = [entry for entry in report.skipped if entry.what == "people"]
        assert said.reason.startswith("its policies show this login some of its rows alone")
    assert not scan([database.url]).skipped
    database.run("DROP OWNED BY clerk", "DROP USER clerk")


@only(["postgresql"])
def test_a_view_that_was_never_filled_is_said_to_be_empty(database: Database) -> None:
    database.run("CREATE TABLE people (email TEXT)", "CREATE MATERIALIZED VIEW kept AS SELECT email FROM people WITH NO DATA")
    report = scan([database.url])
    assert [entry.reason for entry in report.skipped] == ["kept: a materialized view that was never filled (REFRESH MATERIALIZED VIEW)"]


@only(["sqlite", "mariadb", "mysql"])
def test_a_view_of_a_table_that_is_gone_could_not_be_read(database: Database) -> None:
    database.run("CREATE TABLE people (email TEXT)", "CREATE TABLE gone (email TEXT)", "CREATE VIEW old AS SELECT email FROM gone")
    database.run("DROP TABLE gone")
    report = scan([database.url])
    assert [entry.what for entry in report.skipped] == ["old"]
    assert report.incomplete


def test_a_whole_run_writes_nothing(database: Database) -> None:
    database.run("CREATE TABLE people (id INT PRIMARY KEY, email TEXT)", "INSERT INTO people VALUES (1, 'a@mail.example')")
    before = database.rows("SELECT * FROM people")
    tables = {"sqlite": "sqlite_master", "postgresql": "pg_class", "mysql": "information_schema.tables"}[database.kind]
    count = f"SELECT count(*) FROM {tables}"  # noqa: S608 one of three names
    known = database.rows(count)
    report = scan([database.url], Options(sample=None))
    assert [column.category for column in report.columns] == [None, "user.contact.email"]
    assert database.rows("SELECT * FROM people") == before
    assert database.rows(count) == known
