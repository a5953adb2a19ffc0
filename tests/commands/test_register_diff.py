from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.conftest import REGISTER, Run

LONGER = ("max: P3Y", "max: P5Y")
SHORTER = ("max: P3Y", "max: P1Y")


@pytest.fixture
def old(tmp_path: Path) -> str:
    (tmp_path / "old.yaml").write_text(REGISTER, encoding="utf-8")
    return "old.yaml"


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return tmp_path / "new.yaml"


def write(path: Path, *changes: tuple[str, str]) -> None:
    text = REGISTER
    for before, after in changes:
        assert text.count(before) == 1
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")


def test_a_change_is_code_1_and_none_is_code_0(run: Run, old: str, new: Path) -> None:
    write(new)
    same = run("register", "diff", old, new.name)
    assert (same.code, same.err) == (0, "0 changes.\n")
    assert "No changes." in same.out
    write(new, LONGER, ("basis: [A6-1-b]", "basis: [A6-1-f]"))
    done = run("register", "diff", old, new.name)
    assert (done.code, done.err) == (1, "3 changes (loosens: 1, neither: 2).\n")
    assert done.out.splitlines()[:5] == [
        "What changed from old.yaml to new.yaml.",
        "",
        " loosens  activities.clocks.max  changed",
        "  The clock customers/inactive now allows 5 years at most, longer than before: it was 3 years.",
        "  customers/inactive · was old.yaml:15 · is new.yaml:15",
    ]


def test_json_is_version_1_with_a_line_for_each_change(run: Run, old: str, new: Path) -> None:
    write(new, SHORTER)
    done = run("register", "diff", old, new.name, "-f", "json")
    read = json.loads(done.out)
    assert list(read) == ["version", "tool", "generated_at", "old", "new", "changes", "counts"]
    assert (read["version"], read["old"], read["new"], read["tool"]["name"]) == (1, "old.yaml", "new.yaml", "privaudit")
    assert read["counts"] == {"loosens": 0, "tightens": 1, "neither": 0}
    assert read["changes"] == [
        {
            "change": "changed",
            "what": "activities.clocks.max",
            "register": "customers/inactive",
            "effect": "tightens",
            "special": False,
            "old": "P3Y",
            "new": "P1Y",
            "old_place": {"path": "old.yaml", "line": 15},
            "new_place": {"path": "new.yaml", "line": 15},
            "message": "The clock customers/inactive now allows 1 year at most, shorter than before: it was 3 years.",
        }
    ]
    assert sum('"change": ' in line for line in done.out.splitlines()) == 1


def test_only_one_effect_counts_where_it_is_asked_for(run: Run, old: str, new: Path) -> None:
    write(new, SHORTER, ("title: Customers", "title: Clients"))
    assert run("register", "diff", old, new.name, "--only", "loosens").code == 0
    done = run("register", "diff", old, new.name, "--only", "tightens", "-q")
    assert (done.code, done.err) == (1, "")
    assert "activities.clocks.max" in done.out
    assert "activities.title" not in done.out
    refused = run("register", "diff", old, new.name, "--only", "more")
    assert (refused.code, refused.err) == (2, "error: there is no effect 'more'\n  Name loosens, tightens or neither.\n")


@pytest.mark.parametrize("side", [0, 1])
def test_one_of_the_two_may_come_from_standard_input(run: Run, old: str, side: int) -> None:
    files = [old, old]
    files[side] = "-"
    changed = REGISTER.replace(*LONGER)
    done = run("register", "diff", *files, "-f", "json", stdin=changed.encode())
    assert done.code == 1
    (change,) = json.loads(done.out)["changes"]
    assert change["effect"] == ("tightens", "loosens")[side]
    assert change[("old_place", "new_place")[side]] == {"path": "-", "line": 15}


def test_both_cannot(run: Run) -> None:
    done = run("register", "diff", "-", "-", stdin=REGISTER.encode())
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: OLD and NEW cannot both be standard input\n")


def test_standard_input_that_is_closed_is_an_error(old: str, tmp_path: Path) -> None:
    command = f"exec {shlex.quote(sys.executable)} -m privaudit register diff - {old} <&-"
    done = subprocess.run(["/bin/sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S603 our own command
    assert (done.returncode, done.stderr.splitlines()[0]) == (2, "error: standard input is closed")


def test_the_other_commands_read_standard_input_too(run: Run) -> None:
    linted = run("register", "lint", "-", "-f", "json", stdin=REGISTER.encode())
    assert {finding["place"]["path"] for finding in json.loads(linted.out)["findings"]} == {"-"}
    assert run("register", "convert", "-", "--to", "markdown", stdin=REGISTER.encode()).out.startswith("# Record of processing")


def test_a_register_with_errors_is_code_2_with_its_lines(run: Run, old: str, new: Path) -> None:
    write(new, ("country: FR", "country: France"))
    done = run("register", "diff", old, new.name)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("new.yaml:2: error: ")
    assert run("register", "diff", old, "nowhere.yaml").code == 2
    assert run("register", "diff", old, "-", stdin=b"").code == 2


def test_reports_go_to_files_and_never_over_a_register(run: Run, old: str, new: Path, tmp_path: Path) -> None:
    write(new, LONGER)
    assert run("register", "diff", old, new.name, "-f", "json", "-o", "changes.json", "-f", "table").code == 1
    assert json.loads((tmp_path / "changes.json").read_text(encoding="utf-8"))["changes"]
    for register in (old, new.name):
        assert run("register", "diff", old, new.name, "-o", register).code == 2
    assert run("register", "diff", old, new.name, "-f", "html").code == 2


def test_names_are_shown_as_they_are_written(run: Run, old: str, new: Path) -> None:
    write(new, ("title: Customers", 'title: "[red]{new}\\u202e"'))
    done = run("register", "diff", old, new.name)
    assert "now says title: [red]{new}\\u202e; it was Customers." in done.out
