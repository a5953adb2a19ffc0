from __future__ import annotations

import json
from pathlib import Path

import pytest

import privaudit
from tests.commands.conftest import Run

BADGE = """\
title: Badge number
dpv: pd:UID
strong: badge, mecz
patterns:
  - name: ours
    regex: 'B-[0-9]{5}'
    proves: true
    examples:
      hit: [B-12345, B-00001]
      miss: [B-123]
examples:
  hit:
    - {column: staff.badge}
    - {column: staff.mecz}
  miss:
    - {column: badges.colour}
"""
STAFF = "id,mecz,email\n" + "".join(f"{number},B-1234{number},s{number}@desk.example\n" for number in range(8))
REGISTER = """\
privaudit: 1
organisation: {name: Example SAS, country: FR}
activities:
  - id: staff
    title: Staff
    role: controller
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [employee]
    where: [{tables: [staff]}]
    data: [{category: user.badge}]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of rules with a category, and an allow list."""
    for name, text in (
        ("categories/user.badge.yaml", BADGE),
        ("allow/desk.yaml", "- {column: staff.email, reason: the desk's own}\n- {column: shop.email, reason: none}\n"),
    ):
        path = tmp_path / "own" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "staff.csv").write_text(STAFF, encoding="utf-8")
    return tmp_path / "own"


def test_the_list_names_every_category(run: Run) -> None:
    done = run("rules", "list")
    assert done.code == 0
    assert "user.health_and_medical.genetic" in done.out
    assert json.loads(run("rules", "list", "-f", "json", "e-mail").out)["categories"][0]["id"] == "user.contact.email"
    assert run("rules", "list", "zzz").code == 2


def test_a_category_of_ones_own_is_listed_explained_and_found(run: Run, own: Path) -> None:
    assert "user.badge" in run("rules", "list", "--rules", own.name, "badge").out
    assert "own/categories/user.badge.yaml" in run("explain", "user.badge", "--rules", "own").out
    column = json.loads(run("scan", "staff.csv", "--rules", "own", "-f", "json").out)["columns"][1]
    assert (column["category"], column["verdict"]) == ("user.badge", "proven")
    assert "user.badge/ours" in run("explain", "staff.csv", "staff.mecz", "--rules", "own").out


def test_a_category_of_ones_own_can_be_declared(run: Run, own: Path, tmp_path: Path) -> None:
    (tmp_path / "register.yaml").write_text(REGISTER, encoding="utf-8")
    with_rules = run("check", "staff.csv", "-r", "register.yaml", "--rules", own.name)
    assert with_rules.code == 0
    assert "No findings." in with_rules.out
    assert run("check", "staff.csv", "-r", "register.yaml").code == 2


def test_an_allowed_column_is_no_finding_and_is_said(run: Run, own: Path) -> None:
    report = json.loads(run("scan", "staff.csv", "--rules", own.name, "-f", "json").out)
    assert report["columns"][2]["category"] is None
    assert report["columns"][2]["evidence"][-1] == {"kind": "against", "text": "allowed: the desk's own (own/allow/desk.yaml:1)"}
    assert [said["what"] for said in report["skipped"]] == ["staff.email", "own/allow/desk.yaml:2"]
    told = run("explain", "staff.csv", "staff.email", "--rules", "own").out
    assert "allowed: the desk's own (own/allow/desk.yaml:1)" in told
    assert "without the entry that allows it, it would be proven: user.contact.email" in told


def test_the_version_of_the_rules_tells_those_of_ones_own(run: Run, own: Path) -> None:
    versions = {json.loads(run("scan", "staff.csv", "-f", "json", *more).out)["tool"]["rules"] for more in ((), ("--rules", own.name), ())}
    assert len(versions) == 2


def test_examples_run_and_the_failing_ones_are_told(run: Run, own: Path) -> None:
    path = own / "categories" / "user.badge.yaml"
    path.write_text(BADGE.replace("B-00001", "C-1").replace("staff.mecz", "staff.colour"), encoding="utf-8")
    done = run("rules", "test", "own")
    assert done.code == 1
    assert "own/categories/user.badge.yaml:9: pattern ours, hit 2: it has not the form" in done.out
    assert "own/categories/user.badge.yaml:14: staff.colour should be user.badge, and is none" in done.out
    told = json.loads(run("rules", "test", "--rules", "own", "-f", "json").out)
    assert {failure["place"] for failure in told["failures"]} >= {"own/categories/user.badge.yaml:9"}
    assert told["columns"] > 300


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ("'B-[0-9]{5}'", r"'B-\d{5}'", "own/categories/user.badge.yaml:6: error: patterns.0.regex: not portable"),
        (
            "    proves: true",
            "    validator: horoscope",
            "user.badge.yaml:7: error: patterns.0.validator: there is no validator 'horoscope'",
        ),
        ("      miss: [B-123]", "      miss: []", "user.badge.yaml:8: error: patterns.0.examples: too few examples"),
        ("strong: badge", "strong: [badge]", "user.badge.yaml:3: error: strong: "),
        ("title", "tilte", "user.badge.yaml:1: error: tilte: this key is unknown"),
    ],
)
def test_a_rule_that_is_wrong_is_refused_with_its_line(run: Run, own: Path, wrong: str, right: str, says: str) -> None:
    path = own / "categories" / "user.badge.yaml"
    path.write_text(BADGE.replace(wrong, right, 1).replace("strong: [badge], mecz", "strong: [badge]"), encoding="utf-8")
    for command in (("scan", "staff.csv"), ("rules", "list"), ("rules", "test"), ("explain", "user.badge")):
        done = run(*command, "--rules", "own")
        assert done.code == 2
        assert says in done.err
        assert done.out == ""


def test_a_rule_is_never_written_over(run: Run, own: Path) -> None:
    path = own / "categories" / "user.badge.yaml"
    for command in (("scan", "staff.csv"), ("rules", "list"), ("rules", "test"), ("explain", "user.badge")):
        done = run(*command, "--rules", "own", "-f", "json", "-o", str(path))
        assert done.code == 2
        assert "would be written over" in done.err
        assert path.read_text(encoding="utf-8") == BADGE


def test_the_same_from_python(run: Run, own: Path) -> None:
    del run
    report = privaudit.scan(["staff.csv"], privaudit.Options(rules=(str(own),)))
    assert report.columns[1].category == "user.badge"


def test_a_group_of_commands_tells_what_it_has(run: Run) -> None:
    assert "list" in run("rules", "--help").out
    assert run("rules", "lsit").code == 2
