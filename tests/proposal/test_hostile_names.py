"""Names are hostile: whatever a table or a column is called, the draft loads and declares it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from privaudit.inventory import take_inventory
from privaudit.model.estate import Column, Estate, ForeignKey, Reference, Table
from privaudit.model.ownership import declares, owners
from privaudit.proposal import propose
from privaudit.proposal.activity_text import glob_of
from privaudit.proposal.text import Named
from privaudit.register import load
from tests.conftest import EMAIL, RULES

WORDS = ["NO", "on", "y", "null", "123", "1e3", "0x1f", "2026-01-31", "customers", "order items", "é", "客户"]
SIGNS = ["~", "- a", "a: b", "#", "*", "*.*", "[a]", "{x}", "a.b", " ", "\n", '"', "'", "\\", "\udcff"]
NAMES = st.text(min_size=1, max_size=30) | st.sampled_from(WORDS + SIGNS)


def _table(name: str, column: str, points_to: str) -> Table:
    columns = (Column(column), Column("email", "varchar(200)", nullable=False), Column("religion"), Column("created_at", "date"))
    return Table("schema.sql", name, columns, foreign_keys=(ForeignKey(("created_at",), Reference(points_to, ("email",))),))


def _draft(tables: Sequence[Table]) -> str:
    return propose(take_inventory(Estate(tuple(tables)), {}, RULES), RULES, Named()).text


@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=4, unique_by=lambda pair: pair[0].lower()))
@example([("users", "a\x85b"), ("Users ", "\u2028")])
@example([("  ", "#")])
@example([("customers", "email"), ("customers\ufeff", "no")])
@settings(max_examples=150)
def test_any_names_are_declared_by_a_draft_that_loads(names: list[tuple[str, str]]) -> None:
    tables = [_table(name, column, names[0][0]) for name, column in names]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.yaml"
        path.write_text(_draft(tables), encoding="utf-8")
        register = load(path, "register.yaml", RULES.categories)
    for table in tables:
        assert any(declares(activity, EMAIL, RULES) for activity in owners(register, table, "email"))


@pytest.mark.parametrize("name", ["yes", "NO", "007", "a: b", "[x]", "tab\tand\nline"])
def test_other_readers_of_yaml_see_the_same_names(name: str) -> None:
    (activity,) = yaml.safe_load(_draft([_table(name, "id", name)]))["activities"]
    assert activity["where"] == [{"tables": [glob_of(name)]}]


@pytest.mark.parametrize("name", ["payments", "a*b", "what?", "[x]", "*.*", "   ", "İstanbul", "a.b"])
def test_a_glob_fits_the_table_that_it_is_made_for_and_no_other(name: str) -> None:
    from privaudit.model.ownership import fits  # noqa: PLC0415 the one place that knows

    assert fits(glob_of(name), name)
    assert not fits(glob_of(name), f"{name}x")
    assert not fits(glob_of(name), "other")


def test_a_file_name_that_is_no_unicode_is_matched_by_a_wildcard() -> None:
    assert glob_of("caf\udce9") == "caf?"
