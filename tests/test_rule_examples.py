"""The examples of rules, run: what fails is told with its place, never with its value."""

from __future__ import annotations

from pathlib import Path

from privaudit.model.explanation import RulesTest
from privaudit.rule_examples import run
from privaudit.rulebook import reading

RULE = """\
title: Badge number
dpv: pd:UID
strong: badge
patterns:
  - name: ours
    regex: '[A-Z]-[0-9]{5}'
    needs: '-'
    examples:
      hit: [B-12345, C-00001]
      miss: [B-123]
  - name: bank
    regex: '[A-Z0-9]+'
    validator: iban
    chance: 0.011
    examples:
      hit: [DE89370400440532013000, FR7630006000011234567890189]
      miss: [DE89370400440532013001]
examples:
  hit:
    - {column: staff.badge}
    - {column: doors.badge, comment: of the porter}
  miss:
    - {column: staff.colour}
"""


def outcome(folder: Path, text: str) -> RulesTest:
    path = folder / "categories" / "user.badge.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    sources = reading.read(folder)
    return run(sources, reading.combine(sources))


def said(test: RulesTest) -> list[tuple[str, str]]:
    return [(one.place.rpartition("user.badge.yaml:")[2], one.says) for one in test.failures]


def test_examples_that_hold_are_counted(tmp_path: Path) -> None:
    test = outcome(tmp_path, RULE)
    assert (test.columns, test.values, test.failures) == (3, 6, ())


def test_columns_that_fail_are_told_with_their_line(tmp_path: Path) -> None:
    wrong = RULE.replace("staff.badge", "staff.batch").replace("staff.colour", "staff.badge")
    assert said(outcome(tmp_path, wrong)) == [
        ("20", "staff.batch should be user.badge, and is none"),
        ("23", "staff.badge should not be user.badge, and is"),
    ]


def test_values_that_fail_are_told_by_their_position_and_the_reason(tmp_path: Path) -> None:
    wrong = RULE.replace("C-00001", "C-1").replace("[B-123]", "[B-12346]").replace("7890189", "7890188").replace("needs: '-'", "needs: B")
    wrong = wrong.replace("hit: [B-12345, C-1]", "hit: [B-12345, C-1, D-12345]")
    assert said(outcome(tmp_path, wrong)) == [
        ("9", "pattern ours, hit 2: it has not the form"),
        ("9", "pattern ours, hit 3: it does not hold what `needs` asks for: B"),
        ("10", "pattern ours, miss 1: it has the form, and passes"),
        ("16", "pattern bank, hit 2: it does not pass iban"),
    ]
