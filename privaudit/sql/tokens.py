"""The words of one statement, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from privaudit.sql.dialects import Flavour


class Token(NamedTuple):
    """A word, a quoted name, a string, a number, a mark or a comment."""

    kind: str
    """word, quoted, string, number, mark or comment."""
    key: str
    """A word in upper case, a mark as it is; empty for all that is not SQL's own."""
    text: str
    start: int
    end: int


Tokens = Sequence[Token]

_KINDS = {"number": "number", "string": "string", "quoted": "quoted", "comment": "comment", "odd": "word"}
"""The kind of a token by the group of the pattern that found it; a name like 2fa or #new is a word, though none of SQL's."""
_CLOSING = {"'": "'", '"': '"', "`": "`", "[": "]"}
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": ""}
_GENERIC_TYPES = frozenset({"ARRAY", "STRUCT", "MAP", "ROW", "MULTISET", "UNIONTYPE", "RANGE"})


def tokens(text: str, flavour: Flavour) -> list[Token]:
    """The tokens of a statement in order, comments among them.  A quote that nothing closes reaches to the end."""
    found = []
    # NOTE: a large schema has millions of tokens; made this way, each costs half.
    token = partial(tuple.__new__, Token)
    for match in _pattern(flavour).finditer(text):
        kind = match.lastgroup
        if kind is None:
            continue
        text_here = match[kind]
        end = match.end()
        start = end - len(text_here)
        if kind == "word":
            found.append(token(("word", text_here.upper(), text_here, start, end)))
        elif kind in ("mark", "plain"):
            found.append(token(("mark", text_here, text_here, start, end)))
        else:
            found.append(token((_KINDS[kind], "", text_here, start, end)))
    return found


@lru_cache(maxsize=16)
def _pattern(flavour: Flavour) -> re.Pattern[str]:
    comment = r"--[^\n]*|/\*(?s:.*?)(?:\*/|\Z)" + (r"|\#[^\n]*" if flavour.hash_comments else "")
    prefixed = "[Ee]" + _quoted("'", backslash=True) + "|" if flavour.escape_strings else ""
    string = prefixed + "[NnBbXx]?" + _quoted("'", backslash=flavour.backslash)
    string += r"|(?<![\w$])\$(?P<tag>\w*)\$(?s:.{0,10000}?)\$(?P=tag)\$" if flavour.dollars else ""
    name = (
        _quoted('"', backslash=flavour.backslash)
        + r"|`[^`]*+(?:``[^`]*+)*+(?:`|\Z)"
        + (r"|\[(?:[^\]\n]|\]\]){1,128}+\]" if flavour.brackets else "")
    )
    sign = "" if flavour.hash_comments else "#"
    # The commonest first, for this is where the time of a large schema goes.
    parts = [
        rf"(?P<word>(?![NnBbXxEe]')(?:[A-Za-z_][A-Za-z0-9_$@{sign}]*+(?!\w)|[^\W\d][\w$@{sign}]*+))",
        r"(?P<plain>[(),;.=])",
        r"(?P<number>\d++(?:\.\d+)?(?![\w$]))",
        *([r"/\*M?!\d*", r"\*/"] if flavour.conditional else []),
        f"(?P<comment>{comment})",
        f"(?P<string>{string})",
        f"(?P<quoted>{name})",
        rf"(?P<odd>[\w$@{sign}]+)",
        r"(?P<mark>[^\s\w])",
    ]
    return re.compile(r"\s*+(?:" + "|".join(parts) + r"|\Z)")


def _quoted(quote: str, *, backslash: bool) -> str:
    # Run by run: letter by letter, long texts would take most of the time.
    run, else_ = (r"[^Q\\]*+", r"(?:\\(?s:.)|QQ)") if backslash else ("[^Q]*+", "QQ")
    return rf"Q{run}(?:{else_}{run})*+(?:Q|\Z)".replace("Q", quote)


def name_of(token: Token) -> str:
    """A name without its quotes."""
    text = token.text
    if token.kind not in ("quoted", "string"):
        return text
    inner = text[1:-1]
    # Most names hold nothing that could need more care.
    return inner if inner.isidentifier() and text[-1] == _CLOSING.get(text[0]) else _unquoted(text).strip()


def string_of(token: Token, flavour: Flavour) -> str:
    """What a string says: without quotes, with its escapes resolved, blanks folded."""
    text = token.text
    if text.startswith("$"):
        tag = text.index("$", 1) + 1
        return " ".join(text[tag:-tag].split())
    inner = _unquoted(text)
    if flavour.backslash or text[0] in "eE":
        inner = re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), inner, flags=re.DOTALL)
    return " ".join(inner.split())


def _unquoted(text: str) -> str:
    prefixed = text[0] not in _CLOSING
    close = _CLOSING.get(text[prefixed], "")
    return text[1 + prefixed :].removesuffix(close).replace(close * 2, close)


def is_name(token: Token) -> bool:
    """Whether the token can name a table or a column: MySQL and SQLite read names in any quotes."""
    return token.kind in ("word", "quoted", "string")


def key_at(found: Tokens, at: int) -> str:
    """The key of the token at a position; empty beyond the ends."""
    return found[at].key if 0 <= at < len(found) else ""


def dotted(found: Tokens, at: int) -> tuple[tuple[str, ...], int]:
    """The parts of the name that begins at a position, and the position behind it: `a."b c"` -> (a, b c).

    No parts where no name stands there.
    """
    parts: list[str] = []
    position = at
    while position < len(found) and is_name(found[position]):
        parts.append(name_of(found[position]))
        position += 1
        if key_at(found, position) != ".":
            break
        while key_at(found, position) == ".":
            position += 1
    return tuple(parts), position


def closing(found: Tokens, at: int) -> int:
    """The position of the bracket that closes the one at `at`; the number of tokens where nothing does."""
    depth = 0
    for position in range(at, len(found)):
        key = found[position].key
        if key == "(":
            depth += 1
        elif key == ")":
            depth -= 1
            if depth == 0:
                return position
    return len(found)


def within(found: Tokens, at: int) -> Tokens:
    """What stands between the bracket at a position and the one that closes it; nothing where no bracket stands there."""
    return found[at + 1 : closing(found, at)] if key_at(found, at) == "(" else ()


def split_at_commas(found: Tokens) -> list[Tokens]:
    """The tokens cut at the commas that stand in no brackets, be they round, square or those of a type: ARRAY<STRUCT<a INT, b INT>>.

    Empty items are left out.
    """
    items: list[Tokens] = []
    depth = angle = begin = 0
    for position, token in enumerate(found):
        key = token.key
        if not key:
            continue
        if key in "([{":
            depth += 1
        elif key in ")]}":
            depth -= 1
        elif key == "<" and (angle or key_at(found, position - 1) in _GENERIC_TYPES):
            angle += 1
        elif key == ">" and angle:
            angle -= 1
        elif key == "," and depth <= 0 and not angle:
            items.append(found[begin:position])
            begin = position + 1
    items.append(found[begin:])
    return [item for item in items if item]


def outside_brackets(found: Tokens, begin: int = 0) -> list[int]:
    """The positions, from one on, of the tokens that stand in no round brackets; the opening ones are among them."""
    positions = []
    depth = 0
    for position in range(begin, len(found)):
        key = found[position].key
        if key == ")":
            depth -= 1
        else:
            if depth <= 0:
                positions.append(position)
            if key == "(":
                depth += 1
    return positions
