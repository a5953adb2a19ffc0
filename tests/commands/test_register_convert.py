from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.register_formats import workbooks
from tests.register_formats.cnil_example import SHEETS


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
    assert (
        ran.err
        == f"error: {name!r} is no format of a register\n  Formats: cnil-csv, cnil-xlsx, dpv, fideslang, html, markdown, register.\n"
    )


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


def test_a_register_of_sheets_becomes_one_that_loads_with_questions(run: Run, tmp_path: Path) -> None:
    (tmp_path / "registre.ods").write_bytes(workbooks.ods(SHEETS))
    ran = run("register", "convert", "registre.ods", "--to", "register", "-o", "register.yaml")
    first, second, *lost = ran.err.splitlines()
    assert (ran.code, first) == (0, "12 questions stand in it as comments: # ?")
    assert second == f"{len(lost)} things could not be carried:"
    text = (tmp_path / "register.yaml").read_text(encoding="utf-8")
    assert text.count("# ? ") == 12
    linted = run("register", "lint", "register.yaml")
    assert linted.code == 1
    assert "purposes" in linted.out or "basis" in linted.out


def test_what_would_be_asked_is_told_where_the_format_has_no_comments(run: Run, tmp_path: Path) -> None:
    (tmp_path / "registre.xlsx").write_bytes(workbooks.xlsx(SHEETS))
    ran = run("register", "convert", "registre.xlsx", "--to", "markdown")
    assert ran.code == 0
    assert "# Record of processing activities: Club Exemple" in ran.out
    assert "  registre.xlsx: Fiche 1!B18 is no purpose that a register knows" in ran.err.splitlines()


def test_a_workbook_needs_a_file_and_goes_there_and_back(run: Run, register: Path, tmp_path: Path) -> None:
    refused = run("register", "convert", register.name, "--to", "cnil-xlsx")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == "error: cnil-xlsx is no text that a terminal shows\n  Name a file: --output register.xlsx\n"
    assert run("register", "convert", register.name, "--to", "cnil-xlsx", "-o", "r.xlsx").code == 0
    again = run("register", "convert", register.name, "--to", "cnil-xlsx", "-o", "again.xlsx")
    assert again.code == 0
    assert (tmp_path / "r.xlsx").read_bytes() == (tmp_path / "again.xlsx").read_bytes()
    back = run("register", "convert", "r.xlsx", "--to", "register", "-q")
    assert (back.code, back.err) == (0, "")
    assert "  - id: customers\n    title: Customers\n" in back.out
    assert "      - category: user.contact.email\n" in back.out


def test_words_of_the_users_own_rules_are_read(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own" / "languages"
    own.mkdir(parents=True)
    (own / "fr.yaml").write_text(
        "words:\n  user.account.username: {strong: zigomar interne}\n"
        "examples:\n  hit:\n"
        "    - {column: comptes.zigomar_interne, category: user.account.username}\n"
        "    - {column: t.zigomar_interne, category: user.account.username}\n"
        "  miss: [{column: produits.nom, category: user.account.username}]\n",
        encoding="utf-8",
    )
    (tmp_path / "r.csv").write_text("Traitement;Finalité;Données collectées\nEssai;Paie;zigomar interne\n", encoding="utf-8")
    assert "category: user.account.username" not in run("register", "convert", "r.csv", "--to", "register").out
    with_rules = run("register", "convert", "r.csv", "--to", "register", "--rules", "own")
    assert "category: user.account.username" in with_rules.out, with_rules.err


@pytest.mark.parametrize(
    ("name", "content"),
    [("r.ods", b"no workbook"), ("r.xlsx", workbooks.xlsx({"a": []})), ("r.csv", b"a;b\n"), ("r.xlsx", workbooks.far(1_048_575, 16_383))],
)
def test_a_file_that_is_no_such_register_is_refused_in_words(run: Run, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    refused = run("register", "convert", name, "--to", "register")
    assert (refused.code, refused.out) == (2, "")
    says, hint = refused.err.splitlines()
    assert says.startswith(f"error: {name} ")
    assert hint.startswith("  ")
