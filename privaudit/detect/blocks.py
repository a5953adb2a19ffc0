"""Columns that are parts of one thing and say so only together: of an address, a bank account, a card, a phone number."""

from __future__ import annotations

from privaudit.declared_type import kind_of, longest
from privaudit.detect.candidate import INDICATED, Candidate, Candidates
from privaudit.model.estate import Column
from privaudit.model.rules import Role, is_within
from privaudit.model.verdicts import EvidenceKind
from privaudit.names.naming import Reading
from privaudit.names.table_kind import Kind, TableContext

_ADDRESS = "user.contact.address"
_STREET = "user.contact.address.street"
_STATE = "user.contact.address.state"
"""Its word is that of a condition in most languages (state, estado, stato, etat): only beside an address it is a place."""
_ACCOUNT = "user.financial.bank_account"
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
    return category == _ACCOUNT and not reading.counts and (context.bank_parts >= _BLOCK or context.topic == _ACCOUNT)


def lacks_block(reading: Reading, context: TableContext) -> bool:
    """Whether a weak word means something else where it stands alone: `state` of an order, `expiration` of a token."""
    if reading.word.category == _CARD:
        return not in_block(reading, context)
    return reading.word.category == _STATE and context.address_parts < _ADDRESS_BLOCK


def is_part(category: str, context: TableContext) -> bool:
    """Whether a value may be shorter than one of its category is, being a part of it: `area_code`, `ddd`."""
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


def _is_near_address(column: Column, context: TableContext) -> bool:
    """Whether a part of an address stands beside the column, and not only elsewhere in the row: the number of a bill is none."""
    order = [other.name for other in context.names.table.columns]
    parts = [order.index(other.name) for other, reading in context.names.best if is_within(reading.word.category, _ADDRESS)]
    return any(abs(place - order.index(column.name)) <= _NEAR for place in parts)


def _is_called(category: str, context: TableContext) -> bool:
    said = context.names.reading
    return said is not None and said.word.category == category and not context.of_things
