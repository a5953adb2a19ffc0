"""The words of labels, tags and classifications, as they are compared: folded, in lower case and in the singular."""

from __future__ import annotations

from privaudit import words
from privaudit.model.rules import Tokens


def _phrases(text: str) -> frozenset[Tokens]:
    return frozenset(words.tokens(phrase) for phrase in text.split(", "))


def _by_phrase(categories: dict[str, str]) -> dict[Tokens, str]:
    return {words.tokens(phrase): category for phrase, category in categories.items()}


PERSONAL = _phrases(
    # English, and the words of the law in the languages of the EU that are most often met in comments.
    "PII, SPI, PHI, personal, personal data, personal information, personally identifiable, personally identifying, GDPR, HIPAA, CCPA"
    ", sensitive personal, special category, direct identifier, indirect identifier, quasi identifier"
    ", RGPD, données personnelles, donnée personnelle, caractère personnel, DSGVO, personenbezogen, personenbezogene Daten"
    ", datos personales, dato personal, LOPD, dati personali, dato personale, dados pessoais, LGPD, persoonsgegevens, dane osobowe"
    ", RODO, personuppgifter, personoplysninger, personopplysninger"
)
NOT_PERSONAL = _phrases("public, insensitive, anonymous, anonymised, anonymized, anonymisé, anonym")
"""A label says these of what needs no care; a comment says them of much else, and is not heard there."""
GUARDED = _phrases(
    "confidential, highly confidential, restricted, secret, sensitive, private, PCI, masked, policy tags, data policies"
    ", confidentiel, vertraulich, confidencial, sensible"
)
NO = _phrases("no, non, not, never, none, without, false, kein, keine, nicht, ohne, pas, sans, sin, niet, geen, off, n, na, n a, 0, null")
YES = _phrases("yes, true, y, on, 1, x, oui, ja, si, high, medium, low, sensitive")
ADJECTIVES = NOT_PERSONAL | GUARDED | _phrases("personal")
"""In a comment these are as often the values of a list: `private, business`."""
ACRONYMS = _phrases("PHI, SPI")
"""In small letters they mean something else."""

PERSONAL_WORDS = frozenset({"pii", "gdpr", "rgpd", "dsgvo", "phi", "spi"})
"""A key with one of these asks whether the data are personal, or which."""
PRIVACY_KEYS = PERSONAL | _phrases("privacy category")
ANONYMIZE = frozenset({"anonymize", "anonymise", "anonymization", "anon"})
"""A key with one of these says how the data are made anonymous, so that they are not yet."""
ASKING = frozenset(
    {"is", "i", "ha", "has", "contain", "hold", "store", "include", "type", "data", "field", "category", "level", "class", "flag"}
)
"""Beside the words of a key: `contains_pii`, `pii_type`.  `is` and `has` lose their s like any plural."""
CLASS_KEYS = _phrases(
    "classification, data classification, sensitivity, data sensitivity, sensitivity label, information type, data category, data class"
    ", confidentiality, semantic category, privacy category, security classification, info type, class"
)
"""A key that ends with one of these is followed by a label or a category."""
NAMING_KEYS = _phrases("category, type, kind, entity, subtype")
"""A key that ends with one of these is followed by a category, where another says that the data are personal."""
GUARD_KEYS = frozenset({"masking", "mask", "masked", "redact", "redaction", "encrypt", "encryption", "encrypted"})
OF_MASKING = frozenset(
    {"anon", "class", "default", "dummy", "fake", "hash", "mask", "masked", "masking", "partial", "policy", "pseudo", "random", "redact"}
)
"""Words around a category in the name of a mask: `fake_email`, `email_mask`."""

INFORMATION_TYPES = _by_phrase(
    {
        # The built-in information types of SQL Server and Azure SQL (Microsoft, SQL Data Discovery and Classification).
        "contact info": "user.contact",
        "credentials": "user.authorization",
        "credit card": "user.financial.credit_card",
        "name": "user.name",
        "national id": "user.government_id",
        "ssn": "user.government_id.national_identification_number",
        "health": "user.health_and_medical",
        "date of birth": "user.demographic.date_of_birth",
    }
)
OF_PERSONS_OR_NOT = _by_phrase({"networking": "user.device", "banking": "user.financial.bank_account", "financial": "user.financial"})
"""Built-in information types of companies and machines as well: a category only where the label says that persons are meant."""


def is_privacy_key(key: Tokens) -> bool:
    """Whether what stands behind a key answers if the data are personal: `pii`, `contains_pii`, `not_personal`, `pii_type`."""
    if not PERSONAL_WORDS.isdisjoint(key) or not ANONYMIZE.isdisjoint(key):
        return True
    return tuple(token for token in key if token not in ASKING and (token,) not in NO) in PERSONAL or key in PRIVACY_KEYS


def is_class_key(key: Tokens) -> bool:
    """Whether a label or a category stands behind a key."""
    return any(key[-size:] in CLASS_KEYS for size in (1, 2))


def answer(said: Tokens, phrases: frozenset[Tokens]) -> bool | None:
    """Whether the words hold one of the phrases: False where a `no` stands before one, None where none is there."""
    longest = max(len(phrase) for phrase in phrases)
    answers = [
        not (start and said[start - 1 : start] in NO) and said[start + size : start + size + 1] != ("free",)
        for start in range(len(said))
        for size in range(1, longest + 1)
        if said[start : start + size] in phrases
    ]
    return all(answers) if answers else None
