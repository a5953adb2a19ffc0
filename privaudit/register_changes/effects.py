"""What a change does to the promise.

Each function gives the reverse for the change the other way round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from privaudit.model.clock_declarations import Choice, End
from privaudit.model.organisation import ThirdParties
from privaudit.model.ownership import covers
from privaudit.model.period_ends import can_outlast
from privaudit.model.register import NO_CATEGORY
from privaudit.model.register_changes import Effect
from privaudit.model.rules import SPECIAL, Rulebook
from privaudit.model.stores import Identifiability
from privaudit.register.convert.periods import starts_of
from privaudit.register.grammar.clocks import Start
from privaudit.register.periods import period
from privaudit.register_changes.terms import Pair

Weigh = Callable[[Pair], Effect]

_PROMISES = ("max", "temporary", "identifiability", "cookie")
"""Keys of a store that promise something of its content."""
_ROLES = {"department": 0, "processor": 1}
_THIRD_ROLE = 2
SESSION = "session"
"""The lifetime of a cookie that ends with the session."""


def more(effect: Effect) -> Weigh:
    """Where one more has an effect, one less has the reverse."""

    def weigh(pair: Pair) -> Effect:
        if pair.old is not None and pair.new is not None:
            return Effect.NEITHER
        return effect if pair.old is None else effect.reverse

    return weigh


def where_said(effect: Effect) -> Weigh:
    """The same of a list that says nothing where it is empty."""
    weigh = more(effect)
    return lambda pair: weigh(pair) if all(around.get(pair.key) for around in pair.within) else Effect.NEITHER


def ranked(rank: Callable[[Any], Any]) -> Weigh:
    """The larger the rank of a value, the less it promises; what is left out has a rank as well."""

    def weigh(pair: Pair) -> Effect:
        old, new = rank(pair.old), rank(pair.new)
        return Effect.NEITHER if old == new else Effect.LOOSENS if new > old else Effect.TIGHTENS

    return weigh


def in_order(*words: object) -> Weigh:
    """Of a few words, the one that promises most first; None for what is left out."""
    return ranked(words.index)


def longer(effect: Effect) -> Weigh:
    """What a longer period does, and one where there was none."""

    def weigh(pair: Pair) -> Effect:
        if pair.old is None or pair.new is None:
            return more(effect)(pair)
        return {"longer": effect, "shorter": effect.reverse}.get(how_long(pair), Effect.NEITHER)

    return weigh


def ending(pair: Pair) -> Effect:
    """Of a period at whose end something is past: a longer one loosens, and none at all does."""
    return longer(Effect.LOOSENS)(pair) if pair.old is not None and pair.new is not None else more(Effect.TIGHTENS)(pair)


def how_long(pair: Pair) -> str:
    """Whether the new period is longer; for some months and as many days nobody can tell."""
    old, new = ([period("P0D" if text == SESSION else text)] for text in (pair.old, pair.new))
    up, down = can_outlast(new, old), can_outlast(old, new)
    return "neither longer nor shorter" if up == down else "longer" if up else "shorter"


def start(pair: Pair) -> Effect:
    """What a later or an earlier start does to a clock."""
    if pair.old is None or pair.new is None:
        return Effect.NEITHER
    if any("min" in clock for clock in pair.within):
        return Effect.NEITHER
    (old_choice, old, old_waits), (choice, new, waits) = (starts_of(Start.model_validate(said)) for said in (pair.old, pair.new))
    before, after = set(old), set(new)
    if before == after and (choice is old_choice or len(after) == 1):
        up, down = can_outlast(waits, old_waits), can_outlast(old_waits, waits)
        return Effect.NEITHER if up == down else Effect.LOOSENS if up else Effect.TIGHTENS
    choices = {one for one, several in ((old_choice, old), (choice, new)) if len(several) > 1}
    if waits != old_waits or len(choices) > 1 or not (before < after or after < before):
        return Effect.NEITHER
    later = (before < after) == (choices == {Choice.LATEST})
    return Effect.LOOSENS if later else Effect.TIGHTENS


def category(pair: Pair) -> Effect:
    """One that another one of the activity stands for, before and after, is nothing new; so is what goes and is stood for."""
    other = pair.within[0 if pair.old is None else 1]
    if pair.value["category"] == NO_CATEGORY:
        return more(Effect.LOOSENS)(pair)
    declared = (entry["category"] for entry in other.get("data", ()))
    if stood_for(pair.value["category"], declared, pair.known.rules):
        return Effect.NEITHER
    return more(Effect.LOOSENS)(pair)


def stood_for(category: str, declared: Iterable[str], rules: Rulebook) -> bool:
    """Whether one of the declared categories stands for it."""
    return any(covers(one, category, rules) for one in declared)


def is_special(category: str, rules: Rulebook) -> bool:
    """Whether a category is of GDPR Art. 9, or stands for one that is."""
    return rules.group_of(category) == SPECIAL or any(
        rules.group_of(key) == SPECIAL and covers(category, key, rules) for key in rules.categories
    )


def basis(pair: Pair) -> Effect:
    """One more of Art. 9(2) lets special categories be held; of those of Art. 6 none is more than another."""
    return more(Effect.LOOSENS)(pair) if pair.value.startswith("A9-") else Effect.NEITHER


def safeguard(pair: Pair) -> Effect:
    """One less loosens; of two kinds none is more, but within the scope of a decision is more than outside."""
    if pair.old is None or pair.new is None:
        return more(Effect.TIGHTENS)(pair)
    certified = (pair.old.get("certified"), pair.new.get("certified"))
    return {(True, False): Effect.LOOSENS, (False, True): Effect.TIGHTENS}.get(certified, Effect.NEITHER)


def country(pair: Pair) -> Effect:
    """To a third country loosens, back from it tightens."""
    if pair.old is None or pair.new is None:
        return Effect.NEITHER
    return ranked(lambda code: code not in pair.known.eea)(pair)


def role(pair: Pair) -> Effect:
    """A department, then a processor, then whoever decides for itself."""
    return ranked(lambda word: _ROLES.get(word, _THIRD_ROLE))(pair)


def archive(pair: Pair) -> Effect:
    """What must be moved away in time tightens, unless the end of the clock changed with it."""
    ends = {clock.get("then") for clock in pair.within}
    return more(Effect.TIGHTENS)(pair) if len(ends) == 1 else Effect.NEITHER


def moving(pair: Pair) -> Effect:
    """Later into the archive loosens; that nothing is said of it hangs together with another end."""
    return Effect.NEITHER if pair.old is None or pair.new is None else longer(Effect.LOOSENS)(pair)


def override(pair: Pair) -> Effect:
    """One more rule for some rows, by whether it is longer than the clock's own."""
    if pair.old is not None and pair.new is not None:
        return Effect.NEITHER
    own = pair.around.get("max")
    if own is None:
        return Effect.NEITHER
    weighed = longer(Effect.LOOSENS)(Pair(own, pair.value["max"], "max", pair.within, pair.known))
    return weighed if pair.old is None else weighed.reverse


def store(pair: Pair) -> Effect:
    """A store lets its tables be, and promises something of its content: one of the two alone can be weighed."""
    lets, promises = "tables" in pair.value, any(key in pair.value for key in _PROMISES)
    if lets == promises:
        return Effect.NEITHER
    return more(Effect.LOOSENS if lets else Effect.TIGHTENS)(pair)


third_parties = in_order(ThirdParties.NONE, ThirdParties.WITH_CONSENT, ThirdParties.LISTED, None)
identifiability = in_order(Identifiability.ANONYMISED, Identifiability.PSEUDONYMISED, None)
end = in_order(End.DELETE, End.ANONYMISE, End.ARCHIVE)
personal_data = ranked(lambda said: said is not False)
until = ranked(str)
max_count = ranked(lambda count: float("inf") if count is None else count)
