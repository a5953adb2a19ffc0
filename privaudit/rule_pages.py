"""The page of a category or of a check: what the rules and the checks say of themselves."""

from __future__ import annotations

import inspect
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path

from privaudit import checks, lints, rulebook
from privaudit.checking import known_checks, known_lints
from privaudit.errors import UsageError
from privaudit.model.explanation import CategoryPage, CheckPage, Pages, PatternPage, WordCount
from privaudit.model.ownership import covers
from privaudit.model.rules import GROUPS, Category, Rulebook, Strength
from privaudit.rulebook import reading
from privaudit.rulebook.rule_files import CategoryFile, PatternEntry
from privaudit.rulebook.rule_words import OWN_LANGUAGE

_SOME = 5
"""Phrases of a language that a page shows."""
_EXAMPLES = 6
_NEAREST = 3
_ALIKE = 0.8
"""How much of a word of an id must be written so."""
_EVERYWHERE = frozenset({"", "user", "system"})
"""Words of ids that tell nothing."""
_GROUP_TITLES = {"special": "Special categories of personal data", "criminal": "Criminal convictions and offences"}
_GROUP_LAW = {"special": ("GDPR 9(1)",), "criminal": ("GDPR 10",)}


def page_of(name: str, folders: Sequence[Path] = ()) -> Pages:
    """The page of a check, a category, a prefix of categories or a group.  Raises UsageError where there is none, with the nearest."""
    known = _Rules(folders)
    if name in known_checks() or name in known_lints():
        return Pages(known.rulebook.version, (check_page(name),))
    below = tuple(key for key in known.rulebook.categories if key != name and covers(name, key, known.rulebook))
    if name in known.rulebook.categories or below:
        return Pages(known.rulebook.version, (known.page(name, below),))
    near = _nearest(name, [*known.rulebook.categories, *known_checks(), *known_lints(), *GROUPS])
    hint = f"The nearest: {', '.join(near)}." if near else "privaudit rules list names the categories, privaudit check --help the checks."
    raise UsageError(f"there is no category and no check {name}", f"{hint} For a column: privaudit explain TARGET TABLE.COLUMN.")


def _nearest(name: str, known: Sequence[str]) -> list[str]:
    """The ids that are written nearly so, then those that share most words with it: `password`, `weak_hash`."""
    asked = _words(name)
    shared = {key: sum(bool(get_close_matches(word, _words(key), n=1, cutoff=_ALIKE)) for word in asked) for key in known}
    sharing = sorted((key for key in known if shared[key]), key=lambda key: (-shared[key], len(key)))
    return list(dict.fromkeys((*get_close_matches(name.lower(), known, n=_NEAREST), *sharing)))[:_NEAREST]


def _words(name: str) -> list[str]:
    return [word for word in re.split("[^a-z0-9]+", name.lower()) if word not in _EVERYWHERE]


def pages(pattern: str | None = None, folders: Sequence[Path] = ()) -> Pages:
    """The pages of all categories whose id, title or group holds the text, or fits the glob.  Raises UsageError where there is none."""
    known = _Rules(folders)
    every = known.rulebook.categories.items()
    wanted = [key for key, category in every if pattern is None or _fits(pattern.lower(), category, known.rulebook)]
    if not wanted:
        raise UsageError(f"no category is called {pattern}", "Write a part of its id, title or group, or a glob in quotes.")
    return Pages(known.rulebook.version, tuple(known.page(key, ()) for key in wanted))


def _fits(pattern: str, category: Category, rules: Rulebook) -> bool:
    said = (category.id, category.title.lower(), rules.group_of(category.id) or "")
    return any(fnmatchcase(text, pattern) if any(char in pattern for char in "*?[") else pattern in text for text in said)


def check_page(name: str) -> CheckPage:
    """The page of a known check, or of a complaint about a register."""
    check = known_checks().get(name) or known_lints()[name]
    module = inspect.getmodule(check.run)
    ours = module is not None and module.__name__.startswith((checks.__name__, lints.__name__))
    text = inspect.cleandoc(module.__doc__ or "") if module is not None and ours else ""
    summary, _, rest = text.partition("\n\n")
    return CheckPage(name, check.title, check.severity.word, check.law, text, " ".join(summary.split()).removesuffix("."), _parts(rest))


def check_pages() -> tuple[CheckPage, ...]:
    """The pages of all checks, by id."""
    return tuple(map(check_page, known_checks()))


def lint_pages() -> tuple[CheckPage, ...]:
    """The pages of all complaints about a register, those of checks included, by id."""
    return tuple(map(check_page, known_lints()))


def _parts(text: str) -> dict[str, str]:
    """What stands under each heading: its lines are indented, the heading is not."""
    parts: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith(" "):
            parts[line] = []
        elif line and parts:
            parts[next(reversed(parts))].append(line.strip())
    return {heading: " ".join(" ".join(lines).split()) for heading, lines in parts.items()}


class _Rules:
    """The rules in force, as files and together."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.sources = reading.read(rulebook.built_in_folder(), *folders)
        self.rulebook = reading.combine(self.sources)
        self._counts: dict[str, dict[str, Counter[Strength]]] = defaultdict(dict)
        for language, vocabulary in self.rulebook.vocabularies.items():
            for word in vocabulary.words.values():
                self._counts[word.category].setdefault(language, Counter())[word.strength] += 1

    def page(self, name: str, below: tuple[str, ...]) -> CategoryPage:
        """The page of a category, or of a prefix or group that stands for those below."""
        known = self.rulebook.categories.get(name)
        files = self.sources.categories.get(name, ())
        return CategoryPage(
            id=name,
            title=known.title if known is not None else _GROUP_TITLES.get(name, "A prefix that stands for several categories"),
            group=self.rulebook.group_of(name),
            law=known.law if known is not None else _GROUP_LAW.get(name, ()),
            dpv=known.dpv if known is not None else "",
            like=known.like if known is not None else None,
            kinds=known.kinds if known is not None else (),
            words=self._words(name),
            patterns=tuple(_pattern(entry) for file in files for entry in file.patterns),
            hit=tuple(example.column for file in files for example in file.examples.hit)[:_EXAMPLES],
            miss=tuple(example.column for file in files for example in file.examples.miss)[:_EXAMPLES],
            below=below,
            files=tuple(self._files(name, files)),
        )

    def _words(self, name: str) -> dict[str, WordCount]:
        found = {}
        for language, counts in self._counts.get(name, {}).items():
            some = list(islice(self._as_written(name, language), _SOME))
            found[language] = WordCount(counts[Strength.STRONG], counts[Strength.WEAK], tuple(some))
        return found

    def _as_written(self, name: str, language: str) -> Iterator[str]:
        """The phrases of a language as the files say them, strong ones first; the user's own before ours."""
        lists = [(file.strong, file.weak) for file in self.sources.categories.get(name, ()) if language == OWN_LANGUAGE]
        lists += [file.words[name] for file in self.sources.languages.get(language, ()) if name in file.words]
        for strength in (0, 1):
            for of in reversed(lists):
                yield from (phrase.strip() for phrase in of[strength].listed.split(",") if phrase.strip())

    def _files(self, name: str, files: Sequence[CategoryFile]) -> Iterator[str]:
        yield from (_shown(file.text.path) for file in files)
        yield from (_shown(file.text.path) for of in self.sources.languages.values() for file in of if name in file.words)


def _shown(path: Path) -> str:
    """Ours from the folder of the rules on; the user's as the user named them."""
    built_in = rulebook.built_in_folder()
    return str(Path("rules") / path.relative_to(built_in)) if path.is_relative_to(built_in) else str(path)


def _pattern(entry: PatternEntry) -> PatternPage:
    return PatternPage(
        name=entry.name,
        regex=entry.regex,
        validator=entry.validator,
        chance=entry.chance,
        proves=entry.proves,
        inside=entry.inside,
        hit=entry.examples.hit,
        miss=entry.examples.miss,
    )
