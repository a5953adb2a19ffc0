"""Who receives data, and where copies lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from privaudit.register_changes import effects, entries, said
from privaudit.register_changes.effects import more
from privaudit.register_changes.terms import Term, folded
from privaudit.register_changes.vocabulary.common import (
    COLUMN,
    COLUMNS,
    LOOSENS,
    MAX,
    NEW,
    PLAIN,
    SAFEGUARD,
    STORAGE,
    TIGHTENS,
    TOGETHER,
    WHEN,
    of,
)

RECIPIENTS: Mapping[str, Term] = {
    "recipients": Term(*NEW, effect=more(LOOSENS), words=said.recipient, entries=entries.by("id"), subject=of("the recipient {id}")),
    "recipients.role": Term(changed="{within} is now a {new}; it was a {old}", effect=effects.role, words=said.spoken),
    "recipients.country": Term(
        "{within} is now said to be in {new}",
        "it is no longer said where {within} is; it was {old}",
        "{within} is now in {new}; it was in {old}",
        effect=effects.country,
        words=said.country,
    ),
    "recipients.safeguard": SAFEGUARD,
    "recipients.tables": replace(
        COLUMNS, gained="{within} now receives {new}", lost="{within} no longer receives {old}", effect=more(LOOSENS)
    ),
    "recipients.contacts": replace(COLUMNS, effect=more(TIGHTENS)),
    "recipients.consent": replace(
        TOGETHER,
        gained="{within} now receives data of persons who agreed alone: {new}",
        lost="{within} no longer receives data of persons who agreed alone; it was {old}",
        changed="the consent for {within} now stands elsewhere: {new}; it was {old}",
        single=False,
    ),
    "recipients.consent.withdrawn": replace(COLUMN, effect=more(TIGHTENS)),
    **{f"recipients.consent.{key}": COLUMN for key in ("given", "of")},
}

STORES: Mapping[str, Term] = {
    "stores": Term(*NEW, effect=effects.store, words=said.store, entries=entries.by("id"), subject=of("the store {id}")),
    "stores.tables": COLUMNS,
    "stores.files": Term(
        "{within} now names the files {new}", "{within} no longer names the files {old}", effect=more(TIGHTENS), entries=entries.texts
    ),
    "stores.dated_by": Term(same=folded, single=True),
    "stores.when": WHEN,
    "stores.max": MAX,
    "stores.rolling": Term(
        "copies in {within} now give way to newer ones", "copies in {within} no longer give way to newer ones", effect=more(TIGHTENS)
    ),
    "stores.temporary": Term(
        "{within} is now temporary: {new}",
        "{within} is no longer temporary; it was {old}",
        effect=more(TIGHTENS),
        words=said.columns,
        same=folded,
        single=True,
    ),
    "stores.identifiability": Term(
        "{within} is now said to be {new}",
        "{within} is no longer said to be {old}",
        "{within} is now said to be {new}; it was {old}",
        effect=effects.identifiability,
    ),
    "stores.cookie": Term(
        "{within} now promises something of its cookies: {new}",
        "{within} no longer promises anything of its cookies; it was {old}",
        effect=more(TIGHTENS),
    ),
    "stores.cookie.max": MAX,
    "stores.cookie.personal_data": replace(PLAIN, effect=effects.personal_data),
    "stores.cookie.ids": replace(COLUMNS, effect=more(TIGHTENS)),
    "stores.storage": STORAGE,
    "stores.storage.safeguard": SAFEGUARD,
    **{f"stores.cookie.{key}": COLUMN for key in ("name", "value", "set", "expires")},
}
