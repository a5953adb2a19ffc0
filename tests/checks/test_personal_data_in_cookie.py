from __future__ import annotations

from base64 import b64encode

import pytest

from privaudit.model.findings import Severity
from privaudit.model.verdicts import Verdict
from tests.conftest import EMAIL, Audit, found, unknown

ID = "personal-data-in-cookie"
REGISTER = """\
activities:
  - id: accounts
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [accounts]}]
    data: [{category: user.name}]
stores:
  - id: cookies
    tables: [cookies]
    when: {column: kind, equals: persistent}
    cookie: {name: name, value: value, personal_data: false, ids: [accounts.id]}
"""
ACCOUNTS = "id,first_name,last_name\nAC-4711,Jeanne,Moulin\n1042,Paul,Chambord\n"
HEAD = "name,kind,value\n"


def _cookies(*values: str) -> dict[str, str]:
    return {"accounts.csv": ACCOUNTS, "cookies.csv": HEAD + "".join(f"{value}\n" for value in values)}


def test_an_address_is_found_however_it_is_written(audit: Audit) -> None:
    encoded = b64encode(b"lang=fr;mail=jane@x.org").decode()
    report = audit(
        _cookies(
            "a,persistent,jane@x.org", "b,persistent,jane%40x.org", f"c,persistent,{encoded}", "d,session,jane@x.org", "e,persistent,x"
        ),
        REGISTER,
    )
    (finding,) = found(report, ID)
    assert (finding.severity, finding.verdict, finding.categories) == (Severity.MEDIUM, Verdict.PROVEN, (EMAIL,))
    assert (finding.table, finding.column, finding.count, finding.register) == ("cookies", "value", 3, "cookies")
    assert finding.message == (
        "3 of 4 values of cookies.value hold an e-mail address (2 of them URL-encoded or in base64), and "
        "store cookies says that its cookies hold no personal data."
    )
    assert "jane" not in finding.message


@pytest.mark.parametrize(
    ("cookie", "category", "verdict"),
    [
        ("a,persistent,sid:AC-4711", "user.unique_id", Verdict.PROVEN),
        ("tm_uid,persistent,1042", "user.unique_id", Verdict.INDICATION),
        ("a,persistent,Jeanne%20Moulin", "user.name", Verdict.PROVEN),
    ],
)
def test_ids_and_names_are_findings_of_their_own(audit: Audit, cookie: str, category: str, verdict: Verdict) -> None:
    (finding,) = found(audit(_cookies(cookie), REGISTER), ID)
    assert (finding.categories, finding.verdict, finding.count) == ((category,), verdict, 1)


def test_random_values_and_settings_are_silent(audit: Audit) -> None:
    values = (
        "tm_stats,persistent,3d5b299c4141b23f8d04",
        "tm_lang,persistent,fr-1042",
        'tm_prefs,persistent,"{""dark"":1,""city"":""paul""}"',
    )
    report = audit(_cookies(*values), REGISTER)
    assert (found(report, ID), unknown(report, ID)) == ([], [])


def test_without_names_and_ids_in_the_run_the_rest_is_looked_for(audit: Audit) -> None:
    files = _cookies("a,persistent,jane@x.org")
    del files["accounts.csv"]
    report = audit(files, REGISTER)
    assert [finding.count for finding in found(report, ID)] == [1]
    assert unknown(report, ID) == [
        "store cookies: accounts.id: table accounts is not in this run",
        "store cookies: cookies.value: no column of this run holds names of persons to look for",
    ]


def test_nothing_is_looked_for_where_nothing_is_promised(audit: Audit) -> None:
    silent = REGISTER.replace(", personal_data: false", "")
    assert found(audit(_cookies("a,persistent,jane@x.org"), silent), ID) == []


@pytest.mark.parametrize(("column", "counts"), [("value", []), ("kind", []), ("name", [1])])
def test_a_column_that_the_table_lacks_is_missing(audit: Audit, column: str, counts: list[int]) -> None:
    files = _cookies("a,persistent,jane@x.org")
    files["cookies.csv"] = files["cookies.csv"].replace(column, "other", 1)
    report = audit(files, REGISTER)
    assert [finding.count for finding in found(report, ID)] == counts
    assert f"cookies.{column}" in [said.what for said in report.skipped]


def test_a_schema_without_rows_is_not_checked(audit: Audit) -> None:
    report = audit({"schema.sql": "CREATE TABLE cookies (name TEXT, kind TEXT, value TEXT);"}, REGISTER)
    assert unknown(report, ID) == ["store cookies: cookies.value: cookies is a schema without rows"]
