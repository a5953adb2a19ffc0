"""From a person to all of their rows: exactly those, whatever the schema."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from privaudit.engines.duckdb import DuckDBEngine
from privaudit.facts import RowFacts
from privaudit.facts.same_contact import mail_providers
from privaudit.inventory import take_inventory
from privaudit.model.estate import Estate, ForeignKey, Reference, Table
from privaudit.model.reasons import Reason, because
from privaudit.model.rights import Given, Subject
from privaudit.model.sources import Described, ReadOptions, TargetFile
from privaudit.rights.identity import Asked
from privaudit.rights.subject import find_subject
from privaudit.rulebook import built_in
from privaudit.sources.delimited import SOURCE
from tests.conftest import AS_OF, Rows, key_to
from tests.rights.conftest import Find, ids
from tests.rights.worlds import World, a_world, address


def _tables(world: World, folder: Path, engine: DuckDBEngine) -> list[Table]:
    """The tables of a world as a schema and exports would give them."""
    found = []
    for name in world.columns:
        path = folder / f"{name}.csv"
        path.write_text(world.csv(name), encoding="utf-8")
        (described,) = SOURCE.describe(TargetFile(path.name, path), ReadOptions(), folder).tables
        keys = tuple(ForeignKey((column,), Reference(target, ("id",))) for column, target in world.keys[name])
        table = replace(described.table, primary_key=("id",), foreign_keys=keys)
        found.append(engine.load(Described(table, described.rows)))
    return found


@settings(max_examples=12)
@given(st.integers(0, 10_000))
def test_an_export_holds_exactly_the_rows_that_were_made_for_the_person(seed: int) -> None:
    world = a_world(seed)
    with tempfile.TemporaryDirectory() as folder, DuckDBEngine(Path(folder)) as engine:
        tables = _tables(world, Path(folder), engine)
        facts = RowFacts(engine, AS_OF, "FR", mail_providers())
        asked = Asked(take_inventory(Estate(tuple(tables)), {}, built_in()), None, facts, built_in())
        for person in range(len(world.rows["people"])):
            found = find_subject(asked, [Given("email", address(person))])
            assert isinstance(found, Subject)
            assert ids(found) == world.of(person)


PEOPLE = "id,first_name,last_name,email,boss_id\n1,Ada,Exemple,ada@x.example,\n2,Bo,Muster,bo@x.example,1\n3,Cy,Sample,cy@x.example,1\n"


def _people(rows: Rows) -> Table:
    return rows("people", PEOPLE, primary_key=("id",), foreign_keys=(key_to("people", "id", via="boss_id"),))


def test_other_persons_who_point_to_the_person_are_not_theirs(rows: Rows, find: Find) -> None:
    found = find([_people(rows)], "email=ada@x.example")
    assert ids(found) == {"people": ["1"]}
    assert isinstance(found, Subject)
    assert [(left.table, left.rows, left.reason) for left in found.left_out] == [("people", 2, because(Reason.OF_OTHERS))]


def test_an_answer_of_somebody_else_to_the_person_s_words_is_somebody_else_s(rows: Rows, find: Find) -> None:
    posts = rows(
        "posts",
        "id,people_id,answers,said\n10,1,,2026-01-31\n11,2,10,2026-02-01\n12,1,11,2026-02-02\n13,1,10,2026-02-03\n",
        primary_key=("id",),
        foreign_keys=(key_to("people", "id", via="people_id"), key_to("posts", "id", via="answers")),
    )
    assert ids(find([_people(rows), posts], "email=ada@x.example")) == {"people": ["1"], "posts": ["10", "12", "13"]}


def test_a_message_between_two_persons_is_of_both(rows: Rows, find: Find) -> None:
    messages = rows(
        "messages",
        "id,sender_id,recipient_id,sent_on\n20,1,2,2026-01-31\n21,2,3,2026-01-31\n22,3,1,2026-01-31\n",
        primary_key=("id",),
        foreign_keys=(key_to("people", "id", via="sender_id"), key_to("people", "id", via="recipient_id")),
    )
    assert ids(find([_people(rows), messages], "email=ada@x.example"))["messages"] == ["20", "22"]


def test_what_somebody_wrote_about_others_is_of_the_others(rows: Rows, find: Find) -> None:
    tickets = rows(
        "tickets",
        "id,people_id,created_by,opened_on\n30,2,1,2026-01-31\n31,1,2,2026-01-31\n",
        primary_key=("id",),
        foreign_keys=(key_to("people", "id", via="people_id"), key_to("people", "id", via="created_by")),
    )
    found = find([_people(rows), tickets], "email=ada@x.example")
    assert ids(found)["tickets"] == ["31"]
    assert isinstance(found, Subject)
    assert (left := [one for one in found.left_out if one.table == "tickets"])
    assert left[0].reason == because(Reason.HANDLED)


def test_patients_are_not_their_doctor_s_data(rows: Rows, find: Find) -> None:
    doctors = rows("doctors", "id,last_name,email\n1,Exemple,ada@x.example\n2,Muster,bo@x.example\n", primary_key=("id",))
    patients = rows(
        "patients",
        "id,last_name,doctor_id,born_on\n5,Sample,1,1980-01-31\n6,Ejemplo,1,1981-01-31\n",
        primary_key=("id",),
        foreign_keys=(key_to("doctors", "id", via="doctor_id"),),
    )
    assert ids(find([doctors, patients], "email=ada@x.example")) == {"doctors": ["1"]}


def test_the_row_that_a_person_points_to_is_theirs_unless_others_point_to_it_too(rows: Rows, find: Find) -> None:
    addresses = rows("addresses", "id,street,city\n1,Main Street 1,Paris\n2,Side Street 2,Lyon\n", primary_key=("id",))
    people = rows(
        "people",
        "id,email,address_id\n1,ada@x.example,1\n2,bo@x.example,2\n3,cy@x.example,2\n",
        primary_key=("id",),
        foreign_keys=(key_to("addresses", "id", via="address_id"),),
    )
    assert ids(find([addresses, people], "email=ada@x.example")) == {"addresses": ["1"], "people": ["1"]}
    shared = find([addresses, people], "email=bo@x.example")
    assert ids(shared) == {"people": ["2"]}
    assert isinstance(shared, Subject)
    assert [(left.table, left.reason) for left in shared.left_out] == [("addresses", because(Reason.SHARED))]


def test_equal_rows_of_a_table_without_a_key_stay_as_many(rows: Rows, find: Find) -> None:
    visits = rows(
        "visits", "people_id,seen_on\n1,2026-01-31\n1,2026-01-31\n2,2026-01-31\n", foreign_keys=(key_to("people", "id", via="people_id"),)
    )
    assert ids(find([_people(rows), visits], "email=ada@x.example"))["visits"] == ["1", "1"]


def test_a_key_of_two_columns_is_followed_as_a_whole(rows: Rows, find: Find) -> None:
    people = rows("people", "site,id,email\nA,1,ada@x.example\nB,1,bo@x.example\n", primary_key=("site", "id"))
    key = ForeignKey(("site", "people_id"), Reference("people", ("site", "id")))
    orders = rows("orders", "id,site,people_id\n10,A,1\n11,B,1\n12,A,2\n", primary_key=("id",), foreign_keys=(key,))
    assert ids(find([people, orders], "email=ada@x.example"))["orders"] == ["10"]


def test_rows_of_several_sources_are_found_together(rows: Rows, find: Find) -> None:
    people = rows("people", "id,email\n1,ada@x.example\n2,bo@x.example\n", primary_key=("id",), source="crm")
    orders = rows(
        "orders",
        "id,people_id\n10, 1 \n11,2\n",
        primary_key=("id",),
        foreign_keys=(key_to("people", "id", via="people_id"),),
        source="shop",
    )
    assert ids(find([people, orders], "email=ada@x.example")) == {"people": ["1"], "orders": ["10"]}
