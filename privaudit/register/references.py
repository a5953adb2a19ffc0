"""What one part of a register says about another: ids that are unique, ids that are declared, columns of one table.

These look at the plain data and pass over whatever has the wrong form, so that they are told together with the errors of form.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from privaudit.register.problems import choice_hint
from privaudit.yaml_text.problems import Loc, Problem, quoted

_Mapping = dict[str, Any]


def reference_problems(data: object) -> Iterator[Problem]:
    """The problems between the parts of a register."""
    yield from _twice(data, "recipients", "id")
    yield from _twice(data, "activities", "id")
    declared = frozenset(entry["id"] for _, entry in _entries(data, "recipients") if isinstance(entry.get("id"), str))
    for loc, activity in _entries(data, "activities"):
        yield from _undeclared(activity, loc, declared)
        yield from _twice(activity, "clocks", "id", loc)
        yield from _twice(activity, "marketing", "channel", loc)
        for marketing_loc, marketing in _entries(activity, "marketing", loc):
            yield from _opt_out_tables(marketing, marketing_loc)


def _entries(data: object, key: str, loc: Loc = ()) -> Iterator[tuple[Loc, _Mapping]]:
    """The mappings of a list, each with its place."""
    for position, entry in enumerate(_list(data, key)):
        if isinstance(entry, dict):
            yield (*loc, key, position), entry


def _list(data: object, key: str) -> list[Any]:
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, list) else []


def _twice(data: object, key: str, name: str, loc: Loc = ()) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, entry in _entries(data, key, loc):
        value = entry.get(name)
        if not isinstance(value, str):
            continue
        if value in seen:
            hint = "give each its own id" if name == "id" else "put its contacts and opt-outs into one entry"
            yield Problem((*place, name), f"stands twice among the {key}: {quoted(value)}", hint)
        seen.add(value)


def _undeclared(activity: _Mapping, loc: Loc, declared: frozenset[str]) -> Iterator[Problem]:
    for position, recipient in enumerate(_list(activity, "recipients")):
        if isinstance(recipient, str) and recipient not in declared:
            hint = choice_hint(recipient, declared) or "declare it at the top, under recipients: [{id: ..., name: ..., role: ...}]"
            yield Problem((*loc, "recipients", position), f"is not a declared recipient: {quoted(recipient)}", hint)


def _opt_out_tables(marketing: _Mapping, loc: Loc) -> Iterator[Problem]:
    """Whose wish an entry is must be said, unless it stands in the row of the contact."""
    tables = {_table(contact) for contact in _list(marketing, "contacts")} - {None}
    for place, entry in _entries(marketing, "opt_out", loc):
        contacts = "list" if "list" in entry else "of"
        wish = "date" if contacts == "list" or "flag" not in entry else "flag"
        table, of = _table(entry.get(wish)), _table(entry.get(contacts))
        if table is None:
            continue
        if contacts in entry:
            if of is not None and of != table:
                yield Problem((*place, contacts), f"is not in the table of its `{wish}`", f"name a column of {quoted(table)}")
        elif table not in tables:
            says = f"does not say whose wish it is: {quoted(table)} is not a table of the `contacts`"
            yield Problem((*place, wish), says, f"add `of`, the column of {quoted(table)} that holds the contact")


def _table(column: object) -> str | None:
    """The table of a column reference, to be compared; None for anything else."""
    return (column.rpartition(".")[0].lower() or None) if isinstance(column, str) else None
