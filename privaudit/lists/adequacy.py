"""The dated list of the countries to which personal data may go without a safeguard."""

from __future__ import annotations

from datetime import date
from functools import cache

from privaudit.model.adequacy import Adequacy, Countries
from privaudit.rulebook import dated_list


@cache
def known_countries() -> Countries:
    """What `rules/lists/adequate_countries.yaml` of this installation says."""
    data = dated_list("adequate_countries")
    adequate = tuple(
        Adequacy(
            country=entry["country"],
            decision=entry["decision"],
            since=date.fromisoformat(entry["since"]),
            until=date.fromisoformat(entry["until"]) if "until" in entry else None,
            scope=entry.get("scope", ""),
            certified=entry.get("certified", False),
        )
        for entry in data["adequate"]
    )
    return Countries(frozenset(data["eea"]), adequate, date.fromisoformat(data["as_of"]))
