from __future__ import annotations

import pytest

from privaudit.urls import has_password, is_url, masked


@pytest.mark.parametrize("target", ["sqlite:///shop.db", "postgresql://h/db", "mysql+pymysql://u:p@h/db", "MSSQL+pyodbc://?odbc_connect=x"])
def test_a_database_is_named_by_its_url(target: str) -> None:
    assert is_url(target)


@pytest.mark.parametrize(
    "target", ["shop.db", "C:\\data\\shop.db", "-", "s3://bucket/rows.csv", "https://example.org/rows.csv", "dir/*.csv", "://x"]
)
def test_paths_and_addresses_of_other_things_are_none(target: str) -> None:
    assert not is_url(target)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("sqlite:///shop.db", "sqlite:///shop.db"),
        ("postgresql://reader@db.example:5432/shop", "postgresql://reader@db.example:5432/shop"),
        ("postgresql://reader:canary@db.example/shop", "postgresql://reader:***@db.example/shop"),
        ("postgresql://reader:can@ry/#x@db.example/shop", "postgresql://reader:***@db.example/shop"),
        ("postgresql://reader:can?ary@db.example/shop", "postgresql://reader:***@db.example/shop"),
        ("postgresql://reader:@db.example/shop", "postgresql://reader:@db.example/shop"),
        ("postgresql://:canary@db.example/shop", "postgresql://:***@db.example/shop"),
        ("postgresql://h/shop?user=reader&password=canary&sslmode=require", "postgresql://h/shop?user=reader&password=***&sslmode=require"),
        ("postgresql://h/shop?sslkey=key.pem&sslpassword=canary", "postgresql://h/shop?sslkey=key.pem&sslpassword=***"),
        ("mssql+pyodbc://?odbc_connect=DRIVER%3DX%3BPWD%3Dcanary", "mssql+pyodbc://?odbc_connect=***"),
    ],
)
def test_what_is_secret_in_a_url_is_not_shown(url: str, shown: str) -> None:
    assert masked(url) == shown
    assert has_password(url) == (url != shown)


def test_a_file_has_no_password() -> None:
    assert not has_password("report:user:pw@x.csv")
