"""What it says of a column that it is a key: it points to a row, and tells something of a person only where that is a word in a list."""

from __future__ import annotations

from privaudit.declared_type import is_whole, kind_of
from privaudit.detect.candidate import INDICATED, Candidate, Candidates
from privaudit.model.estate import Column
from privaudit.model.rules import Role, Strength, Tokens, is_within, is_within_any
from privaudit.model.verdicts import EvidenceKind
from privaudit.names import file_keys, listed_keys, whose
from privaudit.names.naming import Reading
from privaudit.names.table_kind import Kind, TableContext

_CHOSEN = (
    "user.demographic.gender",
    "user.demographic.marital_status",
    "user.demographic.nationality",
    "user.demographic.philosophical_belief",
    "user.demographic.political_opinion",
    "user.demographic.race_ethnicity",
    "user.demographic.religious_belief",
    "user.demographic.sexual_orientation",
    "user.demographic.trade_union_membership",
    "user.health_and_medical.disability",
)
"""Categories of which a person's row often has the key of an entry in a short list."""
_OF_ANY_ROW = ("user.demographic.gender", "user.demographic.marital_status")
"""... of which the weak words are those of any row: `title_id`, `status_id`."""
_LISTED = (*_CHOSEN, "user.criminal_history", "user.health_and_medical")
"""Categories whose values may be entries of a closed list."""
_BRANCH = 3
_GIVEN = (
    "user.unique_id",
    "user.government_id",
    "user.health_and_medical.record_id",
    "user.health_and_medical.insurance_beneficiary_id",
)
"""Categories that are numbers by which a person is known, so that they may be keys."""
_ADDRESSES = "user.device.ip_address"
"""... and those of machines, which are kept as whole numbers and are the keys of their own rows: the visits of an address."""
_KNOWN_BY = (
    "user.account",
    "user.authorization",
    "user.device",
    "user.government_id",
    "user.health_and_medical.record_id",
    "user.unique_id",
)
"""... and that are said of the row itself."""

_NUMBER = "user.unique_id"
_STREET = "user.contact.address.street"
_DEVICE = "user.device"

WEIGHT = -0.5
"""What a key adds to the score of a category that it says nothing of."""
OF_A_LIST = 0.55
"""... and to that of the list whose entry it is, in a row of a person."""


def hear_key(candidate: Candidate, column: Column, context: TableContext) -> None:
    """A number that is a key points to a row: it says nothing else, unless it is given to persons."""
    numeric = kind_of(column.type) == "number"
    if _is_own_key(column, context) and not (is_within_any(candidate.category, _KNOWN_BY) and not _counts_rows(column, candidate, context)):
        candidate.add(EvidenceKind.NAME, WEIGHT, "it is the key of the table's own rows")
    elif _is_own_number(candidate, column, context):
        candidate.add(EvidenceKind.NAME, WEIGHT, "it is the number of the table's own rows")
    elif numeric and column.name in context.names.pointing and not tells_by_key(column, candidate.category, context):
        candidate.add(EvidenceKind.TYPE, WEIGHT, "the number is a key: it points to a row")
    elif is_whole(column.type) and is_within(candidate.category, _DEVICE) and _is_a_key(candidate.phrase, context):
        candidate.add(EvidenceKind.TYPE, WEIGHT, "the whole number is the key of a device or a program that is listed elsewhere")


def hear_entry(candidate: Candidate, reading: Reading, column: Column, context: TableContext) -> None:
    """A whole number may be the key of a file, Spanish `documento_id`, or the code of a street, French `code_voie`: it says neither."""
    speech = context.names.names.speech
    coded = is_within(candidate.category, _STREET) and any(Role.CODE in speech.roles_of(token) for token in reading.word.tokens)
    if (coded and kind_of(column.type) == "number") or file_keys.is_key_of_file(reading, column, speech):
        candidate.add(EvidenceKind.TYPE, WEIGHT, "the number is that of a file or a street that is listed elsewhere")


def hear_listed(candidates: Candidates, column: Column, context: TableContext) -> None:
    """Hears the key of an entry in a list of illnesses, in a row of a person: `icd_id1` of a claim."""
    belongs = context.kind is Kind.PERSON or context.linked is not None or context.names.of_patient
    told = any(one.score >= INDICATED for one in candidates.values())
    category = context.names.names.speech.listed.get(listed_keys.plain(column.name))
    if category is None or not belongs or told or context.of_things or context.names.of_animals:
        return
    if column.name not in context.names.table.primary_key:
        candidate = candidates.setdefault(category, Candidate(category))
        candidate.add(EvidenceKind.CONTEXT, candidate.lacks(OF_A_LIST), "it is the key of an entry in a list of such")


def is_chosen(reading: Reading, context: TableContext) -> bool:
    """Whether the key of a list's entry tells what a person is: `marital_status_id`, in a person's row."""
    persons = context.kind is Kind.PERSON or (context.linked is not None and not context.of_things)
    clear = context.kind is Kind.PERSON and not is_within_any(reading.word.category, _OF_ANY_ROW)
    said = reading.strength is Strength.STRONG or clear
    return persons and said and is_within_any(reading.word.category, _CHOSEN)


def tells_by_key(column: Column, category: str, context: TableContext) -> bool:
    """Whether a number tells something though it is a key: it is given to persons, or stands for an entry of a list (`race_id`)."""
    own = all(column.name not in key.columns for key in context.names.table.foreign_keys)
    if own and category == _ADDRESSES:
        return True
    lists = [context.names.label_of(key.target.table) for key in context.names.table.foreign_keys if key.columns == (column.name,)]
    named = [column.name] if column.name in context.names.pointing and not lists and is_within_any(category, _CHOSEN) else []
    told = [
        reading.word.category
        for label in (*lists, *named)
        for reading in context.names.names.readings(label)
        if not _of_person(label, context)
    ]
    listed = is_within_any(category, _LISTED) and any(is_within(one, _branch(category)) for one in told)
    return listed or is_within_any(category, _GIVEN)


def _is_own_key(column: Column, context: TableContext) -> bool:
    """Whether a name is that of the table and of a key, and nothing else: `prescriptions.prescription_id`.

    The code of what a patient has is none.
    """
    own = context.names.names.tokens(column.name)
    rest, label = _without_keys(own, context), _without_keys(context.names.tokens, context)
    coded = context.names.of_patient and kind_of(column.type) == "text" and column.name not in context.names.pointing
    code = coded and any(Role.CODE in word.roles for word in context.names.roles(column))
    return len(rest) < len(own) and bool(rest) and "".join(rest) == "".join(label) and not code


def _is_own_number(candidate: Candidate, column: Column, context: TableContext) -> bool:
    """Whether a number by which persons may be known is here that of the row, which is none: the `nro_exp` of `expedientes`."""
    if candidate.category != _NUMBER:
        return False
    said = (reading for reading in context.names.readings(column) if reading.word.category == candidate.category)
    return context.kind is not Kind.PERSON and any(whose.is_own_number(column, reading, context.names) for reading in said)


def _without_keys(tokens: Tokens, context: TableContext) -> Tokens:
    """The words of a name that are not those of a key."""
    return tuple(token for token in tokens if Role.KEY not in context.names.names.speech.roles_of(token))


def _counts_rows(column: Column, candidate: Candidate, context: TableContext) -> bool:
    """Whether a whole number is the table's declared key and only counts its rows, which are not persons: `member_tags.member_tag_id`."""
    numbered = kind_of(column.type) == "number" and context.names.table.primary_key == (column.name,)
    return numbered and candidate.category == _NUMBER and not whose.is_called_after_persons(context.names)


def _is_a_key(phrase: Tokens, context: TableContext) -> bool:
    speech = context.names.names.speech
    return any(Role.KEY in speech.roles_of(token) for token in phrase)


def _of_person(name: str, context: TableContext) -> bool:
    return any(Role.PERSON in word.roles for word in context.names.names.roles(name))


def _branch(category: str) -> str:
    return ".".join(category.split(".")[:_BRANCH])
