"""Check digits and other tests of a value that a regular expression cannot make, by the name that a rule gives.

Each takes a text and says whether it passes; none raises.  The libraries behind them are imported at the first call: most runs need few.
"""

from __future__ import annotations

import base64
import ipaddress
import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

Validator = Callable[[str], bool]

_SEPARATORS = str.maketrans("", "", " -./")
_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " "})
_LONGEST = 10_000
"""Characters of the longest text that can be any of these identifiers; the rest is refused unread."""

_STDNUM = {
    "at_vnr": "at.vnr",
    "be_nn": "be.nn",
    "bg_egn": "bg.egn",
    "bic": "bic",
    "ch_ssn": "ch.ssn",
    "cz_rc": "cz.rc",
    "de_idnr": "de.idnr",
    "dk_cpr": "dk.cpr",
    "ee_ik": "ee.ik",
    "es_ccc": "es.ccc",
    "es_dni": "es.dni",
    "es_nie": "es.nie",
    "fi_hetu": "fi.hetu",
    "fr_nir": "fr.nir",
    "fr_spi": "fr.nif",
    "gb_nhs": "gb.nhs",
    "gr_amka": "gr.amka",
    "hr_oib": "hr.oib",
    "iban": "iban",
    "ie_pps": "ie.pps",
    "imei": "imei",
    "it_codicefiscale": "it.codicefiscale",
    "lt_asmens": "lt.asmens",
    "luhn": "luhn",
    "nl_bsn": "nl.bsn",
    "no_fodselsnummer": "no.fodselsnummer",
    "pl_pesel": "pl.pesel",
    "pt_nif": "pt.nif",
    "ro_cnp": "ro.cnp",
    "se_personnummer": "se.personnummer",
    "si_emso": "si.emso",
    "us_itin": "us.itin",
    "us_rtn": "us.rtn",
    "us_ssn": "us.ssn",
}
"""Our name -> the module of python-stdnum."""

_PHONE_REGIONS = ("AT", "BE", "CH", "DE", "ES", "FR", "GB", "IT", "NL", "PT", "US")

_CARD_LENGTHS = (
    # First digits from, to, and the lengths that the network issues.
    ("34", "34", (15,)),
    ("37", "37", (15,)),
    ("300", "305", (14, 16, 17, 18, 19)),
    ("36", "36", (14, 15, 16, 17, 18, 19)),
    ("38", "39", (16, 17, 18, 19)),
    ("3528", "3589", (16, 17, 18, 19)),
    ("4", "4", (13, 16, 19)),
    ("51", "55", (16,)),
    ("2221", "2720", (16,)),
    ("6011", "6011", (16, 19)),
    ("644", "659", (16, 19)),
    ("62", "62", (16, 17, 18, 19)),
    ("50", "50", tuple(range(12, 20))),
    ("56", "58", tuple(range(12, 20))),
    ("67", "67", tuple(range(12, 20))),
)

_MRZ_WEIGHTS = (7, 3, 1)
_RIB_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")
_NINO_WITHOUT = frozenset({"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"})
_SMALL_OCTET = 31
"""Versions (4.12.0.3) stay below in every part; of addresses one in 4,000 does."""


def _stdnum(module: str) -> Validator:
    def check(text: str) -> bool:
        return bool(_stdnum_module(module)(text))

    return check


@cache
def _stdnum_module(module: str) -> Validator:
    function: Validator = import_module(f"stdnum.{module}").is_valid
    return function


def _phone(region: str | None) -> Validator:
    def check(text: str) -> bool:
        phonenumbers = import_module("phonenumbers")
        number = text.strip()
        if region is None and number.startswith("00"):
            number = "+" + number[2:]
        try:
            return bool(phonenumbers.is_valid_number(phonenumbers.parse(number, region)))
        except phonenumbers.NumberParseException:
            return False

    return check


def _card(text: str) -> bool:
    digits = text.translate(_SEPARATORS)
    if not digits.isdigit() or len(set(digits)) == 1:
        return False
    issued = any(low <= digits[: len(low)] <= high and len(digits) in lengths for low, high, lengths in _CARD_LENGTHS)
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return issued and (doubled + sum(map(int, digits[-1::-2]))) % 10 == 0


def _rib(text: str) -> bool:
    number = text.translate(_SEPARATORS).upper().translate(_RIB_LETTERS)
    return len(number) == 23 and number.isdigit() and int(number) % 97 == 0  # noqa: PLR2004 the length of a RIB


def _nir_without_key(text: str) -> bool:
    number = text.translate(_SEPARATORS).upper()
    plain = number.replace("2A", "19", 1).replace("2B", "18", 1) if number[5:7] in {"2A", "2B"} else number
    if len(plain) != 13 or not plain.isdigit():  # noqa: PLR2004 a NIR without its key
        return False
    month, department = int(plain[3:5]), int(plain[5:7])
    return plain[0] in "1234" and (1 <= month <= 12 or 20 <= month <= 42 or month >= 50) and 1 <= department <= 99 and plain[7:] != "000000"  # noqa: PLR2004 the months of INSEE, and those of the unknown


def _nino(text: str) -> bool:
    number = text.translate(_SEPARATORS).upper()
    prefix, digits, suffix = number[:2], number[2:8], number[8:]
    return (
        len(digits) == 6  # noqa: PLR2004 two letters, six digits, one letter
        and digits.isdigit()
        and suffix in {"A", "B", "C", "D"}
        and prefix.isalpha()
        and not set(prefix) & set("DFIQUV")
        and prefix[1] != "O"
        and prefix not in _NINO_WITHOUT
    )


def _mrz(text: str) -> bool:
    """The second line of a TD3 passport, alone or after the first."""
    line = text.strip()[-44:]
    if len(line) != 44:  # noqa: PLR2004 the width of the zone
        return False
    parts = ((line[0:9], line[9]), (line[13:19], line[19]), (line[21:27], line[27]), (line[0:10] + line[13:20] + line[21:43], line[43]))
    return all(_mrz_digit(part) == int(digit.replace("<", "0")) for part, digit in parts)


def _mrz_digit(part: str) -> int:
    values = (0 if char == "<" else int(char, 36) for char in part)
    return sum(value * _MRZ_WEIGHTS[index % 3] for index, value in enumerate(values)) % 10


def _ip(text: str) -> bool:
    address = text.strip()
    if address.count(":") == 1:
        address = address.partition(":")[0]
    known = ipaddress.ip_address(address)
    if isinstance(known, ipaddress.IPv4Address):
        return max(known.packed) > _SMALL_OCTET
    return True


def _mac(text: str) -> bool:
    octets = bytes.fromhex(text.translate(str.maketrans("", "", ":-.")))
    return len(octets) == 6 and len(set(octets)) > 1  # noqa: PLR2004 octets of a MAC


def _jwt(text: str) -> bool:
    head = text.strip().partition(".")[0]
    header = json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    return isinstance(header, dict) and bool({"alg", "enc", "typ"} & set(header))


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


_OWN: dict[str, Validator] = {
    "card": _card,
    "fr_nir_short": _nir_without_key,
    "fr_rib": _rib,
    "gb_nino": _nino,
    "ip": _ip,
    "jwt": _jwt,
    "mac": _mac,
    "mrz": _mrz,
    "phone_e164": _phone(None),
} | {f"phone_{region.lower()}": _phone(region) for region in _PHONE_REGIONS}

VALIDATORS: Mapping[str, Validator] = MappingProxyType(
    {name: _safe(check) for name, check in sorted((_OWN | {name: _stdnum(module) for name, module in _STDNUM.items()}).items())}
)
"""Every validator by its name."""
