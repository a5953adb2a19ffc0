"""Addresses and tokens of machines."""

from __future__ import annotations

import base64
import ipaddress
import json
import re
from collections.abc import Callable

_SMALL_OCTET = 31
"""Versions (4.12.0.3) stay below in every part; of addresses one in 4,000 does."""
_OCTETS = 6
_EIGHT_BYTES = re.compile("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){7}")


def _ip(text: str) -> bool:
    address = text.strip()
    if address.count(":") == 1:
        address = address.partition(":")[0]
    known = ipaddress.ip_address(address.partition("/")[0])
    if isinstance(known, ipaddress.IPv4Address):
        return max(known.packed) > _SMALL_OCTET
    # Names of ports in a storage network are eight bytes, each between colons.
    return not _EIGHT_BYTES.fullmatch(text.strip())


def _mac(text: str) -> bool:
    octets = bytes.fromhex(text.translate(str.maketrans("", "", ":-.")))
    return len(octets) == _OCTETS and len(set(octets)) > 1


def _jwt(text: str) -> bool:
    head = text.strip().removeprefix("Bearer ").partition(".")[0]
    header = json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    return isinstance(header, dict) and bool({"alg", "enc", "typ"} & set(header))


NETWORK: dict[str, Callable[[str], bool]] = {"ip": _ip, "jwt": _jwt, "mac": _mac}
"""The checks, by name."""
