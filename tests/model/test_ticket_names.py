"""Which ticket a copy belongs to."""

from __future__ import annotations

import pytest

from privaudit.model.ticket_names import tickets_of_file, tickets_of_table


@pytest.mark.parametrize(
    ("glob", "name", "tickets"),
    [
        ("support_{ticket}.*", "SUPPORT_T1042.contacts", ("t1042",)),
        ("*_copy_{ticket}", "client_a_copy_77", ("77",)),
        ("support_{ticket}.*", "support.contacts", ()),
        ("support_{ticket}", "support_t1.contacts", ()),
        ("copy_{ticket}_*", "copy_t_1_orders", ("t_1", "t")),
    ],
)
def test_tables(glob: str, name: str, tickets: tuple[str, ...]) -> None:
    assert tickets_of_table(glob, name) == tickets


@pytest.mark.parametrize(
    ("glob", "name", "tickets"),
    [
        ("support/{ticket}.sql", "support/T-12.SQL", ("T-12",)),
        ("support/{ticket}", "support/T-12/a/b.csv", ("T-12",)),
        ("./support/*/{ticket}_*.csv", "support/x/T_12_a.csv", ("T_12", "T")),
        ("support/{ticket}.sql", "other/T-12.sql", ()),
        ("support/{ticket}.sql", "support/.sql", ()),
    ],
)
def test_files(glob: str, name: str, tickets: tuple[str, ...]) -> None:
    assert tickets_of_file(glob, name) == tickets
