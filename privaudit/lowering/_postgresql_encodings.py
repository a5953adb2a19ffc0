"""PostgreSQL's SQL for databases that keep their texts in another encoding than UTF-8.

Such a server takes no letter that its encoding lacks, not even to look for it, and gives up the whole question.  As no text of it
holds one either, such letters are left out of lists, and elsewhere stand for one that nobody writes.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from functools import partial

from sqlglot import exp

from privaudit.encodings import holds
from privaudit.lowering._building import call, elsewhere
from privaudit.lowering._dialect import Dialect
from privaudit.lowering._letters import plain_letters
from privaudit.lowering._postgresql_texts import lower
from privaudit.questions import Lowering, text

_UNICODE = "UTF8"
_LETTERS = elsewhere("letters beyond ASCII")
_MADE_OF_LETTERS: Lowering = dict.fromkeys(("base64_texts", "letters_and_digits", "url_decoded", "word_pairs"), _LETTERS)
"""Nodes that list all letters there are, or make texts that the encoding may not hold."""
_OF_BYTES: Lowering = {**_MADE_OF_LETTERS, **dict.fromkeys(("folded", "unmarked", "unspaced"), _LETTERS)}
"""Nodes that a server cannot answer that does not know what is a letter."""
_NOBODYS = "\x7f"
_RANGE = re.compile(r"(?<!\\)-[^\x00-\x7f]|[^\x00-\x7f]-")
"""In a pattern, letters from one beyond ASCII on: which these are depends on the encoding."""
_WITH_PATTERN = frozenset({"REGEXP_MATCHES", "REGEXP_REPLACE", "SUBSTRING"})


def in_encoding(dialect: Dialect, name: str) -> Dialect:
    """The dialect as it is to be spoken with a database whose texts are in the encoding that PostgreSQL calls so.

    What the server cannot tell then is answered elsewhere: an ElsewhereError says so.
    """
    if name == _UNICODE:
        return dialect
    codec = _codec(name)
    own: Lowering = _OF_BYTES if codec == "ascii" else {**_MADE_OF_LETTERS, "unmarked": _unmarked}
    shaped = partial(_of_ascii, dialect) if codec == "ascii" else dialect.shaped
    return replace(dialect, lowering={**dialect.lowering, **own}, shaped=shaped, finished=partial(_narrowed, codec=codec))


def _codec(name: str) -> str:
    """What Python calls the encoding; ASCII where it does not know it, or where nobody knows what the bytes are."""
    try:
        return codecs.lookup(name.replace("WIN", "cp").replace("KOI8", "koi8-")).name
    except LookupError:
        return "ascii"


def _unmarked(value: exp.Expr) -> exp.Expr:
    return call("TRANSLATE", lower(value), *map(text, plain_letters()))


def _of_ascii(dialect: Dialect, question: exp.Expr) -> exp.Expr:
    if not all(literal.name.isascii() for literal in question.find_all(exp.Literal)):
        _LETTERS()
    return dialect.shaped(question)


def _narrowed(question: exp.Expr, codec: str) -> exp.Expr:
    for found in list(question.find_all(exp.Anonymous)):
        name = found.name.upper()
        if name == "OCTET_LENGTH":
            # Sent, a text is in UTF-8: what is longer then has letters beyond ASCII.
            found.set("expressions", [call("TEXTSEND", found.expressions[0])])
        elif name == "TRANSLATE":
            value, old, new = found.expressions
            found.set("expressions", [value, *map(text, _known_pairs(old.name, new.name, codec))])
        elif name == "BTRIM":
            value, around = found.expressions
            found.set("expressions", [value, text("".join(char for char in around.name if holds(codec, char)))])
    for literal in list(question.find_all(exp.Literal)):
        if literal.is_string and not literal.name.isascii():
            if _is_pattern(literal) and _RANGE.search(literal.name):
                _LETTERS()
            literal.set("this", "".join(char if holds(codec, char) else _NOBODYS for char in literal.name))
    return question


def _known_pairs(old: str, new: str, codec: str) -> tuple[str, str]:
    """The letters that the encoding has, and what they become; what becomes nothing stands behind the others."""
    pairs = [(before, new[place : place + 1]) for place, before in enumerate(old)]
    known = [(before, after) for before, after in pairs if holds(codec, before) and (not after or holds(codec, after))]
    return "".join(before for before, _ in known), "".join(after for _, after in known)


def _is_pattern(literal: exp.Literal) -> bool:
    parent = literal.parent
    return isinstance(parent, exp.RegexpLike) or (isinstance(parent, exp.Anonymous) and parent.name.upper() in _WITH_PATTERN)
