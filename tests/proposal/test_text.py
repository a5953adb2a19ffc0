from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from privaudit import rulebook
from privaudit.register import load
from tests.conftest import found, unknown
from tests.proposal.conftest import Draft, Drafting

MEMBERS = """
CREATE TABLE members (
    id int PRIMARY KEY, last_name text NOT NULL, email text NOT NULL, phone text, religion text,
    joined_on date, last_login_at timestamp, left_on date,
    unsubscribed boolean, unsubscribed_at timestamp
);
CREATE TABLE countries (code char(2) PRIMARY KEY, label text);
"""


def test_a_draft_says_what_was_found_and_decides_nothing(draft: Drafting) -> None:
    members = draft(MEMBERS).activity("members")
    assert (members.purposes, members.basis, members.recipients, members.storage, members.clocks) == ((), (), (), (), ())


def test_what_the_schema_requires_is_mandatory(draft: Drafting) -> None:
    found_in = draft(MEMBERS).categories("members")
    assert found_in["user.contact.email"] is True
    assert found_in["user.contact.phone_number"] is False


def test_rows_decide_before_the_schema_what_is_mandatory(draft: Drafting) -> None:
    files = {
        "members.csv": "id,email,phone\n"
        + "".join(f"{n},p{n}@members.example,{'' if n == 3 else '06 39 98 00 1' + str(n)}\n" for n in range(9))
    }
    categories = draft(files).categories("members")
    assert categories["user.contact.email"] is True
    assert categories["user.contact.phone_number"] is False


def test_special_categories_are_declared_loudly(draft: Drafting) -> None:
    drafted = draft(MEMBERS)
    assert "user.demographic.religious_belief" in drafted.categories("members")
    assert "# !!! SPECIAL CATEGORIES (GDPR Art. 9)" in drafted.text
    assert "# !!! Data of special categories (GDPR Art. 9) was found: members.religion." in drafted.text
    assert [finding.check for finding in drafted.checked().findings] == ["special-category-without-basis"]


def test_undetermined_columns_are_questions(draft: Drafting) -> None:
    drafted = draft("CREATE TABLE products (id int, name text, author_name text, phone text);")
    assert "# ? is this personal? products.phone: the name reads as phone number. Against it: " in drafted.text
    assert drafted.text.count("the table products is about") == 1
    assert "user.contact.phone_number" not in drafted.categories("products")


def test_dates_whose_names_say_nothing_are_named_in_the_question(draft: Drafting) -> None:
    schema = "CREATE TABLE events (id int, email text, ts timestamp, birth_date date); CREATE TABLE users (id int, email text);"
    said = " ".join(draft(schema).text.replace("#", " ").split())
    assert said.count("Dates whose names do not say of what they are: events.ts") == 1
    assert "are: events.ts, " not in said
    assert "No date that could start a clock was found." in said


def test_dates_are_proposed_as_starts_of_clocks(draft: Drafting) -> None:
    text = draft(MEMBERS).text
    assert "members.joined_on (collection), members.last_login_at (last_login), members.left_on (contract_end)" in text
    assert (
        "#     start: {latest: [{event: contract_end, column: members.left_on}, {event: last_login, column: members.last_login_at}]}"
        in text
    )


@pytest.mark.parametrize("rows", [1, 3, 3_000])
def test_dates_that_are_texts_are_proposed_too(draft: Drafting, rows: int) -> None:
    cells = "".join(f"{n},p{n}@customers.example,2020-01-{n % 28 + 1:02},{n % 28 + 1:02}/03/2021,soon\n" for n in range(rows))
    text = draft({"customers.csv": f"id,email,created_at,last_order_at,left_on\n{cells}"}).text
    assert "customers.created_at (collection), customers.last_order_at (last_purchase)" in text
    assert "customers.left_on" not in text


def test_special_categories_that_were_not_found_are_asked_about(draft: Drafting) -> None:
    text = draft(MEMBERS).text
    assert "#   - {category: user.health_and_medical}\n" in text
    assert "#   - {category: criminal}\n" in text
    assert "#   - {category: user.demographic.religious_belief}" not in text
    assert "# never_collected:\n#   - {category: special}\n#   - {category: criminal}\n" in draft("CREATE TABLE users (email text);").text


def test_the_proposals_load_as_soon_as_they_are_no_comments(draft: Drafting) -> None:
    drafted = draft(MEMBERS)
    taken = "\n".join(_uncommented(drafted)).replace("max:  #", "max: P3Y  #")
    path = Path(drafted.path)
    path.write_text(taken, encoding="utf-8")
    register = load(path, "register.yaml", rulebook.built_in().categories)
    (members,) = register.activities
    (clock,) = members.clocks
    assert clock.max is not None
    assert (clock.max.text, [start.event.value for start in clock.starts]) == ("P3Y", ["contract_end", "last_login"])
    assert [str(wish.flag or wish.date) for wish in members.marketing[0].opt_out] == ["members.unsubscribed", "members.unsubscribed_at"]
    assert {recipient.id for recipient in register.recipients} == {"support", "hosting"}
    assert register.denials


def test_the_organisation_may_be_named(draft: Drafting) -> None:
    register = draft(MEMBERS, organisation="L'Exemple: SAS", country="BE").register
    assert (register.organisation.name, register.organisation.country) == ("L'Exemple: SAS", "BE")


def test_the_country_is_read_off_the_data(draft: Drafting) -> None:
    rows = "".join(f"{n},p{n}@customers.example,01 99 00 28 7{n}\n" for n in range(9))
    assert draft({"customers.csv": f"id,email,phone\n{rows}"}).register.organisation.country == "FR"


def test_where_nothing_tells_the_country_a_stand_in_says_so(draft: Drafting) -> None:
    drafted = draft(MEMBERS)
    assert drafted.register.organisation.country == "AQ"
    assert "country: AQ  # ? not known, so Antarctica stands here" in drafted.text


def test_without_personal_data_the_draft_still_loads_and_says_so(draft: Drafting) -> None:
    drafted = draft("CREATE TABLE countries (code char(2), label text);")
    assert drafted.register.activities[0].where == ()
    assert "# ? Nothing personal was found" in drafted.text


def test_tables_that_nobody_declares_are_named(draft: Drafting) -> None:
    assert "# No activity declares these tables, in which no personal data was found: countries\n" in draft(MEMBERS).text


def test_rows_that_point_to_persons_are_asked_about(draft: Drafting) -> None:
    schema = (
        "CREATE TABLE users (id int PRIMARY KEY, email text);\nCREATE TABLE files (id int, user_id int REFERENCES users (id), path text);"
    )
    assert "are they about those persons, too?  files.user_id" in draft(schema).text


def test_a_suppression_list_is_proposed_for_the_mailing(draft: Drafting) -> None:
    schema = """
    CREATE TABLE newsletter_export (email text, first_name text);
    CREATE TABLE unsubscribes (email text, unsubscribed_at date);
    CREATE TABLE prospects (id int, last_name text, email text, no_mail boolean, opt_in boolean);
    """
    text = draft(schema).text
    assert "#     contacts: [newsletter_export.email]\n" in text
    assert "#       - {list: unsubscribes.email, date: unsubscribes.unsubscribed_at}\n" in text


ASKED = "email,no_mail,newsletter,subscribed_at\n"


def test_flags_are_read_by_the_words_that_they_hold(draft: Drafting) -> None:
    cells = "".join(f"p{n}@prospects.example,{'ON'[n % 2]},{'NO'[n % 3 > 0]},2020-01-0{n}\n" for n in range(1, 9))
    drafted = draft({"prospects.csv": ASKED + cells})
    Path(drafted.path).write_text("\n".join(_uncommented(drafted)).replace("max:  #", "max: P90Y  #"), encoding="utf-8")
    report = drafted.checked()
    (finding,) = found(report, "opted-out-contact")
    assert finding.message.endswith("4 by the flag prospects.no_mail, 2 by the flag prospects.newsletter.")
    assert unknown(report, "opted-out-contact") == []


@pytest.mark.parametrize(
    "files",
    [
        {"prospects.csv": ASKED},
        {"prospects.csv": f"{ASKED}ann@prospects.example,N,O,2020-01-01\n"},
        {"schema.sql": "CREATE TABLE prospects (email text, no_mail int, newsletter int, subscribed_at text);"},
    ],
)
def test_the_day_of_a_subscription_is_no_opt_out(draft: Drafting, files: dict[str, str]) -> None:
    text = draft(files).text
    assert text.count("flag: prospects.") == 2
    assert "flag: prospects.subscribed_at" not in text


def test_the_same_data_gives_the_same_draft(draft: Drafting) -> None:
    assert draft(MEMBERS).text == draft(MEMBERS).text


def test_a_check_against_the_draft_finds_nothing_that_it_could_have_declared(draft: Drafting) -> None:
    files = {
        "customers.csv": "id,email,notes\n" + "".join(f"{n},p{n}@customers.example,call me at 01 99 00 28 7{n}\n" for n in range(9)),
        "schema.sql": "CREATE TABLE orders (id int, customer_id int, delivery_address text, ordered_on date);",
    }
    report = draft(files).checked()
    assert not report.findings
    assert not found(report, "undeclared-table")


def _uncommented(drafted: Draft) -> Iterator[str]:
    """The draft with its proposals declared: a key behind a `#`, and what is indented below it."""
    inside = ""
    for line in drafted.text.splitlines():
        begins = re.fullmatch(r"( *)# (\w+):(?: .*)?", line)
        if begins:
            inside = f"{begins[1]}# "
        elif inside and not line.startswith(f"{inside} "):
            inside = ""
        yield line.replace("# ", "", 1) if inside else line
