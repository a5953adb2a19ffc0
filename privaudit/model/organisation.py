"""Whose register it is, how it is reached, and what it promises as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from privaudit.model.column_name import ColumnName
from privaudit.model.estate import Place

MONTH_FIRST = frozenset({"US", "PW", "FM", "MH"})
"""Countries where 03/04/1980 is the 4th of March (CLDR short date patterns); elsewhere it is the 3rd of April."""


class Right(StrEnum):
    """What a person may ask for (GDPR Art. 7(3), 13-22, 77; post_mortem: French law of 6 January 1978, art. 85)."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    PORTABILITY = "portability"
    OBJECTION = "objection"
    AUTOMATED_DECISION = "automated_decision"
    WITHDRAW_CONSENT = "withdraw_consent"
    COMPLAINT = "complaint"
    INFORMATION = "information"
    POST_MORTEM = "post_mortem"


class ThirdParties(StrEnum):
    """Whether data may go to anyone who is no processor (GDPR Art. 4(10))."""

    NONE = "none"
    LISTED = "listed"
    """To the declared ones."""
    WITH_CONSENT = "with-consent"
    """To the declared ones, of each person who agreed."""


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach somebody; one of the two is enough."""

    email: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody beside the organisation: its representative or a joint controller (Art. 30(1)(a))."""

    name: str
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Officer:
    """The data protection officer (Art. 30(1)(a), 37)."""

    name: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Rights:
    """Where rights are exercised and which are offered."""

    contact: str | None
    """A mail address, a page or a postal address."""
    offered: tuple[Right, ...]
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Identifier:
    """By what a person is known, and in which columns: `email`, `phone`, or a name of the organisation's own."""

    name: str
    columns: tuple[ColumnName, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """The controller or processor whose register it is."""

    name: str
    country: str
    """ISO 3166 alpha-2: also how national dates and phone numbers are read."""
    representative: Party | None = None
    joint_controllers: tuple[Party, ...] = ()
    contact: Contact | None = None
    dpo: Officer | None = None
    rights: Rights | None = None
    professional_only: bool = False
    """Whether all contact details are said to be of people at their work."""
    third_parties: ThirdParties | None = None
    """None where nothing is promised."""
    identifiers: tuple[Identifier, ...] = ()
    place: Place | None = None

    @property
    def month_first(self) -> bool:
        """Whether 03/04/1980 is the 4th of March where it is."""
        return self.country in MONTH_FIRST
