"""Who is reached at home: mailboxes at consumer providers, and the mobile numbers beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from sqlglot import exp

from privaudit import questions as ask
from privaudit.facts.asking import Asking
from privaudit.facts.clock_starts import ROW
from privaudit.facts.conditions import filled_in
from privaudit.model.facts import Rows
from privaudit.model.store_facts import PrivateContacts, PrivateCounts
from privaudit.questions import Answer
from privaudit.rulebook import dated_list
from privaudit.validators.mobiles import mobile_in


class PrivateContactFacts(Asking):
    """Answers about private contacts."""

    def private_contacts(self, contacts: PrivateContacts) -> PrivateCounts:
        """How many addresses are at consumer providers, or how many mobile numbers stand beside one."""
        domain, private = ask.column("domain"), ask.column("private")
        told = _told(contacts, []).subquery("told")
        counts = exp.select(exp.alias_(exp.Count(this=domain), "n"), exp.alias_(ask.count_if(private), "private")).from_(told)
        ((count, at_home),) = self.told(counts)
        if contacts.phone is None:
            return PrivateCounts(int(count), int(at_home))
        phones = exp.select(ask.column("phone"), exp.alias_(exp.Count(this=exp.Star()), "n")).from_(told.copy())
        mobile = self._mobile()
        beside = self.engine.stream(phones.where(_beside()).group_by(ask.column("phone")))
        return PrivateCounts(int(count), sum(int(number) for phone, number in beside if mobile(str(phone))))

    def found(self, rows: Rows, kept: list[exp.Expr]) -> tuple[exp.Select, exp.Expr]:
        """Also the rows with a private contact."""
        if not isinstance(rows, PrivateContacts):
            return super().found(rows, kept)
        return _told(rows, kept), ask.column("private") if rows.phone is None else _beside()

    def answers(self, rows: Rows, kept: list[exp.Expr], names: list[str]) -> Iterator[Answer]:
        """Which numbers are of mobile phones is told here; an engine cannot."""
        if not isinstance(rows, PrivateContacts) or rows.phone is None:
            yield from super().answers(rows, kept, names)
            return
        mobile = self._mobile()
        for *answer, phone in super().answers(rows, kept, [*names, "phone"]):
            if mobile(str(phone)):
                yield tuple(answer)

    def _mobile(self) -> Callable[[str], bool]:
        return mobile_in(self.country)


def _told(contacts: PrivateContacts, kept: list[exp.Expr]) -> exp.Select:
    """What is kept of each row; its `domain` and `phone`, and as `private` whether the mailbox is at a consumer provider."""
    domain = ask.without(ask.after_last(ask.folded(ask.column(contacts.email, ROW)), "@"), ">")
    phone = exp.null() if contacts.phone is None else ask.trimmed(ask.column(contacts.phone, ROW))
    rows = exp.select(*kept, exp.alias_(domain, "domain"), exp.alias_(phone, "phone"))
    rows = rows.from_(ask.relation(contacts.table.relation or "", ROW))
    domains, families = _consumer_providers()
    private = exp.or_(ask.one_of(ask.column("domain"), domains), ask.matches(ask.column("domain"), families))
    return exp.select("*", exp.alias_(ask.case([(private, exp.true())], exp.false()), "private")).from_(rows.subquery("addressed"))


def _beside() -> exp.Expr:
    return exp.and_(ask.column("private"), filled_in(ask.column("phone")))


@cache
def _consumer_providers() -> tuple[tuple[str, ...], str]:
    """The domains of providers that give mailboxes to consumers, and a pattern of those that they have in many countries."""
    listed = dated_list("consumer_mailboxes")
    names = "|".join(sorted(name.strip() for name in str(listed["families"]).split(",")))
    return tuple(name.strip() for name in str(listed["domains"]).split(",")), rf"({names})\.(com?\.)?[a-z]{{2,3}}"
