"""What contacts were sent, and when they must no longer be sent anything."""

from __future__ import annotations

from sqlglot import exp

from privaudit import questions as ask
from privaudit.facts.asking import day_of
from privaudit.facts.clock_starts import ROW
from privaudit.facts.conditions import filled_in
from privaudit.facts.contacts import ContactFacts, columns_of_contacts
from privaudit.facts.keyed import CONTACT, KEYED, Keys, has, joined_by_contact
from privaudit.facts.row_reader import with_starts
from privaudit.model.contacts import ContactClock, PastContactCounts, PastContacts, RowsSentAfter, SentCounts
from privaudit.model.facts import Rows


class MessageFacts(ContactFacts):
    """Answers about messages and the clocks of marketing."""

    def sent_after(self, rows: RowsSentAfter) -> SentCounts:
        """How many messages were sent to somebody who had opted out."""
        counts = [("n", exp.true()), *((name, ask.column(name)) for name in ("after", "undated", "unreadable"))]
        return SentCounts(*self.totals(self._messages(rows, []), counts))

    def past_contacts(self, rows: PastContacts) -> PastContactCounts:
        """How many rows hold a contact who is past a marketing clock."""
        past = [ask.column(f"past_{at}") for at in range(len(rows.clocks))]
        starts = [ask.case([(one, ask.column(f"start_{at}"))], exp.null()) for at, one in enumerate(past)]
        question = exp.select(
            exp.alias_(exp.Count(this=exp.Star()), "n"),
            exp.alias_(ask.count_if(exp.or_(*past)), "past"),
            *(exp.alias_(ask.count_if(one), f"by_{at}") for at, one in enumerate(past)),
            *(exp.alias_(exp.Min(this=start), f"oldest_{at}") for at, start in enumerate(starts)),
        ).from_(self._with_clocks(rows, []).subquery("clocked"))
        ((number, late, *rest),) = self.told(question)
        by_clock = tuple(int(one) for one in rest[: len(past)])
        oldest = tuple(day_of(day) if day else None for day in rest[len(past) :])
        return PastContactCounts(int(number), int(late), by_clock, oldest)

    def found(self, rows: Rows, kept: list[exp.Expr]) -> tuple[exp.Select, exp.Expr]:
        """Also the messages that should not have been sent, and the contacts whose time is over."""
        match rows:
            case RowsSentAfter():
                return self._messages(rows, kept), ask.column("after")
            case PastContacts(_, clocks):
                return self._with_clocks(rows, kept), exp.or_(*(ask.column(f"past_{at}") for at in range(len(clocks))))
            case _:
                return super().found(rows, kept)

    def _messages(self, rows: RowsSentAfter, kept: list[exp.Expr]) -> exp.Select:
        """One row for each message: `kept`, and whether it was sent `after` an opt-out, after an `undated` one, or one cannot tell."""
        keys = self.keys_of([rows.recipients.column, *columns_of_contacts(rows.wishes, rows.agreements)], rows.recipients.kind)
        said = _all_said([self.wished(wish, wish.contact, keys) for wish in rows.wishes if wish.contact is not None])
        day = exp.alias_(self.day(rows.sent, ROW), "sent")
        messages = joined_by_contact(self.keyed(rows.recipients.column, keys, [*kept, day]), _first_said(said), "first")
        sent = ask.column("sent", KEYED)
        come = exp.and_(filled_in(sent), exp.not_(self.future(sent)))
        agreed = self.agreed(rows.agreements, keys)
        late: exp.Expr = exp.GT(this=sent, expression=ask.column("since", "first"))
        if agreed is not None:
            messages, late = _with_silence(messages, said, agreed), has("silence")
        told = messages.select(
            exp.alias_(exp.and_(come, late), "late"),
            exp.alias_(exp.and_(come, exp.EQ(this=ask.column("dateless", "first"), expression=ask.number(1))), "maybe"),
            exp.alias_(exp.Is(this=sent, expression=exp.null()), "unreadable"),
        )
        after = ask.case([(ask.column("late"), exp.true())], exp.false())
        undated_alone = exp.and_(ask.column("maybe"), exp.not_(after))
        return exp.select("*", exp.alias_(after, "after"), exp.alias_(undated_alone, "undated")).from_(told.subquery("told"))

    def _with_clocks(self, rows: PastContacts, kept: list[exp.Expr]) -> exp.Select:
        """One row for each row of the contacts: `kept`, as `past_N` whether the Nth clock has run out, and as `start_N` when it began."""
        keys = self.keys_of([rows.contacts.column, *(clock.of for clock in rows.clocks)], rows.contacts.kind)
        found = self.keyed(rows.contacts.column, keys, kept)
        for at, clock in enumerate(rows.clocks):
            name = f"clock_{at}"
            found = joined_by_contact(found, self._run_out(clock, keys), name)
            found = found.select(exp.alias_(has(name), f"past_{at}"), exp.alias_(ask.column("start", name), f"start_{at}"))
        return found

    def _run_out(self, clock: ContactClock, keys: Keys) -> exp.Select:
        """The contacts all of whose rows are past the clock, and the latest start: one row that goes on keeps them."""
        cell = exp.alias_(keys.first(ask.column(clock.of.column, ROW)), "cell")
        started = with_starts(clock.ruled, self.reading, [cell])
        rows = exp.select(exp.alias_(keys.mark(ask.column("cell")), CONTACT), ask.column("start")).from_(started.subquery("started"))
        past = exp.LTE(this=ask.column("start"), expression=ask.text(clock.cutoff.isoformat()))
        counted = exp.select(
            ask.column(CONTACT),
            exp.alias_(exp.Max(this=ask.column("start")), "start"),
            exp.alias_(exp.Count(this=exp.Star()), "n"),
            exp.alias_(ask.count_if(past), "late"),
        ).from_(rows.subquery("begun"))
        counted = counted.group_by(ask.column(CONTACT))
        over = exp.EQ(this=ask.column("n"), expression=ask.column("late"))
        return exp.select(ask.column(CONTACT), ask.column("start")).from_(counted.subquery("each")).where(over)


def _all_said(wishes: list[exp.Select]) -> exp.Select:
    """The contacts who opted out, each with the days on which they did; NULL for a day that nobody knows."""
    days: exp.Query = exp.select(ask.column(CONTACT), ask.column("since")).from_(wishes[0].subquery("those"))
    for wish in wishes[1:]:
        days = exp.union(days, exp.select(ask.column(CONTACT), ask.column("since")).from_(wish.subquery("those")))
    return exp.select(ask.column(CONTACT), ask.column("since")).from_(days.subquery("days"))


def _first_said(said: exp.Select) -> exp.Select:
    """The contacts who opted out, each with the first day, and whether (1 or 0) there is one that nobody knows."""
    unknown = exp.Is(this=ask.column("since"), expression=exp.null())
    dateless = exp.Max(this=ask.case([(unknown, ask.number(1))], ask.number(0)))
    first = exp.alias_(exp.Min(this=ask.column("since")), "since")
    found = exp.select(ask.column(CONTACT), first, exp.alias_(dateless, "dateless")).from_(said.subquery("said"))
    return found.group_by(ask.column(CONTACT))


def _with_silence(messages: exp.Select, said: exp.Select, agreed: exp.Select) -> exp.Select:
    """The messages, each with the time between an opt-out and the next agreement into which it falls, or none."""
    sent, ends = ask.column("sent", KEYED), ask.column("until", "silence")
    within = exp.and_(
        exp.EQ(this=ask.column(CONTACT, "silence"), expression=ask.column(CONTACT, KEYED)),
        exp.GT(this=sent, expression=ask.column("since", "silence")),
        exp.or_(exp.Is(this=ends, expression=exp.null()), exp.LT(this=sent.copy(), expression=ends.copy())),
    )
    return messages.join(_silences(said, agreed).subquery("silence"), on=within, join_type="left")


def _silences(said: exp.Select, agreed: exp.Select) -> exp.Select:
    """The times between an opt-out and the next agreement; the day of either is outside.

    Opt-outs that the same agreement ends are one time: so no day lies in two of them.
    """
    known = exp.select(ask.column(CONTACT), ask.column("since")).from_(said.subquery("any")).where(filled_in(ask.column("since")))
    later = exp.GT(this=ask.column("day", "again"), expression=ask.column("since", "said"))
    same = exp.EQ(this=ask.column(CONTACT, "again"), expression=ask.column(CONTACT, "said"))
    until = exp.alias_(exp.Min(this=ask.column("day", "again")), "until")
    times = exp.select(ask.column(CONTACT, "said"), ask.column("since", "said"), until).from_(known.subquery("said"))
    times = times.join(agreed.subquery("again"), on=exp.and_(same, later), join_type="left")
    times = times.group_by(ask.column(CONTACT, "said"), ask.column("since", "said"))
    since = exp.alias_(exp.Min(this=ask.column("since")), "since")
    whole = exp.select(ask.column(CONTACT), since, ask.column("until")).from_(times.subquery("times"))
    return whole.group_by(ask.column(CONTACT), ask.column("until"))
