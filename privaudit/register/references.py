"""What one part of a register says about another: ids that are unique, ids that are declared, columns of one table.

These look at the plain data and pass over whatever has the wrong form, so that they are told together with the errors of form.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.rules import GROUPS, is_within
from privaudit.model.stores import TICKET
from privaudit.register.plain import Mapping, entries, mapping, texts
from privaudit.register.problems import choice_hint
from privaudit.register.same_table import marketing_problems, sharing_problems
from privaudit.register.value_checks import CLOCK
from privaudit.yaml_text.problems import Loc, Problem, quoted

_SAME = frozenset({"email", "phone"})
"""Identifiers that compare by rules of their own, declared or not."""


def reference_problems(data: object, categories: frozenset[str]) -> Iterator[Problem]:
    """The problems between the parts of a register; `categories` are those that are known, and their prefixes."""
    for key in ("recipients", "stores", "activities"):
        yield from _twice(data, key, "id")
    yield from _unknown_identifiers(data)
    for loc, store in entries(data, "stores"):
        yield from _tickets(store, loc)
    for loc, recipient in entries(data, "recipients"):
        yield from sharing_problems(recipient, loc)
    recipients = frozenset(entry["id"] for _, entry in entries(data, "recipients") if isinstance(entry.get("id"), str))
    clocks = frozenset(_clock_names(data))
    for loc, activity in entries(data, "activities"):
        yield from _undeclared(activity, loc, recipients)
        yield from _of_activity(activity, loc, clocks)
        for at, clock in entries(activity, "clocks", loc):
            yield from _foreign_categories(activity, clock, at, categories)


def _of_activity(activity: Mapping, loc: Loc, clocks: frozenset[str]) -> Iterator[Problem]:
    yield from _twice(activity, "controllers", "id", loc)
    yield from _twice(activity, "clocks", "id", loc)
    yield from _twice(activity, "marketing", "channel", loc)
    for at, clock in entries(activity, "clocks", loc):
        yield from _excepted(activity, clock, at, clocks)
    for at, marketing in entries(activity, "marketing", loc):
        yield from _twice(marketing, "clocks", "id", at)
        yield from marketing_problems(marketing, at)


def _twice(data: object, key: str, name: str, loc: Loc = ()) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, entry in entries(data, key, loc):
        value = entry.get(name)
        if not isinstance(value, str):
            continue
        if value in seen:
            hint = "give each its own id" if name == "id" else "put its contacts and opt-outs into one entry"
            yield Problem((*place, name), f"stands twice among the {key}: {quoted(value)}", hint)
        seen.add(value)


def _undeclared(activity: Mapping, loc: Loc, declared: frozenset[str]) -> Iterator[Problem]:
    for place, recipient in texts(activity, "recipients", loc):
        if recipient not in declared:
            hint = choice_hint(recipient, declared) or "declare it at the top, under recipients: [{id: ..., name: ..., role: ...}]"
            yield Problem(place, f"is not a declared recipient: {quoted(recipient)}", hint)


def _unknown_identifiers(data: object) -> Iterator[Problem]:
    """The rules by which a link compares are those of an identifier."""
    known = _SAME | frozenset(mapping(mapping(data, "organisation"), "identifiers"))
    for loc, link in entries(data, "links"):
        same = link.get("same")
        if isinstance(same, str) and same not in known:
            says = f"is neither email, phone nor one of the organisation's identifiers: {quoted(same)}"
            yield Problem((*loc, "same"), says, choice_hint(same, known))


def _tickets(store: Mapping, loc: Loc) -> Iterator[Problem]:
    """The names of temporary copies hold the id of their ticket, and no other store has tickets."""
    temporary = "temporary" in store
    for key, example in (("tables", f"support_{TICKET}.*"), ("files", f"support/{TICKET}.sql")):
        for place, glob in texts(store, key, loc):
            if temporary and TICKET not in glob:
                yield Problem(place, f"does not say of which ticket it is: {quoted(glob)}", f'write "{example}"')
            elif not temporary and TICKET in glob:
                hint = "add temporary: {event: request_closed, ticket: tickets.id, closed: tickets.closed_at}"
                yield Problem(place, f"is of a ticket, and the store has no `temporary`: {quoted(glob)}", hint)


def _clock_names(data: object) -> Iterator[str]:
    """All clocks, as activity/clock."""
    for _, activity in entries(data, "activities"):
        for _, clock in entries(activity, "clocks"):
            yield f"{activity.get('id')}/{clock.get('id')}"


def _excepted(activity: Mapping, clock: Mapping, loc: Loc, clocks: frozenset[str]) -> Iterator[Problem]:
    """The clocks that go before another exist, and are others."""
    own = f"{activity.get('id')}/"
    for place, name in texts(clock, "except", loc):
        full = name if "/" in name else own + name
        if full == f"{own}{clock.get('id')}":
            yield Problem(place, f"is the clock itself: {quoted(name)}", "name the clocks that go before it, or remove it")
        elif full not in clocks and CLOCK.fullmatch(name):
            hint = choice_hint(name, {one.removeprefix(own) for one in clocks}) or "write the clock's id, or activity/clock"
            yield Problem(place, f"is not a declared clock: {quoted(name)}", hint)


def _foreign_categories(activity: Mapping, clock: Mapping, loc: Loc, known: frozenset[str]) -> Iterator[Problem]:
    """A clock for a category that its activity does not hold would never run.  Of a group nobody can tell without the rules."""
    data = {entry["category"] for _, entry in entries(activity, "data") if isinstance(entry.get("category"), str)}
    if data.intersection(GROUPS):
        return
    for place, category in texts(mapping(clock, "applies_to"), "categories", (*loc, "applies_to")):
        if category in known.difference(GROUPS) and not any(is_within(category, one) or is_within(one, category) for one in data):
            says = f"is no category of the activity's `data`: {quoted(category)}"
            yield Problem(place, says, "declare it there, or name one that is")
