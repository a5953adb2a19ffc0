"""The registers of the sample organisations give no cause for complaint, but for periods that their policies do not promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from privaudit.model.findings import Severity
from privaudit.model.report import CheckReport
from privaudit.pipeline import LintOptions, lint
from tests.test_sample_data import DAY, ORGANISATIONS, SAMPLES


def complaints(report: CheckReport) -> list[str]:
    return [f"{finding.check} {finding.register}: {finding.message}" for finding in report.findings if finding.severity > Severity.LOW]


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_a_sample_register_is_clean(organisation: str) -> None:
    folder: Path = SAMPLES / organisation
    alone = lint(folder / "register.yaml", (), LintOptions(as_of=DAY))
    assert complaints(alone) == []
    assert complaints(lint(folder / "register.yaml", [str(folder / "clean")], LintOptions(as_of=DAY))) == []
    assert {finding.check for finding in alone.findings} <= {"period-missing"}
