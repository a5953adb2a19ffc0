"""Clocks in French, as the registers of French houses say them; the columns that date them are left out."""

from __future__ import annotations

import re

from privaudit.model.clock_declarations import Choice, Clock, End, Period
from privaudit.register_formats._cnil_words import vocabulary

_AMOUNT = re.compile(r"(\d+)([YMWD])")
_BEGIN = re.compile(r"^(?:du|de l'|de la|de) ?")
_UNITS = {"Y": ("an", "ans"), "M": ("mois", "mois"), "W": ("semaine", "semaines"), "D": ("jour", "jours")}
_THEN = {End.DELETE: "", End.ANONYMISE: ", puis anonymisation", End.ARCHIVE: ", puis archivage"}
_CHOICE = {Choice.LATEST: "à compter du plus récent : ", Choice.EARLIEST: "à compter du plus ancien : "}


def kept(clock: Clock) -> str:
    """How long data is kept: `3 ans à compter du dernier contact`."""
    start = _start(clock)
    said = [f"au moins {_period(clock.min)} {start}"] if clock.min is not None else []
    if clock.max is not None:
        said.append(f"{_period(clock.max)} {start}{_THEN[clock.then]}")
    return " ; ".join(said)


def _start(clock: Clock) -> str:
    events = [vocabulary().events.labels[start.event.value] for start in clock.starts]
    waits = "".join(f"à l'issue de {_period(wait)} " for wait in reversed(clock.waits) if _AMOUNT.search(wait.text))
    several = _CHOICE[clock.choice] + " ou ".join(_BEGIN.sub("", one) for one in events)
    return waits + (f"à compter {events[0]}" if len(events) == 1 else several)


def _period(period: Period) -> str:
    parts = [f"{int(amount)} {_UNITS[unit][int(amount) > 1]}" for amount, unit in _AMOUNT.findall(period.text) if int(amount)]
    return " et ".join(parts) or "sans délai,"
