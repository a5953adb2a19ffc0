"""What the declarations of a schema mean, and which marks in a comment are declarations.

meaning       a declaration -> whether it is about persons, and which category
comments      a comment -> the declarations in it
vocabulary    the words of labels, tags and classifications
"""

from __future__ import annotations

from privaudit.declarations.comments import declarations_of
from privaudit.declarations.meaning import Meaning, understand
from privaudit.model.estate import Column, Declaration, Table
from privaudit.model.rules import Rulebook
from privaudit.names.naming import Names

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
    understood = ((declaration, understand(declaration, rulebook, names)) for declaration in declared)
    return tuple((declaration, meaning) for declaration, meaning in understood if not meaning.says_nothing)
