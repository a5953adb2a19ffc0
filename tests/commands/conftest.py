"""Runs the command line as a user would, in an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from privaudit.__main__ import app


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]

REGISTER = """\
privaudit: 1
organisation: {name: Example SAS, country: FR}
never_collected:
  - {category: special, text: "no sensitive data"}
activities:
  - id: customers
    title: Customers
    role: controller
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [customers]}]
    data: [{category: user.name}, {category: user.contact.email}]
    clocks:
      - {id: inactive, start: {event: last_contact, column: customers.last_contact_on}, max: P3Y}
"""

CUSTOMERS = """\
id,first_name,last_name,email,last_contact_on
1,Ada,Exemple,ada@customers.example,2025-01-31
2,Bo,Muster,bo@customers.example,2023-06-30
3,Cy,Ejemplo,cy@customers.example,2023-06-29
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command in this process."""
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str, stdin: bytes | None = None) -> Ran:
        result = CliRunner().invoke(app, list(arguments), input=stdin, env={"TERM": "dumb", "COLUMNS": "110"})
        return Ran(result.exit_code, result.stdout, result.stderr)

    return invoke


@pytest.fixture
def run_process(tmp_path: Path) -> Run:
    """A command in a process of its own, without a terminal."""

    def invoke(*arguments: str, stdin: bytes = b"") -> Ran:
        done = subprocess.run(  # noqa: S603 our own command
            [sys.executable, "-m", "privaudit", *arguments], cwd=tmp_path, input=stdin, capture_output=True, env={**os.environ}, check=False
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return invoke


@pytest.fixture
def customers(tmp_path: Path) -> Path:
    path = tmp_path / "customers.csv"
    path.write_text(CUSTOMERS, encoding="utf-8")
    return path


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.yaml"
    path.write_text(REGISTER, encoding="utf-8")
    return path
