"""Rights that the law gives and the organisation does not offer.

What it finds
    A right that is not under `organisation.rights.offered`, though an activity of the role `controller` gives it: access,
    rectification, erasure and restriction always (GDPR Art. 15-18); withdrawal of consent where the basis is consent (Art. 7(3));
    portability where it is consent or a contract (Art. 20(1)(a)); objection where it is a public task or a legitimate interest
    (Art. 21(1)), and against direct marketing whatever the basis (Art. 21(2)).  One complaint per right, with the activities that
    need it.

Why it matters
    The organisation must make it easy to exercise these rights (GDPR Art. 12(2)) and tell people that they have them (Art.
    13(2)(b) and (c)).

Example
    The newsletter rests on consent (A6-1-a); `offered` lists access, rectification and erasure.

How to resolve
    Offer the right, in what people are told as well, and add it: `offered: [access, rectification, erasure, restriction,
    withdraw_consent]`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from privaudit.lints._by_role import listed, of_controller
from privaudit.model.estate import Place
from privaudit.model.findings import Lint, Outcome, Problem, RegisterContext, Severity
from privaudit.model.register import Activity, Register, Right
from privaudit.model.rules import is_within
from privaudit.model.verdicts import Verdict

_ALWAYS = {
    Right.ACCESS: "GDPR 15",
    Right.RECTIFICATION: "GDPR 16",
    Right.ERASURE: "GDPR 17",
    Right.RESTRICTION: "GDPR 18",
}
_BY_BASIS = (
    (Right.WITHDRAW_CONSENT, "GDPR 7(3)", "they rest on consent", ("A6-1-a", "A9-2-a")),
    (Right.PORTABILITY, "GDPR 20(1)(a)", "they rest on consent or a contract", ("A6-1-a", "A9-2-a", "A6-1-b")),
    (Right.OBJECTION, "GDPR 21(1)", "they rest on a public task or a legitimate interest", ("A6-1-e", "A6-1-f")),
)
_MARKETING = "GDPR 21(2)"
_ORDER = tuple(Right)


def run(context: RegisterContext) -> Iterator[Outcome]:
    """One complaint per right."""
    register = context.register
    rights = register.organisation.rights
    offered = () if rights is None else rights.offered
    place = (None if rights is None else rights.place) or register.organisation.place or Place(register.path, 1)
    needed = _needed(register)
    for right in sorted(needed, key=_ORDER.index):
        if right not in offered:
            reasons = "; ".join(
                f"{listed(activities)}, as {why}" if why else "every activity" for (_, why), activities in needed[right].items()
            )
            yield Problem(
                message=f"The right `{right.value}` is not offered. It is needed for {reasons}. Add it to `organisation.rights.offered`.",
                verdict=Verdict.PROVEN,
                register=f"rights/{right.value}",
                place=place,
                law=tuple(article for article, _ in needed[right]),
            )


def _needed(register: Register) -> dict[Right, dict[tuple[str, str], list[str]]]:
    """The activities that need each right, by the article that gives it and the reason, which is empty for the rights of all."""
    needed: dict[Right, dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for activity in of_controller(register):
        for right, article in _ALWAYS.items():
            needed[right][article, ""].append(activity.id)
        for right, article, why, bases in _BY_BASIS:
            if any(basis in bases for basis in activity.basis):
                needed[right][article, why].append(activity.id)
        if _is_marketing(activity):
            needed[Right.OBJECTION][_MARKETING, "they are for direct marketing"].append(activity.id)
    return needed


def _is_marketing(activity: Activity) -> bool:
    return bool(activity.marketing) or any(is_within(purpose, "marketing") for purpose in activity.purposes)


LINT = Lint(
    title="A right that is not offered",
    severity=Severity.MEDIUM,
    law=(*_ALWAYS.values(), *(article for _, article, _, _ in _BY_BASIS), _MARKETING),
    run=run,
)
