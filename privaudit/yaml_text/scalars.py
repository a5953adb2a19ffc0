"""What a plain word of YAML means: the core schema of YAML 1.2 (section 10.3.2).

Under it `NO` is a country and not a truth value, 012 is twelve and not ten, and a date stays the text it is.
"""

from __future__ import annotations

import re


class Whole(int):
    """A whole number that remembers how it was written: 01 is not 1 where values are compared as text."""

    text: str

    @classmethod
    def written(cls, text: str, base: int = 10) -> Whole:
        """The number of a text; base 0 where its prefix tells the base."""
        number = cls(int(text, base))
        number.text = text
        return number


Scalar = str | Whole | float | bool | None

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
# Longer runs of digits are no quantity; as text they cost nothing to read.
_INT = re.compile(r"[-+]?[0-9]{1,18}")
_OCTAL = re.compile(r"0o[0-7]{1,18}")
_HEX = re.compile(r"0x[0-9a-fA-F]{1,16}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,40}|[0-9]{1,40}(?:\.[0-9]{0,40})?)(?:[eE][-+]?[0-9]{1,9})?")
_NO_QUANTITY = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


def resolve(text: str) -> Scalar:
    """The value of an unquoted word."""
    if text in _NULLS:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    return _number(text) if text[0] in "0123456789+-." else text


def _number(text: str) -> Scalar:
    if _INT.fullmatch(text):
        return Whole.written(text)
    if _OCTAL.fullmatch(text) or _HEX.fullmatch(text):
        return Whole.written(text, base=0)
    if _FLOAT.fullmatch(text):
        return float(text)
    return float(text.replace(".", "")) if _NO_QUANTITY.fullmatch(text) else text
