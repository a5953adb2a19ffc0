"""The phrases of the rule files, cut as names are, put together into the vocabulary of each language.

There are tens of thousands of phrases, and they are cut at each start: what is done for each is little.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, repeat

from privaudit import words
from privaudit.errors import RuleError
from privaudit.model.rules import Role, Strength, Tokens, Vocabulary, Word
from privaudit.rulebook.rule_files import CategoryFile, LanguageFile, Phrases

OWN_LANGUAGE = "en"
"""The language of the words in the category files."""
_IMPLIED = {Role.ACCESS: (Role.LOG,)}
"""Roles that a word has by another one."""
_ACCENTS = re.compile("[\u0300-\u036f]+")
_E_MAIL = re.compile("(?<![a-z])e[- ]mail")
_MARKS = "-'./"
_DIGITS = re.compile("([0-9]+)")
_LETTERS = re.compile("[a-z ,]*")
_THREES = re.compile("([a-z]{3}){1,3}")
_PLAIN = re.compile("[a-z0-9 ,]*")


class _Singulars(dict[str, str]):
    """Each word with its singular."""

    def __missing__(self, word: str) -> str:
        found = self[word] = words.singular(word) if word[-1] == "s" else word
        return found


_singular = _Singulars().__getitem__
_word = partial(tuple.__new__, Word)
"""A Word of its four parts, at half the price of calling Word."""


def cut(listed: str) -> list[Tokens]:
    """The phrases of a list, each as words.tokens cuts it; empty ones stay, so that positions are those in the file."""
    if not listed:
        return []
    if not listed.islower():
        return [words.tokens(phrase) for phrase in listed.split(",")]
    plain = listed if listed.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", listed))
    if "mail" in plain:
        plain = _E_MAIL.sub("email", plain)
    for mark in _MARKS:
        plain = plain.replace(mark, " ")
    if not _LETTERS.fullmatch(plain):
        plain = _DIGITS.sub(r" \1 ", plain)
    if _PLAIN.fullmatch(plain):
        return [tuple(map(_singular, phrase.split())) for phrase in plain.split(",")]
    return [tuple(map(_singular, phrase.split())) if _PLAIN.fullmatch(phrase) else words.tokens(phrase) for phrase in plain.split(",")]


@dataclass
class Gathered:
    """The words of one language so far, and where each was said."""

    language: str
    fillers: set[str] = field(default_factory=set)
    roles: dict[Tokens, frozenset[Role]] = field(default_factory=dict)
    words: dict[Tokens, Word] = field(default_factory=dict)
    same: dict[str, tuple[str, ...]] = field(default_factory=dict)
    threes: dict[str, Tokens] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    own: dict[Tokens, Word] = field(default_factory=dict)
    """What the user's own files say."""
    lists: list[tuple[Phrases, bool]] = field(default_factory=list)
    """The lists that named a category so far, and whether they are the user's own."""

    def add_fillers(self, phrases: Phrases) -> None:
        """Words that only join others; all of a language's must be known before its other words are added."""
        self.fillers.update(chain.from_iterable(self._cut(phrases, keep=True)))

    def add_category(self, key: str, file: CategoryFile) -> None:
        """The phrases of a category file."""
        self._add(file.strong, key, Strength.STRONG, own=file.own)
        self._add(file.weak, key, Strength.WEAK, own=file.own)

    def add_language(self, file: LanguageFile) -> None:
        """The phrases of a language file."""
        self.titles.update(file.titles)
        for role, phrases in file.roles.items():
            said = frozenset((role, *_IMPLIED.get(role, ())))
            new = dict.fromkeys(self._cut(phrases), said)
            self.roles |= new | {tokens: self.roles[tokens] | said for tokens in self.roles.keys() & new.keys()}
        for word, others in file.same.items():
            group = (*cut(word)[0], *(phrase[0] for phrase in cut(others.listed) if len(phrase) == 1))
            for one in group:
                self.same[one] = tuple(dict.fromkeys((*self.same.get(one, ()), *(other for other in group if other != one))))
        for word, short in file.threes.items():
            self._add_threes(cut(word)[0], short)
        for key, (strong, weak) in file.words.items():
            self._add(strong, key, Strength.STRONG, own=file.own)
            self._add(weak, key, Strength.WEAK, own=file.own)

    def give_way(self, own: Word) -> None:
        """Forgets what our files say of a phrase to which the user gives another meaning, in whatever language."""
        here = self.words.get(own.tokens)
        if here is not None and here.category != own.category and own.tokens not in self.own:
            del self.words[own.tokens]

    def vocabulary(self) -> Vocabulary:
        """The words of the language."""
        tokens = frozenset(chain.from_iterable(chain(self.words, self.roles)))
        return Vocabulary(self.language, self.words, self.roles, frozenset(self.fillers), tokens, self.same, self.threes, self.titles)

    def _add_threes(self, word: Tokens, short: Phrases) -> None:
        for at, one in enumerate(map(str.strip, short.listed.split(","))):
            if not _THREES.fullmatch(one):
                says = f"{one!r} is not made of pieces of three letters"
                raise short.text.phrase_complaint(short.loc, at, says, "Write three, six or nine letters, in lower case: fec, fecnac.")
            self.threes[one] = word

    def _add(self, phrases: Phrases, category: str, strength: Strength, *, own: bool) -> None:
        found = self._cut(phrases)
        new = dict(zip(found, map(_word, zip(found, repeat(category), repeat(strength), repeat(self.language), strict=False)), strict=True))
        earlier = self.own if own else self.words
        for tokens in earlier.keys() & new.keys():
            first = earlier[tokens]
            if first.category != category:
                says = f"belongs to {first.category} already"
                raise self._conflict(phrases, tokens, says, "A phrase names one category.", own=own)
            if first.strength is not strength:
                says = f"is {first.strength.value} already"
                raise self._conflict(phrases, tokens, says, "A phrase is strong or weak.", own=own)
        self.words.update(new)
        self.lists.append((phrases, own))
        if own:
            self.own.update(new)

    def _conflict(self, phrases: Phrases, tokens: Tokens, says: str, hint: str, *, own: bool) -> RuleError:
        """A phrase of which another list of the same side says something else, the user's files being one side and ours the other."""
        same_side = ((one, self._cut(one)) for one, of_user in self.lists if of_user == own)
        where, index = next((one, found.index(tokens)) for one, found in same_side if tokens in found)
        at = self._cut(phrases).index(tokens)
        said = phrases.listed.split(",")[at].strip()
        says = f"{said!r} {says}, see {where.text.phrase_place(where.loc, index)}"
        return phrases.text.phrase_complaint(phrases.loc, at, says, hint)

    def _cut(self, phrases: Phrases, *, keep: bool = False) -> list[Tokens]:
        """The phrases as they are compared: without the fillers, which are dropped from column names too."""
        found = cut(phrases.listed)
        if not keep and self.fillers:
            disjoint, fillers = self.fillers.isdisjoint, self.fillers
            found = [phrase if disjoint(phrase) else tuple([token for token in phrase if token not in fillers]) for phrase in found]
        if () in found:
            index = found.index(())
            said = phrases.listed.split(",")[index].strip()
            says = f"nothing is left of {said!r}: it is made of fillers or marks only" if said else "a phrase is missing between commas"
            raise phrases.text.phrase_complaint(phrases.loc, index, says)
        return found
