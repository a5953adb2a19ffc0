"""Every example that a rule brings, run through the rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

import duckdb
import pytest

from privaudit import rulebook
from privaudit.detect import detect
from privaudit.model.estate import Column, Table
from privaudit.model.rules import DIGITS, GROUPS, Pattern
from privaudit.model.verdicts import Verdict
from privaudit.profile import DIGIT_RUN
from privaudit.rule_files import ColumnExample, PatternEntry
from privaudit.validators import VALIDATORS

SOURCES = rulebook.read(rulebook.built_in_folder())
RULES = rulebook.built_in()
PATTERNS = [(key, entry) for key, (_, file) in SOURCES.categories.items() for entry in file.patterns]


def _columns(*, hits: bool) -> Iterator[tuple[str, ColumnExample]]:
    for key, (_, file) in SOURCES.categories.items():
        for example in file.examples.hit if hits else file.examples.miss:
            yield key, example


def _name(parameter: object) -> str:
    if isinstance(parameter, ColumnExample):
        return parameter.column
    return parameter.name if isinstance(parameter, PatternEntry) else str(parameter)


def _found(example: ColumnExample) -> dict[str, Verdict]:
    table, _, column = example.column.partition(".")
    columns = (Column(column, example.type, example.comment), *(Column(name) for name in example.beside))
    return dict(detect(Table("example", table, columns), None, RULES)[0].found)


def _matches(entry: PatternEntry, value: str) -> bool:
    form = re.fullmatch(entry.regex, value.strip()) is not None
    return form and (entry.validator is None or VALIDATORS[entry.validator](value.strip()))


@pytest.mark.parametrize(("key", "entry"), PATTERNS, ids=_name)
def test_a_pattern_matches_its_hits_and_not_its_misses(key: str, entry: PatternEntry) -> None:
    del key
    assert [value for value in entry.examples.hit if not _matches(entry, value)] == []
    assert [value for value in entry.examples.miss if _matches(entry, value)] == []


@pytest.mark.parametrize(("key", "entry"), PATTERNS, ids=_name)
def test_every_hit_holds_what_is_looked_for_first(key: str, entry: PatternEntry) -> None:
    del key
    if entry.needs == DIGITS:
        assert all(re.search(DIGIT_RUN, value) for value in entry.examples.hit)
    else:
        assert all(entry.needs in value for value in entry.examples.hit)


@pytest.mark.parametrize(("key", "example"), list(_columns(hits=True)), ids=_name)
def test_a_column_that_holds_the_category_is_found(key: str, example: ColumnExample) -> None:
    assert _found(example).get(key, Verdict.NONE) >= Verdict.INDICATION


@pytest.mark.parametrize(("key", "example"), list(_columns(hits=False)), ids=_name)
def test_a_column_that_only_looks_like_it_is_not_found(key: str, example: ColumnExample) -> None:
    assert not _found(example).get(key, Verdict.NONE).personal


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


def _entry(pattern: Pattern) -> PatternEntry:
    name = pattern.id.rpartition("/")[2]
    return next(entry for entry in SOURCES.categories[pattern.category][1].patterns if entry.name == name)
