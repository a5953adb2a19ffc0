"""The shape of a question, where a server would make more of it than it says.

Servers write the columns of a derived table out wherever their names stand.  A column that is used twice is then computed twice, and
one that is made of such a column in three steps eight times.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlglot import exp

from privaudit.questions import PREFIX

_OWN_ROWS = ("group", "distinct", "limit", "offset", "having")
"""What keeps a derived table by itself anyway."""


def computed_once(question: exp.Expr) -> exp.Expr:
    """The question in which each derived table is kept by itself that computes something which is used more than once."""
    question = question.copy()
    for derived in _derived(question):
        select, user = derived.this, derived.parent_select
        if user is None or any(select.args.get(part) for part in _OWN_ROWS):
            continue
        computed = {one.alias_or_name for one in select.selects if _is_dear(one)}
        if computed and max(_uses(user, derived, computed).values(), default=0) > 1:
            select.set("offset", exp.Offset(expression=exp.Literal.number(0)))
    return question


def flat(question: exp.Expr) -> exp.Expr:
    """The question with its derived tables named in front instead: a parser that is not made for many levels then sees few."""
    question = question.copy()
    named = list(question.find_all(exp.CTE))
    for front in list(question.find_all(exp.With)):
        front.pop()
    in_front: list[exp.Expr] = []
    # A name has to be given before it is used.
    for part in (*named, question):
        for derived in reversed(list(_derived(part))):
            name = exp.to_identifier(f"privaudit_{len(in_front) + 1}")
            in_front.append(exp.CTE(this=derived.this.copy(), alias=exp.TableAlias(this=name)))
            derived.replace(exp.Table(this=name.copy(), alias=exp.TableAlias(this=exp.to_identifier(derived.alias))))
        if part is not question:
            in_front.append(part)
    if in_front:
        question.set("with_", exp.With(expressions=in_front))
    return question


def _derived(question: exp.Expr) -> Iterator[exp.Subquery]:
    for derived in question.find_all(exp.Subquery):
        if isinstance(derived.parent, exp.From | exp.Join) and isinstance(derived.this, exp.Select | exp.SetOperation) and derived.alias:
            yield derived


def _is_dear(selected: exp.Expr) -> bool:
    nodes = [node for node in selected.find_all(exp.Anonymous) if node.name.startswith(PREFIX)]
    # What has a type is read without patterns: to keep it costs more than to compute it again.
    return any(node.expressions[0].type is None for node in nodes) or (not nodes and selected.find(exp.Case) is not None)


def _uses(user: exp.Select, derived: exp.Subquery, names: set[str]) -> Counter[str]:
    """How often the computed columns of a derived table are named where it is used; a * names them all."""
    found: Counter[str] = Counter()
    within = {id(node) for node in derived.walk()}
    for node in user.walk():
        if id(node) in within:
            continue
        if isinstance(node, exp.Column) and node.table in {"", derived.alias}:
            found.update(names if isinstance(node.this, exp.Star) else {node.name} & names)
        elif isinstance(node, exp.Star) and node.parent is user:
            found.update(names)
    return found
