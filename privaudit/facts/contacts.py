"""Who must not be contacted, and who agreed to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlglot import exp

from privaudit import questions as ask
from privaudit.facts.asking import key_of, values_of
from privaudit.facts.clock_starts import ROW
from privaudit.facts.conditions import blank, filled_in, says
from privaudit.facts.keyed import CONTACT, KEYED, NOBODY, KeyedFacts, Keys, beyond_ascii, has, joined_by_contact, together
from privaudit.model.contact_kinds import ContactKind
from privaudit.model.contacts import (
    Agreement,
    AgreementCounts,
    FlagCounts,
    ForeignContacts,
    ForeignCounts,
    OptedOutRows,
    OptOutCounts,
    RowsWithoutAgreement,
    Wish,
)
from privaudit.model.facts import Rows, TableColumn
from privaudit.yes_no import NO, YES

_AGAIN = "again"
"""The contacts who agreed, each with the last day on which they did."""

_HOW = ("given", "holding", "proven")
"""What is asked of the agreements of a contact."""


class ContactFacts(KeyedFacts):
    """Answers about contacts, their wishes and their agreements."""

    def opted_out(self, rows: OptedOutRows) -> OptOutCounts:
        """How many rows hold a contact who opted out, by the rules of `the same contact`."""
        said = [ask.column(f"said_{index}") for index in range(len(rows.wishes))]
        counts = [("n", exp.true()), ("out", exp.or_(*said)), ("nobody", ask.column(NOBODY) if _may_be_nobody(rows) else exp.false())]
        counts += [(f"by_{index}", one) for index, one in enumerate(said)]
        contacts, key = rows.contacts.column, key_of(rows.contacts.column)
        if rows.contacts.kind is ContactKind.EMAIL and key not in self._domains:
            # Few lists have international domains: that this one has none is told by the same look at its rows.
            beyond = exp.alias_(beyond_ascii(ask.column(contacts.column, ROW)), "beyond")
            self._domains[key] = frozenset()
            try:
                supposed = self._with_wishes(rows, [beyond])
            finally:
                # Supposed for this one question, which may fail, and known for none other until it is answered.
                del self._domains[key]
            *numbers, others = self.totals(supposed, [*counts, ("others", ask.column("beyond"))])
            if not others:
                self._domains[key] = frozenset()
            if not self.domains_beyond_ascii(contacts):
                return _opt_outs(numbers)
        return _opt_outs(self.totals(self._with_wishes(rows, []), counts))

    def without_agreement(self, rows: RowsWithoutAgreement) -> AgreementCounts:
        """How many rows hold a contact who never agreed, or of whose agreement there is no evidence."""
        names = ("never", "withdrawn", "unproven", NOBODY)
        counts = [("n", exp.true()), *((name, ask.column(name)) for name in names)]
        return AgreementCounts(*self.totals(self._with_agreements(rows, []), counts))

    def foreign_contacts(self, rows: ForeignContacts) -> ForeignCounts:
        """How many rows hold a contact of somebody else's directory."""
        names = ("theirs", "both")
        counts = [("n", exp.true()), *((name, ask.column(name)) for name in names)]
        return ForeignCounts(*self.totals(self._with_directories(rows, []), counts))

    def flag(self, flag: TableColumn, means: tuple[str, ...]) -> FlagCounts:
        """How the values of a flag read, `means` being those that it is set by: in lower case, without blanks."""
        values = exp.select(ask.column("n"), exp.alias_(ask.unspaced(ask.column("raw")), "cell")).from_(values_of(flag).subquery("texts"))
        cell = ask.column("cell")
        told = [("filled", filled_in(cell)), ("unclear", exp.not_(ask.one_of(cell, tuple(dict.fromkeys((*means, *YES, *NO))))))]
        told += [("meant", ask.one_of(cell, means)), ("alike", ask.one_of(cell, _alike(means)))]
        filled, unclear, meant, alike = self.weighed(values, told)
        known = meant and not any(word in means for word in (*YES, *NO))
        return FlagCounts(filled, unclear if known else unclear + alike)

    def found(self, rows: Rows, kept: list[exp.Expr]) -> tuple[exp.Select, exp.Expr]:
        """Also the rows whose contact should not be there."""
        match rows:
            case OptedOutRows(_, wishes):
                return self._with_wishes(rows, kept), exp.or_(*(ask.column(f"said_{index}") for index in range(len(wishes))))
            case RowsWithoutAgreement():
                return self._with_agreements(rows, kept), exp.or_(*map(ask.column, ("never", "withdrawn", "unproven")))
            case ForeignContacts():
                return self._with_directories(rows, kept), ask.column("theirs")
            case _:
                return super().found(rows, kept)

    def wished(self, wish: Wish, contact: TableColumn, keys: Keys) -> exp.Select:
        """The contacts of a table who opted out by now, and `since` when; NULL where nobody knows the day."""
        return self.keyed(contact, keys, [exp.alias_(self._since(wish), "since")], self._stands(wish))

    def agreed(self, agreements: Sequence[Agreement], keys: Keys) -> exp.Select | None:
        """The contacts who agreed, and the `day`, once for each; None where no agreement is declared."""
        sets = []
        for agreement in agreements:
            day = self.day(agreement.given, ROW)
            come = exp.and_(filled_in(day), exp.not_(self.future(day)))
            those = self.keyed(agreement.contact, keys, [exp.alias_(day, "day")], come)
            sets.append(exp.select(ask.column(CONTACT), ask.column("day")).from_(those.subquery("those")))
        if not sets:
            return None
        whole: exp.Query = sets[0]
        for one in sets[1:]:
            whole = exp.union(whole, one)
        return exp.select(ask.column(CONTACT), ask.column("day")).distinct().from_(whole.subquery("agreed"))

    def _with_wishes(self, rows: OptedOutRows, kept: list[exp.Expr]) -> exp.Select:
        """One row for each row of the contacts: `kept`, and as `said_N` whether the Nth wish says that they opted out."""
        columns = [rows.contacts.column, *columns_of_contacts(rows.wishes, rows.agreements)]
        keys = self.keys_of(columns, rows.contacts.kind)
        beside = [exp.alias_(self._stands(wish), f"stands_{at}") for at, wish in enumerate(rows.wishes) if wish.contact is None]
        beside += [exp.alias_(self._since(wish), f"since_{at}") for at, wish in enumerate(rows.wishes) if wish.contact is None]
        found = self.keyed(rows.contacts.column, keys, [*kept, *beside], nobody=_may_be_nobody(rows))
        agreed = self.agreed(rows.agreements, keys)
        again = None if agreed is None else _last_days(agreed)
        if again is not None and beside:
            found = joined_by_contact(found, again, _AGAIN)
        for at, wish in enumerate(rows.wishes):
            if wish.contact is None:
                lifted = exp.false() if again is None else _lifted(ask.column(f"since_{at}", KEYED))
                said = ask.case([(lifted, exp.false()), (ask.column(f"stands_{at}", KEYED), exp.true())], exp.false())
            else:
                found = joined_by_contact(found, _standing(self.wished(wish, wish.contact, keys), again), f"wish_{at}")
                said = has(f"wish_{at}")
            found = found.select(exp.alias_(said, f"said_{at}"))
        return found

    def _with_agreements(self, rows: RowsWithoutAgreement, kept: list[exp.Expr]) -> exp.Select:
        """One row for each row of the contacts: `kept`, and whether they `never` agreed, have `withdrawn` it, or it is `unproven`."""
        keys = self.keys_of([rows.contacts.column, *columns_of_contacts((), rows.agreements)], rows.contacts.kind)
        found = joined_by_contact(
            self.keyed(rows.contacts.column, keys, kept, nobody=True), self._how_agreed(rows.agreements, keys), "agreed"
        )
        given, holding, proven = (exp.EQ(this=ask.column(name, "agreed"), expression=ask.number(1)) for name in _HOW)
        told = {
            "never": exp.and_(filled_in(ask.column(CONTACT, KEYED)), exp.not_(_surely(given))),
            "withdrawn": exp.and_(_surely(given), exp.not_(_surely(holding))),
            "unproven": exp.and_(_surely(holding), exp.not_(_surely(proven))),
        }
        return found.select(*(exp.alias_(condition, name) for name, condition in told.items()))

    def _how_agreed(self, agreements: Sequence[Agreement], keys: Keys) -> exp.Select:
        """The contacts of all agreements, and of each whether one of them was ever given, one holds, and one is proven: 1 or 0."""
        sets = []
        for one in agreements:
            given = self.given(one.given, ROW)
            holds = exp.and_(given, exp.not_(self.holds_no_more(one.given, one.withdrawn, ROW)))
            proven = holds if one.evidence is None else exp.and_(holds, exp.not_(blank(ask.column(one.evidence.column, ROW))))
            told = [
                exp.alias_(ask.case([(is_so, ask.number(1))], ask.number(0)), name)
                for name, is_so in zip(_HOW, (given, holds, proven), strict=True)
            ]
            rows = self.keyed(one.contact, keys, told).subquery("those")
            sets.append(exp.select(ask.column(CONTACT), *map(ask.column, _HOW)).from_(rows))
        whole: exp.Query = sets[0]
        for other in sets[1:]:
            whole = exp.union(whole, other)
        most = (exp.alias_(exp.Max(this=ask.column(name)), name) for name in _HOW)
        return exp.select(ask.column(CONTACT), *most).from_(whole.subquery("all")).group_by(ask.column(CONTACT))

    def _with_directories(self, rows: ForeignContacts, kept: list[exp.Expr]) -> exp.Select:
        """One row for each row of the contacts: `kept`, and whether they are `theirs` alone, or `both` theirs and ours."""
        keys = self.keys_of([rows.contacts.column, *rows.foreign, *rows.own], rows.contacts.kind)
        found = self.keyed(rows.contacts.column, keys, kept)
        found = joined_by_contact(found, together([self.among(column, keys) for column in rows.foreign]), "foreign")
        ours: exp.Expr = exp.false()
        if rows.own:
            found = joined_by_contact(found, together([self.among(column, keys) for column in rows.own]), "own")
            ours = has("own")
        return found.select(
            exp.alias_(exp.and_(has("foreign"), exp.not_(ours)), "theirs"),
            exp.alias_(exp.and_(has("foreign"), ours.copy()), "both"),
        )

    def _since(self, wish: Wish) -> exp.Expr:
        return exp.null() if wish.date is None else self.day(wish.date, ROW)

    def _stands(self, wish: Wish) -> exp.Expr:
        """Whether the wish stands on as_of.  A filled date that cannot be read stands too: the wish is there, only its day is lost."""
        conditions: list[exp.Expr] = []
        if wish.flag is not None:
            conditions.append(says(ask.column(wish.flag.column, ROW), wish.opt_out.means))
        if wish.date is not None:
            conditions.append(ask.case([(self.future(self.day(wish.date, ROW)), exp.false())], exp.true()))
            if wish.opt_out.list is None:
                conditions.append(exp.not_(blank(ask.column(wish.date.column, ROW))))
        return exp.and_(*conditions) if conditions else exp.true()


def columns_of_contacts(wishes: Sequence[Wish], agreements: Sequence[Agreement]) -> Iterator[TableColumn]:
    """The contacts whose wishes and agreements these are."""
    yield from (wish.contact for wish in wishes if wish.contact is not None)
    yield from (agreement.contact for agreement in agreements)


def _opt_outs(numbers: Sequence[int]) -> OptOutCounts:
    number, out, nobody, *by_wish = numbers
    return OptOutCounts(number, out, tuple(by_wish), nobody)


def _alike(means: Sequence[str]) -> tuple[str, ...]:
    """The plain words that could say the same as `means`, and are not among them: `o` beside `yes`, `n` beside `no`.

    A code of its own, `2`, says nothing of them; but where no row has it, a plain yes may be what stands for it.
    """
    sides = [words for words in (YES, NO) if any(word in words for word in means)] or [YES]
    return tuple(word for words in sides for word in words if word not in means)


def _may_be_nobody(rows: OptedOutRows) -> bool:
    """Whether it is asked how many contacts are none: of addresses nearly all are some, and to tell takes time."""
    return rows.contacts.kind is ContactKind.PHONE


def _surely(condition: exp.Expr) -> exp.Expr:
    """Whether a condition is true; never NULL."""
    return ask.case([(condition, exp.true())], exp.false())


def _last_days(agreed: exp.Select) -> exp.Select:
    last = exp.alias_(exp.Max(this=ask.column("day")), "day")
    return exp.select(ask.column(CONTACT), last).from_(agreed.subquery("days")).group_by(ask.column(CONTACT))


def _standing(wished: exp.Select, again: exp.Select | None) -> exp.Select:
    """The contacts whose wish no later agreement lifts."""
    those = exp.select(ask.column(CONTACT, KEYED)).distinct().from_(wished.subquery(KEYED))
    if again is None:
        return those
    lifted = ask.case([(_lifted(ask.column("since", KEYED)), exp.true())], exp.false())
    return joined_by_contact(those, again, _AGAIN).where(exp.not_(lifted))


def _lifted(since: exp.Expr) -> exp.Expr:
    """Whether the contact agreed after that day.  Of a wish without a day nobody can say so."""
    return exp.GT(this=ask.column("day", _AGAIN), expression=since.copy())
