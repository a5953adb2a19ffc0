"""The categories that the columns of a table name: which persons alone have, which places and animals have too."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from privaudit.declared_type import kind_of
from privaudit.model.rules import Role, Strength, is_within
from privaudit.names.file_keys import is_key_of_file
from privaudit.names.table_names import TableNames

_OF_PERSONS_ALONE = (
    "user.name.first",
    "user.name.last",
    "user.demographic.date_of_birth",
    "user.demographic.gender",
    "user.demographic.marital_status",
    "user.demographic.nationality",
    "user.government_id",
    "user.authorization.password",
    "user.account.username",
)
"""Categories that no place and no organisation has."""
OF_A_NAME = ("user.name.first", "user.name.last", "user.government_id.national_identification_number")
"""... nor any animal, machine or article: sizes and sexes are of products too, passwords of services."""
_TRAITS = (
    "user.demographic",
    "user.education",
    "user.financial",
    "user.health_and_medical",
    "user.biometric.health",
    "user.job_title",
)
"""What a record of a person's traits tells: that of an applicant, of who answers questions."""
_OF_ANIMALS = (
    "user.demographic.gender",
    "user.demographic.date_of_birth",
    "user.demographic.language",
    "user.health_and_medical",
    "user.biometric.health",
)
"""... and what animals and products have of them."""
_OF_CONTACT = ("user.name", "user.contact.email", "user.contact.phone_number")
"""Categories that persons share with places and organisations."""
_ADDRESS = "user.contact.address"
_ACCOUNT = "user.financial.bank_account"
_CARD = "user.financial.credit_card"
_AGE = "user.demographic.age_range"
_PHONE = "user.contact.phone_number"
_COORDINATES = "user.location.precise"


@dataclass(frozen=True, slots=True)
class Named:
    """The categories that the columns of a table name."""

    alone: frozenset[str]
    """Those that persons alone have, by their roots."""
    contact: frozenset[str]
    """Those that places have too, by their roots."""
    addresses: int
    """Parts of addresses."""
    traits: frozenset[str]
    """What it tells of a person's condition, by categories."""
    accounts: int
    """Parts of bank accounts."""
    cards: int
    """Parts of payment cards."""
    phones: int
    """Columns of phone numbers."""
    located: int
    """Columns of coordinates."""
    kinds: int
    """Different ones that identify or locate persons."""


def named_in(read: TableNames) -> Named:
    """What the columns of a table name."""
    alone: set[str] = set()
    contact: set[str] = set()
    addresses: set[str] = set()
    kinds: set[str] = set()
    accounts: set[str] = set()
    cards: set[str] = set()
    traits: set[str] = set()
    phones = located = 0
    for column, reading in read.best:
        category = reading.word.category
        of_one = read.is_name_of_one(reading)
        about = not of_one and reading.leaves(Role.COUNTER, Role.THING, Role.REFERENCE)
        if about or kind_of(column.type) == "boolean" or is_key_of_file(reading, column, read.names.speech):
            continue
        telling = reading.word.strength is Strength.STRONG or (category == _AGE and reading.exact)
        traits |= {category} if telling and _roots(category, _TRAITS) else set()
        phones += category == _PHONE
        located += category == _COORDINATES
        accounts |= {reading.word.tokens[0]} if category == _ACCOUNT and not reading.counts else set()
        cards |= {reading.word.tokens[-1]} if category == _CARD else set()
        if category.startswith(_ADDRESS):
            addresses.add(category)
        elif (reading.word.strength is Strength.STRONG or of_one) and not reading.of_person:
            persons, shared = _roots(category, _OF_PERSONS_ALONE + OF_A_NAME), _roots(category, _OF_CONTACT)
            alone |= persons
            contact |= shared if reading.exact else set()
            kinds |= {category} if persons or shared else set()
    return Named(
        alone=frozenset(alone),
        contact=frozenset(contact),
        addresses=len(addresses),
        traits=frozenset(traits),
        accounts=len(accounts),
        cards=len(cards),
        phones=phones,
        located=located,
        kinds=len(kinds | addresses),
    )


@lru_cache(1_024)
def _roots(category: str, among: tuple[str, ...]) -> frozenset[str]:
    """Those of the categories that a category is or lies below."""
    return frozenset(root for root in among if is_within(category, root))


def tells_of_humans(named: Named) -> bool:
    """Whether one of the traits is what animals and products have not."""
    return not all(_roots(trait, _OF_ANIMALS) for trait in named.traits)
