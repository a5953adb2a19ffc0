from __future__ import annotations

import pytest

from privaudit.urls import asks_for_password, has_password, is_url, masked, path_of, with_password


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


@pytest.mark.parametrize(
    ("target", "path"), [("duckdb:///shop.duckdb", "shop.duckdb"), ("duckdb:////data/shop.db", "/data/shop.db"), ("a.csv", "a.csv")]
)
def test_a_file_of_duckdb_is_a_file(target: str, path: str) -> None:
    assert path_of(target) == path
    assert not is_url(target)


@pytest.mark.parametrize(
    ("url", "open_"),
    [
        ("postgresql://reader:@db.example/shop", True),
        ("postgresql://reader@db.example/shop", False),
        ("postgresql://reader:x@db.example/shop", False),
        ("sqlite:///a:@b.db", False),
        ("a:@b", False),
    ],
)
def test_a_colon_without_a_password_asks_for_it(url: str, open_: bool) -> None:
    assert asks_for_password(url) == open_


def test_a_password_is_quoted_into_its_url() -> None:
    url = with_password("mysql://reader:@db.example/shop?charset=utf8mb4", "p@ss/w:rd")
    assert url == "mysql://reader:p%40ss%2Fw%3Ard@db.example/shop?charset=utf8mb4"
    assert masked(url) == "mysql://reader:***@db.example/shop?charset=utf8mb4"
