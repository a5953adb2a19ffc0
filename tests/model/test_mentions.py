"""The columns that a register names."""

from __future__ import annotations

from dataclasses import replace

from privaudit.model.estate import Estate
from privaudit.model.mentions import mentioned
from tests.conftest import Declare, a_table

REGISTER = """\
activities:
  - id: news
    purposes: [marketing]
    basis: [A6-1-a]
    subjects: [prospect]
    where: [{tables: [people]}]
    data: [{category: user.contact.email}]
    clocks:
      - {id: contact, start: {event: last_contact, column: People.SEEN}, max: P3Y}
    marketing:
      - channel: email
        contacts: [people.email]
        opt_out: [{flag: people.stop, means: ["1"]}, {list: gone.email}]
"""


def test_each_column_with_rows_that_is_named_comes_once(declare: Declare) -> None:
    people = replace(a_table("people", "email", "stop", "seen", "town"), relation="rows_1")
    schema_alone = a_table("gone", "email")
    found = list(mentioned(declare(REGISTER), Estate((people, schema_alone), ())))
    assert sorted(name for _, name in found) == ["email", "seen", "stop"]
    assert {table.name for table, _ in found} == {"people"}
