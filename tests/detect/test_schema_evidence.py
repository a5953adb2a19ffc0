"""What comments say of a column, and what labels, tags and masks declare."""

from __future__ import annotations

from dataclasses import replace

import pytest

from privaudit import rulebook
from privaudit.detect import detect
from privaudit.detect.candidate import Candidates
from privaudit.detect.name_evidence import from_name
from privaudit.detect.schema_evidence import WEIGHTS, hear_comment, hear_declarations
from privaudit.model.estate import Column, Declaration, DeclaredBy, Table
from privaudit.model.profile import ColumnProfile, NameCounts, TableProfile
from privaudit.model.verdicts import ColumnVerdict, Verdict
from privaudit.names.languages import speech
from privaudit.names.naming import names_of
from privaudit.names.table_kind import table_context

RULES = rulebook.built_in()
EMAIL = "user.contact.email"
PHONE = "user.contact.phone_number"
ADDRESS = f"{EMAIL}/address"
TAG, LABEL, MASK, CLASS = DeclaredBy.TAG, DeclaredBy.SECURITY_LABEL, DeclaredBy.MASKING, DeclaredBy.CLASSIFICATION


def heard(column: Column, table: str = "records") -> Candidates:
    """The candidates after name, comment and declarations."""
    context = table_context(Table("schema.sql", table, (column,)), names_of(speech((), RULES)))
    candidates = from_name(column, context, RULES)
    hear_comment(candidates, column, context, RULES)
    hear_declarations(candidates, column, context, RULES)
    return candidates


def declared(by: DeclaredBy, text: str, name: str = "zork") -> Column:
    return Column(name, declared=(Declaration(by, text),))


def verdict(column: Column, found: ColumnProfile | None = None) -> ColumnVerdict:
    profile = None if found is None else TableProfile(found.values, {column.name: found})
    (judged,) = detect(Table("schema.sql", "records", (column,)), profile, RULES)
    return judged


def test_a_short_comment_speaks_where_the_name_does_not() -> None:
    found = heard(Column("zork", comment="e-mail address"))
    assert {category: one.score for category, one in found.items()} == {EMAIL: WEIGHTS["comment alone"]}


def test_a_comment_that_agrees_with_the_name_adds_to_it() -> None:
    alone, agreed = heard(Column("email"))[EMAIL], heard(Column("email", comment="the e-mail address"))[EMAIL]
    assert agreed.score - alone.score == pytest.approx(WEIGHTS["comment"])


@pytest.mark.parametrize(
    "column",
    [
        Column("zork", comment="the e-mail address that the customer gave at the time when he registered himself"),
        Column("zork", comment="count of e-mail addresses"),
        Column("zork", comment="name"),
        Column("zork", comment="blue or green"),
        Column("zork_id", comment="e-mail address"),
    ],
    ids=lambda column: column.comment,
)
def test_long_comments_weak_words_counts_and_keys_say_nothing_by_themselves(column: Column) -> None:
    assert heard(column) == {}


def test_a_type_that_holds_no_such_values_speaks_against_a_comment_too() -> None:
    assert verdict(Column("zork", "INTEGER", comment="e-mail address")).verdict is Verdict.NONE


def test_in_a_table_of_things_a_comment_agrees_only_where_it_says_whose_it_is() -> None:
    bare = heard(Column("email"), "products")[EMAIL].score
    assert heard(Column("email", comment="e-mail address"), "products")[EMAIL].score == bare
    assert heard(Column("email", comment="e-mail of the customer"), "products")[EMAIL].score > bare


@pytest.mark.parametrize(
    ("column", "category"),
    [
        (declared(TAG, "pii=email"), EMAIL),
        (declared(CLASS, "information type: Contact Info"), "user.contact"),
        (declared(LABEL, "anon: MASKED WITH FUNCTION anon.fake_email()"), EMAIL),
        (Column("zork", comment="pii: phone"), PHONE),
        (Column("zork", comment="user.contact.email"), EMAIL),
        (declared(TAG, "pii=true"), "user"),
        (Column("zork", comment="PII"), "user"),
    ],
)
def test_a_declaration_proves_what_it_names(column: Column, category: str) -> None:
    judged = verdict(column)
    assert (judged.category, judged.verdict, judged.confidence) == (category, Verdict.PROVEN, WEIGHTS["declared"])


@pytest.mark.parametrize("text", ["pii=true", "pii=user.contact", "pii=user.contact.email"])
def test_the_name_tells_which_of_the_declared_data_it_is(text: str) -> None:
    judged = verdict(declared(TAG, text, "email"))
    assert (judged.category, judged.verdict) == (EMAIL, Verdict.PROVEN)


def test_a_declaration_goes_before_the_name() -> None:
    judged = verdict(declared(TAG, "pii=phone", "email"))
    assert (judged.category, judged.verdict) == (PHONE, Verdict.PROVEN)
    assert EMAIL in [one.category for one in judged.considered]


def test_declared_as_not_personal_takes_from_all_that_the_name_says() -> None:
    judged = verdict(declared(LABEL, "anon: NOT MASKED", "email"))
    assert not judged.personal
    assert judged.evidence[-1].weight == WEIGHTS["declared as not personal"]


def test_what_is_only_guarded_agrees_and_proves_nothing() -> None:
    judged = verdict(declared(MASK, "default()", "email"))
    assert (judged.category, judged.verdict) == (EMAIL, Verdict.INDICATION)
    assert verdict(declared(MASK, "default()")).verdict is Verdict.NONE


def test_the_evidence_quotes_the_declaration() -> None:
    assert [one.text for one in verdict(declared(TAG, "pii=email")).evidence] == ["tag in the schema: pii=email"]


@pytest.mark.parametrize("branch", ["user", "user.contact", "user.financial", "user.government_id"])
@pytest.mark.parametrize(
    "found",
    [
        ColumnProfile(0),
        ColumnProfile(100),
        ColumnProfile(100, {ADDRESS: 10}),
        ColumnProfile(100, inside={ADDRESS: 10}, spaced=90, longest=200),
        ColumnProfile(400, names=NameCounts(5)),
    ],
)
def test_values_do_not_take_a_declared_branch_away(branch: str, found: ColumnProfile) -> None:
    judged = verdict(declared(TAG, f"pii={branch}" if branch != "user" else "pii=true"), found)
    assert (judged.category, judged.verdict) == (branch, Verdict.PROVEN)
    assert judged.also == () or judged.also[0].category == EMAIL


@pytest.mark.parametrize("text", ["pii=true", "pii=user.contact"])
def test_values_tell_which_of_a_declared_branch_it_is(text: str) -> None:
    judged = verdict(declared(TAG, text), ColumnProfile(100, {ADDRESS: 100}))
    assert (judged.category, judged.verdict) == (EMAIL, Verdict.PROVEN)


def test_values_that_a_declared_category_cannot_have_make_it_undetermined_or_less() -> None:
    judged = verdict(declared(TAG, "pii=email"), ColumnProfile(100))
    assert judged.verdict <= Verdict.UNDETERMINED


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("contains_pii=true", WEIGHTS["table declared"]),
        ("fides.data_categories=user.contact", WEIGHTS["table declared"]),
        ("fides.data_categories=user.name", 0.0),
        ("classification=confidential", WEIGHTS["table declared"]),
        ("contains_pii=false", WEIGHTS["table declared as not personal"]),
        ("owner=sales", 0.0),
    ],
)
def test_what_is_declared_of_a_table_speaks_for_what_its_columns_may_be_and_proves_none(text: str, weight: float) -> None:
    columns = (Column("mail"), Column("zork"))
    said = (Declaration(DeclaredBy.DBT_META, text),)
    bare, heard_of_all = (detect(Table("a.yml", "records", columns, declared=declared), None, RULES) for declared in ((), said))
    assert heard_of_all[0].considered[0].score - bare[0].considered[0].score == pytest.approx(weight)
    assert heard_of_all[0].verdict is not Verdict.PROVEN
    assert heard_of_all[1] == replace(bare[1], table=heard_of_all[1].table)


@pytest.mark.parametrize(
    ("comment", "speaks"),
    [
        ("e-mail", True),
        ("number of the passport", True),
        ("amount of the salary", True),
        ("number of e-mails", False),
        ("Count of the sent e-mails", False),
        ("amount of phone numbers", False),
    ],
)
def test_a_comment_that_counts_says_nothing(comment: str, *, speaks: bool) -> None:
    candidates = heard(Column("zork", comment=comment))
    assert any(one.score > 0 for one in candidates.values()) is speaks


def test_what_companies_have_too_is_named_and_left_undetermined() -> None:
    found = verdict(declared(CLASS, "label: Confidential; information type: Financial"))
    assert (found.category, found.verdict) == ("user.financial", Verdict.UNDETERMINED)
    assert verdict(declared(CLASS, "label: Public; information type: Financial")).category is None


@pytest.mark.parametrize(
    ("comment", "declared", "category"),
    [
        ("Contacto", "char(50)", "user.name"),
        ("Contacto", "char(5)", None),
        ("Contacto del deposito", "char(50)", None),
        ("C.U.I.L. del beneficiario titular", "char(11)", "user.government_id.national_identification_number"),
        ("Codigo de obra social", "int(6)", None),
    ],
    ids=["a role", "too short for a name", "of a place", "an abbreviation with points", "the key of a list"],
)
def test_a_comment_tells_what_a_name_that_nobody_knows_hides(comment: str, declared: str, category: str | None) -> None:
    columns = (Column("apellido"), Column("nombre"), Column("calle"), Column("localidad"), Column("xqzw", declared, comment))
    verdict = detect(Table("schema.sql", "jurisdiccion", columns), None, RULES)[-1]
    assert (verdict.category if verdict.verdict.personal else None) == category
