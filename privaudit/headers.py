"""Whether the first row of a table names its columns, and what the columns are called."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from privaudit.words import tokens

LONGEST = 200
_MANY_WORDS = 7
_MOSTLY = 0.6
_BIDI = frozenset("\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")
_PLACEHOLDERS = frozenset({"-", "--", "n/a", "na", "nan", "null", "none", "nil", "unknown", "inconnu", "unbekannt", "?", "x"})
_VALUE = re.compile(
    r"""\S+@\S+                                             # an e-mail address
      | \+?\(?\d[\d\s().,/:'’+-]*(?:\s?[%€$£]|[TZ][\d:.Z+-]*)?  # a number, an amount, a date, a phone number
      | [€$£-]\s?\d[\d.,\s]*
      | \d{4}-\d\d-\d\d[T ].*
      | [A-Z]{2}\d{2}(?:\s?[A-Z0-9]{2,4}){3,}               # an account number
      | (?:https?://|www\.)\S+
      | [0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F-]{4,}    # an identifier by chance
      | (?:[0-9a-fA-F]{1,4}:){3,}[0-9a-fA-F:]*
      | [A-Z]{1,3}[-\s]?\d{3,}[A-Z\d-]*
      | \d+\s?[,]?\s.*                                      # a street with its number in front
      | .*\s\d+\s?[a-zA-Z]?                                 # or behind
      | true|false|vrai|faux|oui|non|yes|no|ja|nein|si|sí|wahr|falsch""",
    re.VERBOSE | re.IGNORECASE,
)
_CASED = re.compile(r"[A-Z]{1,3}[-\s]?\d{3,}[A-Z\d-]*")
_STREETS = re.compile(r"\d+\s?,?\s.*|.*\s\d+\s?[a-zA-Z]?")
