"""The part of the grammar about the organisation: who it is, how it is reached, what it promises as a whole."""

from __future__ import annotations

from privaudit.register import values
from privaudit.register.grammar.keys import Mapping, key, listed

_PARTY = {"name": "Example Ltd", "contact": {"email": "privacy@example.org"}}


class Contact(Mapping):
    """How to reach somebody."""

    email: values.Mailbox | None = key("A mailbox.", "privacy@example.org", None)
    address: values.Text | None = key("A postal address.", "1 rue de l'Exemple, 33000 Bordeaux", None)


class Party(Mapping):
    """A representative or a joint controller."""

    name: values.Text = key("Its name.", "Example Ltd")
    contact: Contact | None = key("How to reach it.", {"email": "privacy@example.org"}, None)


class Officer(Mapping):
    """The data protection officer."""

    name: values.Text | None = key("The officer's name, where it is published.", "Camille Exemple", None)
    email: values.Mailbox | None = key("The officer's mailbox.", "dpo@example.org", None)


class Rights(Mapping):
    """Where rights are exercised and which are offered."""

    contact: values.Text | None = key("Where people turn to: a mailbox, a page or a postal address.", "privacy@example.org", None)
    offered: list[values.RightWord] = listed("The rights that are offered.", ["access", "rectification", "erasure"])


class Organisation(Mapping):
    """Whose register it is."""

    name: values.Text = key("Its name.", "Example SAS")
    country: values.Country = key("Where it is established; also how national dates and phone numbers are read.", "FR")
    representative: Party | None = key("Its representative in the Union (Art. 27).", _PARTY, None)
    joint_controllers: list[Party] = listed("Who decides with it (Art. 26).", [_PARTY])
    contact: Contact | None = key("How to reach it.", {"email": "privacy@example.org"}, None)
    dpo: Officer | None = key("The data protection officer (Art. 37).", {"email": "dpo@example.org"}, None)
    rights: Rights | None = key("Rights of the persons.", {"contact": "privacy@example.org", "offered": ["access", "erasure"]}, None)
    professional_only: bool = key("Whether all contacts are of people at work: no private mailbox.", example=True, default=False)
    third_parties: values.ThirdPartyWord | None = key(
        "Whether data may go to anyone who is no processor (Art. 4(10)): none, the listed recipients, or those with consent.", "none", None
    )
    identifiers: dict[values.Id, values.Columns] = key(
        "By what persons are known, and in which columns.", {"email": ["accounts.email"], "customer": ["accounts.id"]}, {}
    )
