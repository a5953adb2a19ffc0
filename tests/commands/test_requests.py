from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Ran, Run

PERSON = "ada@customers.example"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "rights_requests.csv"


def write(kept: Path, *rows: str, header: str = "id,email,received_on,extended_on,closed_on") -> None:
    kept.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")


def told(ran: Ran) -> list[dict[str, Any]]:
    requests: list[dict[str, Any]] = json.loads(ran.out)["requests"]
    return requests


def asked(run: Run, as_of: str, *more: str) -> Ran:
    return run("requests", "rights_requests.csv", "--country", "FR", "--as-of", as_of, "-f", "json", "-q", *more)


@pytest.mark.parametrize(("as_of", "stands"), [("2026-07-15", (0, "due", 0)), ("2026-07-16", (1, "overdue", -1))])
def test_the_last_day_is_still_inside(run: Run, kept: Path, as_of: str, stands: tuple[int, str, int]) -> None:
    write(kept, f"R1,{PERSON},2026-06-15,,")
    ran = asked(run, as_of)
    assert (ran.code, told(ran)[0]["state"], told(ran)[0]["days_left"]) == stands


@pytest.mark.parametrize(
    ("extended", "as_of", "stands"),
    [
        ("2026-07-15", "2026-09-15", ("extended", "2026-09-15")),  # told on the last day of the first month
        ("2026-07-15", "2026-09-16", ("overdue", "2026-09-15")),
        ("2026-07-16", "2026-07-20", ("overdue", "2026-07-15")),  # told too late
        ("yes", "2026-09-15", ("extended", "2026-09-15")),
        ("no", "2026-07-16", ("overdue", "2026-07-15")),
        ("2026-07-10", "2026-07-01", ("due", "2026-07-15")),  # not yet told
    ],
)
def test_an_extension_counts_where_it_was_told_within_the_first_month(
    run: Run, kept: Path, extended: str, as_of: str, stands: tuple[str, str]
) -> None:
    write(kept, f"R1,{PERSON},2026-06-15,{extended},")
    (request,) = told(asked(run, as_of))
    assert (request["state"], request["deadline"]) == stands


def test_what_was_answered_is_closed_in_time_or_late(run: Run, kept: Path) -> None:
    write(kept, f"R1,{PERSON},2026-06-15,,2026-07-15", f"R2,{PERSON},2026-06-15,,2026-07-16", f"R3,{PERSON},2026-06-15,,yes")
    ran = asked(run, "2026-08-01")
    assert ran.code == 0
    assert [(request["key"], request["state"]) for request in told(ran)] == [
        ({"line": 3}, "closed_late"),
        ({"line": 2}, "closed"),
        ({"line": 4}, "closed"),
    ]


def test_dates_that_cannot_be_read_are_named(run: Run, kept: Path) -> None:
    good = [f"R{number},{PERSON},2026-06-{number},2026-06-28,2026-06-29" for number in range(10, 20)]
    write(
        kept,
        f"R1,{PERSON},31/02/2026,,",
        f"R2,{PERSON},,,",
        f"R3,{PERSON},2027-01-01,,",
        f"R4,{PERSON},2026-06-15,soon,",
        f"R5,{PERSON},2026-06-15,,handled by {PERSON}",
        *good,
    )
    ran = asked(run, "2026-07-01")
    assert ran.code == 1
    wrong = {request["key"]["line"]: request["notes"] for request in told(ran) if request["state"] == "unreadable"}
    assert wrong == {
        2: ["received: no calendar day"],
        3: ["received: empty"],
        4: ["received: lies after the day of the audit"],
        5: ["extended: no calendar day"],
        6: ["closed: no calendar day"],
    }
    assert PERSON not in ran.out


def test_the_most_urgent_comes_first(run: Run, kept: Path) -> None:
    write(kept, f"R1,{PERSON},2026-06-20,,", f"R2,{PERSON},2026-05-04,,", f"R3,{PERSON},2026-06-10,,", f"R4,{PERSON},2026-04-10,,")
    ran = run("requests", "rights_requests.csv", "--country", "DE", "--as-of", "2026-07-01", "--columns", "key=id")
    assert ran.code == 1
    assert [line.split("id ")[1].split()[0] for line in ran.out.splitlines() if " id R" in line] == ["R4", "R2", "R3", "R1"]
    assert "51 days late" in ran.out  # since 11 May, as the 10th is a Sunday
    assert ran.err.splitlines()[-1] == "4 requests, 4 open, 2 overdue."


def test_a_key_that_is_personal_gives_way_to_the_line(run: Run, kept: Path, tmp_path: Path) -> None:
    write(kept, "ada@customers.example,2026-06-15,", header="email,received_on,closed_on")
    schema = "CREATE TABLE rights_requests (email text PRIMARY KEY, received_on date, closed_on date);"
    (tmp_path / "schema.sql").write_text(schema, encoding="utf-8")
    (request,) = told(asked(run, "2026-07-01", "schema.sql"))
    assert request["key"] == {"line": 2}


def test_a_schema_names_the_key(run: Run, kept: Path, tmp_path: Path) -> None:
    write(kept, f"R1,{PERSON},2026-06-15,,")
    schema = "CREATE TABLE rights_requests (id text PRIMARY KEY, email text, received_on date, extended_on date, closed_on date);"
    (tmp_path / "schema.sql").write_text(schema, encoding="utf-8")
    assert told(asked(run, "2026-07-01", "schema.sql"))[0]["key"] == {"id": "R1"}


@pytest.mark.parametrize(
    "header",
    [
        "Nummer;Eingangsdatum;Verlängert am;Erledigt am",
        "numero;date_reception;prolongée_le;clôturée_le",
        "id;requested_at;extension_told_on;answered_on",
        "id;received_by;fecha_recepcion;cerrado_el",
    ],
)
def test_names_tell_the_dates_in_several_languages(run: Run, tmp_path: Path, header: str) -> None:
    row = "{};Portal;15.06.2026;" if "received_by" in header else "{};15.06.2026;;"
    rows = "\n".join(row.format(number) for number in range(1001, 1020))
    (tmp_path / "any.csv").write_text(f"{header}\n{rows}\n", encoding="utf-8")
    ran = run("requests", "any.csv", "--country", "DE", "--as-of", "2026-07-01", "-f", "json", "-q")
    assert told(ran)[0]["deadline"] == "2026-07-15"
    read = json.loads(ran.out)["tables"][0]["columns"]
    assert "closed" in read
    assert ("extended" in read) is ("received_by" not in header)


def test_the_user_names_the_columns(run: Run, tmp_path: Path) -> None:
    (tmp_path / "sheet.csv").write_text("a,b,c\nX1,2026-06-15,\n", encoding="utf-8")
    named = ("--columns", "received=sheet.b", "--columns", "closed=c", "--columns", "key=a")
    ran = run("requests", "sheet.csv", "--country", "FR", "--as-of", "2026-07-01", "-f", "json", "-q", *named)
    assert told(ran)[0]["key"] == {"a": "X1"}


def test_the_country_is_that_of_the_register(run: Run, kept: Path, register: Path) -> None:
    write(kept, f"R1,{PERSON},2026-06-14,,")
    ran = run("requests", "rights_requests.csv", "-r", register.name, "--as-of", "2026-07-01", "-f", "json", "-q")
    assert (json.loads(ran.out)["country"], told(ran)[0]["deadline"]) == ("FR", "2026-07-15")


def test_without_a_column_for_answers_all_count_as_open(run: Run, kept: Path) -> None:
    write(kept, "R1,2026-06-15", header="id,received_on")
    ran = asked(run, "2026-07-01")
    assert json.loads(ran.out)["skipped"] == [
        {"what": "rights_requests", "reason": "no column tells when requests were closed: all count as open"}
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "of which country"),
        (("--country", "ZZ"), "public holidays of ZZ are not known"),
        (("--country", "FR", "--columns", "when=received_on"), "--columns when=received_on is not understood"),
        (("--country", "FR", "--columns", "received"), "--columns received is not understood"),
        (("--country", "FR", "--columns", "received=id", "--columns", "received=email"), "names received twice"),
        (("--country", "FR", "--columns", "received=no_such"), "no table of requests was found"),
        (("--country", "FR", "--as-of", "soon"), "is no day"),
        (("--country", "FR", "-f", "xml"), "there is no format xml"),
    ],
)
def test_wrong_usage_is_said(run: Run, kept: Path, arguments: tuple[str, ...], said: str) -> None:
    write(kept, f"R1,{PERSON},2026-06-15,,")
    ran = run("requests", "rights_requests.csv", *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert not ran.out


def test_a_target_that_is_not_there_is_exit_code_3(run: Run, kept: Path) -> None:
    write(kept, f"R1,{PERSON},2026-06-15,,")
    ran = asked(run, "2026-07-01", "missing.csv")
    assert ran.code == 3
    assert len(told(ran)) == 1


def test_a_view_lists_no_request_twice(run: Run, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "desk.db")) as connection, connection:
        connection.execute("CREATE TABLE rights_requests (id TEXT, received_on TEXT, closed_on TEXT)")
        connection.execute("INSERT INTO rights_requests VALUES ('R1', '2026-06-15', NULL), ('R2', '2026-06-01', '2026-06-20')")
        connection.execute("CREATE VIEW open_rights_requests AS SELECT * FROM rights_requests WHERE closed_on IS NULL")
        connection.execute("CREATE TABLE tickets (id TEXT, received_on TEXT, closed_on TEXT)")
        connection.execute("CREATE VIEW subject_access_requests AS SELECT * FROM tickets")
        connection.execute("INSERT INTO tickets VALUES ('T1', '2026-06-16', NULL)")
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    ran = run("requests", url, "--country", "FR", "--as-of", "2026-07-01", "-f", "json", "-q")
    assert [one["table"] for one in told(ran) if one["state"] == "due"] == ["rights_requests", "subject_access_requests"]
    assert [one["reason"] for one in json.loads(ran.out)["skipped"]] == [
        "the view open_rights_requests is not counted, as rights_requests is, which it reads"
    ]
    named = run("requests", url, "--country", "FR", "--columns", "received=open_rights_requests.received_on", "-f", "json", "-q")
    assert {one["table"] for one in told(named)} == {"open_rights_requests"}
