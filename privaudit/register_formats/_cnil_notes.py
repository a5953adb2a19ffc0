"""What is to be said of cells that a register cannot hold as they are."""

from __future__ import annotations

from collections.abc import Iterable

from privaudit.model.estate import Place
from privaudit.model.register_format import Lost, Question
from privaudit.register_formats._sheets import Cell

NO_PLACE = "has no place in a register"
_LONGEST = 400
"""Characters of a cell that are repeated in a comment."""


def _said(cell: Cell, text: str) -> str:
    one_line = " ".join(text.split())
    cut = f"{one_line[:_LONGEST]}..." if len(one_line) > _LONGEST else one_line
    return f'{cell.name}: "{cut}"'


class Notes:
    """Questions and losses, in the order of their cells."""

    def __init__(self, shown: str) -> None:
        self.lost: list[Lost] = []
        self.questions: list[Question] = []
        self._place = Place(shown)

    def lose(self, cell: Cell, why: str) -> None:
        """Something that is carried nowhere; the text itself is not repeated: it may be somebody's name or number."""
        self.lost.append(Lost(cell.name, why, self._place))

    def lose_at(self, path: str, why: str) -> None:
        """The same about no single cell."""
        self.lost.append(Lost(path, why, self._place))

    def ask(self, about: str, cell: Cell, question: str, why: str, offer: Iterable[str] = ()) -> None:
        """A question to somebody who knows, with what the cell says; `why` is what to say where no question can be put."""
        said = _said(cell, cell.text)
        self.questions.append(Question(about, f"{said}: {question}", tuple(offer), Lost(cell.name, why, self._place)))

    def ask_at(self, about: str, question: str, offer: Iterable[str] = ()) -> None:
        """A question about no single cell."""
        self.questions.append(Question(about, question, tuple(offer), None))

    def remark(self, about: str, cell: Cell, meaning: str, part: str = "") -> None:
        """How a cell, or a part of it, was understood that says it in other words."""
        said = _said(cell, part or cell.text)
        why = f"is carried as {meaning}, without its words"
        self.questions.append(Question(about, f"{said} is read as {meaning}", (), Lost(cell.name, why, self._place), asks=False))
