"""What has another id and says the same is one change, and what refers to it is none."""

from __future__ import annotations

import pytest

from privaudit.model.register_changes import ChangeKind, Effect
from tests.register_changes.conftest import WHOLE, Changed, altered, between


@pytest.mark.parametrize(
    ("replacements", "what", "register", "message"),
    [
        (
            [("{id: desk,", "{id: front-desk,"), ("recipients: [host, desk]", "recipients: [host, front-desk]")],
            "recipients",
            "front-desk",
            "The recipient desk is now called front-desk, and says the same.",
        ),
        ([("{id: figures,", "{id: statistics,")], "stores", "statistics", "The store figures is now called statistics, and says the same."),
        (
            [("- id: usage-log", "- id: content-log"), ("usage-log/year", "content-log/year")],
            "activities",
            "content-log",
            "The activity usage-log is now called content-log, and says the same.",
        ),
        (
            [
                ("- id: after-contract", "- id: past-contract"),
                ("except: [after-contract,", "except: [past-contract,"),
                ("except: [residents/after-contract]", "except: [residents/past-contract]"),
            ],
            "activities.clocks",
            "residents/past-contract",
            "The clock residents/after-contract is now called past-contract, and says the same.",
        ),
        (
            [("{id: year,", "{id: lcen,"), ("usage-log/year", "usage-log/lcen")],
            "activities.clocks",
            "usage-log/lcen",
            "The clock usage-log/year is now called lcen, and says the same.",
        ),
        (
            [("{id: client-b,", "{id: beta,")],
            "activities.controllers",
            "client-databases",
            "The controller client-b of client-databases is now called beta, and says the same.",
        ),
        (
            [("{id: inactive,", "{id: sleeping,")],
            "activities.marketing.clocks",
            "letters/marketing/email",
            "The clock inactive of marketing by email of letters is now called sleeping, and says the same.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_new_id_is_one_change(changed: Changed, replacements: list[tuple[str, str]], what: str, register: str, message: str) -> None:
    (change,) = changed(*replacements)
    assert (change.kind, change.what, change.register, change.effect) == (ChangeKind.RENAMED, what, register, Effect.NEITHER)
    assert change.message == message


def test_the_title_may_change_with_the_id_and_is_told_beside_it(changed: Changed) -> None:
    found = changed(
        ("- id: residents\n    title: Accounts of residents", "- id: tenants\n    title: Tenants"),
        ("[residents/after-contract]", "[after-contract]"),
    )
    assert [(change.kind, change.what, change.register) for change in found] == [
        (ChangeKind.RENAMED, "activities", "tenants"),
        (ChangeKind.CHANGED, "activities.title", "tenants"),
    ]


def test_what_says_something_else_too_came_and_went(changed: Changed) -> None:
    found = changed(('{id: figures, tables: ["stats_*"]', '{id: statistics, tables: ["figures_*"]'))
    assert [(change.kind, change.old or change.new) for change in found] == [
        (ChangeKind.ADDED, "statistics"),
        (ChangeKind.REMOVED, "figures"),
    ]


def test_of_two_that_say_the_same_nobody_knows_which_is_which() -> None:
    twins = altered(
        WHOLE,
        (
            "  - {id: desk, name: Front desk, role: department}\n",
            "".join(f"  - {{id: {name}, name: Front desk, role: department}}\n" for name in ("desk", "east", "west")),
        ),
    )
    renamed = altered(twins, ("{id: east,", "{id: north,"), ("{id: west,", "{id: south,"))
    found = between(twins, renamed)
    assert sorted((change.kind.value, change.old or change.new) for change in found) == [
        ("added", "north"),
        ("added", "south"),
        ("removed", "east"),
        ("removed", "west"),
    ]
