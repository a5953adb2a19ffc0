from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from privaudit.workbooks.texts import Value, text_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        (" a ", " a "),
        (True, "TRUE"),
        (False, "FALSE"),
        (1.0, "1"),
        (33612345678.0, "33612345678"),
        (4111111111111111.0, "4111111111111111"),
        (1.5, "1.5"),
        (-0.25, "-0.25"),
        (1e300, "1e+300"),
        (7, "7"),
        (date(1980, 4, 3), "1980-04-03"),
        (datetime(1980, 4, 3, 0, 0), "1980-04-03"),  # noqa: DTZ001 cells have no time zone
        (datetime(1980, 4, 3, 14, 5), "1980-04-03 14:05:00"),  # noqa: DTZ001 as above
        (time(7, 30), "07:30:00"),
        (timedelta(hours=30, minutes=5), "30:05:00"),
        (timedelta(minutes=-5), "-00:05:00"),
    ],
)
def test_a_cell_reads_as_in_an_export(value: Value, text: str) -> None:
    assert text_of(value) == text
