"""What the name of a column says: which category its words name, and what the words around them do to that."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from privaudit import words
from privaudit.model.rules import Role, Strength, Tokens, Word
from privaudit.names import endings, plurals
from privaudit.names.glued import HEAD_LAST, Glued
from privaudit.names.phrases import STEM, Phrases, stems
from privaudit.names.speech import Speech

_LONGEST_PHRASE = 6
_NAMES_KEPT = 65_536
_VOCABULARIES = 64
"""Those of the languages of schemas, and their readers, that are kept at once."""
_COVERING = {Role.PERSON, Role.THING, Role.REFERENCE, Role.COUNTER}
"""Roles of phrases in which the single words mean nothing by themselves."""
_AGREED = 0.7
"""The share of the phrases that it can be, from which a phrase cut short is of their category."""
_CUT_SHORT = 5
"""... where it stands alone."""
_ID = "id"
_GIVEN = "user.unique_id"
_NAME = "user.name"
_HEADS = {Role.PERSON, Role.THING, Role.REFERENCE}
"""Roles of the words that say what a name is of."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A word that a phrase leaves over in a name."""

    text: str
    roles: frozenset[Role]
    """Empty for a word that nobody knows."""
    before: bool
    """Whether it stands before the phrase: `verified email`."""
    category: str | None = None
    """The category that it names itself: `avatar height`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: a phrase that names a category, and the words left over, in order."""

    word: Word
    left: tuple[Beside, ...]
    of_person: bool = False
    """Whether a word, beside the phrase or of it, says whose it is: `customer name`, `contact phone`, `name of the owner`."""
    counts: bool = False
    """Whether a word of the phrase itself is that of a kind or a state: `account status`."""
    short_for: Tokens | None = None
    """The phrase that the name cuts short; None where it stands in full."""

    @property
    def strength(self) -> Strength:
        """What the phrase is worth as it stands: less where a single word is cut short."""
        return Strength.WEAK if self.short_for is not None and len(self.short_for) == 1 else self.word.strength

    @property
    def exact(self) -> bool:
        """Whether the name is the phrase and nothing else that matters."""
        return all(beside.roles & {Role.QUALIFIER, Role.PREFIX} for beside in self.left)

    @property
    def rest(self) -> Tokens:
        """All words left over."""
        return tuple(beside.text for beside in self.left)

    def leaves(self, *roles: Role) -> tuple[str, ...]:
        """The words left over that have one of the roles."""
        return tuple(beside.text for beside in self.left if beside.roles.intersection(roles))

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words left over that no rule knows."""
        left = (beside for beside in self.left if not beside.roles - {Role.AUTHOR})
        return tuple(beside.text for beside in left if not beside.category and not beside.text.isdigit())


class Names:
    """The names of a schema, read with the words that count there."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self.tokens = lru_cache(maxsize=_NAMES_KEPT)(self._tokens)
        self._unglued = lru_cache(maxsize=_NAMES_KEPT)(self._unglue)
        self._readings = lru_cache(maxsize=_NAMES_KEPT)(self._read)
        self._roles = lru_cache(maxsize=_NAMES_KEPT)(self._read_roles)
        self._said = lru_cache(maxsize=_NAMES_KEPT)(self._say)

    def _tokens(self, name: str) -> Tokens:
        """The words of a name, glued ones cut and what tables put before their columns written out, without fillers."""
        pieces = (piece for token in words.tokens(name) for piece in self.speech.short.get(token) or self._unglued(token))
        return tuple(piece for piece in pieces if piece not in self.speech.fillers)

    def _unglue(self, token: str) -> Tokens:
        """The words that a glued one is made of: all of one language, or long ones of several (`spenderiban`)."""
        if token in self.speech.tokens:
            return (token,)
        one = plurals.single(token, self.speech.languages, self.speech.pieces)
        if one != token:
            return (one,)
        for pieces in self.speech.pieces:
            cut = words.unglue(token, pieces)
            if len(cut) == 1:
                cut = words.unjoin(token, pieces, self.speech.fillers)
            if len(cut) > 1:
                return (token,) if endings.is_one(*cut[-2:]) else cut
        mixed = words.unglue(token, _united(self.speech.pieces))
        if min(map(len, mixed)) > STEM and len(mixed) > 1:
            return mixed
        for parts in (words.end_of(token, self.speech.phrases.ends), words.beginning_of(token, self.speech.phrases.texts)):
            if len(parts) > 1:
                return parts
        respelled = words.respelled(token, _spelled(self.speech.phrases))
        return (respelled,) if respelled != token else _glued(self.speech.phrases, self.speech.tokens).cut(token) or (token,)

    def readings(self, name: str, ignored: frozenset[str] = frozenset(), least: int = _CUT_SHORT) -> tuple[Reading, ...]:
        """The ways to read a name, the best first.

        The `ignored` words (of the table's own name) change nothing.  A name that reads as nothing may be a phrase cut short,
        its single word to no fewer than `least` letters.
        """
        return self._readings(name, ignored.intersection(self.tokens(name)), least)

    def _read(self, name: str, ignored: frozenset[str], least: int) -> tuple[Reading, ...]:
        tokens = self.tokens(name)
        spans = self._without_asides(self._phrases(tokens), tokens)
        plain = tuple(token for token in tokens if not token.isdigit())
        if not spans and len(plain) < len(tokens):
            # Numbered ones of several: `emergency1 number2`.
            tokens, spans = plain, self._without_asides(self._phrases(plain), plain)
        if not spans:
            spans = self._cut_short(tokens, least)
        found = [(self._reading(tokens, start, end, word, ignored), tokens[start:end], start) for start, end, word in spans]
        found.sort(
            key=lambda one: (one[0].word.strength is Strength.STRONG, not ignored.issuperset(one[1]), len(one[1]), one[2]), reverse=True
        )
        return tuple(reading for reading, _, _ in found)

    def _without_asides(self, spans: list[tuple[int, int, Word]], tokens: Tokens) -> list[tuple[int, int, Word]]:
        """The phrases that a name is about, if it has several.

        Not those that say whose it is (`first name child`) or how it is (French `email invalide`), though they have another meaning alone.
        """
        main = [span for span in spans if not self._is_aside(tokens[span[0] : span[1]])]
        return main if any(word.strength is Strength.STRONG for *_, word in main) else spans

    def _is_aside(self, phrase: Tokens) -> bool:
        roles = [self.speech.roles_of(token) for token in phrase]
        return all(of & {Role.PERSON, Role.COUNTER, Role.STATE} for of in roles)

    def _reading(self, tokens: Tokens, start: int, end: int, word: Word, ignored: frozenset[str]) -> Reading:
        left = self._left(tokens, start, end, ignored)
        said_twice = any(beside.category == word.category for beside in left)
        own = (end - start > 1 or said_twice) and any(Role.PERSON in self.speech.roles_of(token) for token in tokens[start:end])
        kinds = {Role.COUNTER, Role.REFERENCE}
        counts = any(kinds <= self.speech.roles_of(token) for token in tokens[start:end])
        said = tokens[start:end]
        short = word.tokens if word.tokens != said and len(word.tokens) == len(said) and _is_cut(said, word.tokens) else None
        of_person = own or any(Role.PERSON in beside.roles for beside in left)
        return Reading(word, left, of_person and not self._is_name_of_thing(tokens, word), counts, short)

    def _is_name_of_thing(self, tokens: Tokens, word: Word) -> bool:
        """Whether a name is that of a thing that persons have: `customer_group_name`, French `nom_role_utilisateur`."""
        if not word.category.startswith(_NAME):
            return False
        others = (beside for beside in self._left(tokens, 0, 0, frozenset()) if not _is_bare_name(beside))
        telling = [beside.roles for beside in others if beside.roles & _HEADS]
        return len(telling) > 1 and Role.PERSON not in telling[-1 if word.language in HEAD_LAST else 0]

    def _cut_short(self, tokens: Tokens, least: int) -> list[tuple[int, int, Word]]:
        """Where a phrase stands whose words are cut short (`dri_lice_num`), if nearly all that it can be are of one category."""
        for size in range(min(_LONGEST_PHRASE, len(tokens)), 0, -1):
            for start in range(len(tokens) - size + 1):
                piece = tokens[start : start + size]
                shortest = least if size == 1 else STEM
                known = shortest != STEM or size > 1
                if min(map(len, piece)) < shortest or (known and all(token in self.speech.tokens for token in piece)):
                    continue
                alike = self.speech.phrases.by_stems(piece[0][:STEM]).get(stems(piece), ())
                fits = [word for word in alike if word.language in self.speech.languages and _is_cut(piece, word.tokens)]
                category, count = Counter(word.category for word in fits).most_common(1)[0] if fits else ("", 0)
                if fits and count >= _AGREED * len(fits):
                    meant = (word for word in fits if word.category == category)
                    return [(start, start + size, min(meant, key=lambda word: (word.strength is Strength.WEAK, word.tokens)))]
        return []

    def roles(self, name: str) -> tuple[Beside, ...]:
        """The words of a name, each with its roles."""
        return self._roles(name)

    def _read_roles(self, name: str) -> tuple[Beside, ...]:
        return self._left(self.tokens(name), 0, 0, frozenset())

    def _phrases(self, tokens: Tokens) -> list[tuple[int, int, Word]]:
        """Where phrases of categories stand, without those that lie inside a longer phrase of a category or a role."""
        spans = [
            (start, end)
            for start in range(len(tokens))
            for end in range(min(len(tokens), start + _LONGEST_PHRASE), start, -1)
            if self._said(tokens[start:end]) is not None or (end - start > 1 and self._covers(tokens[start:end]))
        ]
        outer = [span for span in spans if not any(_inside(span, other) for other in spans)]
        said = ((start, end, self._said(tokens[start:end])) for start, end in outer)
        return [(start, end, word) for start, end, word in said if word is not None]

    def _say(self, phrase: Tokens) -> Word | None:
        """The phrase, as it stands or with another word for one of its: `card no` for `card number`."""
        known = self.speech.words.get(phrase)
        if known is None and len(phrase) == 1:
            # A plural that is a role: what nobody knows was read as the single word when the name was cut.
            if phrase not in self.speech.roles:
                return None
            return self.speech.words.get((plurals.single(phrase[0], self.speech.languages, _alone(self.speech.phrases)),))
        if known is not None:
            return known
        turned = self.speech.words.get((*phrase[1:], phrase[0])) if phrase[0] == _ID else None
        if turned is not None and turned.category == _GIVEN:
            # What other languages put first: `id telegram`.
            return turned
        for at, token in enumerate(phrase):
            for other, language in self.speech.same.get(token, ()):
                word = self.speech.words.get((*phrase[:at], other, *phrase[at + 1 :]))
                if word is not None and word.language == language:
                    return word
        return None

    def _covers(self, phrase: Tokens) -> bool:
        """Whether a phrase makes something else of the words in it: `message id`, where a `medical history` stays one."""
        return bool(self.speech.roles_of(*phrase) & _COVERING)

    def _left(self, tokens: Tokens, start: int, end: int, ignored: frozenset[str]) -> tuple[Beside, ...]:
        left: list[Beside] = []
        for first, last in ((0, start), (end, len(tokens))):
            at = first
            while at < last:
                size = next((n for n in range(min(_LONGEST_PHRASE, last - at), 0, -1) if tokens[at : at + n] in self.speech.roles), 1)
                phrase = tokens[at : at + size]
                roles = self.speech.roles_of(*phrase)
                if phrase[0] in ignored and (not roles or roles & {Role.COUNTER, Role.LOG}):
                    roles = roles - {Role.COUNTER} | {Role.QUALIFIER}
                named = self.speech.words.get(phrase)
                left.append(Beside(" ".join(phrase), roles, at < start, named.category if named is not None else None))
                at += size
        return tuple(left)


def _is_bare_name(beside: Beside) -> bool:
    """Whether a word means what anything is called, and no person."""
    return (beside.category or "").startswith(_NAME) and Role.PERSON not in beside.roles


def _is_cut(piece: Tokens, phrase: Tokens) -> bool:
    return all(whole.startswith(token) for token, whole in zip(piece, phrase, strict=True))


def _inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other != span and other[0] <= span[0] and span[1] <= other[1]


# What follows is the same for all schemas in the same languages: a folder of small files has thousands.
@lru_cache(maxsize=_VOCABULARIES)
def _glued(phrases: Phrases, tokens: frozenset[str]) -> Glued:
    return Glued(phrases, sorted(tokens))


@lru_cache(maxsize=_VOCABULARIES)
def _spelled(phrases: Phrases) -> frozenset[str]:
    """The words of phrases that name a category wherever they stand, in the languages that are spoken."""
    spoken = (word for word in phrases.words.values() if word.language in phrases.languages)
    return frozenset(token for word in spoken if word.strength is Strength.STRONG for token in word.tokens)


@lru_cache(maxsize=_VOCABULARIES)
def _alone(phrases: Phrases) -> tuple[frozenset[str], ...]:
    """The words that are phrases of categories by themselves, by language."""
    alone = [word for phrase, word in phrases.words.items() if len(phrase) == 1]
    return tuple(frozenset(word.tokens[0] for word in alone if word.language == one) for one in phrases.languages)


@lru_cache(maxsize=_VOCABULARIES)
def _united(pieces: tuple[frozenset[str], ...]) -> frozenset[str]:
    return frozenset[str]().union(*pieces)


@lru_cache(maxsize=_VOCABULARIES)
def names_of(speech: Speech) -> Names:
    """The reader of a schema's names, made once."""
    return Names(speech)
