"""What holds of any two registers."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from privaudit.model.register_changes import ChangeKind, RegisterChange
from privaudit.register_changes import changes_between
from privaudit.register_formats._register_data import register_data
from tests.register.test_whole import ways_in
from tests.register_changes.conftest import KNOWN
from tests.register_changes.single_changes import Single, registered, single_changes, whole, with_changes, with_some_of
from tests.register_formats.test_register import content

ROOTS = ("reviewed", "organisation", "links", "never_collected", "recipients", "security", "stores", "activities", "accepted")
HELD_TOGETHER = {
    "activities.clocks.override.when",
    "activities.clocks.override.when.all_of.not_null",
    "activities.clocks.override.when.any_of.is_null",
    "activities.clocks.start",
    "activities.clocks.start.after",
    "activities.clocks.start.after.from",
    "activities.clocks.start.after.from.after",
    "activities.clocks.start.after.from.after.from",
    "activities.clocks.start.earliest",
    "activities.marketing.channel",
    "activities.marketing.clocks.start",
    "organisation",
    "organisation.identifiers",
    "privaudit",
    "stores.temporary",
    "stores.when.is_null",
}
"""Places that cannot go or be another alone: what stands below them can, or they have one right value, or others need them."""

SINGLES = st.lists(st.sampled_from(single_changes()), min_size=1, max_size=6)


def test_every_place_of_the_format_is_changed_below_or_cannot_be_alone() -> None:
    places = {".".join(way) for way in ways_in(register_data(whole().register))}
    assert {place.partition(".")[0] for place in places} == {"privaudit", *ROOTS}
    assert {place for place in places if not _first_of(place)} == HELD_TOGETHER


def _first_of(place: str) -> list[Single]:
    """The first change of a place that is right of each kind: nothing, or another value."""
    found: dict[bool, Single] = {}
    for change in single_changes():
        if change.place == place and (change.value is None) not in found and with_changes(change) is not None:
            found[change.value is None] = change
    return list(found.values())


@pytest.mark.parametrize("root", ROOTS)
def test_every_change_of_one_thing_is_told(root: str) -> None:
    told = 0
    for place in dict.fromkeys(change.place for change in single_changes() if change.way[0] == root):
        for change in _first_of(place):
            new = with_changes(change)
            assert new is not None
            if content(new.register) != content(whole().register):
                assert changes_between(whole(), new, KNOWN) != (), change
                told += 1
    assert told


@settings(max_examples=60)
@given(old=SINGLES, new=SINGLES)
def test_the_change_the_other_way_round_mirrors(old: list[Single], new: list[Single]) -> None:
    before, after = with_some_of(old), with_some_of(new)
    there, back = changes_between(before, after, KNOWN), changes_between(after, before, KNOWN)
    assert Counter(map(_told, there)) == Counter(_told(_mirrored(change)) for change in back)


def _mirrored(change: RegisterChange) -> RegisterChange:
    kind = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}.get(change.kind, change.kind)
    return RegisterChange(
        kind=kind,
        what=change.what,
        register=change.register,
        effect=change.effect.reverse,
        special=change.special,
        old=change.new,
        new=change.old,
        old_place=change.new_place,
        new_place=change.old_place,
        message=change.message,
    )


def _told(change: RegisterChange) -> str:
    """All but the sentence, and the id, which is that of the new register."""
    return repr((change.kind, change.what, change.effect, change.special, change.old, change.new, change.old_place, change.new_place))


@settings(max_examples=30)
@given(changes=SINGLES, seed=st.integers(0, 2**32))
def test_what_only_moved_is_no_change(changes: list[Single], seed: int) -> None:
    before = with_some_of(changes)
    after = registered(_shuffled(register_data(before.register), random.Random(seed)))  # noqa: S311 no secret
    assert after is not None
    assert changes_between(before, after, KNOWN) == ()


def _shuffled(value: Any, chance: random.Random, key: str = "") -> Any:  # noqa: ANN401 plain data of a file
    """The same with its lists and mappings in another order; that of overrides counts, and stays."""
    if isinstance(value, dict):
        keys = chance.sample(list(value), len(value))
        return {name: _shuffled(value[name], chance, name) for name in keys}
    if isinstance(value, list):
        entries = value if key == "override" else chance.sample(value, len(value))
        return [_shuffled(entry, chance) for entry in entries]
    return value
