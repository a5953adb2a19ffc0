from __future__ import annotations

import json
from pathlib import Path

import pytest

from privaudit.model.findings import Severity
from privaudit.model.verdicts import Verdict
from privaudit.pipeline import CheckOptions
from tests.conftest import AS_OF, CARD, Audit, found, unknown

REGISTER = """\
activities:
  - id: orders
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [orders]}]
    data: [{category: user.financial}, {category: user.content}, {category: user.contact}]
"""
ID = "full-card-number"
# Random digits with the right check digit, of no card that anybody is known to have.
CARDS = ("4533260181590835", "4970166131860915", "5137909960308242", "5399281948219930", "4533181909378651", "5399975432319482")
WRONG = ("4533260181590836", "4970166131860916", "5137909960308243", "5399281948219931")


def orders(header: str, *cells: str) -> dict[str, str]:
    """An export of orders with one column beside their numbers."""
    return {"orders.csv": f"id,{header}\n" + "".join(f"{n},{cell}\n" for n, cell in enumerate(cells))}


def test_card_numbers_in_clear_are_counted(audit_by_our_rules: Audit) -> None:
    (finding,) = found(audit_by_our_rules(orders("card_number", *CARDS, WRONG[0], ""), REGISTER), ID)
    assert (finding.table, finding.column, finding.count, finding.categories) == ("orders", "card_number", 6, (CARD,))
    assert (finding.verdict, finding.severity, finding.register) == (Verdict.PROVEN, Severity.CRITICAL, "orders")
    assert finding.law == ("GDPR 32(1)", "GDPR 5(1)(f)", "PCI DSS 3.5.1")
    assert finding.message == (
        "orders.card_number holds full card numbers in 6 of 7 values (85.7%): 6 of 7 distinct numbers that look so pass the check."
    )


def test_it_stands_beside_the_category_checks(audit_by_our_rules: Audit) -> None:
    denied = 'never_collected: [{category: user.financial.credit_card, text: "no cards"}]\n' + REGISTER
    report = audit_by_our_rules(orders("card_number", *CARDS), denied)
    assert [finding.check for finding in report.findings if finding.column == "card_number"] == ["denied-category", ID]


@pytest.mark.parametrize(
    "silent",
    [
        ("**** **** **** 4242", "XXXX-XXXX-XXXX-1234", "424242******4242"),
        ("4242424242424242", "4111 1111 1111 1111", "5555-5555-5555-4444"),
        WRONG,
        ("tok_1N3T00LkdIwHu7ix", "0835", ""),
    ],
    ids=["masked", "tests", "wrong check digit", "tokens"],
)
def test_what_nobody_can_pay_with_is_silent(audit_by_our_rules: Audit, silent: tuple[str, ...]) -> None:
    assert found(audit_by_our_rules(orders("card_number", *silent), REGISTER), ID) == []


def test_test_numbers_among_real_ones_do_not_count(audit_by_our_rules: Audit) -> None:
    (finding,) = found(audit_by_our_rules(orders("card_number", *CARDS, "4242424242424242", "4111111111111111"), REGISTER), ID)
    assert finding.count == 6


def test_numbers_inside_texts_are_found_and_told_by_their_rows_alone(audit_by_our_rules: Audit, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    texts = [f"please charge {card} until 12/29 thank you" for card in CARDS[:5]]
    texts += ["no card in here at all", "my test was 4242 4242 4242 4242 and it worked"]
    report = audit_by_our_rules(orders("message", *texts), REGISTER, CheckOptions(as_of=AS_OF, rows=path, select=(ID,)))
    (finding,) = found(report, ID)
    assert (finding.column, finding.count, finding.verdict) == ("message", 5, Verdict.PROVEN)
    lines = path.read_text(encoding="utf-8")
    assert [json.loads(line)["key"]["line"] for line in lines.splitlines()] == [2, 3, 4, 5, 6]
    assert not [card for card in CARDS if card in finding.message + lines]


@pytest.mark.parametrize(
    ("cards", "verdict"),
    [(CARDS[:1], Verdict.UNDETERMINED), (CARDS[:2], Verdict.INDICATION), (CARDS[:5], Verdict.PROVEN)],
)
def test_one_number_in_ten_passes_by_chance(audit_by_our_rules: Audit, cards: tuple[str, ...], verdict: Verdict) -> None:
    texts = [f"please charge {card} thank you" for card in cards]
    (finding,) = found(audit_by_our_rules(orders("message", *texts, "nothing in here"), REGISTER), ID)
    assert (finding.count, finding.verdict) == (len(cards), verdict)


def test_numbers_that_pass_no_more_often_than_chance_are_silent(audit_by_our_rules: Audit) -> None:
    numbers = [f"53{n:014d}" for n in range(0, 200 * 7919, 7919)]
    assert found(audit_by_our_rules(orders("reference", *numbers), REGISTER), ID) == []


def test_a_column_that_is_called_after_cards_needs_no_proof(audit_by_our_rules: Audit) -> None:
    (finding,) = found(audit_by_our_rules(orders("credit_card_number", CARDS[0]), REGISTER), ID)
    assert (finding.count, finding.verdict) == (1, Verdict.INDICATION)


def test_a_schema_tells_nothing_of_numbers(audit_by_our_rules: Audit) -> None:
    report = audit_by_our_rules({"schema.sql": "CREATE TABLE orders (id INT, credit_card_number TEXT);\n"}, REGISTER)
    assert found(report, ID) == []
    assert unknown(report, ID) == ["orders.credit_card_number: orders is a schema without rows"]


@pytest.mark.parametrize("name", ["cvv", "card_cvc", "ccCvv2", "card_security_code", "cc_cid", "codigo_cvv", "card_verification_value"])
def test_a_column_of_security_codes_is_found(audit_by_our_rules: Audit, name: str) -> None:
    (by_name,) = found(audit_by_our_rules({"schema.sql": f"CREATE TABLE orders (id INT, {name} VARCHAR(4));\n"}, REGISTER), ID)
    assert (by_name.column, by_name.verdict, by_name.count) == (name, Verdict.INDICATION, None)
    (by_value,) = found(audit_by_our_rules(orders(name, "123", "0456", "", "789"), REGISTER), ID)
    assert (by_value.verdict, by_value.count) == (Verdict.PROVEN, 3)
    assert by_value.law == ("GDPR 32(1)", "GDPR 5(1)(f)", "PCI DSS 3.3.1")
    assert by_value.fingerprint == by_name.fingerprint


@pytest.mark.parametrize(
    ("name", "cells"), [("cvv", ("***", "***")), ("cvv_result", ("M", "N")), ("cvv_result", ("200", "404")), ("cvv", ("", ""))]
)
def test_what_is_no_security_code_is_silent(audit_by_our_rules: Audit, name: str, cells: tuple[str, ...]) -> None:
    assert found(audit_by_our_rules(orders(name, *cells), REGISTER), ID) == []


def test_the_first_of_several_owners_is_named(audit_by_our_rules: Audit) -> None:
    shared = REGISTER + REGISTER.removeprefix("activities:\n").replace("id: orders", "id: billing")
    (finding,) = found(audit_by_our_rules(orders("card_number", *CARDS), shared), ID)
    assert finding.register == "billing"


def test_a_table_that_nobody_declares_is_looked_at_too(audit_by_our_rules: Audit) -> None:
    (finding,) = found(audit_by_our_rules({"dump.csv": orders("note", *CARDS)["orders.csv"]}, REGISTER), ID)
    assert (finding.table, finding.register) == ("dump", "")


def test_a_column_that_the_register_or_an_allow_list_takes_out_is_silent(audit_by_our_rules: Audit, tmp_path: Path) -> None:
    mapped = REGISTER.replace("data: [", "data: [{category: none, columns: [orders.article], reason: numbers of articles}, ")
    assert found(audit_by_our_rules(orders("article", *CARDS), mapped), ID) == []
    (tmp_path / "own" / "allow").mkdir(parents=True)
    (tmp_path / "own" / "allow" / "articles.yaml").write_text(
        '- {column: "orders.art*", category: user.financial, reason: numbers of articles}\n', encoding="utf-8"
    )
    allowed = CheckOptions(as_of=AS_OF, rules=("own",))
    assert found(audit_by_our_rules(orders("article", *CARDS), REGISTER, allowed), ID) == []
    assert len(found(audit_by_our_rules(orders("article", *CARDS), REGISTER), ID)) == 1
