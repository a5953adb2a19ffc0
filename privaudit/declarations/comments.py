"""The marks in a comment that declare what a column holds, and no mere mention of it."""

from __future__ import annotations

import re

from privaudit import words
from privaudit.declarations.vocabulary import ACRONYMS, ADJECTIVES, GUARDED, NO, NOT_PERSONAL, PERSONAL, is_class_key, is_privacy_key
from privaudit.model.estate import Column, Declaration, DeclaredBy
from privaudit.model.rules import Tokens

_LONGEST_LABEL = 5
_READ = 2000
_MARKS = re.compile(
    r"pii|\bPHI\b|\bSPI\b|personal|personen|personnel|persoon|personopl|personupp|pessoa|gdpr|rgpd|dsgvo|lgpd|lopd|rodo|hipaa|ccpa|osobow"
    r"|sensitiv|confidential|vertraulich|anonym|data[ _]categor|classification|user\.[a-z]",
    re.IGNORECASE,
)
"""One of these is in each comment with a mark; most comments have none."""
_CALL = re.compile(r"@(\w+)\(([^()]*)\)")
_CLAUSES = re.compile(r"[;,|()\[\]{}\n]|\s[-\u2013\u2014]\s|\.(?:\s|$)")
_KEYED = re.compile(r"[@#]?(?P<key>[\w$.-]+(?: [\w$-]+)?)\s*[:=]\s*(?P<value>\S.*)")
_FIDESLANG = re.compile(r"(?:user|system)(?:\.[a-z_0-9]+)+")
_LIST_OF_VALUES = re.compile(r"[=>?]|\b(?:y|n|yes|no|true|false|0|1)\s*/", re.IGNORECASE)
_FIRST_WORD = re.compile(r"(?:[Nn]o[nt]?[ -])?(?:PII|PHI)(?!\w|\s+(?:removed|stripped|redacted|masked|hashed|scrubbed|encrypted|free))")
_CONTAINS = re.compile(
    r"\b(?P<verb>contains?|holds?|stores?|includes?|is|are|as)\s+"
    r"(?P<what>(?:[\w-]+\s+){0,2}?(?:PII|personal\s+(?:data|information)|personally\s+identifiable)\b.*)",
    re.IGNORECASE,
)
_UNSURE = re.compile(r"\b(?:whether|if|when)\b|^does (?!not\b)|\?", re.IGNORECASE)
_REFUSED = re.compile(r"(?:\bnot|\bnever|\bno|n't)\s*$", re.IGNORECASE)


def declarations_of(column: Column) -> tuple[Declaration, ...]:
    """What the schema declares of a column: its labels, and the marks in its comment (`PII`, `@pii`, `pii: email`, `GDPR`)."""
    if not column.comment or not _MARKS.search(column.comment):
        return column.declared
    return column.declared + tuple(Declaration.written(DeclaredBy.COMMENT, mark, column.place) for mark in marks_in(column.comment))


def marks_in(comment: str) -> tuple[str, ...]:
    """The marks in a comment, in their order, each once."""
    text = _CALL.sub(r"@\1: \2", comment[:_READ])
    found = []
    for clause in (part.strip() for part in _CLAUSES.split(text)):
        alone = clause == text.strip(" .()[]{}") or f"({clause})" in text or f"[{clause}]" in text
        if clause and (mark := _mark(clause, alone=alone)):
            found.append(mark)
    return tuple(dict.fromkeys(found))


def _mark(clause: str, *, alone: bool) -> str:
    """The clause of a comment, or its part, that is a declaration; empty for none.  `alone`: nothing else is said beside it."""
    keyed = _KEYED.fullmatch(clause)
    if keyed is not None:
        key = words.tokens(keyed["key"])
        plain = not _LIST_OF_VALUES.search(keyed["value"]) and (is_privacy_key(key) or is_class_key(key))
        return clause.lstrip("@#") if plain else ""
    if clause.startswith(("@", "#")) or _FIDESLANG.fullmatch(clause) or _is_label(clause, alone=alone):
        return clause.lstrip("@#")
    contains = _CONTAINS.search(clause)
    if contains is None or _UNSURE.search(clause):
        return ""
    return f"not {contains['what']}" if _REFUSED.search(clause[: contains.start("verb")]) else contains["what"]


def _is_label(clause: str, *, alone: bool) -> bool:
    said = _bare(words.tokens(clause))
    if not said or len(said) > _LONGEST_LABEL:
        return False
    if said in ADJECTIVES:
        return alone
    if said in ACRONYMS:
        return clause.isupper()
    return said in PERSONAL | GUARDED | NOT_PERSONAL or _FIRST_WORD.match(clause) is not None


def _bare(said: Tokens) -> Tokens:
    """The words without a `no` before them and a `data` behind."""
    said = said[1:] if len(said) > 1 and said[:1] in NO else said
    return said[:-1] if len(said) > 1 and said[-1] in ("data", "information", "field") and said not in PERSONAL else said
