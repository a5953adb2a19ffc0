"""The schema says what each column is."""

from __future__ import annotations

import json

from tests.exports.conftest import Packed, written


def test_each_column_has_its_types_and_its_category(packed: Packed) -> None:
    (file,) = written("json-schema", packed([{"id": 1, "email": "ada@x.example", "note": None}])).values()
    properties = json.loads(file.content)["items"]["properties"]
    assert properties["id"]["type"] == ["integer", "null"]
    assert properties["note"]["type"] == ["string", "null"]
    assert properties["email"]["$comment"] == "category of personal data: user.contact.email"
