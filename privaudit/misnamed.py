"""What a register names and the run does not hold: a run of some of the tables only, or a name that is misspelt.

Which of the two it is nobody can tell for certain.  A name that a table of the run nearly has, and a column that its table lacks,
are taken for mistakes, which are missing (exit code 3); whatever else no table of the run is called stands under what was not checked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from itertools import groupby

from privaudit.model.column_name import ColumnName, Mention
from privaudit.model.estate import Estate, Skipped, Table
from privaudit.model.findings import Context
from privaudit.model.ownership import is_plain, table_owners, tables_of
from privaudit.model.register import Register
from privaudit.model.report import NotCheckedBy

_ALIKE = 0.8
"""Of two words that differ in a slip of the pen."""
_SHORTEST_WORD = 4
_OWNED = "activities.where.tables"
_OF_CLOCKS = ".clocks["
"""Of a clock's columns a check of its own says that they are lacking."""


def lacking(missing: Iterable[Skipped], context: Context) -> tuple[Skipped, ...]:
    """What checks miss, and what else the register names by mistake: each once, with its place and what was probably meant."""
    told = tuple(dict.fromkeys(missing))
    names = {entry.what.lower() for entry in told}
    return (*_misspelt(context, names), *_with_places(told, context))


def _misspelt(context: Context, told: Collection[str]) -> Iterator[Skipped]:
    for mention, more in _first(_of_absent_tables(context)):
        meant = _meant(mention, context)
        if meant:
            yield Skipped(str(mention), f"{_names_no_table(mention)}{more}; did you mean {meant}?")
    of_columns = [mention for mention in _of_absent_columns(context) if str(mention.named).lower() not in told]
    for mention in of_columns:
        near = _near_column(mention.named, context.estate)
        yield Skipped(str(mention), f"it names {mention.named}, and there is no such column{f'; {near}' if near else ''}")


def in_no_table(context: Context) -> Iterator[NotCheckedBy]:
    """The tables whose columns the register names and that are not in this run, each once."""
    for mention, more in _first(_of_absent_tables(context)):
        if isinstance(mention.named, ColumnName) and not _meant(mention, context):
            near = get_close_matches(_text(mention).lower(), [table.name.lower() for table in context.estate.tables], n=1)
            hint = f" (the nearest is {near[0]})" if near else ""
            yield NotCheckedBy(None, str(mention), f"{_names_no_table(mention)}{more}{hint}")


def _with_places(missing: Iterable[Skipped], context: Context) -> Iterator[Skipped]:
    places = {str(mention.named).lower(): mention for mention in reversed(context.register.mentions)}
    for entry in missing:
        mention = places.get(entry.what.lower())
        if mention is None:
            yield entry
        else:
            near = _near_column(mention.named, context.estate)
            yield replace(entry, reason=f"{entry.reason} ({'; '.join(filter(None, [str(mention), near]))})")


def _near_column(named: ColumnName | str, estate: Estate) -> str:
    """The question whether another column of the table was meant; empty where none has a name like it."""
    if isinstance(named, str):
        return ""
    columns = {column.name.lower(): column.name for table in estate.named(named.table) for column in table.columns}
    near = get_close_matches(named.column.lower(), columns, n=1)
    return f"did you mean {named.table}.{columns[near[0]]}?" if near else ""


def _of_absent_tables(context: Context) -> list[Mention]:
    """The mentions of what no table of the run is called; of globs with wildcards nobody can tell what was meant."""
    names = [mention for mention in _judged(context) if is_plain(_text(mention)) and "{" not in _text(mention)]
    return [mention for mention in names if not context.estate.named(_text(mention))]


def _judged(context: Context) -> Iterator[Mention]:
    """Those outside of activities of which the run has no table, and that do not say which tables an activity has: it does without them."""
    unjudged = {one.id for one in context.register.activities if not tables_of(context.register, one, context.estate)}
    for mention in context.register.mentions:
        if mention.activity not in unjudged and _kind(mention) != _OWNED:
            yield mention


def _of_absent_columns(context: Context) -> list[Mention]:
    found = []
    for mention in _judged(context):
        if isinstance(mention.named, ColumnName) and _OF_CLOCKS not in mention.key:
            tables = context.estate.named(mention.named.table)
            if tables and not any(table.column(mention.named.column) for table in tables):
                found.append(mention)
    return found


def _first(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, str]]:
    """The first mention of each table, and how many more there are."""
    ordered = sorted(mentions, key=lambda mention: _text(mention).lower())
    for _, group in groupby(ordered, key=lambda mention: _text(mention).lower()):
        first, *others = group
        yield first, f" (as {len(others)} more entries do)" if len(others) > 1 else " (as one more entry does)" if others else ""


def _names_no_table(mention: Mention) -> str:
    return f"it names {mention.named}, and no table of this run is called {_text(mention)}"


def _text(mention: Mention) -> str:
    """The table that is named."""
    return mention.named.table if isinstance(mention.named, ColumnName) else mention.named


def _meant(mention: Mention, context: Context) -> str:
    """What was surely meant; empty where that is not sure.

    The table has nearly the name, or has it behind a schema or a workbook, holds the column, and is not named in other entries of
    the same kind: `contact` and `contacts` may both exist, one of them in another run.
    """
    name = _text(mention).lower()
    near = [table for table in context.estate.tables if _nearly(name, table, context.register) and _may_be(mention, table)]
    if len(near) != 1 or _is_named_too(near[0], mention, context.register):
        return ""
    return f"{near[0].name}.{mention.named.column}" if isinstance(mention.named, ColumnName) else near[0].name


def _is_named_too(table: Table, mention: Mention, register: Register) -> bool:
    """Whether another entry of the same kind names the table."""
    return any(_text(other).lower() == table.name.lower() and _kind(other) == _kind(mention) for other in register.mentions)


def _may_be(mention: Mention, table: Table) -> bool:
    return not isinstance(mention.named, ColumnName) or table.column(mention.named.column) is not None


def _kind(mention: Mention) -> str:
    return re.sub(r"\[[^]]*\]", "", mention.key)


def _nearly(name: str, table: Table, register: Register) -> bool:
    """Whether a table has the name but for a slip in one word, a sign between words, or the schema before it.

    With a schema that an activity names it is another table: that of a client.
    """
    other = table.name.lower()
    if "." not in name and other.rpartition(".")[2] == name:
        return not table_owners(register, table)
    words, others = _words(name), _words(other)
    if "".join(words) == "".join(others):
        return True
    if len(words) != len(others):
        return False
    differing = [(one, two) for one, two in zip(words, others, strict=True) if one != two]
    return len(differing) == 1 and all(_slip(*pair) for pair in differing)


@lru_cache(10_000)
def _words(name: str) -> Sequence[str]:
    """The words, numbers and dots of a name."""
    return re.findall(r"[^\W\d_]+|\d+|\.", name)


def _slip(word: str, other: str) -> bool:
    long_enough = min(len(word), len(other)) >= _SHORTEST_WORD and word.isalpha() and other.isalpha()
    return long_enough and SequenceMatcher(None, word, other, autojunk=False).ratio() >= _ALIKE
