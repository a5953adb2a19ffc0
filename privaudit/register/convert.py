"""The validated file as the register of the model, each part with the line where it stands."""

from __future__ import annotations

from datetime import date

from privaudit.model.estate import Place
from privaudit.model.register import (
    Activity,
    Choice,
    Clock,
    Contact,
    Declared,
    Denial,
    Event,
    Link,
    Marketing,
    Officer,
    OptOut,
    Organisation,
    Party,
    Recipient,
    Register,
    Right,
    Rights,
    Start,
    Where,
)
from privaudit.register import grammar
from privaudit.register.periods import period
from privaudit.register.values import column_name, folded_value
from privaudit.yaml_text.document import Document
from privaudit.yaml_text.problems import Loc

YES = ("true", "t", "1", "yes", "y", "oui", "o", "on", "vrai")
"""What a flag holds where it is set, unless `means` says otherwise."""


class Converter:
    """Turns a validated file into the model; knows the lines."""

    def __init__(self, document: Document, shown: str) -> None:
        self._document = document
        self._shown = shown

    def register(self, file: grammar.RegisterFile) -> Register:
        """The whole register."""
        return Register(
            path=self._shown,
            organisation=_organisation(file.organisation),
            reviewed=None if file.reviewed is None else date.fromisoformat(file.reviewed),
            activities=tuple(self._activity(entry, ("activities", at)) for at, entry in enumerate(file.activities)),
            denials=tuple(
                Denial(entry.category, tuple(entry.where), entry.text, self._place("never_collected", at))
                for at, entry in enumerate(file.never_collected)
            ),
            recipients=tuple(
                Recipient(entry.id, entry.name, entry.role, entry.country, entry.purpose, self._place("recipients", at))
                for at, entry in enumerate(file.recipients)
            ),
            links=tuple(Link(column_name(entry.source), column_name(entry.target)) for entry in file.links),
            security=tuple(file.security),
            version=file.privaudit,
        )

    def _place(self, *loc: str | int) -> Place:
        return Place(self._shown, self._document.line(loc))

    def _activity(self, entry: grammar.Activity, loc: Loc) -> Activity:
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
            storage=tuple(entry.storage),
            clocks=tuple(self._clock(clock, (*loc, "clocks", at)) for at, clock in enumerate(entry.clocks)),
            marketing=tuple(self._marketing(marketing, (*loc, "marketing", at)) for at, marketing in enumerate(entry.marketing)),
            place=self._place(*loc),
            source=tuple(entry.source),
        )

    def _declared(self, entry: grammar.DataEntry, loc: Loc) -> Declared:
        columns = tuple(column_name(column) for column in entry.columns)
        return Declared(entry.category, entry.mandatory, columns, entry.reason, self._place(*loc))

    def _clock(self, entry: grammar.Clock, loc: Loc) -> Clock:
        choice, starts = _starts(entry.start)
        return Clock(
            id=entry.id,
            starts=starts,
            choice=choice,
            max=period(entry.max),
            tables=None if entry.tables is None else tuple(entry.tables),
            place=self._place(*loc),
            then=entry.then,
        )

    def _marketing(self, entry: grammar.Marketing, loc: Loc) -> Marketing:
        return Marketing(
            channel=entry.channel,
            contacts=tuple(column_name(contact) for contact in entry.contacts),
            opt_out=tuple(self._opt_out(opt_out, (*loc, "opt_out", at)) for at, opt_out in enumerate(entry.opt_out)),
            place=self._place(*loc),
        )

    def _opt_out(self, entry: grammar.OptOut, loc: Loc) -> OptOut:
        means = YES if entry.means is None else tuple(folded_value(value) for value in entry.means)
        return OptOut(
            flag=None if entry.flag is None else column_name(entry.flag),
            means=() if entry.flag is None else means,
            date=None if entry.date is None else column_name(entry.date),
            list=None if entry.list_ is None else column_name(entry.list_),
            of=None if entry.of is None else column_name(entry.of),
            place=self._place(*loc),
        )


def _organisation(entry: grammar.Organisation) -> Organisation:
    return Organisation(
        name=entry.name,
        country=entry.country,
        representative=None if entry.representative is None else _party(entry.representative),
        joint_controllers=tuple(_party(party) for party in entry.joint_controllers),
        contact=_contact(entry.contact),
        dpo=None if entry.dpo is None else Officer(entry.dpo.name, entry.dpo.email),
        rights=None if entry.rights is None else Rights(entry.rights.contact, tuple(Right(word) for word in entry.rights.offered)),
    )


def _party(entry: grammar.Party) -> Party:
    return Party(entry.name, _contact(entry.contact))


def _contact(entry: grammar.Contact | None) -> Contact | None:
    return None if entry is None else Contact(entry.email, entry.address)


def _starts(entry: grammar.Start) -> tuple[Choice, tuple[Start, ...]]:
    """The start events and which of them counts; a single one is the latest of itself."""
    if entry.event is not None and entry.column is not None:
        return Choice.LATEST, (Start(Event(entry.event), column_name(entry.column)),)
    choice = Choice.EARLIEST if entry.earliest is not None else Choice.LATEST
    return choice, tuple(Start(Event(start.event), column_name(start.column)) for start in entry.earliest or entry.latest or ())
