"""The keys of the rows that findings are about, in a private file that is whole or not there."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from privaudit import rows_file
from privaudit.engines.duckdb import DuckDBEngine
from privaudit.errors import SourceError, UsageError
from privaudit.facts import RowFacts
from privaudit.model.estate import Estate
from privaudit.model.facts import RowKey, RowsWithoutReadableDate, TableColumn
from privaudit.model.findings import Finding, Severity
from privaudit.model.verdicts import Inventory, Verdict
from privaudit.pipeline import CheckOptions
from tests.conftest import AS_OF, Audit, Rows, a_table

REGISTER = """\
activities:
  - id: leads
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [leads, cases]}]
    data: [{category: user.contact}]
    clocks:
      - {id: after-contact, start: {event: last_contact, column: leads.seen}, max: P3Y}
      - {id: after-case, start: {event: contract_end, column: cases.closed}, max: P3Y}
"""
FILES = {
    "schema.sql": "CREATE TABLE leads (email TEXT PRIMARY KEY, seen DATE);\nCREATE TABLE cases (id INT PRIMARY KEY, closed DATE);\n",
    "leads.csv": "email,seen\na@x.org,2026-01-01\nb@x.org,2015-01-01\nc@x.org,2014-01-01\n",
    "cases.csv": "id,closed\n17,2015-01-01\n18,\n,2014-01-01\n",
}


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def a_finding(rows: RowsWithoutReadableDate) -> Finding:
    table = rows.column.table
    return Finding(
        check="unreadable-dates",
        severity=Severity.MEDIUM,
        verdict=Verdict.PROVEN,
        source=table.source,
        table=table.name,
        column=rows.column.column,
        categories=(),
        register="",
        place=None,
        count=1,
        message="",
        law=(),
        fingerprint="print",
        rows=rows,
    )


@pytest.fixture
def inventory() -> Inventory:
    return Inventory(Estate(()), (), {})


def test_each_line_is_a_row_of_a_finding_with_its_key(audit: Audit, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    report = audit(FILES, REGISTER, CheckOptions(as_of=AS_OF, rows=path))
    prints = {finding.register: finding.fingerprint for finding in report.findings if finding.check == "expired-records"}
    of_cases = [line for line in lines(path) if line["fingerprint"] == prints["leads/after-case"]]
    assert {json.dumps(line["key"]) for line in of_cases} == {'{"id": "17"}', '{"id": null}'}
    assert {(line["source"], line["table"]) for line in of_cases} == {("cases.csv", "cases")}


def test_a_personal_key_gives_way_to_the_line_unless_values_are_asked_for(audit: Audit, tmp_path: Path) -> None:
    without, with_values = tmp_path / "without.jsonl", tmp_path / "with.jsonl"
    audit(FILES, REGISTER, CheckOptions(as_of=AS_OF, rows=without))
    assert [line["key"] for line in lines(without) if line["table"] == "leads"] == [{"line": 3}, {"line": 4}]
    assert "@" not in without.read_text(encoding="utf-8")
    audit(FILES, REGISTER, CheckOptions(as_of=AS_OF, rows=with_values, rows_with_values=True))
    keys = [line["key"] for line in lines(with_values) if line["table"] == "leads"]
    assert sorted(key["email"] for key in keys) == ["b@x.org", "c@x.org"]


def test_findings_without_rows_write_nothing(audit: Audit, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    report = audit({"guests.csv": "email\na@x.org\n"}, REGISTER, CheckOptions(as_of=AS_OF, rows=path))
    assert report.findings
    assert path.read_text(encoding="utf-8") == ""


def test_the_number_of_rows_comes_back(facts: RowFacts, rows: Rows, inventory: Inventory, tmp_path: Path) -> None:
    table = rows("t", "id,on\n1,?\n2,\n3,?\n", primary_key=("id",))
    finding = a_finding(RowsWithoutReadableDate(TableColumn(table, "on")))
    assert rows_file.write(tmp_path / "rows.jsonl", [finding], inventory, facts, with_values=False) == 2


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_only_its_owner_can_read_the_file(facts: RowFacts, inventory: Inventory, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("of an earlier run, for all to read\n", encoding="utf-8")
    path.chmod(0o644)
    leftover = tmp_path / ".rows.jsonl.partial"
    leftover.write_text("of a run that was killed\n", encoding="utf-8")
    leftover.chmod(0o666)
    before = os.umask(0)
    try:
        rows_file.write(path, [], inventory, facts, with_values=False)
    finally:
        os.umask(before)
    assert mode(path) == 0o600
    assert path.read_text(encoding="utf-8") == ""
    assert not leftover.exists()


def test_no_link_that_lies_in_wait_is_followed(facts: RowFacts, inventory: Inventory, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    (tmp_path / ".rows.jsonl.partial").symlink_to(victim)
    rows_file.write(tmp_path / "rows.jsonl", [], inventory, facts, with_values=False)
    assert victim.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "rows.jsonl").is_symlink()


class Breaking(RowFacts):
    """Facts about a file that changes while it is read."""

    def keys(self, rows: object, personal: frozenset[str]) -> Iterator[RowKey]:
        assert rows is not None
        assert not personal
        yield RowKey(None, (2,))
        raise SourceError("t.csv changed while it was read")


def test_no_half_file_is_left_after_an_error(engine: DuckDBEngine, inventory: Inventory, tmp_path: Path) -> None:
    finding = a_finding(RowsWithoutReadableDate(TableColumn(a_table("t", "on"), "on")))
    path = tmp_path / "rows.jsonl"
    path.write_text("of an earlier run\n", encoding="utf-8")
    with pytest.raises(SourceError):
        rows_file.write(path, [finding], inventory, Breaking(engine, AS_OF, "FR", ()), with_values=False)
    assert path.read_text(encoding="utf-8") == "of an earlier run\n"
    assert not list(tmp_path.glob(".rows*"))


@pytest.mark.parametrize("name", ["no_such_folder/rows.jsonl", "folder"])
def test_a_path_that_cannot_be_written_is_told(facts: RowFacts, inventory: Inventory, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="cannot be written"):
        rows_file.write(tmp_path / name, [], inventory, facts, with_values=False)
    assert not list(tmp_path.glob(".*"))


def test_keys_of_any_kind_are_written_as_they_stand(facts: RowFacts, rows: Rows, inventory: Inventory, tmp_path: Path) -> None:
    table = rows("t", 'id,on\n"é""\n",unknown\nb,2026-01-01\n', primary_key=("id",))
    finding = a_finding(RowsWithoutReadableDate(TableColumn(table, "on")))
    rows_file.write(tmp_path / "rows.jsonl", [finding], inventory, facts, with_values=False)
    assert [line["key"] for line in lines(tmp_path / "rows.jsonl")] == [{"id": 'é"\n'}]
    assert len((tmp_path / "rows.jsonl").read_bytes().splitlines()) == 1
