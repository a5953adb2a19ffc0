"""What detection knows: categories of personal data, the patterns of their values and the words of their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from privaudit.model.estate import Place

Tokens = tuple[str, ...]
"""A phrase cut into folded, lower-case words: ("date", "of", "birth")."""

SPECIAL = "special"
"""The group of GDPR Art. 9: crosses the tree of categories."""
CRIMINAL = "criminal"
"""The group of GDPR Art. 10."""
GROUPS = (SPECIAL, CRIMINAL)


DIGITS = "digits"


def is_within(category: str, branch: str) -> bool:
    """Whether a category is a branch of the tree itself, or lies below it."""
    return category == branch or category.startswith(f"{branch}.")


@lru_cache(maxsize=4096)
def is_within_any(category: str, branches: tuple[str, ...] | frozenset[str]) -> bool:
    """Whether a category belongs to one of several branches."""
    return any(is_within(category, branch) for branch in branches)


class Strength(StrEnum):
    """What a word in a column's name is worth."""

    STRONG = "strong"
    """Speaks for the category wherever it stands: `e-mail`, `date of birth`."""
    WEAK = "weak"
    """Speaks for it only where the table or a neighbouring word is about a person: `name`, `title`, `city`."""


class Role(StrEnum):
    """What else a word can be in the name of a table or a column."""

    PERSON = "person"
    """A table of it holds persons: customer, patient, staff."""
    THING = "thing"
    """A table of it holds things: product, file, template."""
    REFERENCE = "reference"
    """A table of it is a closed list: country, type, unit."""
    LOG = "log"
    """A table of it holds what persons did: event, session, visit."""
    ACCESS = "access"
    """A table of it holds when persons came and went: sign-ins, who is online, who is present."""
    COUNTER = "counter"
    """Makes a column about a value out of a column of values: count, verified, sent at, template."""
    QUALIFIER = "qualifier"
    """Changes nothing: home, billing, new, second."""
    PREFIX = "prefix"
    """Stands before a name and means nothing: tbl, col, fk."""
    STATE = "state"
    """How a value is: `email verified` is a flag, but a text called `verified email` is the e-mail itself."""
    DATE = "date"
    """Means a date, which says nothing against what is a date itself: `date last login`."""
    VALUE = "value"
    """Means the value itself: in a table of phones, `number` is the phone number."""
    AUTHOR = "author"
    """Who wrote, changed or approved a row, which is not that person's: `author_id`, `created_by_user`."""
    NUMBER = "number"
    """Means a number: in an address, that of the house."""
    CODE = "code"
    """A code: alone in a row of a person, that of the person."""
    KEY = "key"
    """Points to something: `user id`, `fk client`."""
    EXPIRY = "expiry"
    """Until when a document is good, or since when: `passport_expiry` tells of the passport, `passport_updated` of the row."""
    ANIMAL = "animal"
    """A table of it holds animals, whose visits and illnesses are no person's."""
    FILE = "file"
    """A file, what it is called or where it lies: `signature_file`, `photo_path` and `patient_documents` tell of a person."""
    CARER = "carer"
    """A person where the schema has patients: the `provider` of care, not of services."""
    MIXED = "mixed"
    """A table of it may hold persons beside organisations, or things: subject, party.  Its columns tell which."""
    PATIENT = "patient"
    """A person whose records are health data: what `coffee` means in a patient's history."""
    PUPIL = "pupil"
    """A person whose records are of school: what `class` and `assessment` mean in a student's row."""
    CONVICT = "convict"
    """A person whose records are of offences: what `alert_code` and `result` mean in a prisoner's row."""
    MEASURE = "measure"
    """How much, how long or how grave something is: the `duration` and the `severity` of what a patient has tell of the patient."""
    CARE = "care"
    """Means health where a patient is treated, and anything else in other rows: the `plan` of a customer, the `condition` of a seller.

    Words of courts, offences where somebody is accused or convicted: the `appeal` of a claim."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A form of values.  Its regex is of the portable subset: no look-around, no word boundaries, no inline flags."""

    id: str
    """Unique in the rulebook: `<category>/<name>`."""
    category: str
    regex: str
    """Matches the whole trimmed cell."""
    needs: str = ""
    """What every match holds, as a cheap first look: a few characters, or DIGITS for a run of digits with at most blanks and
    marks between.  Empty: nothing."""
    inside: bool = False
    """Whether it is also looked for within a longer text."""
    validator: str | None = None
    """The check-digit function, by name."""
    chance: float = 1.0
    """The share of random strings of this form that the validator lets pass; 1.0 without a validator."""
    proves: bool = False
    """Whether such values prove the category without the name: the form is of nothing else, or the check digit is strong."""
    indicates: bool = False
    """Whether such values, where nearly all are of the form, indicate the category without the name."""
    beside_persons: bool = False
    """Whether they do so in a column that has no name, where the other values of its row show a person."""

    @property
    def is_test(self) -> bool:
        """Whether its values are there for tests only: card numbers that nobody has, addresses of example.com."""
        return self.id.rpartition("/")[2].startswith("test_")


@dataclass(frozen=True, slots=True)
class Category:
    """One kind of personal data; `id` is a fideslang key or one of our extensions of its tree."""

    id: str
    title: str
    dpv: str
    group: str | None = None
    """SPECIAL, CRIMINAL or None."""
    law: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    """The kinds of declared type that may hold it: text, number, date, boolean, binary, json; empty for any."""
    patterns: tuple[Pattern, ...] = ()
    like: str | None = None
    """The category whose forms its values have too: a fax number looks like a phone number.  Then the name decides."""
    complete: bool = False
    """Whether every value of the category has one of the forms, so that values of another form speak against it."""
    at_least: str | None = None
    """A regular expression of Python: what each value of the category has somewhere, however it is written.  Values that have it do not
    speak against the category, though they are of no form that is known."""
    shortest: int = 0
    """Characters or digits that a value has at least: a column that is declared shorter holds something else."""


class Word(NamedTuple):
    """A phrase that names a category in a column's name.  A tuple: there are tens of thousands, made at each start."""

    tokens: Tokens
    category: str
    strength: Strength
    language: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language."""

    language: str
    words: Mapping[Tokens, Word]
    """Phrases that name a category."""
    roles: Mapping[Tokens, frozenset[Role]]
    """Phrases that do something to a name."""
    fillers: frozenset[str] = frozenset()
    """Words that join others: of, the, de, du.  The phrases are without them."""
    tokens: frozenset[str] = field(default_factory=frozenset)
    """Every single word of its phrases."""
    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words that stand for one another within phrases: `no` for `number`."""
    threes: Mapping[str, Tokens] = field(default_factory=dict)
    """What short forms of three letters stand for in names that are made of them: `fec` for `fecha`."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """What people who speak it call a category; without one it is called as in English."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Columns that the user takes out of the inventory, or one category of theirs; with the reason."""

    table: str
    """A glob, as those of the register."""
    column: str
    """A glob."""
    category: str | None
    """A category, a prefix of several, or a group; None: whatever is found."""
    reason: str
    place: Place


@dataclass(frozen=True, eq=False)
class Rulebook:
    """All rules that are in force.  One is loaded once and compared by identity."""

    version: str
    categories: Mapping[str, Category]
    vocabularies: Mapping[str, Vocabulary]
    """By language."""
    allowed: tuple[Allowed, ...] = ()

    things: Mapping[str, Category] = field(default_factory=dict)
    """Kinds of values that are of no person (numbers of companies, of articles), by ids that no category has."""

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """The patterns of all categories and things, in their order."""
        return tuple(pattern for kind in (*self.categories.values(), *self.things.values()) for pattern in kind.patterns)

    def title_of(self, category: str) -> str:
        """What a person calls a category, within a sentence.  A prefix of categories and a group have no title of their own."""
        known = self.categories.get(category) or self.things.get(category)
        return "personal data" if known is None else known.title.lower()

    def group_of(self, category: str) -> str | None:
        """The group of a category or of its nearest ancestor that has one; a group is its own."""
        if category in GROUPS:
            return category
        key = category
        while key:
            known = self.categories.get(key)
            if known is not None and known.group is not None:
                return known.group
            key = key.rpartition(".")[0]
        return None
