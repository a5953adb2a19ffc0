"""An audit with the rules that ship, for checks that need more of them than a few categories."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from tests.conftest import Audit

_OURS = rulebook.built_in


@pytest.fixture
def audit_by_our_rules(audit: Audit, monkeypatch: pytest.MonkeyPatch) -> Audit:
    """A whole run of `check` over files and a register, with the rules that ship."""
    monkeypatch.setattr(rulebook, "built_in", _OURS)
    return audit
