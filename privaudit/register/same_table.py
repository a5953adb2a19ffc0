"""Columns that must stand in one table, because one row holds them: a wish and whose it is, a message and its time."""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.register.plain import Mapping, entries, items, mapping, table_of
from privaudit.yaml_text.problems import Loc, Problem, quoted


def sharing_problems(recipient: Mapping, loc: Loc) -> Iterator[Problem]:
    """The columns of a consent to be passed on."""
    yield from _together(mapping(recipient, "consent"), "given", ("withdrawn", "of"), (*loc, "consent"))


def marketing_problems(marketing: Mapping, loc: Loc) -> Iterator[Problem]:
    """The columns of the wishes about one channel, and of its log."""
    contacts = {table_of(contact) for contact in items(marketing, "contacts")} - {None}
    for at, opt_out in entries(marketing, "opt_out", loc):
        whose = "list" if "list" in opt_out else "of"
        wish = "date" if whose == "list" or "flag" not in opt_out else "flag"
        yield from _wish(opt_out, wish, whose, contacts, at)
    opt_in, at = mapping(marketing, "opt_in"), (*loc, "opt_in")
    yield from _wish(opt_in, "column", "of", contacts, at)
    yield from _together(opt_in, "column", ("evidence",), at)
    yield from _together(mapping(marketing, "log"), "recipient", ("at",), (*loc, "log"))


def _wish(entry: Mapping, wish: str, whose: str, contacts: set[str | None], loc: Loc) -> Iterator[Problem]:
    """Whose wish an entry is must be said, unless it stands in the row of the contact."""
    table = table_of(entry.get(wish))
    if table is None:
        return
    if whose in entry:
        yield from _together(entry, wish, (whose,), loc)
    elif table not in contacts:
        says = f"does not say whose wish it is: {quoted(table)} is not a table of the `contacts`"
        yield Problem((*loc, wish), says, f"add `of`, the column of {quoted(table)} that holds the contact")


def _together(entry: Mapping, first: str, others: tuple[str, ...], loc: Loc) -> Iterator[Problem]:
    table = table_of(entry.get(first))
    for name in others:
        beside = table_of(entry.get(name))
        if table is not None and beside is not None and beside != table:
            yield Problem((*loc, name), f"is not in the table of its `{first}`", f"name a column of {quoted(table)}")
