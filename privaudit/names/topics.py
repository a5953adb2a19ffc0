"""What a table's name says that its rows tell of persons: `user_phones` of phones, `performance_reviews` of work."""

from __future__ import annotations

from privaudit.model.rules import Role, Strength, is_within, is_within_any
from privaudit.names.naming import Reading
from privaudit.names.table_names import TableNames

_HEALTH = "user.health_and_medical"
_CRIMINAL = "user.criminal_history"
_WRITTEN = "user.content.private"
_CONSENT = "user.privacy_preferences"
_PAY = "user.financial.salary"
_REACHED = ("user.contact.phone_number", "user.contact.email")
_TOPICS = (
    "user.contact",
    "user.content.private",
    "user.authorization",
    "user.financial",
    "user.health_and_medical",
    "user.biometric",
    "user.location",
    "user.social",
    "user.demographic",
    "user.government_id",
    "user.criminal_history",
    "user.privacy_preferences",
    "user.device",
    "user.education",
    "user.job_title",
    "user.workplace",
)
"""What a table may be about, so that its columns need not say so again: `user_phones.number`."""

CATALOGUED = (_HEALTH, "user.job_title", _CRIMINAL)
"""Categories of which there are catalogues: of drugs, of posts, of offences."""
_NUMBER_OF_RECORDS = "user.health_and_medical.record_id"
"""... whose words are also those of other records: `expediente`, `dossier`."""
_SHORTEST = 3
"""Letters of what a table is about, at least: `rh` is much else."""
_SOMEBODYS = ("user.authorization", "user.location.precise", "user.demographic.marital_status")
"""Topics of records that are always somebody's, though no column says whose: tokens, tracks, family situations."""
_MEANS = "user.financial"
"""... where more than one word says it: `financial situation`; companies have debts too."""


def topic_of(read: TableNames, *, belongs: bool) -> str | None:
    """The category that the name of a table says, where its rows belong to persons, or where such rows always do; else None."""
    found = read.reading
    category = _said(found, read) if found is not None else None
    if found is None or category is None or not is_within_any(category, _TOPICS):
        return None
    if found.word.strength is Strength.WEAK and not (found.of_person or _counts(category, found, read)):
        return None
    return category if belongs or _is_somebodys(category, found) else None


def _said(found: Reading, read: TableNames) -> str | None:
    """The category of a reading of the table's name; None where it is about a thing, cut short, or a word for persons alone."""
    cut = found.short_for is not None and len(found.short_for) == 1
    if cut or found.leaves(Role.THING, Role.REFERENCE, Role.COUNTER) or sum(map(len, found.word.tokens)) < _SHORTEST:
        return None
    category = found.word.category
    persons = is_within_any(category, CATALOGUED) and read.is_called_after(found)
    return None if persons or category == _NUMBER_OF_RECORDS else category


def _counts(category: str, found: Reading, read: TableNames) -> bool:
    """Whether a weak word says what the table is about, by whose its rows are."""
    if category == _PAY:
        return read.link is not None and Role.LOG in read.head
    if category in {_WRITTEN, _CONSENT}:
        return (read.link or read.owner) is not None
    if is_within_any(category, _REACHED):
        return read.of_known_person and found.exact
    return (read.of_patient and is_within(category, _HEALTH)) or (read.of_convict and is_within(category, _CRIMINAL))


def _is_somebodys(category: str, found: Reading) -> bool:
    """Whether the name says a topic that is always somebody's, though no column says whose: `opt_outs`, not `consent_texts`."""
    several = category == _MEANS and len(found.word.tokens) > 1
    return is_within_any(category, _SOMEBODYS) or several or (category == _CONSENT and found.exact)
