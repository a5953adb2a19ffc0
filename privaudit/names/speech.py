"""The words that count in a schema: those of the languages that its names are in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from privaudit.model.rules import Role, Tokens, Word
from privaudit.names import row_owners
from privaudit.names.phrases import Phrases


@dataclass(frozen=True, eq=False)
class Speech:
    """The words that count in a schema."""

    languages: tuple[str, ...]
    """Spoken ones, the first in doubt first."""
    phrases: Phrases
    roles: Mapping[Tokens, frozenset[Role]]
    fillers: frozenset[str]
    tokens: frozenset[str]
    """Every single word that is known."""
    pieces: tuple[frozenset[str], ...]
    """Words that glued ones are cut into, by language: those that are a phrase by themselves, and long ones."""
    same: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Words with those that stand for them within phrases, and the language in which they do."""
    prefix: str = ""
    """What most tables' names begin with, and that says nothing: `llx_`."""
    keys: Mapping[str, frozenset[Role]] = field(default_factory=dict)
    """The keys of the tables that are named after persons, in lower case: a column called so points to one.

    Whether to a patient, a pupil or a convict.
    """
    threes: Mapping[str, Tokens] = field(default_factory=dict)
    """What short forms of three letters stand for, in tables whose names are made of them."""
    listed: Mapping[str, str] = field(default_factory=dict)
    """The keys of lists of illnesses and the like, in their plain form, each with its category."""
    short: Mapping[str, Tokens] = field(default_factory=dict)
    """What a table puts before its columns, for the words of its name: `pat` of `patients`."""
    labels: frozenset[Tokens] = frozenset()
    """The words of the names of all tables."""
    owners: row_owners.Owners = field(default_factory=dict)
    """The tables whose rows are each of one person, though they are named after what was done: visits, orders."""

    @property
    def words(self) -> Mapping[Tokens, Word]:
        """The phrases of categories."""
        return self.phrases.words

    def roles_of(self, *tokens: str) -> frozenset[Role]:
        """The roles that a word has, or that several have together."""
        return self.roles.get(tokens, frozenset())
