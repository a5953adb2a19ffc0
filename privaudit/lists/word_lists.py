"""Names of persons and of cities, by lists that others keep, and how much of a column they explain.

Person names come from the locales of Faker, cities from a dated extract of GeoNames in `rules/lists/cities.yaml`.  Both are read when a
column is first held against them.  No list knows all names, and many are words of everyday use too (`rose`, `mark`, `lens`), so a
single match says nothing: the shares below are what word lists of other things do not reach.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from privaudit.model.profile import NameCounts
from privaudit.remembered import remembered
from privaudit.rulebook import dated_list
from privaudit.words import fold

_LOCALES = (
    *("az_AZ", "cs_CZ", "da_DK", "de_AT", "de_CH", "de_DE", "de_LI", "de_LU", "en", "en_GB", "en_IE", "en_IN", "en_NZ", "en_PK", "en_US"),
    *(
        "es_AR",
        "es_CL",
        "es_CO",
        "es_ES",
        "es_MX",
        "et_EE",
        "fi_FI",
        "fr_BE",
        "fr_CA",
        "fr_CH",
        "fr_DZ",
        "fr_FR",
        "ga_IE",
        "hr_HR",
        "hu_HU",
    ),
    *(
        "is_IS",
        "it_IT",
        "lt_LT",
        "lv_LV",
        "nl_BE",
        "nl_NL",
        "no_NO",
        "pl_PL",
        "pt_BR",
        "pt_PT",
        "ro_RO",
        "sk_SK",
        "sl_SI",
        "sv_SE",
        "tr_TR",
    ),
)
"""Locales of Faker in Latin letters: the eight languages of the rules, and the neighbours that come with them."""
_POSTAL = frozenset({"cedex", "arrondissement", "e", "er", "eme", "nd"})
_WRITTEN_OUT: tuple[dict[str, str], ...] = ({}, {"st": "saint", "ste": "sainte"}, {"st": "sankt"})
_LONGEST = 60
_LONGEST_CITY = 8
_LEAST_OF_FORM = 3
"""Letters of a legal form that hardly any name has."""
_WORD = re.compile(r"[^\W\d_]+")
_NOT_OF_NAMES = re.compile(r"[\d@_/\\<>{}\[\]=#*+|&;:!?%€$]")


def read() -> None:
    """Reads all lists, which the first question does otherwise."""
    _of_persons()
    _of_things()
    cities()


def first_names() -> frozenset[str]:
    """Given names, folded, each word of one by itself."""
    return _of_persons()[0]


def last_names() -> frozenset[str]:
    """Family names, folded, each word of one by itself, without particles."""
    return _of_persons()[1]


@remembered
def cities() -> frozenset[str]:
    """Towns and cities, folded, every mark a blank."""
    return _listed("cities", "names")


@cache
def _listed(file: str, key: str) -> frozenset[str]:
    return frozenset(word.strip() for word in dated_list(file)[key].split(","))


@remembered
def _of_things() -> frozenset[str]:
    """Words of companies, streets, places and goods to which persons gave their name."""
    streets = _folded(import_module("faker.providers.address.en_US").Provider.street_suffixes)
    return _listed("beside_names", "things") | (streets - first_names() - last_names())


@remembered
def _of_persons() -> tuple[frozenset[str], frozenset[str]]:
    first, last = set[str](), set[str]()
    for locale in _LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            into = first if attribute.startswith("first_names") else last if "last_names" in attribute else None
            names = getattr(provider, attribute) if into is not None else ()
            if into is not None and isinstance(names, tuple | list | dict):
                into.update(_folded(names))
    particles = _listed("beside_names", "particles")
    return frozenset(first - particles), frozenset(last - particles)


def _folded(names: Collection[str]) -> set[str]:
    """The words of a hundred thousand names: what few need is done for these alone, all else for all at once."""
    plain = "\n".join(name if name.isascii() else fold(name) for name in names)
    return {word for word in _words(plain) if len(word) > 1}


def _words(text: str) -> list[str]:
    """The words of names, folded: `O'Neill` is one, `Jean-Pierre` two."""
    folded = text.lower() if text.isascii() else fold(text)
    return _WORD.findall(folded.replace("'", "").replace("\u2019", ""))


@dataclass(frozen=True, slots=True)
class Kind:
    """What a list of words can be, and what it takes to say so."""

    category: str
    title: str
    least: float
    """The share of distinct texts that must be known: below what real columns of it have, above what lists of other things reach."""
    ordinary: float
    """The share that lists of other things have as a rule."""

    def beyond_chance(self, known: int, texts: int) -> bool:
        """Whether so many are neither few nor what other lists have too: four standard deviations above these."""
        spread = math.sqrt(texts * self.ordinary * (1 - self.ordinary))
        return known >= FEWEST and known >= self.least * texts and known > self.ordinary * texts + 4 * spread


FEWEST = 5
"""Known names below which nothing is said."""
CITY = Kind("user.contact.address.city", "towns", 0.25, 0.08)
"""Measured: of words, countries, colours, brands and names of persons at most 6 % are towns; many people live in smaller places."""
FULL = Kind("user.name", "names of persons", 0.6, 0.15)
"""Measured: first names of nine in ten people are known; of titles of books 23 %, of products 14 %, of other lists less."""
FIRST = Kind("user.name.first", "given names", 0.5, 0.2)
"""Measured: of the given names in use 40 to 90 % by country; of states 32 %, of months 38 %, of car models 20 %, of words 2 to 8 %.
A list of flowers alone reaches 67 % and is taken for one of women."""
LAST = Kind("user.name.last", "family names", 0.4, 0.2)
"""Measured: of common family names 73 %, of rare ones hardly any; of brands 25 %, of words 2 to 10 %."""


def count(texts: Iterable[str]) -> NameCounts:
    """What the lists know of distinct texts; a thousand take some milliseconds, the first ones ever half a second more."""
    known = [text.strip() for text in texts if text.strip()]
    return NameCounts(
        texts=len(known),
        first=sum(map(is_first_name, known)),
        last=sum(map(is_last_name, known)),
        full=sum(map(is_full_name, known)),
        city=sum(map(is_city, known)),
        company=sum(map(is_company, known)),
    )


def kind_of(counts: NameCounts) -> tuple[Kind, int] | None:
    """What the texts are, and how many of them are known as that.

    None where chance could give as many, and beside so many companies that the others are some too: they are called after persons.
    """
    found = ((CITY, counts.city), (FULL, counts.full), (FIRST, counts.first), (LAST, counts.last))
    beyond = [(kind, known) for kind, known in found if kind.beyond_chance(known, counts.texts) and counts.company * 2 < known]
    return max(beyond, key=lambda one: one[1], default=None)


def is_company(text: str) -> bool:
    """Whether a legal form stands behind a name; a short one in capitals, since `Sá` is a family name."""
    words = text.replace(".", "").split()
    last = words[-1] if len(words) > 1 else ""
    short = len(last) < _LEAST_OF_FORM
    return fold(last) in _listed("beside_names", "legal_forms") and (not short or last[-1:].isupper())


def is_first_name(text: str) -> bool:
    """Whether every word is a given name; at most three, as in `Maria del Carmen`."""
    words = _name_words(text)
    return 1 <= len(words) <= 3 and all(word in first_names() for word in words)  # noqa: PLR2004 more are a sentence


def is_last_name(text: str) -> bool:
    """Whether every word is a family name; at most two, without their particles."""
    words = _name_words(text)
    return 1 <= len(words) <= 2 and all(word in last_names() for word in words)  # noqa: PLR2004 more are a sentence


def is_full_name(text: str) -> bool:
    """Whether a text of two to five words begins or ends with a given name, and the rest may be one of a person."""
    words = _name_words(text)
    if not 2 <= len(words) <= 5 or min(len(words[0]), len(words[-1])) == 1:  # noqa: PLR2004 as the summary says
        return False
    return (words[0] in first_names() or words[-1] in first_names()) and _of_things().isdisjoint(words)


def is_city(text: str) -> bool:
    """Whether it is a town of the list, without what the post adds to it."""
    words = [word for word in _WORD.findall(fold(text)) if word not in _POSTAL]
    if len(words) > _LONGEST_CITY:
        return False
    return any(" ".join(written.get(word, word) for word in words) in cities() for written in _WRITTEN_OUT)


def _name_words(text: str) -> list[str]:
    if len(text) > _LONGEST or _NOT_OF_NAMES.search(text):
        return []
    words = [word for word in _words(text) if word not in _listed("beside_names", "titles")]
    return [word for word in words if word not in _listed("beside_names", "particles")] or words
