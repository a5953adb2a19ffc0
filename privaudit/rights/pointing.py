"""Which rows may not go because rows that stay point to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlglot import exp

from privaudit import questions as ask
from privaudit.model.erasure import HeldRows
from privaudit.model.rights import TableLink
from privaudit.questions import Engine
from privaudit.rights.row_clocks import as_key, bare
from privaudit.urls import is_url

_AT_ONCE = 500
"""Keys in one question."""
_MANY = 5_000
"""Keys from which one question about all rows is cheaper than many about some."""
Pointed = tuple[str | None, ...]


def staying_pointers(engine: Engine, link: TableLink, going: HeldRows, gone: HeldRows | None) -> frozenset[Pointed]:
    """The keys, among those of the rows that are going, to which a row points that is not `gone` itself."""
    if not link.child.has_rows:
        return frozenset()
    keys = {_texts(key): as_key(key) for key in going.values(link.parent_columns)}
    wanted = [key for key in keys if None not in key]
    planned = Counter(map(_texts, gone.values(link.child_columns))) if gone is not None else Counter[Pointed]()
    found = dict(_counted(engine, link, wanted, _staying(gone)))
    return frozenset(keys[key] for key, number in found.items() if number > planned[key])


def _staying(gone: HeldRows | None) -> exp.Expr:
    """Which rows stay, as far as a date tells."""
    if gone is None or gone.dated is None:
        return exp.true()
    day = ask.parse_date(ask.column(gone.dated.column), "dmy")
    last = ask.text(gone.dated.until.isoformat())
    return ask.case([(exp.LTE(this=day, expression=last), exp.false())], exp.true())


def _counted(engine: Engine, link: TableLink, wanted: Sequence[Pointed], staying: exp.Expr) -> Iterator[tuple[Pointed, int]]:
    """How many of the rows that stay point to each of the keys."""
    if len(wanted) > _MANY:
        yield from _asked(engine, link, wanted, staying)
        return
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        yield from _asked(engine, link, some, exp.and_(_among(link, some), staying))


def _asked(engine: Engine, link: TableLink, wanted: Sequence[Pointed], where: exp.Expr) -> Iterator[tuple[Pointed, int]]:
    names = [f"key_{place}" for place in range(len(link.child_columns))]
    cells = exp.select(*(exp.alias_(ask.trimmed(ask.column(own)), name) for own, name in zip(link.child_columns, names, strict=True)))
    cells = cells.from_(ask.relation(link.child.relation or "")).where(where)
    number = exp.alias_(exp.Count(this=exp.Star()), "n")
    question = exp.select(*map(ask.column, names), number).from_(cells.subquery("cells")).group_by(*map(ask.column, names))
    among = frozenset(wanted)
    for *key, count in engine.stream(question):
        found = as_key(tuple(key))
        if found in among:
            yield found, int(count)


def _among(link: TableLink, some: Sequence[Pointed]) -> exp.Expr:
    # A server compares the two ends of a foreign key by their own type, and has an index for it.
    typed = is_url(link.child.source) and link.child.source == link.parent.source
    conditions = []
    for place, name in enumerate(link.child_columns):
        cell = ask.column(name) if typed else ask.trimmed(ask.column(name))
        conditions.append(ask.one_of(cell, sorted({key[place] or "" for key in some})))
    return exp.and_(*conditions)


def _texts(values: Sequence[object]) -> Pointed:
    """As links compare them."""
    return tuple(map(bare, values))
