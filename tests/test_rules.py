"""Every example that a rule brings, run through the rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

import duckdb
import pytest

from privaudit import rulebook
from privaudit.model.rules import GROUPS, Pattern
from privaudit.model.verdicts import Verdict
from privaudit.rule_examples import failing_values, found_in
from privaudit.rulebook import reading
from privaudit.rulebook.rule_files import ColumnExample, PatternEntry

SOURCES = reading.read(rulebook.built_in_folder())
RULES = rulebook.built_in()
PATTERNS = [(key, entry) for key, files in SOURCES.categories.items() for file in files for entry in file.patterns]


def _columns(*, hits: bool) -> Iterator[tuple[str, ColumnExample]]:
    for key, files in SOURCES.categories.items():
        for file in files:
            for example in file.examples.hit if hits else file.examples.miss:
                yield key, example


def _name(parameter: object) -> str:
    if isinstance(parameter, ColumnExample):
        return parameter.column
    return parameter.name if isinstance(parameter, PatternEntry) else str(parameter)


@pytest.mark.parametrize(("key", "entry"), PATTERNS, ids=_name)
def test_a_pattern_matches_its_hits_and_not_its_misses(key: str, entry: PatternEntry) -> None:
    del key
    assert list(failing_values(entry)) == []


@pytest.mark.parametrize(("key", "example"), list(_columns(hits=True)), ids=_name)
def test_a_column_that_holds_the_category_is_found(key: str, example: ColumnExample) -> None:
    assert found_in(example, RULES).get(key, Verdict.NONE) >= Verdict.INDICATION


@pytest.mark.parametrize(("key", "example"), list(_columns(hits=False)), ids=_name)
def test_a_column_that_only_looks_like_it_is_not_found(key: str, example: ColumnExample) -> None:
    assert not found_in(example, RULES).get(key, Verdict.NONE).personal


def test_the_engine_reads_every_pattern_as_python_does() -> None:
    with duckdb.connect() as engine:
        for pattern in RULES.patterns:
            values = [value.strip() for value in _entry(pattern).examples.hit + _entry(pattern).examples.miss]
            for value in values:
                answer = engine.execute("SELECT regexp_full_match(?, ?)", [value, pattern.regex]).fetchall()
                assert answer == [(re.fullmatch(pattern.regex, value) is not None,)], pattern.id


def test_all_patterns_fit_into_one_alternation() -> None:
    whole = "|".join(f"(?:{pattern.regex})" for pattern in RULES.patterns)
    with duckdb.connect() as engine:
        assert engine.execute("SELECT regexp_full_match('jean@example.org', ?)", [whole]).fetchall() == [(True,)]


def test_a_pattern_that_proves_leaves_little_to_chance_or_is_of_nothing_else() -> None:
    weak = {pattern.id for pattern in RULES.patterns if pattern.proves and pattern.validator is not None and pattern.chance > 0.5}
    # The two whose dashes are the proof; their validator only takes numbers out that were never issued.
    assert weak == {
        "user.government_id.national_identification_number/us_ssn",
        "user.government_id.tax_identification_number/us_itin",
    }


def test_special_and_criminal_categories_say_so_in_law_too() -> None:
    for category in RULES.categories.values():
        assert category.group in {None, *GROUPS}
        assert (RULES.group_of(category.id) == "special") == ("GDPR 9(1)" in category.law), category.id
        assert (RULES.group_of(category.id) == "criminal") == ("GDPR 10" in category.law), category.id


def test_the_readme_of_the_rules_names_every_file_that_is_not_one_of_many_alike() -> None:
    folder = rulebook.built_in_folder()
    readme = (folder / "README.md").read_text(encoding="utf-8")
    files = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and path.name != "README.md"]
    folders = {path.parts[0] for path in files if len(path.parts) > 1}
    assert [name for name in sorted(folders) if f"\n    {name}/ " not in readme] == []
    alone = [path.name for path in files if path.parts[0] not in {"categories", "languages", "things"}]
    assert len(alone) > 5
    assert [name for name in sorted(alone) if f"| `{name}` | " not in readme] == []


def _entry(pattern: Pattern) -> PatternEntry:
    name = pattern.id.rpartition("/")[2]
    files = SOURCES.categories.get(pattern.category) or (SOURCES.things[pattern.category.removeprefix(reading.THING)],)
    return next(entry for file in files for entry in file.patterns if entry.name == name)
