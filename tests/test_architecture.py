"""The house: who may import whom, how large a room may be, and through which door a library comes in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "privaudit"
TESTS = Path(__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))

ROWS = (
    ("model",),
    ("errors",),
    (
        "words",
        "validators",
        "catalogue",
        "messages",
        "yaml_text",
        "declared_type",
        "questions",
        "encodings",
        "urls",
        "legal_terms",
        "yes_no",
        "private_file",
        "view_definitions",
        "paths",
        "remembered",
        "in_parts",
    ),
    ("rulebook", "names"),
    ("register", "lowering", "lists"),
    ("delimited", "packed"),
    ("workbooks", "json_rows"),
    ("engines", "declarations"),
    ("sql",),
    ("sources",),
    ("targets", "estate", "column_names", "other_kinds"),
    ("profile", "facts", "opening"),
    ("detect",),
    (
        "inventory",
        "checks",
        "lints",
        "formats",
        "exports",
        "allowing",
        "contradictions",
        "unread_names",
        "misnamed",
        "explanation",
        "rule_examples",
        "proposal",
        "register_formats",
        "profiling",
    ),
    ("checking", "rows_file", "register_changes", "rights"),
    ("scanning", "rule_pages"),
    ("pipeline",),
    ("answering", "exporting"),
    ("commands",),
    ("__main__",),
)
"""Each part of the package may import those in the rows above it, never one of its own row."""

DOORS = {
    "typer": ("commands/", "__main__.py"),
    "rich": (
        "formats/table.py",
        "formats/_changes_table.py",
        "formats/_erasure_table.py",
        "formats/_requests_table.py",
        "formats/_layout.py",
        "formats/_explanation_table.py",
        "formats/_pages_table.py",
        "commands/_progress.py",
    ),
    "duckdb": ("engines/duckdb.py", "engines/_copies.py", "engines/_native.py", "engines/_native_catalogue.py", "engines/_small_files.py"),
    "sqlalchemy": ("engines/database.py", "engines/_database_", "engines/_mysql_", "engines/_sqlite_catalogue.py"),
    "pyspark": ("engines/spark.py", "engines/_spark_"),
    "py4j": ("engines/_spark_session.py",),
    "pydantic": ("register/",),
    "pydantic_core": ("register/",),
    "idna": ("facts/same_contact.py",),
    "backports": ("packed/streams.py",),
    "charset_normalizer": ("encodings.py",),
    "stdnum": ("validators/",),
    "phonenumbers": ("validators/",),
    "jinja2": ("register_formats/html.py", "exports/html.py"),
    "python_calamine": ("workbooks/child.py",),
    "xlsxwriter": ("register_formats/cnil_xlsx.py",),
    "faker": ("lists/word_lists.py",),
    "holidays": ("rights/deadlines.py",),
    "platformdirs": ("remembered.py",),
    "pyrage": ("rights/encryption.py",),
}
"""Where a library may be imported."""

LONGEST_FILE = 320
LONGEST_FUNCTION = 45


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _name(path: Path) -> str:
    return str(path.relative_to(PACKAGE.parent))


def _part(module: str) -> str | None:
    pieces = module.split(".")
    return pieces[1] if pieces[0] == "privaudit" and len(pieces) > 1 and not pieces[1].startswith("__version") else None


def _row(part: str) -> int:
    return next(index for index, row in enumerate(ROWS) if part in row)


# The package itself resolves its public names, wherever they live.
@pytest.mark.parametrize("path", [path for path in FILES if path.parent != PACKAGE or path.stem != "__init__"], ids=_name)
def test_a_part_imports_only_what_stands_above_it(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    parts = {part for module in _imports(path) if (part := _part(module)) and (PACKAGE / part).exists() | (PACKAGE / f"{part}.py").exists()}
    wrong = sorted(part for part in parts - {own} if _row(part) >= _row(own))
    assert not wrong, f"{own} may not import {wrong}"


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_library_comes_in_through_its_door(path: Path) -> None:
    place = path.relative_to(PACKAGE).as_posix()
    used = {module.split(".")[0] for module in _imports(path)}
    wrong = [library for library in used & set(DOORS) if not place.startswith(DOORS[library])]
    assert not wrong


@pytest.mark.parametrize("folder", ["checks", "lints", "formats"])
def test_checks_and_formats_see_only_the_model(folder: str) -> None:
    allowed = {"model", "errors", "messages"}
    for path in (PACKAGE / folder).glob("*.py"):
        parts = {part for module in _imports(path) if (part := _part(module))} - {folder}
        assert parts <= allowed, f"{path.name} imports {sorted(parts - allowed)}"


@pytest.mark.parametrize("path", [*FILES, *sorted(TESTS.rglob("*.py"))], ids=_name)
def test_rooms_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and "commands" not in path.parts:
            size = (node.end_lineno or 0) - node.lineno + 1
            assert size <= LONGEST_FUNCTION, f"{node.name} has {size} lines"


def test_every_part_has_its_row() -> None:
    parts = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in FILES} - {"__init__"}
    assert parts == {part for row in ROWS for part in row}
