"""The verdict of a column: name, schema and values held against each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privaudit import rulebook
from privaudit.detect import TEXT, detect
from privaudit.engines.duckdb import DuckDBEngine
from privaudit.model.estate import Column, Declaration, DeclaredBy, ForeignKey, Reference, Table
from privaudit.model.profile import ColumnProfile, DateCounts, ListCounts, NameCounts, TableProfile, Validated
from privaudit.model.verdicts import ColumnVerdict, EvidenceKind, Verdict
from privaudit.names.languages import speech
from privaudit.profile import profile
from tests.conftest import Rows

RULES = rulebook.built_in()
PATTERNS = {pattern.id: pattern for pattern in RULES.patterns}
EMAIL = "user.contact.email"
ADDRESS = f"{EMAIL}/address"
PHONE = "user.contact.phone_number"
PHONES = f"{PHONE}/international"
HEALTH = "user.health_and_medical"


def judged(column: Column | str, found: ColumnProfile | None = None, table: str = "records") -> ColumnVerdict:
    """The verdict of the only column of a table."""
    known = Column(column) if isinstance(column, str) else column
    rows = None if found is None else TableProfile(max(found.values, 100), {known.name: found})
    (verdict,) = detect(Table("export.csv", table, (known,)), rows, RULES)
    return verdict


def told(verdict: ColumnVerdict) -> tuple[str | None, Verdict]:
    return verdict.category, verdict.verdict


def test_names_alone_indicate_and_values_prove() -> None:
    assert told(judged("email")) == (EMAIL, Verdict.INDICATION)
    assert told(judged("email", ColumnProfile(100, {ADDRESS: 100}))) == (EMAIL, Verdict.PROVEN)
    assert told(judged("zork", ColumnProfile(100, {ADDRESS: 100}))) == (EMAIL, Verdict.PROVEN)
    assert told(judged("zork")) == (None, Verdict.NONE)


@pytest.mark.parametrize("header", ["email", "quantity", "birth_date", "first_name", "iban"])
def test_a_header_that_lies_is_overruled_by_values_that_prove(header: str) -> None:
    found = ColumnProfile(100, {PHONES: 100}, validated={PHONES: Validated(100, 95)})
    verdict = judged(header, found)
    assert told(verdict) == (PHONE, Verdict.PROVEN)
    assert [one.category for one in verdict.considered].index(PHONE) == 0


def test_a_header_that_promises_what_no_value_keeps_is_not_believed() -> None:
    verdict = judged("email", ColumnProfile(100))
    assert told(verdict) == (None, Verdict.NONE)
    assert [one.kind for one in verdict.evidence] == [EvidenceKind.NAME, EvidenceKind.AGAINST]


def test_values_of_health_are_passed_over_in_no_table() -> None:
    illnesses = ColumnProfile(60, closed=ListCounts(6, {HEALTH: 6}))
    assert told(judged("motif", illnesses, "motif")) == (HEALTH, Verdict.UNDETERMINED)
    assert told(judged("diagnostic", illnesses, "diag")) == (HEALTH, Verdict.UNDETERMINED)
    assert told(judged("zork", illnesses)) == (HEALTH, Verdict.INDICATION)


def test_many_texts_most_of_which_speak_of_health_are_of_health() -> None:
    assert told(judged("zork", ColumnProfile(400, spaced=400, health=300))) == (HEALTH, Verdict.INDICATION)


def test_bytes_cannot_have_the_form_that_a_header_promises() -> None:
    address = "user.device.ip_address"
    assert told(judged(Column("ip_address", "varchar(45)"), ColumnProfile(100))) == (None, Verdict.NONE)
    assert told(judged(Column("ip_address", "varbinary(16)"), ColumnProfile(100))) == (address, Verdict.INDICATION)


def test_evidence_for_and_against_makes_it_undetermined() -> None:
    verdict = judged("email", table="shops")
    assert told(verdict) == (EMAIL, Verdict.UNDETERMINED)
    assert not verdict.personal


def test_texts_with_personal_data_inside_are_private_texts() -> None:
    found = ColumnProfile(100, inside={ADDRESS: 12}, spaced=90, longest=300)
    verdict = judged("zork", found)
    assert told(verdict) == (TEXT, Verdict.INDICATION)
    assert verdict.found == ((TEXT, Verdict.INDICATION), (EMAIL, Verdict.PROVEN))
    assert told(judged("zork", ColumnProfile(100, inside={ADDRESS: 12}, spaced=10))) == (None, Verdict.NONE)


def test_a_column_of_numbers_with_a_few_addresses_is_personal_by_what_stands_in_it() -> None:
    verdict = judged("quantity", ColumnProfile(100, {ADDRESS: 3}))
    assert verdict.category is None
    assert verdict.personal
    assert verdict.why(EMAIL) == "inside 3 of 100 values"


def test_categories_of_article_9_are_special() -> None:
    assert judged("religion").special
    assert judged("zork", ColumnProfile(100, closed=ListCounts(4, {"user.demographic.religious_belief": 4}))).special
    assert not judged("email").special


def test_rows_and_values_are_told_where_there_are_rows() -> None:
    without = judged("email")
    with_rows = judged("email", ColumnProfile(40, {ADDRESS: 40}))
    assert (without.rows, without.values) == (None, None)
    assert (with_rows.rows, with_rows.values) == (100, 40)


def test_a_column_that_only_the_schema_has_goes_by_its_name() -> None:
    table = Table("export.csv", "records", (Column("email", in_rows=False), Column("zork")))
    email, zork = detect(table, TableProfile(10, {"zork": ColumnProfile(10)}), RULES)
    assert told(email) == (EMAIL, Verdict.INDICATION)
    assert (email.values, zork.values) == (None, 10)


def test_columns_keep_their_order() -> None:
    names = ("zork", "email", "id", "first_name")
    table = Table("schema.sql", "users", tuple(map(Column, names)))
    assert tuple(verdict.column.name for verdict in detect(table, None, RULES)) == names


def test_records_of_patients_are_about_health_whatever_the_columns_are_called() -> None:
    columns = ("patient_id", "diagnosis", "allergies", "zork", "created_at")
    key = ForeignKey(("patient_id",), Reference("patients", ("id",)))
    table = Table("schema.sql", "visits", tuple(map(Column, columns)), foreign_keys=(key,))
    found = {verdict.column.name: verdict.category for verdict in detect(table, None, RULES)}
    assert [found[name] for name in columns[1:]] == [HEALTH, HEALTH, HEALTH, None]


def test_words_count_in_the_schema_that_a_table_belongs_to() -> None:
    table = Table("schema.sql", "t", (Column("cap"), Column("zork")))
    italian = Table("schema.sql", "clienti", tuple(map(Column, ("cognome", "indirizzo", "citta", "data_nascita", "luogo_nascita"))))
    english = Table("schema.sql", "customers", tuple(map(Column, ("first_name", "street", "birth_date", "created_at", "status"))))
    categories = [
        {one.category for one in detect(table, None, RULES, speech((table, other), RULES))[0].considered} for other in (italian, english)
    ]
    assert categories == [{"user.contact.address.postal_code"}, set()]


def test_no_evidence_quotes_a_value(engine: DuckDBEngine, rows: Rows) -> None:
    first_names, towns = ("Marie", "Anna", "Peter", "Sofia", "Lucas"), ("Lyon", "Madrid", "Berlin", "Lille", "Wien")
    lines = [
        f"{first}.{i}@firma.example,{first},{town},19{i + 50}-03-1{i % 10},Please ask {first}{i}@firma.example about it"
        for i, (first, town) in enumerate(zip(first_names * 8, towns * 8, strict=True))
    ]
    table = rows("t", "\n".join(("a,b,c,d,e", *lines)) + "\n")
    verdicts = detect(table, profile(engine, table, RULES), RULES)
    texts = " ".join(one.text for verdict in verdicts for considered in verdict.considered for one in considered.evidence)
    assert all(verdict.personal for verdict in verdicts)
    assert not [value for value in (*first_names, *towns, "firma", "03-1") if value in texts]


_WORDS = st.sampled_from(["email", "user", "name", "id", "phone", "verified", "product", "first", "birth", "date", "health", "zork", "ssn"])
_NAMES = st.one_of(
    st.text(max_size=15),
    st.lists(_WORDS, max_size=4).map("_".join),
)
_TYPES = st.sampled_from(["", "VARCHAR", "int", "date", "char(3)", "boolean", "jsonb", "zork(9", "text"])
_SAID = st.sampled_from(["", "PII", "e-mail address", "user.contact", "not personal", "pii: phone", "the state of it"])
_TAGS = st.sampled_from(["pii=true", "pii=user.financial", "pii=user", "anon: NOT MASKED", "pii=false", "=", "pii=zork"])
_COLUMNS = st.builds(
    Column,
    name=_NAMES,
    type=_TYPES,
    comment=_SAID,
    declared=st.lists(st.builds(Declaration, st.sampled_from(DeclaredBy), _TAGS), max_size=2).map(tuple),
)


@st.composite
def _profiles(draw: st.DrawFn) -> ColumnProfile:
    values = draw(st.integers(0, 200))
    some = st.integers(0, values)
    hits = draw(st.dictionaries(st.sampled_from(sorted(PATTERNS)), st.integers(1, max(1, values)), max_size=4)) if values else {}
    inside = draw(st.dictionaries(st.sampled_from([ADDRESS, PHONES]), st.integers(1, max(1, values)), max_size=2)) if values else {}
    validated = {
        pattern: Validated(count, draw(st.integers(0, count))) for pattern, count in (inside | hits).items() if PATTERNS[pattern].validator
    }
    texts = draw(some)
    known = st.integers(0, texts)
    years = draw(st.dictionaries(st.integers(1900, 2030), st.integers(1, 40), min_size=1, max_size=30))
    return ColumnProfile(
        values,
        hits,
        inside,
        validated,
        longest=draw(st.integers(0, 500)),
        spaced=draw(some),
        names=draw(st.none() | st.builds(NameCounts, st.just(texts), known, known, known, known)),
        closed=draw(st.none() | st.builds(ListCounts, st.just(texts), st.just({"user.demographic.gender": draw(known)}))),
        dates=draw(st.none() | st.just(DateCounts(years, days=draw(some), sundays=draw(some), seen_in=2026))),
    )


@given(_NAMES, st.lists(st.tuples(_COLUMNS, st.none() | _profiles()), max_size=4))
def test_nothing_breaks_and_the_evidence_adds_up(name: str, columns: list[tuple[Column, ColumnProfile | None]]) -> None:
    table = Table("export.csv", name, tuple(column for column, _ in columns))
    rows = TableProfile(200, {column.name: found for column, found in columns if found is not None})
    for verdict in detect(table, rows, RULES):
        assert (verdict.category is None) == (verdict.verdict is Verdict.NONE)
        assert 0.0 <= verdict.confidence <= 1.0
        assert all(0.0 < part.share <= 1.0 and part.category != verdict.category for part in verdict.also)
        for considered in verdict.considered:
            assert considered.score == pytest.approx(sum(one.weight for one in considered.evidence), abs=0.001)
            assert all((one.weight < 0) == (one.kind is EvidenceKind.AGAINST) for one in considered.evidence)


def test_a_first_name_that_is_a_word_elsewhere_is_no_family_situation() -> None:
    found = ColumnProfile(values=40, hits={"user.demographic.marital_status/fr": 12})
    verdict = detect(Table("export.csv", "customers", (Column("first_name"),)), TableProfile(40, {"first_name": found}), RULES)[0]
    assert verdict.category == "user.name.first"
    assert verdict.also == ()


def notes(name: str, table: str, health: int) -> ColumnVerdict:
    """The verdict on a column of a hundred texts of which some speak of health."""
    found = ColumnProfile(values=100, spaced=100, longest=80, health=health)
    return detect(Table("export.csv", table, (Column(name),)), TableProfile(100, {name: found}), rulebook.built_in())[0]


def test_texts_that_speak_of_health_are_an_indication_beside_the_column() -> None:
    (also,) = notes("notes", "customers", health=4).also
    assert (also.category, also.verdict, also.share, also.values) == ("user.health_and_medical", Verdict.INDICATION, 0.04, 4)


def test_without_a_name_they_make_a_column_of_private_texts() -> None:
    verdict = notes("c7", "t", health=4)
    assert (verdict.category, verdict.verdict) == ("user.content.private", Verdict.INDICATION)
    assert [also.category for also in verdict.also] == ["user.health_and_medical"]


@pytest.mark.parametrize(
    ("name", "table", "health"), [("description", "products", 9), ("street", "customers", 9), ("notes", "customers", 0)]
)
def test_texts_about_things_and_addresses_do_not_speak_of_a_persons_health(name: str, table: str, health: int) -> None:
    assert notes(name, table, health=health).also == ()
