"""JSON is faithful: what is stored comes back."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import jsonschema

from tests.exports.conftest import Packed, written

ROWS: list[dict[str, object]] = [
    {"id": 1, "note": '=1+1 "é" \u202e\n', "born": date(1980, 2, 29), "amount": Decimal("10.50"), "photo": b"\x00\xff", "active": True},
    {"id": 2, "note": None, "born": None, "amount": None, "photo": None, "active": None},
]


def test_values_come_back_as_they_are_stored(packed: Packed) -> None:
    (file,) = written("json", packed(ROWS)).values()
    first, second = json.loads(file.content)
    assert first == {"id": 1, "note": '=1+1 "é" \u202e\n', "born": "1980-02-29", "amount": "10.50", "photo": "AP8=", "active": True}
    assert set(second.values()) == {2, None}


def test_the_schema_holds_for_the_rows_and_for_nothing_else(packed: Packed) -> None:
    package = packed(ROWS)
    (data,), (schema,) = written("json", package).values(), written("json-schema", package).values()
    told = json.loads(schema.content)
    jsonschema.Draft202012Validator.check_schema(told)
    jsonschema.Draft202012Validator(told).validate(json.loads(data.content))
    assert not jsonschema.Draft202012Validator(told).is_valid([{"id": "one"}])
