"""rules/**/*.yaml -> Rulebook."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from privaudit import rule_files, words, yaml_document
from privaudit.errors import RuleError
from privaudit.model.estate import Place
from privaudit.model.rules import Category, Pattern, Role, Rulebook, Strength, Tokens, Word
from privaudit.rule_files import CategoryFile, LanguageFile, complaint
from privaudit.yaml_document import Document, Step

OWN_LANGUAGE = "en"
"""The language of the words in the category files."""


@dataclass(frozen=True)
class Sources:
    """The rule files of one or more folders, read but not yet put together."""

    categories: Mapping[str, tuple[Document, CategoryFile]]
    languages: tuple[tuple[Document, LanguageFile], ...]
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

    A category file replaces the one of the same name in an earlier folder; words add up.  Raises RuleError, with the file, the line and the key.
    """
    sources = read(folder, *more)
    gathered = _Gathered()
    for _, language in sources.languages:
        gathered.fillers.update(token for phrase in language.fillers for token in words.tokens(phrase))
    categories = {key: _category(key, file) for key, (_, file) in sources.categories.items()}
    for key, (document, file) in sources.categories.items():
        gathered.add_words(document, [], key, OWN_LANGUAGE, file)
    for document, language in sources.languages:
        gathered.add_roles(document, language)
        for key, lists in language.words.items():
            if key not in categories:
                raise complaint(document, ["words", key], "there is no such category", "A category is a file in rules/categories.")
            gathered.add_words(document, ["words", key], key, document.path.stem, lists)
    return Rulebook(
        version=sources.version,
        categories=categories,
        words={tokens: tuple(found) for tokens, found in gathered.words.items()},
        roles={tokens: frozenset(roles) for tokens, roles in gathered.roles.items()},
        fillers=frozenset(gathered.fillers),
    )


def read(folder: Path, *more: Path) -> Sources:
    """The rule files of the folders, each checked on its own.  Raises RuleError."""
    categories: dict[str, tuple[Document, CategoryFile]] = {}
    languages: list[tuple[Document, LanguageFile]] = []
    digest = hashlib.sha256()
    for place in (folder, *more):
        paths = [*_files(place / "categories"), *_files(place / "languages")]
        if not paths:
            raise RuleError("there are no rules here", "Rules lie in categories/*.yaml and languages/*.yaml.", Place(str(place)))
        for path in paths:
            content = path.read_bytes()
            digest.update(f"{path.parent.name}/{path.name}\n".encode() + content)
            document = yaml_document.parse(content, path, RuleError)
            if path.parent.name == "languages":
                languages.append((document, rule_files.understand(document, LanguageFile)))
                continue
            category = rule_files.understand(document, CategoryFile)
            rule_files.check_patterns(document, category)
            categories[rule_files.category_id(path)] = (document, category)
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
    return Category(key, file.title, file.dpv, file.group, file.law, file.kinds, patterns)


@dataclass
class _Gathered:
    """The words of all files so far, and where each was first claimed."""

    words: dict[Tokens, list[Word]] = field(default_factory=dict)
    roles: dict[Tokens, set[Role]] = field(default_factory=dict)
    fillers: set[str] = field(default_factory=set)
    claimed: dict[tuple[Tokens, str], tuple[str, Document, list[Step]]] = field(default_factory=dict)

    def tokens(self, document: Document, steps: list[Step], phrase: str) -> Tokens:
        """The phrase as it is compared: without the fillers, which are dropped from column names too."""
        found = tuple(token for token in words.tokens(phrase) if token not in self.fillers)
        if not found:
            raise complaint(document, steps, f"nothing is left of {phrase!r}: it is made of fillers or marks only")
        return found

    def add_words(self, document: Document, steps: list[Step], category: str, language: str, lists: rule_files.WordLists | CategoryFile) -> None:
        for strength in Strength:
            for index, phrase in enumerate(getattr(lists, strength)):
                at = [*steps, strength.value, index]
                tokens = self.tokens(document, at, phrase)
                owner, first, where = self.claimed.setdefault((tokens, language), (category, document, at))
                if owner != category:
                    place = first.place(where)
                    raise complaint(document, at, f"{phrase!r} belongs to {owner} already, see {place}", "A phrase names one category.")
                self.add_word(Word(tokens, category, strength, language))

    def add_word(self, word: Word) -> None:
        """Languages share words: of the same one for the same category the stronger stays."""
        known = self.words.setdefault(word.tokens, [])
        same = next((index for index, other in enumerate(known) if other.category == word.category), None)
        if same is None:
            known.append(word)
        elif word.strength is Strength.STRONG and known[same].strength is Strength.WEAK:
            known[same] = word

    def add_roles(self, document: Document, language: LanguageFile) -> None:
        for role, phrases in language.roles.items():
            for index, phrase in enumerate(phrases):
                self.roles.setdefault(self.tokens(document, ["roles", role.value, index], phrase), set()).add(role)
