"""Why rows must stay though their person asked for erasure, or though a clock has run out: wholly, or some of their columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from privaudit import words
from privaudit.model.clocks import RuledBy, clock_id
from privaudit.model.erasure import Grounds, HeldRows
from privaudit.model.estate import Table
from privaudit.model.facts import Standing
from privaudit.model.findings import Context
from privaudit.model.ownership import fits, table_owners
from privaudit.model.register import Activity, Clock, Event
from privaudit.rights.request_columns import is_about_requests
from privaudit.rights.row_clocks import RowClocks, Unknown, as_key, last_day
from privaudit.rights.suppression import grounds as of_wish
from privaudit.rights.suppression import refused, wishes_in

_LEGAL_DUTY = ("GDPR 17(3)(b)",)
_PROOF = ("GDPR 5(2)", "GDPR 17(3)(e)")
_PROCESSOR = ("GDPR 28(3)(e)",)


@dataclass(frozen=True, slots=True)
class Kept:
    """Why a row stays."""

    grounds: Grounds
    columns: frozenset[str] | None = None
    """In lower case, what of it stays; None: all."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """What keeps rows of a run."""

    context: Context
    clocks: RowClocks
    listed: frozenset[str]
    """Channels on whose list the person stands: then no other row need keep the wish."""

    def of_subject(self, held: HeldRows) -> list[tuple[Kept, ...]]:
        """For each row of a person who asks for erasure all that keeps it, the reason that matters most first."""
        whole = tuple(self._whole_table(held.table))
        by_clock = self._by_clocks(held, asked=True)
        wishes = self._wishes(held)
        return [(*whole, *wish, *clock) for wish, clock in zip(wishes, by_clock, strict=True)]

    def of_expired(self, held: HeldRows) -> list[tuple[Kept, ...]]:
        """The same for rows that are past a clock: a minimum and a wish alone keep them."""
        return [(*wish, *clock) for wish, clock in zip(self._wishes(held), self._by_clocks(held, asked=False), strict=True)]

    def _whole_table(self, table: Table) -> Iterator[Kept]:
        owners = table_owners(self.context.register, table)
        if owners and all(activity.role == "processor" for activity in owners):
            reason = "held as a processor: pass the request on to the controller"
            yield Kept(Grounds(reason, owners[0].id, _PROCESSOR))
            return
        if any(wish.listed for wish in wishes_in(self.context.register, table)):
            return
        for activity, clock in _clocks(self.context):
            everywhere = clock.everywhere
            if everywhere is not None and any(fits(glob, table.name) for glob in everywhere.but):
                yield Kept(Grounds("the register leaves this table out of erasure", clock_id(activity, clock)))

    def _wishes(self, held: HeldRows) -> list[tuple[Kept, ...]]:
        found: list[list[Kept]] = [[] for _ in held.rows]
        for wish in wishes_in(self.context.register, held.table):
            if not wish.listed and wish.id in self.listed:
                continue
            for own, refuses in zip(found, refused(wish, held), strict=True):
                if refuses:
                    own.append(Kept(of_wish(wish), wish.columns))
        return [tuple(own) for own in found]

    def _by_clocks(self, held: HeldRows, *, asked: bool) -> list[tuple[Kept, ...]]:
        found: list[list[Kept]] = [[] for _ in held.rows]
        keys = [as_key(values) for values in held.values(held.key)]
        proof = asked and self._proves_requests(held.table)
        for by in self.clocks.ruling(held.table):
            if by.clock.min is None and not (asked and (proof or self._excepted(by.activity, by.clock))):
                continue
            standings = self.clocks.standings(by, held)
            for own, key in zip(found, keys, strict=True):
                own.extend(self._kept(by, standings.get(key), asked=asked, proof=proof))
        of_table = list(self._not_told(held.table, asked=asked))
        for own in found:
            own.extend(of_table)
            if proof and not own:
                own.append(Kept(Grounds("the request and its answer are proved by it; no clock of its own ends that", "", _PROOF)))
        return [tuple(sorted(own, key=_longest, reverse=True)) for own in found]

    def _not_told(self, table: Table, *, asked: bool) -> Iterator[Kept]:
        """What may keep the rows of a table, as nobody can tell."""
        for unknown in self.clocks.unknown(table):
            if unknown.clock.min is not None or (asked and self._excepted(unknown.activity, unknown.clock)):
                yield _unknown(unknown)

    def _kept(self, by: RuledBy, standing: Standing | None, *, asked: bool, proof: bool) -> Iterator[Kept]:
        columns = None if by.fields is None else frozenset(name.lower() for name in by.fields.columns)
        if standing is None:
            yield Kept(Grounds("nobody can tell how it stands to the clock", by.id), columns)
            return
        clock = by.clock
        if standing.meant and clock.min is not None:
            until = None if standing.start is None else last_day(standing.start, clock.min, clock.waits)
            if until is None or until >= self.context.as_of:
                yield Kept(Grounds(_said(f"must be kept for {clock.min.text}", by, until), by.id, _LEGAL_DUTY, until), columns)
        # What a law wants kept after an end, it wants kept before that end too, whatever `when` says of rows whose end has come.
        rules = standing.meant or (standing.start is None and not clock.of_every_record)
        whole_row_of_proof = proof and columns is None
        if asked and rules and by.periods and not standing.past and (whole_row_of_proof or self._excepted(by.activity, clock)):
            until = None if standing.start is None else last_day(standing.start, by.periods[standing.limit], clock.waits)
            if until is None or until >= self.context.as_of:
                reason, law = _exception(clock, proof=whole_row_of_proof)
                yield Kept(Grounds(_said(reason, by, until), by.id, law, until), columns)

    def _excepted(self, activity: Activity, clock: Clock) -> bool:
        """Whether the register says that what the clock rules outlives a request."""
        if clock.exception is not None:
            return True
        name = clock_id(activity, clock)
        return any(name in other.excepted for _, other in _clocks(self.context) if other.starts[0].event is Event.DELETION_REQUEST)

    def _proves_requests(self, table: Table) -> bool:
        """Whether its rows are requests of persons about their data."""
        for _, clock in _clocks(self.context):
            named = {start.column.table.lower() for start in clock.starts if start.event is Event.DELETION_REQUEST}
            if table.name.lower() in named:
                return True
        return is_about_requests(words.tokens(table.name.rpartition(".")[2]))


def _clocks(context: Context) -> Iterator[tuple[Activity, Clock]]:
    return ((activity, clock) for activity in context.register.activities for clock in activity.clocks)


def _exception(clock: Clock, *, proof: bool) -> tuple[str, tuple[str, ...]]:
    if clock.exception is not None:
        article, paragraph, *rest = clock.exception.reason.removeprefix("A").split("-")
        law = f"GDPR {article}({paragraph}){''.join(f'({part})' for part in rest)}"
        return clock.exception.text or "outlives a request for erasure", (law,)
    if proof:
        return "the request and its answer are proved by it", _PROOF
    return "goes before a request for erasure", ("GDPR 17(3)",)


def _said(reason: str, by: RuledBy, until: date | None) -> str:
    if until is not None:
        return reason
    events = " or ".join(start.event.value.replace("_", " ") for start in by.clock.starts)
    return f"{reason}; the end is not known: nothing dates {events}"


def _unknown(unknown: Unknown) -> Kept:
    return Kept(Grounds(f"nobody can tell how it stands to the clock: {unknown.told.reason}", clock_id(unknown.activity, unknown.clock)))


def _longest(kept: Kept) -> tuple[bool, date]:
    return kept.columns is None, kept.grounds.until or date.max


def together(kept: Sequence[Kept]) -> frozenset[str] | None:
    """What stays of a row by all reasons together; None: all of it."""
    if any(one.columns is None for one in kept):
        return None
    return frozenset(name for one in kept for name in one.columns or ())
