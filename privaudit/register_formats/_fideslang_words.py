"""The words of fideslang 3.1.4 that the register says otherwise, or not at all."""

from __future__ import annotations

import re

KEY = re.compile(r"[A-Za-z0-9_.<>-]+")
"""The form of a fides_key."""
ORGANISATION = "default_organization"
"""The key that systems point to where they name no organisation of their own."""
NOTHING_PERSONAL = "system.operations"
"""The category of a field that holds no personal data."""
RECIPIENT = "recipient"
"""The type and the tag of a system that stands for a recipient."""

RESPONSIBILITY = {"controller": "Controller", "processor": "Processor"}

BASES = {
    "A6-1-a": "Consent",
    "A6-1-b": "Contract",
    "A6-1-c": "Legal obligations",
    "A6-1-d": "Vital interests",
    "A6-1-e": "Public interest",
    "A6-1-f": "Legitimate interests",
}
SPECIAL_BASES = {
    "A9-2-a": "Explicit consent",
    "A9-2-b": "Employment, social security and social protection",
    "A9-2-c": "Vital interests",
    "A9-2-d": "Not-for-profit bodies",
    "A9-2-e": "Made public by the data subject",
    "A9-2-f": "Legal claims or judicial acts",
    "A9-2-g": "Reasons of substantial public interest (with a basis in law)",
    "A9-2-h": "Health or social care (with a basis in law)",
    "A9-2-i": "Public health (with a basis in law)",
    "A9-2-j": "Archiving, research and statistics (with a basis in law)",
}
TRANSFERS = {"A45-3": "Adequacy Decision", "A46-2-c": "SCCs", "A46-2-b": "BCRs"}
"""The words for safeguards; others may stand there as they are."""

_TREE = {
    "user": "",
    "user.account": "settings username",
    "user.authorization": "biometric credentials password",
    "user.behavior": "browsing_history media_consumption purchase_history search_history",
    "user.biometric": "fingerprint health retinal voice",
    "user.childrens": "",
    "user.contact": "address email fax_number organization phone_number url",
    "user.contact.address": "city country postal_code state street",
    "user.content": "private public self_image",
    "user.criminal_history": "",
    "user.demographic": "age_range date_of_birth gender language marital_status political_opinion profile race_ethnicity religious_belief "
    "sexual_orientation",
    "user.device": "cookie cookie_id device_id ip_address",
    "user.financial": "bank_account credit_card",
    "user.government_id": "birth_certificate drivers_license_number immigration national_identification_number passport_number "
    "vehicle_registration",
    "user.health_and_medical": "genetic insurance_beneficiary_id record_id",
    "user.job_title": "",
    "user.location": "imprecise precise",
    "user.name": "first last",
    "user.payment": "",
    "user.privacy_preferences": "",
    "user.sensor": "",
    "user.social": "",
    "user.telemetry": "",
    "user.unique_id": "pseudonymous",
    "user.user_sensor": "",
    "user.workplace": "",
}
CATEGORIES = frozenset(_TREE) | {f"{parent}.{child}" for parent, children in _TREE.items() for child in children.split()}
"""The categories of personal data that fideslang has; ours beyond them are written as extensions of its tree."""
