"""Rows with the key of their contact, by which the rows of other tables are found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlglot import exp

from privaudit import questions as ask
from privaudit.facts.agreements import AgreementFacts
from privaudit.facts.asking import key_of
from privaudit.facts.clock_starts import ROW, TOLD, Best
from privaudit.facts.conditions import blank, filled_in
from privaudit.facts.phone_keys import dialled, phone_key
from privaudit.facts.same_contact import BEYOND_ASCII, ascii_domains, contact_key, domain_of
from privaudit.model.contact_kinds import ContactKind
from privaudit.model.estate import Table
from privaudit.model.facts import TableColumn
from privaudit.model.ties import Hop
from privaudit.validators.numbering import numbering_plan

KEYED = "keyed"
"""The alias of the rows that have their key."""
CONTACT = "contact"
"""The column of the mark by which a contact is found; NULL where the cell is no contact of its kind."""
NOBODY = "nobody"
"""The column that tells whether the cell is filled, and no contact of its kind."""
_SAME = {"email": ContactKind.EMAIL, "phone": ContactKind.PHONE}
"""How values compare that are the same identifier; those of other identifiers are equal."""
_Step = Callable[[exp.Expr], exp.Expr]


@dataclass(frozen=True, slots=True)
class Keys:
    """How a cell becomes the key of a contact, in two steps: the key reads what the first gives many times."""

    first: _Step
    """NULL of a cell in which nothing stands."""
    key: _Step
    of_all: bool = True
    """Whether the first step gives something of every filled cell."""

    def of(self, cell: exp.Expr) -> exp.Expr:
        """The key of a cell; NULL where it is no contact of its kind."""
        return self.key(self.first(cell))

    def mark(self, first: exp.Expr) -> exp.Expr:
        """By what the rows of a contact are found; NULL where there is none."""
        return ask.fingerprint(self.key(first))


class KeyedFacts(AgreementFacts):
    """What is asked of contacts begins with their keys."""

    def keys_of(self, columns: Sequence[TableColumn], kind: ContactKind) -> Keys:
        """How the contacts of these columns become keys."""
        if kind is ContactKind.KEY:
            return Keys(ask.trimmed, lambda cell: cell)
        if kind is ContactKind.PHONE:
            return Keys(dialled, lambda number: phone_key(number, numbering_plan(self.country)), of_all=False)
        international = ascii_domains(self._international_domains(columns))
        return Keys(ask.folded, lambda address: contact_key(address, self.providers, international))

    def keyed(
        self, column: TableColumn, keys: Keys, kept: Sequence[exp.Expr], where: exp.Expr | None = None, *, nobody: bool = False
    ) -> exp.Select:
        """One row for each row, or each that a condition tells: `kept`, CONTACT and, if `nobody`, NOBODY.  Joins find it as KEYED."""
        raw = ask.column(column.column, ROW)
        cells = exp.select(*kept, exp.alias_(keys.first(raw), "cell"))
        if nobody and not keys.of_all:
            cells = cells.select(exp.alias_(exp.not_(blank(raw)), "filled"))
        cells = cells.from_(ask.relation(column.table.relation or "", ROW))
        if where is not None:
            cells = cells.where(where)
        rows = exp.select("*", exp.alias_(keys.mark(ask.column("cell")), CONTACT)).from_(cells.subquery("cells"))
        # Not the cell: servers may keep all that is selected.
        told = exp.select(*(ask.column(name, KEYED) for name in (*(one.alias_or_name for one in kept), CONTACT)))
        if nobody:
            unknown = exp.Is(this=ask.column(CONTACT, KEYED), expression=exp.null())
            filled = filled_in(ask.column("cell", KEYED)) if keys.of_all else ask.column("filled", KEYED)
            told = told.select(exp.alias_(exp.and_(filled, unknown), NOBODY))
        return told.from_(rows.subquery(KEYED))

    def among(self, column: TableColumn, keys: Keys, where: exp.Expr | None = None) -> exp.Select:
        """The different contacts of a column, of all rows or of those that a condition tells."""
        return exp.select(ask.column(CONTACT)).distinct().from_(self.keyed(column, keys, [], where).subquery("those"))

    def spelled(self, inner: exp.Select, hop: Hop, source: Table, best: Best) -> exp.Select:
        """What the rows of a hop's table hold for each of their keys, for each value of the table before that is the same contact."""
        here, there = TableColumn(source, hop.columns[0]), TableColumn(hop.table, hop.target_columns[0])
        keys = self.keys_of([here, there], _SAME.get(hop.same or "", ContactKind.KEY))
        same = exp.EQ(this=ask.column(CONTACT, "own"), expression=ask.column(CONTACT, "theirs"))
        theirs = exp.EQ(this=ask.fingerprint(ask.column("cell", "theirs")), expression=ask.column("key_0", "beyond"))
        own = ask.fingerprint(ask.column("cell", "own"))
        told = exp.select(exp.alias_(own, "key_0"), exp.alias_(best(this=ask.column(TOLD, "beyond")), TOLD))
        told = told.from_(self._spellings(here, keys).subquery("own"))
        told = told.join(self._spellings(there, keys).subquery("theirs"), on=same).join(inner.subquery("beyond"), on=theirs)
        return told.group_by(own)

    def _spellings(self, column: TableColumn, keys: Keys) -> exp.Select:
        """The different values of a column, each with its contact."""
        cells = exp.select(exp.alias_(ask.trimmed(ask.column(column.column)), "cell")).distinct()
        cells = cells.from_(ask.relation(column.table.relation or ""))
        first = exp.select(ask.column("cell"), exp.alias_(keys.first(ask.column("cell")), "first")).from_(cells.subquery("cells"))
        key = exp.alias_(keys.mark(ask.column("first")), CONTACT)
        return exp.select(ask.column("cell"), key).from_(ask.once(first).subquery("firsts"))

    def _international_domains(self, columns: Sequence[TableColumn]) -> list[str]:
        domains: set[str] = set()
        for column in columns:
            domains |= self.domains_beyond_ascii(column)
        return sorted(domains)

    def domains_beyond_ascii(self, column: TableColumn) -> frozenset[str]:
        """The international domains of a column with addresses, folded."""
        key = key_of(column)
        if key not in self._domains:
            self._domains[key] = self._asked_domains(column)
        return self._domains[key]

    def _asked_domains(self, column: TableColumn) -> frozenset[str]:
        raw = ask.column(column.column)
        folded = exp.select(exp.alias_(ask.folded(raw), "cell")).from_(ask.relation(column.table.relation or ""))
        folded = folded.where(beyond_ascii(raw))
        beyond = exp.select(exp.alias_(domain_of(ask.column("cell")), "domain")).distinct().from_(folded.subquery("cells"))
        question = exp.select(ask.column("domain")).from_(beyond.subquery("domains"))
        return frozenset(str(domain) for (domain,) in self.told(question.where(ask.matches(ask.column("domain"), BEYOND_ASCII))))


def beyond_ascii(value: exp.Expr) -> exp.Expr:
    """Whether a text has characters of several bytes.  To count both is much faster than a pattern."""
    text = ask.as_text(value)
    return exp.NEQ(this=ask.size(text), expression=ask.length(text))


def together(sets: Sequence[exp.Select]) -> exp.Select:
    """The different contacts of several sets."""
    whole: exp.Query = sets[0]
    for one in sets[1:]:
        whole = exp.union(whole, one)
    return exp.select(ask.column(CONTACT)).distinct().from_(whole.subquery("union"))


def joined_by_contact(rows: exp.Select, those: exp.Select, name: str) -> exp.Select:
    """The rows, each with the one row of `those` that has its contact, or none."""
    same = exp.EQ(this=ask.column(CONTACT, KEYED), expression=ask.column(CONTACT, name))
    return rows.join(those.subquery(name), on=same, join_type="left")


def has(name: str) -> exp.Expr:
    """Whether the row's contact is among those that were joined under the name."""
    return filled_in(ask.column(CONTACT, name))
