"""What people read of a package, in the languages that there are."""

from __future__ import annotations

import re
from collections.abc import Mapping

from privaudit.exports._terms import BASES, ENGLISH, FRENCH, PURPOSES, SAFEGUARDS, STATES, UNITS
from privaudit.model.export import Package, Purposeful, ToldPeriod
from privaudit.model.rights import Reached

_AMOUNT = re.compile(r"(\d+)([YMWD])")


def word(term: str, language: str) -> str:
    """A word of a closed list."""
    own = FRENCH if language == "fr" else ENGLISH
    return own.get(term, term.replace("_", " "))


def basis(term: str, language: str) -> str:
    """A legal basis, with its article."""
    article = _article(term)
    said = BASES[language].get(term)
    return f"{said} ({article})" if said else article


def safeguard(text: str, language: str) -> str:
    """On what a transfer rests, with its article: the kind that the register names, and what else it says."""
    kind, mark, rest = text.partition(";")
    said = SAFEGUARDS[language].get(kind)
    return f"{said} ({_article(kind)}){mark}{rest}" if said else text


def _article(term: str) -> str:
    return re.sub(r"^A(\d+)-(\d+)(?:-(\w))?$", lambda found: f"Art. {found[1]}({found[2]})" + (f"({found[3]})" if found[3] else ""), term)


def purpose(key: str, language: str) -> str:
    """A purpose, from the general to the special."""
    known = PURPOSES if language == "fr" else {}
    return ": ".join(known.get(part, part.replace("_", " ")) for part in key.split("."))


def law(said: str, language: str) -> str:
    """An article of the law, by the name that the law has there."""
    return said.replace("GDPR ", "RGPD, art. ") if language == "fr" else said


def period(told: ToldPeriod, language: str) -> str:
    """How long something is kept, and from when."""
    after, least, most = ("après", "au moins", "au plus") if language == "fr" else ("after", "at least", "at most")
    which = {
        ("en", True): "the latest of",
        ("en", False): "the earliest of",
        ("fr", True): "la plus tardive de ces dates :",
        ("fr", False): "la première de ces dates :",
    }[language, told.latest]
    events = [word(event, language) for event in told.events]
    start = f"{which} {', '.join(events)}" if len(events) > 1 else "".join(events)
    waits = "".join(f" {after} {length(wait, language)}" for wait in reversed(told.waits))
    said = [f"{name} {length(text, language)}" for name, text in ((least, told.least), (most, told.most)) if text]
    return f"{', '.join(said)}{waits} {after} {start}"


def length(text: str, language: str) -> str:
    """A period of ISO 8601 in words."""
    pairs = [(int(amount), UNITS[language][unit]) for amount, unit in _AMOUNT.findall(text)]
    said = [f"{amount} {one if amount == 1 else many}" for amount, (one, many) in pairs if amount]
    joined = " et " if language == "fr" else " and "
    return joined.join(said) or ("0 jour" if language == "fr" else "0 days")


def state(reached: Reached, language: str) -> str:
    """Whether a column was reached."""
    return STATES[language][reached]


def activity(told: Purposeful, language: str, titles: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """What is told of an activity, as labels with texts."""
    labels = (
        (
            "Finalités",
            "Base légale",
            "Catégories de données",
            "Destinataires",
            "Pays de stockage",
            "Durées de conservation",
            "Origine des données",
        )
        if language == "fr"
        else ("Purposes", "Legal basis", "Categories of data", "Recipients", "Stored in", "Kept for", "Source of the data")
    )
    texts = (
        [purpose(one, language) for one in told.purposes],
        [basis(one, language) for one in told.basis],
        [titles.get(key, title) for key, title in told.categories],
        [_recipient(one.name, word(one.role, language), one.country, safeguard(one.safeguard, language)) for one in told.recipients],
        [", ".join(filter(None, (country, safeguard(told_by, language)))) for country, told_by in told.storage],
        [period(one, language) for one in told.periods],
        [", ".join(filter(None, (word(kind, language), party))) for kind, party in told.sources],
    )
    return [(label, said) for label, said in zip(labels, texts, strict=True) if said]


def _recipient(name: str, role: str, country: str, safeguard: str) -> str:
    return f"{name} ({', '.join(filter(None, (role, country, safeguard)))})"


def controller(package: Package) -> tuple[str, ...]:
    """Who answers for the data, and how they are reached."""
    organisation = package.organisation
    contact = organisation.rights.contact if organisation.rights is not None and organisation.rights.contact else ""
    reached = organisation.contact
    said = (organisation.name, *((reached.email, reached.address) if reached is not None else ()), contact)
    return tuple(dict.fromkeys(filter(None, said)))
