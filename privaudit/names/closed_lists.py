"""Tables that only list the values of one of their columns: `genders (id, gender)`."""

from __future__ import annotations

from privaudit.declared_type import has_room, kind_of
from privaudit.model.estate import Column
from privaudit.model.rules import Role, is_within_any
from privaudit.names.table_names import TableNames

_SMALL = 4
"""Columns of a table that only lists values, at most."""
_A_NAME = 20
"""Characters from which a column has room for names."""
_STEM = 4
"""Letters that a word has in common with its plural, at least, and that it may differ by, less one."""
LISTED = (
    "user.demographic",
    "user.job_title",
    "user.workplace",
    "user.contact.organization",
    "user.contact.address",
    "user.financial.tax",
    "user.health_and_medical",
    "user.education",
    "user.criminal_history",
)
"""Categories whose values may be a closed list."""


_TRAITS = ("user.demographic", "user.education", "user.government_id", "user.social")
"""... and that lists are called after, though no column repeats it."""
_SAID = ("user.content.private", "user.name", "user.name.last")
"""Categories of the words for how an entry is called."""


def is_closed_list(read: TableNames) -> bool:
    """Whether a small table is called after its one column that says something: `genders (id, gender)`."""
    if read.link is not None or names_somebody(read):
        return False
    if _is_key_and_label(read):
        return True
    if sum(not _is_bookkeeping(column, read) for column in read.table.columns) > _SMALL:
        return False
    label = "".join(token for token in read.tokens if Role.PREFIX not in read.names.speech.roles_of(token))
    listed = [column for column, reading in read.best if is_within_any(reading.word.category, LISTED) and not _is_key(column, read)]
    said = ["".join(read.names.tokens(read.plain(column))) for column in listed]
    return any(label[:_STEM] == name[:_STEM] and abs(len(label) - len(name)) < _STEM for name in said if len(name) > _STEM)


def _is_key_and_label(read: TableNames) -> bool:
    """Whether a table called after a trait has a key and a text that says which, and nothing else: `estadocivil (cod, descrip)`."""
    told = read.reading
    if told is None or not told.exact or told.of_person or not is_within_any(told.word.category, _TRAITS) or read.owner is not None:
        return False
    texts = [column for column in read.table.columns if _is_label(column, read)]
    keys = [column for column in read.table.columns if column not in texts and _is_code(column, read)]
    return bool(texts and keys) and len(texts) + len(keys) == len(read.table.columns)


def _is_code(column: Column, read: TableNames) -> bool:
    """Whether a column is the key or the code of an entry, or how the row is kept."""
    return _is_bookkeeping(column, read) or any(word.roles & {Role.KEY, Role.CODE} for word in read.roles(column))


def _is_label(column: Column, read: TableNames) -> bool:
    """Whether a text is but the name or the description of an entry."""
    words = read.roles(column)
    plain = all(word.roles & {Role.QUALIFIER, Role.VALUE, Role.PREFIX} for word in words)
    said = any(reading.exact and reading.word.category in _SAID for reading in read.readings(column)[:1])
    return (plain or said) and not any(Role.KEY in word.roles for word in words) and kind_of(column.type) == "text"


def names_somebody(read: TableNames) -> bool:
    """Whether a text is called after a person and nothing else, and has room for a name: the `treasurer` of a club."""
    texts = (read.roles(column) for column in read.table.columns if has_room(column.type, _A_NAME))
    return any(words and all(Role.PERSON in word.roles for word in words) for words in texts)


def _is_bookkeeping(column: Column, read: TableNames) -> bool:
    """Whether a name says nothing but how the row is kept: `sort_order`, `valid_from`, `legacy_id`."""
    words = read.roles(column)
    about = {Role.COUNTER, Role.DATE, Role.KEY, Role.AUTHOR}
    return not read.readings(column) and all(word.roles for word in words) and any(word.roles & about for word in words)


def _is_key(column: Column, read: TableNames) -> bool:
    return any(Role.KEY in word.roles for word in read.roles(column))
