"""The `user_id` of a person's row, where it is no key: the name to sign in with."""

from __future__ import annotations

from privaudit.declared_type import kind_of, longest
from privaudit.detect.candidate import INDICATED, Candidates
from privaudit.model.estate import Column
from privaudit.model.rules import Role
from privaudit.model.verdicts import EvidenceKind
from privaudit.names.table_kind import Kind, TableContext

_LOGIN = "user.account.username"
_LONGEST = 35
"""Characters of such a name, at most: a longer text has room for the random keys of systems."""

WEIGHT = 0.55
"""What a row of a person that has another key adds to the score of its `user_id`."""


def hear_sign_in_name(candidates: Candidates, column: Column, context: TableContext) -> None:
    """Hears a short text called `user_id` in the row of a person that another column is the key of: the name to sign in with."""
    if context.kind is not Kind.PERSON or any(one.score >= INDICATED for one in candidates.values()):
        return
    keyed = any(
        reading.word.category == _LOGIN and reading.left and all(Role.KEY in beside.roles for beside in reading.left)
        for reading in context.names.readings(column)
    )
    length = longest(column.type)
    short = kind_of(column.type) == "text" and length is not None and length <= _LONGEST
    if keyed and short and column.name not in context.names.pointing and _has_another_key(column, context):
        candidates[_LOGIN].add(
            EvidenceKind.CONTEXT, candidates[_LOGIN].lacks(WEIGHT), "the row of a person has another key, so it is a name"
        )


def _has_another_key(column: Column, context: TableContext) -> bool:
    """Whether the table has a key of one other column, or begins with one that is called so, or a number."""
    table = context.names.table
    if len(table.primary_key) == 1:
        return True
    first = table.columns[0]
    return first != column and any(word.roles & {Role.KEY, Role.NUMBER} for word in context.names.roles(first))
