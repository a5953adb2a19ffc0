"""The keys of lists of what persons may have: of illnesses, of offences.  In a row of a person such a key tells what that one has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from privaudit import words
from privaudit.model.estate import Table
from privaudit.model.rules import Role, Strength, Tokens, Word, is_within_any
from privaudit.names.row_owners import Roles, label_of

_RECORDED = ("user.health_and_medical", "user.criminal_history")


def plain(name: str) -> str:
    """A name as it is compared: its words glued together, without digits: `ICDID2` and `icd_id` are one."""
    return "".join(token for token in words.tokens(name) if not token.isdigit())


def keys_of_lists(
    tables: Iterable[Table], phrases: Mapping[Tokens, Word], roles: Roles, direct: Callable[[Table], bool | None], prefix: str = ""
) -> dict[str, str]:
    """The names of such keys, in their plain form, each with the category of its list.

    A list is a table that is called after a category and whose rows point to no person: what `direct` says of it is None.
    """
    found: dict[str, str] = {}
    for table in tables:
        label = tuple(token for token in label_of(table.name, prefix) if Role.PREFIX not in roles.get((token,), ()))
        word = phrases.get(label)
        if word is None or word.strength is not Strength.STRONG or not is_within_any(word.category, _RECORDED) or direct(table) is not None:
            continue
        own = [plain(name) for name in table.primary_key[:1] if len(table.primary_key) == 1]
        found |= dict.fromkeys([*(name for name in own if Role.KEY not in roles.get((name,), ())), f"{''.join(label)}id"], word.category)
    return found
