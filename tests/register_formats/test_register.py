from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from privaudit.model.estate import Place
from privaudit.model.register import Register
from privaudit.model.register_format import Question
from privaudit.register_formats import known_formats
from tests.register_formats.conftest import KNOWN, parsed, written

SAMPLE = Path(__file__).parent.parent.parent / "sample_data" / "mobility_saas" / "register.yaml"


def content(thing: object) -> object:
    """All of a register but the lines where it stands."""
    if isinstance(thing, tuple):
        return tuple(map(content, thing))
    if is_dataclass(thing):
        values = (getattr(thing, name.name) for name in fields(thing) if name.name != "mentions")
        return tuple(content(value) for value in values if not isinstance(value, Place))
    return thing


def test_the_register_with_every_key_comes_back_whole(whole: Register) -> None:
    assert content(parsed(written("register", whole).text)) == content(whole)
    assert written("register", whole).lost == ()


@pytest.mark.parametrize("path", [SAMPLE], ids=lambda path: path.parent.name)
def test_a_real_register_comes_back_whole(path: Path) -> None:
    register = parsed(path.read_text(encoding="utf-8"))
    assert content(parsed(written("register", register).text)) == content(register)


def test_what_is_left_out_stays_left_out() -> None:
    text = written(
        "register",
        parsed(
            "privaudit: 1\norganisation: {name: Example SAS, country: NO}\n"
            "activities: [{id: a, purposes: [], basis: [], subjects: [], where: [], data: []}]\n"
        ),
    ).text
    assert text == (
        'privaudit: 1\norganisation:\n  name: Example SAS\n  country: "NO"\n'
        "activities:\n  - id: a\n    role: controller\n    purposes: []\n    basis: []\n    subjects: []\n    where: []\n    data: []\n"
    )


def test_questions_stand_below_what_they_are_about_and_the_register_still_loads() -> None:
    register = parsed(
        "privaudit: 1\norganisation: {name: X, country: FR}\n"
        "activities:\n"
        "  - {id: a, purposes: [], basis: [], subjects: [], where: [], data: []}\n"
        "  - {id: b, purposes: [], basis: [], subjects: [], where: [], data: []}\n"
    )
    questions = (
        Question("organisation", "Who?"),
        Question("activities[a]", "When?\n- id: forged", ("clocks:", "  - {id: c}")),
        Question("activities[b]", 'B2: "Paie" is read as employment', asks=False),
        Question("recipients", "To whom?"),
    )
    ask = known_formats()["register"].ask
    assert ask is not None
    made = ask(register, KNOWN, questions)
    lines = made.text.splitlines()
    assert made.questions == 3
    assert lines.index("  # ? Who?") == lines.index("  country: FR") + 1
    assert lines.index("# ? To whom?") < lines.index("activities:")
    place = lines.index("    # ? When?\\n- id: forged")
    assert lines[place + 1 : place + 4] == ["    # clocks:", "    #   - {id: c}", "  - id: b"]
    assert lines[-1] == '    # B2: "Paie" is read as employment'
    assert [one.id for one in parsed(made.text).activities] == ["a", "b"]
