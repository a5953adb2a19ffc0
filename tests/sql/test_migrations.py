"""Names of files in, what runs after what out."""

from __future__ import annotations

from pathlib import Path

import pytest

from privaudit.sql.migrations import series_of

ORDERS = {
    "flyway": ["V1__init.sql", "V2__mail.sql", "V2.1__tel.sql", "V10__drop.sql"],
    "plain numbers": ["1.sql", "2.sql", "10.sql"],
    "a date and a time": ["20240131_090000_guests.sql", "20240131_100000_a.sql", "20240201_080000_b.sql"],
    "numbers with zeros": ["0001_initial.sql", "0002_2fa.sql", "0003_alter.sql"],
    "versions": ["update-1.9.sql", "update-1.10.sql", "update-2.0.sql"],
    "a word before": ["migration_001.sql", "migration_002.sql"],
    "the same number twice": ["1_a2.sql", "1_a10.sql"],
    "what everything stands on": ["init.sql", "V2__mail.sql"],
    "a folder each": ["20240101_init/migration.sql", "20240201_mail/migration.sql"],
}


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_numbered_files_of_a_folder_run_in_the_order_of_their_numbers(order: list[str]) -> None:
    ((series,),) = series_of([Path("db", name) for name in sorted(order, reverse=True)])
    assert [path.relative_to("db").as_posix() for path in series.files] == order


@pytest.mark.parametrize(
    "names", [["crm.sql", "shop.sql"], ["users_v1.sql", "users_v2.sql"], ["2fa.sql", "3d.sql"], ["2023/s.sql", "2024/s.sql"]]
)
def test_other_files_stand_alone(names: list[str]) -> None:
    series = [one.files for folder in series_of([Path(name) for name in names]) for one in folder]
    assert series == [(Path(name),) for name in names]


def test_files_beside_the_numbered_ones_stand_alone_too() -> None:
    ((first, second, third),) = series_of([Path(name) for name in ("R__views.sql", "V1__init.sql", "V2__mail.sql", "schema.sql")])
    assert [path.name for path in second.files] == ["V1__init.sql", "V2__mail.sql"]
    assert [first.files, third.files] == [(Path("R__views.sql"),), (Path("schema.sql"),)]


@pytest.mark.parametrize(
    ("forward", "back"),
    [
        ("000001_init.up.sql", "000001_init.down.sql"),
        ("V1__init.sql", "U1__init.sql"),
        ("001.do.sql", "001.undo.sql"),
        ("2024-01-31-090000_init/up.sql", "2024-01-31-090000_init/down.sql"),
        ("1_init.sql", "1_init_rollback.sql"),
    ],
)
def test_the_way_back_is_left_out(forward: str, back: str) -> None:
    ((series,),) = series_of([Path(back), Path(forward)])
    assert (series.files, series.way_back) == ((Path(forward),), (Path(back),))


def test_the_way_back_alone_is_a_file_like_any_other() -> None:
    ((series,),) = series_of([Path("1_init.down.sql")])
    assert series.files == (Path("1_init.down.sql"),)
