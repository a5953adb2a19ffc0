"""Fideslang: what both sides can say goes there and back; what one cannot is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from privaudit.errors import RegisterError
from privaudit.model.register import Register
from privaudit.model.register_format import Lost
from privaudit.register_formats._fideslang_words import CATEGORIES
from privaudit.register_formats._register_data import register_data
from privaudit.yaml_text.writing import block
from tests.register_formats.conftest import KNOWN, parsed, read, written

Data = dict[str, Any]

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=12).map(str.strip).filter(bool)
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,6}", fullmatch=True)
NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9_ ]{0,6}[a-z]", fullmatch=True)
TABLES = st.one_of(NAMES, st.tuples(NAMES, NAMES).map(".".join))
MAILBOXES = st.from_regex(r"[a-z]{1,5}@[a-z]{1,5}\.example", fullmatch=True)
CONTACTS = st.fixed_dictionaries({}, optional={"email": MAILBOXES, "address": WORDS}).filter(bool)
HELD = st.sampled_from(["user.name", "user.name.middle", "user.contact.email", "user.financial.salary", "user.device.mac_address", "none"])


@st.composite
def activities(draw: st.DrawFn, own: str, recipients: list[str]) -> Data:
    """An activity that says what fideslang can say, too."""
    role = draw(st.sampled_from(["controller", "processor"]))
    tables = draw(st.lists(TABLES, max_size=3, unique=True))
    data: list[Data] = [{"category": key} for key in draw(st.lists(HELD.filter(lambda key: key != "none"), max_size=2, unique=True))]
    for table in tables:
        for column, category in draw(st.dictionaries(NAMES, HELD, max_size=2)).items():
            reason = draw(WORDS) if category == "none" else draw(st.one_of(st.just(""), WORDS))
            data.append({"category": category, "columns": [f"{table}.{column}"], **({"reason": reason} if reason else {})})
    title = draw(st.one_of(st.just(""), WORDS))
    return {
        "id": own,
        **({"title": title} if title else {}),
        "role": role,
        "purposes": draw(st.lists(st.sampled_from(["essential.service", "sales", "marketing"]), min_size=1, max_size=3, unique=True)),
        "basis": draw(st.lists(st.sampled_from(["A6-1-a", "A6-1-f", "A9-2-a", "A9-2-j"]), max_size=3, unique=True)),
        "subjects": draw(st.lists(st.sampled_from(["customer", "patient"]), max_size=2, unique=True)),
        "where": [{"tables": tables}] if tables else [],
        "data": data,
        "recipients": draw(st.lists(st.sampled_from(recipients), max_size=2, unique=True)) if recipients else [],
    }


@st.composite
def registers(draw: st.DrawFn) -> Data:
    """A register that says what fideslang can say, too."""
    recipients = draw(st.lists(IDS, max_size=3, unique=True))
    own = draw(st.lists(IDS, min_size=1, max_size=3, unique=True))
    organisation: Data = {"name": draw(WORDS), "country": "AQ"}
    for key, values in (
        ("contact", CONTACTS),
        ("dpo", st.fixed_dictionaries({"email": MAILBOXES}, optional={"name": WORDS})),
        ("representative", st.fixed_dictionaries({"name": WORDS}, optional={"contact": CONTACTS})),
        ("joint_controllers", st.lists(st.fixed_dictionaries({"name": NAMES}), max_size=2, unique_by=lambda one: one["name"])),
    ):
        organisation |= {key: draw(values)} if draw(st.booleans()) else {}
    roles = st.sampled_from(["department", "processor", "joint_controller", "controller", "third_party", "authority"])
    kinds = st.sampled_from(["A45-3", "A46-2-b", "A46-2-c", "A46-2-d", "A49-1-a"])
    also = {"purpose": WORDS, "safeguard": st.fixed_dictionaries({"kind": kinds})}
    return {
        "privaudit": 1,
        "organisation": organisation,
        "recipients": [
            {"id": one, "name": draw(WORDS), "role": draw(roles), **draw(st.fixed_dictionaries({}, optional=also))} for one in recipients
        ],
        "security": draw(st.lists(WORDS, max_size=2, unique=True)),
        "activities": [draw(activities(one, recipients)) for one in own],
    }


def meaning(register: Register) -> Data:
    """What a register says, without the order and the grouping that say nothing."""
    data = register_data(register)
    for activity in data["activities"]:
        activity["basis"] = sorted(activity["basis"])
        activity["where"] = sorted(table for where in activity["where"] for table in where["tables"])
        columns = {(one["category"], column, one.get("reason", "")) for one in activity["data"] for column in one.get("columns", ())}
        activity["data"] = {one["category"] for one in activity["data"]}, columns
    return data


@given(registers())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_what_both_can_say_goes_there_and_back(data: Data) -> None:
    register = parsed(block(data))
    there = written("fideslang", register)
    assert meaning(read("fideslang", there.text).register) == meaning(register)
    assert {one.path for one in there.lost} <= {"organisation.country"}


def way(path: str) -> tuple[str, ...]:
    """The steps of a place: `activities[a].clocks[b]` is activities, a, clocks, b."""
    return tuple(within or plain for within, plain in re.findall(r"\[([^]]*)\]|([^].[]+)", path))


def said(data: object, steps: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The places of all that a register says; entries of a list are called as places call them."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from said(value, (*steps, key))
    elif isinstance(data, list):
        for value in data:
            if isinstance(value, dict):
                names = [value[name] for name in ("id", "channel", "category", "from", "check") if name in value]
                yield from said(value, (*steps, *names[:1]))
            else:
                yield (*steps, str(value))
    else:
        yield (*steps, str(data))


def test_of_the_register_with_every_key_all_is_carried_or_told(whole: Register) -> None:
    there = written("fideslang", whole)
    back = read("fideslang", there.text).register
    told = [way(one.path) for one in there.lost]
    before, after = set(said(register_data(whole))), set(said(register_data(back)))
    missing = {steps for steps in before - after if not any(steps[: len(lost)] == lost for lost in told)}
    assert missing == set()
    assert len(before & after) > 70


def test_what_is_lost_is_told_once_and_by_its_line(whole: Register, whole_text: str) -> None:
    lost = written("fideslang", whole).lost
    line = next(number for number, line in enumerate(whole_text.splitlines(), 1) if "id: after-contract" in line)
    assert len({str(one) for one in lost}) == len(lost)
    told = f"register.yaml:{line}: activities[residents].clocks[after-contract] is carried as words, which nobody can check"
    assert told in [str(one) for one in lost]


def test_a_declaration_has_one_purpose_and_one_basis() -> None:
    text = """\
privaudit: 1
organisation: {name: Example SAS, country: FR}
activities:
  - id: accounts
    purposes: [essential.service, sales]
    basis: [A6-1-b, A6-1-c, A9-2-a]
    subjects: [customer]
    where: []
    data: [{category: user.financial.salary}]
    clocks: [{id: c, start: {event: contract_end, column: t.ended_on}, max: P3Y}]
"""
    resources = yaml.safe_load(written("fideslang", parsed(text)).text)
    declarations = resources["system"][0]["privacy_declarations"]
    assert [(one["data_use"], one["legal_basis_for_processing"]) for one in declarations] == [
        ("essential.service", "Contract"),
        ("essential.service", "Legal obligations"),
        ("sales", "Contract"),
        ("sales", "Legal obligations"),
    ]
    assert declarations[0]["special_category_legal_basis"] == "Explicit consent"
    assert declarations[0]["retention_period"] == "records are deleted 3 years after contract end (t.ended_on)"
    assert len({one["name"] for one in declarations}) == 4


def test_our_own_categories_extend_the_tree_and_redefine_nothing() -> None:
    text = """\
privaudit: 1
organisation: {name: Example SAS, country: FR}
activities:
  - {id: a, purposes: [sales], basis: [], subjects: [], where: [], data: [{category: user.device.mac_address}, {category: user.device}]}
"""
    resources = yaml.safe_load(written("fideslang", parsed(text)).text)
    title = KNOWN.categories["user.device.mac_address"].title
    assert resources["data_category"] == [{"fides_key": "user.device.mac_address", "parent_key": "user.device", "name": title}]
    assert "user.device" in CATEGORIES


FOREIGN = """\
dataset:
  - fides_key: App_DB
    name: Application
    collections:
      - name: users
        data_categories: [user.contact]
        fields:
          - {name: email, data_categories: [user.contact.email], fides_meta: {identity: email, primary_key: true}}
          - {name: created, data_categories: [system.operations]}
          - name: profile
            fields: [{name: phone, data_categories: [user.contact.phone_number]}]
          - {name: odd, data_categories: [user.made_up]}
      - name: "log*"
        fields: []
  - fides_key: alone
    collections: [{name: t, fields: []}]
system:
  - fides_key: Shop
    system_type: Service
    vendor_id: v1
    dataset_references: [App_DB, missing]
    privacy_declarations:
      - {data_use: essential.service, data_categories: [user.contact.email, system], data_subjects: [customer, robot],
         legal_basis_for_processing: Consent, retention_period: "30 days"}
      - {data_use: made.up, data_categories: [], data_subjects: []}
    egress: [{fides_key: mailer, type: system}, {fides_key: user, type: user}]
  - {fides_key: mailer, name: Mailer, system_type: Service, privacy_declarations: []}
"""


def test_resources_of_others_become_a_register() -> None:
    found = read("fideslang", FOREIGN)
    data = register_data(found.register)
    shop, alone = data["activities"]
    assert (shop["id"], shop["purposes"], shop["basis"], shop["subjects"]) == ("shop", ["essential.service"], ["A6-1-a"], ["customer"])
    assert shop["where"] == [{"tables": ["users"]}]
    assert shop["data"] == [
        {"category": "user.contact.email", "columns": ["users.email"]},
        {"category": "user.contact"},
        {"category": "none", "columns": ["users.created"], "reason": "data of the system, not of persons"},
        {"category": "user.contact.phone_number", "columns": ["users.profile"]},
    ]
    assert data["recipients"] == [{"id": "mailer", "name": "Mailer", "role": "third_party"}]
    assert (alone["id"], alone["where"], alone["purposes"]) == ("alone", [{"tables": ["t"]}], [])


@pytest.mark.parametrize(
    "place",
    [
        "organization",
        "system[Shop].vendor_id",
        "system[Shop].dataset_references",
        "system[Shop].egress",
        "system[Shop].privacy_declarations[essential.service].data_subjects",
        "system[Shop].privacy_declarations[essential.service].data_categories",
        "system[Shop].privacy_declarations[essential.service].retention_period",
        "system[Shop].privacy_declarations[made.up].data_use",
        "system[mailer].responsibility",
        "dataset[App_DB].collections[log*].name",
        "dataset[App_DB].collections[users].fields[email].fides_meta.primary_key",
        "dataset[App_DB].collections[users].fields[odd].data_categories",
        "dataset[App_DB].collections[users].fields[profile].fields[phone].name",
        "dataset[alone].fides_key",
    ],
)
def test_what_a_register_cannot_say_is_told(place: str) -> None:
    assert place in [one.path for one in read("fideslang", FOREIGN).lost]


@pytest.mark.parametrize("text", ["system: []\n", "system: nonsense\n", "dataset: [1, 2]\n", "system: &a [{fides_key: x}]\n"])
def test_resources_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(RegisterError):
        read("fideslang", text)


def test_wrong_types_are_told_and_nothing_breaks() -> None:
    text = (
        "system: [{fides_key: a, name: [1], privacy_declarations: [{data_use: 7, data_categories: user, data_subjects: [1]}], egress: 5}]\n"
    )
    lost: list[Lost] = list(read("fideslang", text).lost)
    assert {"system[a].name", "system[a].egress", "system[a].privacy_declarations[#1].data_use"} <= {one.path for one in lost}


def test_a_tie_that_both_ends_tell_is_one_link() -> None:
    text = """\
dataset:
  - fides_key: shop
    collections:
      - name: orders
        fields: [{name: account, fides_meta: {references: [{dataset: shop, field: accounts.id, direction: to}]}}]
      - name: accounts
        fields: [{name: id, fides_meta: {references: [{dataset: shop, field: orders.account, direction: from}]}}]
"""
    assert register_data(read("fideslang", text).register)["links"] == [{"from": "orders.account", "to": "accounts.id"}]
