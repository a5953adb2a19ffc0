from __future__ import annotations

from privaudit.model.findings import Finding, Severity
from privaudit.model.verdicts import Verdict
from tests.conftest import a_table
from tests.lints.conftest import Complaints, OneComplaint, line_of

READERS = "tables: [readers]"


def test_two_activities_that_name_the_same_table(complaint: OneComplaint) -> None:
    found = complaint((READERS, "tables: [readers, Orders]"))
    assert (found.check, found.severity, found.verdict) == ("overlapping-globs", Severity.LOW, Verdict.PROVEN)
    assert found.table == "Orders"
    assert "The activities accounts, newsletter claim `orders` and `Orders` equally" in found.message
    assert found.place is not None
    assert found.place.line == line_of("- id: newsletter")


def overlaps(found: tuple[Finding, ...]) -> list[Verdict]:
    return [one.verdict for one in found if one.check == "overlapping-globs"]


def test_the_more_specific_one_wins(complaints: Complaints) -> None:
    assert overlaps(complaints((READERS, 'tables: [readers, "ord*"]'))) == []
    assert overlaps(complaints(("{tables: [readers]}", "{tables: [readers]}, {tables: [orders], columns: [note]}"))) == []


def test_other_columns_of_the_same_table_are_apart(complaints: Complaints) -> None:
    note = ("{tables: [readers]}", "{tables: [readers]}, {tables: [orders], columns: [note]}")
    keys = ("{tables: [accounts, orders]}", "{tables: [accounts]}, {tables: [orders], columns: [id, account_id]}")
    assert overlaps(complaints(note, keys)) == []
    assert overlaps(complaints(note, (keys[0], keys[1].replace("account_id", "note")))) == [Verdict.PROVEN]


def test_wildcards_that_could_fit_the_same_name_are_undetermined_until_a_table_does(complaints: Complaints) -> None:
    archives = (READERS, 'tables: [readers, "*_archive"]')
    assert overlaps(complaints(archives)) == [Verdict.UNDETERMINED]
    tables = tuple(a_table(name, "id") for name in ("readers", "library_a"))
    assert overlaps(complaints(archives, tables=tables)) == []
    assert overlaps(complaints(archives, tables=(*tables, a_table("library_archive")))) == [Verdict.PROVEN]
    assert overlaps(complaints((READERS, 'tables: [readers, "lending_*"]'))) == []


def test_many_activities_of_one_table_are_one_complaint(complaints: Complaints) -> None:
    found = complaints((READERS, "tables: [readers, circle, orders]"), ('tables: ["library_*"]', "tables: [orders]"))
    assert overlaps(found) == [Verdict.PROVEN] * 2
