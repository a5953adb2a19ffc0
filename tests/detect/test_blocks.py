"""What columns say only together: parts of an address, of a bank account, of a phone number."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.detect import detect
from privaudit.model.estate import Column, Table
from privaudit.model.verdicts import ColumnVerdict

RULES = rulebook.built_in()
STREET = "user.contact.address.street"
ACCOUNT = "user.financial.bank_account"
NATIONAL = "user.government_id.national_identification_number"
PHONE = "user.contact.phone_number"


def indicated(verdict: ColumnVerdict) -> str | None:
    return verdict.category if verdict.verdict.personal else None


def found(table: str, *columns: str) -> list[str | None]:
    """What a table's columns are found to be, each written as `name type`."""
    made = tuple(Column(name, declared) for name, _, declared in (column.partition(" ") for column in columns))
    return [indicated(verdict) for verdict in detect(Table("schema.sql", table, made), None, RULES)]


@pytest.mark.parametrize(
    ("table", "columns", "expected"),
    [
        ("clientes", ("numero varchar(10)", "calle text", "ciudad text", "codigo_postal text"), STREET),
        ("socios", ("num int", "rua text", "bairro text", "cidade text", "cep text"), STREET),
        ("adressen", ("nr varchar(6)", "strasse text", "plz text", "ort text"), STREET),
        ("telefones", ("numero varchar(20)", "cliente_id int"), PHONE),
        ("pedidos", ("numero varchar(10)", "total decimal(9,2)"), None),
        ("lojas", ("numero varchar(10)", "rua text", "cidade text", "cep text", "telefone text"), None),
        ("clientes", ("numero varchar(200)", "rua text", "cidade text", "cep text"), None),
        ("kunden", ("nr varchar(6)", "datum date", "betrag decimal(9,2)", "strasse text", "plz text", "ort text"), None),
        ("kunden", ("auftrag_nr varchar(6)", "strasse text", "plz text", "ort text"), None),
    ],
)
def test_a_bare_number_among_the_parts_of_an_address_is_that_of_the_house(
    table: str, columns: tuple[str, ...], expected: str | None
) -> None:
    assert found(table, *columns)[0] == expected


@pytest.mark.parametrize(
    ("table", "columns", "expected"),
    [
        ("diarias", ("banco varchar(60)", "agencia varchar(10)", "conta varchar(20)"), ACCOUNT),
        ("payouts", ("bank varchar(60)", "account_number varchar(30)"), ACCOUNT),
        ("payouts", ("bank varchar(60)", "amount decimal(9,2)"), None),
        ("loans", ("branch varchar(60)", "branch_code varchar(9)"), None),
        ("products", ("bank varchar(60)", "account_number varchar(30)"), None),
    ],
)
def test_weak_words_of_banks_count_where_different_ones_stand_together(table: str, columns: tuple[str, ...], expected: str | None) -> None:
    assert found(table, *columns)[0] == expected


def test_a_table_of_accounts_that_belong_to_persons_makes_weak_words_count() -> None:
    assert found("cuenta_bancaria", "banco varchar(60)", "id_persona int")[0] == ACCOUNT
    assert found("cuenta_contable", "banco varchar(60)", "id_producto int")[0] is None


def test_the_parts_of_a_phone_number_may_be_short() -> None:
    assert found("pessoas", "ddd_telefone numeric(3)", "telefone varchar(20)")[0] == PHONE
    assert found("pessoas", "ddd_telefone numeric(3)", "cidade varchar(20)")[0] is None


@pytest.mark.parametrize(("columns", "expected"), [(("street", "city", "zip"), "user.contact.address.state"), (("total",), None)])
def test_a_state_is_one_of_the_country_beside_an_address_only(columns: tuple[str, ...], expected: str | None) -> None:
    assert found("customers", "state varchar(20)", *(f"{name} varchar(40)" for name in columns))[0] == expected


@pytest.mark.parametrize(
    ("table", "columns", "card"),
    [
        ("order_payments", ("card_number varchar(30)", "card_holder varchar(60)"), True),
        ("credit_cards", ("card_number varchar(30)", "added_on date"), True),
        ("library_loans", ("card_number varchar(30)", "due_on date"), False),
    ],
)
def test_a_card_number_is_that_of_a_payment_card_where_more_of_one_stands_beside_it(
    table: str, columns: tuple[str, ...], card: bool
) -> None:
    assert (found(table, *columns)[0] == "user.financial.credit_card") is card


@pytest.mark.parametrize(("thing", "theirs"), [("court", False), ("hospital", False), ("home", True), ("school", True)])
def test_a_thing_with_several_ways_to_reach_it_is_a_place_of_its_own(thing: str, *, theirs: bool) -> None:
    columns = ("name text", "surname text", *(f"{thing}_{way} text" for way in ("phone", "street", "zip")))
    assert (found("debtors", *columns)[2] is not None) is theirs


@pytest.mark.parametrize(
    ("columns", "expected"), [(("branch varchar(5)", "phone text"), None), (("branch varchar(40)", "bank_account_no text"), ACCOUNT)]
)
def test_a_branch_is_that_of_a_bank_beside_an_account(columns: tuple[str, ...], expected: str | None) -> None:
    assert found("employees", *columns)[0] == expected


@pytest.mark.parametrize(
    ("table", "columns", "expected"),
    [
        ("phones", ("ext_no varchar(7)", "phone varchar(30)", "patient_id int"), PHONE),
        ("mobile", ("name varchar(9)", "customer_id int"), PHONE),
        ("mobile", ("name varchar(9)", "shop_id int"), None),
    ],
)
def test_a_list_of_a_persons_phones_says_what_its_columns_are(table: str, columns: tuple[str, ...], expected: str | None) -> None:
    assert found(table, *columns)[0] == expected


@pytest.mark.parametrize(
    ("table", "columns", "expected"),
    [
        ("xqz_about", ("name varchar(80)", "street varchar(60)", "city varchar(60)"), None),
        ("missions", ("starts datetime", "street varchar(60)"), None),
        ("missions", ("starts datetime", "shipping_street varchar(60)"), STREET),
        ("xqz_about", ("surname varchar(80)", "street varchar(60)"), STREET),
        ("xqz_about", ("member_id int", "street varchar(60)"), STREET),
        ("addresses", ("line varchar(80)", "street varchar(60)"), STREET),
        ("xqz_about", ("city varchar(80)", "street varchar(60)", "zip varchar(9)"), STREET),
        ("shipments", ("name varchar(80)", "street varchar(60)"), STREET),
    ],
    ids=[
        "a thing",
        "a doing",
        "for a delivery",
        "names somebody",
        "of somebody",
        "a table of addresses",
        "a whole address",
        "a doing for a name",
    ],
)
def test_a_street_in_a_row_of_nobody_is_where_a_thing_is(table: str, columns: tuple[str, ...], expected: str | None) -> None:
    assert found(table, *columns)[1] == expected


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (("etablissement varchar(5)", "guichet varchar(5)", "compte varchar(11)", "cle_rib varchar(2)"), [ACCOUNT] * 4),
        (("konto varchar(10)", "blz varchar(8)", "bic varchar(11)"), [ACCOUNT] * 3),
        (("compte varchar(11)", "etablissement varchar(5)", "libelle varchar(40)"), [None] * 3),
    ],
    ids=["in French", "in German", "no account"],
)
def test_a_bare_account_is_one_at_a_bank_beside_the_other_parts(columns: tuple[str, ...], expected: list[str | None]) -> None:
    assert found("releves", *columns) == expected


def test_the_series_of_a_paper_is_short_beside_its_number() -> None:
    person = ("nome varchar(60)", "data_nascimento date", "bairro varchar(60)", "num_cpf varchar(14)")
    assert found("funcionarios", *person, "num_ctps varchar(8)", "num_serie_ctps varchar(4)")[-1] == NATIONAL
    assert found("funcionarios", *person[:3], "num_serie_ctps varchar(4)")[-1] is None


@pytest.mark.parametrize("kind", ["tipo_documento varchar(5)", "tipodocumento char(2)", "tipo_licencia varchar(3)"])
def test_the_kind_of_a_paper_tells_nothing_of_its_holder(kind: str) -> None:
    assert found("socios", "nombre varchar(60)", "apellidos varchar(60)", "calle varchar(60)", kind)[-1] is None
