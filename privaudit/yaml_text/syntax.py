"""What the parser says about text that is no YAML, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from yaml.error import MarkedYAMLError, YAMLError

from privaudit.yaml_text.problems import Problem, clean


@dataclass(frozen=True, slots=True)
class _Plain:
    sign: str
    """Part of what the parser says; the C parser and the Python one differ in words."""
    says: str
    hint: str
    at_opening: bool = False
    """Whether the line where the unfinished thing begins is the telling one."""


_INDENTATION = "keys of one mapping begin in the same column, items of one list with their dashes in the same column"
_QUOTES = 'put the text in quotes: "..."'

_PLAIN = (
    _Plain("expected alphabetic or numeric", "has a `*` or `&` that YAML reads as an alias or an anchor", 'put globs in quotes: "*"'),
    _Plain("found a tab character", "is indented with a tab", "indent with blanks"),
    _Plain("character '\\t'", "is indented with a tab", "indent with blanks"),
    _Plain("cannot start any token", "has a sign that no unquoted text may begin with", f"{_QUOTES}; indent with blanks, not tabs"),
    _Plain("values are not allowed", "has a key where none can stand", f"indent evenly: {_INDENTATION}; text with `: ` needs quotes"),
    _Plain("entries are not allowed", "has a list's dash where none can stand", "put the first dash on a line of its own, or write [a, b]"),
    _Plain("could not find expected ':'", "stands where a key is expected and has no colon", "write key: value", at_opening=True),
    _Plain("',' or ']'", "is within a list that lacks a comma or its closing `]`", "write [a, b]"),
    _Plain("',' or '}'", "is within a mapping that lacks a comma or its closing `}`", "write {key: value, key: value}"),
    _Plain("expected key", "does not fit the lines above it", f"indent evenly: {_INDENTATION}"),
    _Plain("expected '-' indicator", "does not fit the list above it", f"indent evenly: {_INDENTATION}"),
    _Plain("expected <block end>", "does not fit the lines above it", f"indent evenly: {_INDENTATION}"),
    _Plain("unexpected end of stream", "opens a quote that is never closed", 'close it: "..."', at_opening=True),
    _Plain("unexpected document", "opens a quote that is never closed", 'close it: "..."', at_opening=True),
    _Plain("node content", "has a comma or a bracket too many, or one too few", "write [a, b] and {key: value}"),
    _Plain("escape", "has a backslash that YAML does not know", "write two, or use single quotes"),
    _Plain("hex", "has a backslash that YAML does not know", "write two, or use single quotes"),
    _Plain("<document start>", "stands after the end of the document", "a file is one document"),
    _Plain("tag", "has a tag (a `!`)", f"remove it; {_QUOTES}"),
    _Plain("directive", "begins with a `%` that YAML does not know", "remove the line"),
    _Plain("incompatible", "asks for a version of YAML that does not exist", "remove the line"),
)


def problem_of(error: YAMLError) -> Problem:
    """The problem that a syntax error is, with its line."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Problem((), "this is not YAML", "see https://yaml.org for the syntax", line=1)
    said = error.problem or ""
    line = error.problem_mark.line + 1
    opened = error.context_mark.line + 1 if error.context_mark is not None else line
    for plain in _PLAIN:
        if plain.sign in said:
            begun = f" (it begins on line {opened})" if opened != line and "within a" in plain.says else ""
            return Problem((), f"this line {plain.says}{begun}", plain.hint, line=opened if plain.at_opening else line)
    return Problem((), f"this line is not YAML: {clean(said)}", line=line)
