"""What is said about a table outside of its CREATE TABLE: descriptions, new names, its end."""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.estate import DeclaredBy
from privaudit.sql import labels
from privaudit.sql.alter_table import moved
from privaudit.sql.events import ColumnRenamed, Commented, Declared, Dropped, Event, Renamed
from privaudit.sql.scope import Scope, Statement
from privaudit.sql.tokens import Token, Tokens, dotted, key_at, name_of, split_at_commas, string_of, tokens

_PROPERTY_ARGUMENTS = ("NAME", "VALUE", "LEVEL0TYPE", "LEVEL0NAME", "LEVEL1TYPE", "LEVEL1NAME", "LEVEL2TYPE", "LEVEL2NAME")
_CLASSIFYING = {"sys_sensitivity_label_name": "label", "sys_information_type_name": "information type"}
"""Where SQL Server kept classifications before it had statements for them."""
_RENAME_ARGUMENTS = ("OBJNAME", "NEWNAME", "OBJTYPE")


def read(statement: Statement, scope: Scope) -> Iterator[Event]:
    """What COMMENT ON, SECURITY LABEL, classifications, DROP TABLE, RENAME TABLE, sp_addextendedproperty and sp_rename say.

    Nothing for any other statement.
    """
    found = [token for token in tokens(statement.text, scope.flavour) if token.kind != "comment" and token.key != ";"]
    match (key_at(found, 0), key_at(found, 1)):
        case ("COMMENT", "ON"):
            yield from _comment(found, scope)
        case ("SECURITY", "LABEL") | ("ADD" | "DROP", "SENSITIVITY") | ("SET", "TAG"):
            yield from labels.of_statement(found, statement, scope)
        case ("DROP", _):
            yield from _dropped(found, scope)
        case ("RENAME", "TABLE" | "TABLES"):
            yield from _renamed(found, scope)
        case ("EXEC" | "EXECUTE", _):
            yield from _procedure(found, statement, scope)
        case _:
            pass


def _comment(found: Tokens, scope: Scope) -> Iterator[Event]:
    at = 4 if key_at(found, 2) == "IF" else 2
    kind = key_at(found, at)
    parts, behind = dotted(found, at + 1)
    if key_at(found, behind) != "IS" or behind + 1 >= len(found) or found[behind + 1].kind != "string":
        return
    text = string_of(found[behind + 1], scope.flavour)
    if kind == "TABLE" and parts:
        yield Commented(scope.name(parts), None, text)
    elif kind == "COLUMN" and len(parts) > 1:
        yield Commented(scope.name(parts[:-1]), parts[-1], text)


def _dropped(found: Tokens, scope: Scope) -> Iterator[Event]:
    at = next((place for place, token in enumerate(found) if token.key in ("TABLE", "TABLES")), len(found)) + 1
    at += 2 if key_at(found, at) == "IF" else 0
    for item in split_at_commas(found[at:]):
        if parts := dotted(item, 0)[0]:
            yield Dropped(scope.name(parts))


def _renamed(found: Tokens, scope: Scope) -> Iterator[Event]:
    for item in split_at_commas(found[2:]):
        parts, behind = dotted(item, 0)
        to = dotted(item, behind + 1)[0]
        if parts and to and key_at(item, behind) == "TO":
            yield Renamed(scope.name(parts), moved(scope.name(parts), to, scope))


def _procedure(found: Tokens, statement: Statement, scope: Scope) -> Iterator[Event]:
    parts, behind = dotted(found, 1)
    called = parts[-1].lower() if parts else ""
    if called == "sp_addextendedproperty":
        yield from _property(_arguments(found[behind:], _PROPERTY_ARGUMENTS, scope), found[0], statement, scope)
    elif called == "sp_rename":
        yield from _new_name(_arguments(found[behind:], _RENAME_ARGUMENTS, scope), statement, scope)


def _arguments(found: Tokens, names: tuple[str, ...], scope: Scope) -> dict[str, str]:
    """The arguments of a call by name: given by name or by place, as a string or as a bare word."""
    given: dict[str, str] = {}
    for name, item in zip(names, split_at_commas(found), strict=False):
        by_name = key_at(item, 1) == "=" and item[0].text.startswith("@")
        value = item[2:3] if by_name else item[:1]
        if value:
            said = string_of(value[0], scope.flavour) if value[0].kind == "string" else name_of(value[0])
            given[item[0].text.upper().removeprefix("@") if by_name else name] = said
    return given


def _property(given: dict[str, str], token: Token, statement: Statement, scope: Scope) -> Iterator[Event]:
    key, value = given.get("NAME", "").lower(), given.get("VALUE", "")
    if given.get("LEVEL1TYPE", "").lower() != "table":
        return
    name = scope.name((_bare(given.get("LEVEL0NAME", "")), _bare(given.get("LEVEL1NAME", ""))))
    kind = given.get("LEVEL2TYPE", "NULL").lower()
    column = _bare(given.get("LEVEL2NAME", "")) if kind == "column" else None
    if key == "ms_description" and kind in ("null", "", "column"):
        yield Commented(name, column, value)
    elif column is not None and key in _CLASSIFYING:
        said = f"{_CLASSIFYING[key]}: {value}"
        yield Declared(name, column, labels.declaration(DeclaredBy.CLASSIFICATION, said, token, statement, scope))
    elif column is not None and key and value and not key.startswith(("ms_", "sys_", "microsoft_")):
        yield Declared(name, column, labels.declaration(DeclaredBy.TAG, f"{given['NAME']}={value}", token, statement, scope))


def _new_name(given: dict[str, str], statement: Statement, scope: Scope) -> Iterator[Event]:
    parts = dotted(tokens(given.get("OBJNAME", ""), scope.flavour), 0)[0]
    to = given.get("NEWNAME", "")
    kind = given.get("OBJTYPE", "OBJECT").upper()
    if kind == "COLUMN" and len(parts) > 1 and to:
        yield ColumnRenamed(scope.name(parts[:-1]), statement.line, parts[-1], to)
    elif kind == "OBJECT" and parts and to:
        yield Renamed(scope.name(parts), moved(scope.name(parts), (to,), scope))


def _bare(name: str) -> str:
    return name.strip("[]\"'")
