"""Whose the rows of a table are: the column that points to a person, who that is, and whether they are of pupils or of animals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privaudit.declared_type import kind_of
from privaudit.model.estate import Column
from privaudit.model.rules import Role, Strength
from privaudit.names.glued import HEAD_LAST
from privaudit.names.naming import Beside, Reading

if TYPE_CHECKING:
    from privaudit.names.table_names import TableNames

_NOT_ITS_PERSON = {Role.THING, Role.REFERENCE, Role.AUTHOR}
"""Roles of a key's words that say that it points to no person, or not to the one whose row it is."""
_PLAIN = {Role.PERSON, Role.QUALIFIER, Role.PREFIX}
_LOGIN = "user.account.username"
_NUMBER = "user.unique_id"
_TELLING_ONE = ("user.contact.email", _LOGIN, _NUMBER, "user.unique_id.pseudonymous", "user.device.cookie_id")
"""Categories that tell one person from another."""
_ANY_USER = frozenset({"user", "usr", "owner"})
"""Words for persons that say nothing of them: whoever put a thing there."""
_WHOLE = ("int", "bigint", "mediumint", "number")
_STEM = 5
"""Letters that what is done and who does it begin with."""
_ENDING = 4
"""Letters that what is done has behind them, at most: `application` of an `applicant`."""
_LONG = 3
"""Letters from which a word that nobody knows is no abbreviation."""


def link_of(read: TableNames) -> str | None:
    """The column that points to a person (`user_id`, `emp_no`) or that tells one (an e-mail address, a user name); None without one."""
    for column in read.table.columns:
        if column.name.lower() in read.names.speech.keys or _is_persons_key(column, read):
            return column.name
    for key in read.table.foreign_keys:
        if any(Role.AUTHOR in word.roles for word in read.names.roles(key.columns[0])):
            continue
        words = read.names.roles(read.label_of(key.target.table))
        if any(Role.PERSON in word.roles for word in words) and not any(word.roles & {Role.THING, Role.REFERENCE} for word in words):
            return key.columns[0]
    for column, reading in read.best:
        tells = reading.exact and reading.word.strength is Strength.STRONG and reading.word.category in _TELLING_ONE
        if tells and not any(Role.AUTHOR in word.roles for word in read.roles(column)) and not is_own_number(column, reading, read):
            return column.name
    return None


def is_of_its_doer(read: TableNames) -> bool:
    """Whether the person whose row it is, is called after what the table holds, which so is something done: `reports.reporter_id`."""
    said = [word.text for word in read.words if not word.roles & {Role.PREFIX, Role.PERSON}]
    doers = [word for word in read.names.roles(read.link or "") if Role.PERSON in word.roles and Role.AUTHOR not in word.roles]
    return any(doer.text.startswith(one[: max(_STEM, len(one) - _ENDING)]) and doer.text != one for doer in doers for one in said[-1:])


def is_of_known_person(read: TableNames) -> bool:
    """Whether the column that points to a person says who that is: a patient, an employee, and not any user of the system."""
    words = read.names.roles(read.link) if read.link is not None else ()
    tables = read.names.speech.keys
    declared = len(words) > 1 or (read.link or "").lower() in tables or any(read.link in key.columns for key in read.table.foreign_keys)
    persons = [word for word in words if Role.PERSON in word.roles and declared]
    return any(word.category != _LOGIN and word.text not in _ANY_USER for word in persons)


def is_own_number(column: Column, reading: Reading, read: TableNames) -> bool:
    """Whether a number is that of the row, which is no person: the `nro_exp` of `expedientes`."""
    if reading.word.category != _NUMBER or read.of_persons or len(read.tokens) != 1:
        return False
    numbers = {Role.NUMBER, Role.CODE, Role.KEY}
    own = [token for token in read.names.tokens(read.plain(column)) if not read.names.speech.roles_of(token) & numbers]
    return len(own) == 1 and len(own[0]) >= _LONG and read.tokens[0].startswith(own[0])


def is_each_of_one(read: TableNames) -> bool:
    """Whether the column that points to a person is part of the rows' key, or is that one's own number and not the key of a row.

    The texts on pupils in their subjects (`login, group, period`), and the copies of old marks under a pupil's number.
    """
    if read.link is None:
        return False
    shared = len(read.table.primary_key) > 1 and read.link in read.table.primary_key
    return shared or any(column.name == read.link and _is_number_itself(reading, column) for column, reading in read.best)


def _is_number_itself(reading: Reading, column: Column) -> bool:
    """Whether a text is a number by which a person is known to authorities or a school, and no key."""
    told = reading.exact and reading.strength is Strength.STRONG and reading.word.category == _NUMBER
    return told and len(reading.word.tokens) == 1 and kind_of(column.type) == "text"


def is_called_after_persons(read: TableNames) -> bool:
    """Whether the table's name says persons and nothing else: `old_members`, and not `member_tags`."""
    return all(word.roles & _PLAIN for word in read.words)


def is_of(role: Role, read: TableNames) -> bool:
    """Whether the table is called after persons of a role, or the column that points to a person is: `marks.student_id`."""
    pointing = read.names.roles(read.link) if read.link is not None else ()
    keyed = any(role in read.names.speech.keys.get(column.name.lower(), ()) for column in read.table.columns)
    return keyed or any(role in word.roles for word in (*read.words, *pointing))


def is_of_animals(read: TableNames) -> bool:
    """Whether the rows are animals, or of one to which a column points: the visits of a `pet_id`."""
    if Role.PERSON not in read.head and any(Role.ANIMAL in word.roles for word in read.words):
        return True
    keyed = ({role for word in read.roles(column) for role in word.roles} for column in read.table.columns)
    return any({Role.ANIMAL, Role.KEY} <= roles for roles in keyed)


def _is_persons_key(column: Column, read: TableNames) -> bool:
    words = read.roles(column)
    roles = {role for word in words for role in word.roles}
    if Role.PERSON not in roles or roles & _NOT_ITS_PERSON:
        return False
    return (Role.KEY in roles and not _names_another(words, read)) or _is_persons_number(column, words, read)


def _is_persons_number(column: Column, words: tuple[Beside, ...], read: TableNames) -> bool:
    """Whether a column is the number of a person, or a whole number that is called after one: `emp_no`, `from_user`; not `guests`."""
    numbered = any(word.roles & {Role.NUMBER, Role.CODE} and Role.PERSON not in word.roles for word in words)
    if numbered and all(word.roles & {*_PLAIN, Role.NUMBER, Role.CODE} for word in words):
        return all(reading.word.category == _NUMBER for reading in read.readings(column)[:1])
    several = column.name.lower().endswith("s") or not column.type.lower().startswith(_WHOLE)
    return not several and read.of_doings and all(word.roles & _PLAIN and Role.COUNTER not in word.roles for word in words)


def _names_another(words: tuple[Beside, ...], read: TableNames) -> bool:
    """Whether an unknown word says what is meant: after that of a person where the last word does, as in `participant_listing_id`.

    Elsewhere between the key and the person: Czech `cislo_jednaci_odesilatele`, under which the sender keeps a letter.
    """
    at = max(index for index, word in enumerate(words) if Role.PERSON in word.roles)
    between = words[1:at] if Role.KEY in words[0].roles else ()
    beside = words[at + 1 :] if read.names.speech.languages[0] in HEAD_LAST else between
    return any(not word.roles and not word.category and word.text.isalpha() and len(word.text) > _LONG for word in beside)
