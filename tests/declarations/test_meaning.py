"""A declaration in, what it says out."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.declarations import Meaning, understand, what_is_declared
from privaudit.declarations.vocabulary import INFORMATION_TYPES, OF_PERSONS_OR_NOT
from privaudit.model.estate import Column, Declaration, DeclaredBy

LABEL, CLASS, MASK, TAG, META = (
    DeclaredBy.SECURITY_LABEL,
    DeclaredBy.CLASSIFICATION,
    DeclaredBy.MASKING,
    DeclaredBy.TAG,
    DeclaredBy.DBT_META,
)
NOTHING = Meaning()
GUARDED = Meaning(guarded=True)
PERSONAL = Meaning(personal=True)
NOT_PERSONAL = Meaning(personal=False)


def of(category: str, *, guarded: bool = False) -> Meaning:
    return Meaning(personal=True, category=category, guarded=guarded)


MEANINGS = [
    # PostgreSQL Anonymizer and other providers of labels.
    (LABEL, "anon: MASKED WITH FUNCTION anon.fake_email()", of("user.contact.email", guarded=True)),
    (LABEL, "MASKED WITH FUNCTION anon.dummy_last_name()", of("user.name.last", guarded=True)),
    (LABEL, "anon: MASKED WITH FUNCTION anon.partial(phone,2,$$***$$,2)", Meaning(personal=True, guarded=True)),
    (LABEL, "anon: MASKED WITH VALUE NULL", Meaning(personal=True, guarded=True)),
    (LABEL, "anon: NOT MASKED", NOT_PERSONAL),
    (LABEL, "k_anonymity: INDIRECT IDENTIFIER", PERSONAL),
    (LABEL, "pgsodium: ENCRYPT WITH KEY ID 1", GUARDED),
    (LABEL, "system_u:object_r:sepgsql_table_t:s0", NOTHING),
    # Sensitivity classifications of SQL Server.
    (CLASS, "label: Confidential; information type: Contact Info; rank: HIGH", of("user.contact", guarded=True)),
    (CLASS, "label: Confidential - GDPR; information type: Financial", of("user.financial", guarded=True)),
    (CLASS, "label: Confidential; information type: Financial", Meaning(category="user.financial", guarded=True)),
    (CLASS, "label: Confidential - PII", Meaning(personal=True, guarded=True)),
    (CLASS, "label: Highly Confidential", GUARDED),
    (CLASS, "label: General", NOTHING),
    (CLASS, "label: Public", NOT_PERSONAL),
    (CLASS, "information type: Email", of("user.contact.email")),
    # Masks and policies.
    (MASK, "email()", of("user.contact.email", guarded=True)),
    (MASK, "default()", GUARDED),
    (MASK, "policy mask_phone_number", of("user.contact.phone_number", guarded=True)),
    (MASK, "policy pii_string", Meaning(personal=True, guarded=True)),
    (MASK, "policy finance", GUARDED),
    # Tags.
    (TAG, "pii=email", of("user.contact.email")),
    (TAG, "PII=NAME", of("user.name")),
    (TAG, "pii=true", PERSONAL),
    (TAG, "pii=false", NOT_PERSONAL),
    (TAG, "semantic_category=EMAIL", of("user.contact.email")),
    (TAG, "semantic_category=NAME", of("user.name")),
    (TAG, "privacy_category=QUASI_IDENTIFIER", PERSONAL),
    (TAG, "privacy_category=INSENSITIVE", NOT_PERSONAL),
    (TAG, "class.email_address", of("user.contact.email")),
    (TAG, "pii", PERSONAL),
    (TAG, "pii_email", of("user.contact.email")),
    (TAG, "non-pii", NOT_PERSONAL),
    (TAG, "policy_tags", GUARDED),
    (TAG, "email", NOTHING),
    (TAG, "cost_center=finance", NOTHING),
    # dbt.
    (META, "contains_pii=true", PERSONAL),
    (META, "contains_pii=false", NOT_PERSONAL),
    (META, "not_personal=true", NOT_PERSONAL),
    (META, "pii_type=phone", of("user.contact.phone_number")),
    (META, "classification=confidential", GUARDED),
    (META, "sensitivity=high", GUARDED),
    (META, "sensitivity=not personal", NOT_PERSONAL),
    (META, "masking_policy=hash_email", of("user.contact.email", guarded=True)),
    (META, "masking_policy=none", NOTHING),
    (META, "fides.data_categories=user.contact.email", of("user.contact.email")),
    (META, "data_categories=user.name.first, user.name.last", of("user.name")),
    (META, "data_categories=user.name, user.contact", PERSONAL),
    (META, "data_categories=user.contact.no_such_key", of("user.contact")),
    (META, "data_categories=user", PERSONAL),
    (META, "data_categories=system.operations", NOT_PERSONAL),
    (META, "owner=finance", NOTHING),
    (META, "dimension.label=First name", NOTHING),
    (META, "personal_access_token=x", NOTHING),
]


@pytest.mark.parametrize(("by", "text", "meaning"), MEANINGS, ids=[text for _, text, _ in MEANINGS])
def test_understand(by: DeclaredBy, text: str, meaning: Meaning) -> None:
    assert understand(Declaration(by, text), rulebook.built_in()) == meaning


@pytest.mark.parametrize("category", [*INFORMATION_TYPES.values(), *OF_PERSONS_OR_NOT.values()])
def test_information_types_name_categories_that_there_are(category: str) -> None:
    assert any(f"{key}.".startswith(f"{category}.") for key in rulebook.built_in().categories)


def test_only_what_says_something_is_told() -> None:
    column = Column("mail", comment="Address of the guest (PII)", declared=(Declaration(META, "owner=desk"), Declaration(TAG, "pii=email")))
    said = [(declaration.by, meaning) for declaration, meaning in what_is_declared(column, rulebook.built_in())]
    assert said == [(TAG, of("user.contact.email")), (DeclaredBy.COMMENT, PERSONAL)]


def test_a_column_without_a_word() -> None:
    assert what_is_declared(Column("mail"), rulebook.built_in()) == ()


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("pii=email", "pii", "email"),
        ("anon: NOT MASKED", "anon", "NOT MASKED"),
        ("label: A; rank: HIGH", "label", "A; rank: HIGH"),
        ("MASKED WITH FUNCTION anon.partial(a::text, 1)", "", "MASKED WITH FUNCTION anon.partial(a::text, 1)"),
        ("pii", "", "pii"),
        ("", "", ""),
    ],
)
def test_key_and_value(text: str, key: str, value: str) -> None:
    declaration = Declaration(TAG, text)
    assert (declaration.key, declaration.value) == (key, value)


def test_a_category_beside_a_mark_of_what_is_personal_is_named() -> None:
    marked = Declaration(META, "pii=true")
    column = Column("q4", declared=(marked, Declaration(META, "category=email")))
    assert [meaning.category for _, meaning in what_is_declared(column, rulebook.built_in())] == ["user.contact.email", None]
    alone = Column("q4", declared=(Declaration(META, "category=email"),))
    assert what_is_declared(alone, rulebook.built_in()) == ()
