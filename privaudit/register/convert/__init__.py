"""The validated file as the register of the model, each part with the line where it stands.

From the top, with the file as a whole here:

    lines       where a part stands
    parts       organisation, recipients, storage
    periods     clocks and conditions
    stores      stores
    wishes      marketing
"""

from __future__ import annotations

from datetime import date

from privaudit.model.register import (
    Accepted,
    AccessLog,
    Activity,
    Controller,
    Declared,
    Denial,
    Link,
    Publication,
    Register,
    Source,
    Where,
)
from privaudit.register.convert import parts, periods
from privaudit.register.convert.lines import Lines
from privaudit.register.convert.stores import store
from privaudit.register.convert.wishes import marketing
from privaudit.register.grammar import activities, file
from privaudit.register.values import column_glob, column_name
from privaudit.yaml_text.document import Document
from privaudit.yaml_text.problems import Loc

__all__ = ["Converter"]


class Converter:
    """Turns a validated file into the model; knows the lines."""

    def __init__(self, document: Document, shown: str) -> None:
        self._lines = Lines(document, shown)

    def register(self, entry: file.RegisterFile) -> Register:
        """The whole register."""
        lines = self._lines
        return Register(
            path=lines.shown,
            organisation=parts.organisation(entry.organisation, lines.place("organisation"), lines.place("organisation", "rights")),
            reviewed=parts.day(entry.reviewed),
            activities=tuple(self._activity(activity, ("activities", at)) for at, activity in enumerate(entry.activities)),
            denials=tuple(
                Denial(denial.category, tuple(denial.where), denial.text, lines.place("never_collected", at))
                for at, denial in enumerate(entry.never_collected)
            ),
            recipients=tuple(parts.recipient(one, lines.place("recipients", at)) for at, one in enumerate(entry.recipients)),
            links=tuple(Link(column_name(link.source), column_name(link.target), link.same) for link in entry.links),
            security=tuple(entry.security),
            version=entry.privaudit,
            stores=tuple(store(one, lines.place("stores", at)) for at, one in enumerate(entry.stores)),
            accepted=tuple(self._accepted(one, ("accepted", at)) for at, one in enumerate(entry.accepted)),
        )

    def _activity(self, entry: activities.Activity, loc: Loc) -> Activity:
        lines = self._lines
        return Activity(
            id=entry.id,
            title=entry.title,
            role=entry.role,
            purposes=tuple(entry.purposes),
            basis=tuple(entry.basis),
            subjects=tuple(entry.subjects),
            where=tuple(Where(tuple(where.tables), tuple(where.columns)) for where in entry.where),
            data=tuple(self._declared(data, (*loc, "data", at)) for at, data in enumerate(entry.data)),
            recipients=tuple(entry.recipients),
            storage=tuple(parts.storage(country) for country in entry.storage),
            clocks=tuple(periods.clock(clock, entry.id, lines, (*loc, "clocks", at)) for at, clock in enumerate(entry.clocks)),
            marketing=tuple(marketing(one, lines, (*loc, "marketing", at)) for at, one in enumerate(entry.marketing)),
            place=lines.place(*loc),
            source=tuple(_source(source) for source in entry.source),
            controllers=tuple(self._controller(one, (*loc, "controllers", at)) for at, one in enumerate(entry.controllers)),
            access=self._access(entry.access, (*loc, "access")),
            foreign_contacts=tuple(column_glob(glob) for glob in entry.foreign_contacts),
            publication=self._publication(entry.publication, (*loc, "publication")),
        )

    def _declared(self, entry: activities.DataEntry, loc: Loc) -> Declared:
        return Declared(entry.category, entry.mandatory, parts.columns(entry.columns), entry.reason, self._lines.place(*loc))

    def _controller(self, entry: activities.Controller, loc: Loc) -> Controller:
        return Controller(entry.id, entry.name, self._lines.place(*loc), parts.contact(entry.contact), parts.officer(entry.dpo))

    def _access(self, entry: activities.AccessLog | None, loc: Loc) -> AccessLog | None:
        return None if entry is None else AccessLog(column_name(entry.log), column_name(entry.approved), self._lines.place(*loc))

    def _publication(self, entry: activities.Publication | None, loc: Loc) -> Publication | None:
        if entry is None:
            return None
        withdrawn = parts.column(entry.withdrawn)
        return Publication(column_name(entry.published), column_name(entry.consent), self._lines.place(*loc), withdrawn)

    def _accepted(self, entry: file.Accepted, loc: Loc) -> Accepted:
        return Accepted(
            check=entry.check,
            reason=entry.reason,
            owner=entry.owner,
            until=date.fromisoformat(entry.until),
            place=self._lines.place(*loc),
            table=entry.table,
            column=entry.column,
            max_count=None if entry.max_count is None else int(entry.max_count),
        )


def _source(entry: str | activities.ThirdPartySource) -> Source:
    if isinstance(entry, str):
        return Source(entry)
    return Source("third_party", entry.third_party, periods.condition(entry.when))
