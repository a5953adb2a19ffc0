"""What people read of a package, in the languages that there are."""

from __future__ import annotations

import re

from privaudit.model.export import Package, Purposeful, ToldPeriod
from privaudit.model.rights import Reached

_AMOUNT = re.compile(r"(\d+)([YMWD])")
_UNITS = {
    "en": {"Y": ("year", "years"), "M": ("month", "months"), "W": ("week", "weeks"), "D": ("day", "days")},
    "fr": {"Y": ("an", "ans"), "M": ("mois", "mois"), "W": ("semaine", "semaines"), "D": ("jour", "jours")},
}
_BASES = {
    "en": {
        "A6-1-a": "consent",
        "A6-1-b": "contract",
        "A6-1-c": "legal obligation",
        "A6-1-d": "vital interests",
        "A6-1-e": "public task",
        "A6-1-f": "legitimate interests",
    },
    "fr": {
        "A6-1-a": "consentement",
        "A6-1-b": "contrat",
        "A6-1-c": "obligation légale",
        "A6-1-d": "intérêts vitaux",
        "A6-1-e": "mission d'intérêt public",
        "A6-1-f": "intérêts légitimes",
    },
}
_FRENCH = {
    "subject": "vous-même",
    "observed": "observé lors de l'utilisation",
    "inferred": "déduit",
    "third_party": "un tiers",
    "department": "service interne",
    "processor": "sous-traitant",
    "joint_controller": "responsable conjoint",
    "controller": "responsable du traitement",
    "authority": "autorité",
    "collection": "la collecte",
    "last_contact": "le dernier contact",
    "last_activity": "la dernière activité",
    "last_login": "la dernière connexion",
    "last_purchase": "le dernier achat",
    "item_date": "la date de l'enregistrement",
    "delivery": "la livraison",
    "contract_end": "la fin du contrat",
    "account_deletion": "la suppression du compte",
    "deletion_request": "la demande d'effacement",
    "request": "la demande",
    "request_closed": "la clôture de la demande",
    "event_end": "la fin de l'événement",
    "fiscal_year_end": "la clôture de l'exercice",
    "consent": "le consentement",
    "unsubscribe": "la désinscription",
    "access": "accès",
    "rectification": "rectification",
    "erasure": "effacement",
    "restriction": "limitation",
    "portability": "portabilité",
    "objection": "opposition",
    "automated_decision": "décision automatisée",
    "withdraw_consent": "retrait du consentement",
    "complaint": "réclamation auprès d'une autorité de contrôle",
    "information": "information",
    "post_mortem": "directives après le décès",
}
_ENGLISH = {"subject": "yourself", "observed": "observed as you used our services", "third_party": "a third party"}
_STATES = {
    "en": {Reached.REACHED: "reached", Reached.EMPTY: "nothing about you", Reached.NOT_REACHABLE: "could not be told"},
    "fr": {Reached.REACHED: "trouvé", Reached.EMPTY: "rien vous concernant", Reached.NOT_REACHABLE: "n'a pu être déterminé"},
}


def word(term: str, language: str) -> str:
    """A word of a closed list."""
    own = _FRENCH if language == "fr" else _ENGLISH
    return own.get(term, term.replace("_", " "))


def basis(term: str, language: str) -> str:
    """A legal basis, with its article."""
    article = re.sub(r"A(\d+)-(\d+)-(\w)", r"Art. \1(\2)(\3)", term)
    said = _BASES[language].get(term)
    return f"{said} ({article})" if said else article


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
    pairs = [(int(amount), _UNITS[language][unit]) for amount, unit in _AMOUNT.findall(text)]
    said = [f"{amount} {one if amount == 1 else many}" for amount, (one, many) in pairs if amount]
    joined = " et " if language == "fr" else " and "
    return joined.join(said) or ("0 jour" if language == "fr" else "0 days")


def state(reached: Reached, language: str) -> str:
    """Whether a column was reached."""
    return _STATES[language][reached]


def activity(told: Purposeful, language: str) -> list[tuple[str, list[str]]]:
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
        [one.replace("_", " ").replace(".", ": ") for one in told.purposes],
        [basis(one, language) for one in told.basis],
        [title for _, title in told.categories],
        [_recipient(one.name, word(one.role, language), one.country, one.safeguard) for one in told.recipients],
        [", ".join(filter(None, one)) for one in told.storage],
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
