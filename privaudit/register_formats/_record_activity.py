"""One processing activity of the record."""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.marketing import Marketing, OptIn, OptOut
from privaudit.model.recipients import Recipient
from privaudit.model.register import NO_CATEGORY, Activity, Controller, Declared, Publication, Register, Source, Where
from privaudit.model.register_format import Known
from privaudit.register_formats import _clock_words
from privaudit.register_formats import _words as words
from privaudit.register_formats._record_parts import Facts, Grid, Section, facts
from privaudit.yes_no import YES


def activity_section(activity: Activity, register: Register, known: Known) -> Section:
    """All that the register says of an activity, in the order of Art. 30."""
    own = {one.id: one for one in register.recipients}
    recipients = tuple(_recipient(own[name], known) if name in own else name for name in activity.recipients)
    data = [one for one in activity.data if one.category != NO_CATEGORY]
    blocks: list[Facts | Grid] = [
        facts(
            ("Id", activity.id),
            ("On behalf of", tuple(map(_controller, activity.controllers))),
            ("Purposes", tuple(map(words.dotted, activity.purposes))),
            ("Legal basis", tuple(map(words.basis, activity.basis))),
            ("Categories of persons", tuple(map(words.spoken, activity.subjects))),
            ("Source of the data", tuple(map(_source, activity.source))),
            ("Recipients", recipients),
            ("Transfers to third countries", tuple(_transfers(activity, own, known))),
            ("Stored in", tuple(words.storage(one, known.eea) for one in activity.storage)),
            ("Tables", tuple(map(_where, activity.where))),
        )
    ]
    if data:
        blocks.append(Grid(("Category of data", "Required", "Columns", "Remark"), tuple(_declared(one, known) for one in data)))
    blocks.append(
        facts(
            *((f"Time limit: {clock.id}", _clock_words.clock(clock, known.categories)) for clock in activity.clocks),
            *((f"Marketing by {one.channel}", tuple(_marketing(one))) for one in activity.marketing),
            (
                "Accesses",
                None if activity.access is None else f"each in {activity.access.log} after its approval in {activity.access.approved}",
            ),
            ("Never in marketing of our own", tuple(map(str, activity.foreign_contacts))),
            ("Published with consent only", None if activity.publication is None else _publication(activity.publication)),
            ("Not personal data", tuple(_no_data(one) for one in activity.data if one.category == NO_CATEGORY)),
        )
    )
    return Section(activity.title or activity.id, tuple(blocks))


def _controller(one: Controller) -> str:
    officer = tuple(f"data protection officer: {said}" for said in words.officer(one.dpo))
    return ", ".join((one.name, *words.contact(one.contact), *officer)) + f" ({one.id})"


def _source(one: Source) -> str:
    kind = words.spoken(one.kind)
    named = f"{kind}: {one.third_party}" if one.third_party else "the person" if one.kind == "subject" else kind
    return named if one.when is None else f"{named}, where {words.condition(one.when)}"


def _recipient(one: Recipient, known: Known) -> str:
    country = "" if one.country is None else f", {words.country(one.country, known.eea)}"
    purpose = f": {one.purpose}" if one.purpose else ""
    return f"{one.name} ({words.spoken(one.role)}{country}){purpose}"


def _transfers(activity: Activity, recipients: dict[str, Recipient], known: Known) -> Iterator[str]:
    for one in (recipients[name] for name in activity.recipients if name in recipients):
        if one.country is not None and one.country not in known.eea:
            yield f"{one.name}, {one.country}: {'no safeguard is said' if one.safeguard is None else words.safeguard(one.safeguard)}"
    for place in activity.storage:
        if place.country not in known.eea:
            yield f"storage in {place.country}: {'no safeguard is said' if place.safeguard is None else words.safeguard(place.safeguard)}"


def _where(where: Where) -> str:
    columns = "" if where.columns == ("*",) else f" (columns {words.listed(where.columns)})"
    return f"{words.listed(where.tables)}{columns}"


def _declared(one: Declared, known: Known) -> tuple[str, ...]:
    title = words.category(one.category, known.categories)
    return (title, "yes" if one.mandatory else "no", words.listed(map(str, one.columns)), one.reason)


def _no_data(one: Declared) -> str:
    return f"{words.listed(map(str, one.columns))}: {one.reason}"


def _publication(one: Publication) -> str:
    withdrawn = "" if one.withdrawn is None else f", withdrawn in {one.withdrawn}"
    return f"what {one.published} marks, with the consent in {one.consent}{withdrawn}"


def _marketing(one: Marketing) -> Iterator[str]:
    yield f"contacts in {words.listed(map(str, one.contacts))}"
    if one.opt_in is not None:
        yield _opt_in(one.opt_in)
    for opt_out in one.opt_out:
        yield _opt_out(opt_out)
    if one.log is not None:
        yield f"messages sent to {one.log.recipient} are logged with their time in {one.log.at}"
    for clock in one.clocks:
        yield f"{clock.id}: {clock.of} leaves marketing {_clock_words.counted(clock.max, clock.starts, clock.choice, clock.waits)}"


def _opt_in(opt_in: OptIn) -> str:
    of = "" if opt_in.of is None else f" of {opt_in.of}"
    evidence = "" if opt_in.evidence is None else f", proved by {opt_in.evidence}"
    return f"consent in {opt_in.column}{of}{evidence}{'; no message without it' if opt_in.required else ''}"


def _opt_out(one: OptOut) -> str:
    where = []
    if one.flag is not None:
        means = "" if one.means == YES else f" (which means so where it holds {words.listed(one.means, 'or')})"
        where.append(f"the flag {one.flag}{means}")
    if one.list is not None:
        where.append(f"the list {one.list}")
    if one.date is not None:
        where.append(f"the date {one.date}")
    return f"objections in {words.listed(where)}{'' if one.of is None else f', of {one.of}'}"
