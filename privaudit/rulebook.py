"""rules/**/*.yaml -> Rulebook."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from privaudit import rule_files, words
from privaudit.errors import RuleError
from privaudit.model.estate import Place
from privaudit.model.rules import Category, Pattern, Role, Rulebook, Strength, Tokens, Word
from privaudit.rule_files import CategoryFile, LanguageFile, RuleText
from privaudit.yaml_text.problems import Loc

OWN_LANGUAGE = "en"
"""The language of the words in the category files."""


@dataclass(frozen=True)
class Sources:
    """The rule files of one or more folders, read but not yet put together."""

    categories: Mapping[str, tuple[RuleText, CategoryFile]]
    languages: tuple[tuple[RuleText, LanguageFile], ...]
    version: str


def built_in_folder() -> Path:
    """Where the rules of this installation lie: beside the code in an installed package, in `rules` of a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "_rules"
    return installed if installed.is_dir() else package.parent / "rules"


@cache
def built_in() -> Rulebook:
    """The rules that come with privaudit."""
    return load(built_in_folder())


def load(folder: Path, *more: Path) -> Rulebook:
    """The rules of a folder, and of others that add to it.

    A category file replaces the one of the same name in an earlier folder; words add up.

    Raises RuleError, with the file, the line and the key.
    """
    sources = read(folder, *more)
    categories = {key: _category(key, file) for key, (_, file) in sources.categories.items()}
    fillers = frozenset(token for _, language in sources.languages for phrase in language.fillers for token in _tokens(phrase))
    gathered = _Gathered(fillers)
    for key, (text, file) in sources.categories.items():
        gathered.add_words(_List(text, ("strong",), file.strong), key, Strength.STRONG, OWN_LANGUAGE)
        gathered.add_words(_List(text, ("weak",), file.weak), key, Strength.WEAK, OWN_LANGUAGE)
    for text, language in sources.languages:
        for role, phrases in language.roles.items():
            gathered.add_roles(_List(text, ("roles", role.value), phrases), role)
        for key, lists in language.words.items():
            if key not in categories:
                raise text.complaint(("words", key), "there is no such category", "A category is a file in rules/categories.")
            gathered.add_words(_List(text, ("words", key, "strong"), lists.strong), key, Strength.STRONG, text.path.stem)
            gathered.add_words(_List(text, ("words", key, "weak"), lists.weak), key, Strength.WEAK, text.path.stem)
    return Rulebook(
        version=sources.version,
        categories=categories,
        words=gathered.words(),
        roles={tokens: frozenset(roles) for tokens, roles in gathered.roles.items()},
        fillers=fillers,
    )


def read(folder: Path, *more: Path) -> Sources:
    """The rule files of the folders, each checked on its own.  Raises RuleError."""
    categories: dict[str, tuple[RuleText, CategoryFile]] = {}
    languages: list[tuple[RuleText, LanguageFile]] = []
    digest = hashlib.sha256()
    for place in (folder, *more):
        paths = [*_files(place / "categories"), *_files(place / "languages")]
        if not paths:
            raise RuleError("there are no rules here", "Rules lie in categories/*.yaml and languages/*.yaml.", Place(str(place)))
        for path in paths:
            content = path.read_bytes()
            digest.update(f"{path.parent.name}/{path.name}\n".encode() + content)
            text = rule_files.parse(content, path)
            if path.parent.name == "languages":
                languages.append((text, rule_files.understand(text, LanguageFile)))
                continue
            category = rule_files.understand(text, CategoryFile)
            rule_files.check_patterns(text, category)
            categories[rule_files.category_id(path)] = (text, category)
    return Sources(dict(sorted(categories.items())), tuple(languages), digest.hexdigest()[:12])


def _files(folder: Path) -> Iterable[Path]:
    return sorted(folder.glob("*.yaml"))


def _category(key: str, file: CategoryFile) -> Category:
    patterns = tuple(
        Pattern(
            id=f"{key}/{entry.name}",
            category=key,
            regex=entry.regex,
            needs=entry.needs,
            inside=entry.inside,
            validator=entry.validator,
            chance=entry.chance,
            proves=entry.proves,
            weight=entry.weight,
        )
        for entry in file.patterns
    )
    return Category(key, file.title, file.dpv, file.group, file.law, file.kinds, patterns, file.like, file.complete)


def _tokens(phrase: str) -> Tokens:
    """As words.tokens; the 10,000 phrases in plain lower case need not go through all of it."""
    if phrase.isascii() and phrase.islower() and phrase.replace(" ", "").isalpha() and "e mail" not in phrase:
        return tuple([words.singular(word) for word in phrase.split()])
    return words.tokens(phrase)


@dataclass(frozen=True, slots=True)
class _List:
    """A list of phrases in a rule file."""

    text: RuleText
    loc: Loc
    phrases: tuple[str, ...]

    def complaint(self, index: int, message: str, hint: str = "") -> RuleError:
        return self.text.complaint((*self.loc, index), message, hint)


@dataclass
class _Gathered:
    """The words of all files so far, and where each stands."""

    fillers: frozenset[str]
    roles: dict[Tokens, set[Role]] = field(default_factory=dict)
    claims: dict[tuple[Tokens, str], tuple[Word, _List, int]] = field(default_factory=dict)
    """By tokens and language."""

    def tokens(self, phrases: _List) -> Iterator[tuple[int, Tokens]]:
        """The phrases as they are compared: without the fillers, which are dropped from column names too."""
        for index, phrase in enumerate(phrases.phrases):
            found = _tokens(phrase)
            if not self.fillers.isdisjoint(found):
                found = tuple(token for token in found if token not in self.fillers)
            if not found:
                raise phrases.complaint(index, f"nothing is left of {phrase!r}: it is made of fillers or marks only")
            yield index, found

    def add_words(self, phrases: _List, category: str, strength: Strength, language: str) -> None:
        for index, tokens in self.tokens(phrases):
            word = Word(tokens, category, strength, language)
            first, where, position = self.claims.setdefault((tokens, language), (word, phrases, index))
            if first.category != category:
                place = where.complaint(position, "").place
                raise phrases.complaint(
                    index, f"{phrases.phrases[index]!r} belongs to {first.category} already, see {place}", "A phrase names one category."
                )

    def add_roles(self, phrases: _List, role: Role) -> None:
        for _, tokens in self.tokens(phrases):
            self.roles.setdefault(tokens, set()).add(role)

    def words(self) -> dict[Tokens, tuple[Word, ...]]:
        """Of words that languages share for one category the stronger stays."""
        found: dict[Tokens, tuple[Word, ...]] = {}
        for word, _, _ in self.claims.values():
            same = [other for other in found.get(word.tokens, ()) if other.category == word.category]
            if not same:
                found[word.tokens] = (*found.get(word.tokens, ()), word)
            elif word.strength is Strength.STRONG and same[0].strength is Strength.WEAK:
                found[word.tokens] = tuple(word if other is same[0] else other for other in found[word.tokens])
        return found
