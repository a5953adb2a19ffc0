"""The views of SQL files: they hold no rows, and what they show is looked at in their tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from privaudit.model.estate import Skipped, Topic
from privaudit.model.views import named, not_counted
from privaudit.sql.events import TableKey, Viewed
from privaudit.sql.schema import Schema


def said_of_views(found: Schema, beside: Sequence[Schema]) -> Iterator[Skipped]:
    """One line for the views of each file whose tables are all in the run, and one for the others; `beside`: all that make tables."""
    tables = {key for one in beside for key in one.by_key}
    views = {view.name.key: view for one in beside for _, view in one.views}
    for path in dict.fromkeys(path for path, _ in found.views):
        own = [view for at, view in found.views if at == path]
        twice = [view for view in own if _reads_only(view, tables, views, frozenset())]
        others = [view.name.table for view in own if view not in twice]
        if twice:
            yield Skipped(path, not_counted([view.name.table for view in twice]), Topic.SHOWN_TWICE)
        if len(others) == 1:
            yield Skipped(path, f"the view {others[0]} is not read, only tables are")
        elif others:
            yield Skipped(path, f"{len(others):,} views are not read, only tables are: {named(others)}")


def _reads_only(view: Viewed, tables: set[TableKey], views: Mapping[TableKey, Viewed], above: frozenset[TableKey]) -> bool:
    """Whether all that it shows is in these tables, maybe through other views."""
    above |= {view.name.key}
    if not view.reads:
        return False
    return all(
        name.key in tables or (name.key in views and name.key not in above and _reads_only(views[name.key], tables, views, above))
        for name in view.reads
    )
