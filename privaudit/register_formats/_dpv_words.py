"""Terms of the W3C Data Privacy Vocabulary 2.3 for the words of a register; each was looked up in its published tables."""

from __future__ import annotations

from privaudit.model.organisation import Right
from privaudit.model.rules import CRIMINAL, SPECIAL

PREFIXES = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "loc": "https://w3id.org/dpv/loc#",
    "dct": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

PURPOSE = "dpv:Purpose"
_PURPOSES = {
    "analytics": "ServiceUsageAnalytics",
    "employment": "HumanResourceManagement",
    "employment.recruitment": "RecruitmentManagement",
    "essential.fraud_detection": "FraudPreventionAndDetection",
    "essential.legal_obligation": "LegalCompliance",
    "essential.service": "ServiceProvision",
    "essential.service.authentication": "IdentityAuthentication",
    "essential.service.operations.improve": "ImproveExistingProductsAndServices",
    "essential.service.operations.support": "CommunicationForCustomerCare",
    "essential.service.payment_processing": "PaymentManagement",
    "essential.service.security": "EnforceSecurity",
    "functional.service": "ServiceProvision",
    "functional.service.improve": "ImproveExistingProductsAndServices",
    "marketing": "Marketing",
    "marketing.advertising": "Advertising",
    "marketing.advertising.first_party.targeted": "TargetedAdvertising",
    "marketing.advertising.third_party.targeted": "TargetedAdvertising",
    "marketing.communications": "DirectMarketing",
    "personalize": "Personalisation",
    "sales": "SellProducts",
    "third_party_sharing.legal_obligation": "LegalCompliance",
}
_SUBJECTS = {
    "citizen_voter": "Citizen",
    "customer": "Customer",
    "employee": "Employee",
    "job_applicant": "JobApplicant",
    "patient": "Patient",
    "visitor": "Visitor",
}
RIGHTS = {
    Right.ACCESS: ("A15",),
    Right.RECTIFICATION: ("A16",),
    Right.ERASURE: ("A17",),
    Right.RESTRICTION: ("A18",),
    Right.PORTABILITY: ("A20",),
    Right.OBJECTION: ("A21",),
    Right.AUTOMATED_DECISION: ("A22",),
    Right.WITHDRAW_CONSENT: ("A7-3",),
    Right.COMPLAINT: ("A77",),
    Right.INFORMATION: ("A13", "A14"),
}
"""Articles of the GDPR; a right that has none here is of another law."""
RECIPIENTS = {
    "department": ("dpv:hasRecipient", "dpv:OrganisationalUnit"),
    "processor": ("dpv:hasDataProcessor", "dpv:DataProcessor"),
    "joint_controller": ("dpv:hasRecipientDataController", "dpv:DataController"),
    "controller": ("dpv:hasRecipientDataController", "dpv:DataController"),
    "third_party": ("dpv:hasRecipientThirdParty", "dpv:ThirdParty"),
    "authority": ("dpv:hasRecipient", "dpv:Authority"),
}
"""By role: the property and the class."""
SOURCES = {"subject": "dpv:DataSubjectDataSource", "third_party": "dpv:ThirdPartyDataSource"}
PROVENANCE = {"subject": "dpv:ProvidedPersonalData", "observed": "dpv:ObservedPersonalData", "inferred": "dpv:InferredPersonalData"}
PERSONAL_DATA = "dpv:PersonalData"
SPECIAL_DATA = "dpv:SpecialCategoryPersonalData"
DATA = frozenset({"dpv:PseudonymisedData"})
"""Classes of data that are none of the vocabulary's extension for personal data."""
GROUPS = {SPECIAL: SPECIAL_DATA, CRIMINAL: "pd:Criminal"}


def purpose(key: str) -> str:
    """The class of a purpose: its own, or that of the nearest one above it."""
    while key:
        if key in _PURPOSES:
            return f"dpv:{_PURPOSES[key]}"
        key = key.rpartition(".")[0]
    return PURPOSE


def subject(key: str) -> str:
    """The class of a kind of person."""
    return f"dpv:{_SUBJECTS.get(key, 'DataSubject')}"
