"""What the declarations of a schema mean, and which marks in a comment are declarations.

meaning       a declaration -> whether it is about persons, and which category
comments      a comment -> the declarations in it
vocabulary    the words of labels, tags and classifications
"""

from __future__ import annotations

from privaudit.declarations.comments import declarations_of
from privaudit.declarations.meaning import Meaning, named_beside, understand
from privaudit.model.estate import Column, Declaration, Table
from privaudit.model.rules import Rulebook
from privaudit.names.languages import speech
from privaudit.names.naming import Names, names_of

__all__ = ["Meaning", "declarations_of", "understand", "what_is_declared", "what_is_declared_of_all"]


def what_is_declared(column: Column, rulebook: Rulebook, names: Names | None = None) -> tuple[tuple[Declaration, Meaning], ...]:
    """The declarations of a column that say something, each with its meaning: its labels first, then the marks in its comment.

    `names` reads the words of the schema that it stands in; else they are English.
    """
    if not column.declared and not column.comment:
        return ()
    return _understood(declarations_of(column), rulebook, names)


def what_is_declared_of_all(table: Table, rulebook: Rulebook, names: Names | None = None) -> tuple[tuple[Declaration, Meaning], ...]:
    """The declarations of a whole table that say something, each with its meaning."""
    return _understood(table.declared, rulebook, names)


def _understood(declared: tuple[Declaration, ...], rulebook: Rulebook, names: Names | None) -> tuple[tuple[Declaration, Meaning], ...]:
    found = [(declaration, understand(declaration, rulebook, names)) for declaration in declared]
    if any(meaning.personal and meaning.category is None for _, meaning in found):
        reader = names or names_of(speech((), rulebook))
        found = [(one, _named(one, meaning, reader) if meaning.says_nothing else meaning) for one, meaning in found]
        # What is named goes first: the mark then speaks of that.
        found.sort(key=lambda one: one[1].category is None)
    return tuple((declaration, meaning) for declaration, meaning in found if not meaning.says_nothing)


def _named(declaration: Declaration, meaning: Meaning, names: Names) -> Meaning:
    """The meaning of a pair beside a mark of what is personal."""
    category = named_beside(declaration, names)
    return Meaning(personal=True, category=category) if category is not None else meaning
