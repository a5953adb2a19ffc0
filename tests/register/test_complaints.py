"""What is wrong and what is said about it: the line, the key path, what was found, what would be right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privaudit.errors import PrivauditError
from privaudit.register.complaints import flow

Complain = Callable[[str], list[PrivauditError]]
Changed = Callable[[str, str], PrivauditError]


def line(complaint: PrivauditError) -> int | None:
    return complaint.place.line if complaint.place is not None else None


SUBJECTS = (
    "one of: anonymous_user, citizen_voter, commuter, consultant, customer, employee, job_applicant, next_of_kin, passenger, patient, "
    "prospect, shareholder, supplier_vendor, trainee, visitor"
)


SEVERAL = """\
privaudit: 1
organisation: {name: Velo, country: UK}
recipients:
  - {id: Host, name: Host, role: processer}
activities:
  - id: accounts
    purpose: [essential.service]
    basis: [consent]
    subjects: [client]
    where: {tables: [accounts]}
    data: [{category: user.contact.emial}]
    recipients: [mailing]
    clocks:
      - {id: a, start: {event: contract_ended, column: ended_on}, max: 3 years}
      - {id: a, start: {event: contract_end}, max: 3}
"""

SAID = [
    (2, '`organisation.country` is not a country code: "UK"', "write GB"),
    (4, '`recipients[#1].id` is not an id: "Host"', "lower-case letters, digits and hyphens: host"),
    (
        4,
        '`recipients[#1].role` is not a role of a recipient: "processer"',
        "did you mean `processor`?",
    ),
    (7, "`activities[accounts].purpose` is an unknown key", "did you mean `purposes`?"),
    (8, '`activities[accounts].basis[#1]` is not a legal basis: "consent"', "write A6-1-a"),
    (9, '`activities[accounts].subjects[#1]` is not a known kind of person: "client"', SUBJECTS),
    (10, "`activities[accounts].where` must be a list, but is a mapping of keys", "write where: [{tables: [accounts]}]"),
    (
        11,
        '`activities[accounts].data[#1].category` is not a known category: "user.contact.emial"',
        "did you mean `user.contact.email`?",
    ),
    (12, '`activities[accounts].recipients[#1]` is not a declared recipient: "mailing"', "one of: Host"),
    (14, '`activities[accounts].clocks[a].start.event` is not an event: "contract_ended"', "did you mean `contract_end`?"),
    (
        14,
        '`activities[accounts].clocks[a].start.column` names no table: "ended_on"',
        "write [schema.]table.column, such as accounts.email",
    ),
    (14, '`activities[accounts].clocks[a].max` is not a period: "3 years"', "write P3Y"),
    (15, '`activities[accounts].clocks[a].id` stands twice among the clocks: "a"', "give each its own id"),
    (
        15,
        "`activities[accounts].clocks[a].start` has no `column`",
        "write {event: contract_end, column: accounts.ended_on} or {latest: [{event: ..., column: ...}]}",
    ),
    (15, "`activities[accounts].clocks[a].max` is a number without a unit: 3", "write P3Y for 3 years, P10Y6M, P2W or P30D (ISO 8601)"),
]


def test_all_errors_come_at_once_in_the_order_of_the_lines(complain: Complain) -> None:
    assert [(line(c), c.message, c.hint) for c in complain(SEVERAL)] == SAID


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("security: []", [(1, "privaudit"), (1, "organisation"), (1, "activities")]),
        (
            "privaudit: 1\norganisation:\n  dpo: null\nactivities:\n  - title: x\n",
            [(2, "organisation.name"), (2, "organisation.country")]
            + [(5, f"activities[#1].{key}") for key in ("id", "purposes", "basis", "subjects", "where", "data")],
        ),
    ],
)
def test_a_missing_key_names_the_line_of_the_mapping_that_lacks_it(complain: Complain, text: str, missing: list[tuple[int, str]]) -> None:
    found = complain(text)
    assert [(line(c), c.message) for c in found] == [(at, f"`{path}` is missing") for at, path in missing]
    assert all(c.hint.startswith("write ") for c in found)


OPT_OUT = "activities[newsletter].marketing[email].opt_out"

CHANGES = [
    # versions and dates
    ("privaudit: 1", "privaudit: 2", "`privaudit` must be 1, the version of the format, but is the number 2", "write privaudit: 1"),
    ("privaudit: 1", 'privaudit: "1"', '`privaudit` must be 1, the version of the format, but is the text "1"', "write privaudit: 1"),
    (
        "privaudit: 1",
        "privaudit: true",
        "`privaudit` must be 1, the version of the format, but is the truth value true",
        "write privaudit: 1",
    ),
    ("2026-01-31", "31/01/2026", '`reviewed` is not a date: "31/01/2026"', "year, month, day: 2026-01-31"),
    ("2026-01-31", "2026-02-30", '`reviewed` is not a day of the calendar: "2026-02-30"', "year, month, day: 2026-01-31"),
    ("2026-01-31", "2026", "`reviewed` must be text, but is the number 2026", "in quotes it is text; write reviewed: 2026-01-31"),
    # the organisation
    ("country: FR\n", "country: fr\n", '`organisation.country` is not a country code: "fr"', "write FR"),
    (
        "country: FR\n",
        "country: France\n",
        '`organisation.country` is not a country code: "France"',
        "two capital letters of ISO 3166, such as FR, IE or US",
    ),
    ("name: Velo Bleu SAS", "name:", "`organisation.name` must be text, but is empty", "write name: Example SAS"),
    ("name: Velo Bleu SAS", 'name: " "', "`organisation.name` is an empty text", "write it or remove the key"),
    ("dpo@velo.example}", "dpo}", '`organisation.dpo.email` is not an e-mail address: "dpo"', "such as privacy@example.org"),
    ("post_mortem]", "erase]", '`organisation.rights.offered[#3]` is not a right: "erase"', None),
    (
        "contact: {address:",
        "contact: {adress:",
        "`organisation.joint_controllers[#1].contact.adress` is an unknown key",
        "did you mean `address`?",
    ),
    # links, denials, recipients
    ("to: crm.accounts.id", "to: crm.*.id", '`links[#1].to` is a glob where one column must stand: "crm.*.id"', None),
    (
        "to: crm.accounts.id",
        "to: crm..id",
        '`links[#1].to` is not a column: "crm..id"',
        "write [schema.]table.column, such as accounts.email",
    ),
    ("category: special", "category: sensitive", '`never_collected[#1].category` is not a known category: "sensitive"', None),
    ("category: special", "category: none", '`never_collected[#1].category` is not a known category: "none"', None),
    ('where: ["crm_*"]', "where: []", "`never_collected[#2].where` is an empty list", 'write where: ["crm_*"]'),
    ("country: NO", "country: EU", '`recipients[hosting].country` is not a country code: "EU"', None),
    (
        "[encryption at rest, daily backup]",
        "encryption",
        '`security` must be a list, but is the text "encryption"',
        "write security: [encryption at rest]",
    ),
    # activities
    (
        "  - id: newsletter",
        "  - id: 2024",
        "`activities[#2].id` must be text, but is the number 2024",
        "in quotes it is text; write id: accounts",
    ),
    (
        "  - id: newsletter",
        "  - id: accounts",
        '`activities[accounts].id` stands twice among the activities: "accounts"',
        "give each its own id",
    ),
    ("role: controller", "role: controler", None, "did you mean `controller`?"),
    (
        "sales]",
        "essential.servise]",
        '`activities[accounts].purposes[#2]` is not a known purpose: "essential.servise"',
        "did you mean `essential.service`?",
    ),
    ("sales]", "sales.online]", '`activities[accounts].purposes[#2]` is not a known purpose: "sales.online"', None),
    ("A9-2-a]", "6(1)(f)]", '`activities[accounts].basis[#2]` is not a legal basis: "6(1)(f)"', "write A6-1-f"),
    ("A9-2-a]", "a6-1-c]", '`activities[accounts].basis[#2]` is not a legal basis: "a6-1-c"', "write A6-1-c"),
    ("A9-2-a]", "intérêt légitime]", '`activities[accounts].basis[#2]` is not a legal basis: "intérêt légitime"', "write A6-1-f"),
    (
        "subjects: [customer]",
        "subjects: customer",
        '`activities[accounts].subjects` must be a list, but is the text "customer"',
        "write subjects: [customer]",
    ),
    ("subjects: [customer]", "subjects: [custumer]", None, "did you mean `customer`?"),
    ("source: observed", "source: guessed", '`activities[newsletter].source` is not a source: "guessed"', None),
    ("source: observed", "source: 3", "`activities[newsletter].source` must be a list, but is the number 3", None),
    (
        "- {tables: [orders], columns",
        "- {table: [orders], columns",
        "`activities[accounts].where[#2].table` is an unknown key",
        "did you mean `tables`?",
    ),
    (
        "- {category: user.name}",
        "- user.name",
        '`activities[accounts].data[#2]` must be a mapping of keys, but is the text "user.name"',
        None,
    ),
    ("- {category: user.name}", "- {category: name}", None, "did you mean `user.name`?"),
    (
        "mandatory: true",
        'mandatory: "yes"',
        '`activities[accounts].data[#1].mandatory` must be true or false, but is the text "yes"',
        "write mandatory: true",
    ),
    (
        "{category: none, columns: [orders.product_no], reason: an article number}",
        "{category: none, columns: [orders.product_no]}",
        "`activities[accounts].data[#4]` says that columns hold nothing personal, but has no reason",
        'write {category: none, columns: [orders.product_no], reason: "an article number"}',
    ),
    ("[hosting, support]", "[hosting, suport]", None, "did you mean `support`?"),
    ("storage: [FR, NO]", "storage: [FR, EEA]", '`activities[accounts].storage[#2]` is not a country code: "EEA"', None),
    # clocks
    (
        "{rows: all}",
        "{rows: some}",
        '`activities[accounts].clocks[after-contract].applies_to.rows` is not a choice of rows: "some"',
        "one of: all",
    ),
    ("max: P10Y6M", "max: 10", "`activities[accounts].clocks[after-contract].max` is a number without a unit: 10", None),
    ("max: P10Y6M", "max: [P10Y]", "`activities[accounts].clocks[after-contract].max` must be text, but is a list", "write max: P3Y"),
    ("max: P2W", "max: PT48H", '`activities[accounts].clocks[unused].max` is not a period: "PT48H"', None),
    ("event: last_login", "event: login", None, "did you mean `last_login`?"),
    (
        "{earliest: [{event: last_login, column: accounts.login_at}]}",
        "{earliest: []}",
        "`activities[accounts].clocks[unused].start.earliest` is an empty list",
        None,
    ),
    (
        "{earliest: [{event: last_login, column: accounts.login_at}]}",
        "{event: last_login, latest: [{event: last_login, column: accounts.login_at}]}",
        "`activities[accounts].clocks[unused].start` must be one event with its column, or `latest`, or `earliest`",
        None,
    ),
    (
        "id: on-request,",
        "id: unused,",
        '`activities[accounts].clocks[unused].id` stands twice among the clocks: "unused"',
        "give each its own id",
    ),
    # marketing
    (
        "flag: mailing.stopped",
        "flag: other.stopped",
        f'`{OPT_OUT}[#1].flag` does not say whose wish it is: "other" is not a table of the `contacts`',
        'add `of`, the column of "other" that holds the contact',
    ),
    (
        "at, of: prospects.email",
        "at, of: mailing.email",
        "`activities[newsletter].marketing[email].opt_out[#3].of` is not in the table of its `date`",
        'name a column of "prospects"',
    ),
    (
        "date: unsubscribes.at",
        "date: mailing.at",
        "`activities[newsletter].marketing[email].opt_out[#4].list` is not in the table of its `date`",
        'name a column of "mailing"',
    ),
    ("{flag: mailing.stopped}", "{flag: mailing.stopped, date: mailing.at}", None, None),
    ("{flag: mailing.stopped}", "{date: mailing.at, means: [1]}", None, None),
    ("{list: unsubscribes.email,", "{list: unsubscribes.email, of: unsubscribes.email,", None, None),
    ("{flag: mailing.stopped}", "{flag: mailing.stopped, means: [1.5]}", None, None),
    ("{flag: mailing.stopped}", "{}", "`activities[newsletter].marketing[email].opt_out[#1]` must be a flag, a date, or a list", None),
]


@pytest.mark.parametrize(("old", "new", "message", "hint"), CHANGES, ids=[new for _, new, _, _ in CHANGES])
def test_one_change_is_one_complaint_on_its_line(changed: Changed, old: str, new: str, message: str | None, hint: str | None) -> None:
    complaint = changed(old, new)
    assert message is None or complaint.message == message
    assert hint is None or complaint.hint == hint
    assert complaint.message.startswith("`")


def test_two_entries_of_one_channel(complain: Complain, full: str) -> None:
    (complaint,) = complain(full + "      - {channel: email, contacts: [mailing.email]}\n")
    assert complaint.message == '`activities[newsletter].marketing[email].channel` stands twice among the marketing: "email"'


def test_a_wrong_value_is_quoted_short_and_without_control_characters(changed: Changed) -> None:
    long = changed("max: P2W", f"max: {'x' * 500}")
    assert long.message.endswith(f'"{"x" * 59}…"')
    hidden = changed("max: P2W", 'max: "\\u202eP2W\\u0007\\n!"')
    assert hidden.message.endswith('"P2W !"')
    key = changed("title: Customer accounts", '"\\u202etitle\\n": x')
    assert key.message == "`activities[accounts].title ` is an unknown key"


def test_examples_are_written_as_yaml() -> None:
    assert flow({"a": [1, True, "x y"], "b": "*"}) == '{a: [1, true, x y], b: "*"}'


def test_what_was_refused_for_its_form_is_not_complained_about_again(complain: Complain) -> None:
    text = "privaudit: !!int 1\nlinks: *all\norganisation: {name: A, country: FR}\nactivities: []\n"
    assert [(line(c), c.message) for c in complain(text)] == [
        (1, '`privaudit` has a tag: "tag:yaml.org,2002:int"'),
        (1, '`privaudit` must be 1, the version of the format, but is the text "1"'),
        (2, '`links` is an alias: "*all"'),
        (4, "`activities` is an empty list"),
    ]
