"""What is asked of the rows of described tables."""

from __future__ import annotations

from pathlib import Path

from sqlglot import exp

from privaudit.engines.late import LateEngine
from privaudit.model.sources import Description
from privaudit.questions import Answer, column, relation


def rows_of(workspace: Path, description: Description) -> dict[str, list[Answer]]:
    """All rows of each table by its name, in the order in which they stand."""
    found = {}
    with LateEngine(workspace) as engine:
        for one in description.tables:
            table = engine.load(one)
            cells = [column(own.name) for own in table.columns if own.in_rows]
            found[table.name] = engine.ask(exp.select(*cells).from_(relation(table.relation or "")))
    return found
