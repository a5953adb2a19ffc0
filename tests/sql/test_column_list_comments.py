"""A column list in, what it says of its columns out."""

from __future__ import annotations

from collections.abc import Callable

from privaudit.model.estate import Table

Only = Callable[..., Table]


def test_comments_of_columns(only: Only) -> None:
    table = only(
        """
        CREATE TABLE guest ( -- who came
          id int, -- the number
          -- not of a column
          name text NOT NULL, /* as on the
             passport */
          mail text COMMENT 'where to write, ''really''', -- not this one
          a int, /* of a or b */ b int,
          phone text /* home */ DEFAULT '-- no' -- or mobile
          , city text ----- where -----
        ); -- done
        """,
        "mysql",
    )
    assert {column.name: column.comment for column in table.columns} == {
        "id": "the number",
        "name": "as on the passport",
        "mail": "where to write, 'really'",
        "a": "",
        "b": "",
        "phone": "home or mobile",
        "city": "where",
    }


def test_comments_of_other_dialects(only: Only) -> None:
    assert only("CREATE TABLE guest (id INT64 OPTIONS(description='ours'))", "bigquery").columns[0].comment == "ours"
    assert only("CREATE TABLE guest (id int # ours\n)", "mysql").columns[0].comment == "ours"
