"""The CNIL's sheets: what both sides can say goes there and back; what is said in words is understood, asked, or told."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from privaudit import rulebook
from privaudit.errors import UsageError
from privaudit.model.register import Register
from privaudit.model.register_format import Known, Read, Source, Written
from privaudit.register.vocabulary import BASES, PURPOSES, ROLES, SAFEGUARDS, SUBJECTS
from privaudit.register_formats import convert, known_formats
from privaudit.register_formats._cnil_words import vocabulary
from privaudit.register_formats._register_data import register_data
from privaudit.yaml_text.writing import block
from tests.register_formats.cnil_example import FORM, TABLE
from tests.register_formats.conftest import KNOWN, parsed, written
from tests.register_formats.test_fideslang import said, way

FRENCH = Known(KNOWN.categories, KNOWN.eea, lambda language: rulebook.built_in().vocabularies[language].words)
Data = dict[str, Any]

SAYING = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=12).map(str.strip)
WORDS = SAYING.filter(lambda text: bool(text) and not vocabulary().empty(text) and any(map(str.isalnum, text)))
"""Sheets have dashes and such words as `néant` where there is nothing to say."""
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,6}", fullmatch=True)
MAILBOXES = st.from_regex(r"[a-z]{1,5}@[a-z]{1,5}\.example", fullmatch=True)
COUNTRIES = st.sampled_from(["FR", "IE", "NO", "US", "GB", "CI", "CD"])
CONTACTS = st.fixed_dictionaries({}, optional={"email": MAILBOXES, "address": WORDS}).filter(bool)
PARTIES = st.fixed_dictionaries({"name": WORDS}, optional={"contact": CONTACTS})
SAFEGUARDED = st.fixed_dictionaries(
    {"kind": st.sampled_from(sorted(SAFEGUARDS))}, optional={"reference": WORDS, "certified": st.booleans()}
)
RECIPIENTS = st.fixed_dictionaries(
    {"id": IDS, "name": WORDS, "role": st.sampled_from(sorted(ROLES))},
    optional={"country": COUNTRIES, "purpose": WORDS, "safeguard": SAFEGUARDED},
)
STORAGE = COUNTRIES | st.fixed_dictionaries({"country": COUNTRIES, "safeguard": SAFEGUARDED})
HELD = st.sampled_from(sorted(vocabulary().categories.labels))
SOURCES = st.sampled_from(["subject", "observed", "inferred"]) | st.fixed_dictionaries({"third_party": WORDS})


def some(of: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[list[Any]]:
    return st.lists(of, max_size=most, unique_by=str)


@st.composite
def activities(draw: st.DrawFn, own: str, recipients: list[str]) -> Data:
    """An activity that says what the sheets can say, too."""
    processor = draw(st.booleans())
    names = draw(some(IDS, 2)) if processor else []
    title = draw(st.just("") | WORDS)
    return {
        "id": own,
        **({"title": title} if title and title != own else {}),
        "role": "processor" if processor else "controller",
        **({"controllers": [{"id": name, "name": name} for name in names]} if names else {}),
        "purposes": draw(some(st.sampled_from(sorted(PURPOSES)))),
        "basis": draw(some(st.sampled_from(sorted(BASES)))),
        "subjects": draw(some(st.sampled_from(sorted(SUBJECTS)))),
        "source": draw(some(SOURCES, 2)),
        "where": [],
        "data": [{"category": key} for key in draw(some(HELD, 6))],
        "recipients": recipients,
        "storage": draw(some(STORAGE, 2)),
    }


@st.composite
def registers(draw: st.DrawFn) -> Data:
    """A register that says what the sheets can say, too."""
    recipients = draw(st.lists(RECIPIENTS, max_size=3, unique_by=lambda one: str(one["id"])))
    ids = [str(one["id"]) for one in recipients]
    own = draw(st.lists(IDS, min_size=1, max_size=3, unique=True))
    organisation: Data = {"name": draw(WORDS), "country": draw(COUNTRIES)}
    officer = st.fixed_dictionaries({"email": MAILBOXES}, optional={"name": WORDS})
    joint = st.lists(PARTIES, max_size=2, unique_by=lambda one: str(one["name"]))
    for key, values in (("contact", CONTACTS), ("dpo", officer), ("representative", PARTIES), ("joint_controllers", joint)):
        organisation |= {key: draw(values)} if draw(st.booleans()) else {}
    reviewed = {"reviewed": draw(st.dates()).isoformat()} if draw(st.booleans()) else {}
    of_others = some(st.sampled_from(ids)) if ids else st.just([])
    return {
        "privaudit": 1,
        **reviewed,
        "organisation": organisation,
        "recipients": recipients,
        "security": draw(st.lists(WORDS, max_size=2, unique=True)),
        "activities": [draw(activities(one, draw(of_others) if place else ids)) for place, one in enumerate(own)],
    }


def meaning(register: Register) -> Data:
    """What a register says, without the order of what has none."""
    data = register_data(register)
    for activity in data["activities"]:
        activity["data"] = {one["category"] for one in activity["data"]}
        activity["recipients"] = set(activity.get("recipients", ()))
    return data


def back(register: Register, to: str) -> Read:
    made = written(to, register)
    content = made.binary or made.text.encode()
    reader = known_formats()[to].read
    assert reader is not None
    return reader(Source(made.text, None, f"back.{to[5:]}", content), KNOWN)


@pytest.mark.parametrize("to", ["cnil-csv", "cnil-xlsx"])
@given(data=registers())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_what_both_can_say_goes_there_and_back(to: str, data: Data) -> None:
    register = parsed(block(data))
    assert written(to, register).lost == ()
    found = back(register, to)
    assert meaning(found.register) == meaning(register)
    assert [one.lost for one in found.questions if one.lost is not None] == []
    assert found.lost == ()


def csv_of(rows: Sequence[Sequence[str]], delimiter: str = ";") -> str:
    out = StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def read_csv(text: str) -> Read:
    reader = known_formats()["cnil-csv"].read
    assert reader is not None
    return reader(Source(text, None, "r.csv"), FRENCH)


def activity_of(*rows: Sequence[str]) -> Data:
    """The activity of a form with these rows."""
    found: Data = register_data(read_csv(csv_of([("Nom du traitement", "Essai"), *rows])).register)["activities"][0]
    return found


def asked_of(*rows: Sequence[str]) -> list[str]:
    """What is asked about such a form."""
    found = read_csv(csv_of([("Nom du traitement", "Essai"), *rows])).questions
    return [one.text for one in found if one.asks and one.lost is not None]


def test_a_form_is_read_by_its_labels() -> None:
    data = register_data(read_csv(csv_of(FORM)).register)
    assert data["organisation"] == {
        "name": "Club Exemple",
        "country": "FR",
        "contact": {"email": "club@exemple.example", "address": "1 rue du Stade, 33000 Bordeaux"},
        "dpo": {"name": "Camille Exemple", "email": "dpo@exemple.example"},
        "joint_controllers": [{"name": "Fédération Exemple"}],
    }
    assert data["reviewed"] == "2025-04-15"
    assert data["security"] == ["Contrôle d'accès des utilisateurs : mots de passe", "Sauvegarde des données"]
    (form,) = data["activities"]
    assert (form["purposes"], form["basis"], form["subjects"]) == (
        ["essential.service", "employment"],
        ["A6-1-b"],
        ["customer", "employee"],
    )
    assert {one["category"] for one in form["data"]} == {
        *("user.name.last", "user.name.first", "user.contact.email", "user.content.self_image", "user.financial.bank_account"),
        *("user.government_id.national_identification_number", "user.health_and_medical"),
    }
    secretariat, host, hall, mail = data["recipients"]
    assert (secretariat["role"], host["role"], hall["role"]) == ("department", "processor", "third_party")
    assert (host["country"], host["safeguard"]) == ("US", {"kind": "A46-2-c", "reference": "contrat 2025"})
    assert "country" not in mail


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_any_delimiter_and_rows_in_between_change_nothing(delimiter: str) -> None:
    moved = [row for one in FORM for row in (("", *one), ())]
    assert register_data(read_csv(csv_of(moved, delimiter)).register) == register_data(read_csv(csv_of(FORM)).register)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "registre.csv"
    path.write_bytes(csv_of(TABLE).encode(encoding))
    made = convert(path, path.name, "register", rulebook.built_in())
    assert 'title: "Comptabilité"\n' in made.text


def test_a_table_with_a_row_for_each_processing_is_read() -> None:
    first, second = register_data(read_csv(csv_of(TABLE)).register)["activities"]
    assert (first["id"], first["purposes"], first["basis"]) == ("recrutement", ["employment.recruitment"], ["A6-1-f"])
    assert first["recipients"] == ["service-rh", "exemple-host"]
    assert second["subjects"] == ["customer", "supplier_vendor"]
    assert [one["category"] for one in second["data"]] == ["user.financial.bank_account", "user.contact.address"]


def test_what_is_below_a_table_is_no_part_of_it() -> None:
    found = read_csv(csv_of([*TABLE, (), ("Rédigé par quelqu'un",)]))
    assert len(found.register.activities) == 2
    assert [one.path for one in found.lost] == ["A5"]


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("Consentement", ["A6-1-a"]),
        ("art. 6.1.f", ["A6-1-f"]),
        ("Article 6(1)(c) du RGPD", ["A6-1-c"]),
        ("Contrat (article 6-1 b) et obligation légale", ["A6-1-b", "A6-1-c"]),
        ("6.1.a et 6.1.c", ["A6-1-a", "A6-1-c"]),
        ("9.2.h", ["A9-2-h"]),
        ("parce que", []),
    ],
)
def test_a_legal_basis_is_read_by_its_words_or_its_article(text: str, bases: list[str]) -> None:
    assert activity_of(("Base légale", text))["basis"] == bases
    assert bool(asked_of(("Base légale", text))) == (not bases)


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Salariés de l'entreprise", ["employee"]),
        ("Clients et prospects", ["customer", "prospect"]),
        ("clients potentiels", ["prospect"]),
        ("Enfants des salariés", []),
        ("Anciens clients", []),
    ],
)
def test_persons_are_read_by_what_stands_first(text: str, subjects: list[str]) -> None:
    assert activity_of(("Catégories de personnes concernées", "Description"), ("Catégorie 1", text))["subjects"] == subjects


@pytest.mark.parametrize(
    ("label", "text", "categories"),
    [
        ("État civil", "Nom, prénom", ["user.name.last", "user.name.first"]),
        ("Données concernant la santé", "oui", ["user.health_and_medical"]),
        ("Données concernant la santé", "groupe XYZ", ["user.health_and_medical"]),
        ("Données concernant la santé", "non", []),
        ("Vie personnelle", "groupe XYZ", []),
        ("Coordonnées bancaires", "oui", ["user.financial.bank_account"]),
        ("Ligne de la maison", "user.contact.email", ["user.contact.email"]),
    ],
)
def test_data_is_read_by_its_words_and_by_its_row_where_that_is_sure(label: str, text: str, categories: list[str]) -> None:
    head = ("Catégories de données personnelles concernées", "Description", "Durée de conservation")
    assert [one["category"] for one in activity_of(head, (label, text))["data"]] == categories


def test_what_is_not_sure_is_asked_and_where_there_are_no_comments_it_is_told() -> None:
    head = ("Catégories de données personnelles concernées", "Description")
    assert asked_of(head, ("Vie personnelle", "hobbit")) == ['B3: "hobbit": "hobbit": which category of data is it? (`data`)']
    found = read_csv(csv_of([("Nom du traitement", "Essai"), ("Finalité", "Faire vivre le club")]))
    assert [str(one.lost) for one in found.questions if one.lost] == ["r.csv: B2 is no purpose that a register knows"]


def test_durations_are_offered_as_clocks_that_load() -> None:
    head = ("Catégories de données personnelles concernées", "Description", "Durée de conservation")
    rows = (head, ("État civil", "nom", "3 ans après le dernier contact"), ("Autres", "RIB", "10 ans après la fin du contrat"))
    made = convert_text([("Nom du traitement", "Essai"), *rows])
    assert made.questions == 6
    offered = "\n".join(re.sub(r"^    # (clocks:|  - )", r"    \1", line) for line in made.text.splitlines())
    (activity,) = parsed(offered.replace("table.column", "t.c")).activities
    assert [(one.id, one.max and one.max.text) for one in activity.clocks] == [
        ("after-last-contact", "P3Y"),
        ("after-contract-end", "P10Y"),
    ]
    assert activity.clocks[1].applies_to.categories == ("user.financial.bank_account",)


def convert_text(rows: Sequence[Sequence[str]]) -> Written:
    ask = known_formats()["register"].ask
    found = read_csv(csv_of(rows))
    assert ask is not None
    return ask(found.register, FRENCH, found.questions)


def test_of_the_register_with_every_key_all_is_carried_or_told(whole: Register) -> None:
    there = written("cnil-csv", whole)
    told = [way(one.path) for one in there.lost]
    before, after = set(said(register_data(whole))), set(said(register_data(back(whole, "cnil-csv").register)))
    missing = {steps for steps in before - after if not any(_told(steps, lost) for lost in told)}
    assert missing == set()
    assert len(before & after) > 70


def _told(steps: tuple[str, ...], lost: tuple[str, ...]) -> bool:
    """Whether something is told: by its own place, or by that of an id under which it stood."""
    rest = iter(steps)
    return all(step in rest for step in (lost[:-1] if lost[-1] == "id" else lost))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a;b\n1;2\n", "r.csv has none of the labels of a CNIL register"),
        ('Nom du traitement;"b\n1;2\n', "r.csv is no delimited text that can be read"),
        ("", "r.csv has none of the labels of a CNIL register"),
        ("Nom du traitement;\nFinalité principale;-\n", "r.csv has the labels of a register, and no processing in it"),
    ],
)
def test_what_is_no_register_is_refused(text: str, says: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_csv(text)
    assert refused.value.message == says
    assert refused.value.hint
