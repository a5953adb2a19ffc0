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
    from privaudit.answering import ErasureOptions, RequestsOptions, plan_erasure, requests
    from privaudit.errors import PrivauditError
    from privaudit.exporting import ExportOptions, export
    from privaudit.model.erasure import ErasurePlan
    from privaudit.model.explanation import ColumnsReport
    from privaudit.model.export import ExportReport
    from privaudit.model.findings import Severity
    from privaudit.model.organisation import Right
    from privaudit.model.report import CheckReport, ScanReport
    from privaudit.model.requests import RequestsReport
    from privaudit.model.sources import ReadOptions
    from privaudit.pipeline import CheckOptions, check, propose_register
    from privaudit.proposal import RegisterProposal
    from privaudit.scanning import Options, explain, scan

__version__ = "0.1.0"
__all__ = [
    "CheckOptions",
    "CheckReport",
    "ColumnsReport",
    "ErasureOptions",
    "ErasurePlan",
    "ExportOptions",
    "ExportReport",
    "Options",
    "PrivauditError",
    "ReadOptions",
    "RegisterProposal",
    "RequestsOptions",
    "RequestsReport",
    "Right",
    "ScanReport",
    "Severity",
    "check",
    "explain",
    "export",
    "plan_erasure",
    "propose_register",
    "requests",
    "scan",
]

_HOMES = {
    "CheckOptions": "privaudit.pipeline",
    "CheckReport": "privaudit.model.report",
    "ColumnsReport": "privaudit.model.explanation",
    "ErasureOptions": "privaudit.answering",
    "ErasurePlan": "privaudit.model.erasure",
    "ExportOptions": "privaudit.exporting",
    "ExportReport": "privaudit.model.export",
    "Options": "privaudit.scanning",
    "PrivauditError": "privaudit.errors",
    "ReadOptions": "privaudit.model.sources",
    "RegisterProposal": "privaudit.proposal",
    "RequestsOptions": "privaudit.answering",
    "RequestsReport": "privaudit.model.requests",
    "Right": "privaudit.model.organisation",
    "ScanReport": "privaudit.model.report",
    "Severity": "privaudit.model.findings",
    "check": "privaudit.pipeline",
    "explain": "privaudit.scanning",
    "export": "privaudit.exporting",
    "plan_erasure": "privaudit.answering",
    "propose_register": "privaudit.pipeline",
    "requests": "privaudit.answering",
    "scan": "privaudit.scanning",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 whatever the public name stands for
    """The public names, each imported when it is first asked for: the command line starts without the engine."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)
