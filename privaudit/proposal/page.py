"""The lines of a draft: YAML, with questions and remarks as comments."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from privaudit.messages import visible

WIDTH = 120
"""Characters of a line, where its words allow it."""
ASKS = "# ?"
"""How a question begins."""


class Page:
    """Lines, one after the other.  What is put into comments may hold hostile names: it is made visible here."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self.questions = 0

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(f"{line}\n" for line in self._lines)

    def line(self, text: str = "", remark: str = "") -> None:
        """A line of YAML, and what is said of it behind it."""
        self._lines.append(f"{text}  # {visible(remark)}" if remark else text)

    def asking(self, lines: Sequence[tuple[str, str]]) -> None:
        """Lines of YAML that people have to fill in, each with its question, the questions below each other."""
        widest = max(len(text) for text, _ in lines)
        for text, question in lines:
            self._lines.append(f"{text:<{widest}}  {ASKS} {visible(question)}")
            self.questions += 1

    def ask(self, indent: int, question: str) -> None:
        """A question."""
        self.questions += 1
        self._comment(indent, "? ", question)

    def say(self, indent: int, remark: str, mark: str = "") -> None:
        """A remark."""
        self._comment(indent, mark, remark)

    def offer(self, indent: int, lines: Iterable[str]) -> None:
        """YAML that is right as soon as it is no comment any more."""
        self._lines.extend(f"{' ' * indent}# {visible(line)}" for line in lines)

    def _comment(self, indent: int, mark: str, text: str) -> None:
        begin = f"{' ' * indent}# "
        follow = mark if mark.strip() == "!!!" else "  " if mark else ""
        self._lines += textwrap.wrap(
            visible(text),
            WIDTH,
            initial_indent=begin + mark,
            subsequent_indent=begin + follow,
            break_long_words=False,
            break_on_hyphens=False,
        )
