from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from privaudit.errors import PrivauditError, RegisterError
from privaudit.model.register import Register
from privaudit.register import load

CATEGORIES = (
    "user.contact.address.city",
    "user.contact.email",
    "user.contact.phone_number",
    "user.content.public",
    "user.device.ip_address",
    "user.financial.credit_card",
    "user.name.first",
    "user.name.last",
    "user.unique_id.pseudonymous",
)

FULL = """\
privaudit: 1
reviewed: 2026-01-31
organisation:
  name: Velo Bleu SAS
  country: FR
  representative: {name: Velo Bleu EU, contact: {email: eu@velo.example}}
  joint_controllers: [{name: Velo Rouge, contact: {address: "2 rue du Port, Nantes"}}]
  contact: {email: privacy@velo.example, address: "1 rue du Port, Nantes"}
  dpo: {name: null, email: dpo@velo.example}
  rights: {contact: privacy@velo.example, offered: [access, erasure, post_mortem]}
links:
  - {from: orders.account_id, to: crm.accounts.id}
never_collected:
  - {category: special, text: no sensitive data}
  - {category: user.financial, where: ["crm_*"]}
recipients:
  - {id: support, name: Support, role: department}
  - {id: hosting, name: Host, role: processor, country: NO, purpose: hosting}
security: [encryption at rest, daily backup]
activities:
  - id: accounts
    title: Customer accounts
    role: controller
    purposes: [essential.service, sales]
    basis: [A6-1-b, A9-2-a]
    subjects: [customer]
    source: [subject, third_party]
    where:
      - {tables: [accounts, "crm.*"]}
      - {tables: [orders], columns: ["ship_*"]}
    data:
      - {category: user.contact.email, mandatory: true}
      - {category: user.name}
      - {category: user.unique_id.pseudonymous, columns: [crm.accounts.ref], reason: hashed}
      - {category: none, columns: [orders.product_no], reason: an article number}
    recipients: [hosting, support]
    storage: [FR, NO]
    clocks:
      - id: after-contract
        applies_to: {rows: all}
        tables: [accounts]
        start: {latest: [{event: contract_end, column: accounts.ended_on}, {event: last_contact, column: accounts.seen_at}]}
        max: P10Y6M
        then: delete
      - {id: unused, start: {earliest: [{event: last_login, column: accounts.login_at}]}, max: P2W}
      - {id: on-request, start: {event: deletion_request, column: requests.at}, max: P0D}
  - id: newsletter
    purposes: [marketing.communications.email]
    basis: [A6-1-f]
    subjects: [prospect]
    source: observed
    where: [{tables: [mailing]}]
    data: [{category: user.contact.email}]
    marketing:
      - channel: email
        contacts: [mailing.email]
        opt_out:
          - {flag: mailing.stopped}
          - {flag: prospects.unsubscribed, of: prospects.email, means: [true, 01, " Oui "]}
          - {date: prospects.unsubscribed_at, of: prospects.email}
          - {list: unsubscribes.email, date: unsubscribes.at}
"""
"""A register with the keys that most registers have."""


WHOLE = (Path(__file__).parent / "whole.yaml").read_text(encoding="utf-8")
"""A register with every key of the format."""


Load = Callable[[str], Register]
Complain = Callable[[str], list[PrivauditError]]
Changed = Callable[[str, str], PrivauditError]


@pytest.fixture(scope="session")
def full() -> str:
    return FULL


@pytest.fixture(scope="session")
def whole() -> str:
    return WHOLE


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("register") / "register.yaml"


@pytest.fixture(scope="session")
def load_text(path: Path) -> Load:
    """Loads a text as a register."""

    def loading(text: str) -> Register:
        path.write_text(text, encoding="utf-8")
        return load(path, "register.yaml", CATEGORIES)

    return loading


@pytest.fixture(scope="session")
def declared(load_text: Load) -> Register:
    """The register with every key, as the model has it."""
    return load_text(WHOLE)


@pytest.fixture(scope="session")
def complain(load_text: Load) -> Complain:
    """Everything that is wrong with a text, in order; empty for a register that loads."""

    def complaining(text: str) -> list[PrivauditError]:
        try:
            load_text(text)
        except RegisterError as error:
            return list(error.complaints)
        return []

    return complaining


@pytest.fixture(scope="session")
def changed(complain: Complain) -> Changed:
    """The one complaint about the full register after one change; it must name the changed line."""
    return _changing(FULL, complain)


@pytest.fixture(scope="session")
def altered(complain: Complain) -> Changed:
    """The one complaint about the register with every key after one change; on the changed line."""
    return _changing(WHOLE, complain)


def _changing(before: str, complain: Complain) -> Changed:
    def changing(old: str, new: str) -> PrivauditError:
        assert before.count(old) == 1, f"{old!r} does not stand once in the register"
        text = before.replace(old, new)
        (complaint,) = complain(text)
        begin = before.index(old)
        first, last = text.count("\n", 0, begin) + 1, text.count("\n", 0, begin + len(new)) + 1
        line = complaint.place.line if complaint.place is not None else None
        assert line is not None
        assert first <= line <= last, complaint.message
        return complaint

    return changing
