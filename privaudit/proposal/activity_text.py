"""One activity of a draft as YAML."""

from __future__ import annotations

from collections.abc import Sequence

from privaudit.legal_terms import BASES
from privaudit.model.register import Choice
from privaudit.model.rules import CRIMINAL, SPECIAL, Rulebook
from privaudit.proposal.activities import Group
from privaudit.proposal.dates import Dated, dated, starts, unexplained
from privaudit.proposal.holdings import Doubt, Holding, doubts, holdings
from privaudit.proposal.page import WIDTH, Page
from privaudit.proposal.phrases import Asked, vocabulary
from privaudit.proposal.tables import Seen
from privaudit.proposal.wishes import Suppression, Wish, contacts, suppression, wishes
from privaudit.yaml_text.writing import flow, scalar
from privaudit.yes_no import NO

MARKETING = "marketing"
_LOUD = {
    SPECIAL: "SPECIAL CATEGORIES (GDPR Art. 9): forbidden unless one of Art. 9(2) holds.  Name it in `basis` (A9-2-a: explicit "
    "consent ...), or erase the data.",
    CRIMINAL: "CRIMES AND OFFENCES (GDPR Art. 10): only under official authority, or where a law allows it.  Name the law, or erase "
    "the data.",
}
_CLOCKS = 3
"""Tables for which a clock is proposed, at most."""
_DATES = 16
"""Dates that are told, at most."""
_IN = 4
"""Blanks before the keys of an activity."""
_HOW_LONG = "How long is it needed, from when on, and what then? (Art. 5(1)(e), 30(1)(f))"
_PERIOD = "max:  # a period: P3Y is three years, P18M eighteen months, P30D thirty days"


def write_activity(page: Page, group: Group, all_wishes: Sequence[Wish], lists: Sequence[Suppression], rulebook: Rulebook) -> None:
    """Adds an activity to the page.  The wishes and lists are those of all activities: a mailing must heed them wherever they stand."""
    page.line(f"  - id: {scalar(group.id)}")
    page.line(f"    title: {scalar(group.title)}")
    page.line("    role: controller")
    found = holdings(group.tables, rulebook)
    _reasons(page, group, special=any(holding.group == SPECIAL for holding in found))
    _where(page, group.tables)
    _data(page, found, doubts(group.tables))
    page.asking(
        [
            ("    # source: subject", "from the person, or observed, inferred, third_party? (Art. 14(2)(f))"),
            ("    # recipients: []", "who gets or sees it: ids of the recipients above (Art. 30(1)(d))"),
            ("    # storage: []", "in which countries it lies, as [FR, IE] (Art. 30(1)(e))"),
        ]
    )
    _clocks(page, group)
    _marketing(page, group, all_wishes, lists)


def _reasons(page: Page, group: Group, *, special: bool) -> None:
    asked = _asked(group)
    purposes = f"what for{': ' if asked.purposes else ''}{', '.join(asked.purposes)}? (Art. 5(1)(b), 30(1)(b))"
    bases = ", ".join(f"{basis} ({BASES[basis]})" for basis in asked.bases) or "A6-1-a ... A6-1-f"
    subjects = "proposed from the names of the tables" if group.sure else "a guess: who are they?"
    page.asking(
        [
            ("    purposes: []", purposes),
            ("    basis: []", f"{bases}? (Art. 6(1)){'; and one of A9-2-a ... A9-2-j (Art. 9(2))' if special else ''}"),
            (f"    subjects: {flow(group.subjects)}", subjects if group.subjects else "who are they: customer, employee, visitor ...?"),
        ]
    )


def _asked(group: Group) -> Asked:
    if group.family is not None:
        return group.family.asked
    known = vocabulary().asked
    return next((known[subject] for subject in group.subjects if subject in known), Asked())


def _where(page: Page, tables: Sequence[Seen]) -> None:
    globs = [glob_of(seen.name) for seen in tables if seen.name]
    if len(globs) < len(tables):
        page.say(_IN, "A table has no name: no register can declare it.")
    page.line("    where:" if globs else "    where: []")
    if not globs:
        return
    short = f"      - {{tables: {flow(globs)}}}"
    if len(short) <= WIDTH:
        page.line(short)
        return
    page.line("      - tables:")
    for glob in globs:
        page.line(f"          - {scalar(glob)}")


def glob_of(table: str) -> str:
    """The glob that fits a table of this name and no other.

    What no file can hold, half of a surrogate pair from a file name that is no Unicode, becomes a `?`.
    """
    known = "".join("?" if "\ud800" <= char <= "\udfff" else f"[{char}]" if char in "*?[" else char for char in table)
    return known if known.strip() else "".join(f"[{char}]" for char in known)


def _data(page: Page, found: Sequence[Holding], open_questions: Sequence[Doubt]) -> None:
    page.line("    data:" if found else "    data: []")
    entries = [f"      - {{category: {scalar(one.category)}{', mandatory: true' if one.mandatory else ''}}}" for one in found]
    widest = max((len(entry) for entry in entries), default=0)
    loud: set[str | None] = {None}
    for entry, holding in zip(entries, found, strict=True):
        if holding.group not in loud:
            loud.add(holding.group)
            page.say(_IN + 2, _LOUD[holding.group or SPECIAL], "!!! ")
        columns = ", ".join(holding.columns)
        if widest + len(columns) + len("  # ") <= WIDTH:
            page.line(f"{entry:<{widest}}", columns)
        else:
            page.say(_IN + 2, f"{columns}:")
            page.line(entry)
    for doubt in open_questions:
        page.ask(_IN + 2, in_doubt(doubt))


def in_doubt(doubt: Doubt) -> str:
    """The question about columns of which nobody can tell but people."""
    return f"is this personal? {', '.join(doubt.columns)}: {doubt.why} ({doubt.category})"


def _clocks(page: Page, group: Group) -> None:
    found = dated(group)
    if not found:
        page.ask(_IN, f"{_HOW_LONG}  {_undated(group)}")
        return
    by_table = [(seen, starts(seen, [one for one in found if one.seen is seen])) for seen in group.tables]
    dating = [(seen, begin) for seen, begin in by_table if begin]
    if dating and dating[0][0] is group.tables[0] and group.family is None:
        dating = dating[:1]
    page.ask(_IN, f"{_HOW_LONG}  Dates that could start a clock: {_told(found)}")
    lines = ["clocks:"] if dating else []
    for number, (seen, begin) in enumerate(dating[:_CLOCKS], 1):
        lines.append(f"  - id: {'retention' if len(dating) == 1 else f'retention-{number}'}")
        if seen is not group.tables[0] or len(dating) > 1:
            lines.append(f"    tables: {flow([glob_of(seen.name)])}")
        lines += [f"    start: {_start(begin)}", f"    {_PERIOD}", "    then: delete"]
    page.offer(_IN, lines)


def _undated(group: Group) -> str:
    """What is said where no date tells by its name that it could start a clock."""
    others = unexplained(group)
    if not others:
        return "No date that could start a clock was found."
    more = f"; and {len(others) - _DATES:,} more" if len(others) > _DATES else ""
    return f"Dates whose names do not say of what they are: {', '.join(others[:_DATES])}{more}"


def _told(found: Sequence[Dated]) -> str:
    """The dates of the first tables, and the number of the others."""
    told = ", ".join(f"{one.column} ({one.event.value})" for one in found[:_DATES])
    return told if len(found) <= _DATES else f"{told}; and {len(found) - _DATES:,} more"


def _start(begin: Sequence[Dated]) -> str:
    events = [f"{{event: {one.event.value}, column: {scalar(one.column)}}}" for one in begin]
    return events[0] if len(events) == 1 else f"{{{Choice.LATEST.value}: [{', '.join(events)}]}}"


def _marketing(page: Page, group: Group, all_wishes: Sequence[Wish], lists: Sequence[Suppression]) -> None:
    own = [wish for seen in group.tables if suppression(seen) is None for wish in wishes(seen)]
    is_marketing = group.family is not None and group.family.id == MARKETING
    if not is_marketing and not own:
        return
    heeded = all_wishes if is_marketing else own
    written_to = [seen for seen in group.tables if suppression(seen) is None and (is_marketing or wishes(seen))]
    mails = [mail for seen in written_to for mail in contacts(seen)]
    asked = "Are these people sent direct marketing? (Art. 21(2), 21(3))"
    if not mails:
        page.ask(_IN, f"{asked}  Nothing here holds the addresses that a mailing would go to.")
        return
    page.ask(_IN, f"{asked}  By e-mail it would be declared so; mind what each column means:")
    page.offer(_IN, ["marketing:", "  - channel: email", f"    contacts: {flow(mails)}"])
    page.offer(_IN, _opt_in(heeded))
    page.offer(_IN, _opt_out(heeded, lists if is_marketing else ()))


def _opt_in(found: Sequence[Wish]) -> list[str]:
    given = next((wish for wish in found if not wish.against), None)
    return [] if given is None else [f"    opt_in: {{column: {scalar(given.column)}, of: {scalar(given.contact)}}}"]


def _opt_out(found: Sequence[Wish], lists: Sequence[Suppression]) -> list[str]:
    lines = []
    for wish in found:
        if wish.date and wish.against:
            lines.append(f"      - {{date: {scalar(wish.column)}, of: {scalar(wish.contact)}}}")
        elif wish.against:
            lines.append(f"      - {{flag: {scalar(wish.column)}, of: {scalar(wish.contact)}}}")
        elif not wish.date:
            # Without `means` a flag is set by a plain yes in any language; of one that says who may be contacted it is a plain no.
            lines += [f"      - flag: {scalar(wish.column)}", f"        of: {scalar(wish.contact)}", f"        means: {flow(NO)}"]
    for listed in lists:
        date = f", date: {scalar(listed.date)}" if listed.date else ""
        lines.append(f"      - {{list: {scalar(listed.contact)}{date}}}")
    return ["    opt_out:", *lines] if lines else []
