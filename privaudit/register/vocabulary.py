"""The closed lists of words that a register may use, each with its source."""

from __future__ import annotations

import re

from privaudit.words import fold

PURPOSES = frozenset(
    {
        "analytics",
        "analytics.reporting",
        "analytics.reporting.ad_performance",
        "analytics.reporting.campaign_insights",
        "analytics.reporting.content_performance",
        "analytics.reporting.system",
        "analytics.reporting.system.performance",
        "collect",
        "employment",
        "employment.recruitment",
        "essential",
        "essential.fraud_detection",
        "essential.legal_obligation",
        "essential.service",
        "essential.service.authentication",
        "essential.service.notifications",
        "essential.service.notifications.email",
        "essential.service.notifications.sms",
        "essential.service.operations",
        "essential.service.operations.improve",
        "essential.service.operations.support",
        "essential.service.payment_processing",
        "essential.service.security",
        "essential.service.upgrades",
        "finance",
        "functional",
        "functional.service",
        "functional.service.improve",
        "functional.storage",
        "functional.storage.privacy_preferences",
        "marketing",
        "marketing.advertising",
        "marketing.advertising.first_party",
        "marketing.advertising.first_party.contextual",
        "marketing.advertising.first_party.targeted",
        "marketing.advertising.frequency_capping",
        "marketing.advertising.negative_targeting",
        "marketing.advertising.profiling",
        "marketing.advertising.serving",
        "marketing.advertising.third_party",
        "marketing.advertising.third_party.targeted",
        "marketing.communications",
        "marketing.communications.email",
        "marketing.communications.sms",
        "operations",
        "personalize",
        "personalize.content",
        "personalize.content.limited",
        "personalize.content.profiled",
        "personalize.content.profiling",
        "personalize.profiling",
        "personalize.system",
        "sales",
        "third_party_sharing",
        "third_party_sharing.legal_obligation",
        "train_ai_system",
    }
)
"""The data uses of fideslang 3.1.4; two of them (train_ai_system, personalize.profiling) are on their way out."""

SUBJECTS = frozenset(
    {
        "anonymous_user",
        "citizen_voter",
        "commuter",
        "consultant",
        "customer",
        "employee",
        "job_applicant",
        "next_of_kin",
        "passenger",
        "patient",
        "prospect",
        "shareholder",
        "supplier_vendor",
        "trainee",
        "visitor",
    }
)
"""The data subjects of fideslang 3.1.4."""

BASES = frozenset({f"A6-1-{letter}" for letter in "abcdef"} | {f"A9-2-{letter}" for letter in "abcdefghij"})
"""GDPR Art. 6(1)(a)-(f) and 9(2)(a)-(j), as W3C DPV names them."""

EXEMPTIONS = frozenset({f"A17-3-{letter}" for letter in "abcde"})
"""GDPR Art. 17(3)(a)-(e): why an erasure may be refused."""

SAFEGUARDS = frozenset(
    {"A45-3", "A46-3-a", "A46-3-b", "A49-2"} | {f"A46-2-{letter}" for letter in "abcdef"} | {f"A49-1-{letter}" for letter in "abcdefg"}
)
"""GDPR Art. 45(3), 46(2) and (3), 49: on what a transfer may rest, as W3C DPV names them."""

ACTIVITY_ROLES = frozenset({"controller", "processor"})
"""What the organisation is in an activity (Art. 30(1) and 30(2))."""

CHANNELS = frozenset({"email", "sms", "phone", "post", "push"})
"""Ways of direct marketing."""

ROLES = frozenset({"department", "processor", "joint_controller", "controller", "third_party", "authority"})
"""What a recipient is (GDPR Art. 4(7)-(10), 26)."""

SOURCES = frozenset({"subject", "observed", "inferred", "third_party"})
"""Where the data comes from: given by the person, observed, inferred (WP242), or from somebody else (Art. 14)."""

_BASIS_WORDS = {
    "A6-1-a": ("consent", "consentement"),
    "A6-1-b": ("contract", "contrat"),
    "A6-1-c": ("legal obligation", "obligation legale"),
    "A6-1-d": ("vital interest", "vital interests", "interets vitaux", "sauvegarde des interets vitaux"),
    "A6-1-e": ("public task", "public interest", "mission d interet public", "interet public"),
    "A6-1-f": ("legitimate interest", "legitimate interests", "interet legitime", "interets legitimes"),
    "A9-2-a": ("explicit consent", "consentement explicite"),
}
_ARTICLE = re.compile(r"(?:gdpr|rgpd|art|article|a)*([69])([12])([a-j])")
_PLAIN = {word: basis for basis, words in _BASIS_WORDS.items() for word in words}


def basis_of_words(text: str) -> str | None:
    """The basis that a phrase or another way of writing an article means: `consent`, `6(1)(a)`; None if it is unknown."""
    folded = fold(text)
    by_word = _PLAIN.get(" ".join(re.findall(r"[a-z]+", folded)))
    if by_word is not None:
        return by_word
    article = _ARTICLE.fullmatch("".join(re.findall(r"[a-z0-9]+", folded)))
    basis = f"A{article[1]}-{article[2]}-{article[3]}" if article else ""
    return basis if basis in BASES else None
