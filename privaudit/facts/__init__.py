"""The answers to the questions of checks, computed where the rows are: one module per subject."""

from __future__ import annotations

from privaudit.facts.clocks import ClockFacts
from privaudit.facts.cookies import CookieFacts
from privaudit.facts.keys import KeyFacts
from privaudit.facts.messages import MessageFacts
from privaudit.facts.private_contacts import PrivateContactFacts
from privaudit.facts.stores import StoreFacts
from privaudit.facts.values import ValueFacts

__all__ = ["RowFacts"]


class RowFacts(ClockFacts, MessageFacts, StoreFacts, CookieFacts, PrivateContactFacts, ValueFacts, KeyFacts):
    """Facts about the rows of one run."""
