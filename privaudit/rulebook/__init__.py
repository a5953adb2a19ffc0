"""The rules in force: those that come with privaudit, and what the user's own folders add."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from privaudit.model.rules import Rulebook
from privaudit.remembered import remembered


def built_in_folder() -> Path:
    """Where the rules of this installation lie: beside the code in an installed package, in `rules` of a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_rules"
    return installed if installed.is_dir() else package.parent / "rules"


@remembered
def dated_list(name: str) -> Mapping[str, Any]:
    """What stands in `lists/<name>.yaml` of this installation: dated facts that no folder of the user adds to."""
    from privaudit.yaml_text.document import compose  # noqa: PLC0415 most runs remember it

    data: Mapping[str, Any] = compose((built_in_folder() / "lists" / f"{name}.yaml").read_text(encoding="utf-8")).root.data
    return data


@remembered
def built_in() -> Rulebook:
    """The rules that come with privaudit."""
    return load(built_in_folder())


def in_force(folders: Sequence[str | Path]) -> Rulebook:
    """The rules that come with privaudit, and those of the user's folders.  Raises RuleError."""
    return load(built_in_folder(), *map(Path, folders)) if folders else built_in()


def load(folder: Path, *more: Path) -> Rulebook:
    """The rules of a folder, and of others of the user's own that add to it.

    What a later file says of a category goes before what an earlier one says; words, patterns and examples add up, unless the
    file says that it replaces.  A phrase of the user's own means what the user says.

    Raises RuleError, with the file, the line and the key.
    """
    from privaudit.rulebook.reading import combine, read  # noqa: PLC0415 as in dated_list

    return combine(read(folder, *more))
