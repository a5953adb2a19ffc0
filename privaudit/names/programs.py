"""Tables that are called after persons and are of programs: a `client` that is made of switches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from privaudit import words
from privaudit.declared_type import kind_of
from privaudit.model.estate import Table
from privaudit.model.rules import Role, Strength, Tokens
from privaudit.names import row_owners
from privaudit.names.speech import Speech

_SETTINGS = 8
"""Columns from which a table of switches can be told from one of persons."""
_TELLING_WHO = (
    "user.account.username",
    "user.authorization.password",
    "user.contact.address",
    "user.contact.email",
    "user.contact.phone_number",
    "user.demographic",
    "user.government_id",
    "user.job_title",
    "user.name",
)
"""Categories by which persons are told from programs."""


def without_programs(tables: Sequence[Table], known: Speech) -> Speech:
    """The speech in which a word of persons means a program, if the schema's table of that name is one of programs: `client`.

    Such a table has many columns, half of them switches and settings, and none that tells one person from another.
    """
    programs: set[Tokens] = set()
    for table in tables:
        label = row_owners.label_of(table.name, known.prefix)
        if len(label) == 1 and Role.PERSON in known.roles_of(*label) and len(table.columns) >= _SETTINGS:
            names = [words.tokens(column.name) for column in table.columns]
            switches = sum(
                kind_of(column.type) == "boolean" or _is_switch(tokens, known) for column, tokens in zip(table.columns, names, strict=True)
            )
            if switches * 2 >= len(names) and not any(_tells_who(tokens, known) for tokens in names):
                programs.add(label)
    roles = {phrase: frozenset({Role.THING}) for phrase in programs}
    return replace(known, roles={**known.roles, **roles}) if programs else known


def _is_switch(tokens: Tokens, known: Speech) -> bool:
    """Whether a column is a setting or a counter by its name, and neither a key nor a date, which rows of persons have too."""
    of = frozenset(chain.from_iterable(known.roles_of(token) for token in tokens))
    return Role.COUNTER in of and not of & {Role.KEY, Role.DATE}


def _tells_who(tokens: Tokens, known: Speech) -> bool:
    """Whether the words of a column have a strong one of a category that persons are told by."""
    for start in range(len(tokens)):
        for end in range(start + 1, len(tokens) + 1):
            word = known.words.get(tokens[start:end])
            if word is not None and word.strength is Strength.STRONG and word.category.startswith(_TELLING_WHO):
                return True
    return False
