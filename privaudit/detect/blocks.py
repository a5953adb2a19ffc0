"""Columns that are parts of one thing and say so only together: of an address, a bank account, a card, a phone number."""

from __future__ import annotations

from privaudit.declared_type import kind_of, longest
from privaudit.detect.candidate import INDICATED, Candidate, Candidates
from privaudit.model.estate import Column
from privaudit.model.rules import Role, Strength, is_within, is_within_any
from privaudit.model.verdicts import EvidenceKind
from privaudit.names.naming import Beside, Reading
from privaudit.names.table_kind import Kind, TableContext

_CONTACT = "user.contact"
_NAME = "user.name"
_ADDRESS = "user.contact.address"
_STREET = "user.contact.address.street"
_STATE = "user.contact.address.state"
"""Its word is that of a condition in most languages (state, estado, stato, etat): only beside an address it is a place."""
_ACCOUNT = "user.financial.bank_account"
_PAPERS = "user.government_id"
_CARD = "user.financial.credit_card"
_PHONE = "user.contact.phone_number"
_ADDRESS_BLOCK = 3
"""Parts of a postal address that make it somebody's."""
_HOUSE_BLOCK = 2
"""... and those beside which a bare number in a row of a person is that of the house."""
_NEAR = 2
"""Columns between which a number is of the same address: `street, floor, number`."""
_BLOCK = 2
"""Parts of an account, of a card, or of a phone number, that make one."""
_REACHED = 3
"""Columns that say where a thing is or how it is reached, from which it is a place with people of its own."""
_LIVED_IN = (_ADDRESS, "user.contact.organization", "user.workplace", "user.education", "user.job_title")
"""Categories whose words are of where persons live, work and learn, though they are words of things too."""
_OF_SOMEBODY = (
    _NAME,
    "user.contact.email",
    _PHONE,
    "user.demographic",
    "user.government_id",
    "user.account",
    "user.authorization",
    _ACCOUNT,
)
"""Categories of a column that says whose row it is, or how to reach that one."""
_ANY_ACCOUNT = "user.account"
_HOUSE = "user.contact.organization"
_A_CODE = 10
"""Characters for which no name of an organisation has room."""
_A_NUMBER = 20
"""Characters of a house number, at most."""

WEIGHT = 0.6
"""What the block adds to the score of a number that stands in it."""


def in_block(reading: Reading, context: TableContext) -> bool:
    """Whether a weak word stands among other parts of the same thing: `bank` beside `branch` and `account`."""
    category = reading.word.category
    if is_within(category, _ADDRESS):
        return context.address_parts >= _ADDRESS_BLOCK
    if category == _CARD:
        return context.card_parts >= _BLOCK or _is_called(_CARD, context)
    if category == _PHONE:
        return context.topic == _PHONE and context.linked is not None
    return category == _ACCOUNT and not reading.counts and (context.bank_parts >= _BLOCK or context.topic == _ACCOUNT)


def lacks_block(reading: Reading, context: TableContext) -> bool:
    """Whether a weak word means something else where it stands alone: `state` of an order, `expiration` of a token."""
    if reading.word.category == _CARD:
        return not in_block(reading, context)
    if reading.word.category == _ACCOUNT:
        return _is_of_things(reading, context) and not in_block(reading, context)
    return reading.word.category == _STATE and context.address_parts < _ADDRESS_BLOCK


def _is_of_things(reading: Reading, context: TableContext) -> bool:
    """Whether each word is one for things too: a `branch` is also that of a shop or of a library."""
    speech = context.names.names.speech
    return all(Role.THING in speech.roles_of(token) for token in reading.word.tokens)


def is_part(category: str, column: Column, context: TableContext) -> bool:
    """Whether a value may be shorter than one of its category is, being a part of it: `area_code`, `ddd`, `cle_rib`, `passport_series`."""
    if category == _ACCOUNT:
        return context.bank_parts >= _BLOCK and kind_of(column.type) == "text"
    if is_within(category, _PAPERS):
        return sum(reading.word.category == category for _, reading in context.names.best) >= _BLOCK
    return category == _PHONE and (context.phone_parts >= _BLOCK or _is_called(_PHONE, context))


def hear_house_number(candidates: Candidates, column: Column, context: TableContext) -> None:
    """Hears a bare number among the parts of an address, which is that of the house: `street, number, city`."""
    words = context.names.roles(column)
    bare = bool(words) and all(Role.NUMBER in word.roles for word in words)
    told = max((one.score for one in candidates.values()), default=0.0) >= INDICATED
    least = _HOUSE_BLOCK if context.kind is Kind.PERSON else _ADDRESS_BLOCK
    if not bare or told or context.address_parts < least or context.of_things or column.name in context.names.pointing:
        return
    if not _is_near_address(column, context):
        return
    length = longest(column.type)
    if kind_of(column.type) in {"text", "number", ""} and (length is None or length <= _A_NUMBER):
        candidate = candidates.setdefault(_STREET, Candidate(_STREET))
        candidate.add(EvidenceKind.CONTEXT, candidate.lacks(WEIGHT), "it is a number among the parts of an address")


def hear_account(candidates: Candidates, column: Column, context: TableContext) -> None:
    """Hears a bare account, or the short code of a house, among the parts of a bank account: `etablissement, guichet, compte, cle`."""
    reading = next(iter(context.names.readings(column)), None)
    if reading is None or not reading.exact or context.bank_parts < _BLOCK or reading.word.category not in candidates:
        return
    short = kind_of(column.type) == "text" and (longest(column.type) or _A_NUMBER) < _A_CODE
    bare = len(reading.word.tokens) == 1 and kind_of(column.type) in {"text", "number", ""}
    if bare and (reading.word.category == _ANY_ACCOUNT or (reading.word.category == _HOUSE and short)):
        del candidates[reading.word.category]
        candidate = candidates.setdefault(_ACCOUNT, Candidate(_ACCOUNT))
        candidate.add(EvidenceKind.CONTEXT, candidate.lacks(WEIGHT), "it is one of the parts of a bank account")


def is_of_a_place(beside: Beside, context: TableContext) -> bool:
    """Whether a row says by several columns how to reach a thing, and names nobody there: the street and the phone of a court.

    Not of a thing that belongs to a person or is where one lives, works or learns.
    """
    if not beside.roles & {Role.THING} or Role.QUALIFIER in beside.roles or is_within_any(beside.category or "", _LIVED_IN):
        return False
    told = [reading.word.category for _, reading in context.names.best if beside.text in reading.rest]
    return sum(is_within(one, _CONTACT) for one in told) >= _REACHED and not any(is_within(one, _NAME) for one in told)


def is_where_nobody_lives(reading: Reading, context: TableContext) -> bool:
    """Whether a bare part of an address (`street`) tells where a thing is: its row is of nobody and names nobody, as that of a hydrant.

    Not where it is a whole address or is that of a delivery, nor where the table is called after such, to which persons may point.
    """
    bare = len(reading.word.tokens) == 1 and not reading.left and is_within(reading.word.category, _ADDRESS)
    if not bare or context.address_parts >= _ADDRESS_BLOCK:
        return False
    if context.linked is not None or context.kind not in {Kind.UNKNOWN, Kind.LOG} or context.names.of_persons:
        return False
    told = context.names.reading
    reached = told is not None and is_within(told.word.category, _CONTACT)
    return not reached and not any(_tells_somebody(one, context) for _, one in context.names.best)


def _tells_somebody(reading: Reading, context: TableContext) -> bool:
    """Whether a column says who it is, or how to reach somebody; a bare name may be that of a thing, save in a record of doings."""
    if reading.of_person or (is_within(reading.word.category, _NAME) and context.kind is Kind.LOG):
        return True
    return is_within_any(reading.word.category, _OF_SOMEBODY) and reading.strength is Strength.STRONG


def _is_near_address(column: Column, context: TableContext) -> bool:
    """Whether a part of an address stands beside the column, and not only elsewhere in the row: the number of a bill is none."""
    order = [other.name for other in context.names.table.columns]
    parts = [order.index(other.name) for other, reading in context.names.best if is_within(reading.word.category, _ADDRESS)]
    return any(abs(place - order.index(column.name)) <= _NEAR for place in parts)


def _is_called(category: str, context: TableContext) -> bool:
    said = context.names.reading
    return said is not None and said.word.category == category and not context.of_things
