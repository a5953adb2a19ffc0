"""What a declaration says: whether a column's data are about persons, and of which category they are.

A label is no proof that the values are what it says; it is somebody's word, on record, and can be held against the values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from privaudit import words
from privaudit.declarations import vocabulary
from privaudit.declarations.vocabulary import (
    ANONYMIZE,
    GUARD_KEYS,
    GUARDED,
    NO,
    NOT_PERSONAL,
    OF_MASKING,
    PERSONAL,
    PERSONAL_WORDS,
    YES,
    answer,
)
from privaudit.model.estate import Declaration, DeclaredBy
from privaudit.model.rules import Role, Rulebook, Strength, Tokens
from privaudit.names.languages import speech
from privaudit.names.naming import Beside, Names, names_of

_FIDESLANG = re.compile(r"\b(?P<root>user|system)(?P<rest>(?:\.[a-z_0-9]+)*)\b")
_HIGH = ("high",)
_FUNCTION = re.compile(r"(?:[\w$]+\.)*(?P<name>[\w$]+)\s*\(")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a declaration says."""

    personal: bool | None = None
    """Whether the data are about persons; None where it says nothing of that."""
    category: str | None = None
    """A category, or a branch of their tree (`user.contact`), where it names one.  Without `personal` it may be no person's."""
    guarded: bool = False
    """Whether it keeps the values from most eyes, whoever they are about: confidential, masked."""

    @property
    def says_nothing(self) -> bool:
        """Whether it could as well be left out."""
        return self.personal is None and self.category is None and not self.guarded


def understand(declaration: Declaration, rulebook: Rulebook, names: Names | None = None) -> Meaning:
    """What a declaration says; nothing where it is about something else.

    `names` reads the words of the schema that it stands in; else they are English.
    """
    names = names or names_of(speech((), rulebook))
    text = declaration.text
    if (named := _by_key(declaration.value, rulebook)) is not None:
        return named
    if declaration.by is DeclaredBy.MASKING:
        return _of_mask(text, names)
    if declaration.by is DeclaredBy.SECURITY_LABEL:
        return _of_security_label(declaration.value, names)
    if declaration.by is DeclaredBy.CLASSIFICATION:
        return _of_classification(text, names)
    if declaration.key:
        return _of_pair(declaration.key, declaration.value, names)
    return _of_label(text, names)


def named_beside(declaration: Declaration, names: Names) -> str | None:
    """The category that a pair names beside a mark of what is personal: `category: email` beside `pii: true`."""
    return _of_words(declaration.value, names) if words.tokens(declaration.key)[-1:] in vocabulary.NAMING_KEYS else None


def _by_key(text: str, rulebook: Rulebook) -> Meaning | None:
    """The meaning of a list of fideslang keys; None for another text.  `system` is their root for what is not about persons."""
    found = [match for match in _FIDESLANG.finditer(text) if match["rest"] or match[0] == text]
    users = [_known(match[0], rulebook) for match in found if match["root"] == "user"]
    if users:
        return Meaning(personal=True, category=_common(users))
    return Meaning(personal=False) if found else None


def _known(key: str, rulebook: Rulebook) -> str:
    """The key, or its nearest ancestor that is a category or has some below it; `user` at the end."""
    while "." in key and key not in _branches(rulebook):
        key = key.rpartition(".")[0]
    return key


@lru_cache(maxsize=4)
def _branches(rulebook: Rulebook) -> frozenset[str]:
    parts = (key.split(".") for key in rulebook.categories)
    return frozenset(".".join(pieces[:size]) for pieces in parts for size in range(1, len(pieces) + 1))


def _common(keys: Iterable[str]) -> str | None:
    """The key of all, where there is one, else the nearest branch that holds them all; None for the whole tree."""
    pieces = [key.split(".") for key in dict.fromkeys(keys)]
    shared = []
    for steps in zip(*pieces, strict=False):
        if len(set(steps)) > 1:
            break
        shared.append(steps[0])
    return ".".join(shared) if len(shared) > 1 else None


def _of_mask(text: str, names: Names) -> Meaning:
    """The meaning of a masking function or policy, by its name: `email()`, `policy mask_phone`, `anon.fake_first_name()`."""
    function = _FUNCTION.search(text)
    name = function["name"] if function is not None else text
    category = _of_words(name, names)
    personal = True if category is not None or not PERSONAL_WORDS.isdisjoint(words.tokens(name)) else None
    return Meaning(personal, category, guarded=True)


def _of_security_label(text: str, names: Names) -> Meaning:
    """The meaning of a label: mostly one of PostgreSQL Anonymizer, which masks what is about persons."""
    said = text.upper()
    if said.startswith("NOT MASKED"):
        return Meaning(personal=False)
    if said.startswith("MASKED WITH"):
        return Meaning(personal=True, category=_of_mask(text, names).category if "FUNCTION" in said else None, guarded=True)
    if said.startswith("ENCRYPT WITH"):
        return Meaning(guarded=True)
    return _of_label(text, names)


def _of_classification(text: str, names: Names) -> Meaning:
    said = dict(part.partition(": ")[::2] for part in text.split("; "))
    label = _of_label(said.get("label", ""), names)
    written = said.get("information type", "")
    kind = words.tokens(written)
    if kind in vocabulary.INFORMATION_TYPES:
        return Meaning(personal=True, category=vocabulary.INFORMATION_TYPES[kind], guarded=label.guarded)
    if kind in vocabulary.OF_PERSONS_OR_NOT:
        return Meaning(label.personal, vocabulary.OF_PERSONS_OR_NOT[kind] if label.personal is not False else None, label.guarded)
    category = _of_words(written, names, strong_only=True)
    return Meaning(personal=True, category=category, guarded=label.guarded) if category is not None else label


def _of_pair(key: str, value: str, names: Names) -> Meaning:
    tokens, said = words.tokens(key), words.tokens(value)
    if vocabulary.is_privacy_key(tokens):
        return _of_answer(tokens, value, names)
    if vocabulary.is_class_key(tokens):
        label = Meaning(guarded=True) if said == _HIGH else _of_label(value, names)
        category = _of_words(value, names, strong_only=label.personal is not True) or vocabulary.INFORMATION_TYPES.get(said)
        category = category if label.personal is not False else None
        return Meaning(personal=True, category=category, guarded=label.guarded) if category is not None else label
    if not GUARD_KEYS.isdisjoint(tokens):
        return Meaning() if said in NO else _of_mask(value, names)
    return Meaning()


def _of_answer(key: Tokens, value: str, names: Names) -> Meaning:
    """The meaning of `contains_pii: true`, `pii: email`, `not_personal: true`."""
    said = words.tokens(value)
    refused = said in NO or said[:1] in NO or said in NOT_PERSONAL
    if not NO.isdisjoint((token,) for token in key):
        return Meaning(personal=refused)
    if refused:
        return Meaning(personal=False)
    if said in YES or not said:
        return Meaning(personal=True)
    category = _of_words(value, names) or vocabulary.INFORMATION_TYPES.get(said)
    # `anonymize: email` names what is there, `anon: visitor from the web` is a remark.
    return Meaning() if category is None and not ANONYMIZE.isdisjoint(key) else Meaning(personal=True, category=category)


def _of_label(text: str, names: Names) -> Meaning:
    """The meaning of a label or a tag without a key: `PII`, `Confidential - GDPR`, `not personal`, `pii_email`, `class.email_address`."""
    said = words.tokens(text)
    if text.lower().startswith("class.") and (category := _of_words(text, names)) is not None:
        # The tags that Databricks' data classification gives.
        return Meaning(personal=True, category=category)
    personal = answer(said, PERSONAL)
    if personal is None and answer(said, NOT_PERSONAL):
        personal = False
    rest = tuple(token for token in said if token not in PERSONAL_WORDS and (token,) not in NO)
    category = _of_words(" ".join(rest), names) if personal and len(rest) < len(said) else None
    return Meaning(personal, category, guarded=answer(said, GUARDED) is True)


def _of_words(text: str, names: Names, *, strong_only: bool = False) -> str | None:
    """The category that words name, where they name it and nothing else; words of masking before it do not count."""
    tokens = list(words.tokens(text))
    while tokens and tokens[0] in OF_MASKING:
        tokens.pop(0)
    while tokens and tokens[-1] in OF_MASKING:
        tokens.pop()
    for reading in names.readings(" ".join(tokens))[:1]:
        if (
            reading.short_for is None
            and all(map(_says_no_more, reading.left))
            and not (strong_only and reading.word.strength is Strength.WEAK)
        ):
            return reading.word.category
    return None


def _says_no_more(beside: Beside) -> bool:
    """Whether a word beside a category's leaves it what it is: `work email`, `customer's email`."""
    return bool(beside.roles & {Role.QUALIFIER, Role.PREFIX, Role.PERSON}) or len(beside.text) == 1
