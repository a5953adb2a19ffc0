"""A whole draft as YAML: the head, the activities, and what no activity declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from privaudit.messages import number
from privaudit.model.estate import Topic
from privaudit.model.rules import CRIMINAL, GROUPS, SPECIAL, Rulebook
from privaudit.model.verdicts import Inventory
from privaudit.names.table_kind import Kind
from privaudit.proposal.activities import Group, groups
from privaudit.proposal.activity_text import in_doubt, write_activity
from privaudit.proposal.country import UNKNOWN, country_of
from privaudit.proposal.holdings import can_be_named, doubts, holdings, not_found
from privaudit.proposal.page import Page
from privaudit.proposal.pointers import Pointer, pointers
from privaudit.proposal.tables import Seen, tables_seen
from privaudit.proposal.wishes import suppression, suppressions, wishes
from privaudit.yaml_text.writing import scalar

NAMELESS = "To be filled in"
_UNREAD = 20
"""What could not be read and is named; more is counted."""
_RIGHTS = "[access, rectification, erasure, restriction, objection, portability, withdraw_consent]"


@dataclass(frozen=True, slots=True)
class Named:
    """What the user says of the organisation; empty where nothing."""

    organisation: str = ""
    country: str = ""
    """ISO 3166 alpha-2."""


def write(inventory: Inventory, rulebook: Rulebook, named: Named) -> tuple[Page, int]:
    """The draft, and how many activities it has."""
    tables = tables_seen(inventory, rulebook)
    points = pointers(tables)
    found = groups(tables, points)
    declared = {seen for group in found for seen in group.tables}
    page = Page()
    _head(page, inventory, found, rulebook)
    _organisation(page, named, country_of(tables))
    _recipients(page)
    _never(page, not_found(tables, rulebook), rulebook)
    _links(page, points, declared)
    _activities(page, found, rulebook)
    _rest(page, [seen for seen in tables if seen not in declared], points, declared)
    return page, len(found)


def _head(page: Page, inventory: Inventory, found: Sequence[Group], rulebook: Rulebook) -> None:
    estate = inventory.estate
    bare = sum(not table.has_rows for table in estate.tables)
    page.say(0, "Register of processing activities (GDPR Art. 30): a first draft")
    page.line("#")
    read = f"{number(len(estate.tables), 'table')} with {number(len(inventory.columns), 'column')}"
    by_name = f"; {bare} of them without rows, by names and types alone" if bare else ""
    page.say(
        0,
        f"Drafted by `privaudit register new` from what was found in {read}{by_name}.  It says what the data holds, not whether that is "
        "allowed: purposes, bases, periods and recipients are yours to decide.  Each `# ?` is a question for somebody who knows; "
        "take it out when it is answered.  Lines behind a `#` that look like YAML are proposals: take the `# ` off to declare them.",
    )
    page.line("#")
    page.say(0, "A column that was taken for something it is not is answered under `data` of its activity:")
    page.offer(0, ['  - {category: none, columns: [table.column], reason: "an article number"}'])
    page.say(0, "and one that holds what nobody saw:")
    page.offer(0, ["  - {category: user.contact.email, columns: [table.column]}"])
    _alarms(page, found, rulebook)
    unread = [f"{entry.what}: {entry.reason}" for entry in inventory.skipped if entry.topic is Topic.UNREAD]
    if unread:
        page.line("#")
        page.say(0, "Not read, or not wholly, and so perhaps not in this draft:")
        for entry in unread[:_UNREAD]:
            page.say(0, entry, "- ")
        if len(unread) > _UNREAD:
            page.say(0, f"and {len(unread) - _UNREAD:,} more", "- ")
    for said in inventory.skipped:
        if said.topic is Topic.SHOWN_TWICE:
            page.line("#")
            page.say(0, f"{said.what}: {said.reason}.")
    page.line()
    page.line("privaudit: 1")
    page.asking([("# reviewed: 2026-01-31", "the day on which somebody last went through all of it")])


def _alarms(page: Page, found: Sequence[Group], rulebook: Rulebook) -> None:
    for group, article in ((SPECIAL, "special categories (GDPR Art. 9)"), (CRIMINAL, "crimes or offences (GDPR Art. 10)")):
        held = [holding for one in found for holding in holdings(one.tables, rulebook) if holding.group == group]
        columns = dict.fromkeys(column for holding in held for column in holding.columns)
        if columns:
            page.line("#")
            page.say(0, f"Data of {article} was found: {', '.join(columns)}.  Look there first.", "!!! ")


def _organisation(page: Page, named: Named, guessed: str | None) -> None:
    page.line()
    page.line("organisation:")
    country = named.country or guessed or UNKNOWN
    why = "by phone and identity numbers in the data: right?" if guessed else "not known, so Antarctica stands here: write yours."
    lines = [
        (f"  name: {scalar(named.organisation or NAMELESS)}", "the controller, by its full name (Art. 30(1)(a))"),
        (f"  country: {scalar(country)}", f"{why}  Numbers and dates are read by it"),
    ]
    for line, question, said in zip(*zip(*lines, strict=True), (named.organisation, named.country), strict=True):
        if said:
            page.line(line)
        else:
            page.asking([(line, question)])
    page.ask(2, "How are you reached about personal data, and is there a data protection officer? (Art. 30(1)(a), 37)")
    page.offer(2, ["contact: {email: privacy@example.org}", "dpo: {email: dpo@example.org}"])
    page.ask(2, "Which rights are offered, and where are they exercised? (Art. 13(2)(b), 15 to 22)")
    page.offer(2, ["rights:", "  contact: privacy@example.org", f"  offered: {_RIGHTS}"])


def _recipients(page: Page) -> None:
    page.line()
    asked = "Who gets or sees the data: departments, processors (hosting, mailing, payment ...), others, in which countries?"
    page.ask(0, f"{asked} (Art. 30(1)(d), (e))")
    page.offer(
        0,
        [
            "recipients:",
            "  - {id: support, name: Support department, role: department}",
            "  - {id: hosting, name: Example Host, role: processor, country: IE, purpose: hosting}",
        ],
    )
    page.line()
    page.ask(0, "How is it protected, in general words? (Art. 30(1)(g), 32)")
    page.offer(0, ["security: [encryption in transit, access by role, daily backups]"])


def _never(page: Page, absent: Sequence[str], rulebook: Rulebook) -> None:
    every = {category for category in rulebook.categories if rulebook.group_of(category) in GROUPS}
    page.line()
    if not absent:
        page.ask(0, "Does a policy promise that something is never collected?  Of each special category there is a sign in the data.")
        return
    page.ask(
        0,
        "Does a policy promise that something is never collected?  No column shows a sign of these; keep those that are promised, so that "
        "the day on which one turns up is noticed:",
    )
    roots = {group: [one for one in absent if rulebook.group_of(one) == group] for group in GROUPS}
    lines = ["never_collected:"]
    for group, own in roots.items():
        below = [one for one in every if rulebook.group_of(one) == group]
        whole = all(any(one == root or one.startswith(f"{root}.") for root in own) for one in below)
        lines += [f"  - {{category: {group}}}"] if whole and below else [f"  - {{category: {scalar(one)}}}" for one in own]
    page.offer(0, lines)
    if f"  - {{category: {SPECIAL}}}" in lines:
        page.say(0, f"({SPECIAL}: all of GDPR Art. 9: health, religion, ethnic origin, opinions, sex life, trade unions, biometric data)")


def _links(page: Page, points: Mapping[Seen, Sequence[Pointer]], declared: Iterable[Seen]) -> None:
    known = frozenset(declared)
    lines = [
        f"  - {{from: {scalar(f'{seen.name}.{pointer.column}')}, to: {scalar(f'{pointer.target.name}.{pointer.target_column}')}}}"
        for seen, own in points.items()
        for pointer in own
        if not pointer.declared and pointer.target_column and {seen, pointer.target} <= known
        if can_be_named(seen.name, pointer.column) and can_be_named(pointer.target.name, pointer.target_column)
    ]
    if lines:
        page.line()
        page.ask(0, "No foreign key says how these rows belong together, but the names do.  Clocks follow such ties: is each right?")
        page.offer(0, ["links:", *lines])


def _activities(page: Page, found: Sequence[Group], rulebook: Rulebook) -> None:
    declared = [seen for group in found for seen in group.tables]
    all_wishes = [wish for seen in declared if suppression(seen) is None for wish in wishes(seen)]
    lists = suppressions(declared)
    page.line()
    if not found:
        page.ask(0, "Nothing personal was found, so this one activity is empty: which tables does one own, and what do they hold?")
    else:
        page.ask(0, "Is an activity done for somebody else, who decides why?  Then its role is `processor` (Art. 30(2)).")
        page.ask(0, "Are tables together that serve different purposes, or apart that serve one?  Move them.")
    page.line("activities:")
    if not found:
        page.line("  - {id: first, title: To be filled in, purposes: [], basis: [], subjects: [], where: [], data: []}")
    for position, group in enumerate(found):
        if position:
            page.line()
        write_activity(page, group, all_wishes, lists, rulebook)


def _rest(page: Page, tables: Sequence[Seen], points: Mapping[Seen, Sequence[Pointer]], declared: Iterable[Seen]) -> None:
    if not tables:
        return
    page.line()
    page.say(0, f"No activity declares these tables, in which no personal data was found: {', '.join(seen.name for seen in tables)}")
    tied = list(_tied(tables, points, frozenset(declared)))
    if tied:
        page.ask(0, f"Their rows point to rows with personal data; are they about those persons, too?  {', '.join(tied)}")
    for doubt in doubts(tables):
        page.ask(0, in_doubt(doubt))


def _tied(tables: Sequence[Seen], points: Mapping[Seen, Sequence[Pointer]], declared: frozenset[Seen]) -> Iterator[str]:
    for seen in tables:
        pointing = next((pointer for pointer in points[seen] if pointer.target in declared and pointer.target.kind is Kind.PERSON), None)
        if pointing is not None:
            yield f"{seen.name}.{pointing.column}"
