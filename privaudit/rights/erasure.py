"""What becomes of rows that are to be erased: deleted, cleared of what tells of a person, moved, or kept and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from privaudit.facts import RowFacts
from privaudit.messages import number
from privaudit.model.clocks import RuledBy, clocks, ruled_by
from privaudit.model.erasure import ErasureStep, Fate, Grounds, HeldRows, Values
from privaudit.model.estate import Skipped, Table, TableKind
from privaudit.model.everywhere import subjects_by
from privaudit.model.facts import Standing
from privaudit.model.findings import Context, NotChecked
from privaudit.model.register import End
from privaudit.model.rights import LinkKind, Subject, TableLink
from privaudit.rights.by_date import dated_rows
from privaudit.rights.clearing import Clearing
from privaudit.rights.keeping import Keeping, Kept, together
from privaudit.rights.links import LinkIndex
from privaudit.rights.pointing import staying_pointers
from privaudit.rights.reading import columns_of
from privaudit.rights.row_clocks import RowClocks, as_key, last_day
from privaudit.rights.suppression import wishes_in

_ASKED = Grounds("the person asks for it, and nothing keeps it", "", ("GDPR 17(1)",))
_STORAGE = ("GDPR 5(1)(e)",)


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What becomes of one row."""

    fate: Fate
    grounds: Grounds
    cleared: frozenset[str] = frozenset()
    """In lower case."""


@dataclass
class _Doomed:
    """The rows of one table that are to be erased, each with what becomes of it."""

    held: HeldRows
    verdicts: list[_Verdict]
    all_of_them: _Verdict | None = None
    """Where the rows are not held one by one."""

    def having(self, fate: Fate) -> HeldRows:
        """Those with a fate."""
        if self.all_of_them is not None:
            return self.held if fate is self.all_of_them.fate else replace(self.held, dated=None)
        rows = tuple(row for row, verdict in zip(self.held.rows, self.verdicts, strict=True) if verdict.fate is fate)
        return replace(self.held, rows=rows)


@dataclass
class Erasure:
    """Works out one plan: the steps, and what the plan cannot answer for."""

    context: Context
    facts: RowFacts
    links: Sequence[TableLink]
    warnings: list[Skipped] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._keys = [link for link in self.links if link.kind is LinkKind.FOREIGN_KEY]
        self._clearing = Clearing(self.context, self._keys)
        self._clocks = RowClocks(self.context, self.facts)

    def of_subject(self, subject: Subject) -> tuple[ErasureStep, ...]:
        """What becomes of the rows of a person who asks for erasure."""
        listed = frozenset(
            wish.id for rows in subject.tables for wish in wishes_in(self.context.register, rows.table) if wish.listed and rows.rows
        )
        keeping = Keeping(self.context, self._clocks, listed)
        doomed = []
        for rows in subject.tables:
            held = HeldRows(rows.table, rows.columns, tuple(row.values for row in rows.rows))
            verdicts = [self._asked(rows.table, kept) for kept in keeping.of_subject(held)]
            doomed.append(_Doomed(held, self._with_past_fields(held, verdicts)))
        return self._steps(doomed)

    def of_expired(self) -> tuple[ErasureStep, ...]:
        """What becomes of all rows that are past their clock."""
        keeping = Keeping(self.context, self._clocks, frozenset())
        overdue = list(self._overdue())
        dated = dated_rows(self.context, self._clocks, self._keys, overdue)
        doomed = [_Doomed(dated[id(by.ruled.table)], [], self._expired(by, None)) for by in overdue if id(by.ruled.table) in dated]
        for table, rows, often in self._past_rows([by for by in overdue if id(by.ruled.table) not in dated]):
            held = HeldRows(table, columns_of(table), tuple(row for row in rows for _ in range(often[row])))
            pairs = zip(held.rows, keeping.of_expired(held), strict=True)
            doomed.append(_Doomed(held, [self._still_kept(table, kept, rows[row]) for row, kept in pairs]))
        return self._steps(doomed)

    def _past_rows(self, overdue: Sequence[RuledBy]) -> Iterator[tuple[Table, Mapping[Values, _Verdict], Counter[Values]]]:
        """For each table the rows that are past a clock, what becomes of each, and how often a table without a key holds it."""
        found: dict[int, dict[Values, _Verdict]] = {}
        often: dict[int, Counter[Values]] = {}
        tables: dict[int, Table] = {}
        for by in overdue:
            key = id(by.ruled.table)
            rows = found.setdefault(key, {})
            seen: Counter[Values] = Counter()
            for values, standing in self._clocks.past(by):
                verdict = self._expired(by, standing)
                rows[values] = _graver(rows[values], verdict) if values in rows else verdict
                seen[values] += 1
            often[key] = often.get(key, Counter()) | seen
            tables[key] = by.ruled.table
        yield from ((tables[key], rows, often[key]) for key, rows in found.items() if rows)

    def _asked(self, table: Table, kept: Sequence[Kept]) -> _Verdict:
        if kept:
            return self._partly(table, kept)
        for by in self._clocks.ruling(table):
            if by.clock.then is End.ANONYMISE:
                grounds = Grounds("the register has its rows stay without what tells of a person", by.id, _ASKED.law)
                return _Verdict(Fate.ANONYMISE, grounds, self._clearing.personal(table))
        return _Verdict(Fate.DELETE, _ASKED)

    def _partly(self, table: Table, kept: Sequence[Kept]) -> _Verdict:
        """A row that stays, wholly or in what has to stay of it."""
        stays = together(kept)
        cleared = frozenset() if stays is None else self._clearing.personal(table) - stays
        grounds = kept[0].grounds
        return _Verdict(Fate.ANONYMISE if cleared else Fate.KEEP, grounds, cleared)

    def _with_past_fields(self, held: HeldRows, verdicts: list[_Verdict]) -> list[_Verdict]:
        """Rows that stay, without the fields whose own clock has run out."""
        if all(verdict.fate is Fate.DELETE for verdict in verdicts):
            return verdicts
        for by in self._clocks.ruling(held.table):
            if by.fields is None or not by.periods:
                continue
            past = self._clocks.standings(by, held)
            names = frozenset(name.lower() for name in by.fields.columns)
            for place, key in enumerate(map(as_key, held.values(held.key))):
                own = verdicts[place]
                if own.fate is not Fate.DELETE and key in past and past[key].past:
                    verdicts[place] = _Verdict(Fate.ANONYMISE, own.grounds, own.cleared | names)
        return verdicts

    def _overdue(self) -> Iterator[RuledBy]:
        """What has run out, as the checks of overdue rows look for it."""
        for activity, clock in clocks(self.context):
            if clock.max is None:
                continue
            for by in (ruled_by if clock.everywhere is None else subjects_by)(self.context, activity, clock):
                if isinstance(by, NotChecked):
                    self.warnings.append(Skipped(by.what, by.reason))
                elif by.periods:
                    yield by

    def _expired(self, by: RuledBy, standing: Standing | None) -> _Verdict:
        grounds = Grounds("its period has passed", by.id, _STORAGE)
        if by.fields is not None:
            return _Verdict(Fate.ANONYMISE, grounds, frozenset(name.lower() for name in by.fields.columns))
        if standing is not None and by.clock.archive is not None and not by.archived and not self._past_its_end(by, standing):
            into = ", ".join(by.clock.archive.into)
            return _Verdict(Fate.ARCHIVE, replace(grounds, reason=f"its period outside the archive ({into}) has passed"))
        return _Verdict(Fate.DELETE, grounds)

    def _past_its_end(self, by: RuledBy, standing: Standing) -> bool:
        """Whether a row that is past its time outside the archive is past all of its time."""
        own = (*(override.max for override in by.clock.overrides), by.clock.max)[standing.limit]
        if by.clock.then is End.ARCHIVE or own is None or standing.start is None:
            return False
        return last_day(standing.start, own, by.clock.waits) < self.context.as_of

    def _still_kept(self, table: Table, kept: Sequence[Kept], verdict: _Verdict) -> _Verdict:
        if not kept:
            return verdict
        if verdict.fate is not Fate.ANONYMISE:
            return self._partly(table, kept)
        stays = together(kept)
        cleared = frozenset() if stays is None else verdict.cleared - stays
        return _Verdict(Fate.ANONYMISE, verdict.grounds, cleared) if cleared else _Verdict(Fate.KEEP, kept[0].grounds)

    def _steps(self, doomed: list[_Doomed]) -> tuple[ErasureStep, ...]:
        self._spare_what_is_pointed_at(doomed)
        steps = [step for one in doomed for step in self._steps_of(one)]
        self.warnings += self._clearing.warnings
        self.warnings += [Skipped(step.table.name, _to_do_beneath(step)) for step in steps if _is_of_view(step)]
        return tuple(step for step in steps if not _is_of_view(step))

    def _spare_what_is_pointed_at(self, doomed: list[_Doomed]) -> None:
        """Rows to which rows that stay point stay too, cleared; and so on, until nothing points into the void."""
        by_table = {id(one.held.table): one for one in doomed}
        index = LinkIndex(self._keys)
        links = [link for one in doomed for link in index.down(one.held.table)]
        while links:
            spared = {id(link.parent) for link in links if self._spare_parents(link, by_table)}
            # What points from a table need be looked at again only where rows of it stay that were to go.
            links = [link for one in doomed for link in index.down(one.held.table) if id(link.child) in spared]

    def _spare_parents(self, link: TableLink, by_table: Mapping[int, _Doomed]) -> bool:
        """Has the rows stay to which a link leads from rows that stay; whether there were any."""
        parents, children = by_table[id(link.parent)], by_table.get(id(link.child))
        going = parents.having(Fate.DELETE)
        gone = None if children is None else children.having(Fate.DELETE)
        pointed = staying_pointers(self.facts.engine, link, going, gone) if going.rows else frozenset()
        if pointed:
            self._spare(parents, link, pointed)
        return bool(pointed)

    def _spare(self, one: _Doomed, link: TableLink, pointed: frozenset[tuple[str | None, ...]]) -> None:
        reason = f"rows of {link.child.name} that stay point to it"
        for place, key in enumerate(map(as_key, one.held.values(link.parent_columns))):
            verdict = one.verdicts[place]
            if verdict.fate is Fate.DELETE and key in pointed:
                grounds = replace(verdict.grounds, reason=reason)
                one.verdicts[place] = _Verdict(Fate.ANONYMISE, grounds, self._clearing.personal(one.held.table))

    def _steps_of(self, one: _Doomed) -> Iterator[ErasureStep]:
        """Rows of the same fate for the same reason, together, whatever the day until which they are kept."""
        if one.all_of_them is not None:
            yield ErasureStep(one.held, one.all_of_them.fate, one.all_of_them.grounds)
            return
        groups: dict[_Verdict, list[tuple[Values, date | None]]] = {}
        for values, verdict in zip(one.held.rows, one.verdicts, strict=True):
            until = verdict.grounds.until
            same = replace(verdict, grounds=replace(verdict.grounds, until=None if until is None else date.max))
            groups.setdefault(same, []).append((values, until))
        for verdict, pairs in groups.items():
            days = [until for _, until in pairs if until is not None]
            held = replace(one.held, rows=tuple(values for values, _ in pairs))
            earliest = min(days) if len(set(days)) > 1 else None
            grounds = replace(verdict.grounds, until=max(days, default=None), earliest=earliest)
            cleared = self._clearing.of(held, verdict.cleared)
            fate = Fate.KEEP if verdict.fate is Fate.ANONYMISE and not cleared else verdict.fate
            yield ErasureStep(held, fate, grounds, cleared)


def _is_of_view(step: ErasureStep) -> bool:
    """Whether it would change a view."""
    return step.table.kind is not TableKind.TABLE and step.fate is not Fate.KEEP


def _to_do_beneath(step: ErasureStep) -> str:
    """What is to be done about rows of a view, where nothing can be changed."""
    tables = ", ".join(step.table.reads) or "the tables that it reads"
    rows = number(step.count, "row")
    if step.table.kind is TableKind.MATERIALIZED:
        return f"{rows} of it to be erased in {tables}: then refresh it, as it is a materialized view"
    return f"{rows} of it to be erased in {tables}: a view has none of its own"


def _graver(one: _Verdict, other: _Verdict) -> _Verdict:
    """What becomes of a row that is past two clocks."""
    order = (Fate.DELETE, Fate.ARCHIVE, Fate.ANONYMISE, Fate.KEEP)
    first, second = sorted((one, other), key=lambda verdict: order.index(verdict.fate))
    if first.fate is Fate.ANONYMISE and second.fate is Fate.ANONYMISE:
        return replace(first, cleared=first.cleared | second.cleared)
    return first
