"""rules/**/*.yaml -> Rulebook."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from privaudit.errors import RuleError
from privaudit.model.estate import Place
from privaudit.model.rules import GROUPS, Allowed, Category, Pattern, Rulebook
from privaudit.remembered import without_garbage
from privaudit.rulebook import rule_files
from privaudit.rulebook.rule_files import CategoryFile, LanguageFile, PatternEntry, ThingFile
from privaudit.rulebook.rule_text import RuleText, parse
from privaudit.rulebook.rule_words import OWN_LANGUAGE, Gathered

FOLDERS = ("categories", "languages", "things", "allow")
"""What a folder of rules may hold."""
THING = "things."
"""What the ids of things begin with, and those of no category."""


@dataclass(frozen=True)
class Sources:
    """The rule files that are in force, each read on its own; those of one name in the order in which they add up."""

    categories: Mapping[str, tuple[CategoryFile, ...]]
    languages: Mapping[str, tuple[LanguageFile, ...]]
    things: Mapping[str, ThingFile]
    allowed: tuple[tuple[RuleText, tuple[Allowed, ...]], ...]
    version: str


@without_garbage()
def read(folder: Path, *more: Path) -> Sources:
    """The rule files of the folders, each checked on its own.  Raises RuleError."""
    reading = _Reading()
    reading.add(folder, own=False)
    for place in more:
        reading.add(place, own=True)
    return Sources(
        {key: tuple(files) for key, files in sorted(reading.categories.items())},
        {name: tuple(files) for name, files in sorted(reading.languages.items())},
        dict(sorted(reading.things.items())),
        tuple(reading.allowed),
        reading.digest.hexdigest()[:12],
    )


@without_garbage()
def combine(sources: Sources) -> Rulebook:
    """The rules that the files are together.  Raises RuleError."""
    gathered = {name: Gathered(name) for name in (*sources.languages, OWN_LANGUAGE)}
    for name, files in sources.languages.items():
        for file in files:
            gathered[name].add_fillers(file.fillers)
    for own in (False, True):
        _gather(sources, gathered, own=own)
    for word in gathered[OWN_LANGUAGE].own.values():
        for other in gathered.values():
            other.give_way(word)
    vocabularies = {name: gathered[name].vocabulary() for name in sorted(gathered)}
    categories = {key: _category(key, files, sources) for key, files in sources.categories.items()}
    things = {f"{THING}{name}": _thing(f"{THING}{name}", file) for name, file in sources.things.items()}
    return Rulebook(sources.version, categories, vocabularies, _allowed(sources), things)


def _gather(sources: Sources, gathered: Mapping[str, Gathered], *, own: bool) -> None:
    """Adds the words of our files, or of the user's own, which go before ours."""
    for key, categories in sources.categories.items():
        for category in categories:
            if category.own == own:
                gathered[OWN_LANGUAGE].add_category(key, category)
    for name, languages in sources.languages.items():
        for language in languages:
            if language.own == own:
                _check_words(language, sources)
                gathered[name].add_language(language)


@dataclass
class _Reading:
    """The files of the folders so far."""

    categories: dict[str, list[CategoryFile]] = field(default_factory=dict)
    languages: dict[str, list[LanguageFile]] = field(default_factory=dict)
    things: dict[str, ThingFile] = field(default_factory=dict)
    allowed: list[tuple[RuleText, tuple[Allowed, ...]]] = field(default_factory=list)
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)

    def add(self, folder: Path, *, own: bool) -> None:
        """The files of one more folder."""
        found = [path for name in FOLDERS for path in _files_in(folder / name)]
        if own:
            _refuse_strays(folder)
        if not found:
            hint = "Rules lie in categories/*.yaml, languages/*.yaml and allow/*.yaml below the folder."
            raise RuleError("there are no rules here", hint, Place(str(folder)))
        for path in found:
            content = _content(path)
            self.digest.update(f"{path.parent.name}/{path.name}\n".encode() + content)
            self._take(parse(content, path), own=own)

    def _take(self, text: RuleText, *, own: bool) -> None:
        kind, name = text.path.parent.name, text.path.stem
        if kind == "allow":
            self.allowed.append((text, rule_files.allow_file(text)))
        elif kind == "things":
            rule_files.replaces(text, name in self.things)
            self.things[name] = rule_files.thing_file(text, own=own)
        elif kind == "languages":
            earlier = [] if rule_files.replaces(text, name in self.languages) else self.languages.get(name, [])
            self.languages[name] = [*earlier, rule_files.language_file(text, own=own, adds=bool(earlier))]
        else:
            key = rule_files.category_id(text.path)
            before = [] if rule_files.replaces(text, key in self.categories) else self.categories.get(key, [])
            self.categories[key] = [*before, rule_files.category_file(text, own=own, adds=bool(before))]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise RuleError(f"cannot be opened: {problem.strerror}", "Check its permissions.", Place(str(path))) from None


def _files_in(folder: Path) -> list[Path]:
    """The rule files of a folder, if it is there.  Raises RuleError where it may not be opened: what lies in it would not be in force."""
    try:
        return sorted(path for path in folder.iterdir() if path.match("*.yaml"))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as problem:
        raise RuleError(f"the rules here cannot be read: {problem.strerror}", "Check the permissions.", Place(str(folder))) from None


def _refuse_strays(folder: Path) -> None:
    """Raises RuleError for a file of the user's that nobody would read: rules that are not in force look as if they were."""
    for path in sorted([*folder.glob("*.y*ml"), *folder.glob("*/*.y*ml")]):
        if path.parent.name not in FOLDERS or path.parent == folder or path.suffix != ".yaml":
            hint = f"Rules are files of the name *.yaml in one of the folders {', '.join(FOLDERS)}."
            raise RuleError("privaudit would not read this file", hint, Place(str(path)))


def _check_words(file: LanguageFile, sources: Sources) -> None:
    for key in file.words:
        if key not in sources.categories:
            raise file.text.complaint(("words", key), "there is no such category", "A category is a file in the folder categories.")
    for key in file.titles:
        if key not in sources.categories:
            raise file.text.complaint(("titles", key), "there is no such category", "A category is a file in the folder categories.")
    for kind, examples in (("hit", file.examples.hit), ("miss", file.examples.miss)):
        for index, example in enumerate(examples):
            if example.category not in sources.categories:
                raise file.text.complaint(("examples", kind, index, "category"), "there is no such category")


def _category(key: str, files: Sequence[CategoryFile], sources: Sources) -> Category:
    category = Category(key, "", "")
    for file in files:
        if file.like is not None and file.like not in sources.categories:
            raise file.text.complaint(("like",), "there is no such category")
        names = ("title", "dpv", "group", "law", "kinds", "like", "complete", "at_least", "shortest")
        category = replace(category, **{name: value for name in names if (value := getattr(file, name)) is not None})
    return replace(category, patterns=tuple(_pattern(key, entry) for entry in _patterns(files)))


def _patterns(files: Sequence[CategoryFile]) -> Iterator[PatternEntry]:
    first: dict[str, PatternEntry] = {}
    for entry in (entry for file in files for entry in file.patterns):
        same = first.setdefault(entry.name, entry)
        if same is not entry:
            where = f": see {same.at.text.place(same.at.loc)}" if same.at.text is not entry.at.text else ""
            raise entry.at.complaint("name", f"another pattern is called {entry.name!r} too{where}")
        yield entry


def _pattern(key: str, entry: PatternEntry) -> Pattern:
    return Pattern(
        id=f"{key}/{entry.name}",
        category=key,
        regex=entry.regex,
        needs=entry.needs,
        inside=entry.inside,
        validator=entry.validator,
        chance=entry.chance,
        proves=entry.proves,
        indicates=entry.indicates,
        beside_persons=entry.beside_persons,
    )


def _thing(key: str, file: ThingFile) -> Category:
    return Category(key, file.title, "", patterns=tuple(_pattern(key, entry) for entry in file.patterns))


def _allowed(sources: Sources) -> tuple[Allowed, ...]:
    known = {*GROUPS, *_prefixes(sources.categories)}
    for text, entries in sources.allowed:
        for index, entry in enumerate(entries):
            if entry.category is not None and entry.category not in known:
                near = get_close_matches(entry.category, known, n=1)
                raise text.complaint((index, "category"), "there is no such category", f"Did you mean {near[0]}?" if near else "")
    return tuple(entry for _, entries in sources.allowed for entry in entries)


def _prefixes(categories: Iterable[str]) -> Iterator[str]:
    for key in categories:
        parts = key.split(".")
        yield from (".".join(parts[:size]) for size in range(1, len(parts) + 1))
