"""What cookies tell of persons."""

from __future__ import annotations

from base64 import b64encode, urlsafe_b64encode

import pytest

from privaudit.facts import RowFacts
from privaudit.model.conditions import OneOf
from privaudit.model.facts import RowKey
from privaudit.model.register import ColumnName
from privaudit.model.store_facts import CookieValues, KnownNames, Meant, TellingRows, Told
from tests.conftest import Rows

EMAIL = r"[A-Za-z0-9.+_-]+@[A-Za-z0-9.-]+[.][A-Za-z]{2,24}"
ACCOUNTS = """\
id,code,first,last
1042,ACC-77123,Jean-Pierre,Martin
1043,ACC-77124,Zoé,de la Tour
7,,Li,Wu
20260001234,,Anna,Kowalska
"""


def _base64(text: str) -> str:
    return b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("value", "name", "told"),
    [
        ("jean@x.org", "c", Told.EMAIL),
        ('{""mail"":""jean@x.org""}', "c", Told.EMAIL),
        ("jean%40x.org", "c", Told.ENCODED_EMAIL),
        ("jean%2540x.org", "c", Told.ENCODED_EMAIL),
        (_base64("jean@x.org"), "c", Told.ENCODED_EMAIL),
        ("v1." + urlsafe_b64encode(b'{"mail":"jean@x.org"}').decode().rstrip("=") + ".sig", "c", Told.ENCODED_EMAIL),
        ("k=" + _base64("a=jean%40x.org&b=1"), "c", Told.ENCODED_EMAIL),
        ("k=" + _base64("jean@x.org").replace("=", "%3D"), "c", Told.ENCODED_EMAIL),
        ("v=acc-77123", "c", Told.ID),
        (_base64("ACC-77123"), "c", Told.ID),
        ("{%22sub%22:%22ACC-77124%22}", "c", Told.ID),
        ("GA1.2.20260001234.1", "c", Told.ID),
        ("uid=1042", "c", Told.NUMBER),
        ('{""user_id"": 1042}', "c", Told.NUMBER),
        (_base64("customerId:1042"), "c", Told.NUMBER),
        ("1042", "tm_uid", Told.NUMBER),
        ("1042", "account", Told.NUMBER),
        ("1042", "tm_stats", None),
        ("guid=1042", "c", None),
        ("step=7", "c", None),
        ("jean-pierre.martin", "c", Told.NAME),
        ("Martin%20Jean%20Pierre", "c", Told.NAME),
        ("Zo%C3%A9 de", "c", None),
        ("de la", "c", None),
        ("Anna Kowalska", "c", Told.NAME),
        ("fname=Zoe", "c", Told.NAME),
        ("{'lastname':'Kowalska'}", "c", Told.NAME),
        ("theme=martin", "c", None),
        ("401d32fe698798f8c6c3", "c", None),
        ("GA1.2.1112223334.1700000000", "_ga", None),
    ],
)
def test_what_a_value_tells(facts: RowFacts, rows: Rows, value: str, name: str, told: Told | None) -> None:
    accounts = rows("accounts", ACCOUNTS)
    cookies = rows("cookies", f'id,name,value\n1,{name},"{value}"\n2,{name},\n3,c,x\n', primary_key=("id",))
    ids = ((accounts, "id"), (accounts, "code"))
    values = CookieValues(Meant(cookies), "value", "name", EMAIL, ids, (KnownNames(accounts, "first", "last"),))
    counts = facts.telling(values)
    assert counts.rows == 2
    assert {one: number for one, number in counts.of.items() if number} == ({} if told is None else {told: 1})
    keys = list(facts.keys(TellingRows(values, frozenset(Told)), frozenset()))
    assert keys == ([] if told is None else [RowKey(("id",), ("1",))])


def test_whole_names_are_known_by_their_words(facts: RowFacts, rows: Rows) -> None:
    people = rows("people", "name\nAnna Maria Kowalska\n")
    cookies = rows("cookies", "value\nmaria.kowalska\nanna.kowalska\n")
    counts = facts.telling(CookieValues(Meant(cookies), "value", None, EMAIL, (), (KnownNames(people, "name"),)))
    assert counts.of[Told.NAME] == 1


def test_the_rows_of_the_condition_count_alone_and_each_of_them(facts: RowFacts, rows: Rows) -> None:
    cookies = rows("cookies", "kind,value\na,j@x.org\na,j@x.org\nb,j@x.org\na,\n")
    meant = Meant(cookies, OneOf(ColumnName("", "kind"), ("a",)))
    counts = facts.telling(CookieValues(meant, "value", None, EMAIL))
    assert (counts.rows, counts.of[Told.EMAIL]) == (2, 2)
    lines = [key.values for key in facts.keys(TellingRows(CookieValues(meant, "value", None, EMAIL), frozenset({Told.EMAIL})), frozenset())]
    assert lines == [(2,), (3,)]
