from __future__ import annotations

import pytest

from privaudit.model.estate import Column
from privaudit.model.verdicts import ColumnVerdict, Evidence, EvidenceKind, Verdict
from tests.conftest import EMAIL, a_table


@pytest.mark.parametrize(
    ("verdict", "said"),
    [(Verdict.UNDETERMINED, "the name says so. Against it: few values do"), (Verdict.INDICATION, "the name says so")],
)
def test_what_speaks_against_a_category_is_told_where_it_decides(verdict: Verdict, said: str) -> None:
    evidence = (Evidence(EvidenceKind.NAME, "the name says so"), Evidence(EvidenceKind.AGAINST, "few values do"))
    column = ColumnVerdict(a_table("people"), Column("mail"), EMAIL, verdict, 0.4, special=False, rows=9, values=9, evidence=evidence)
    assert column.why(EMAIL) == said
