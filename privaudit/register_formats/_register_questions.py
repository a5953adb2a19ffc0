"""Our own format with questions as comments, below the parts that they are about."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from privaudit.messages import visible
from privaudit.model.register import Register
from privaudit.model.register_format import Known, Question, Written
from privaudit.register_formats._register_data import register_data
from privaudit.yaml_text.writing import block

_WIDTH = 120
_ASKS, _SAYS = "# ? ", "# "
_LEAD = (
    "Each `# ?` is a question for somebody who knows; take it out when it is answered.  Other comments say how words of the sheets were "
    "read.  Lines behind a `#` that look like YAML are proposals: take the `# ` off to declare them."
)


def write(register: Register, _: Known, questions: tuple[Question, ...]) -> Written:
    """The register, each question below what it is about."""
    lines = [*textwrap.wrap(_LEAD, _WIDTH, initial_indent=_SAYS, subsequent_indent=_SAYS), ""]
    rest = list(questions)
    for key, value in register_data(register).items():
        if key == "activities":
            # A question that is about nothing that is there stands before the activities.
            own = {f"activities[{activity['id']}]" for activity in value}
            lines += _comments([one for one in rest if one.about not in own], 0)
            lines.append("activities:")
            for activity in value:
                lines += (f"  {line}" for line in block([activity]).splitlines())
                lines += _comments([one for one in rest if one.about == f"activities[{activity['id']}]"], 4)
        else:
            lines += block({key: value}).splitlines()
            lines += _comments([one for one in rest if one.about == key], 2)
            rest = [one for one in rest if one.about != key]
    return Written("".join(f"{line}\n" for line in lines), questions=sum(one.asks for one in questions))


def _comments(questions: Iterable[Question], indent: int) -> Iterator[str]:
    margin = " " * indent
    for one in questions:
        begin = margin + (_ASKS if one.asks else _SAYS)
        wrap = textwrap.TextWrapper(_WIDTH, initial_indent=begin, subsequent_indent=f"{margin}#   ", break_on_hyphens=False)
        wrap.break_long_words = False
        yield from wrap.wrap(visible(one.text))
        yield from (f"{margin}# {visible(line)}" for line in one.offer)
