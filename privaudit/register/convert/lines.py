"""Where the parts of a register stand."""

from __future__ import annotations

from dataclasses import dataclass

from privaudit.model.estate import Place
from privaudit.yaml_text.document import Document


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one file."""

    document: Document
    shown: str

    def place(self, *loc: str | int) -> Place:
        """Where the part at a place of the grammar stands."""
        return Place(self.shown, self.document.line(loc))
