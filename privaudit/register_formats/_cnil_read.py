"""The sheets of a CNIL register as a register: what needs somebody's answer becomes a question."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from functools import cache, partial
from typing import Any

from privaudit.errors import PrivauditError, RegisterError, UsageError
from privaudit.model.estate import Place
from privaudit.model.register_format import Known, Read
from privaudit.register import parse
from privaudit.register.values import known_categories
from privaudit.register_formats._cnil_activity import Activity
from privaudit.register_formats._cnil_notes import Notes
from privaudit.register_formats._cnil_parties import Parties, Recipients
from privaudit.register_formats._cnil_sheets import Entry, Parts, one_line, parts_of
from privaudit.register_formats._cnil_words import vocabulary
from privaudit.register_formats._ids import Ids
from privaudit.register_formats._sheets import Cell, Sheet
from privaudit.words import fold
from privaudit.yaml_text.writing import block

Data = dict[str, Any]
_COUNTRY = "FR"
NAMELESS = "To be filled in"
_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)[/.-](\d\d?)[/.-](\d{4})")
_MOST_STRAYS = 40


def read(sheets: Sequence[Sheet], shown: str, known: Known) -> Read:
    """The register of the sheets, with questions where it cannot be sure.

    Raises UsageError for sheets that are no register of this kind, and RegisterError for a register that cannot be made of them.
    """
    parts = parts_of(sheets)
    entries = [entry for entry in parts.entries if entry.says_something]
    if not entries:
        says = "has the labels of a register, and no processing in it" if parts.labels else "has none of the labels of a CNIL register"
        hint = "A sheet has rows such as `Nom du traitement`, `Finalité principale` and `Destinataires`, or is a list with such columns."
        raise UsageError(f"{shown} {says}", hint)
    notes = Notes(shown)
    data = _Reader(parts, notes, known_categories(known.categories), known).register(entries)
    _unread(parts, notes)
    _strays(parts, notes)
    try:
        register = parse(block(data), shown, known.categories)
    except RegisterError as wrong:
        told = tuple(PrivauditError(f"as a register: {one.message}", one.hint, Place(shown)) for one in wrong.complaints)
        raise RegisterError(told) from None
    return Read(register, tuple(notes.lost), placed=False, questions=tuple(notes.questions))


def _unread(parts: Parts, notes: Notes) -> None:
    """What stands in forms that are of no processing."""
    for entry in (parts.above, *(one for one in parts.entries if not one.says_something)):
        of_all = entry is parts.above
        cells = [cell for label in entry.fields for cell in entry.all(label) if not (of_all and label == "controller")]
        rows = [line for part in entry.lines for line in entry.rows(part) if not (of_all and part == "actors")]
        for cell in (*cells, *(cell for line in rows for cell in line.cells.values())):
            notes.lose(cell, "is of no processing, and was not read")


def _strays(parts: Parts, notes: Notes) -> None:
    for name in parts.unknown:
        notes.lose_at(name or "the sheet", "has no label of a register, and was not read")
    for cell in parts.strays[:_MOST_STRAYS]:
        notes.lose(cell, "stands beside no label, and was not read")
    if len(parts.strays) > _MOST_STRAYS:
        notes.lose_at(parts.strays[_MOST_STRAYS].name, f"and {len(parts.strays) - _MOST_STRAYS - 1:,} cells after it stand beside no label")


class _Reader:
    def __init__(self, parts: Parts, notes: Notes, categories: Collection[str], known: Known) -> None:
        self._above = parts.above
        self._notes = notes
        self._categories = categories
        self._rules = cache(partial(known.words, "fr"))
        self._parties = Parties(notes)
        self._recipients = Recipients(notes)
        self._security: dict[str, None] = {}

    def register(self, entries: list[Entry]) -> Data:
        """The register as plain data."""
        self._parties.add(self._above, processor=False)
        ids = Ids()
        activities = [self._activity(entry, ids) for entry in self._together(entries)]
        reviewed = self._reviewed(entries)
        organisation = self._parties.data()
        if "name" not in organisation:
            self._notes.ask_at("organisation", "The controller, by its full name? (Art. 30(1)(a))")
        if "country" not in organisation:
            self._notes.ask_at("organisation", f"No country is said: is it {_COUNTRY}? Numbers and dates are read by it.")
        self._notes.ask_at("activities", "Which tables does each activity own? Write them under `where`: [{tables: [accounts]}]")
        return {
            "privaudit": 1,
            **({"reviewed": reviewed.isoformat()} if reviewed else {}),
            "organisation": {"name": NAMELESS, "country": _COUNTRY, **organisation},
            "recipients": self._recipients.data(),
            "security": list(self._security),
            "activities": activities,
        }

    def _together(self, entries: list[Entry]) -> list[Entry]:
        """The forms, and the rows of lists that are about none of them."""
        forms = [entry for entry in entries if not entry.listed]
        by_name = {_key(entry, label): entry for entry in reversed(forms) for label in ("name", "reference") if entry.first(label)}
        alone = []
        for row in (entry for entry in entries if entry.listed):
            form = by_name.get(_key(row, "reference")) or by_name.get(_key(row, "name"))
            if form is None:
                alone.append(row)
            else:
                self._join(form, row)
        return [*forms, *alone]

    def _join(self, form: Entry, row: Entry) -> None:
        """What a row of a list says beside the form of the same processing."""
        for label, cells in row.fields.items():
            own = {fold(one_line(cell)) for cell in form.all(label, *(("subpurpose",) if label == "purpose" else ()))}
            if label == "sensitive" or (label in {"recipients", "subjects", "data", "security", "transfers"} and form.lines.get(label)):
                continue
            for cell in cells:
                if not own and label not in {"name", "reference"}:
                    form.fields.setdefault(label, []).append(cell)
                elif fold(one_line(cell)) not in own and not vocabulary().empty(cell.text):
                    self._notes.lose(cell, "says something else than the sheet of the same processing, which is what was read")

    def _activity(self, entry: Entry, ids: Ids) -> Data:
        processor = any(vocabulary().roles.read(cell.text) == "processor" for cell in entry.all("role"))
        controllers = self._parties.add(entry, processor=processor)
        self._odd(entry)
        own = Activity(ids.give(entry.first("reference") or entry.first("name")), entry, self._notes, self._categories, self._rules)
        data = own.data(self._recipients, controllers, processor=processor)
        self._measures(entry)
        return data

    def _odd(self, entry: Entry) -> None:
        for cell in (cell for label in ("name", "reference") for cell in entry.all(label)[1:]):
            self._notes.lose(cell, "is a second one, and the first was read")
        for cell in entry.all("role"):
            if not vocabulary().roles.holds(cell.text):
                self._notes.lose(cell, "is neither `Sous-traitant` nor `Responsable du traitement`")

    def _measures(self, entry: Entry) -> None:
        for line in entry.rows("security"):
            kind, details = one_line(line.cells.get("type")), one_line(line.cells.get("details"))
            if fold(kind) == fold(vocabulary().own_measure) and details:
                kind = ""
            self._security[" : ".join(filter(None, (kind, details)))] = None
        for cell in entry.all("security"):
            self._security |= dict.fromkeys(filter(None, (" ".join(text.split()) for text in re.split(r"[\n;]", cell.text))))

    def _reviewed(self, entries: list[Entry]) -> date | None:
        """The oldest of the days on which the sheets were updated: since then somebody has gone through all of it."""
        found: dict[date, Cell] = {}
        for cell in (cell for entry in entries for cell in entry.all("updated")):
            day = _day(cell.text)
            if day is None:
                self._notes.lose(cell, "is no date")
            else:
                found.setdefault(day, cell)
        oldest = min(found, default=None)
        for day, cell in found.items():
            if day != oldest:
                self._notes.lose(cell, "is a day of its own, and a register has one for all its activities: the oldest")
        return oldest


def _key(entry: Entry, label: str) -> tuple[str, str]:
    return label, fold(entry.first(label)) or "\0"


def _day(text: str) -> date | None:
    match = _DAY.match(text.strip())
    if match is None:
        return None
    try:
        if match[1]:
            return date(int(match[1]), int(match[2]), int(match[3]))
        return date(int(match[6]), int(match[5]), int(match[4]))
    except ValueError:
        return None
