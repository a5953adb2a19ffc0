"""The gate: what a version does not check is refused by its name, wherever it stands; what stands beside it is read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from privaudit.errors import PrivauditError, RegisterError
from privaudit.model.register import Register
from privaudit.register.complaints import keys_at
from privaudit.register.unbuilt import GATE, NOT_BUILT, REMOVE_IT, Gate

Changed = Callable[[str, str], PrivauditError]
Load = Callable[[str], Register]
LoadThrough = Callable[[Gate, str], Register]

HOSTS = {
    "": ("security: [", "{key}: x\nsecurity: [", "{key}"),
    "organisation": ("  country: FR\n", "  country: FR\n  {key}: none\n", "organisation.{key}"),
    "links": ("{from: orders", "{{{key}: x, from: orders", "links[#1].{key}"),
    "recipients": ("{id: support,", "{{{key}: x, id: support,", "recipients[support].{key}"),
    "activities": ("    title: Customer", "    {key}: x\n    title: Customer", "activities[accounts].{key}"),
    "activities.clocks": ("{id: unused,", "{{{key}: x, id: unused,", "activities[accounts].clocks[unused].{key}"),
    "activities.clocks.applies_to": ("{rows: all}", "{{{key}: [x]}}", "activities[accounts].clocks[after-contract].applies_to.{key}"),
    "activities.clocks.start": ("{event: deletion", "{{{key}: x, event: deletion", "activities[accounts].clocks[on-request].start.{key}"),
    "activities.marketing": ("        contacts:", "        {key}: x\n        contacts:", "activities[newsletter].marketing[email].{key}"),
}
"""For each place: what of the full register is changed, and the key path that must be named."""

KEYS = {
    "": "stores accepted",
    "organisation": "professional_only third_parties identifiers",
    "links": "same",
    "recipients": "safeguard tables contacts consent",
    "activities": "controllers access foreign_contacts publication",
    "activities.clocks": "min when archive override exception valid everywhere except proof",
    "activities.clocks.applies_to": "categories columns",
    "activities.clocks.start": "after",
    "activities.marketing": "opt_in log clocks",
}
WORDS = [
    ("activities.role", "role: controller", "role: processor"),
    ("activities.clocks.then", "then: delete", "then: anonymise"),
    ("activities.clocks.then", "then: delete", "then: archive"),
    ("activities.marketing.channel", "channel: email", "channel: sms"),
]


def refusals(load: LoadThrough, gate: Gate, text: str) -> list[str]:
    with pytest.raises(RegisterError) as caught:
        load(gate, text)
    return [complaint.message for complaint in caught.value.complaints]


@pytest.mark.parametrize(("place", "key"), [(place, key) for place, keys in KEYS.items() for key in keys.split()])
def test_each_key_can_be_refused_by_name(load_text_through: LoadThrough, full: str, place: str, key: str) -> None:
    old, new, path = HOSTS[place]
    gate = Gate({place: frozenset({key})})
    with pytest.raises(RegisterError) as caught:
        load_text_through(gate, full.replace(old, new.format(key=key)))
    (complaint,) = caught.value.complaints
    assert complaint.message == f"`{path.format(key=key)}` {NOT_BUILT}"
    assert complaint.hint == REMOVE_IT


@pytest.mark.parametrize(("place", "old", "new"), WORDS, ids=[new for _, _, new in WORDS])
def test_each_word_can_be_refused_by_name(load_text_through: LoadThrough, full: str, place: str, old: str, new: str) -> None:
    word = new.partition(": ")[2]
    (message,) = refusals(load_text_through, Gate(words={place: frozenset({word})}), full.replace(old, new))
    assert message.endswith(f'is "{word}", which {NOT_BUILT}')


def test_the_gate_of_this_version_names_keys_and_words_of_the_format() -> None:
    for place, keys in GATE.keys.items():
        assert keys <= keys_at(tuple(filter(None, place.split(".")))), place
    for place in GATE.words:
        way, _, key = place.rpartition(".")
        assert key in keys_at(tuple(way.split("."))), place


def test_load_uses_the_gate_of_this_version(load_text: Load, load_text_through: LoadThrough, whole: str) -> None:
    assert outcome(load_text, whole) == outcome(partial(load_text_through, GATE), whole)


def outcome(load: Load, text: str) -> object:
    """What comes of a text: the ids of the activities, or what is wrong."""
    try:
        return [activity.id for activity in load(text).activities]
    except RegisterError as error:
        return [complaint.message for complaint in error.complaints]


def test_a_key_near_to_one_that_is_not_built_is_told_so(changed: Changed) -> None:
    assert changed("security: [", "store: x\nsecurity: [").hint == "did you mean `stores`?"


@pytest.mark.parametrize(
    ("gate", "said"),
    [
        (Gate({"": frozenset({"stores"})}), ["`stores`"]),
        (Gate({"activities.access": frozenset({"log"})}), ["`activities[residents].access.log`"]),
        (Gate({"links": frozenset({"same"})}), ["`links[#2].same`", "`links[#3].same`"]),
        (Gate({"activities.clocks.start": frozenset({"after"})}), ["`activities[residents].clocks[erasure-asked].start.after`"]),
    ],
)
def test_a_gate_refuses_its_keys_and_nothing_is_said_of_their_absence(
    load_text_through: LoadThrough, whole: str, gate: Gate, said: list[str]
) -> None:
    assert refusals(load_text_through, gate, whole) == [f"{path} {NOT_BUILT}" for path in said]


def test_what_a_key_held_that_is_refused_is_not_read(load_text_through: LoadThrough, whole: str) -> None:
    gate = Gate({"": frozenset({"stores"})})
    assert refusals(load_text_through, gate, whole.replace("dated_by: name", "dated_by: nonsense")) == [f"`stores` {NOT_BUILT}"]


def test_a_gate_refuses_words_and_reads_what_stands_beside_them(load_text_through: LoadThrough, whole: str) -> None:
    gate = Gate(words={"activities.marketing.channel": frozenset({"sms"})})
    found = refusals(load_text_through, gate, whole.replace("contacts: [leads.device]", "contacts: [device]"))
    assert found == [
        f'`activities[letters].marketing[sms].channel` is "sms", which {NOT_BUILT}',
        '`activities[letters].marketing[push].contacts[#1]` names no table: "device"',
    ]


def test_a_key_that_is_not_built_is_not_offered(load_text_through: LoadThrough, full: str) -> None:
    with pytest.raises(RegisterError) as caught:
        load_text_through(Gate({"activities": frozenset({"access"})}), full.replace("title: Customer", "zzz: 1\n    title: Customer"))
    (complaint,) = caught.value.complaints
    known = complaint.hint.removeprefix("known here: ").split(", ")
    assert "publication" in known
    assert "access" not in known
