"""The organisation and what it says of the whole: denials, links, security, accepted findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from privaudit.register_changes import effects, entries, said
from privaudit.register_changes.effects import more
from privaudit.register_changes.terms import Term
from privaudit.register_changes.vocabulary.common import (
    COLUMNS,
    CONTACT,
    LOOSENS,
    OFFICER,
    PLAIN,
    TIGHTENS,
    of,
)

ORGANISATION: Mapping[str, Term] = {
    "reviewed": Term(
        "the register was reviewed on {new}",
        "the day of the register's review ({old}) is gone",
        "the register was reviewed on {new}; before, on {old}",
    ),
    "organisation.representative": Term(words=said.party, single=True),
    "organisation.joint_controllers": Term(
        "{within} now decides together with {new}",
        "{within} no longer decides together with {old}",
        words=said.party,
        entries=entries.by("name"),
    ),
    "organisation.contact": CONTACT,
    "organisation.dpo": OFFICER,
    "organisation.rights": Term(always=True),
    "organisation.rights.contact": Term(
        "rights can now be exercised at {new}",
        "it is no longer said where rights are exercised; it was {old}",
        "rights are now exercised at {new}; it was {old}",
        effect=more(TIGHTENS),
    ),
    "organisation.rights.offered": Term(
        "{within} now offers the right of {new}",
        "{within} no longer offers the right of {old}",
        effect=more(TIGHTENS),
        words=said.spoken,
        entries=entries.texts,
    ),
    "organisation.professional_only": Term(
        "{within} now promises that all contact details are professional ones",
        "{within} no longer promises that all contact details are professional ones",
        effect=more(TIGHTENS),
    ),
    "organisation.third_parties": Term(
        "{within} now promises to which third parties data goes: {new}",
        "{within} no longer promises to which third parties data goes; it was: {old}",
        "data now goes to third parties: {new}; it was: {old}",
        effect=effects.third_parties,
        words=said.spoken,
    ),
    "organisation.identifiers": Term(
        "persons are now also known by {new}",
        "persons are no longer known by {old}",
        words=said.named,
        entries=entries.identifiers,
        subject=of("the identifier {name}", ""),
    ),
    "organisation.identifiers.columns": COLUMNS,
    "links": Term(
        "rows are now linked from {new}", "rows are no longer linked from {old}", words=said.link, entries=entries.by_content, single=True
    ),
    "never_collected": Term(
        "the register now promises never to collect {new}",
        "the promise never to collect {old} is withdrawn",
        effect=more(TIGHTENS),
        words=said.denial,
        entries=entries.by("category"),
        subject=of("the promise never to collect {category}", "never_collected/{category}"),
        special=lambda pair: effects.is_special(pair.value["category"], pair.known.rules),
    ),
    "never_collected.where": replace(COLUMNS, whole="everywhere", effect=more(TIGHTENS)),
    "security": Term(
        "the security measure is new: {new}", "the security measure is gone: {old}", effect=more(TIGHTENS), entries=entries.texts
    ),
    "accepted": Term(
        "findings are now accepted: {new}",
        "findings are no longer accepted: {old}",
        effect=more(LOOSENS),
        words=said.accepted,
        entries=entries.accepted,
        subject=of("the acceptance of {check}", "accepted/{check}/{table}.{column}"),
    ),
    "accepted.until": Term(changed="{within} now holds until {new}; it was until {old}", effect=effects.until),
    "accepted.max_count": replace(PLAIN, effect=effects.max_count),
}
