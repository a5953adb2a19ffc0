"""Activities, and marketing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from privaudit.model.register import NO_CATEGORY
from privaudit.model.register_changes import Effect
from privaudit.register_changes import effects, entries, said
from privaudit.register_changes.effects import more, where_said
from privaudit.register_changes.terms import Pair, Term, folded
from privaudit.register_changes.vocabulary.common import (
    COLUMN,
    COLUMNS,
    CONTACT,
    LOOSENS,
    MAX,
    NEW,
    OFFICER,
    SAFEGUARD,
    START,
    STORAGE,
    TIGHTENS,
    TOGETHER,
    of,
)
from privaudit.yes_no import YES


def _special(pair: Pair) -> bool:
    """Whether a special category comes or goes with it that nothing stands for otherwise."""
    name = pair.value["category"]
    return name != NO_CATEGORY and effects.category(pair) is not Effect.NEITHER and effects.is_special(name, pair.known.rules)


def _holds_special(pair: Pair) -> bool:
    return any(effects.is_special(entry["category"], pair.known.rules) for entry in pair.value["data"])


ACTIVITIES: Mapping[str, Term] = {
    "activities": Term(
        *NEW, effect=more(LOOSENS), words=said.activity, entries=entries.by("id"), subject=of("the activity {id}"), special=_holds_special
    ),
    "activities.role": Term(changed="the organisation is now {new} of {within}; it was {old}"),
    "activities.controllers": Term(
        "{within} is now also for {new}",
        "{within} is no longer for {old}",
        words=said.named,
        entries=entries.by("id"),
        subject=of("the controller {id} of {within}", "{within}"),
    ),
    "activities.controllers.contact": CONTACT,
    "activities.controllers.dpo": OFFICER,
    "activities.purposes": Term(
        "{within} now also serves {new}",
        "{within} no longer serves {old}",
        effect=where_said(LOOSENS),
        words=said.purpose,
        entries=entries.texts,
    ),
    "activities.basis": Term(
        "{within} now rests on {new}", "{within} no longer rests on {old}", effect=effects.basis, words=said.basis, entries=entries.texts
    ),
    "activities.subjects": Term(
        "{within} is now also about persons who are {new}",
        "{within} is no longer about persons who are {old}",
        effect=where_said(LOOSENS),
        words=said.spoken,
        entries=entries.texts,
    ),
    "activities.source": Term(
        "data of {within} now also comes from: {new}",
        "data of {within} no longer comes from: {old}",
        effect=where_said(LOOSENS),
        words=said.source,
        entries=entries.by_content,
        single=True,
    ),
    "activities.where": Term(
        "{within} now also owns {new}", "{within} no longer owns {old}", effect=more(LOOSENS), same=folded, entries=entries.where
    ),
    "activities.data": Term(
        "{within} may now hold {new}",
        "{within} may no longer hold {old}",
        effect=effects.category,
        words=said.declared,
        entries=entries.data,
        subject=of("the category {category} of {around}", "{within}"),
        special=_special,
    ),
    "activities.data.mandatory": Term("{within} is now mandatory", "{within} is no longer mandatory", effect=more(TIGHTENS)),
    "activities.data.columns": COLUMNS,
    "activities.recipients": Term(
        "{within} now passes data to {new}", "{within} no longer passes data to {old}", effect=more(LOOSENS), entries=entries.texts
    ),
    "activities.storage": STORAGE,
    "activities.storage.safeguard": SAFEGUARD,
    "activities.access": replace(
        TOGETHER,
        gained="accesses in {within} now need an approval: {new}",
        lost="accesses in {within} no longer need an approval; it was {old}",
    ),
    "activities.foreign_contacts": replace(COLUMNS, effect=more(TIGHTENS)),
    "activities.publication": replace(
        TOGETHER,
        gained="{subject} now needs consent: {new}",
        lost="{subject} no longer needs consent; it was {old}",
        single=False,
        subject=of("what {around} publishes", "{within}/publication"),
    ),
    "activities.publication.withdrawn": replace(COLUMN, effect=more(TIGHTENS)),
    **{f"activities.publication.{key}": COLUMN for key in ("published", "consent")},
}

MARKETING: Mapping[str, Term] = {
    "activities.marketing": Term(
        "{subject} is new: {new}",
        "{subject} is given up: {old}",
        effect=more(LOOSENS),
        words=said.contacts,
        entries=entries.by("channel"),
        subject=of("marketing by {channel} of {within}", "{within}/marketing/{channel}"),
    ),
    "activities.marketing.contacts": replace(
        COLUMNS, gained="{within} now also goes to {new}", lost="{within} no longer goes to {old}", effect=more(LOOSENS)
    ),
    "activities.marketing.opt_in": Term(
        "{within} now says where consent is written: {new}",
        "{within} no longer says where consent is written; it was {old}",
        effect=more(TIGHTENS),
    ),
    "activities.marketing.opt_in.required": Term("{within} now needs consent", "{within} no longer needs consent", effect=more(TIGHTENS)),
    "activities.marketing.opt_in.evidence": replace(COLUMN, effect=more(TIGHTENS)),
    "activities.marketing.opt_out": Term(
        "{within} now heeds a further opt-out source: {new}",
        "{within} no longer heeds an opt-out source: {old}",
        effect=more(TIGHTENS),
        words=said.opt_out,
        entries=entries.by("flag", "list", "date"),
        subject=of("an opt-out source of {around}", "{within}"),
    ),
    "activities.marketing.opt_out.means": Term(
        "{within} is now also set by {new}",
        "{within} is no longer set by {old}",
        effect=more(TIGHTENS),
        entries=entries.texts,
        absent=list(YES),
    ),
    "activities.marketing.log": replace(
        TOGETHER,
        gained="{within} now has a log of messages: {new}",
        lost="{within} no longer has a log of messages; it was {old}",
        changed="{within} now has another log of messages: {new}; it was {old}",
    ),
    "activities.marketing.clocks": Term(
        *NEW,
        effect=more(TIGHTENS),
        words=said.clock,
        entries=entries.by("id"),
        subject=of("the clock {id} of {around}", "{within}"),
    ),
    "activities.marketing.clocks.max": MAX,
    "activities.marketing.clocks.start": START,
    "activities.marketing.clocks.of": COLUMN,
    **{f"activities.marketing.opt_in.{key}": COLUMN for key in ("column", "of")},
    **{f"activities.marketing.opt_out.{key}": COLUMN for key in ("flag", "list", "date", "of")},
}
