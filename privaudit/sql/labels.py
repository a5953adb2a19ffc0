"""What SQL says of a column's data beside its type: security labels, classifications, masks and tags."""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.estate import Declaration, DeclaredBy
from privaudit.sql.events import Commented, Declared, Event, Name, Undeclared
from privaudit.sql.scope import Scope, Statement
from privaudit.sql.tokens import Token, Tokens, dotted, is_name, key_at, name_of, outside_brackets, split_at_commas, string_of, within

WORDS = frozenset({"MASK", "MASKED", "MASKING", "OPTIONS", "TAG", "TAGS"})
"""One of these stands in each label of a column list or of an ALTER TABLE."""
_POLICY_OPTIONS = frozenset({"POLICY_TAGS", "DATA_POLICIES"})
_CLASSIFIED = {"LABEL": "label", "INFORMATION_TYPE": "information type", "RANK": "rank"}


def declaration(by: DeclaredBy, said: str, token: Token, statement: Statement, scope: Scope) -> Declaration:
    """What is said at a token of a statement."""
    return Declaration.written(by, said, statement.place(scope, token.start))


def of_column(item: Tokens, begin: int, statement: Statement, scope: Scope) -> tuple[Declaration, ...]:
    """The labels of a column's own declaration; `begin`: the position behind its type."""
    return tuple(
        declaration(by, said, item[at], statement, scope)
        for at in outside_brackets(item, begin)
        if item[at].key in WORDS
        for by, said in _said(item, at, scope)
        if said
    )


def _said(found: Tokens, at: int, scope: Scope) -> Iterator[tuple[DeclaredBy, str]]:
    """What the label at a position says; nothing where its word stands for something else."""
    match (found[at].key, key_at(found, at + 1)):
        case ("MASKED", "WITH"):
            function = next((value for key, value in _pairs(within(found, at + 2), scope) if key.upper() == "FUNCTION"), "")
            yield DeclaredBy.MASKING, function
        case ("MASKING", "POLICY"):
            parts = dotted(found, at + 2)[0]
            yield DeclaredBy.MASKING, f"policy {parts[-1]}" if parts else ""
        case ("MASK", _):
            parts = dotted(found, at + 1)[0]
            yield DeclaredBy.MASKING, parts[-1] if parts else ""
        case ("TAG" | "TAGS", "("):
            for key, value in _pairs(within(found, at + 1), scope):
                yield DeclaredBy.TAG, f"{key}={value}" if value else key
        case ("TAG", _) if key_at(found, dotted(found, at + 1)[1]) == "=":
            for key, value in _pairs(found[at + 1 :], scope):
                yield DeclaredBy.TAG, f"{key}={value}"
        case ("OPTIONS", "("):
            named = (token.text for token in within(found, at + 1) if token.key in _POLICY_OPTIONS)
            yield from ((DeclaredBy.TAG, name.lower()) for name in named)
        case _:
            pass


def _pairs(found: Tokens, scope: Scope) -> list[tuple[str, str]]:
    """The pairs of a list, as far as it goes: `a.pii = 'email', b = x` -> (pii, email), (b, x).  A key may stand alone."""
    pairs: list[tuple[str, str]] = []
    for item in split_at_commas(found):
        parts, behind = dotted(item, 0)
        if not parts or (behind < len(item) and item[behind].key != "="):
            break
        value = item[behind + 1] if behind + 1 < len(item) else None
        said = "" if value is None else string_of(value, scope.flavour) if value.kind == "string" else name_of(value)
        pairs.append((parts[-1], said))
    return pairs


def of_alter(name: Name, actions: Tokens, statement: Statement, scope: Scope) -> Iterator[Event]:
    """The labels that the actions of an ALTER TABLE put on columns or take from them."""
    for at in range(2, len(actions) - 1):
        verb, what = actions[at].key, actions[at + 1].key
        if verb not in ("SET", "UNSET", "ADD", "DROP") or what not in WORDS or not is_name(actions[at - 1]):
            continue
        column = _column_before(actions, at)
        if verb in ("UNSET", "DROP"):
            by = DeclaredBy.TAG if what.startswith("TAG") else DeclaredBy.MASKING
            keys = _pairs(within(actions, at + 2) or actions[at + 2 :], scope) if by is DeclaredBy.TAG else [("", "")]
            yield from (Undeclared(name, column, by, key) for key, _ in keys)
            continue
        if what == "OPTIONS" and (text := description(within(actions, at + 2), scope)):
            yield Commented(name, column, text)
        for by, said in _said(actions, at + 1, scope):
            if said:
                yield Declared(name, column, declaration(by, said, actions[at], statement, scope))


def _column_before(actions: Tokens, at: int) -> str:
    """The column whose name ends before a position; of a field within a column, the column."""
    position = at - 1
    while key_at(actions, position - 1) == "." and position > 1:
        position -= 2
    return name_of(actions[position])


def description(options: Tokens, scope: Scope) -> str:
    """The description in a list of options: `description = 'x'`."""
    at = next((place for place, token in enumerate(options) if token.key == "DESCRIPTION"), len(options))
    value = options[at + 2] if key_at(options, at + 1) == "=" and at + 2 < len(options) else None
    return "" if value is None or value.kind not in ("string", "quoted") else string_of(value, scope.flavour)


def of_statement(found: Tokens, statement: Statement, scope: Scope) -> Iterator[Event]:
    """What SECURITY LABEL, ADD and DROP SENSITIVITY CLASSIFICATION and SET TAG ON COLUMN say."""
    match (key_at(found, 0), key_at(found, 1)):
        case ("SECURITY", "LABEL"):
            yield from _security_label(found, statement, scope)
        case ("ADD", "SENSITIVITY"):
            yield from _classified(found, statement, scope)
        case ("DROP", "SENSITIVITY"):
            for name, column in _columns(found[4:], scope):
                yield Undeclared(name, column, DeclaredBy.CLASSIFICATION)
        case ("SET", "TAG") if key_at(found, 3) == "COLUMN":
            parts, behind = dotted(found, 4)
            for key, value in _pairs(found[behind:], scope)[:1]:
                if len(parts) > 1:
                    said = declaration(DeclaredBy.TAG, f"{key}={value}" if value else key, found[0], statement, scope)
                    yield Declared(scope.name(parts[:-1]), parts[-1], said)
        case _:
            pass


def _security_label(found: Tokens, statement: Statement, scope: Scope) -> Iterator[Event]:
    at = 2
    provider = ""
    if key_at(found, at) == "FOR" and at + 1 < len(found):
        provider = name_of(found[at + 1])
        at += 2
    parts, behind = dotted(found, at + 2)
    if key_at(found, at) != "ON" or key_at(found, at + 1) != "COLUMN" or len(parts) < 2 or behind + 1 >= len(found):  # noqa: PLR2004 table, column
        return
    label = found[behind + 1]
    if label.kind == "string":
        said = string_of(label, scope.flavour)
        text = f"{provider}: {said}" if provider else said
        yield Declared(scope.name(parts[:-1]), parts[-1], declaration(DeclaredBy.SECURITY_LABEL, text, found[0], statement, scope))
    elif label.key == "NULL":
        yield Undeclared(scope.name(parts[:-1]), parts[-1], DeclaredBy.SECURITY_LABEL, provider)


def _classified(found: Tokens, statement: Statement, scope: Scope) -> Iterator[Event]:
    at = next((place for place, token in enumerate(found) if token.key == "WITH"), len(found))
    options = {key.upper(): value for key, value in _pairs(within(found, at + 1), scope)}
    said = "; ".join(f"{shown}: {options[key]}" for key, shown in _CLASSIFIED.items() if options.get(key))
    if said:
        for name, column in _columns(found[4:at], scope):
            yield Declared(name, column, declaration(DeclaredBy.CLASSIFICATION, said, found[0], statement, scope))


def _columns(found: Tokens, scope: Scope) -> Iterator[tuple[Name, str]]:
    for item in split_at_commas(found):
        parts = dotted(item, 0)[0]
        if len(parts) > 1:
            yield scope.name(parts[:-1]), parts[-1]
