"""Drafts of schemas and exports, as text and as the registers that they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from privaudit import rulebook
from privaudit.model.register import Activity, Register
from privaudit.model.report import CheckReport
from privaudit.pipeline import CheckOptions, check, propose_register
from privaudit.register import load
from tests.conftest import AS_OF


@dataclass(frozen=True)
class Draft:
    """A draft of some files."""

    text: str
    register: Register
    files: tuple[str, ...]
    path: str

    def activity(self, name: str) -> Activity:
        """One activity, by its id."""
        return next(activity for activity in self.register.activities if activity.id == name)

    def tables(self) -> dict[str, tuple[str, ...]]:
        """The tables of each activity."""
        return {activity.id: tuple(glob for where in activity.where for glob in where.tables) for activity in self.register.activities}

    def categories(self, name: str) -> dict[str, bool]:
        """The categories of an activity, and whether they are mandatory."""
        return {declared.category: declared.mandatory for declared in self.activity(name).data}

    def checked(self) -> CheckReport:
        """The same files, held against the draft."""
        return check(self.files, self.path, CheckOptions(as_of=AS_OF))


Drafting = Callable[..., Draft]


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Drafting:
    """The draft of a schema, or of files by name."""
    monkeypatch.chdir(tmp_path)

    def drafting(what: str | Mapping[str, str], organisation: str = "", country: str = "") -> Draft:
        files = {"schema.sql": what} if isinstance(what, str) else what
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        text = propose_register(list(files), organisation=organisation, country=country).text
        path = tmp_path / "register.yaml"
        path.write_text(text, encoding="utf-8")
        return Draft(text, load(path, "register.yaml", rulebook.built_in().categories), tuple(files), str(path))

    return drafting
