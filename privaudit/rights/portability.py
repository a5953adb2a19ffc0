"""What a person may take along: what they provided or what was observed of them, on consent or contract (GDPR Art. 20(1))."""

from __future__ import annotations

from collections.abc import Sequence

from privaudit.model.column_name import ColumnName
from privaudit.model.estate import Table
from privaudit.model.ownership import owners
from privaudit.model.reasons import Because, Reason, because
from privaudit.model.register import Activity, Register
from privaudit.model.rights import Row, Subject
from privaudit.rights.conditions import holds
from privaudit.rights.reading import cells_of

PORTABLE = frozenset({"A6-1-a", "A6-1-b", "A9-2-a"})
"""Consent, contract and explicit consent."""
_TAKEN = frozenset({"subject", "observed"})
LAW = "GDPR 20(1)"


class Portability:
    """Tells what of the person's rows is portable."""

    def __init__(self, register: Register, subject: Subject) -> None:
        self._register = register
        self._subject = subject

    def why_not(self, table: Table, column: str, row: Row) -> Because | None:
        """Why a cell of the person is not portable; None where it is."""
        activities = owners(self._register, table, column)
        if not activities:
            return because(Reason.UNDECLARED)
        reasons = [self._why_not(activity, table, row) for activity in activities]
        return None if None in reasons else reasons[0]

    def _why_not(self, activity: Activity, table: Table, row: Row) -> Because | None:
        if not PORTABLE.intersection(activity.basis):
            said = ", ".join(activity.basis) or because(Reason.NO_BASIS)
            return because(Reason.OTHER_BASIS, activity=activity.id, basis=said)
        for source in activity.source:
            if source.when is not None and source.kind not in _TAKEN and holds(source.when, lambda name: self._cells(name, table, row)):
                return _from(activity, source.kind, source.third_party)
        always = [source for source in activity.source if source.when is None]
        kinds = {source.kind for source in always}
        if kinds and not kinds & _TAKEN:
            return _from(activity, always[0].kind, always[0].third_party)
        return None

    def _cells(self, name: ColumnName, table: Table, row: Row) -> Sequence[object]:
        if name.table.lower() == table.name.lower():
            return cells_of(table, (name.column,), row)
        others = [found for found in self._subject.tables if found.table.name.lower() == name.table.lower()]
        return [cell for found in others for one in found.rows for cell in cells_of(found.table, (name.column,), one)]


def _from(activity: Activity, kind: str, third_party: str) -> Because:
    if kind == "third_party" and third_party:
        return because(Reason.NAMED_THIRD_PARTY, activity=activity.id, party=third_party)
    if kind == "third_party":
        return because(Reason.THIRD_PARTY, activity=activity.id)
    return because(Reason.INFERRED, activity=activity.id)
