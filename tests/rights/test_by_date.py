"""So many rows that nobody holds them: a date tells which go, in the plan and in its script."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import psycopg
import pymysql
import pytest
from sqlalchemy.engine import make_url

from privaudit import ErasureOptions, plan_erasure
from privaudit.model.erasure import Dated, ErasurePlan, Fate
from privaudit.rights.by_date import MANY
from privaudit.rights.script import script
from tests.rights.script_servers import Mysql, Postgresql, Server

DAY = date(2026, 6, 30)
LAST = date(2025, 6, 29)
"""The last day on which a visit is past its year."""
REGISTER = """\
privaudit: 1
organisation: {name: Example SAS, country: FR}
activities:
  - id: visits
    title: Visits
    role: controller
    purposes: [analytics.reporting]
    basis: [A6-1-f]
    subjects: [customer]
    where: [{tables: [visits, people]}]
    data: [{category: user}]
    clocks:
      - {id: year, tables: [visits], start: {event: item_date, column: visits.seen_at}, max: P1Y}
      - {id: left, tables: [people], start: {event: contract_end, column: people.left_on}, max: P1Y}
"""


@pytest.fixture(params=["postgresql", "mariadb", "mysql"])
def server(request: pytest.FixtureRequest) -> tuple[Server, str]:
    """A server, and the URL of its database."""
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
        return Postgresql(url), url
    url = request.getfixturevalue(f"{request.param}_url")
    return Mysql(url), make_url(url).set(database="scripts").render_as_string(hide_password=False)


def filled(server: Server, *, more: str = "") -> None:
    """Three people who left long ago; the visits of the first are old, of the second two are young, and the third has none."""
    server.set_up(
        "CREATE TABLE people (id integer PRIMARY KEY, last_name varchar(40), left_on date)",
        "CREATE TABLE visits (id integer PRIMARY KEY, person_id integer, seen_at timestamp NULL, ip_address varchar(40), "
        "FOREIGN KEY (person_id) REFERENCES people (id))",
        more or "SELECT 1",
        people=[(n, f"Exemple {n}", "2020-01-31") for n in (1, 2, 3)],
        visits=[
            *((n, 1 + n % 2, f"{LAST - timedelta(days=n % 300)} 23:59:59", "192.0.2.1") for n in range(MANY)),
            (MANY, 2, f"{LAST + timedelta(days=1)} 00:00:00", "192.0.2.2"),
            (MANY + 1, 2, None, "192.0.2.2"),
        ],
    )


def planned(url: str, folder: Path, register: str = REGISTER) -> ErasurePlan:
    (folder / "register.yaml").write_text(register, encoding="utf-8")
    return plan_erasure([url], folder / "register.yaml", ErasureOptions(as_of=DAY, expired=True))


def test_rows_that_a_date_tells_are_counted_and_not_held(server: tuple[Server, str], tmp_path: Path) -> None:
    database, url = server
    filled(database)
    plan = planned(url, tmp_path)
    (visits,) = [step for step in plan.steps if step.table.name == "visits"]
    assert (visits.fate, visits.count, visits.held.rows, visits.held.dated) == (Fate.DELETE, MANY, (), Dated("seen_at", LAST, MANY))
    database.run(script(plan, None))
    assert [row[0] for row in database.rows("visits")] == [MANY, MANY + 1]
    # The second has a visit that is not past its time: their row stays, cleared.
    assert [(row[0], row[1]) for row in database.rows("people")] == [(2, "erased-2")]


def test_one_row_more_than_was_planned_stops_it(server: tuple[Server, str], tmp_path: Path) -> None:
    database, url = server
    filled(database)
    plan = planned(url, tmp_path)
    database.set_up(f"UPDATE visits SET seen_at = '2020-01-31' WHERE id = {MANY}")  # noqa: S608 a number of our own
    with pytest.raises((psycopg.Error, pymysql.Error)):
        database.run(script(plan, None))
    assert len(database.rows("visits")) == MANY + 2


@pytest.mark.parametrize(
    ("register", "more"),
    [
        (REGISTER.replace("max: P1Y}", "max: P1Y, when: {column: visits.ip_address, not_null: true}}", 1), ""),
        (REGISTER.replace("column: visits.seen_at}", "column: people.left_on}"), ""),
        (REGISTER, "CREATE TABLE pages (visit_id integer, FOREIGN KEY (visit_id) REFERENCES visits (id))"),
    ],
    ids=["a condition", "a date of another table", "rows that others point to"],
)
def test_where_more_than_a_date_decides_each_row_is_looked_at(register: str, more: str, server: tuple[Server, str], tmp_path: Path) -> None:
    database, url = server
    filled(database, more=more)
    plan = planned(url, tmp_path, register)
    visits = [step for step in plan.steps if step.table.name == "visits"]
    assert visits
    assert all(step.held.dated is None and len(step.held.rows) == step.count for step in visits)
