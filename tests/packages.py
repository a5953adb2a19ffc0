"""A small package to write in each format."""

from __future__ import annotations

from datetime import UTC, date, datetime

from privaudit.model.export import ExportedColumn, ExportedTable, Package, Purposeful, RegisterSaid, ToldPeriod
from privaudit.model.organisation import Contact, Organisation, Right, Rights
from privaudit.model.reasons import Reason, because
from privaudit.model.report import Run
from privaudit.model.rights import ColumnReach, Given, LeftOut, Reached
from privaudit.rulebook import built_in

CATEGORIES = {
    "email": "user.contact.email",
    "first_name": "user.name.first",
    "last_name": "user.name.last",
    "phone": "user.contact.phone_number",
}


def a_package(
    rows: list[dict[str, object]], *, name: str = "customers", is_person: bool = True, language: str = "en", right: Right = Right.ACCESS
) -> Package:
    """A package with one table."""
    columns = tuple(ExportedColumn(column, "text", "", CATEGORIES.get(column)) for column in rows[0])
    table = ExportedTable(name, "x.csv", "customers", "", columns, tuple(tuple(row.values()) for row in rows), ("x",), is_person)
    organisation = Organisation(
        "Example SAS", "FR", contact=Contact("privacy@example.org"), rights=Rights("dpo@example.org", (Right.ACCESS,))
    )
    period = ToldPeriod("", "P3Y", ("last_contact", "contract_end"), latest=True, waits=(), then="delete")
    activity = Purposeful(
        "a", "Accounts", ("essential.service",), ("A6-1-b",), (("user.name.last", "Last name"),), (), (("FR", ""),), (period,), ()
    )
    return Package(
        run=Run("0", "r", date(2026, 6, 30), datetime(2026, 6, 30, tzinfo=UTC)),
        right=right,
        language=language,
        given=(Given("email", "ada@x.example"),),
        organisation=organisation,
        register=RegisterSaid("register.yaml", "0" * 64, 1, None),
        tables=(table,),
        left_out=(LeftOut("orders", "note", 2, because(Reason.FOR_OTHERS, names="<b>Other</b> Ltd"), "GDPR 15(4)"),),
        links=(),
        not_followed=(),
        completeness=(ColumnReach("visits", "ip", "user.device.ip_address", Reached.NOT_REACHABLE, 0, because(Reason.NO_WAY)),),
        activities=(activity,),
        titles=built_in().vocabularies[language].titles,
    )
