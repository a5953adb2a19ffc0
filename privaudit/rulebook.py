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
from privaudit.model.rules import Category, Pattern, Role, Rulebook, Strength, Tokens, Vocabulary, Word
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
    gathered: dict[str, _Gathered] = {}
    for text, file in sources.languages:
        own = gathered.setdefault(text.path.stem, _Gathered(text.path.stem))
        own.add_fillers(file.fillers)
    english = gathered.setdefault(OWN_LANGUAGE, _Gathered(OWN_LANGUAGE))
    for key, (text, category) in sources.categories.items():
        english.add_words(_List(text, ("strong",), category.strong), key, Strength.STRONG)
        english.add_words(_List(text, ("weak",), category.weak), key, Strength.WEAK)
    for text, file in sources.languages:
        _add_language(gathered[text.path.stem], text, file, sources.categories)
    categories = {key: _category(key, file) for key, (_, file) in sources.categories.items()}
    return Rulebook(sources.version, categories, {name: gathered[name].vocabulary() for name in sorted(gathered)})


def _add_language(own: _Gathered, text: RuleText, file: LanguageFile, categories: Mapping[str, object]) -> None:
    for role, phrases in file.roles.items():
        own.add_roles(_List(text, ("roles", role.value), phrases), role)
    for key, lists in file.words.items():
        if key not in categories:
            raise text.complaint(("words", key), "there is no such category", "A category is a file in rules/categories.")
        own.add_words(_List(text, ("words", key, "strong"), lists.strong), key, Strength.STRONG)
        own.add_words(_List(text, ("words", key, "weak"), lists.weak), key, Strength.WEAK)


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
    return Category(key, file.title, file.dpv, file.group, file.law, file.kinds, patterns, file.like, file.complete, file.shortest)


def _tokens(phrase: str) -> Tokens:
    """As words.tokens; the phrases in plain lower case, which are most of tens of thousands, need not go through all of it."""
    if phrase.isascii() and phrase.islower() and phrase.replace(" ", "").isalpha() and "e mail" not in phrase:
        return tuple([words.singular(word) for word in phrase.split()])
    return words.tokens(phrase)


@dataclass(frozen=True, slots=True)
class _List:
    """A list of phrases in a rule file."""

    text: RuleText
    loc: Loc
    phrases: tuple[str, ...]


@dataclass
class _Gathered:
    """The words of one language so far, and where each stands."""

    language: str
    fillers: set[str] = field(default_factory=set)
    roles: dict[Tokens, set[Role]] = field(default_factory=dict)
    words: dict[Tokens, Word] = field(default_factory=dict)
    stands: dict[Tokens, tuple[_List, int]] = field(default_factory=dict)

    def add_fillers(self, phrases: tuple[str, ...]) -> None:
        self.fillers.update(token for phrase in phrases for token in _tokens(phrase))

    def add_words(self, phrases: _List, category: str, strength: Strength) -> None:
        for index, tokens in self._cut(phrases):
            first = self.words.get(tokens)
            if first is None:
                self.words[tokens] = Word(tokens, category, strength, self.language)
                self.stands[tokens] = (phrases, index)
            elif first.category != category:
                where, position = self.stands[tokens]
                place = where.text.phrase_place(where.loc, position)
                says = f"{phrases.phrases[index]!r} belongs to {first.category} already, see {place}"
                raise phrases.text.phrase_complaint(phrases.loc, index, says, "A phrase names one category.")

    def add_roles(self, phrases: _List, role: Role) -> None:
        for _, tokens in self._cut(phrases):
            self.roles.setdefault(tokens, set()).add(role)

    def _cut(self, phrases: _List) -> Iterator[tuple[int, Tokens]]:
        """The phrases as they are compared: without the fillers, which are dropped from column names too."""
        for index, phrase in enumerate(phrases.phrases):
            found = _tokens(phrase)
            if not self.fillers.isdisjoint(found):
                found = tuple([token for token in found if token not in self.fillers])
            if not found:
                says = f"nothing is left of {phrase!r}: it is made of fillers or marks only"
                raise phrases.text.phrase_complaint(phrases.loc, index, says)
            yield index, found

    def vocabulary(self) -> Vocabulary:
        roles = {tokens: frozenset(of) for tokens, of in self.roles.items()}
        tokens = frozenset([token for phrase in (*self.words, *roles) for token in phrase])
        return Vocabulary(self.language, self.words, roles, frozenset(self.fillers), tokens)
