"""Runs the examples that the rules bring: columns through detection, values through pattern and check digit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from privaudit.detect import detect
from privaudit.model.estate import Column, Table
from privaudit.model.explanation import FailedExample, RulesTest
from privaudit.model.rules import DIGITS, Rulebook
from privaudit.model.verdicts import Verdict
from privaudit.profile.forms import DIGIT_RUN
from privaudit.rulebook.reading import Sources
from privaudit.rulebook.rule_files import ColumnExample, ColumnExamples, PatternEntry
from privaudit.validators import VALIDATORS


def run(sources: Sources, rulebook: Rulebook) -> RulesTest:
    """Every example of every file, held against all rules that are in force."""
    columns = [example for examples in _column_examples(sources) for example in (*examples.hit, *examples.miss)]
    patterns = [entry for files in sources.categories.values() for file in files for entry in file.patterns]
    values = sum(len(entry.examples.hit) + len(entry.examples.miss) for entry in patterns)
    failures = [*_failing_columns(sources, rulebook), *(failure for entry in patterns for failure in failing_values(entry))]
    return RulesTest(rulebook.version, len(columns), values, tuple(failures))


def found_in(example: ColumnExample, rulebook: Rulebook) -> dict[str, Verdict]:
    """The categories that an example's column has, by its name and what stands around it."""
    table, _, column = example.column.partition(".")
    columns = (Column(column, example.type, example.comment), *(Column(name) for name in example.beside))
    return dict(detect(Table("example", table, columns), None, rulebook)[0].found)


def failing_values(entry: PatternEntry) -> Iterator[FailedExample]:
    """The values of a pattern's examples that it does not do right.  They are told by their position."""
    for kind, values in (("hit", entry.examples.hit), ("miss", entry.examples.miss)):
        for index, value in enumerate(values):
            fault = _fault(entry, value.strip())
            if (kind == "hit") == bool(fault):
                place = entry.at.text.place((*entry.at.loc, "examples", kind, index))
                said = fault or "it has the form, and passes"
                yield FailedExample(str(place), f"pattern {entry.name}, {kind} {index + 1}: {said}")


def _fault(entry: PatternEntry, value: str) -> str:
    """Why a value is none of the pattern's; empty where it is one."""
    if re.fullmatch(entry.regex, value) is None:
        return "it has not the form"
    if not (re.search(DIGIT_RUN, value) if entry.needs == DIGITS else entry.needs in value):
        return f"it does not hold what `needs` asks for: {entry.needs}"
    if entry.validator is not None and not VALIDATORS[entry.validator](value):
        return f"it does not pass {entry.validator}"
    return ""


def _column_examples(sources: Sources) -> Iterator[ColumnExamples]:
    for categories in sources.categories.values():
        yield from (file.examples for file in categories)
    for languages in sources.languages.values():
        yield from (file.examples for file in languages)


def _failing_columns(sources: Sources, rulebook: Rulebook) -> Iterator[FailedExample]:
    for examples in _column_examples(sources):
        for example in examples.hit:
            found = found_in(example, rulebook)
            if not found.get(example.category, Verdict.NONE).personal:
                yield FailedExample(str(example.place), f"{example.column} should be {example.category}, and is {_told(found)}")
        for example in examples.miss:
            if found_in(example, rulebook).get(example.category, Verdict.NONE).personal:
                yield FailedExample(str(example.place), f"{example.column} should not be {example.category}, and is")


def _told(found: dict[str, Verdict]) -> str:
    return ", ".join(f"{category} ({verdict.word})" for category, verdict in found.items()) or "none"
