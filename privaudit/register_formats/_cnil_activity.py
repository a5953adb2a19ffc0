"""One processing of the sheets as an activity of a register."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from privaudit.model.rules import Tokens, Word
from privaudit.register.vocabulary import BASES, basis_of_words
from privaudit.register_formats import _cnil_durations as durations
from privaudit.register_formats._cnil_notes import NO_PLACE, Notes
from privaudit.register_formats._cnil_parties import Recipients, country
from privaudit.register_formats._cnil_sheets import Entry, Line
from privaudit.register_formats._cnil_words import DataRow, Phrases, cut, pieces, vocabulary
from privaudit.register_formats._sheets import Cell

Data = dict[str, Any]
Words = Callable[[], Mapping[Tokens, Word]]
"""The French phrases of the rules, loaded when they are needed."""
_ARTICLE = re.compile(r"\b([69])[\s.(-]*([12])[\s.)(-]*([a-j])\b", re.IGNORECASE)


class Activity:
    """An activity that is put together from an entry."""

    def __init__(self, own: str, entry: Entry, notes: Notes, categories: Collection[str], words: Words) -> None:
        self.id = own
        self._entry = entry
        self._notes = notes
        self._categories = categories
        self._rules = words
        self._about = f"activities[{own}]"
        self._kept: list[durations.Kept] = []

    def data(self, recipients: Recipients, controllers: list[Data], *, processor: bool) -> Data:
        """The activity as plain data; what it says of others goes to them."""
        title = self._entry.first("name")
        data: Data = {"id": self.id}
        data |= {"title": title} if title and title != self.id else {}
        data |= {"role": "processor"} if processor else {}
        data |= {"controllers": controllers} if controllers else {}
        data |= {"purposes": self._purposes(), "basis": self._bases(), "subjects": self._subjects()}
        data |= {"source": source} if (source := self._sources()) else {}
        data |= {"where": [], "data": [{"category": category} for category in self._held()]}
        data |= {"recipients": names} if (names := recipients.of(self._entry)) else {}
        data |= {"storage": storage} if (storage := self._storage(recipients)) else {}
        self._clocks()
        for cell in self._entry.all("created"):
            self._notes.lose(cell, NO_PLACE)
        return data

    def _purposes(self) -> list[str]:
        def read(text: str) -> str | None:
            known = vocabulary()
            found = known.purposes.read(text)
            rest = cut(text)
            while found is None and rest[:1] in known.heads:
                rest = rest[1:]
                found = known.purposes.read(" ".join(rest))
            return found

        cells = self._entry.all("purpose", "subpurpose")
        return self._all(cells, read, vocabulary().purposes, "which data use is it? (`purposes`)", "is no purpose that a register knows")

    def _bases(self) -> list[str]:
        def read(text: str) -> str | None:
            found = vocabulary().bases.read(text) or basis_of_words(text)
            article = _ARTICLE.search(text)
            if found is None and article is not None:
                term = f"A{article[1]}-{article[2]}-{article[3].lower()}"
                found = term if term in BASES else None
            return found

        asked = "on which paragraph of Art. 6 or 9 does it rest? (`basis`)"
        return self._all(self._entry.all("basis"), read, vocabulary().bases, asked, "is no legal basis that a register knows")

    def _all(self, cells: Iterable[Cell], read: Callable[[str], str | None], of: Phrases, asked: str, why: str) -> list[str]:
        """The meanings of cells: of each as a whole where it is one of the phrases, else of the things that it lists."""
        found: dict[str, None] = {}
        for cell in cells:
            for text in (cell.text,) if of.holds(cell.text) else pieces(cell.text, of, brackets=of is not vocabulary().bases):
                meaning = read(text)
                if meaning is None:
                    self._notes.ask(self._about, cell, asked if text == cell.text else f'"{text}": {asked}', why)
                else:
                    found[meaning] = None
                    if cut(of.labels[meaning]) != cut(text):
                        self._notes.remark(self._about, cell, meaning, text)
        return list(found)

    def _subjects(self) -> list[str]:
        known = vocabulary().subjects
        asked, why = "which kind of person is it? (`subjects`)", "is no kind of person that a register knows"
        found = dict.fromkeys(self._all(self._entry.all("subjects"), known.begins, known, asked, why))
        for line in self._entry.rows("subjects"):
            said = [line.cells[column] for column in ("description", "details", "type", "name") if column in line.cells]
            # People write `Autres` and say beside it whom they mean.
            told = next((cell for cell in said if known.begins(cell.text)), said[0])
            found |= dict.fromkeys(self._all((told,), known.begins, known, asked, why))
            for cell in (cell for cell in said if cell is not told):
                self._notes.lose(cell, "is a detail that a register cannot say")
        return list(found)

    def _sources(self) -> list[str | Data]:
        found: list[str | Data] = []
        for cell in self._entry.all("source"):
            before, _, named = cell.text.partition(":")
            kind = vocabulary().sources.read(cell.text)
            if named.strip() and vocabulary().sources.read(before) == "third_party":
                found.append({"third_party": named.strip()})
            elif kind is not None:
                found.append(kind)
            else:
                self._notes.ask(self._about, cell, "where does the data come from? (`source`)", "is no source that a register knows")
        return [one for place, one in enumerate(found) if one not in found[:place]]

    def _held(self) -> list[str]:
        found: dict[str, None] = {}
        for part in ("data", "sensitive"):
            for line in self._entry.rows(part):
                own = self._of_line(line, part)
                found |= dict.fromkeys(own)
                self._duration(line.cells.get("retention"), tuple(own))
        for cell in self._entry.all("data"):
            found |= dict.fromkeys(self._categories_in(cell, ()))
        for cell in self._entry.all("sensitive"):
            if vocabulary().answers.read(cell.text) != "yes":
                found |= dict.fromkeys(self._categories_in(cell, ()))
            elif not any(vocabulary().row_of(category) in vocabulary().sensitive_rows for category in found):
                self._notes.ask(self._about, cell, "which special categories of data? (`data`, Art. 9)", "does not say which ones")
        for cell in self._entry.all("retention"):
            self._duration(cell, ())
        return list(found)

    def _of_line(self, line: Line, part: str) -> list[str]:
        known = vocabulary()
        rows = (*known.sensitive_rows, *known.data_rows) if part == "sensitive" else (*known.data_rows, *known.sensitive_rows)
        row = next((row for row in rows if row.told_by.within(line.label.text)), None)
        own = known.categories.read(line.label.text)
        cell = line.cells.get("description")
        sure = (own,) if own is not None else self._sure(row)
        if cell is None or known.answers.read(cell.text) == "yes":
            if not sure:
                self._notes.ask(self._about, cell or line.label, "which categories of data are these? (`data`)", "does not say which data")
            return list(sure)
        return self._categories_in(cell, sure)

    @staticmethod
    def _sure(row: DataRow | None) -> tuple[str, ...]:
        """The category that a row means whatever is said in it."""
        if row is None or not (row in vocabulary().sensitive_rows or len(row.holds) == 1) or row.holds == ("user",):
            return ()
        return row.holds[:1]

    def _categories_in(self, cell: Cell, sure: tuple[str, ...]) -> list[str]:
        known = vocabulary().categories
        found: dict[str, None] = {}
        for text in pieces(cell.text, known):
            category = self._category(text)
            if category is not None:
                found[category] = None
                if cut(known.labels.get(category, "")) != cut(text) and text != category:
                    self._notes.remark(self._about, cell, category, text)
            elif sure:
                found |= dict.fromkeys(sure)
                self._notes.remark(self._about, cell, sure[0], text)
            else:
                asked = f'"{text}": which category of data is it? (`data`)'
                self._notes.ask(self._about, cell, asked, "holds data of no category that is known")
        return list(found)

    def _category(self, text: str) -> str | None:
        """The category that a phrase names: one of ours, one of the rules, or the id of one."""
        if text in self._categories:
            return text
        found = vocabulary().categories.read(text)
        if found is None and (word := self._rules().get(cut(text))) is not None:
            found = word.category
        return found if found in self._categories else None

    def _storage(self, recipients: Recipients) -> list[str | Data]:
        found: list[str | Data] = []
        for line in self._entry.rows("storage"):
            cell = line.cells.get("country")
            code = "" if cell is None else country(cell)
            if not code:
                asked = "in which country does it lie? storage: [FR]"
                self._notes.ask(self._about, cell or line.label, asked, "is no country that is known")
                continue
            safeguard = recipients.safeguard(line)
            found.append({"country": code, "safeguard": safeguard} if safeguard else code)
        return found

    def _duration(self, cell: Cell | None, categories: tuple[str, ...]) -> None:
        if cell is None:
            return
        own = durations.duration(cell.text)
        self._kept.append(durations.Kept(own, categories))
        lacks = "which column holds that date?" if own.period and own.event else "from when, and for how long?"
        self._notes.ask(self._about, cell, lacks, "is a period without the column that dates it, which a clock needs")

    def _clocks(self) -> None:
        offered = list(durations.clocks(self._kept))
        if offered:
            self._notes.ask_at(self._about, "So these may be its clocks, each with its column:", ["clocks:", *offered])
