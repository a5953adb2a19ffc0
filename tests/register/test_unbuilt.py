"""What the format knows and this version does not check is refused by its name, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privaudit.errors import PrivauditError
from privaudit.register.unbuilt import NOT_BUILT, REMOVE_IT, UNBUILT_CHANNELS, UNBUILT_ENDS, UNBUILT_KEYS, UNBUILT_ROLES

Changed = Callable[[str, str], PrivauditError]

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


@pytest.mark.parametrize(("place", "key"), [(place, key) for place, keys in UNBUILT_KEYS.items() for key in sorted(keys)])
def test_each_key_that_is_not_built_is_refused_by_name(changed: Changed, place: str, key: str) -> None:
    old, new, path = HOSTS[place]
    complaint = changed(old, new.format(key=key))
    assert complaint.message == f"`{path.format(key=key)}` {NOT_BUILT}"
    assert complaint.hint == REMOVE_IT


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("role: controller", "role: {}", UNBUILT_ROLES),
        ("then: delete", "then: {}", UNBUILT_ENDS),
        ("channel: email", "channel: {}", UNBUILT_CHANNELS),
    ],
)
def test_each_word_that_is_not_built_is_refused_by_name(changed: Changed, old: str, new: str, words: frozenset[str]) -> None:
    for word in words:
        assert changed(old, new.format(word)).message.endswith(f'is "{word}", which {NOT_BUILT}')


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("[subject, third_party]", "[subject, {third_party: agency}]", "activities[accounts].source[#2]"),
        ("source: observed", "source: {third_party: agency}", "activities[newsletter].source"),
        ("storage: [FR, NO]", "storage: [FR, {country: US}]", "activities[accounts].storage[#2]"),
    ],
)
def test_each_form_that_is_not_built_is_refused_by_name(changed: Changed, old: str, new: str, path: str) -> None:
    complaint = changed(old, new)
    assert complaint.message.startswith(f"`{path}` ")
    assert "mapping" in complaint.message


def test_a_key_near_to_one_that_is_not_built_is_told_so(changed: Changed) -> None:
    assert changed("security: [", "store: x\nsecurity: [").hint == "did you mean `stores`?"
