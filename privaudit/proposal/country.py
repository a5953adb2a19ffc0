"""Where an organisation probably is, as the national forms of the values in its data tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from privaudit.model.rules import is_within, is_within_any
from privaudit.model.verdicts import ColumnVerdict
from privaudit.proposal.tables import Seen
from privaudit.register.countries import COUNTRIES

UNKNOWN = "AQ"
"""Antarctica: a code that no register would keep, where nothing tells; phone numbers of no country are read wrongly under it."""
_NATIONAL = ("user.contact.phone_number", "user.contact.address", "user.government_id")
_SHARE = 0.5
"""The share of the values in national forms that must be of one country."""


def country_of(tables: Sequence[Seen]) -> str | None:
    """The country of most national phone numbers, postal addresses and identity numbers; None where nothing tells."""
    found: Counter[str] = Counter()
    for seen in tables:
        for verdict in seen.verdicts:
            profile = seen.profile(verdict) if verdict.personal else None
            if profile is not None:
                for pattern, hits in (*profile.hits.items(), *profile.inside.items()):
                    found[_country(pattern, verdict)] += hits
    del found[""]
    (best, hits), *_ = found.most_common(1) or [("", 0)]
    return best if hits > _SHARE * found.total() else None


def _country(pattern: str, verdict: ColumnVerdict) -> str:
    """The country of a pattern's name (`fr_grouped`, `line_fr`), where the column is of its category; else nothing."""
    category, _, name = pattern.rpartition("/")
    held = any(is_within(category, own) or is_within(own, category) for own, sure in verdict.found if sure.personal)
    if not held or not is_within_any(category, _NATIONAL):
        return ""
    code = name.removeprefix("line_").partition("_")[0].upper()
    return code if code in COUNTRIES else ""
