from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Run


def test_the_record_goes_to_stdout_and_nothing_else(run: Run, register: Path) -> None:
    ran = run("register", "convert", register.name, "--to", "markdown")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("# Record of processing activities: Example SAS\n")


def test_what_could_not_be_carried_is_told_on_stderr(run: Run, register: Path) -> None:
    ran = run("register", "convert", register.name, "--to", "fideslang")
    assert ran.code == 0
    assert ran.out.startswith("organization:\n")
    head, *rest = ran.err.splitlines()
    assert head == f"{len(rest)} things could not be carried:"
    assert f"  {register.name}:2: organisation.country has no place in fideslang" in rest
    assert run("register", "convert", register.name, "--to", "fideslang", "-q").err == ""


def test_there_and_back_by_files(run: Run, register: Path, tmp_path: Path) -> None:
    assert run("register", "convert", register.name, "--to", "fideslang", "-o", "fides.yaml").out == ""
    assert run("register", "convert", "fides.yaml", "--to", "register", "-o", "back.yaml").code == 0
    assert "  - id: customers\n" in (tmp_path / "back.yaml").read_text(encoding="utf-8")
    assert run("register", "lint", "back.yaml", "--fail-on", "critical").code == 0


@pytest.mark.parametrize("name", ["pdf", "Markdown", ""])
def test_an_unknown_format_is_refused_with_the_known_ones(run: Run, register: Path, name: str) -> None:
    ran = run("register", "convert", register.name, "--to", name)
    assert ran.code == 2
    assert ran.err == f"error: {name!r} is no format of a register\n  Formats: fideslang, html, markdown, register.\n"


def test_an_input_that_is_none_is_refused(run: Run, customers: Path) -> None:
    assert run("register", "convert", "nowhere.yaml", "--to", "html").code == 2
    refused = run("register", "convert", customers.name, "--to", "html")
    assert (refused.code, refused.out) == (2, "")
    assert "Traceback" not in refused.err


def test_a_file_is_written_over_with_force_alone_and_the_input_never(run: Run, register: Path, tmp_path: Path) -> None:
    path = tmp_path / "record.html"
    path.write_text("mine", encoding="utf-8")
    refused = run("register", "convert", register.name, "--to", "html", "-o", path.name)
    assert (refused.code, refused.err.splitlines()[0]) == (2, "error: record.html exists already")
    assert path.read_text(encoding="utf-8") == "mine"
    assert run("register", "convert", register.name, "--to", "html", "-o", path.name, "--force").code == 0
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    before = register.read_text(encoding="utf-8")
    assert run("register", "convert", register.name, "--to", "register", "-o", register.name, "--force").code == 2
    assert register.read_text(encoding="utf-8") == before
