"""Values of a register in words, for the sentences about changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from privaudit.model.clock_declarations import Choice, End
from privaudit.model.organisation import Contact, Officer, Party
from privaudit.model.recipients import Safeguard
from privaudit.model.register import NO_CATEGORY
from privaudit.register.convert import periods
from privaudit.register.grammar.clocks import Start
from privaudit.register.grammar.conditions import StoreCondition
from privaudit.register.periods import period as length
from privaudit.register_changes.effects import SESSION
from privaudit.register_changes.terms import Data, Known, content, folded
from privaudit.register_formats import _clock_words, _words


def period(text: str, _: Known) -> str:
    """A length of time."""
    return "the session" if text == SESSION else _words.period(text)


def same_period(text: str) -> str:
    """Two periods are one where the calendar has no day on which they differ: P12M and P1Y."""
    return text if text == SESSION else repr(length(text).length)


def basis(term: str, _: Known) -> str:
    """A legal basis."""
    return _words.basis(term)


def exemption(term: str, _: Known) -> str:
    """Why data outlives a request for erasure."""
    return _words.exemption(term)


def spoken(word: str, _: Known) -> str:
    """A word of a closed list."""
    return _words.spoken(word)


def purpose(key: str, _: Known) -> str:
    """A purpose, with its key."""
    return f"{_words.dotted(key)} ({key})" if "." in key else key


def category(key: str, known: Known) -> str:
    """A category with its article, and its key."""
    said = _words.category(key, known.rules.categories)
    return f"{said[:-1]}; {key})" if said.endswith(")") else f"{said} ({key})"


def declared(entry: Data, known: Known) -> str:
    """A category that an activity may hold, or columns that hold none."""
    if entry["category"] == NO_CATEGORY:
        return f"{_words.listed(entry['columns'])} as no personal data"
    return category(entry["category"], known)


def denial(entry: Data, known: Known) -> str:
    """A category that is never collected, and where."""
    where = f" in {_words.listed(entry['where'])}" if "where" in entry else ""
    return f"{category(entry['category'], known)}{where}"


def activity(entry: Data, known: Known) -> str:
    """An activity: what for, and what it holds."""
    parts = [entry["title"]] if "title" in entry else []
    parts += [f"for {_words.listed(map(_words.dotted, entry['purposes']))}"] if entry["purposes"] else []
    held = [category(data["category"], known) for data in entry["data"] if data["category"] != NO_CATEGORY]
    parts += [f"it holds {_words.listed(held)}"] if held else []
    return "; ".join(parts) or "nothing is said of it"


def country(code: str, known: Known) -> str:
    """A country, and whether it is a third one."""
    return _words.country(code, known.eea)


def storage(entry: Data, known: Known) -> str:
    """A country in which data lies, and what guards it there."""
    return f"{country(entry['country'], known)}{_guarded(entry, known)}"


def recipient(entry: Data, known: Known) -> str:
    """Somebody who receives data."""
    where = f", {country(entry['country'], known)}" if "country" in entry else ""
    return f"{entry['name']}, {_words.spoken(entry['role'])}{where}{_guarded(entry, known)}"


def _guarded(entry: Data, known: Known) -> str:
    return f": {safeguard(entry['safeguard'], known)}" if "safeguard" in entry else ""


def safeguard(entry: Data, _: Known) -> str:
    """On what a transfer rests."""
    return _words.safeguard(Safeguard(**entry))


def contact(entry: Data, _: Known) -> str:
    """How to reach somebody."""
    return ", ".join(_words.contact(Contact(**entry)))


def party(entry: Data, _: Known) -> str:
    """Somebody beside the organisation."""
    return _words.party(Party(entry["name"], Contact(**entry["contact"]) if "contact" in entry else None))


def officer(entry: Data, _: Known) -> str:
    """A data protection officer."""
    return _words.listed(_words.officer(Officer(**entry)))


def condition(entry: Data, _: Known) -> str:
    """Which rows are meant."""
    found = periods.condition(StoreCondition.model_validate(entry))
    return "" if found is None else _words.condition(found)


def _where(entry: Data, known: Known) -> str:
    return f" where {condition(entry['when'], known)}" if "when" in entry else ""


def start(entry: Data, _: Known) -> str:
    """From when a clock runs."""
    choice, starts, waits = periods.starts_of(Start.model_validate(entry))
    return _clock_words.counted(length(periods.AT_ONCE), starts, choice, waits).removeprefix("at once after ")


def same_start(entry: Data) -> str:
    """Of one event there is no latest and no earliest."""
    choice, starts, waits = periods.starts_of(Start.model_validate(entry))
    events = sorted(f"{one.event} {one.column}" for one in starts)
    chosen = choice if len(events) > 1 else Choice.LATEST
    return folded([chosen, content(events), *(same_period(wait.text) for wait in waits)])


def clock(entry: Data, known: Known) -> str:
    """A clock: how long, from when."""
    periods_said = [f"{word} {_words.period(entry[key])}" for key, word in (("min", "at least"), ("max", "at most")) if key in entry]
    return f"{_words.listed(periods_said)} after {start(entry['start'], known)}"


def override(entry: Data, known: Known) -> str:
    """Another maximum for some rows."""
    return f"{_words.period(entry['max'])}{_where(entry, known)}"


def source(entry: Any, known: Known) -> str:  # noqa: ANN401 a word or a mapping
    """Where data comes from."""
    return _words.spoken(entry) if isinstance(entry, str) else f"{entry['third_party']}{_where(entry, known)}"


def opt_out(entry: Data, _: Known) -> str:
    """Where a wish is written."""
    return _words.listed(f"the {key} {entry[key]}" for key in ("flag", "list", "date") if key in entry)


def link(entry: Data, _: Known) -> str:
    """Rows that belong together."""
    same = f" as {entry['same']}" if "same" in entry else ""
    return f"{entry['from']} to {entry['to']}{same}"


def accepted(entry: Data, _: Known) -> str:
    """Findings that somebody answers for."""
    where = ".".join(entry[key] for key in ("table", "column") if key in entry)
    told = f"{entry['check']} in {where}" if where else entry["check"]
    return f"{told} until {entry['until']} ({entry['owner']}: {entry['reason']})"


def named(entry: Data, _: Known) -> str:
    """The name of something that has one."""
    return str(entry.get("name") or entry.get("id"))


def columns(entry: Data, _: Known) -> str:
    """A mapping of a few columns."""
    return _words.listed(f"{key} {value}" for key, value in entry.items())


def store(entry: Data, known: Known) -> str:
    """A store: where, and how long."""
    places = _words.listed((*entry.get("tables", ()), *entry.get("files", ())))
    return f"{places}, at most {period(entry['max'], known)}" if "max" in entry else places


def ending(word: str, _: Known) -> str:
    """What happens to data at the end of a clock."""
    return {End.DELETE: "deleted", End.ANONYMISE: "anonymised", End.ARCHIVE: "archived"}[End(word)]


def contacts(entry: Data, _: Known) -> str:
    """Who is in marketing."""
    return _words.listed(entry["contacts"])


def listed(texts: Iterable[str]) -> str:
    """Several things in one sentence."""
    return _words.listed(texts)
