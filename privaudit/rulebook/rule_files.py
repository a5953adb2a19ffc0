"""The shape of the rule files: what may stand in categories/<id>.yaml, languages/<language>.yaml and allow/<any name>.yaml.

A file of one's own may leave out what the file of the same name says already.  A complaint names the file, the line and the key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from privaudit import validators
from privaudit.errors import RuleError
from privaudit.model.estate import Place
from privaudit.model.rules import Allowed, Role
from privaudit.rulebook import portable
from privaudit.rulebook.rule_text import Entry, RuleText, entry_of

KINDS = ("text", "number", "date", "boolean", "binary", "json")
HITS = 2
MISSES = 1
"""How many examples of each sort a rule brings at least."""
LONGEST_PATTERN = 4_000
"""Characters of a regular expression."""
LONGEST_SIGN = 8
LONGEST_VALUE = 1_000
_ID = r"(user|system)(\.[a-z0-9_]+)+"
_COLUMN = r"[^.]+\.[^.]+"
_TOO_FEW = f"too few examples: a rule brings at least {HITS} hits and {MISSES} miss"


@dataclass(frozen=True, slots=True)
class Phrases:
    """A list of phrases in a rule file: one text with commas, which loads several times faster than a YAML list."""

    text: RuleText
    loc: tuple[str | int, ...]
    listed: str


@dataclass(frozen=True, slots=True)
class ValueExamples:
    """Values that a pattern matches, check digit included, and near ones that it does not."""

    hit: tuple[str, ...]
    miss: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PatternEntry:
    """One entry under `patterns`."""

    at: Entry
    name: str
    regex: str
    needs: str
    inside: bool
    validator: str | None
    chance: float
    proves: bool
    indicates: bool
    beside_persons: bool
    examples: ValueExamples


@dataclass(frozen=True, slots=True)
class ColumnExample:
    """A column as `table.column`, with what stands around it, and the category that it has or has not."""

    place: Place
    category: str
    column: str
    type: str
    comment: str
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnExamples:
    """Columns that hold a category, and near ones that do not."""

    hit: tuple[ColumnExample, ...] = ()
    miss: tuple[ColumnExample, ...] = ()


@dataclass(frozen=True, slots=True)
class CategoryFile:
    """categories/<id>.yaml.  None where the key is not there."""

    text: RuleText
    own: bool
    """Whether the file is of a folder that the user adds."""
    title: str | None
    dpv: str | None
    group: str | None
    like: str | None
    law: tuple[str, ...] | None
    kinds: tuple[str, ...] | None
    complete: bool | None
    at_least: str | None
    shortest: int | None
    strong: Phrases
    weak: Phrases
    patterns: tuple[PatternEntry, ...]
    examples: ColumnExamples


@dataclass(frozen=True, slots=True)
class ThingFile:
    """things/<name>.yaml: forms of values that are of no person."""

    text: RuleText
    title: str
    patterns: tuple[PatternEntry, ...]


@dataclass(frozen=True, slots=True)
class LanguageFile:
    """languages/<language>.yaml."""

    text: RuleText
    own: bool
    fillers: Phrases
    roles: Mapping[Role, Phrases]
    words: Mapping[str, tuple[Phrases, Phrases]]
    """By category: strong ones, weak ones."""
    same: Mapping[str, Phrases]
    """Words with those that stand for them in phrases."""
    threes: Mapping[str, Phrases]
    """Words with their short forms of three letters, or of three each."""
    examples: ColumnExamples
    titles: Mapping[str, str]
    """What people who speak it call a category."""


def category_id(path: Path) -> str:
    """The id that a category file's name stands for.  Raises RuleError where it is none."""
    if not re.fullmatch(_ID, path.stem):
        hint = "A file is called after its category: user.name.first.yaml. It begins with user. (or system.), in lower case."
        raise RuleError(f"{path.name} is no category id", hint, Place(str(path)))
    return path.stem


def replaces(text: RuleText, known: bool) -> bool:
    """Whether a file says that it replaces the earlier one of its name.  Raises RuleError where there is none, or it is no mapping."""
    entry = entry_of(text, (), text.document.root.data)
    wanted = entry.flag("replaces") or False
    if wanted and not known:
        raise entry.complaint("replaces", "there is nothing of this name to replace", "Look at the file's name, or leave the key out.")
    return wanted


def category_file(text: RuleText, *, own: bool, adds: bool) -> CategoryFile:
    """The category that a file describes; `adds` says that there is one of the name, of which it may leave out all.  Raises RuleError."""
    at = entry_of(text, (), text.document.root.data)
    known = ("title", "dpv", "group", "like", "law", "kinds", "complete", "at_least", "shortest", "strong", "weak", "patterns", "examples")
    at.only(*known, "replaces")
    shortest = at.number("shortest", -1, LONGEST_VALUE)
    file = CategoryFile(
        text=text,
        own=own,
        title=at.optional("title") if adds else at.needed("title"),
        dpv=None if adds and "dpv" not in at else at.shaped("dpv", "(pd|dpv):[A-Za-z]+", "a term of the DPV: pd:EmailAddress"),
        group=at.one_of("group", ("special", "criminal")),
        like=at.optional("like"),
        law=at.texts("law") if "law" in at else None,
        kinds=_kinds(at) if "kinds" in at else None,
        complete=at.flag("complete"),
        at_least=at.pattern("at_least"),
        shortest=None if shortest is None else int(shortest),
        strong=_listed(at, "strong"),
        weak=_listed(at, "weak"),
        patterns=tuple(_pattern(entry, own=own) for entry in at.entries("patterns")),
        examples=_column_examples(at, text.path.stem),
    )
    if not adds or "strong" in at or "weak" in at:
        _need_examples(at, file.examples)
    return file


def language_file(text: RuleText, *, own: bool, adds: bool) -> LanguageFile:
    """The language that a file describes; `adds` says that there is one of the name.  Raises RuleError."""
    at = entry_of(text, (), text.document.root.data)
    at.only("title", "titles", "fillers", "roles", "same", "threes", "words", "examples", "replaces")
    at.optional("title") if adds else at.needed("title")
    roles, words, same, threes = at.entry("roles"), at.entry("words"), at.entry("same"), at.entry("threes")
    for role in roles.data:
        if role not in tuple(Role):
            raise roles.complaint(role, "this role is unknown", f"Known roles: {', '.join(Role)}.")
    lists: dict[str, tuple[Phrases, Phrases]] = {}
    for key in words.data:
        (of := words.entry(key)).only("strong", "weak")
        lists[key] = (_listed(of, "strong"), _listed(of, "weak"))
    examples = _column_examples(at, None)
    if own and lists:
        # The languages that come with privaudit are tried on whole schemas instead.
        _need_examples(at, examples)
    of_roles = {Role(role): _listed(roles, role) for role in roles.data}
    stand_ins = {word: _listed(same, word) for word in same.data}
    short = {word: _listed(threes, word) for word in threes.data}
    titles = {key: at.entry("titles").needed(key) for key in at.entry("titles").data}
    return LanguageFile(text, own, _listed(at, "fillers"), of_roles, lists, stand_ins, short, examples, titles)


def thing_file(text: RuleText, *, own: bool) -> ThingFile:
    """The forms of values of things that a file describes.  Raises RuleError."""
    at = entry_of(text, (), text.document.root.data)
    at.only("title", "patterns", "replaces")
    return ThingFile(text, at.needed("title"), tuple(_pattern(entry, own=own) for entry in at.entries("patterns")))


def allow_file(text: RuleText) -> tuple[Allowed, ...]:
    """The columns that a file takes out of the inventory.  Raises RuleError."""
    entries = text.document.root.data
    if not isinstance(entries, list):
        raise text.complaint((), "write a list here: one entry with a dash for each column")
    found = []
    for index, value in enumerate(entries):
        at = entry_of(text, (index,), value)
        at.only("column", "category", "reason")
        table, _, column = at.shaped("column", r".+\.[^.]+", "a column as table.column").rpartition(".")
        found.append(Allowed(table, column, at.optional("category"), at.needed("reason"), text.place(at.loc)))
    return tuple(found)


def _listed(at: Entry, key: str) -> Phrases:
    return Phrases(at.text, (*at.loc, key), at.phrases(key))


def _kinds(at: Entry) -> tuple[str, ...]:
    kinds = at.texts("kinds")
    for index, kind in enumerate(kinds):
        if kind not in KINDS:
            raise at.text.complaint((*at.loc, "kinds", index), f"{kind!r} is no kind of type", f"Known: {', '.join(KINDS)}.")
    return kinds


def _pattern(at: Entry, *, own: bool) -> PatternEntry:
    at.only("name", "regex", "needs", "inside", "validator", "chance", "proves", "indicates", "beside_persons", "examples")
    validator = at.optional("validator")
    if validator is not None and validator not in validators.VALIDATORS:
        raise at.complaint("validator", f"there is no validator {validator!r}", f"Known: {', '.join(validators.VALIDATORS)}.")
    if validator is None and at.number("chance", 0, 1) not in {None, 1.0}:
        raise at.complaint("chance", "only a validator leaves something to chance", "Name the validator, or leave chance out.")
    needs = at.optional("needs") or ""
    if len(needs) > LONGEST_SIGN:
        raise at.complaint("needs", f"at most {LONGEST_SIGN} characters, or `digits`")
    examples = at.entry("examples")
    examples.only("hit", "miss")
    values = ValueExamples(examples.texts("hit"), examples.texts("miss"))
    if len(values.hit) < HITS or len(values.miss) < MISSES:
        raise at.complaint("examples", _TOO_FEW)
    return PatternEntry(
        at=at,
        name=at.shaped("name", "[a-z][a-z0-9_]*", "a name in lower case: letters, digits, _"),
        regex=_regex(at, own=own),
        needs=needs,
        inside=at.flag("inside") or False,
        validator=validator,
        chance=at.number("chance", 0, 1) or 1.0,
        proves=at.flag("proves") or False,
        indicates=at.flag("indicates") or False,
        beside_persons=at.flag("beside_persons") or False,
        examples=values,
    )


def _regex(at: Entry, *, own: bool) -> str:
    regex = at.needed("regex")
    hint = "Patterns are run by RE2, PCRE, PostgreSQL and Java: see rules/README.md."
    fault = f"more than {LONGEST_PATTERN:,} characters" if len(regex) > LONGEST_PATTERN else portable.fault(regex)
    if not fault and own:
        # Ours are compiled by the tests: here it would take as long as all else.
        try:
            re.compile(regex)
        except (re.error, RecursionError, OverflowError):
            fault = "no engine can run this: are there groups in groups in groups?"
    if fault:
        raise at.complaint("regex", fault, hint)
    return regex


def _column_examples(at: Entry, category: str | None) -> ColumnExamples:
    """The examples of columns; without a category of the file each names its own."""
    if "examples" not in at:
        return ColumnExamples()
    examples = at.entry("examples")
    examples.only("hit", "miss")
    hit, miss = (tuple(_column_example(entry, category) for entry in examples.entries(key)) for key in ("hit", "miss"))
    return ColumnExamples(hit, miss)


def _column_example(at: Entry, category: str | None) -> ColumnExample:
    at.only("column", "type", "comment", "beside", *(("category",) if category is None else ()))
    return ColumnExample(
        place=at.text.place(at.loc),
        category=category or at.needed("category"),
        column=at.shaped("column", _COLUMN, "a column as table.column"),
        type=at.optional("type") or "VARCHAR",
        comment=at.optional("comment") or "",
        beside=at.texts("beside"),
    )


def _need_examples(at: Entry, examples: ColumnExamples) -> None:
    if "examples" not in at:
        raise at.complaint("examples", "this key is missing", f"A rule brings at least {HITS} hits and {MISSES} miss.")
    for key, found, least in (("hit", examples.hit, HITS), ("miss", examples.miss, MISSES)):
        if len(found) < least:
            raise at.text.complaint((*at.loc, "examples", key), _TOO_FEW)
