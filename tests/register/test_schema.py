"""The JSON Schema: right registers fit it, wrong ones do not, and every key is told of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from privaudit.register.schema import json_schema
from privaudit.yaml_text.document import compose

CATEGORIES = ("user.contact.email", "user.contact.phone_number", "user.financial.credit_card", "user.name.first", "user.device.ip_address")
MORE = ("user.unique_id.pseudonymous", "user.demographic.religious_belief")

Schema = dict[str, Any]


@pytest.fixture(scope="module")
def schema() -> Schema:
    return json_schema((*CATEGORIES, *MORE))


@pytest.fixture(scope="module")
def validator(schema: Schema) -> Draft202012Validator:
    return Draft202012Validator(schema)


def wrong(validator: Draft202012Validator, text: str) -> list[str]:
    return [error.json_path for error in validator.iter_errors(compose(text).root.data)]


def test_it_is_a_schema_that_stands_alone(schema: Schema) -> None:
    Draft202012Validator.check_schema(schema)
    assert (schema["$schema"], schema["$id"]) == ("https://json-schema.org/draft/2020-12/schema", "urn:privaudit:register:1")
    assert all(ref.startswith("#/$defs/") for ref in refs(schema))
    assert json.loads(json.dumps(schema)) == schema


def refs(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (node[key] for key in node if key == "$ref")
        for part in node.values():
            yield from refs(part)
    elif isinstance(node, list):
        for part in node:
            yield from refs(part)


def test_right_registers_fit(validator: Draft202012Validator, whole: str, full: str) -> None:
    assert wrong(validator, whole) == []
    assert wrong(validator, full) == []


CHANGES = [
    ("privaudit: 1", "privaudit: 2", "$.privaudit"),
    ("reviewed: 2026-04-30", "reviewd: 2026-04-30", "$"),
    ("reviewed: 2026-04-30", "reviewed: 30/04/2026", "$.reviewed"),
    ("name: Laverie Pervenche SAS", "name: ''", "$.organisation.name"),
    ("country: FR\n  representative", "country: France\n  representative", "$.organisation.country"),
    ("dpo@pervenche.example}", "dpo}", "$.organisation.dpo"),
    ("professional_only: true", "professional_only: 1", "$.organisation.professional_only"),
    ("third_parties: with-consent", "third_parties: never", "$.organisation.third_parties"),
    ("phone: [residents.phone]", "Phone: [residents.phone]", "$.organisation.identifiers"),
    ("phone: [residents.phone]", "phone: []", "$.organisation.identifiers.phone"),
    ("{category: special,", "{category: sensitive,", "$.never_collected[0].category"),
    ("kind: A46-2-c", "kind: SCC", "$.recipients[2].safeguard"),
    ("dated_by: name", "dated_by: filename", "$.stores[0].dated_by"),
    ("{column: taken_at}", "{}", "$.stores[2].dated_by"),
    ("max: P13M, personal", "max: 13, personal", "$.stores[6].cookie"),
    ("identifiability: anonymised", "identifiability: anonymous", "$.stores[4].identifiability"),
    ("offered: [access,", "offered: [acces,", "$.organisation.rights"),
    ("role: controller", "role: controler", "$.activities[0].role"),
    ("purposes: [marketing]", "purposes: [selling]", "$.activities[5].purposes[0]"),
    ("basis: [A6-1-a]\n", "basis: [consent]\n", "$.activities[5].basis[0]"),
    ("    basis: [A6-1-a]\n", "", "$.activities[5]"),
    ("subjects: [prospect]", "subjects: [prospects]", "$.activities[2].subjects[0]"),
    ("source: observed", "source: guessed", "$.activities[1].source"),
    ("storage: [FR, {country: US, safeguard: {kind: A45-3, certified: true}}]", "storage: [EU]", "$.activities[0].storage[0]"),
    ("data: [{category: user}]", "data: [{category: users}]", "$.activities[3].data[0].category"),
    ("max: P2Y", "max: 2 years", "$.activities[0].clocks[3].max"),
    ("event: last_login, column", "event: login, column", "$.activities[0].clocks[3].start.event"),
    ("event: last_login, column: residents.login_at", "event: last_login", "$.activities[0].clocks[3].start"),
    ("column: residents.login_at", "column: login_at", "$.activities[0].clocks[3].start.column"),
    ("{rows: all}", "{rows: all, columns: [a.b]}", "$.activities[0].clocks[0].applies_to"),
    ("in: [closed, 7, true]", "equals: closed, in: [closed]", "$.activities[0].clocks[0].when"),
    ("then: anonymise", "then: forget", "$.activities[0].clocks[1].then"),
    ("{flag: leads.unsubscribed,", "{flag: leads.unsubscribed, date: leads.at,", "$.activities[2].marketing[0].opt_out[0]"),
    ("channel: push", "channel: fax", "$.activities[2].marketing[4].channel"),
    ("max_count: 1200", "max_count: 0", "$.accepted[0].max_count"),
]


@pytest.mark.parametrize(("old", "new", "path"), CHANGES, ids=[new for _, new, _ in CHANGES])
def test_what_is_wrong_is_underlined_in_its_place(validator: Draft202012Validator, whole: str, old: str, new: str, path: str) -> None:
    assert whole.count(old) == 1
    found = wrong(validator, whole.replace(old, new))
    assert found
    assert all(one == path or one.startswith((f"{path}.", f"{path}[")) for one in found), found


def test_categories_are_those_of_the_rules_their_prefixes_the_groups_and_for_data_none(schema: Schema) -> None:
    assert set(schema["$defs"]["Category"]["enum"]) >= {"special", "criminal", "user", "user.contact", "user.contact.email"}
    assert "none" not in schema["$defs"]["Category"]["enum"]
    assert set(schema["$defs"]["DeclaredCategory"]["enum"]) == {*schema["$defs"]["Category"]["enum"], "none"}


def test_every_key_is_described_and_has_an_example_that_fits(schema: Schema, validator: Draft202012Validator) -> None:
    told = 0
    for name, mapping in {"": schema, **schema["$defs"]}.items():
        for key, part in mapping.get("properties", {}).items():
            assert part.get("description") or schema["$defs"][part["$ref"].rpartition("/")[2]]["description"], f"{name}.{key}"
            (example,) = part["examples"]
            if name:
                assert list(validator.evolve(schema={**part, "$defs": schema["$defs"]}).iter_errors(example)) == [], f"{name}.{key}"
            told += 1
    assert told > 100
