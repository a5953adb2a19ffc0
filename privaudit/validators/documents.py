"""What stands on identity documents."""

from __future__ import annotations

from collections.abc import Callable

from privaudit.validators.digits import icao, plain

_TD3_WIDTH = 44
_DE_LENGTH = 10
_PL_WEIGHTS = (7, 3, 1, 9, 7, 3, 1, 7, 3)


def _mrz(text: str) -> bool:
    """The second line of a TD3 passport, alone or after the first."""
    line = text.strip()[-_TD3_WIDTH:]
    if len(line) != _TD3_WIDTH:
        return False
    parts = ((line[0:9], line[9]), (line[13:19], line[19]), (line[21:27], line[27]), (line[0:10] + line[13:20] + line[21:43], line[43]))
    return all(icao(part) == int(digit.replace("<", "0")) for part, digit in parts)


def _german_document(text: str) -> bool:
    """The number of a German identity card or passport, with its check digit."""
    number = plain(text)
    return len(number) == _DE_LENGTH and icao(number[:-1]) == int(number[-1])


def _polish_identity_card(text: str) -> bool:
    number = plain(text)
    return sum(int(char, 36) * weight for char, weight in zip(number, _PL_WEIGHTS, strict=True)) % 10 == 0


DOCUMENTS: dict[str, Callable[[str], bool]] = {"de_document": _german_document, "mrz": _mrz, "pl_id_card": _polish_identity_card}
"""The checks, by name."""
