"""Who is meant: one person, several, or nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from privaudit.errors import UsageError
from privaudit.model.estate import Skipped, TableKind, Topic
from privaudit.model.reasons import Reason, because
from privaudit.model.rights import Ambiguous, Given, Nobody, Subject
from privaudit.rights.identity import Asked
from tests.conftest import Declare, Rows, key_to
from tests.rights.conftest import Find, ids

CUSTOMERS = "id,first_name,last_name,email,phone\n"


@pytest.mark.parametrize("typed", ["ada@x.example", " ADA@X.Example", "Ada@x.EXAMPLE "])
@pytest.mark.parametrize("stored", ["ada@x.example", "ADA@X.EXAMPLE", "  Ada@x.example"])
def test_an_address_is_the_same_in_spite_of_case_and_spaces(typed: str, stored: str, rows: Rows, find: Find) -> None:
    table = rows("customers", f"{CUSTOMERS}1,Ada,Exemple,{stored},\n2,Bo,Muster,bo@x.example,\n")
    assert ids(find([table], f"email={typed}")) == {"customers": ["1"]}


def test_accents_tell_persons_apart(rows: Rows, find: Find) -> None:
    table = rows("customers", f"{CUSTOMERS}1,René,Exemple,rené@x.example,\n2,Rene,Muster,rene@x.example,\n")
    assert ids(find([table], "email=rene@x.example")) == {"customers": ["2"]}


def test_an_international_domain_is_the_same_in_both_spellings(rows: Rows, find: Find) -> None:
    table = rows("customers", f"{CUSTOMERS}1,Ada,Exemple,ada@exämple.example,\n2,Bo,Muster,bo@xn--exmple-cua.example,\n")
    assert ids(find([table], "email=ada@xn--exmple-cua.example")) == {"customers": ["1"]}
    assert ids(find([table], "email=bo@EXÄMPLE.example")) == {"customers": ["2"]}


@pytest.mark.parametrize("typed", ["+33639980001", "06 39 98 00 01", "0033639980001", "06.39.98.00.01"])
def test_a_phone_number_is_the_same_however_it_is_written(typed: str, rows: Rows, find: Find) -> None:
    table = rows("customers", f"{CUSTOMERS}1,Ada,Exemple,,+33 6 39 98 00 01\n2,Bo,Muster,,06 39 98 00 02\n")
    assert ids(find([table], f"phone={typed}")) == {"customers": ["1"]}


def test_two_customers_of_one_address_are_ambiguous_and_named_by_key(rows: Rows, find: Find) -> None:
    table = rows("customers", f"{CUSTOMERS}1,Ada,Exemple,home@x.example,\n2,Bo,Muster,Home@x.example,\n", primary_key=("id",))
    assert find([table], "email=home@x.example") == Ambiguous((("customers", "id 1"), ("customers", "id 2")))


def test_a_key_that_is_personal_gives_way_to_the_line(rows: Rows, find: Find) -> None:
    table = rows("customers", "email,first_name\nhome@x.example,Ada\nHOME@x.example,Bo\n", primary_key=("email",))
    assert find([table], "email=home@x.example") == Ambiguous((("customers", "line 2"), ("customers", "line 3")))


def test_customers_without_names_who_share_an_address_are_ambiguous(rows: Rows, find: Find) -> None:
    table = rows("customers", "id,email\n1,home@x.example\n2,home@x.example\n", primary_key=("id",))
    assert isinstance(find([table], "email=home@x.example"), Ambiguous)


def test_the_same_name_and_address_in_two_tables_is_one_person(rows: Rows, find: Find) -> None:
    customers = rows("customers", f"{CUSTOMERS}1,Ada,Exemple,ada@x.example,\n2,Bo,Muster,bo@x.example,\n")
    prospects = rows("prospects", "id,name,email\n7,A. EXEMPLE,Ada@x.example\n8,Bo Muster,bo@x.example\n")
    assert ids(find([customers, prospects], "email=ada@x.example")) == {"customers": ["1"], "prospects": ["7"]}


def test_another_name_at_the_address_in_another_table_of_persons_is_ambiguous(rows: Rows, find: Find) -> None:
    customers = rows("customers", f"{CUSTOMERS}1,Ada,Exemple,home@x.example,\n2,Bo,Muster,bo@x.example,\n")
    prospects = rows("prospects", "id,first_name,email\n7,Bo,home@x.example\n8,Cy,cy@x.example\n")
    assert isinstance(find([customers, prospects], "email=home@x.example"), Ambiguous)


def test_an_order_of_somebody_else_at_the_address_is_left_out_and_said(rows: Rows, find: Find) -> None:
    customers = rows("customers", f"{CUSTOMERS}1,Ada,Exemple,home@x.example,\n2,Bo,Muster,bo@x.example,\n", primary_key=("id",))
    orders = rows(
        "orders", "id,first_name,last_name,email\n10,Ada,Exemple,home@x.example\n11,Bo,Muster,home@x.example\n", primary_key=("id",)
    )
    found = find([customers, orders], "email=home@x.example")
    assert ids(found) == {"customers": ["1"], "orders": ["10"]}
    assert isinstance(found, Subject)
    assert [left.reason for left in found.left_out] == [because(Reason.ROW_OF_OTHER_NAME, place=because(Reason.KEY, key="id 11"))]


def test_nobody_is_told_by_name_of_the_identifier_alone(rows: Rows, find: Find) -> None:
    table = rows("customers", f"{CUSTOMERS}1,Ada,Exemple,ada@x.example,\n2,Bo,Muster,bo@x.example,\n")
    found = find([table], "email=cy@x.example")
    assert found == Nobody(("email",), ("customers.email",))


def test_identifiers_of_different_persons_are_nobody_s(rows: Rows, find: Find) -> None:
    table = rows("customers", f"{CUSTOMERS}1,Ada,Exemple,ada@x.example,0639980001\n2,Bo,Muster,bo@x.example,0639980002\n")
    assert isinstance(find([table], "email=ada@x.example", "phone=0639980002"), Nobody)
    assert ids(find([table], "email=ada@x.example", "phone=0639980001")) == {"customers": ["1"]}


NAMESAKES = f"{CUSTOMERS}1,Ada,Exemple,ada@x.example,\n2,Ada,Exemple,other@x.example,\n3,Ada,Muster,muster@x.example,\n"
BY_NAME = ("customers.first_name=Ada", "customers.last_name=Exemple")


@pytest.mark.parametrize("given", [BY_NAME, BY_NAME[1:]])
def test_two_persons_of_one_name_are_ambiguous(given: tuple[str, ...], rows: Rows, find: Find) -> None:
    table = rows("customers", NAMESAKES, primary_key=("id",))
    assert find([table], *given) == Ambiguous((("customers", "id 1"), ("customers", "id 2")))


def test_what_they_do_not_share_tells_persons_of_one_name_apart(rows: Rows, find: Find) -> None:
    table = rows("customers", NAMESAKES, primary_key=("id",))
    assert ids(find([table], *BY_NAME, "email=other@x.example")) == {"customers": ["2"]}


def test_two_rows_of_one_name_and_one_address_are_one_person(rows: Rows, find: Find) -> None:
    table = rows("customers", f"{CUSTOMERS}1,Ada,Exemple,ada@x.example,\n2,Ada,Exemple,ADA@x.example,\n3,Bo,Muster,bo@x.example,\n")
    assert ids(find([table], *BY_NAME)) == {"customers": ["1", "2"]}


def test_of_others_with_the_same_first_name_nothing_is_said(rows: Rows, find: Find) -> None:
    found = find([rows("customers", NAMESAKES, primary_key=("id",))], "customers.first_name=Ada", "customers.last_name=Muster")
    assert ids(found) == {"customers": ["3"]}
    assert isinstance(found, Subject)
    assert not found.left_out


def test_the_owner_of_an_address_that_stands_in_a_table_of_its_own_is_found(rows: Rows, find: Find) -> None:
    people = rows("people", "id,last_name\n1,Exemple\n2,Muster\n", primary_key=("id",))
    emails = rows(
        "emails",
        "people_id,email\n1,ada@x.example\n1,ada@work.example\n2,bo@x.example\n",
        foreign_keys=(key_to("people", "id", via="people_id"),),
    )
    found = find([people, emails], "email=ada@work.example")
    assert ids(found) == {"people": ["1"], "emails": ["1", "1"]}


def test_a_table_of_addresses_that_two_persons_share_is_ambiguous(rows: Rows, find: Find) -> None:
    people = rows("people", "id,last_name\n1,Exemple\n2,Muster\n", primary_key=("id",))
    emails = rows(
        "emails", "people_id,email\n1,home@x.example\n2,home@x.example\n", foreign_keys=(key_to("people", "id", via="people_id"),)
    )
    assert isinstance(find([people, emails], "email=home@x.example"), Ambiguous)


DECLARED = """\
activities:
  - id: customers
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [customers, stops]}]
    data: [{category: user.contact.email}]
"""


def test_identifiers_of_the_register_go_before_what_is_detected(rows: Rows, find: Find, tmp_path: object, declare: Declare) -> None:
    del tmp_path
    customers = rows("customers", f"{CUSTOMERS}1,Ada,Exemple,ada@x.example,\n2,Bo,Muster,bo@x.example,\n")
    stops = rows("stops", "email,since\nada@x.example,2026-01-31\nbo@x.example,2026-02-28\n")
    register = declare(DECLARED.replace("activities:", "links: [{from: stops.email, to: customers.email, same: email}]\nactivities:"))
    assert set(ids(find([customers, stops], "email=ada@x.example", register=register))) == {"customers", "stops"}


def test_a_column_of_a_view_that_is_not_counted_is_said_to_be_one(rows: Rows, asked: Callable[..., Asked]) -> None:
    asking = asked([rows("customers", f"{CUSTOMERS}1,Ada,Exemple,ada@x.example,\n")])
    said = Skipped("shop.db", "the view mailing is not counted, as all tables that it reads are", Topic.SHOWN_TWICE)
    left = replace(asking, inventory=replace(asking.inventory, skipped=(said,)))
    with pytest.raises(UsageError) as raised:
        left.columns_for(Given("mailing.email", "ada@x.example"))
    assert "the view mailing is not counted" in raised.value.hint


def test_an_identifier_that_no_column_holds_is_a_mistake(rows: Rows, find: Find) -> None:
    with pytest.raises(UsageError, match="badge"):
        find([rows("customers", f"{CUSTOMERS}1,Ada,Exemple,ada@x.example,\n")], "badge=7")


TICKETS = "id,customer_id,email,opened_on\n20,1,HOME@x.example,2026-01-31\n21,2,home@x.example,2026-02-28\n22,,home@x.example,2026-03-31\n"
TO_CUSTOMERS = (key_to("customers", "id", via="customer_id"),)


@pytest.mark.parametrize("given", [["phone=0639980001"], ["email=home@x.example", "phone=0639980001"]])
def test_a_row_that_points_to_another_person_of_a_shared_address_is_left_to_them(given: list[str], rows: Rows, find: Find) -> None:
    shared = "1,Ada,Exemple,home@x.example,0639980001\n2,Bo,Muster,home@x.example,0639980002\n"
    customers = rows("customers", f"{CUSTOMERS}{shared}", primary_key=("id",))
    tickets = rows("tickets", TICKETS, primary_key=("id",), foreign_keys=TO_CUSTOMERS)
    found = find([customers, tickets], *given)
    assert ids(found) == {"customers": ["1"], "tickets": ["20", "22"]}
    assert isinstance(found, Subject)
    left = [(one.table, one.column, one.rows, one.reason) for one in found.left_out if one.table == "tickets"]
    assert left == [("tickets", None, 1, because(Reason.BEARING_AND_OF_OTHERS))]


def test_a_row_that_leads_to_another_person_of_a_shared_address_is_left_to_them(rows: Rows, find: Find) -> None:
    shared = "1,Ada,Exemple,home@x.example,0639980001\n2,Bo,Muster,home@x.example,0639980002\n"
    customers = rows("customers", f"{CUSTOMERS}{shared}", primary_key=("id",))
    orders = rows("orders", "id,customer_id\n10,1\n11,2\n12,2\n", primary_key=("id",), foreign_keys=TO_CUSTOMERS)
    deliveries = rows(
        "deliveries",
        "id,order_id,email,sent_on\n30,10,home@x.example,2026-01-31\n31,11,home@x.example,2026-01-31\n32,12,home@x.example,2026-01-31\n",
        primary_key=("id",),
        foreign_keys=(key_to("orders", "id", via="order_id"),),
    )
    found = find([customers, orders, deliveries], "phone=0639980001")
    assert ids(found) == {"customers": ["1"], "orders": ["10"], "deliveries": ["30"]}
    assert isinstance(found, Subject)
    assert [(one.table, one.rows) for one in found.left_out if one.table == "deliveries"] == [("deliveries", 2)]


def test_a_row_with_the_person_s_address_that_points_to_another_customer_is_left_to_them(rows: Rows, find: Find) -> None:
    customers = rows("customers", f"{CUSTOMERS}1,Ada,Exemple,home@x.example,\n2,Bo,Muster,bo@x.example,\n", primary_key=("id",))
    tickets = rows("tickets", TICKETS, primary_key=("id",), foreign_keys=TO_CUSTOMERS)
    assert ids(find([customers, tickets], "email=home@x.example"))["tickets"] == ["20", "22"]


def test_a_link_of_the_register_tells_whose_a_row_is_too(rows: Rows, find: Find, declare: Declare) -> None:
    customers = rows("customers", f"{CUSTOMERS}1,Ada,Exemple,home@x.example,\n2,Bo,Muster,bo@x.example,\n", primary_key=("id",))
    tickets = rows("tickets", TICKETS)
    register = declare(DECLARED.replace("activities:", "links: [{from: tickets.customer_id, to: customers.id}]\nactivities:"))
    assert ids(find([customers, tickets], "email=home@x.example"))["tickets"] == ["20", "21", "22"]
    assert ids(find([customers, tickets], "email=home@x.example", register=register))["tickets"] == ["20", "22"]


def test_a_message_with_the_person_s_address_between_them_and_another_is_of_both(rows: Rows, find: Find) -> None:
    shared = "1,Ada,Exemple,home@x.example,0639980001\n2,Bo,Muster,home@x.example,0639980002\n"
    customers = rows("customers", f"{CUSTOMERS}{shared}", primary_key=("id",))
    messages = rows(
        "messages",
        "id,sender_id,recipient_id,email\n40,1,2,home@x.example\n41,2,1,home@x.example\n42,2,2,home@x.example\n",
        primary_key=("id",),
        foreign_keys=(key_to("customers", "id", via="sender_id"), key_to("customers", "id", via="recipient_id")),
    )
    assert ids(find([customers, messages], "phone=0639980001"))["messages"] == ["40", "41"]


def test_whoever_works_on_a_row_does_not_take_it_from_the_person(rows: Rows, find: Find) -> None:
    customers = rows("customers", f"{CUSTOMERS}1,Ada,Exemple,ada@x.example,\n2,Bo,Muster,bo@x.example,\n", primary_key=("id",))
    doctors = rows("doctors", "id,last_name,email\n1,Sample,cy@x.example\n", primary_key=("id",))
    visits = rows(
        "visits",
        "id,email,doctor_id\n50,ada@x.example,1\n51,bo@x.example,1\n",
        primary_key=("id",),
        foreign_keys=(key_to("doctors", "id", via="doctor_id"),),
    )
    assert ids(find([customers, doctors, visits], "email=ada@x.example"))["visits"] == ["50"]


def test_rows_of_a_view_with_a_shared_address_are_left_out(rows: Rows, find: Find) -> None:
    shared = "1,Ada,Exemple,home@x.example,0639980001\n2,Bo,Muster,home@x.example,0639980002\n3,Cy,Sample,cy@x.example,0639980003\n"
    customers = rows("customers", f"{CUSTOMERS}{shared}", primary_key=("id",))
    bills = "email,total\nhome@x.example,1\nhome@x.example,2\ncy@x.example,3\n"
    view = replace(rows("v_bills", bills), kind=TableKind.VIEW, reads=("customers", "bills"))
    found = find([customers, view], "phone=0639980001")
    assert ids(found) == {"customers": ["1"]}
    assert isinstance(found, Subject)
    assert [(one.rows, one.reason) for one in found.left_out if one.table == "v_bills"] == [(2, because(Reason.SHARED_IN_VIEW))]
    assert ids(find([customers, view], "phone=0639980003"))["v_bills"] == ["cy@x.example"]


MARKETING = """\
activities:
  - id: letters
    purposes: [marketing.communications]
    basis: [A6-1-a]
    subjects: [customer]
    where: [{tables: [customers, stops, sent, texted]}]
    data: [{category: user.contact}]
    marketing:
      - {channel: email, contacts: [customers.c3], opt_out: [{list: stops.who}], log: {recipient: sent.whom, at: sent.sent_on}}
      - {channel: sms, contacts: [customers.phone], opt_out: [], log: {recipient: texted.number, at: texted.sent_on}}
"""


def test_lists_and_logs_that_the_register_names_need_no_confirmation(rows: Rows, find: Find, declare: Declare) -> None:
    customers = rows("customers", "id,last_name,c3,phone\n1,Exemple,ada@x.example,0639980001\n2,Muster,bo@x.example,0639980002\n")
    stops = rows("stops", "id,who\n5,ADA@x.example\n6,bo@x.example\n")
    sent = rows("sent", "id,whom,sent_on\n7,bo@x.example,2026-01-31\n8, ada@x.example,2026-01-31\n")
    texted = rows("texted", "id,number,sent_on\n9,+33639980001,2026-01-31\n10,+33639980002,2026-01-31\n")
    found = find([customers, stops, sent, texted], "email=ada@x.example", register=declare(MARKETING))
    assert ids(found) == {"customers": ["1"], "stops": ["5"], "sent": ["8"], "texted": ["9"]}
