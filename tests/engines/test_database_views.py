"""Which tables the views of real servers read."""

from __future__ import annotations

from sqlalchemy import create_engine

from privaudit.engines import _database_catalogue
from privaudit.engines._database_catalogue import described
from privaudit.engines.several import Engines
from privaudit.model.estate import Table, TableKind
from tests.engines.conftest import Database, only, tables_of

SHOP = (
    "CREATE TABLE customers (id INT PRIMARY KEY, email VARCHAR(80))",
    "CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT, note VARCHAR(80))",
    "CREATE VIEW mailing AS SELECT email FROM customers",
    "CREATE VIEW buyers AS WITH o AS (SELECT * FROM orders) SELECT m.email, o.note FROM mailing m CROSS JOIN o",
    "CREATE VIEW wishes AS SELECT note FROM orders WHERE customer_id IN (SELECT id FROM customers)",
    "CREATE VIEW fixed AS SELECT 1 AS n",
)


def _views(tables: dict[str, Table]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(sorted(table.reads)) for name, table in tables.items() if table.kind is TableKind.VIEW}


def test_a_view_knows_the_tables_beneath_it(database: Database, engines: Engines) -> None:
    database.run(*SHOP)
    tables = tables_of(engines, database.url)
    assert _views(tables) == {
        "mailing": ("customers",),
        "buyers": ("customers", "orders"),
        "wishes": ("customers", "orders"),
        "fixed": (),
    }
    assert all(tables[name].kind is TableKind.TABLE and not tables[name].reads for name in ("customers", "orders"))


@only(["postgresql", "mariadb", "mysql"])
def test_a_function_may_read_anything(database: Database, engines: Engines) -> None:
    mark = " READS SQL DATA RETURN" if database.kind == "mysql" else " LANGUAGE sql AS 'SELECT $1 + 1' --"
    database.run(
        *SHOP[:1],
        f"CREATE FUNCTION next_id(n INT) RETURNS INT{mark} n + 1",
        "CREATE VIEW plain AS SELECT upper(email) AS email FROM customers WHERE id < coalesce(id, 2)",
        "CREATE VIEW computed AS SELECT next_id(id) AS id FROM customers",
        "CREATE VIEW above AS SELECT * FROM computed",
    )
    assert _views(tables_of(engines, database.url)) == {"plain": ("customers",), "computed": (), "above": ()}


@only(["postgresql", "mariadb", "mysql"])
def test_a_table_of_another_schema_is_named_with_it(database: Database, engines: Engines) -> None:
    database.run("CREATE SCHEMA crm", "CREATE TABLE crm.leads (mail VARCHAR(80))", "CREATE VIEW calls AS SELECT mail FROM crm.leads")
    assert tables_of(engines, database.url)["calls"].reads == ("crm.leads",)
    database.run("DROP SCHEMA crm" + " CASCADE" * (database.kind == "postgresql"))


@only(["postgresql"])
def test_a_materialized_view_has_rows_of_its_own(database: Database, engines: Engines) -> None:
    database.run(
        *SHOP[:1],
        "CREATE MATERIALIZED VIEW kept AS SELECT email FROM customers",
        "CREATE VIEW shown AS SELECT email FROM kept",
    )
    tables = tables_of(engines, database.url)
    assert (tables["kept"].kind, tables["kept"].reads) == (TableKind.MATERIALIZED, ("customers",))
    assert tables["shown"].reads == ("kept",)


@only(["postgresql"])
def test_what_reads_a_part_of_a_table_reads_the_table(database: Database, engines: Engines) -> None:
    database.run(
        "CREATE TABLE visits (at DATE NOT NULL) PARTITION BY RANGE (at)",
        "CREATE TABLE visits_2026 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
        "CREATE VIEW this_year AS SELECT at FROM visits_2026",
    )
    assert tables_of(engines, database.url)["this_year"].reads == ("visits",)


@only(["postgresql"])
def test_a_view_may_show_rows_that_policies_hide_from_the_login(database: Database, engines: Engines) -> None:
    database.run(*SHOP[:1], *SHOP[2:3], "ALTER TABLE customers ENABLE ROW LEVEL SECURITY", "CREATE USER clerk")
    database.run("GRANT SELECT ON customers, mailing TO clerk")
    assert tables_of(engines, database.url)["mailing"].reads == ("customers",)
    clerks = tables_of(engines, database.url.replace("//postgres:", "//clerk:"))
    assert clerks["mailing"].reads == ()
    database.run("DROP OWNED BY clerk", "DROP USER clerk")


@only(["mariadb", "mysql"])
def test_a_definition_that_the_login_may_not_see_tells_nothing(database: Database, engines: Engines) -> None:
    database.run(*SHOP[:1], *SHOP[2:3], "CREATE USER peeper", "GRANT SELECT ON mailing TO peeper", "GRANT SELECT ON customers TO peeper")
    tables = tables_of(engines, database.url.replace("//root@", "//peeper@"))
    assert _views(tables) == {"mailing": ()}
    assert "customers" in tables
    database.run("DROP USER peeper")


@only(["sqlite"])
def test_any_other_database_tells_it_by_definitions(database: Database) -> None:
    database.run(*SHOP)
    with create_engine(database.url).connect() as connection:
        found = described(_database_catalogue.read(connection, lambda _: True), "a shop")
    assert _views({entry.table.name: entry.table for entry in found.tables}) == {
        "mailing": ("customers",),
        "buyers": ("customers", "orders"),
        "wishes": ("customers", "orders"),
        "fixed": (),
    }


@only(["postgresql"])
def test_what_reads_a_table_reads_those_that_inherit_from_it(database: Database, engines: Engines) -> None:
    database.run(*SHOP[:1], "CREATE TABLE vips (bonus TEXT) INHERITS (customers)", "CREATE TABLE best () INHERITS (vips)", *SHOP[2:3])
    assert sorted(tables_of(engines, database.url)["mailing"].reads) == ["best", "customers", "vips"]
