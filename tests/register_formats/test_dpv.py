"""The record as linked data: it expands without another document, and says nothing in terms that DPV does not have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pyld import jsonld

from privaudit.model.register import Register
from privaudit.register_formats._dpv_words import PREFIXES
from privaudit.yaml_text.writing import block
from tests.register_formats.conftest import KNOWN, parsed, written
from tests.register_formats.test_cnil_csv import registers

Data = dict[str, Any]

PROPERTIES = frozenset(
    (  # noqa: SIM905 quoted one by one they fill a page
        "hasAddress hasContact hasCountry hasDataController hasDataProcessor hasDataProtectionOfficer hasDataSource "
        "hasDataSubject hasDuration hasJointDataControllers hasLegalBasis hasName hasNecessity hasPersonalData hasProcess "
        "hasPurpose hasRecipient hasRecipientDataController hasRecipientThirdParty hasRepresentative hasResponsibleEntity "
        "hasRight hasStorageCondition hasTechnicalOrganisationalMeasure hasThirdCountry isExercisedAt"
    ).split()
)
"""Of the published table of DPV 2.3, those that a record uses."""
CLASSES = frozenset(
    (  # noqa: SIM905 as above
        "ROPA Process DataController DataProcessor DataProtectionOfficer Representative OrganisationalUnit ThirdParty Authority "
        "Purpose DataSubject PersonalData SpecialCategoryPersonalData PseudonymisedData ProvidedPersonalData "
        "ObservedPersonalData InferredPersonalData DataSubjectDataSource ThirdPartyDataSource StorageDuration StorageLocation "
        "TemporalDuration TechnicalOrganisationalMeasure Required ServiceUsageAnalytics HumanResourceManagement "
        "RecruitmentManagement FraudPreventionAndDetection LegalCompliance ServiceProvision IdentityAuthentication "
        "ImproveExistingProductsAndServices CommunicationForCustomerCare PaymentManagement EnforceSecurity Marketing "
        "Advertising TargetedAdvertising DirectMarketing Personalisation SellProducts Citizen Customer Employee JobApplicant "
        "Patient Visitor"
    ).split()
)

TEXT = """\
privaudit: 1
reviewed: 2026-01-31
organisation:
  name: Example SAS
  country: FR
  rights: {contact: privacy@example.org, offered: [access, withdraw_consent, post_mortem]}
recipients:
  - {id: host, name: Example Host, role: processor, country: US, safeguard: {kind: A46-2-c, reference: "SCC, 2025"}}
security: [access by role]
activities:
  - id: health
    title: Care
    purposes: [marketing.communications.email, collect]
    basis: [A6-1-a, A9-2-a]
    subjects: [patient, commuter]
    source: subject
    where: [{tables: [t]}]
    data: [{category: user.health_and_medical.disability, mandatory: true}, {category: user.name, columns: [t.n]}, {category: special}]
    recipients: [host]
    storage: [FR, US]
    clocks:
      - {id: a, start: {event: collection, column: t.at}, max: P2W}
      - {id: b, applies_to: {categories: [user.name]}, start: {event: collection, column: t.at}, max: P1Y}
  - {id: for-others, role: processor, controllers: [{id: c, name: Client}], purposes: [sales], where: [], data: []}
"""


@pytest.fixture(scope="module")
def graph() -> dict[str, Data]:
    document = json.loads(written("dpv", parsed(TEXT)).text)
    return {node["@id"].removeprefix("urn:privaudit:example-sas:"): node for node in document["@graph"]}


def test_the_record_names_its_activities_and_whose_it_is(graph: dict[str, Data]) -> None:
    record = graph["record"]
    assert record["@type"] == "dpv:ROPA"
    assert [one["@id"].rpartition(":")[2] for one in record["dpv:hasProcess"]] == ["health", "for-others"]
    assert graph["organisation"]["@type"] == ["dpv:DataController", "dpv:DataProcessor"]


def test_an_activity_is_a_process_with_the_terms_of_the_vocabulary(graph: dict[str, Data]) -> None:
    process = graph["activity:health"]
    assert [one["@type"] for one in process["dpv:hasPurpose"]] == ["dpv:DirectMarketing", "dpv:Purpose"]
    assert [one["dct:identifier"] for one in process["dpv:hasPurpose"]] == ["marketing.communications.email", "collect"]
    assert process["dpv:hasLegalBasis"] == [{"@id": "eu-gdpr:A6-1-a"}, {"@id": "eu-gdpr:A9-2-a"}]
    assert [one["@type"] for one in process["dpv:hasDataSubject"]] == ["dpv:Patient", "dpv:DataSubject"]
    assert process["dpv:hasDataProcessor"] == [{"@id": "urn:privaudit:example-sas:recipient:host"}]
    assert [one["@type"] for one in process["dpv:hasRight"]] == ["eu-gdpr:A15", "eu-gdpr:A7-3"]


def test_special_data_says_so_and_where_it_comes_from(graph: dict[str, Data]) -> None:
    disability, name, special = graph["activity:health"]["dpv:hasPersonalData"]
    assert disability["@type"] == ["pd:Disability", "dpv:SpecialCategoryPersonalData", "dpv:ProvidedPersonalData"]
    assert disability["dpv:hasNecessity"] == {"@id": "dpv:Required"}
    assert name["@type"] == ["pd:Name", "dpv:ProvidedPersonalData"]
    assert special["@type"] == ["dpv:SpecialCategoryPersonalData", "dpv:ProvidedPersonalData"]


def test_periods_and_places_are_storage_conditions(graph: dict[str, Data]) -> None:
    weeks, year, france, states = graph["activity:health"]["dpv:hasStorageCondition"]
    assert weeks["dpv:hasDuration"]["rdf:value"] == {"@type": "xsd:duration", "@value": "P14D"}
    assert year["dpv:hasPersonalData"] == [{"@id": "urn:privaudit:example-sas:activity:health:data:user.name"}]
    assert "dpv:hasPersonalData" not in weeks
    assert (france["dpv:hasCountry"], states["dpv:hasThirdCountry"]) == ({"@id": "loc:FR"}, {"@id": "loc:US"})


def test_a_transfer_rests_on_its_article(graph: dict[str, Data]) -> None:
    host = graph["recipient:host"]
    assert host["dpv:hasThirdCountry"] == {"@id": "loc:US"}
    assert host["dpv:hasLegalBasis"] == {"@type": "eu-gdpr:A46-2-c", "dct:description": "SCC, 2025"}


def test_a_processor_names_on_whose_behalf_it_acts(graph: dict[str, Data]) -> None:
    process = graph["activity:for-others"]
    assert [one["dpv:hasName"] for one in process["dpv:hasDataController"]] == ["Client"]
    assert process["dpv:hasDataProcessor"] == [{"@id": "urn:privaudit:example-sas:organisation"}]


def test_what_is_lost_is_told_with_its_line() -> None:
    told = [str(one) for one in written("dpv", parsed(TEXT)).lost]
    assert "register.yaml:11: activities[health].where has no place in a record of DPV" in told
    assert "register.yaml:3: organisation.rights.offered[post_mortem] is no right of the GDPR" in told


def nodes(data: object) -> Iterator[Data]:
    """Each mapping of expanded linked data."""
    if isinstance(data, dict):
        yield data
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from nodes(value)


def check_expanded(register: Register) -> None:
    document = json.loads(written("dpv", register).text)
    expanded = jsonld.expand(document, {"documentLoader": lambda *_: pytest.fail("it needs another document")})
    before = sum(len(node) for node in nodes(document["@graph"]))
    assert sum(len(node) for node in nodes(expanded)) >= before
    for node in nodes(expanded):
        keys = {key for key in node if not key.startswith("@")}
        assert all(key.startswith(tuple(PREFIXES.values())) for key in keys)
        assert {key.removeprefix(PREFIXES["dpv"]) for key in keys if key.startswith(PREFIXES["dpv"])} <= PROPERTIES
        terms = {term for term in [*node.get("@type", []), node.get("@id", "")] if isinstance(term, str)} if "@value" not in node else set()
        assert {term.removeprefix(PREFIXES["dpv"]) for term in terms if term.startswith(PREFIXES["dpv"])} <= CLASSES


def test_the_register_with_every_key_expands(whole: Register) -> None:
    check_expanded(whole)


@given(registers())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_every_register_expands(data: Data) -> None:
    check_expanded(parsed(block(data)))


def test_each_category_has_a_term() -> None:
    data = [{"category": key} for key in KNOWN.categories]
    activity = {"id": "a", "purposes": [], "basis": [], "subjects": [], "where": [], "data": data}
    check_expanded(parsed(block({"privaudit": 1, "organisation": {"name": "X", "country": "FR"}, "activities": [activity]})))
