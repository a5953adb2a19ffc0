"""Holds what an organisation promises about personal data against what its data really holds.

    from privaudit import CheckOptions, check, scan

    report = scan(["schema.sql", "exports/"])
    report = check(["schema.sql", "exports/"], "register.yaml", CheckOptions(as_of=date(2026, 6, 30)))

Both mean the same as the commands of their names and raise `PrivauditError` for what the user can mend.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from privaudit.errors import PrivauditError
    from privaudit.model.explanation import ColumnsReport
    from privaudit.model.findings import Severity
    from privaudit.model.report import CheckReport, ScanReport
    from privaudit.model.sources import ReadOptions
    from privaudit.pipeline import CheckOptions, Options, check, explain, propose_register, scan
    from privaudit.proposal import RegisterProposal

__version__ = "0.1.0"
__all__ = [
    "CheckOptions",
    "CheckReport",
    "ColumnsReport",
    "Options",
    "PrivauditError",
    "ReadOptions",
    "RegisterProposal",
    "ScanReport",
    "Severity",
    "check",
    "explain",
    "propose_register",
    "scan",
]

_HOMES = {
    "CheckOptions": "privaudit.pipeline",
    "CheckReport": "privaudit.model.report",
    "ColumnsReport": "privaudit.model.explanation",
    "Options": "privaudit.pipeline",
    "PrivauditError": "privaudit.errors",
    "ReadOptions": "privaudit.model.sources",
    "RegisterProposal": "privaudit.proposal",
    "ScanReport": "privaudit.model.report",
    "Severity": "privaudit.model.findings",
    "check": "privaudit.pipeline",
    "explain": "privaudit.pipeline",
    "propose_register": "privaudit.pipeline",
    "scan": "privaudit.pipeline",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 whatever the public name stands for
    """The public names, each imported when it is first asked for: the command line starts without the engine."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)
