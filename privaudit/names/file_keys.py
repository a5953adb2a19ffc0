"""The keys of files, which read as the numbers of identity documents: Spanish and Italian `documento_id`."""

from __future__ import annotations

from privaudit.declared_type import is_whole
from privaudit.model.estate import Column
from privaudit.model.rules import Role
from privaudit.names.naming import Reading
from privaudit.names.speech import Speech

_PAPERS = "user.government_id"


def is_key_of_file(reading: Reading, column: Column, speech: Speech) -> bool:
    """Whether a whole number is called by the words for a file and a key: a document's own number has `number` in its name."""
    if reading.word.category != _PAPERS or not is_whole(column.type):
        return False
    roles = [speech.roles_of(token) for token in reading.word.tokens]
    return any(Role.KEY in of for of in roles) and all(of & {Role.KEY, Role.FILE} for of in roles)
