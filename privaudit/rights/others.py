"""Which cells of a person's rows are of somebody else (GDPR Art. 15(4), 20(4))."""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.contact_kinds import ContactKind
from privaudit.model.reasons import Because, Reason, because
from privaudit.model.rights import Row, Subject, SubjectRows, TableLink
from privaudit.model.rules import is_within_any
from privaudit.rights.identity import Asked, compatible, name_words
from privaudit.rights.reading import cells_of, keys_in

_TELLING = (
    "user.name",
    "user.contact.email",
    "user.contact.phone_number",
    "user.contact.fax_number",
    "user.account.username",
    "user.government_id",
    "user.demographic",
    "user.biometric",
    "user.job_title",
    "user.content.self_image",
    "user.content.signature",
)
"""Categories that say who somebody is: beside another person's name they are that person's."""


class Others:
    """Tells the cells of others from the person's own."""

    def __init__(self, asked: Asked, subject: Subject) -> None:
        self._asked = asked
        self._subject = subject

    def cells(self, found: SubjectRows, row: Row) -> dict[str, Because]:
        """The columns of a row whose cells are somebody else's, in lower case, each with the reason."""
        if found.is_person:
            return {}
        hidden: dict[str, Because] = {}
        for column in self._of_another_name(found, row):
            hidden.setdefault(column.lower(), because(Reason.OTHER_NAME))
        for column in self._addresses(found, row):
            hidden.setdefault(column.lower(), because(Reason.OTHER_ADDRESS))
        for link in self._asked.index.up(found.table):
            if self._asked.holds_persons(link.parent) and self._points_elsewhere(link, row):
                hidden.update({column.lower(): because(Reason.OTHER_PERSON) for column in link.child_columns})
        return hidden

    def _addresses(self, found: SubjectRows, row: Row) -> Iterator[str]:
        """The columns with e-mail addresses that the person is not known by."""
        for n, one in enumerate(self._asked.identities_of(found.table)):
            own = self._subject.known.get(one.identifier, frozenset())
            if one.kind is ContactKind.EMAIL and own and row.keys[n] and row.keys[n] not in own:
                yield one.column

    def _of_another_name(self, found: SubjectRows, row: Row) -> Iterator[str]:
        """The columns that say who somebody is, where the row bears a name that cannot be the person's."""
        name = name_words(cells_of(found.table, self._asked.names_of(found.table), row))
        if not name or not self._subject.names or any(compatible(name, own) for own in self._subject.names):
            return
        mine = {
            one.column.lower() for n, one in enumerate(self._asked.identities_of(found.table)) if self._is_own(one.identifier, row.keys[n])
        }
        for verdict in self._asked.inventory.of(found.table):
            category = verdict.category
            told = category is not None and is_within_any(category, _TELLING)
            if told and verdict.verdict.personal and verdict.column.name.lower() not in mine:
                yield verdict.column.name

    def _is_own(self, identifier: str, key: str | None) -> bool:
        return key is not None and key in self._subject.known.get(identifier, frozenset())

    def _points_elsewhere(self, link: TableLink, row: Row) -> bool:
        targets = keys_in(link.child, link.child_columns, [row])
        own = self._subject.of(link.parent)
        return bool(targets) and not targets & keys_in(link.parent, link.parent_columns, () if own is None else own.rows)
