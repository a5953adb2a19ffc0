"""The second reading of a column list agrees with the first, and gives up in silence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privaudit.model.estate import Column, Place, Table
from privaudit.sql import syntax_tree
from privaudit.sql.events import ColumnList, Key, Name
from privaudit.sql.scope import Scope

Only = Callable[..., Table]

PLACE = Place("dump.sql", 3)
LIST = "(id int PRIMARY KEY, host int NOT NULL REFERENCES inn.host (no), b int NULL COMMENT 'x  y', FOREIGN KEY (b, id) REFERENCES c)"


def test_columns_and_keys() -> None:
    assert syntax_tree.read(LIST, PLACE, Scope("dump.sql", "")) == ColumnList(
        (
            Column("id", "INT", "", nullable=False, place=PLACE),
            Column("host", "INT", "", nullable=False, place=PLACE),
            Column("b", "INT", "x y", nullable=True, place=PLACE),
        ),
        ("id",),
        (Key(("host",), Name("", "inn", "host"), ("no",)), Key(("b", "id"), Name("", "", "c"))),
    )


def test_key_of_the_table() -> None:
    found = syntax_tree.read("(a int, b int, CONSTRAINT k PRIMARY KEY (a, b))", PLACE, Scope("dump.sql", "postgres"))
    assert found is not None
    assert found.primary_key == ("a", "b")


@pytest.mark.parametrize("text", ["({{ columns }})", "(a int", "AS SELECT 1", "(a int) ON [PRIMARY], x", "(" * 100_000])
def test_what_it_does_not_understand(text: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert syntax_tree.read(text, PLACE, Scope("dump.sql", "tsql")) is None
    assert capfd.readouterr() == ("", "")


def test_it_is_asked_where_words_alone_leave_something_out(only: Only) -> None:
    assert [f"{column.name} {column.type}" for column in only("CREATE TABLE guest (id int, 5 int);").columns] == ["id INT", "5 INT"]
