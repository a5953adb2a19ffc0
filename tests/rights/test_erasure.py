"""What becomes of rows, told on small invented tables; and worlds made by chance, from which one person is erased."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from privaudit.answering import ErasureOptions, plan_erasure
from privaudit.model.erasure import Blank, ErasurePlan, Fate
from privaudit.rights.script import script

DAY = date(2026, 6, 30)
SCHEMA = """
CREATE TABLE people (
  id integer PRIMARY KEY, email text NOT NULL, first_name varchar(4) NOT NULL, phone text, born date NOT NULL, left_on date);
CREATE TABLE orders (id integer PRIMARY KEY, person_id integer NOT NULL REFERENCES people (id), ordered_on date, note text);
CREATE TABLE tickets (id integer PRIMARY KEY, person_id integer REFERENCES people (id), closed_on date, message text);
"""
PEOPLE = """id,email,first_name,phone,born,left_on
1,ada@mail.example,Ada,0612345678,1980-02-29,
2,bo@mail.example,Bo,0612345679,1981-03-01,2020-01-31
"""
ORDERS = "id,person_id,ordered_on,note\n11,1,2020-05-05,for Ada\n12,1,2014-05-05,\n21,2,2020-05-05,\n"
TICKETS = "id,person_id,closed_on,message\n31,1,2026-01-31,hello\n32,2,2026-01-31,hello\n"
HEAD = """\
privaudit: 1
organisation: {name: Example SAS, country: FR, identifiers: {email: [people.email]}}
recipients:
  - {id: host, name: Example Hosting, role: processor, country: FR, purpose: hosting}
  - {id: desk, name: Desk, role: department}
stores:
  - {id: nightly, files: ["backups/*.dump"], dated_by: name, max: P30D, rolling: true, storage: [FR]}
activities:
"""
ACTIVITY = """\
  - id: {id}
    title: {id}
    role: {role}
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{{tables: [{tables}]}}]
    data: [{{category: user}}]
    recipients: [host, desk]
"""
KEPT = """\
    clocks:
      - id: books
        start: {event: item_date, column: orders.ordered_on}
        max: P10Y
        exception: {reason: A17-3-b, text: "books are kept"}
"""


def activity(name: str, tables: str, more: str = "", role: str = "controller") -> str:
    return ACTIVITY.format(id=name, tables=tables, role=role) + more


Plan = Callable[..., ErasurePlan]


@pytest.fixture
def planned(tmp_path: Path) -> Plan:
    """A plan for Ada, or for what has expired, by the activities of a register."""

    def plan(activities: str, *, expired: bool = False, day: date = DAY, head: str = HEAD, **files: str) -> ErasurePlan:
        written = {"schema.sql": SCHEMA, "people.csv": PEOPLE, "orders.csv": ORDERS, "tickets.csv": TICKETS}
        written |= {f"{name}.csv": text for name, text in files.items() if name != "schema"}
        written["schema.sql"] = files.get("schema", SCHEMA)
        for name, text in written.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / "register.yaml").write_text(head + activities, encoding="utf-8")
        subject = () if expired else ("email=ADA@mail.example",)
        return plan_erasure([str(tmp_path)], tmp_path / "register.yaml", ErasureOptions(as_of=day, subject=subject, expired=expired))

    return plan


def told(plan: ErasurePlan) -> list[tuple[str, str, int]]:
    return [(step.fate.value, step.table.name, step.count) for step in plan.steps]


def test_what_nothing_keeps_is_deleted_whoever_points_to_others_first(planned: Plan) -> None:
    plan = planned(activity("all", '"*"'))
    assert told(plan) == [("delete", "orders", 2), ("delete", "tickets", 1), ("delete", "people", 1)]
    assert plan.exit_code == 0


def test_what_the_law_wants_stays_until_its_day_and_what_it_points_to_is_cleared(planned: Plan) -> None:
    plan = planned(activity("people", "people, tickets") + activity("orders", "orders", KEPT))
    assert told(plan) == [("anonymise", "people", 1), ("delete", "orders", 1), ("delete", "tickets", 1), ("keep", "orders", 1)]
    person, old, _, kept = plan.steps
    assert old.held.values(("id",)) == (("12",),)
    assert kept.grounds.until == date(2030, 5, 5)
    assert (kept.grounds.register, kept.grounds.law, kept.grounds.reason) == ("orders/books", ("GDPR 17(3)(b)",), "books are kept")
    assert person.grounds.reason == "rows of orders that stay point to it"
    assert {one.column: one.by for one in person.cleared} == {
        "email": Blank.NAMED,
        "first_name": Blank.NOTHING,  # four characters have no room for more
        "phone": Blank.NULL,
        "born": Blank.DAY,
    }


@pytest.mark.parametrize(("day", "fates"), [(date(2030, 5, 5), {"keep"}), (date(2030, 5, 6), {"delete"})])
def test_the_last_day_is_still_inside(planned: Plan, day: date, fates: set[str]) -> None:
    plan = planned(
        activity("all", "people, tickets") + activity("orders", "orders", KEPT), day=day, orders=ORDERS.replace("12,1,2014", "12,1,2020")
    )
    assert {step.fate.value for step in plan.steps if step.table.name == "orders"} == fates


def test_a_minimum_keeps_rows_without_an_exception(planned: Plan) -> None:
    clock = "    clocks: [{id: log, start: {event: item_date, column: tickets.closed_on}, min: P1Y}]\n"
    plan = planned(activity("all", "people, orders") + activity("tickets", "tickets", clock))
    (kept,) = [step for step in plan.steps if step.table.name == "tickets"]
    assert (kept.fate, kept.grounds.until, kept.grounds.reason) == (Fate.KEEP, date(2027, 1, 31), "must be kept for P1Y")


def test_an_end_that_has_not_come_keeps_them_too(planned: Plan) -> None:
    clock = """\
    clocks:
      - {id: claims, when: {column: people.left_on, not_null: true}, start: {event: contract_end, column: people.left_on}, max: P5Y,
         exception: {reason: A17-3-e}}
"""
    plan = planned(activity("all", "people, orders, tickets", clock))
    assert {(step.fate, step.grounds.until) for step in plan.steps} == {(Fate.KEEP, None)}
    assert all("nothing dates contract end" in step.grounds.reason for step in plan.steps)


def test_fields_that_a_clock_ends_are_cleared_and_the_rest_is_kept(planned: Plan) -> None:
    clock = """\
    clocks:
      - {id: message, applies_to: {columns: [tickets.message]}, start: {event: request_closed, column: tickets.closed_on}, max: P0D}
      - {id: log, start: {event: item_date, column: tickets.closed_on}, min: P1Y}
"""
    plan = planned(activity("all", "people, orders") + activity("tickets", "tickets", clock))
    (kept,) = [step for step in plan.steps if step.table.name == "tickets"]
    assert (kept.fate, [one.column for one in kept.cleared]) == (Fate.ANONYMISE, ["message"])


def test_rows_held_as_a_processor_are_left_to_the_controller(planned: Plan) -> None:
    more = "    controllers: [{id: client, name: Client SA}]\n"
    plan = planned(activity("all", "people, orders") + activity("theirs", "tickets", more, role="processor"))
    (kept,) = [step for step in plan.steps if step.table.name == "tickets"]
    assert (kept.fate, kept.grounds.law) == (Fate.KEEP, ("GDPR 28(3)(e)",))


WISHES = """\
    marketing:
      - channel: email
        contacts: [people.email]
        opt_out: [{flag: people.no_mail, of: people.email, means: ["yes"]}, {list: stopped.email, date: stopped.since}]
"""
WISHED = (
    SCHEMA.replace("left_on date", "left_on date, no_mail text")
    + "CREATE TABLE stopped (email text, since date, campaign text, name text);"
)
FLAGGED = PEOPLE.replace("left_on", "left_on,no_mail").replace("1980-02-29,", "1980-02-29,, YES ").replace("2020-01-31", "2020-01-31,")


def test_a_wish_not_to_be_contacted_survives_in_its_least_form(planned: Plan) -> None:
    plan = planned(activity("all", '"*"', WISHES), schema=WISHED, people=FLAGGED, stopped="email,since,campaign,name\n")
    (person,) = [step for step in plan.steps if step.table.name == "people"]
    assert person.fate is Fate.ANONYMISE
    assert person.grounds.register == "all/marketing/email"
    assert {one.column for one in person.cleared} == {"first_name", "phone", "born"}


def test_who_stands_on_the_list_stays_there_and_nowhere_else(planned: Plan) -> None:
    listed = "email,since,campaign,name\nada@mail.example,2026-01-01,spring,Ada Example\nbo@mail.example,2026-01-01,,\n"
    plan = planned(
        activity("all", '"*"', WISHES),
        head=HEAD.replace("[people.email]", "[people.email, stopped.email]"),
        schema=WISHED,
        people=FLAGGED,
        stopped=listed,
    )
    wish, *others = plan.steps
    assert (wish.table.name, wish.fate, [one.column for one in wish.cleared]) == ("stopped", Fate.ANONYMISE, ["name"])
    assert {step.fate for step in others} == {Fate.DELETE}


def test_backups_and_recipients_are_listed(planned: Plan) -> None:
    plan = planned(activity("all", '"*"'))
    assert [(one.store, one.until) for one in plan.copies] == [("nightly", date(2026, 7, 30))]
    assert [(one.id, one.activities) for one in plan.recipients] == [("host", ("all",))]


def test_a_clock_that_nobody_can_hold_rows_against_keeps_them(planned: Plan) -> None:
    clock = KEPT.replace("orders.ordered_on", "papers.filed_on")
    plan = planned(activity("people", "people, tickets") + activity("orders", "orders", clock))
    (kept,) = [step for step in plan.steps if step.table.name == "orders"]
    assert kept.fate is Fate.KEEP
    assert "table papers, which dates item_date, is not in this run" in kept.grounds.reason


def test_expired_rows_go_and_those_that_point_nowhere_else_do_not(planned: Plan) -> None:
    clock = "    clocks: [{id: left, start: {event: contract_end, column: people.left_on}, max: P5Y}]\n"
    plan = planned(activity("people", "people", clock) + activity("rest", "orders, tickets"), expired=True)
    assert told(plan) == [("anonymise", "people", 1)]
    assert plan.steps[0].held.values(("id",)) == (("2",),)


@pytest.mark.parametrize(("day", "rows"), [(date(2025, 1, 31), 0), (date(2025, 2, 1), 3)])
def test_expired_rows_are_those_after_their_last_day(planned: Plan, day: date, rows: int) -> None:
    clock = "    clocks: [{id: left, start: {event: contract_end, column: people.left_on}, max: P5Y}]\n"
    plan = planned(activity("people", '"*"', clock), expired=True, day=day)
    assert plan.rows(Fate.DELETE) == rows


def test_expired_rows_outside_the_archive_are_to_be_moved(planned: Plan) -> None:
    clock = """\
    clocks:
      - id: left
        start: {event: contract_end, column: people.left_on}
        max: P10Y
        archive: {into: ["archive.*"], after: P3Y, reason: claims}
"""
    plan = planned(activity("people", '"*"', clock), expired=True)
    assert sorted(told(plan)) == [("archive", "orders", 1), ("archive", "people", 1), ("archive", "tickets", 1)]
    assert "BY HAND: people: move 1 row" in script(plan, "sqlite")


@pytest.mark.parametrize("who", ["email=nobody@mail.example", "email=ada@mail.example"])
def test_without_one_person_there_is_no_plan(planned: Plan, tmp_path: Path, who: str) -> None:
    planned(activity("all", '"*"'), people=PEOPLE + "3,ada@mail.example,Eve,,1990-01-01,\n")
    plan = plan_erasure([str(tmp_path)], tmp_path / "register.yaml", ErasureOptions(subject=(who,)))
    assert (plan.exit_code, plan.steps) == (1, ())
    assert "mail.example" not in plan.nobody
