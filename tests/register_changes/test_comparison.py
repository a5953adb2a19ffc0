"""What changed, as it is said of the register with every key."""

from __future__ import annotations

import pytest

from privaudit.model.register_changes import ChangeKind, Effect
from tests.register_changes.conftest import WHOLE, Changed, altered, between

LOOSENS, TIGHTENS, NEITHER = Effect.LOOSENS, Effect.TIGHTENS, Effect.NEITHER
DEPARTURE = "{latest: [{event: contract_end, column: residents.ended_on}, {event: last_contact, column: residents.seen_at}]}"

ONE = [
    # activities and what they hold
    (
        "title: Accounts of residents",
        "title: Residents",
        NEITHER,
        "The activity residents now says title: Residents; it was Accounts of residents.",
    ),
    (
        "{category: user.contact}",
        "{category: user.contact}\n      - {category: user.financial}",
        LOOSENS,
        "The activity residents may now hold Financial situation (user.financial).",
    ),
    (
        "{category: user.contact}",
        "{category: user.contact}\n      - {category: user.contact.email}",
        NEITHER,
        "The activity residents may now hold E-mail address (user.contact.email).",
    ),
    (
        "{category: user.name.first, mandatory: true}",
        "{category: user.name.first}",
        LOOSENS,
        "The category user.name.first of the activity residents is no longer mandatory.",
    ),
    ("purposes: [essential.service]\n", "purposes: [essential.service, sales]\n", LOOSENS, "The activity residents now also serves sales."),
    (
        "basis: [A6-1-b, A9-2-a]",
        "basis: [A6-1-b]",
        TIGHTENS,
        "The activity residents no longer rests on explicit consent (Art. 9(2)(a) GDPR).",
    ),
    ("basis: [A6-1-f]", "basis: [A6-1-f, A6-1-a]", NEITHER, "The activity letters now rests on consent (Art. 6(1)(a) GDPR)."),
    (
        "{tables: [letter_export, leads]}",
        "{tables: [letter_export, leads, Fans]}",
        LOOSENS,
        "The activity letters now also owns Fans.",
    ),
    ("recipients: [host, desk]", "recipients: [host]", TIGHTENS, "The activity residents no longer passes data to desk."),
    (
        "columns: [washes.product_no]",
        "columns: [washes.product_no, washes.note]",
        LOOSENS,
        "The activity residents may now hold washes.note as no personal data.",
    ),
    # periods
    (
        "max: P10Y\n",
        "max: P12Y\n",
        LOOSENS,
        "The clock residents/after-contract now allows 12 years at most, longer than before: it was 10 years.",
    ),
    (
        "max: P2Y}",
        "max: P23M}",
        TIGHTENS,
        "The clock residents/phone-numbers now allows 23 months at most, shorter than before: it was 2 years.",
    ),
    (
        "{period: P1M,",
        "{period: P30D,",
        NEITHER,
        (
            "The clock residents/erasure-asked now runs from 30 days after 30 days after deletion request (requests.asked_at); "
            "it ran from 30 days after 1 month after deletion request (requests.asked_at)."
        ),
    ),
    (
        "min: P6M",
        "min: P3M",
        LOOSENS,
        "The clock usage-log/at-least now keeps data for 3 months at least, shorter than before: it was 6 months.",
    ),
    ("min: P6M}", "min: P6M, max: P5Y}", TIGHTENS, "The clock usage-log/at-least now has an end, after 5 years at most."),
    (
        "        tables: [residents, washes]\n",
        "",
        TIGHTENS,
        "The clock residents/after-contract is now for all tables that it reaches; it was for residents and washes.",
    ),
    (
        "then: anonymise",
        "then: delete",
        TIGHTENS,
        "At the end of the clock residents/on-closure, data is now to be deleted; it was to be anonymised.",
    ),
    (
        "}, max: P1Y}\n",
        "}, max: P30Y}\n",
        LOOSENS,
        "An exception of the clock residents/after-contract now allows 30 years at most, longer than before: it was 1 year.",
    ),
    # recipients and where data goes
    ("country: IE", "country: US", LOOSENS, "The recipient host is now in US (third country); it was in IE."),
    ("role: department", "role: third_party", LOOSENS, "The recipient desk is now a third party; it was a department."),
    (
        ', safeguard: {kind: A46-2-c, reference: "SCC 2021/914, 2025-01-10"}',
        "",
        LOOSENS,
        (
            "The recipient letters no longer has a safeguard; it was standard contractual clauses of the Commission (Art. 46(2)(c) GDPR); "
            "SCC 2021/914, 2025-01-10."
        ),
    ),
    (
        "{id: clouds, name: Nuage Inc, role: processor, country: US, safeguard: {kind: A45-3, certified: true}}",
        "{id: clouds, name: Nuage Inc, role: processor, country: US, safeguard: {kind: A45-3, certified: false}}",
        LOOSENS,
        (
            "The recipient clouds now has another safeguard: adequacy decision (Art. 45(3) GDPR); outside the scope of the decision; "
            "it was adequacy decision (Art. 45(3) GDPR); within the scope of the decision."
        ),
    ),
    # promises of the whole
    (
        '  - {category: user.financial.credit_card, where: ["wash*"]}\n',
        "",
        LOOSENS,
        "The promise never to collect Payment card (user.financial.credit_card) in wash* is withdrawn.",
    ),
    ("offered: [access, erasure, ", "offered: [access, ", LOOSENS, "The organisation no longer offers the right of erasure."),
    ("third_parties: with-consent", "third_parties: none", TIGHTENS, "Data now goes to third parties: none; it was: with consent."),
    (
        "professional_only: true",
        "professional_only: false",
        LOOSENS,
        "The organisation no longer promises that all contact details are professional ones.",
    ),
    (
        "security: [encryption at rest, access by role]",
        "security: [access by role]",
        LOOSENS,
        "The security measure is gone: encryption at rest.",
    ),
    (
        "until: 2026-12-31",
        "until: 2027-12-31",
        LOOSENS,
        "The acceptance of partial-read now holds until 2027-12-31; it was until 2026-12-31.",
    ),
    ("max_count: 1200", "max_count: 12", TIGHTENS, "The acceptance of cleartext-password now says max count: 12; it was 1200."),
    # marketing and stores
    (
        "          - {date: leads.unsubscribed_at, of: leads.email}\n",
        "",
        LOOSENS,
        "Marketing by email of letters no longer heeds an opt-out source: the date leads.unsubscribed_at.",
    ),
    ("      - {channel: push, contacts: [leads.device]}\n", "", TIGHTENS, "Marketing by push of letters is given up: leads.device."),
    (", required: true", "", LOOSENS, "Marketing by email of letters no longer needs consent."),
    ("max: P13M", "max: session", TIGHTENS, "The store cookies now allows the session at most, shorter than before: it was 13 months."),
    ("personal_data: false, ", "", LOOSENS, "The store cookies no longer says personal data: it was false."),
    (
        "identifiability: anonymised",
        "identifiability: pseudonymised",
        LOOSENS,
        "The store figures is now said to be pseudonymised; it was anonymised.",
    ),
    (
        '  - {id: snapshots, files: ["snapshots/*"], dated_by: modified, max: P2W}\n',
        "",
        LOOSENS,
        "The store snapshots is gone; it was: snapshots/*, at most 2 weeks.",
    ),
]


@pytest.mark.parametrize(("old", "new", "effect", "message"), ONE, ids=[message for *_, message in ONE])
def test_one_change_is_said_with_what_it_does(changed: Changed, old: str, new: str, effect: Effect, message: str) -> None:
    (change,) = changed((old, new)) if WHOLE.count(old) == 1 else between(WHOLE, WHOLE.replace(old, new, 1))
    assert (change.message, change.effect) == (message, effect)
    (back,) = between(altered(WHOLE, (old, new)) if WHOLE.count(old) == 1 else WHOLE.replace(old, new, 1), WHOLE)
    assert back.effect is effect.reverse


def test_a_change_tells_its_lines_in_both(changed: Changed) -> None:
    (change,) = changed(("# Every key", "#\n#\n# Every key"), ("        max: P10Y\n", "        max: P12Y\n"))
    line = WHOLE.splitlines().index("        max: P10Y") + 1
    assert [str(change.old_place), str(change.new_place)] == [f"old.yaml:{line}", f"new.yaml:{line + 2}"]
    assert (change.what, change.register, change.old, change.new) == ("activities.clocks.max", "residents/after-contract", "P10Y", "P12Y")


def test_what_one_register_lacks_stands_in_what_is_around_it(changed: Changed) -> None:
    (change,) = changed((", country: IE", ""))
    line = next(number for number, text in enumerate(WHOLE.splitlines(), 1) if "{id: host," in text)
    assert [str(change.old_place), str(change.new_place)] == [f"old.yaml:{line}", f"new.yaml:{line}"]
    (whole,) = changed(("reviewed: 2026-04-30\n", ""))
    assert (str(whole.old_place), whole.new_place) == ("old.yaml:3", None)


def test_a_special_category_stands_out_and_comes_first(changed: Changed) -> None:
    found = changed(
        ("max: P10Y\n", "max: P12Y\n"),
        ("{category: user.contact}", "{category: user.contact}\n      - {category: user.health_and_medical}"),
    )
    assert [(change.special, change.message) for change in found] == [
        (True, "The activity residents may now hold Health (Art. 9 GDPR; user.health_and_medical)."),
        (False, "The clock residents/after-contract now allows 12 years at most, longer than before: it was 10 years."),
    ]
    (withdrawn,) = changed(("  - {category: special, text: no sensitive data}\n", ""))
    assert withdrawn.special


def test_a_category_that_another_stands_for_is_nothing_new() -> None:
    (added,) = between(WHOLE, altered(WHOLE, ("data: [{category: user}]", "data: [{category: user}, {category: user.health_and_medical}]")))
    assert (added.effect, added.special) == (NEITHER, False)
    broader = between(WHOLE, altered(WHOLE, ("{category: user.name.first, mandatory: true}", "{category: user.name}")))
    assert {change.old or change.new: change.effect for change in broader} == {"user.name": LOOSENS, "user.name.first": NEITHER}


def test_a_new_activity_is_one_change_with_what_it_holds() -> None:
    holds = "data: [{category: user.health_and_medical}]"
    said = f"purposes: [employment], basis: [A6-1-b], subjects: [employee], where: [{{tables: [notes]}}], {holds}"
    activity = f"  - {{id: sick-notes, {said}}}\n"
    (added,) = between(WHOLE, altered(WHOLE, ("activities:\n", f"activities:\n{activity}")))
    assert (added.kind, added.effect, added.special, added.new) == (ChangeKind.ADDED, LOOSENS, True, "sick-notes")
    assert added.message == "The activity sick-notes is new: for employment; it holds Health (Art. 9 GDPR; user.health_and_medical)."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("max: P10Y\n", "max: P120M\n"),
        ("reviewed: 2026-04-30", 'reviewed: "2026-04-30"'),
        ("storage: [FR, {country: US, safeguard: {kind: A45-3}}]", "storage: [{country: US, safeguard: {kind: A45-3}}, FR]"),
        ("in: [closed, 7, true]", 'in: [true, "7", Closed]'),
        (
            "{latest: [{event: contract_end, column: residents.ended_on}]}",
            "{earliest: [{event: contract_end, column: Residents.Ended_On}]}",
        ),
        ("applies_to: {rows: all}\n        tables", "tables"),
        ("except: [residents/after-contract]", "except: [after-contract]"),
        ("{category: special, text: no sensitive data}", '{category: special, where: ["*.*"], text: no sensitive data}'),
        ("      - {tables: [residents, crm.residents]}\n", "      - {tables: [residents]}\n      - {tables: [CRM.residents]}\n"),
    ],
)
def test_the_same_in_other_words_is_no_change(changed: Changed, old: str, new: str) -> None:
    assert changed((old, new)) == []


def test_the_order_of_exceptions_is_said_since_the_first_counts() -> None:
    first, second = (line + "\n" for line in WHOLE.splitlines() if "- {when: {a" in line)
    (change,) = between(WHOLE, altered(WHOLE, (first + second, second + first)))
    assert (change.what, change.effect) == ("activities.clocks.override", NEITHER)
    assert (
        change.message == "The exceptions of the clock residents/after-contract stand in another order, and the first one that fits counts."
    )


def test_equal_registers_have_no_changes(changed: Changed) -> None:
    assert changed() == []


def test_a_start_more_moves_a_clock_by_which_of_them_counts(changed: Changed) -> None:
    alone = "{event: contract_end, column: residents.ended_on}"
    (fewer,) = changed((f"start: {DEPARTURE}", f"start: {alone}"))
    assert fewer.effect is TIGHTENS
    earliest = altered(WHOLE, (f"start: {DEPARTURE}", f"start: {DEPARTURE.replace('latest', 'earliest')}"))
    (more,) = between(altered(WHOLE, (f"start: {DEPARTURE}", f"start: {alone}")), earliest)
    assert more.effect is TIGHTENS
    (other,) = between(WHOLE, earliest)
    assert other.effect is NEITHER
