from __future__ import annotations

from privaudit.model.findings import Severity
from privaudit.model.verdicts import Verdict
from tests.conftest import Audit, found

REGISTER = """\
activities:
  - id: orders
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [orders]}]
    data: [{category: none, columns: [orders.id, orders.item], reason: numbers}]
"""
ID = "partial-read"


def test_rows_that_could_not_be_read_are_found_with_their_lines(audit: Audit) -> None:
    report = audit({"orders.csv": "id,item\n1,a\n2,b,too much\n3,c\n4\n5,e\n"}, REGISTER)
    (finding,) = found(report, ID)
    assert (finding.table, finding.column, finding.count, finding.register) == ("orders", None, 2, "")
    assert (finding.verdict, finding.severity, finding.law) == (Verdict.PROVEN, Severity.MEDIUM, ("GDPR 5(2)",))
    assert finding.message.startswith("2 rows of orders.csv could not be read: line 3 (")
    assert ", line 5 (" in finding.message
    assert finding.message.endswith("The other 3 were.")
    assert "too much" not in finding.message
    assert report.exit_code(Severity.MEDIUM) == 1


def test_at_most_ten_lines_are_named(audit: Audit) -> None:
    (finding,) = found(audit({"orders.csv": "id,item\n" + "1,a\n" * 30 + "2,b,x\n" * 12}, REGISTER), ID)
    assert finding.count == 12
    assert "line 41 (" in finding.message
    assert "line 42 (" not in finding.message
    assert " and 2 more. The other 30 were." in finding.message


def test_a_file_that_is_read_whole_is_silent(audit: Audit) -> None:
    assert found(audit({"orders.csv": 'id,item\n1,"a,\nb"\n2,\n'}, REGISTER), ID) == []


def test_a_schema_is_silent(audit: Audit) -> None:
    assert found(audit({"schema.sql": "CREATE TABLE orders (id INT, item INT);\n"}, REGISTER), ID) == []
