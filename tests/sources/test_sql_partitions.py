"""The rows of partitioned tables in dumps: those of the parts are rows of the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from privaudit.estate import assemble
from privaudit.model.sources import Description, ReadOptions, TargetFile
from privaudit.questions import Answer
from privaudit.sources.sql_schema import SOURCE
from tests.sources.rows import rows_of

WHOLE = "CREATE TABLE app.log (day date NOT NULL, who text) PARTITION BY RANGE (day);\n"
OTHER_ORDER = "CREATE TABLE app.log_2020 (who text, day date NOT NULL);\n"
ATTACHED = "ALTER TABLE ONLY app.log ATTACH PARTITION app.log_2020 FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');\n"
COPIED = "COPY app.log_2020 (who, day) FROM stdin;\na@b.example\t2020-02-03\n\\.\n"
INSERTED = "INSERT INTO app.log_2020 VALUES ('a@b.example', '2020-02-03');\n"
FEBRUARY = {"app.log": [("2020-02-03", "a@b.example")]}


def read(tmp_path: Path, *contents: str) -> dict[str, list[Answer]]:
    """The rows of each table of migrations that run one after the other."""
    files = []
    for number, content in enumerate(contents, 1):
        path = tmp_path / f"{number:03}_step.sql"
        path.write_text(content, encoding="utf-8")
        files.append(TargetFile(path.name, path))
    assert SOURCE.describe_all is not None
    tables, _ = assemble([entry for _, found in SOURCE.describe_all(files, ReadOptions("postgres"), tmp_path) for entry in found.tables])
    return rows_of(tmp_path, Description(tuple(one for one in tables if one.rows is not None)))


@pytest.mark.parametrize("rows", [COPIED, INSERTED])
def test_rows_of_a_table_that_is_attached_are_rows_of_the_whole(tmp_path: Path, rows: str) -> None:
    assert read(tmp_path, WHOLE + OTHER_ORDER + ATTACHED + rows) == FEBRUARY


@pytest.mark.parametrize("rows", [COPIED, INSERTED])
def test_they_are_wherever_they_stand(tmp_path: Path, rows: str) -> None:
    assert read(tmp_path, WHOLE, OTHER_ORDER + rows, ATTACHED) == FEBRUARY
    assert read(tmp_path, WHOLE, OTHER_ORDER + ATTACHED, rows) == FEBRUARY


def test_a_part_that_was_attached_before_its_whole_was(tmp_path: Path) -> None:
    years = "CREATE TABLE app.years (day date, who text) PARTITION BY RANGE (day);\n"
    inner = ATTACHED.replace("app.log ", "app.years ") + ATTACHED.replace("app.log_2020", "app.years")
    assert read(tmp_path, WHOLE + years + OTHER_ORDER + inner + INSERTED) == FEBRUARY


def test_a_part_that_is_taken_out_is_a_table_of_its_own(tmp_path: Path) -> None:
    taken_out = "ALTER TABLE app.log DETACH PARTITION app.log_2020;\n"
    assert read(tmp_path, WHOLE + OTHER_ORDER + ATTACHED + INSERTED, taken_out) == {"app.log_2020": [("a@b.example", "2020-02-03")]}


@pytest.mark.parametrize("gone", ["app.log_2020", "app.log"])
def test_rows_of_a_part_that_goes_are_nobodys(tmp_path: Path, gone: str) -> None:
    assert read(tmp_path, WHOLE + OTHER_ORDER + ATTACHED + INSERTED, f"DROP TABLE {gone}; CREATE TABLE one (id int);") == {}


def test_columns_of_the_whole_get_other_names_in_its_parts_too(tmp_path: Path) -> None:
    renamed = "ALTER TABLE app.log RENAME COLUMN who TO email;\nALTER TABLE app.log RENAME TO seen;\n"
    assert read(tmp_path, WHOLE + OTHER_ORDER + ATTACHED + INSERTED, renamed + INSERTED) == {"app.seen": [*FEBRUARY["app.log"] * 2]}


def test_a_table_that_inherits_has_rows_of_its_own(tmp_path: Path) -> None:
    parent = "CREATE TABLE guest (email text);\nCREATE TABLE vip (room int) INHERITS (guest);\n"
    rows = "COPY guest (email) FROM stdin;\na@b.example\n\\.\nCOPY vip (email, room) FROM stdin;\nc@d.example\t1\n\\.\n"
    assert read(tmp_path, parent + rows) == {"guest": [("a@b.example",)], "vip": [("c@d.example", "1")]}
