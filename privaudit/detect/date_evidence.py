"""What a date is of: until when a person's passport is good, or when any contract began."""

from __future__ import annotations

from privaudit.declared_type import kind_of
from privaudit.model.estate import Column
from privaudit.model.rules import Role
from privaudit.names.naming import Reading
from privaudit.names.table_kind import Kind, TableContext

_OF_WORK = ("user.workplace", "user.account", "user.payment")
"""Categories whose dates are also those of contracts, journeys and orders."""
_PAPERS = "user.government_id"
"""Categories of documents that end one day."""


def is_any_date(reading: Reading, column: Column, context: TableContext) -> bool:
    """Whether a date says nothing of a person's work, for want of a person: others have dates of entry, of leaving, of contracts."""
    dated = kind_of(column.type) == "date" or any(Role.DATE in word.roles for word in context.names.roles(column))
    return dated and reading.word.category.startswith(_OF_WORK) and context.kind is not Kind.PERSON and not reading.of_person


def is_of_a_paper(category: str, column: Column, context: TableContext) -> bool:
    """Whether a date is that of the passport or the licence of a person: until when it is good, when it was issued."""
    ends = any(Role.EXPIRY in word.roles for word in context.names.roles(column))
    theirs = context.kind is Kind.PERSON or context.names.of_known_person
    return ends and theirs and kind_of(column.type) == "date" and category.startswith(_PAPERS)
