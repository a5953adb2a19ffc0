"""Check digits and other tests of a value that a regular expression cannot make, by the name that a rule gives.

Each takes a text and says whether it passes; none raises.  The libraries behind them are imported at the first call: most runs need few.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from privaudit.validators.bank import BANK
from privaudit.validators.by_library import BY_LIBRARY
from privaudit.validators.documents import DOCUMENTS
from privaudit.validators.network import NETWORK
from privaudit.validators.persons import PERSONS
from privaudit.validators.phones import PHONES
from privaudit.validators.things import THINGS

Validator = Callable[[str], bool]

_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " "})
_LONGEST = 10_000
"""Characters of the longest text that can be any of these identifiers; the rest is refused unread."""


def _safe(check: Validator) -> Validator:
    def validator(text: str) -> bool:
        plain = text.strip().translate(_BLANKS)
        if len(plain) > _LONGEST or not plain.isascii():
            return False
        try:
            return check(plain)
        except (ValueError, IndexError, KeyError, TypeError, AttributeError):
            # Text that only looks like the identifier breaks the libraries in many ways; for us it is simply none.
            return False

    return validator


VALIDATORS: Mapping[str, Validator] = MappingProxyType(
    {
        name: _safe(check)
        for family in (BANK, BY_LIBRARY, DOCUMENTS, NETWORK, PERSONS, PHONES, THINGS)
        for name, check in sorted(family.items())
    }
)
"""Every validator by its name."""
