"""Closed lists of sensitive values are known by their values, in every language, and lists of other things are not."""

from __future__ import annotations

import pytest

from privaudit import rulebook
from privaudit.lists.closed_values import category_of, closed_values, count

KNOWN = {
    "user.demographic.gender": [
        ["M", "Mme"],
        ["Homme", "Femme", "Non renseigné"],
        ["männlich", "weiblich", "divers"],
        ["kobieta", "mężczyzna"],
        ["muški", "ženski"],
        ["kvinna", "man"],
        ["žena", "muž"],
        ["femeie", "bărbat"],
        ["nő", "férfi"],
        ["kvinde", "mand"],
        ["kvinne", "mann"],
        ["nainen", "mies", "ei tiedossa"],
    ],
    "user.demographic.marital_status": [
        ["Married", "Single", "Divorced"],
        ["Marié(e)", "Célibataire", "Pacsé(e)", "Veuf/Veuve"],
        ["panna", "wdowa", "żonaty"],
        ["oženjen", "neudana", "udovac"],
        ["gift", "ogift", "sambo", "änka"],
        ["svobodný", "ženatý", "vdaná"],
        ["căsătorit", "divorțată", "văduv"],
        ["hajadon", "nőtlen", "özvegy"],
        ["ugift", "samlevende", "fraskilt"],
        ["samboer", "skilt", "enkemann"],
        ["naimisissa", "naimaton", "leski"],
    ],
    "user.demographic.religious_belief": [
        ["Catholic", "Muslim", "Hindu", "None", "Jedi"],
        ["evangelisch", "römisch-katholisch", "konfessionslos"],
        ["rimokatolik", "pravoslavac", "musliman"],
        ["svenska kyrkan", "katolsk", "frikyrklig"],
        ["ortodox", "greco-catolic", "reformat"],
        ["református", "evangélikus", "római katolikus"],
        ["evankelisluterilainen", "ortodoksi", "uskonnoton"],
    ],
    "user.demographic.trade_union_membership": [["CGT", "CFDT", "FO", "UNSA"], ["IG Metall", "ver.di", "GEW"], ["CC.OO.", "UGT", "CSIF"]],
    "user.demographic.political_opinion": [["SPD", "CDU/CSU", "Die Grünen", "FDP"], ["Labour", "Conservative", "Lib Dem"]],
    "user.demographic.race_ethnicity": [
        ["White British", "Black African", "Asian", "Other ethnic group"],
        ["Hispanic", "White", "Black", "Asian"],
    ],
    "user.demographic.sexual_orientation": [["Straight", "Gay", "Bisexual", "Prefer not to say"]],
    "user.demographic.nationality": [
        ["French", "German", "Irish", "Polish"],
        ["française", "belge", "marocaine"],
        ["deutsch", "türkisch", "polnisch"],
    ],
    "user.health_and_medical": [
        ["A+", "O-", "AB+", "B+"],
        ["grippe", "asthme", "fracture du poignet"],
        ["Krebs", "Migräne", "Impfung", "Termin"],
    ],
}
OTHERS = [
    ["single", "double", "twin", "suite"],
    ["white", "black", "red", "green", "blue"],
    ["left", "center", "right", "top", "bottom"],
    ["other", "unknown"],
    ["Dr", "Other", "none"],
    ["open", "closed", "pending"],
    ["A", "B", "C", "D"],
    ["new", "used", "other", "unknown"],
    ["none", "low", "medium", "high"],
    ["fr", "en", "de", "es"],
    ["France", "Germany", "Spain"],
    ["M", "L", "XL"],
    ["sv", "dk", "no", "fi"],
    ["gift", "single", "family"],
    [],
]


@pytest.mark.parametrize("category", KNOWN)
def test_values_are_known_in_every_language(category: str) -> None:
    assert [texts for texts in KNOWN[category] if category_of(count(texts)) != category] == []


def test_lists_of_other_things_are_not() -> None:
    assert [texts for texts in OTHERS if category_of(count(texts)) is not None] == []


def test_many_distinct_texts_are_no_closed_list() -> None:
    assert count(["married", "single", *map(str, range(300))]).known == {}


def test_each_list_is_of_a_category() -> None:
    assert set(closed_values()) <= set(rulebook.built_in().categories)
    assert set(closed_values()) == set(KNOWN)
