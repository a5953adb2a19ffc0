"""The runs that answer persons: until when, and how what is kept of them would be erased."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from privaudit import rulebook
from privaudit.errors import UsageError
from privaudit.facts import RowFacts
from privaudit.facts.same_contact import mail_providers
from privaudit.lists.adequacy import known_countries
from privaudit.messages import number
from privaudit.model.erasure import Erased, ErasurePlan
from privaudit.model.estate import Estate, Skipped, Table, Topic
from privaudit.model.findings import Context
from privaudit.model.requests import RequestsReport
from privaudit.model.rights import Ambiguous, Nobody, Subject
from privaudit.model.rules import Rulebook
from privaudit.pipeline import audited
from privaudit.questions import Engine
from privaudit.register import load
from privaudit.rights.addresses import with_addresses
from privaudit.rights.aftermath import copies, recipients
from privaudit.rights.deadlines import Calendar
from privaudit.rights.erasure import Erasure
from privaudit.rights.erasure_order import in_order
from privaudit.rights.given import columns_of, given_of
from privaudit.rights.identity import Asked
from privaudit.rights.request_columns import chosen, request_tables, told_once
from privaudit.rights.requests import assumptions, requests_of
from privaudit.rights.subject import find_subject
from privaudit.rights.suppression import wishes_in
from privaudit.scanning import Options, inventory_of, run_of


@dataclass(frozen=True)
class RequestsOptions(Options):
    """What requests takes beside that."""

    columns: tuple[str, ...] = ()
    """`received=TABLE.COLUMN`, `extended=...`, `closed=...`, `key=...`; empty: names tell."""
    country: str = ""
    """Whose public holidays count: FR, or DE-BY; empty: that of the register's organisation."""
    register: str | Path | None = None


def requests(targets: Sequence[str], options: RequestsOptions | None = None) -> RequestsReport:
    """Until when each request of a person must be answered (GDPR Art. 12(3)), and which are overdue.

    Raises UsageError where no table of requests is found, or nobody says of which country.
    """
    options = options or RequestsOptions()
    rules = rulebook.in_force(options.rules)
    calendar = Calendar(options.country or _country(options, rules))
    said = chosen(options.columns)
    run = run_of(options, rules)

    def facts(engine: Engine) -> RowFacts:
        return RowFacts(engine, run.as_of, calendar.country, mail_providers())

    def wanted(estate: Estate, engine: Engine) -> list[Table]:
        return [one.table for one in request_tables(estate, said, facts(engine))]

    with inventory_of(targets, options, rules, wanted) as (inventory, engine):
        answers = facts(engine)
        tables, shown = told_once(request_tables(inventory.estate, said, answers))
        found = requests_of(tables, answers, inventory, calendar)
        assumed = tuple(Skipped(what, reason, Topic.ASSUMED) for what, reason in assumptions(tables))
        skipped = inventory.estate.unreadable + answers.assumed + assumed + shown
        return RequestsReport(run, calendar.place, tables, found, skipped, incomplete=bool(inventory.estate.unreadable))


def _country(options: RequestsOptions, rules: Rulebook) -> str:
    if options.register is None:
        raise UsageError("nobody says of which country the public holidays count", "Name it with --country FR, or the register with -r.")
    return load(Path(options.register), str(options.register), rules.categories).organisation.country


@dataclass(frozen=True)
class ErasureOptions(Options):
    """What an erasure plan takes beside that: either identifiers of one person, or `expired`."""

    subject: tuple[str, ...] = ()
    """`email=jane@example.org`, `phone=...`, `TABLE.COLUMN=...`: all must be of the same person."""
    expired: bool = False
    """All rows past their clock."""
    confirmed: bool = False
    """Whether links and identifiers that only names suggest are followed."""


def plan_erasure(targets: Sequence[str], register: str | Path, options: ErasureOptions) -> ErasurePlan:
    """What would be deleted, cleared or kept, of one person or of all that is past its clock.  Nothing is changed.

    Raises RegisterError with all complaints about the register, UsageError for options that make no sense.
    """
    if bool(options.subject) is options.expired:
        raise UsageError("a plan is for one person or for all that has expired", "Give --subject, or --expired.")
    given = tuple(map(given_of, options.subject))
    with audited(targets, register, options) as (run, rules, declared, inventory, facts):
        told = with_addresses(inventory, declared, facts, rules) if given else inventory
        context = Context(told, declared, rules, facts, run.as_of, complete=False, countries=known_countries())
        asked = Asked(told, declared, facts, rules, options.confirmed, columns_of(given))
        subject = find_subject(asked, given) if given else None
        plan = ErasurePlan(run, Erased.SUBJECT if given else Erased.EXPIRED, ())
        if isinstance(subject, Ambiguous | Nobody):
            plan = replace(plan, nobody=_nobody(subject))
        else:
            plan = _planned(plan, Erasure(context, facts, asked.links.sure), subject)
        unreadable = inventory.estate.unreadable
        unread = tuple(entry for entry in inventory.estate.skipped if entry.topic.leaves_out)
        skipped = unreadable + facts.assumed + unread
        return replace(plan, skipped=tuple(dict.fromkeys(skipped)), incomplete=bool(unreadable))


def _planned(plan: ErasurePlan, erasure: Erasure, subject: Subject | None) -> ErasurePlan:
    steps = erasure.of_expired() if subject is None else erasure.of_subject(subject)
    order = in_order(steps, erasure.links)
    warnings = (*erasure.warnings, *order.warnings, *(() if subject is None else _not_reached(erasure.context, subject)))
    return replace(
        plan,
        steps=order.steps,
        detached=order.detached,
        copies=copies(erasure.context, steps),
        recipients=recipients(erasure.context, steps),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _not_reached(context: Context, subject: Subject) -> Iterator[Skipped]:
    """Where something of the person may be that the plan does not touch."""
    for table in context.estate.tables:
        reason = subject.unreached.get((table.source, table.name))
        listed = any(wish.listed for wish in wishes_in(context.register, table))
        if reason is not None and not listed and any(verdict.personal for verdict in context.inventory.of(table)):
            yield Skipped(table.name, f"not reached: {reason}")
    for out in subject.left_out:
        rows = "" if out.rows is None else f"{number(out.rows, 'row')} "
        yield Skipped(out.table, f"{rows}left alone: {out.reason}")


def _nobody(found: Ambiguous | Nobody) -> str:
    if isinstance(found, Nobody):
        searched = ", ".join(found.searched) or "no column"
        return f"nobody has {' and '.join(found.identifiers)} as given (searched: {searched})"
    rows = ", ".join(f"{table} {key}" for table, key in found.rows)
    return f"several persons fit: {rows}{f' and {found.more:,} more' if found.more else ''}"
