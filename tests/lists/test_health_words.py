"""Texts that speak of somebody's health are found in each language, and everyday notes are not."""

from __future__ import annotations

import re
from string import ascii_letters

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from privaudit.lists.health_words import MOST_LETTERS, WHOLE, health_words, languages, pattern_of_any_case, patterns, speaks_of_health
from privaudit.rulebook import portable
from privaudit.words import without_marks

HEALTH = {
    "en": ["On sick leave since May, broken leg", "asked for a wheelchair ramp", "Diagnosed with diabetes"],
    "fr": ["En arrêt maladie depuis mai", "ARRET MALADIE JUSQU'AU 12", "enceinte de trois mois", "allergie aux arachides"],
    "de": ["Krankschreibung liegt vor", "ist schwanger", "Rückenschmerzen nach Bandscheibenvorfall"],
    "es": ["de baja médica por depresión", "alérgico a la penicilina"],
    "it": ["in malattia da maggio", "ricoverata in ospedale"],
    "nl": ["ziekmelding ontvangen", "is zwanger"],
    "pl": ["na zwolnieniu, złamanie ręki", "choruje na cukrzycę"],
    "pt": ["de baixa médica", "sofre de diabetes"],
    "hr": ["na bolovanju, prijelom noge", "boluje od dijabetesa", "trudnica u petom mjesecu"],
    "sv": ["sjukskriven sedan maj", "väntar på cellgiftsbehandling"],
    "cs": ["v pracovní neschopnosti, zlomená noha, neschopenka přiložena", "má cukrovku"],
    "ro": ["este în concediu medical", "suferă de diabet"],
    "hu": ["táppénzen van május óta", "cukorbeteg, inzulint kap"],
    "da": ["sygemeldt siden maj", "er gravid i femte måned"],
    "nb": ["sykmeldt siden mai", "bruker rullestol"],
    "fi": ["sairauslomalla toukokuusta", "odottaa polvileikkausta"],
}
EVERYDAY = [
    "Seminar for migrants, invalid address, account disabled, soap refilled",
    "Livraison partout en France, Irma rappellera pour l'attestation",
    "ASTM D638 report and the jaskrawy colour",
    "Please ship with the next order, customer was very patient",
    "Operation failed with code 12, see diagnostics of the server",
    "Symptom: the page does not load after login",
    "Le client rappellera lundi, livraison au 3e étage",
    "Scanner le document et le renvoyer",
    "Kurs verschoben, Kunde ruft zurück",
    "Brak towaru, klient prosi o kontakt w recepcji",
    "El operador llamará mañana",
    "Klant belt morgen terug over de blinden in de keuken",
    "O operador confirmou a entrega",
    "Kupac će nazvati u ponedjeljak, dostava na treći kat",
    "Dokumentet skannades och skickades, kunden ringer på måndag",
    "Zákazník zavolá v pondělí, objednávka doručena",
    "Clientul va suna luni, livrare urgentă la etajul trei",
    "Az ügyfél hétfőn visszahív, szállítás a harmadik emeletre",
    "Abort the operation, the great disc is medium sized, Krakow office",
    "Fødselsdagen fejres lørdag, kunden ringer mandag",
    "Sykkelen er på verksted, levering i tredje etasje",
    "Asiakas soittaa maanantaina, laakeri vaihdettu, terveisin Laaksonen",
    "Trudno powiedzieć, trudny klient",
    "Collection automne-hiver, enceinte bluetooth, Zone industrielle, greffe du tribunal",
    "Se sida 12, Ekgatan 5",
    "Liverpool L42 8LX",
    "Choral concert by Renaldo, a matter of taste: le goût",
    "Viherkuja 5, Avc\u0131lar",
    "Bei akuten Fragen",
    "",
]


def _found(text: str, *of: str) -> bool:
    return any(re.search(pattern, f" {without_marks(text.lower())} ") for pattern in patterns(*of))


COMMON = {
    "en": "influenza asthma diabetes cancer migraine depression allergy hypertension bronchitis appendicitis epilepsy vaccination",
    "fr": "grippe asthme diabète cancer migraine dépression allergie hypertension bronchite appendicite épilepsie hépatite vaccin angine",
    "de": "Grippe Asthma Diabetes Krebs Migräne Depression Allergie Bluthochdruck Bronchitis Lungenentzündung Blinddarm Epilepsie Impfung",
    "es": "gripe diabetes cáncer migraña depresión alergia hipertensión bronquitis neumonía epilepsia hepatitis vacuna diálisis",
    "it": "influenza diabete cancro emicrania depressione allergia ipertensione bronchite polmonite appendicite epilessia epatite vaccino",
    "nl": "griep astma diabetes kanker migraine depressie allergie hartfalen longontsteking blindedarm epilepsie hepatitis vaccinatie",
    "pl": "grypa astma cukrzyca nowotwór migrena depresja alergia nadciśnienie chłoniak przepuklina padaczka białaczka szczepienie dializa",
    "pt": "gripe diabetes cancro enxaqueca depressão alergia hipertensão bronquite pneumonia apendicite epilepsia hepatite vacina diálise",
    "hr": "gripa astma dijabetes karcinom migrena depresija alergija bronhitis epilepsija cijepljenje dijaliza infarkt trudnoća",
    "sv": "influensa astma diabetes cancer depression allergi bronkit lunginflammation epilepsi vaccination dialys hjärtinfarkt",
    "cs": "chřipka astma cukrovka rakovina migréna deprese alergie bronchitida epilepsie očkování dialýza infarkt",
    "ro": "gripă diabet cancer migrenă depresie alergie bronșită pneumonie epilepsie vaccinare dializă infarct",
    "hu": "influenza asztma cukorbetegség daganat migrén depresszió allergia tüdőgyulladás epilepszia védőoltás dialízis infarktus",
    "da": "influenza astma diabetes kræft migræne depression allergi lungebetændelse epilepsi vaccination dialyse blodprop",
    "nb": "influensa astma diabetes kreft migrene depresjon allergi lungebetennelse epilepsi vaksinasjon dialyse hjerneslag",
    "fi": "influenssa astma diabetes syöpä migreeni masennus allergia keuhkokuume epilepsia rokotus dialyysi sydäninfarkti",
}


@pytest.mark.parametrize("language", languages())
def test_the_common_illnesses_are_known_by_a_word_alone(language: str) -> None:
    assert [word for word in COMMON[language].split() if not _found(word, language)] == []


@pytest.mark.parametrize("language", languages())
def test_texts_about_health_are_found(language: str) -> None:
    assert [text for text in HEALTH[language] if not _found(text, language)] == []


@pytest.mark.parametrize("text", ["souffre de diabète", "souffre de diabete", "ASTHME", "Osteoporose", "złamanie ręki", "zlamanie reki"])
def test_accents_may_be_typed_or_left_out(text: str) -> None:
    assert _found(text)


@pytest.mark.parametrize("text", ["EKG", "EKG: ohne Befund", "im MRT (Kopf)", "VIH+", "un AVC.", "HIV-positiv", "na L4 od maja"])
def test_an_abbreviation_is_one_whatever_stands_behind_it(text: str) -> None:
    assert _found(text)
    assert speaks_of_health(text)


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_notes_are_not(text: str) -> None:
    assert not _found(text)


def test_the_engine_reads_the_pattern_as_python_does() -> None:
    texts = [text for texts in HEALTH.values() for text in texts] + EVERYDAY
    with duckdb.connect() as engine:
        for text in texts:
            told = [
                engine.execute("SELECT regexp_matches(' ' || strip_accents(lower(?)) || ' ', ?)", [text, pattern]).fetchall()
                for pattern in patterns()
            ]
            assert ([(True,)] in told) == _found(text), text


WORDS = sorted(word for language in languages() for word in health_words(language))
PIECES = st.sampled_from(WORDS) | st.text("abkrßłé -.'\n1", max_size=6)


@given(st.lists(PIECES, max_size=8), st.sampled_from([" ", "-", "", "'"]))
def test_a_single_text_is_told_as_by_the_pattern(pieces: list[str], between: str) -> None:
    text = between.join(piece.removesuffix(WHOLE) for piece in pieces)
    assert speaks_of_health(text) == _found(text)


@given(st.lists(st.sampled_from(WORDS) | st.text(ascii_letters + " -.1", max_size=6), max_size=8))
def test_the_pattern_of_any_case_fits_all_that_the_others_fit(pieces: list[str]) -> None:
    text = without_marks("-".join(pieces))
    written = text.upper() if text.isascii() else text
    assert re.search(pattern_of_any_case(), f" {written}") or not _found(written)


@pytest.mark.parametrize("pattern", [*patterns(), pattern_of_any_case()])
def test_a_pattern_is_portable_and_small_enough_for_an_automaton(pattern: str) -> None:
    assert portable.fault(pattern) == ""
    assert len(re.sub(r"\[\^?[^\]]+\]|\\.", "x", pattern).translate(dict.fromkeys(map(ord, "()|")))) <= MOST_LETTERS + 1


@pytest.mark.parametrize("language", languages())
def test_a_language_has_words_enough(language: str) -> None:
    assert len(health_words(language)) > 150
    assert all(word == word.lower() and len(word) > 1 for word in health_words(language))
