"""Who receives personal data, where it lies, and what guards it outside the EEA."""

from __future__ import annotations

from dataclasses import dataclass

from privaudit.model.column_name import ColumnName
from privaudit.model.estate import Place


@dataclass(frozen=True, slots=True)
class Safeguard:
    """On what a transfer to a third country rests (GDPR Art. 45-49)."""

    kind: str
    """A45-3, A46-2-a ... A46-2-f, A46-3-a, A46-3-b, A49-1-a ... A49-1-g, A49-2."""
    reference: str = ""
    """The contract, the decision or the rules."""
    certified: bool | None = None
    """Whether the recipient is within the scope of the adequacy decision; None where nothing is said."""


@dataclass(frozen=True, slots=True)
class Storage:
    """A country in which data lies."""

    country: str
    """ISO 3166 alpha-2."""
    safeguard: Safeguard | None = None


@dataclass(frozen=True, slots=True)
class SharingConsent:
    """Where it is written that somebody agreed to be passed on to a recipient: columns of one table."""

    given: ColumnName
    of: ColumnName
    """Whose consent it is, by which it is found among the recipient's contacts."""
    withdrawn: ColumnName | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who receives personal data."""

    id: str
    name: str
    role: str
    country: str | None
    purpose: str
    place: Place
    safeguard: Safeguard | None = None
    tables: tuple[str, ...] = ()
    """Globs of the tables that are exported to it."""
    contacts: tuple[ColumnName, ...] = ()
    """Who is in those."""
    consent: SharingConsent | None = None
