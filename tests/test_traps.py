"""How well names alone tell persons' columns from things', in every language: precision and recall on a corpus of naming traps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

from privaudit import rulebook
from privaudit.detect import detect
from privaudit.model.estate import Column, Table
from privaudit.model.verdicts import ColumnVerdict

FOLDER = Path(__file__).parent / "traps"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
RULES = rulebook.built_in()

FLOOR = 0.97
"""What precision and recall must reach over all languages."""
FEWEST_COLUMNS = 300
NONE = "none"


@dataclass(frozen=True)
class Judged:
    """A labelled column beside what detection says of it."""

    language: str
    labels: frozenset[str]
    """The categories that are right; empty where the column is not personal."""
    verdict: ColumnVerdict

    @property
    def found(self) -> bool:
        return self.verdict.verdict.personal

    @property
    def agrees(self) -> bool:
        return self.found == bool(self.labels)

    @property
    def right_category(self) -> bool:
        return self.verdict.category in self.labels

    def __str__(self) -> str:
        name = f"{self.verdict.table.name}.{self.verdict.column.name}"
        label = " | ".join(sorted(self.labels)) or NONE
        return f"{self.language}  {name:<52} is {label}, found {self.verdict.category} ({self.verdict.verdict.word})"


@dataclass(frozen=True)
class Figures:
    """Counts over judged columns."""

    columns: int
    personal: int
    found: int
    both: int
    right: int

    @property
    def precision(self) -> float:
        return self.both / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.both / self.personal if self.personal else 0.0

    @property
    def share_right(self) -> float:
        """Of the personal columns that were found, those with a right category."""
        return self.right / self.both if self.both else 0.0


def _column(entry: dict[str, str]) -> Column:
    return Column(entry["name"], entry.get("type", "VARCHAR"), entry.get("comment", ""))


def _labels(entry: dict[str, str]) -> frozenset[str]:
    return frozenset(entry["is"].split(" | ")) - {NONE}


@cache
def _tables(language: str) -> list[tuple[Table, list[dict[str, str]]]]:
    path = FOLDER / f"{language}.yaml"
    entries = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return [(Table(path.name, entry["table"], tuple(map(_column, entry["columns"]))), entry["columns"]) for entry in entries]


@cache
def _judged(language: str) -> tuple[Judged, ...]:
    return tuple(
        Judged(language, _labels(entry), verdict)
        for table, entries in _tables(language)
        for entry, verdict in zip(entries, detect(table, None, RULES), strict=True)
    )


def _everywhere() -> list[Judged]:
    return [judged for language in LANGUAGES for judged in _judged(language)]


def _figures(columns: Iterable[Judged]) -> Figures:
    judged = list(columns)
    both = [one for one in judged if one.labels and one.found]
    return Figures(
        columns=len(judged),
        personal=sum(1 for one in judged if one.labels),
        found=sum(1 for one in judged if one.found),
        both=len(both),
        right=sum(1 for one in both if one.right_category),
    )


def _line(name: str, figures: Figures) -> str:
    shares = f"{figures.precision:>10.3f} {figures.recall:>8.3f} {figures.share_right:>9.3f}"
    return f"{name:<9} {figures.columns:>8} {figures.personal:>9} {shares}"


def _report() -> str:
    judged = _everywhere()
    parts = {
        f"{'language':<9} {'columns':>8} {'personal':>9} {'precision':>10} {'recall':>8} {'category':>9}": [
            *(_line(language, _figures(_judged(language))) for language in LANGUAGES),
            _line("all", _figures(judged)),
        ],
        "personal, but not found:": [str(one) for one in judged if one.labels and not one.found],
        "found, but not personal:": [str(one) for one in judged if one.found and not one.labels],
        "found as another category:": [str(one) for one in judged if one.found and one.labels and not one.right_category],
    }
    return "\n\n".join("\n".join([head, *lines]) for head, lines in parts.items())


@pytest.mark.parametrize("measure", ["precision", "recall"])
def test_names_alone_are_read_well_over_all_languages(measure: str) -> None:
    print(f"\n{_report()}")  # noqa: T201  the figures and the wrong columns are what one runs this for
    reached: float = getattr(_figures(_everywhere()), measure)
    assert reached >= FLOOR


def test_the_corpus_is_large_and_has_every_language() -> None:
    assert set(LANGUAGES) == set(RULES.vocabularies)
    assert len(_everywhere()) >= FEWEST_COLUMNS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_is_a_known_category_or_none(language: str) -> None:
    labels = [entry["is"] for _, entries in _tables(language) for entry in entries]
    assert [label for label in labels if label != NONE and not set(label.split(" | ")) <= set(RULES.categories)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_about_half_of_the_columns_are_not_personal(language: str) -> None:
    figures = _figures(_judged(language))
    assert 0.4 <= figures.personal / figures.columns <= 0.6


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_table_or_column_stands_twice(language: str) -> None:
    names = [table.name.lower() for table, _ in _tables(language)]
    assert len(names) == len(set(names))
    for table, entries in _tables(language):
        assert len({entry["name"].lower() for entry in entries}) == len(table.columns)
