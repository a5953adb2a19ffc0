"""Names of persons and towns are told from lists of other things, by shares that those do not reach."""

from __future__ import annotations

import subprocess
import sys
import uuid

import pytest

from privaudit.lists.word_lists import (
    CITY,
    FIRST,
    FULL,
    LAST,
    cities,
    count,
    first_names,
    is_city,
    is_company,
    is_first_name,
    is_full_name,
    is_last_name,
    kind_of,
    last_names,
)
from privaudit.model.profile import NameCounts

FIRST_NAMES = (
    "Amélie Étienne Jean-Pierre Zoé Guillaume Oliver Charlotte Nigel Poppy Jürgen Käthe Wolfgang "
    "Lieselotte Iñigo Begoña Montserrat Giuseppe "
    "Chiara Matteo Joost Femke Maarten Katarzyna Zbigniew Agnieszka João Conceição Rui Fatima Mohamed"
)
LAST_NAMES = (
    "Lefebvre Moreau Garnier Rousseau Boucher Taylor Thompson Wright Patel Müller Schröder Vogel García "
    "Fernández Ortega Iglesias Rossi Ferraro "
    "Colombo Greco Janssen Bakker Kowalczyk Wojcik Silva Pereira Ferreira Nguyen Diallo Kervella "
    "Etcheverry Quémener Mazaud Soubiran"
)
TOWNS = (
    "Lyon Marseille Nantes Strasbourg Bruxelles Genève Birmingham Leeds Dublin Hamburg München Köln "
    "Sevilla Zaragoza Valencia Milano Napoli Firenze "
    "Utrecht Eindhoven Warszawa Kraków Gdańsk Lisboa Porto Braga Saint-Étienne Aix-en-Provence Villeneuve-d'Ascq"
)
OTHERS = {
    "words": (
        "table window garden river summer market bridge paper engine kitchen letter bottle ticket corner mirror button pocket shadow silver"
    ),
    "statuses": (
        "new open closed pending paid shipped delivered cancelled refunded returned active inactive suspended archived draft published"
    ),
    "colours": (
        "red green blue yellow black white orange pink purple brown grey turquoise magenta beige ivory crimson azure lavender olive"
    ),
    "months": (
        "January February March April May June July August September October November December janvier février mars avril mai juin juillet"
    ),
    "states": (
        "Virginia Georgia Carolina Dakota Montana Nevada Florida Texas Ohio Iowa Kansas Utah Oregon Idaho Maine Vermont Alaska Hawaii"
    ),
    "countries": (
        "France Germany Spain Italy Poland Portugal Belgium Ireland Austria Norway Sweden Finland Denmark Greece Hungary Japan Brazil Chad"
    ),
    "cars": (
        "Golf Polo Passat Tiguan Clio Megane Twingo Corsa Astra Fiesta Focus Mondeo Civic Jazz Corolla Yaris Panda Punto Octavia Fabia"
    ),
    "animals": (
        "cat dog horse cow pig sheep goat duck goose hen fox wolf bear lion tiger leopard giraffe zebra gorilla eagle hawk trout whale"
    ),
    "departments": (
        "Sales Marketing Finance Legal Research Development Support Logistics Purchasing Quality Production Ventes Achats Vertrieb Einkauf"
    ),
}
COMPANIES = [
    *("Dupont SA", "Martin & Fils", "Smith and Jones Ltd", "Müller GmbH", "Hotel Victoria", "Banque Lambert", "Rossi S.p.A.", "Jansen BV"),
    *(
        "Garage Bernard SARL",
        "Acme Holding",
        "Nordic Oak Partners",
        "Atelier Rive Gauche",
        "Blue Anchor Consulting",
        "Quick Parcel Services",
    ),
]
STREETS = [
    "Victoria Road",
    "Rue Victor Hugo",
    "Via Giuseppe Verdi",
    "Baker Street",
    "Elizabeth Drive",
    "Calle Santa Isabel",
    "Avenue Jean Jaurès",
]
PRODUCTS = [
    "Oak Table",
    "Rose Water",
    "Olive Oil",
    "Ginger Tea",
    "Steel Bottle",
    "Table en chêne",
    "Veste de pluie",
    "Regenjacke",
    "Basil Pesto",
]


def test_columns_of_names_and_towns_are_known() -> None:
    people = [f"{first} {last}" for first, last in zip(FIRST_NAMES.split(), LAST_NAMES.split(), strict=False)]
    for texts, kind in ((FIRST_NAMES.split(), FIRST), (LAST_NAMES.split(), LAST), (people, FULL), (TOWNS.split(), CITY)):
        found = kind_of(count(texts))
        assert found is not None
        assert found[0] is kind


@pytest.mark.parametrize("what", OTHERS)
def test_lists_of_other_things_are_not(what: str) -> None:
    assert kind_of(count(OTHERS[what].split())) is None


@pytest.mark.parametrize("texts", [COMPANIES, STREETS, PRODUCTS], ids=["companies", "streets", "products"])
def test_what_persons_gave_their_name_to_is_no_person(texts: list[str]) -> None:
    assert kind_of(count(texts)) is None


def test_what_is_no_word_is_no_name() -> None:
    texts = [
        *(str(uuid.UUID(int=number)) for number in range(50)),
        "SKU-1042",
        "v1.2.3",
        "2024-01-02",
        "jean@example.org",
        "a" * 5000,
        "",
        "???",
    ]
    found = count(texts)
    assert found == NameCounts(len(texts) - 1)


def test_a_name_may_be_written_in_many_ways() -> None:
    for text in (
        "Jean Dupont",
        "DUPONT Jean",
        "Dupont, Jean-Marie",
        "Mme Zoé de La Tour",
        "John F. Kennedy",
        "O'Neill, Sean",
        "Dr. Anna van den Berg",
    ):
        assert is_full_name(text), text
    assert is_first_name("Maria del Carmen")
    assert is_last_name("de la Cruz")
    assert not is_full_name("Jean")


def test_the_post_adds_to_the_name_of_a_town() -> None:
    for text in ("LYON CEDEX 03", "Paris 15e", "St. Gallen", "L'Haÿ-les-Roses", "Aix en Provence", "Paris 1er arrondissement"):
        assert is_city(text), text
    assert not is_city("Parisian")


def test_few_texts_say_nothing() -> None:
    assert kind_of(count(["Rose", "Mark", "Lyon"])) is None
    assert kind_of(NameCounts(0)) is None
    assert kind_of(NameCounts(6, first=6)) == (FIRST, 6)
    assert kind_of(NameCounts(10, first=7)) is None


def test_the_larger_share_decides() -> None:
    # Every fourth family name of a list is a given name too.
    assert kind_of(NameCounts(100, first=60, last=90)) == (LAST, 90)


def test_the_lists_are_folded_and_large_enough() -> None:
    for names, some in ((first_names(), "amelie"), (last_names(), "muller"), (cities(), "saint etienne")):
        assert some in names
        assert len(names) > 15_000
        assert all(name == name.strip().lower() and name for name in names)
    assert "de" not in last_names()


def test_the_lists_are_read_only_when_they_are_needed() -> None:
    program = "import sys, privaudit.lists.word_lists; print([name for name in sys.modules if name.startswith('faker')])"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 our own interpreter
    assert answer.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "text", ["Dupont SA", "Fernandez S.A.R.L.", "Müller & Co. KG", "Rossi S.p.A.", "Mude e.G.", "Lindström Forsman AB", "Kovács Kft."]
)
def test_a_legal_form_makes_a_company(text: str) -> None:
    assert is_company(text)


@pytest.mark.parametrize("text", ["João Sá", "Maria de Sa", "Dupont", "SA", "Jean Martin", ""])
def test_names_of_persons_are_no_companies(text: str) -> None:
    assert not is_company(text)
