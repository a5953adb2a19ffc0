"""The words of a register as a reader of the record knows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from privaudit.legal_terms import BASES, SAFEGUARDS
from privaudit.messages import number
from privaudit.model.conditions import AllOf, AnyOf, Condition, IsNull, NotNull, OneOf
from privaudit.model.organisation import Contact, Officer, Party
from privaudit.model.recipients import Safeguard, Storage
from privaudit.model.rules import CRIMINAL, SPECIAL, Category

_AMOUNT = re.compile(r"(\d+)([YMWD])")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_ARTICLE = re.compile(r"A(\d+)-(\d+)(?:-([a-z]))?")

_EXEMPTIONS = {
    "A17-3-a": "freedom of expression and information",
    "A17-3-b": "legal obligation or public task",
    "A17-3-c": "public health",
    "A17-3-d": "archiving, research or statistics",
    "A17-3-e": "legal claims",
}


def spoken(word: str) -> str:
    """A word of a closed list: `joint_controller` is a joint controller."""
    return word.replace("_", " ").replace("-", " ")


def listed(things: Iterable[str], last: str = "and") -> str:
    """Several things in one sentence."""
    several = list(things)
    return f"{', '.join(several[:-1])} {last} {several[-1]}" if len(several) > 1 else "".join(several)


def article(term: str) -> str:
    """How a lawyer cites a term: A6-1-b is Art. 6(1)(b)."""
    match = _ARTICLE.fullmatch(term)
    return term if match is None else f"Art. {match[1]}({match[2]}){f'({match[3]})' if match[3] else ''} GDPR"


def basis(term: str) -> str:
    """A legal basis."""
    return _cited(BASES, term)


def exemption(term: str) -> str:
    """Why data outlives a request for erasure."""
    return _cited(_EXEMPTIONS, term)


def _cited(words: Mapping[str, str], term: str) -> str:
    return f"{words[term]} ({article(term)})" if term in words else article(term)


def safeguard(one: Safeguard) -> str:
    """On what a transfer rests."""
    certified = (
        "" if one.certified is None else "within the scope of the decision" if one.certified else "outside the scope of the decision"
    )
    return "; ".join(filter(None, (_cited(SAFEGUARDS, one.kind), one.reference, certified)))


def country(code: str | None, eea: Iterable[str]) -> str:
    """A country, and whether it is a third one."""
    if code is None:
        return "not said"
    return code if code in eea else f"{code} (third country)"


def storage(one: Storage, eea: Iterable[str]) -> str:
    """A country in which data lies."""
    said = country(one.country, eea)
    return said if one.safeguard is None else f"{said}: {safeguard(one.safeguard)}"


def dotted(key: str) -> str:
    """A purpose as words: `essential.service` is essential: service."""
    return ": ".join(spoken(part) for part in key.split("."))


def category(key: str, categories: Mapping[str, Category]) -> str:
    """A category of data, with the article that is about it."""
    known = categories.get(key)
    group = key if known is None else known.group
    title = {SPECIAL: "all special categories", CRIMINAL: "all of crimes and offences"}.get(key) or (
        dotted(key) if known is None else known.title
    )
    articles = {SPECIAL: "Art. 9 GDPR", CRIMINAL: "Art. 10 GDPR"}
    return f"{title} ({articles[group]})" if group in articles else title


def period(text: str) -> str:
    """A period: P10Y6M is 10 years and 6 months."""
    parts = [number(int(amount), _UNITS[unit]) for amount, unit in _AMOUNT.findall(text) if int(amount)]
    return listed(parts) or "at once"


def contact(one: Contact | None) -> tuple[str, ...]:
    """How to reach somebody."""
    return () if one is None else tuple(filter(None, (one.email, one.address)))


def party(one: Party) -> str:
    """Somebody beside the organisation."""
    return ", ".join((one.name, *contact(one.contact)))


def officer(one: Officer | None) -> tuple[str, ...]:
    """A data protection officer."""
    said = () if one is None else tuple(filter(None, (one.name, one.email)))
    return (", ".join(said),) if said else ()


def condition(one: Condition) -> str:
    """Which rows are meant."""
    match one:
        case AllOf(parts):
            return listed(map(_within, parts))
        case AnyOf(parts):
            return listed(map(_within, parts), "or")
        case IsNull(column):
            return f"{column} is empty"
        case NotNull(column):
            return f"{column} is filled"
        case OneOf(column, values):
            return f"{column} is {listed(map(_value, values), 'or')}"


def _within(part: Condition) -> str:
    said = condition(part)
    return f"({said})" if isinstance(part, AllOf | AnyOf) else said


def _value(value: str | bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f'"{value}"'
