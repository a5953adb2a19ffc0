from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import CUSTOMERS, Run

SCHEMA = "CREATE TABLE customers (id INTEGER PRIMARY KEY, email VARCHAR(200) NOT NULL, amount NUMERIC(10,2));\n"


def test_it_names_the_personal_columns_and_why(run: Run, customers: Path) -> None:
    done = run("scan", customers.name)
    assert done.code == 0
    assert "user.contact.email" in done.out
    assert "proven" in done.out
    assert done.err == "4 of 5 columns hold personal data.\n"


def test_json_lists_every_column(run: Run, customers: Path) -> None:
    read = json.loads(run("scan", customers.name, "-f", "json").out)
    assert [column["column"] for column in read["columns"]] == ["id", "first_name", "last_name", "email", "last_contact_on"]
    assert {column["rows"] for column in read["columns"]} == {3}


def test_standard_input_is_a_target(run: Run) -> None:
    read = json.loads(run("scan", "-", "-f", "json", stdin=CUSTOMERS.encode()).out)
    assert {column["table"] for column in read["columns"]} == {"stdin"}


def test_a_schema_on_standard_input(run: Run) -> None:
    read = json.loads(run("scan", "-", "-f", "json", stdin=SCHEMA.encode()).out)
    assert [(column["table"], column["column"], column["rows"]) for column in read["columns"]][1] == ("customers", "email", None)


def test_a_folder_a_glob_and_a_file_named_twice_are_read_once(run: Run, customers: Path) -> None:
    read = json.loads(run("scan", str(customers.parent), "*.csv", customers.name, "-f", "json").out)
    assert len(read["columns"]) == 5


def test_schema_and_export_of_one_table_are_one_table(run: Run, tmp_path: Path) -> None:
    (tmp_path / "schema.sql").write_text(SCHEMA)
    (tmp_path / "customers.csv").write_text("id,email,phone\n1,ada@customers.example,\n")
    read = json.loads(run("scan", ".", "-f", "json").out)
    assert [(column["column"], column["type"], column["values"]) for column in read["columns"]] == [
        ("id", "INTEGER", 1),
        ("email", "VARCHAR(200)", 1),
        ("amount", "NUMERIC(10,2)", None),
        ("phone", "VARCHAR", 0),
    ]
    assert {entry["what"] for entry in read["skipped"]} == {"customers.amount", "customers.phone"}


def test_a_folder_of_migrations_is_the_schema_that_they_make(run: Run, tmp_path: Path) -> None:
    (tmp_path / "V1__init.sql").write_text("CREATE TABLE guests (id INTEGER, name TEXT);")
    (tmp_path / "V2__mail.sql").write_text("\nALTER TABLE guests ADD COLUMN email VARCHAR(99);")
    (tmp_path / "V10__name.sql").write_text("ALTER TABLE guests DROP COLUMN name;\nALTER TABLE hosts ADD phone TEXT;")
    read = json.loads(run("scan", ".", "-f", "json").out)
    assert [(column["table"], column["column"], column["category"]) for column in read["columns"]] == [
        ("guests", "id", None),
        ("guests", "email", "user.contact.email"),
    ]
    assert [entry["what"] for entry in read["skipped"]] == ["hosts (V10__name.sql:2)"]


def test_words_of_dbt_schema_and_export_are_one_table(run: Run, tmp_path: Path) -> None:
    (tmp_path / "schema.sql").write_text(SCHEMA)
    (tmp_path / "customers.csv").write_text("id,email,amount\n1,ada@customers.example,3\n")
    (tmp_path / "models.yml").write_text("models:\n  - name: customers\n    columns:\n      - {name: amount, meta: {contains_pii: true}}\n")
    read = json.loads(run("scan", ".", "-f", "json").out)
    assert [(column["source"], column["column"], column["type"], column["verdict"]) for column in read["columns"]] == [
        ("customers.csv", "id", "INTEGER", "none"),
        ("customers.csv", "email", "VARCHAR(200)", "proven"),
        ("customers.csv", "amount", "NUMERIC(10,2)", "proven"),
    ]
    assert read["skipped"] == []


DBT = {
    "dbt_project.yml": "name: club\nmodel-paths: [models]\n",
    "packages.yml": "packages: [{package: dbt-labs/dbt_utils, version: 1.1.1}]\n",
    "models/schema.yml": "models:\n  - name: guests\n    columns:\n      - name: mail\n",
    "models/marts/guests.sql": "{{ config(materialized='view') }}\nselect * from {{ ref('raw') }}\n",
    "models/marts/plain.sql": "-- all of them\nWITH a AS (SELECT 1 AS n) SELECT n FROM a\n",
    "macros/cents.sql": "{% macro cents(c) %} ({{ c }} / 100) {% endmacro %}\n",
}


def _project(tmp_path: Path) -> Path:
    for name, text in DBT.items():
        path = tmp_path / "club" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "club"


def test_queries_and_settings_of_a_dbt_project_are_no_failures(run: Run, tmp_path: Path) -> None:
    project = _project(tmp_path)
    done = run("scan", str(project), "-f", "json")
    said = {Path(entry["what"]).name: entry["reason"] for entry in json.loads(done.out)["skipped"]}
    assert done.code == 0
    assert [column["column"] for column in json.loads(done.out)["columns"]] == ["mail"]
    assert sorted(name for name, reason in said.items() if "a query or a macro" in reason) == ["cents.sql", "guests.sql", "plain.sql"]
    assert sorted(name for name, reason in said.items() if "sets up a dbt project" in reason) == ["dbt_project.yml", "packages.yml"]


def test_other_sql_in_a_dbt_project_is_read_and_a_query_that_is_named_is_a_failure(run: Run, tmp_path: Path) -> None:
    project = _project(tmp_path)
    (project / "raw.sql").write_text("SELECT 1;\nCREATE TABLE raw (phone text);\n", encoding="utf-8")
    assert '"phone"' in run("scan", str(project), "-f", "json").out
    assert run("scan", str(project), str(project / "models/marts/plain.sql")).code == 3


def test_a_declaration_that_the_values_contradict_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "schema.sql").write_text("CREATE TABLE customers (id INTEGER, ref TEXT /* not personal */);")
    (tmp_path / "customers.csv").write_text("id,ref\n" + "".join(f"{number},ada{number}@customers.example\n" for number in range(30)))
    done = run("scan", ".")
    assert "Declared otherwise than the values say\n  customers.ref: declared as “not personal” (comment, schema.sql:1)" in done.out
    assert done.err.endswith("What the schema declares of 1 column is not what the values say.\n")


def test_what_cannot_be_opened_is_told_what_can(run: Run, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" * 20)
    said = " ".join(run("scan", "photo.jpg").out.split())
    assert "it is no table of any known kind, no SQL and no dbt model file" in said
    assert "the .yml of dbt models" in said


def test_include_and_exclude_choose_tables(run: Run, customers: Path) -> None:
    customers.with_name("orders.csv").write_text("id,email\n1,a@b.example\n")
    read = json.loads(run("scan", ".", "--include", "*s", "--exclude", "ORD*", "-f", "json").out)
    assert {column["table"] for column in read["columns"]} == {"customers"}


@pytest.mark.parametrize(("glob", "tables"), [("public.*", {"people"}), ("dbo.people", {"people"}), ("hr.*", {"hr.staff"})])
def test_a_table_may_be_chosen_with_the_schema_that_nobody_writes(run: Run, tmp_path: Path, glob: str, tables: set[str]) -> None:
    (tmp_path / "shop.sql").write_text("CREATE TABLE public.people (email text);\nCREATE TABLE hr.staff (email text);\n")
    read = json.loads(run("scan", "shop.sql", "--include", glob, "-f", "json").out)
    assert {column["table"] for column in read["columns"]} == tables


def test_each_format_has_its_file(run: Run, customers: Path, tmp_path: Path) -> None:
    done = run("scan", customers.name, "-f", "json", "-o", "report.json", "-f", "table")
    assert json.loads((tmp_path / "report.json").read_text())["version"] == 1
    assert done.out.startswith("customers")


def test_quiet_leaves_stderr_alone(run: Run, customers: Path) -> None:
    assert run("scan", customers.name, "-q").err == ""


BAD = [
    ("missing.csv", None, "it does not exist"),
    ("empty.csv", b"", "  empty.csv: is empty. Export it again"),
    ("binary.csv", b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00" * 40, "no table of any known kind"),
    ("*.nothing", None, "no file matches"),
    ("no_table.sql", b"SELECT 1;\n", "no table"),
]


@pytest.mark.parametrize(("name", "content", "said"), BAD, ids=[name for name, _, _ in BAD])
def test_what_cannot_be_read_is_named_with_code_3(run: Run, tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("scan", name)
    assert done.code == 3
    assert name in done.out
    assert said in done.out.replace("\n", " ")
    assert "Traceback" not in done.err


def test_a_folder_with_nothing_to_read_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    done = run("scan", "photos")
    assert done.code == 3
    assert "photos: this folder holds no files" in done.out


def test_a_folder_in_which_nothing_can_be_read_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" * 20)
    done = run("scan", "photos")
    assert done.code == 3
    assert "photos: nothing in this folder can be read" in done.out
    assert "one.jpg" in done.out


def test_the_rest_is_still_reported(run: Run, customers: Path) -> None:
    done = run("scan", customers.name, "missing.csv")
    assert done.code == 3
    assert "user.contact.email" in done.out
    assert "missing.csv" in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--encoding", "utf-99"), "utf-99"),
        (("--delimiter", "::"), "delimiter"),
        (("-f", "pdf"), "there is no format pdf"),
        (("-f", "json", "-f", "table"), "output"),
        (("--no-such-option",), "No such option"),
    ],
)
def test_wrong_usage_is_code_2(run: Run, customers: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run("scan", customers.name, *arguments)
    assert done.code == 2
    assert said in done.err


def test_an_unknown_dialect_is_code_2(run: Run, tmp_path: Path) -> None:
    (tmp_path / "schema.sql").write_text(SCHEMA)
    done = run("scan", "schema.sql", "--dialect", "klingon")
    assert done.code == 2
    assert "klingon" in done.err


def test_no_colour_and_nothing_but_the_report_without_a_terminal(run_process: Run, customers: Path) -> None:
    done = run_process("scan", customers.name)
    assert "\x1b" not in done.out + done.err
    assert done.out.startswith("customers")
