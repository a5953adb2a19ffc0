"""The README tells the truth: its outputs, its register, its tables of checks, complaints and sources, its Python.

UPDATE_README=1 in the environment writes the outputs and the tables anew.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from inspect import getmodule
from pathlib import Path

import pytest

from privaudit import rulebook
from privaudit.checking import known_checks, known_lints
from privaudit.model.findings import Check, Lint
from privaudit.register import load
from privaudit.rule_pages import check_pages, lint_pages
from tests.sources.kinds import readme_table

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
CONSOLE = re.compile(r"```console\n\$ (?P<command>privaudit [^\n]*)\n(?P<output>.*?)```", re.DOTALL)
PAGES = {"checks": check_pages, "lints": lint_pages}
TABLE = re.compile(r"<!-- (?P<name>checks|lints|sources) -->\n.*?<!-- /(?P=name) -->", re.DOTALL)
SOURCES = "| source | named as | types | keys | comments | rows | needs | tested on |"


def _output(command: str) -> str:
    arguments = [sys.executable, "-m", *shlex.split(command)]
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "110"}
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, env=environment, check=False)  # noqa: S603 our own command
    return done.stdout


def _table(name: str) -> str:
    if name == "sources":
        return "\n".join([f"<!-- {name} -->", SOURCES, "|---" * 8 + "|", *readme_table(), f"<!-- /{name} -->"])
    lines = [f"| `{page.id}` | {page.severity} | {page.summary} | {', '.join(page.law)} |" for page in PAGES[name]()]
    head = ["| check | severity | finds | law |", "|---|---|---|---|"]
    return "\n".join([f"<!-- {name} -->", *head, *lines, f"<!-- /{name} -->"])


def _anew(text: str) -> str:
    with_outputs = CONSOLE.sub(lambda found: f"```console\n$ {found['command']}\n{_output(found['command'])}```", text)
    return TABLE.sub(lambda found: _table(found["name"]), with_outputs)


def test_outputs_and_tables_are_true() -> None:
    text = README.read_text(encoding="utf-8")
    anew = _anew(text)
    if os.environ.get("UPDATE_README"):
        README.write_text(anew, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == anew
    assert len(CONSOLE.findall(text)) >= 2


@pytest.mark.parametrize(("name", "known"), [("checks", known_checks()), ("lints", known_lints())])
def test_every_check_is_listed_with_the_first_sentence_of_its_page(name: str, known: Mapping[str, Check | Lint]) -> None:
    (table,) = [found[0] for found in TABLE.finditer(README.read_text(encoding="utf-8")) if found["name"] == name]
    listed = dict(re.findall(r"^\| `([a-z-]+)` \| [a-z]+ \| ([^|]+) \|", table, re.MULTILINE))
    docstrings = {name: " ".join((getmodule(check.run).__doc__ or "").split("\n\n")[0].split()) for name, check in known.items()}
    assert {name: f"{said}." for name, said in listed.items()} == docstrings


def test_its_register_loads(tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    text = next(block for block in blocks if block.startswith("privaudit: 1"))
    path = tmp_path / "register.yaml"
    path.write_text(text, encoding="utf-8")
    assert [activity.id for activity in load(path, "register.yaml", rulebook.built_in().categories).activities] == ["prospecting"]


def test_its_python_runs(tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    sample = ROOT / "sample_data" / "mobility_saas"
    (tmp_path / "schema.sql").symlink_to(sample / "breached" / "schema.sql")
    (tmp_path / "exports").symlink_to(sample / "clean")
    (tmp_path / "register.yaml").symlink_to(sample / "register.yaml")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S603 our own code
    assert done.returncode == 0, done.stderr
    assert "accounts email user.contact.email proven" in done.stdout
