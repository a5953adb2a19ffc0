"""Whose register it is, and who receives data of it, as sheets say it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from privaudit.register.countries import COUNTRIES
from privaudit.register_formats._cnil_notes import NO_PLACE, Notes
from privaudit.register_formats._cnil_sheets import Entry, Line, one_line
from privaudit.register_formats._cnil_words import pieces, vocabulary
from privaudit.register_formats._ids import Ids
from privaudit.register_formats._sheets import Cell
from privaudit.words import fold

Data = dict[str, Any]
UNKNOWN_ROLE = "third_party"
_MAILBOX = re.compile(r"[^@\s]+@[^@\s]+")


def country(cell: Cell) -> str:
    """The country that a cell names, by its French name or its code; empty for none."""
    text = cell.text.strip()
    return text if text in COUNTRIES else vocabulary().countries.read(text) or ""


class Parties:
    """The organisation, and those around it."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self.organisation: Data = {}
        self._joint: dict[str, Data] = {}

    def add(self, entry: Entry, *, processor: bool) -> list[Data]:
        """Takes in the actors of a processing; gives the controllers on whose behalf a processor acts."""
        clients: list[Data] = []
        for cell in entry.all("controller"):
            self._own({"name": one_line(cell)}, cell)
        ids = Ids()
        for line in entry.rows("actors"):
            label = line.label.text.rstrip("0123456789")
            actor = vocabulary().actors.read(label) or vocabulary().actors.begins(label)
            if actor == "client" or (actor == "controller" and processor):
                party = self._party(line)
                clients.append({"id": ids.give(str(party.get("name", "client"))), **party} if party else {})
            elif actor is None:
                self._lose_all(line, "stands in a row that no label of an actor explains")
            else:
                self._actor(actor, line)
        return [client for client in clients if client.get("name")]

    def data(self) -> Data:
        """The organisation as plain data."""
        return {**self.organisation, **({"joint_controllers": list(self._joint.values())} if self._joint else {})}

    def _actor(self, actor: str, line: Line) -> None:
        if actor in {"controller", "processor"}:
            party = self._party(line, with_country=True)
            self._own(party, line.cells.get("name", line.label))
        elif actor == "dpo":
            self._dpo(line)
        elif actor == "dpo_company":
            self._lose_all(line, NO_PLACE)
        else:
            party = self._party(line)
            if not party.get("name"):
                self._lose_all(line, "is of somebody without a name")
            elif actor == "joint":
                self._joint.setdefault(str(party["name"]), party)
            else:
                self._same("representative", party, line.cells["name"])

    def _own(self, party: Data, cell: Cell) -> None:
        name = party.get("name")
        if name and fold(str(self.organisation.setdefault("name", name))) != fold(str(name)):
            self._notes.lose(cell, "names another organisation than the first one, and a register is of one")
            return
        for key in ("country", "contact"):
            if key in party and self.organisation.setdefault(key, party[key]) != party[key]:
                self._notes.lose(cell, f"has another {key} beside it than the first one, and a register has one")

    def _dpo(self, line: Line) -> None:
        officer = {"name": one_line(line.cells.get("name")), "email": self._mailbox(line)}
        self._lose(line, ("address", "postcode", "city", "country", "phone"))
        if found := {key: text for key, text in officer.items() if text}:
            self._same("dpo", found, line.label)

    def _same(self, key: str, found: Data, cell: Cell) -> None:
        if self.organisation.setdefault(key, found) != found:
            self._notes.lose(cell, "is another one than the first, and a register has one")

    def _party(self, line: Line, *, with_country: bool = False) -> Data:
        found: Data = {"name": name} if (name := one_line(line.cells.get("name"))) else {}
        town = " ".join(filter(None, (one_line(line.cells.get("postcode")), one_line(line.cells.get("city")))))
        address = ", ".join(filter(None, (one_line(line.cells.get("address")), town)))
        contact = {key: text for key, text in (("email", self._mailbox(line)), ("address", address)) if text}
        if with_country and (cell := line.cells.get("country")) is not None:
            if code := country(cell):
                found["country"] = code
            else:
                self._notes.ask("organisation", cell, "which country is it? Two letters of ISO 3166", "is no country that is known")
        elif not with_country:
            self._lose(line, ("country",))
        self._lose(line, ("phone",))
        return {**found, **({"contact": contact} if contact else {})}

    def _mailbox(self, line: Line) -> str:
        cell = line.cells.get("email")
        mailbox = "" if cell is None else cell.text.strip()
        if cell is not None and not _MAILBOX.fullmatch(mailbox):
            self._notes.lose(cell, "is no mailbox")
            return ""
        return mailbox

    def _lose(self, line: Line, columns: Iterable[str]) -> None:
        for column in columns:
            if column in line.cells:
                self._notes.lose(line.cells[column], NO_PLACE)

    def _lose_all(self, line: Line, why: str) -> None:
        for cell in line.cells.values():
            self._notes.lose(cell, why)


class Recipients:
    """All recipients, each once."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._ids = Ids()
        self._found: dict[str, Data] = {}
        """By their number in the sheets, or by their names."""

    def data(self) -> list[Data]:
        """The recipients as plain data."""
        order = ("id", "name", "role", "country", "purpose", "safeguard")
        return [{key: one[key] for key in order if key in one} for one in self._found.values()]

    def of(self, entry: Entry) -> list[str]:
        """The ids of those of a processing."""
        found: list[str] = [self._of_line(line) for line in entry.rows("recipients")]
        for label, role in (("recipients", ""), ("processors", "processor")):
            for cell in entry.all(label):
                found += [self._of_text(cell, text, role) for text in pieces(cell.text)]
        found += [name for line in entry.rows("transfers") if (name := self._transfer(line))]
        for cell in entry.all("transfers"):
            self._notes.ask(
                "recipients", cell, "who receives it, in which country, and on what does the transfer rest? (Art. 44 to 49)", "is text"
            )
        return list(dict.fromkeys(found))

    def safeguard(self, line: Line) -> Data:
        """On what a transfer rests."""
        cell = line.cells.get("guarantee")
        document = line.cells.get("document")
        kind, certified = _guarantee(cell.text) if cell is not None else ("", None)
        if cell is not None and not kind:
            hint = "which safeguard is it? safeguard: {kind: A46-2-c, reference: ...} (Art. 45 to 49)"
            self._notes.ask("recipients", cell, hint, "is no safeguard that a register knows")
        if not kind:
            if document is not None:
                self._notes.lose(document, "documents a safeguard that is not named")
            return {}
        reference = {"reference": one_line(document)} if document is not None else {}
        return {"kind": kind, **reference, **({} if certified is None else {"certified": certified})}

    def _of_line(self, line: Line) -> str:
        kind, details, number = line.cells.get("type"), line.cells.get("details"), line.cells.get("reference")
        named = details or line.cells.get("name") or kind or line.cells.get("country") or line.label
        role = vocabulary().recipients.read(kind.text) or vocabulary().recipients.begins(kind.text) if kind is not None else None
        own = self._recipient(named, one_line(named), number)
        self._role(own, role or "", kind or named)
        if "purpose" in line.cells:
            own.setdefault("purpose", one_line(line.cells["purpose"]))
        self._country(own, line)
        return str(own["id"])

    def _of_text(self, cell: Cell, text: str, role: str) -> str:
        own = self._recipient(cell, text, None)
        self._role(own, role or vocabulary().recipients.begins(text) or "", cell)
        return str(own["id"])

    def _transfer(self, line: Line) -> str:
        named = line.cells.get("name") or line.label
        own = self._recipient(named, one_line(named), line.cells.get("reference"))
        if "role" not in own:
            self._role(own, "", named)
        self._country(own, line)
        if safeguard := self.safeguard(line):
            own.setdefault("safeguard", safeguard)
        return str(own["id"])

    def _recipient(self, cell: Cell, name: str, number: Cell | None) -> Data:
        reference = one_line(number)
        key = f"#{reference}" if reference else fold(name)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = {"id": self._ids.give(reference or name), "name": name}
        elif fold(str(found["name"])) != fold(name):
            self._notes.lose(cell, f"is another name for {reference}")
        return found

    def _role(self, own: Data, role: str, cell: Cell) -> None:
        if role:
            own.setdefault("role", role)
        elif "role" not in own:
            own["role"] = UNKNOWN_ROLE
            asked = f"what is {own['id']} to you: a department, a processor, an authority ...? {UNKNOWN_ROLE} stands for it"
            self._notes.ask("recipients", cell, asked, f"does not say what it is: {UNKNOWN_ROLE} stands for it")

    def _country(self, own: Data, line: Line) -> None:
        cell = line.cells.get("country")
        if cell is None:
            return
        code = country(cell)
        if not code:
            self._notes.ask("recipients", cell, f"which country is it, for {own['id']}? country: IE", "is no country that is known")
        elif own.setdefault("country", code) != code:
            self._notes.lose(cell, "is another country than the first one, and a recipient has one")


def _guarantee(text: str) -> tuple[str, bool | None]:
    """The safeguard that a text names, and whether the recipient is said to be certified."""
    known = vocabulary()
    for word, label in known.certified.labels.items():
        begin, bracket, end = text.rstrip().removesuffix(")").rpartition("(")
        if bracket and known.certified.read(end) == word and label:
            return known.safeguards.read(begin) or "", word == "yes"
    return known.safeguards.read(text) or "", None
