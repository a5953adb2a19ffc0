"""Which tables the definitions of views read."""

from __future__ import annotations

import pytest

from privaudit.view_definitions import beneath, tables_in


@pytest.mark.parametrize(
    ("dialect", "definition", "tables"),
    [
        (
            "sqlite",
            "CREATE VIEW v (a) AS SELECT x FROM [my table] UNION ALL SELECT y FROM main.other",
            {("", "my table"), ("main", "other")},
        ),
        ("sqlite", "CREATE VIEW v AS WITH a AS (SELECT * FROM a) SELECT * FROM a", {("", "a")}),
        ("sqlite", "CREATE VIEW v AS WITH RECURSIVE t(n) AS (SELECT 1 UNION SELECT n + 1 FROM t) SELECT * FROM t, b", {("", "b")}),
        ("sqlite", "CREATE VIEW v AS SELECT julianday(born) AS born FROM people", {("", "people")}),
        ("mysql", "select `shop`.`c`.`x` AS `x` from `shop`.`customers` `c`", {("shop", "customers")}),
        ("tsql", "CREATE VIEW dbo.v AS SELECT TOP 5 [x] FROM [crm].[leads]", {("crm", "leads")}),
        ("oracle", "SELECT a FROM crm.leads WHERE ROWNUM < 5", {("crm", "leads")}),
    ],
)
def test_a_definition_names_its_tables(dialect: str, definition: str, tables: set[tuple[str, str]]) -> None:
    assert set(tables_in(definition, dialect)) == tables


@pytest.mark.parametrize(
    ("dialect", "definition"),
    [
        ("sqlite", "CREATE VIEW v AS SELECT j.value FROM people, json_each(people.tags) j"),
        ("duckdb", "CREATE VIEW v AS SELECT * FROM people JOIN read_csv('more.csv') USING (id)"),
        ("mysql", "select aes_decrypt(`name`, 'key') AS `name` from `shop`.`people`"),
        ("mysql", "select `shop`.`look_up`(`id`) AS `name` from `shop`.`people`"),
        ("tsql", "CREATE VIEW v AS SELECT dbo.look_up(id) AS name FROM people"),
        ("tsql", "CREATE VIEW v AS SELECT name FROM elsewhere.dbo.people"),
        ("oracle", "SELECT unknown_function(id) FROM people"),
        ("sqlite", "CREATE VIEW v AS VALUES (1)"),
        ("sqlite", "CREATE VIEW v AS SELECT FROM WHERE ("),
        ("sqlite", ""),
    ],
)
def test_what_is_not_certain_names_none(dialect: str, definition: str) -> None:
    assert tables_in(definition, dialect) == ()


def test_views_lead_to_the_tables_beneath_them() -> None:
    views = {"above": ("Middle", "orders"), "middle": ("customers", "orders"), "odd": (), "over_odd": ("odd", "orders")}
    assert beneath(("above",), views) == ("orders", "customers")
    assert beneath(("over_odd", "customers"), views) == ()
    assert beneath(("a",), {"a": ("b",), "b": ("a",)}) == ()
