"""A first draft of a register, from a scan.

From the inventory to the text:

    tables       what each table is about                phrases: the words that tell
    pointers     which table points to which
    activities   tables -> activities
    holdings     the categories of an activity, and what is open
    dates        dates that could start a clock; wishes: columns about marketing; country: where the organisation is
    text         the whole draft                         activity_text: one activity; page: its lines

A draft says what was found.  What only people can decide (purposes, bases, periods, recipients) it asks, in comments; and it
loads as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from privaudit.model.estate import Skipped
from privaudit.model.rules import Rulebook
from privaudit.model.verdicts import Inventory
from privaudit.proposal.text import Named, write


@dataclass(frozen=True, slots=True)
class RegisterProposal:
    """A draft, and what to say of it."""

    text: str
    """YAML that loads as a register."""
    activities: int
    tables: int
    """Tables that were looked at."""
    questions: int
    skipped: tuple[Skipped, ...]
    incomplete: bool
    """Whether a target or a table could not be read at all."""


def propose(inventory: Inventory, rulebook: Rulebook, named: Named) -> RegisterProposal:
    """The draft of a register that declares all that an inventory holds."""
    page, activities = write(inventory, rulebook, named)
    return RegisterProposal(
        page.text, activities, len(inventory.estate.tables), page.questions, inventory.skipped, bool(inventory.estate.unreadable)
    )
