"""Tables of PostgreSQL from which others inherit: each row counts once, where it is kept."""

from __future__ import annotations

from pathlib import Path

from privaudit import check
from privaudit.answering import ErasureOptions, plan_erasure
from privaudit.engines.several import Engines
from privaudit.rights.script import script
from tests.engines.conftest import Database, only, tables_of
from tests.engines.test_persons_of_servers import ADA, REGISTER, exported

pytestmark = only(["postgresql"])
CLOCK = """\
    clocks:
      - id: old
        start: {event: collection, column: mailing.since}
        max: P3Y
      - id: old-vips
        start: {event: collection, column: vips.since}
        max: P3Y
"""
TABLES = (
    "CREATE TABLE mailing (id INT, email TEXT, since DATE)",
    "CREATE TABLE vips (bonus TEXT) INHERITS (mailing)",
    "CREATE TABLE visits (id INT, email TEXT, since DATE) PARTITION BY LIST (id)",
    "CREATE TABLE visits_1 PARTITION OF visits FOR VALUES IN (1)",
    "INSERT INTO mailing VALUES (1, 'bo@shop.example', '2010-01-01')",
    "INSERT INTO vips VALUES (2, 'ada@shop.example', '2010-01-01', 'wine')",
    "INSERT INTO visits VALUES (1, 'ada@shop.example', '2020-01-01')",
)


def test_a_row_counts_in_the_table_that_keeps_it(database: Database, engines: Engines, tmp_path: Path) -> None:
    database.run(*TABLES)
    assert {name: table.inherited for name, table in tables_of(engines, database.url).items()} == {
        "mailing": True,
        "vips": False,
        "visits": False,
    }
    assert exported(database.url, tmp_path)[0] == {"vips": [2], "visits": [1]}
    (tmp_path / "clocks.yaml").write_text(REGISTER + CLOCK, encoding="utf-8")
    report = check([database.url], tmp_path / "clocks.yaml")
    assert {one.table: one.count for one in report.findings if one.check == "expired-records"} == {"mailing": 1, "vips": 1}


def test_the_plan_that_erases_it_can_be_carried_out(database: Database, tmp_path: Path) -> None:
    database.run(*TABLES)
    (tmp_path / "register.yaml").write_text(REGISTER, encoding="utf-8")
    for person, left in ((ADA, 1), ("email=bo@shop.example", 0)):
        plan = plan_erasure([database.url], tmp_path / "register.yaml", ErasureOptions(subject=(person,)))
        # Through one connection, the statements of psql alone left out.
        database.run("".join(line for line in script(plan, None).splitlines(keepends=True) if "client_encoding" not in line))
        assert database.rows("SELECT count(*) FROM mailing") == [(left,)]
