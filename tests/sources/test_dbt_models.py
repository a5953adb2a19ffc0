"""A YAML file of a dbt project in, its tables out."""

from __future__ import annotations

from pathlib import Path

import pytest

from privaudit.errors import SourceError, UsageError
from privaudit.model.estate import Column, Declaration, DeclaredBy, Place, Table
from privaudit.model.sources import Description, ReadOptions, TargetFile
from privaudit.sources.dbt_models import SOURCE

MODELS = """\
version: 2
models:
  - name: guests
    description: one row per guest
    columns:
      - name: id
        data_type: integer
      - name: e_mail
        description: "{{ doc('e_mail') }}"
        meta:
          contains_pii: true
          rank: 01
      - name: first
        config: {meta: {fides: {data_categories: [user.name.first, user.name]}}, tags: [pii, daily]}
"""


def describe(tmp_path: Path, text: str, options: ReadOptions | None = None) -> Description:
    path = tmp_path / "schema.yml"
    path.write_text(text, encoding="utf-8")
    return SOURCE.describe(TargetFile("models/schema.yml", path), options or ReadOptions(), tmp_path)


def accepts(name: str, text: str) -> bool:
    return SOURCE.accepts(TargetFile(name, Path("private") / Path(name).name), text.encode())


def at(line: int) -> Place:
    return Place("models/schema.yml", line)


def test_describe(tmp_path: Path) -> None:
    found = describe(tmp_path, MODELS)
    meta = DeclaredBy.DBT_META
    table = Table(
        source="models/schema.yml",
        name="guests",
        columns=(
            Column("id", "integer", place=at(6)),
            Column(
                "e_mail",
                "",
                "{{ doc('e_mail') }}",
                place=at(8),
                declared=(Declaration(meta, "contains_pii=true", at(11)), Declaration(meta, "rank=01", at(12))),
            ),
            Column(
                "first",
                "",
                place=at(13),
                declared=(
                    Declaration(meta, "fides.data_categories=user.name.first, user.name", at(14)),
                    Declaration(DeclaredBy.TAG, "pii", at(14)),
                    Declaration(DeclaredBy.TAG, "daily", at(14)),
                ),
            ),
        ),
        comment="one row per guest",
        place=at(3),
    )
    assert [described.table for described in found.tables] == [table]
    assert found.tables[0].rows is None
    assert found.skipped == ()


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("{name: inn, tables: [{name: guest, columns: [{name: id}]}]}", "inn.guest"),
        ("{name: inn, schema: hotel, tables: [{name: guest, columns: [{name: id}]}]}", "hotel.guest"),
        ("{name: inn, schema: public, tables: [{name: guest, columns: [{name: id}]}]}", "guest"),
        ("{name: inn, schema: '{{ target.schema }}', tables: [{name: guest, columns: [{name: id}]}]}", "inn.guest"),
        ("{name: inn, tables: [{name: g, identifier: guest, columns: [{name: id}]}]}", "inn.guest"),
    ],
)
def test_tables_of_a_source(tmp_path: Path, source: str, name: str) -> None:
    assert [described.table.name for described in describe(tmp_path, f"sources:\n  - {source}\n").tables] == [name]


def test_seeds_and_snapshots(tmp_path: Path) -> None:
    text = "seeds:\n  - name: a\n    columns:\n      - name: x\nsnapshots:\n  - name: b\n    columns:\n      - name: y\n"
    assert [described.table.name for described in describe(tmp_path, text).tables] == ["a", "b"]


def test_tags_of_databricks_and_bigquery(tmp_path: Path) -> None:
    text = "models:\n  - name: a\n    columns:\n      - {name: x, databricks_tags: {pii: email}, policy_tags: [p/1], tags: pii}\n"
    (found,) = describe(tmp_path, text).tables
    assert [declaration.text for declaration in found.table.columns[0].declared] == ["pii=email", "pii", "policy_tags"]


LOST = {
    "alias": ("meta: *m", "models.0.columns.0.meta (models/schema.yml:5)", 'is an alias: "*m", so it was not read.'),
    "tag": ("meta: !secret x", "models.0.columns.0.meta (models/schema.yml:5)", 'has a tag: "!secret"'),
    "the same key": ("name: y", "models.0.columns.0.name (models/schema.yml:5)", "is written twice"),
}


@pytest.mark.parametrize(("line", "what", "reason"), LOST.values(), ids=LOST)
def test_what_is_not_read_is_named(tmp_path: Path, line: str, what: str, reason: str) -> None:
    found = describe(tmp_path, f"models:\n  - name: a\n    columns:\n      - name: x\n        {line}\n")
    assert [column.name for column in found.tables[0].table.columns] == ["x"]
    assert [skipped.what for skipped in found.skipped] == [what]
    assert found.skipped[0].reason.startswith(reason)


def test_an_anchor_alone_takes_nothing_away(tmp_path: Path) -> None:
    found = describe(tmp_path, "models:\n  - name: a\n    columns:\n      - name: x\n        meta: &m {pii: true}\n")
    assert found.skipped == ()
    assert found.tables[0].table.columns[0].declared[0].text == "pii=true"


def test_tables_without_columns_are_named(tmp_path: Path) -> None:
    found = describe(tmp_path, MODELS + "  - name: rooms\n  - name: guests\n    columns: [{name: z}]\n  - description: x\n")
    assert [described.table.name for described in found.tables] == ["guests"]
    assert [(skipped.what, skipped.reason) for skipped in found.skipped] == [
        ("guests (models/schema.yml:16)", "it is described already: models/schema.yml:3"),
        ("an entry (models/schema.yml:18)", "it has no name"),
        ("models/schema.yml", "it lists no columns of rooms"),
    ]


def test_what_is_said_of_a_whole_model(tmp_path: Path) -> None:
    text = (
        "models:\n  - name: a\n    config:\n      tags: [pii]\n      meta: {classification: confidential}\n    columns:\n      - name: x\n"
        "  - name: b\n    meta: {contains_pii: false}\n"
    )
    found = describe(tmp_path, text)
    assert [[declaration.text for declaration in one.table.declared] for one in found.tables] == [
        ["classification=confidential", "pii"],
        ["contains_pii=false"],
    ]
    assert [len(one.table.columns) for one in found.tables] == [1, 0]
    assert all(one.words_only for one in found.tables)
    assert found.skipped == ()


def test_columns_without_a_name_or_twice(tmp_path: Path) -> None:
    found = describe(tmp_path, "models:\n  - name: a\n    columns:\n      - name: x\n      - name: X\n      - data_type: int\n")
    assert [column.name for column in found.tables[0].table.columns] == ["x"]
    assert [skipped.reason for skipped in found.skipped] == ["it stands twice", "it has no name"]


@pytest.mark.parametrize(
    "text",
    [
        "models:\n  - name: a\n    columns: [\n",
        "models: [a\n",
        "- a\n",
        "a: 1\n---\nb: 2\n",
        "models:\n\t- name: a\n",
        "models:\n  - name: a\n",
    ],
)
def test_what_cannot_be_read(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError, match=r"models/schema\.yml"):
        describe(tmp_path, text)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        SOURCE.describe(TargetFile("schema.yml", tmp_path / "none.yml"), ReadOptions(), tmp_path)


def test_unknown_encoding(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="unknown encoding"):
        describe(tmp_path, MODELS, ReadOptions(encoding="klingon"))


def test_accepts() -> None:
    assert accepts("models/schema.yml", MODELS)
    assert accepts("a.YAML", "sources:\n\n  # ours\n- name: raw\n  tables:\n  - name: a\n    columns:\n      - name: x\n")
    assert not accepts("a.txt", MODELS)
    assert not accepts("a.sql", MODELS)


@pytest.mark.parametrize(
    "text",
    [
        "models:\n  shop:\n    +materialized: table\n    columns:\n",
        "version: '3'\nservices:\n  web:\n    image: x\n",
        "organisation:\n  name: Inn\nactivities:\n  - id: stay\n    columns: [a.b]\n",
        "on: push\njobs:\n  test:\n    steps:\n      - name: x\n",
        "models:\n  - name: a\n",
        "sources:\n  - url: x\n    name: y\n",
        "",
    ],
)
def test_other_yaml_is_left_alone(text: str) -> None:
    assert not accepts("a.yml", text)
