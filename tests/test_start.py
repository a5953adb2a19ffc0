"""How the command line and the package start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import privaudit

HEAVY = ("duckdb", "sqlglot", "pydantic", "yaml", "phonenumbers", "stdnum", "idna")


def _python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603 our own code


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, contextlib, io\n"
        "from privaudit.__main__ import app\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()): app(['--help'])\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    assert _python(code) == "[]"


def test_the_public_names_are_there_and_nothing_is_imported_before_they_are_asked_for() -> None:
    for name in privaudit.__all__:
        assert getattr(privaudit, name) is not None
    assert _python("import sys, privaudit; print('sqlglot' in sys.modules)") == "False"


def test_a_scan_starts_without_the_grammar_of_the_register() -> None:
    assert _python("import sys, privaudit.scanning; print('pydantic' in sys.modules)") == "False"


def test_the_version_is_told() -> None:
    assert (
        _python("import sys; sys.argv = ['privaudit', '-V']\nfrom privaudit.__main__ import main\nmain()")
        == f"privaudit {privaudit.__version__}"
    )


def test_a_schema_without_rows_is_scanned_without_the_engine_of_rows(tmp_path: Path) -> None:
    schema = tmp_path / "schema.sql"
    schema.write_text("CREATE TABLE customers (id int, email varchar(190));", encoding="utf-8")
    code = (
        "import sys, privaudit\n"
        f"report = privaudit.scan([{str(schema)!r}])\n"
        "print([verdict.category for verdict in report.columns], [name for name in ('duckdb', 'sqlglot') if name in sys.modules])"
    )
    assert _python(code) == "[None, 'user.contact.email'] []"
