"""Where a register names columns and tables of the data."""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.column_name import ColumnName, Mention
from privaudit.model.mentions import names_in
from privaudit.model.register import Register
from privaudit.register.complaints import key_path
from privaudit.register.convert.lines import Lines
from privaudit.yaml_text.document import Node
from privaudit.yaml_text.problems import Loc

_TABLES = (
    ("activities", "where", "tables"),
    ("activities", "clocks", "tables"),
    ("activities", "clocks", "archive", "into"),
    ("activities", "clocks", "everywhere", "but"),
    ("never_collected", "where"),
    ("recipients", "tables"),
    ("stores", "tables"),
)
"""The keys whose lists hold globs of tables."""


def mentions(lines: Lines, register: Register) -> Iterator[Mention]:
    """Each place of the file that names a column, with its table, or a table."""
    named = (register.organisation, register.links, register.recipients, register.stores, register.activities)
    columns = {str(name): name for name in names_in(named) if name.table}
    for loc, node in _texts((), lines.document.root):
        meant = _meant(loc, node.data, columns)
        if meant is not None:
            activity = register.activities[int(loc[1])].id if loc[0] == "activities" else ""
            yield Mention(meant, key_path(lines.document, loc), lines.place(*loc), activity)


def _meant(loc: Loc, text: str, columns: dict[str, ColumnName]) -> ColumnName | str | None:
    keys = tuple(step for step in loc if isinstance(step, str))
    return text if keys in _TABLES else columns.get(text)


def _texts(loc: Loc, node: Node) -> Iterator[tuple[Loc, Node]]:
    if isinstance(node.data, str):
        yield loc, node
    for step, child in node.children.items():
        yield from _texts((*loc, step), child)
