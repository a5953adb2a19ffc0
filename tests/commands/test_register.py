from __future__ import annotations

import json
from pathlib import Path

from tests.commands.conftest import Run


def test_a_draft_goes_to_stdout_and_what_to_do_next_to_stderr(run: Run, customers: Path) -> None:
    ran = run("register", "new", customers.name)
    assert ran.code == 0
    assert ran.out.startswith("# Register of processing activities")
    assert "  - id: customers\n" in ran.out
    assert ran.err.splitlines()[0].startswith("1 activity drafted from 1 table, with ")
    assert "privaudit check customers.csv -r register.yaml" in ran.err


def test_what_to_do_next_shows_no_password_and_can_be_typed_as_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "the customers.csv").write_text("email\nada@customers.example\n", encoding="utf-8")
    ran = run("register", "new", "the customers.csv", "postgresql://reader:canary@localhost:1/shop")
    assert "  3. privaudit check 'the customers.csv' 'postgresql://reader:***@localhost:1/shop' -r register.yaml" in ran.err
    assert "canary" not in ran.out + ran.err


def test_the_draft_in_a_file_passes_its_own_check(run: Run, customers: Path) -> None:
    assert run("register", "new", customers.name, "-o", "draft.yaml").out == ""
    checked = run("check", customers.name, "-r", "draft.yaml")
    assert (checked.code, checked.err) == (0, "0 findings.\n")


def test_a_file_that_exists_is_not_written_over_unasked(run: Run, customers: Path, tmp_path: Path) -> None:
    path = tmp_path / "register.yaml"
    path.write_text("mine", encoding="utf-8")
    refused = run("register", "new", customers.name, "-o", "register.yaml")
    assert refused.code == 2
    assert refused.err == "error: register.yaml exists already\n  Name another file, or write over it with --force.\n"
    assert path.read_text(encoding="utf-8") == "mine"
    assert run("register", "new", customers.name, "-o", "register.yaml", "--force", "-q").err == ""
    assert "  - id: customers\n" in path.read_text(encoding="utf-8")


def test_what_is_read_is_not_written_over_even_with_force(run: Run, customers: Path) -> None:
    before = customers.read_text(encoding="utf-8")
    assert run("register", "new", customers.name, "-o", customers.name, "--force").code == 2
    assert customers.read_text(encoding="utf-8") == before


def test_a_folder_that_is_not_there_is_said_before_the_scan(run: Run, customers: Path) -> None:
    ran = run("register", "new", customers.name, "-o", "nowhere/register.yaml")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "error: nowhere/register.yaml cannot be written: there is no such folder")


def test_a_country_that_is_none_is_refused(run: Run, customers: Path) -> None:
    ran = run("register", "new", customers.name, "--country", "UK")
    assert (ran.code, ran.err) == (2, "error: --country 'UK' is no country code\n  Write GB.\n")


def test_the_organisation_and_its_country_may_be_given(run: Run, customers: Path) -> None:
    out = run("register", "new", customers.name, "--organisation", "Example SAS", "--country", "FR").out
    assert "organisation:\n  name: Example SAS\n  country: FR\n" in out


def test_what_could_not_be_read_is_said_in_the_draft(run: Run, customers: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.csv").write_bytes(b"\x00\x01\x02\x03" * 50)
    ran = run("register", "new", customers.name, "broken.csv")
    assert ran.code == 3
    assert "# - broken.csv: " in ran.out
    assert "Something could not be read" in ran.err


def test_a_draft_holds_no_value(run: Run, customers: Path) -> None:
    out = run("register", "new", customers.name).out
    for line in customers.read_text(encoding="utf-8").splitlines()[1:]:
        assert not any(value in out for value in line.split(",")[1:])


def test_the_schema_of_the_register_is_printed_for_editors(run: Run, tmp_path: Path) -> None:
    printed = run("register", "schema")
    assert printed.code == 0
    assert "activities" in json.loads(printed.out)["properties"]
    assert run("register", "schema", "-o", "register.schema.json").out == ""
    assert (tmp_path / "register.schema.json").read_text(encoding="utf-8") == printed.out


def test_the_help_of_the_schema_says_what_to_tell_an_editor(run: Run) -> None:
    assert "# yaml-language-server: $schema=register.schema.json" in run("register", "schema", "--help").out
