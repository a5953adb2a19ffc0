"""The part of the grammar about recipients, countries and safeguards."""

from __future__ import annotations

from typing import Annotated

from pydantic import Discriminator, Tag

from privaudit.register import values
from privaudit.register.grammar.keys import MAPPING, WORD, Mapping, form, key, listed

_SAFEGUARD = {"kind": "A46-2-c", "reference": "SCC 2021/914, 2025-01-10"}


class Safeguard(Mapping):
    """On what a transfer to a third country rests."""

    kind: values.SafeguardKind = key("The paragraph of GDPR Art. 45, 46 or 49.", "A46-2-c")
    reference: values.Text = key("The contract, decision or rules, with their date.", "SCC 2021/914, 2025-01-10", "")
    certified: bool | None = key(
        "Whether the recipient is in the scope of the adequacy decision, such as certified under it.", example=True, default=None
    )


class StorageCountry(Mapping):
    """A country in which data lies, with its safeguard."""

    country: values.Country = key("ISO 3166 alpha-2.", "US")
    safeguard: Safeguard | None = key("On what the transfer rests.", _SAFEGUARD, None)


Storage = Annotated[Annotated[values.Country, Tag(WORD)] | Annotated[StorageCountry, Tag(MAPPING)], Discriminator(form)]
"""A country alone, or with its safeguard."""


class SharingConsent(Mapping):
    """Where it is written that somebody agreed to be passed on."""

    given: values.Column = key("The date or flag of the consent.", "accounts.share_agreed_at")
    withdrawn: values.Column | None = key("The date of its withdrawal.", "accounts.share_withdrawn_at", None)
    of: values.Column = key("The contact whose consent it is.", "accounts.email")


class Recipient(Mapping):
    """Somebody who receives personal data."""

    id: values.Id = key("What activities call it.", "hosting")
    name: values.Text = key("Its name.", "Example Host")
    role: values.RecipientRole = key("What it is to the organisation.", "processor")
    country: values.Country | None = key("Where it handles the data.", "IE", None)
    purpose: values.Text = key("What it does with the data.", "hosting", "")
    safeguard: Safeguard | None = key("On what the transfer to it rests.", _SAFEGUARD, None)
    tables: values.Globs = listed("The tables that are exported to it.", ["partner_*"])
    contacts: values.ColumnList = listed("The columns of contacts in them.", ["partner_export.email"])
    consent: SharingConsent | None = key(
        "Where the consent to be passed on is written.", {"given": "accounts.share_agreed_at", "of": "accounts.email"}, None
    )
