"""A register that loads: each key of the grammar that is built, and where it goes."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from privaudit.errors import PrivauditError, RegisterError, UsageError
from privaudit.model.estate import Place
from privaudit.model.register import (
    Choice,
    ColumnName,
    Contact,
    Declared,
    Denial,
    Event,
    Link,
    Officer,
    OptOut,
    Party,
    Recipient,
    Register,
    Right,
    Rights,
    Source,
    Start,
    Storage,
    Where,
)
from privaudit.register import load
from privaudit.yes_no import YES

Load = Callable[[str], Register]
Complain = Callable[[str], list[PrivauditError]]


def place(line: int) -> Place:
    return Place("register.yaml", line)


@pytest.fixture(scope="module")
def register(load_text: Load, full: str) -> Register:
    return load_text(full)


def test_the_organisation_is_kept_whole(register: Register) -> None:
    organisation = register.organisation
    assert (register.version, register.path, register.reviewed) == (1, "register.yaml", date(2026, 1, 31))
    assert (organisation.name, organisation.country) == ("Velo Bleu SAS", "FR")
    assert organisation.representative == Party("Velo Bleu EU", Contact("eu@velo.example"))
    assert organisation.joint_controllers == (Party("Velo Rouge", Contact(None, "2 rue du Port, Nantes")),)
    assert organisation.contact == Contact("privacy@velo.example", "1 rue du Port, Nantes")
    assert organisation.dpo == Officer(None, "dpo@velo.example")
    assert organisation.rights == Rights("privacy@velo.example", (Right.ACCESS, Right.ERASURE, Right.POST_MORTEM), place(10))


def test_what_stands_beside_the_activities_is_kept(register: Register) -> None:
    assert register.links == (Link(ColumnName("orders", "account_id"), ColumnName("crm.accounts", "id")),)
    assert register.denials == (
        Denial("special", ("*",), "no sensitive data", place(14)),
        Denial("user.financial", ("crm_*",), "", place(15)),
    )
    assert register.recipients == (
        Recipient("support", "Support", "department", None, "", place(17)),
        Recipient("hosting", "Host", "processor", "NO", "hosting", place(18)),
    )
    assert register.security == ("encryption at rest", "daily backup")


def test_an_activity_is_kept_whole(register: Register) -> None:
    accounts, newsletter = register.activities
    assert (accounts.id, accounts.title, accounts.role, accounts.place) == ("accounts", "Customer accounts", "controller", place(21))
    assert (accounts.purposes, accounts.basis, accounts.subjects) == (("essential.service", "sales"), ("A6-1-b", "A9-2-a"), ("customer",))
    assert (accounts.source, newsletter.source) == ((Source("subject"), Source("third_party")), (Source("observed"),))
    assert accounts.where == (Where(("accounts", "crm.*"), ("*",)), Where(("orders",), ("ship_*",)))
    assert accounts.data == (
        Declared("user.contact.email", mandatory=True, place=place(32)),
        Declared("user.name", place=place(33)),
        Declared("user.unique_id.pseudonymous", columns=(ColumnName("crm.accounts", "ref"),), reason="hashed", place=place(34)),
        Declared("none", columns=(ColumnName("orders", "product_no"),), reason="an article number", place=place(35)),
    )
    assert (accounts.recipients, accounts.storage) == (("hosting", "support"), (Storage("FR"), Storage("NO")))
    assert (newsletter.title, newsletter.role, newsletter.recipients, newsletter.clocks) == ("", "controller", (), ())


def test_clocks_are_kept_with_their_lines(register: Register) -> None:
    after, unused, on_request = register.activities[0].clocks
    assert after.max is not None
    assert unused.max is not None
    assert (after.id, after.choice, after.tables, after.max.text, after.then) == (
        "after-contract",
        Choice.LATEST,
        ("accounts",),
        "P10Y6M",
        "delete",
    )
    assert after.starts == (
        Start(Event.CONTRACT_END, ColumnName("accounts", "ended_on")),
        Start(Event.LAST_CONTACT, ColumnName("accounts", "seen_at")),
    )
    assert (unused.choice, unused.tables, unused.max.length.days) == (Choice.EARLIEST, None, 14)
    assert on_request.starts == (Start(Event.DELETION_REQUEST, ColumnName("requests", "at")),)
    assert [clock.place.line for clock in (after, unused, on_request)] == [39, 45, 46]


def test_opt_outs_are_kept_and_their_words_folded(register: Register) -> None:
    (marketing,) = register.activities[1].marketing
    email = ColumnName("prospects", "email")
    assert (marketing.channel, marketing.contacts, marketing.place) == ("email", (ColumnName("mailing", "email"),), place(55))
    assert marketing.opt_out == (
        OptOut(flag=ColumnName("mailing", "stopped"), means=YES, place=place(58)),
        OptOut(flag=ColumnName("prospects", "unsubscribed"), means=("true", "01", "oui"), of=email, place=place(59)),
        OptOut(date=ColumnName("prospects", "unsubscribed_at"), of=email, place=place(60)),
        OptOut(list=ColumnName("unsubscribes", "email"), date=ColumnName("unsubscribes", "at"), place=place(61)),
    )


def test_a_file_that_is_not_there_or_a_folder_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no register missing"):
        load(tmp_path / "missing.yaml", "missing.yaml", ())
    with pytest.raises(UsageError, match="the register here is a folder"):
        load(tmp_path, "here", ())
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="the register file/x cannot be read"):
        load(tmp_path / "file" / "x", "file/x", ())


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        (b"", "the register is empty", 1),
        (b"# nothing yet\n", "the register is empty", 1),
        (b"- accounts\n", "the register must be a mapping of keys, and this file is none", 1),
        (b"hello", "the register must be a mapping of keys, and this file is none", 1),
        (b"privaudit: 1\nname: caf\xe9\n", "the register is not in UTF-8", 2),
        ("privaudit: 1\n".encode("utf-16"), "the register is not in UTF-8", 1),
        (b"privaudit: 1\nname: a\x00b\n", "this line holds the control character U+0000", 2),
        (b"#" * 5_000_001, "the register is larger than 5 MB", None),
    ],
)
def test_a_file_that_holds_no_register(tmp_path: Path, content: bytes, message: str, line: int | None) -> None:
    path = tmp_path / "register.yaml"
    path.write_bytes(content)
    with pytest.raises(RegisterError) as caught:
        load(path, "register.yaml", ())
    (complaint,) = caught.value.complaints
    assert (complaint.message, complaint.place) == (message, Place("register.yaml", line))
    assert complaint.hint


def test_a_byte_order_mark_is_no_part_of_the_first_key(complain: Complain, full: str) -> None:
    assert complain("\ufeff" + full) == []


def test_three_hundred_activities_load_in_a_moment(load_text: Load, full: str) -> None:
    head, _, activities = full.partition("activities:\n")
    text = (
        head + "activities:\n" + "".join(activities.replace("id: accounts", f"id: a{n}").replace("newsletter", f"n{n}") for n in range(150))
    )
    begin = time.process_time()
    assert len(load_text(text).activities) == 300
    # A third of a second as a rule; what measures coverage makes it three times as long.
    assert time.process_time() - begin < 3


@settings(max_examples=150)
@given(seed=st.integers(0, 2**32), changes=st.integers(1, 6))
def test_text_changed_at_random_raises_nothing_but_a_register_error(load_text: Load, full: str, seed: int, changes: int) -> None:
    assert_told_if_wrong(load_text, mangled(full, random.Random(seed), changes))  # noqa: S311 no secret


@settings(max_examples=75)
@given(seed=st.integers(0, 2**32), changes=st.integers(1, 6))
def test_text_of_the_whole_format_changed_at_random_raises_no_other_error(load_text: Load, whole: str, seed: int, changes: int) -> None:
    assert_told_if_wrong(load_text, mangled(whole, random.Random(seed), changes))  # noqa: S311 no secret


def mangled(text: str, chance: random.Random, changes: int) -> str:
    for _ in range(changes):
        at, length = chance.randrange(len(text)), chance.choice((0, 0, 1, 2, 20))
        text = (
            text[:at]
            + chance.choice(("", "\n", ":", "- ", "[", "}", "*", "&a ", "!", "'", '"', "\t", "  ", "|", "\x7f", "é"))
            + text[at + length :]
        )
    return text


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=80),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8) | st.sampled_from(["id", "where", "of", "after", "column", "<word>"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=300)
@given(value=ANYTHING, seed=st.integers(0, 2**32))
def test_a_value_changed_at_random_raises_nothing_but_a_register_error(load_text: Load, full: str, value: object, seed: int) -> None:
    assert_told_if_wrong(load_text, with_value(full, value, random.Random(seed)))  # noqa: S311 no secret


@settings(max_examples=100)
@given(value=ANYTHING, seed=st.integers(0, 2**32))
def test_a_value_of_the_whole_format_changed_at_random_raises_no_other_error(load_text: Load, whole: str, value: object, seed: int) -> None:
    assert_told_if_wrong(load_text, with_value(whole, value, random.Random(seed)))  # noqa: S311 no secret


def with_value(text: str, value: object, chance: random.Random) -> str:
    data = yaml.load(text, yaml.BaseLoader)  # noqa: S506 it builds nothing but text, lists and mappings
    data["privaudit"] = 1
    within = data
    while True:
        key = chance.choice(list(within) if isinstance(within, dict) else range(len(within)))
        if not within[key] or not isinstance(within[key], dict | list) or chance.random() < 0.2:
            break
        within = within[key]
    within[key] = value
    return json.dumps(data)


def assert_told_if_wrong(load: Load, text: str) -> None:
    try:
        load(text)
    except RegisterError as error:
        assert_well_told(error)


def assert_well_told(error: RegisterError) -> None:
    assert error.complaints
    for complaint in error.complaints:
        assert complaint.place is not None
        assert complaint.place.line
        assert (complaint.message + complaint.hint).isprintable()
