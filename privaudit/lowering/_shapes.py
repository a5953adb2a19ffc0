"""The shape of a question, where a server would make more of it than it says.

Servers write the columns of a derived table out wherever their names stand.  A column that is used twice is then computed twice, and
one that is made of such a column in three steps eight times.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlglot import exp

from privaudit.lowering._native_days import has_known_days
from privaudit.questions import DAY_FIRST, MONTH_FIRST, PREFIX

_OWN_ROWS = ("group", "distinct", "limit", "having")
"""What keeps a derived table by itself anyway."""
WORTH = 15
"""Simple steps, such as to compare two numbers, that take as long as to hand a row on by itself; to write it down takes more."""
_NODE, _DAY_OF_TEXT, _DAY_BY_POSITION, _DAY, _DAY_OF_MOMENT = 100, 10, 40, 4, 16
"""What a node of the vocabulary weighs: it becomes patterns, or a chain of functions.  Known days take two comparisons."""
_Weights = dict[str, int]
"""Column -> what it takes to compute it: how many simple steps."""


def computed_once(question: exp.Expr, worth: int = WORTH) -> exp.Expr:
    """The question in which derived tables are kept by themselves where that takes less than to compute their columns again.

    Servers would write out those that nothing keeps, and keep by themselves those that a question wants to have `once`.  `worth` is
    how many simple steps it takes to keep a row.
    """
    question = question.copy()
    used = _uses(question)
    written_out: dict[int, _Weights] = {}
    for derived in reversed(list(_derived(question))):  # the inner ones first: what uses their columns computes these too
        select = derived.this
        if id(select) not in used or not isinstance(select, exp.Select) or any(select.args.get(part) for part in _OWN_ROWS):
            continue
        known, uses = _known(select, written_out), used[id(select)]
        weights = {one.alias_or_name: _weight(one, known) for one in select.selects}
        if select.is_star:
            weights |= {name[1:]: weight for name, weight in known.items() if name.startswith(".") and name[1:] not in weights}
        if sum((uses[name] - 1) * weight for name, weight in weights.items() if uses[name]) > worth:
            select.set("offset", exp.Offset(expression=exp.Literal.number(0)))
        else:
            select.set("offset", None)
            written_out[id(select)] = weights
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
        if _is_derived(derived) and isinstance(derived.this, exp.Select | exp.SetOperation):
            yield derived


def _known(select: exp.Select, written_out: dict[int, _Weights]) -> _Weights:
    """What it takes to compute the columns, with and without their table, of derived tables that are not kept by themselves."""
    found: _Weights = {}
    for derived in select.find_all(exp.Subquery):
        if derived.parent_select is select:
            for name, weight in written_out.get(id(derived.this), {}).items():
                found[f"{derived.alias}.{name}"] = weight
                found[f".{name}"] = max(weight, found.get(f".{name}", 0))
    return found


def _weight(expression: exp.Expr, known: _Weights) -> int:
    """How many simple steps it takes to compute an expression."""
    total = 0
    for node in expression.walk():
        if isinstance(node, exp.Anonymous) and node.name.startswith(PREFIX):
            total += _weight_of_node(node)
        elif isinstance(node, exp.Column):
            total += known.get(f"{node.table}.{node.name}", 0)
        elif isinstance(node, exp.Condition) and not isinstance(node, exp.Literal | exp.Paren | exp.Null | exp.Boolean):
            total += 1
    return total


def _weight_of_node(node: exp.Anonymous) -> int:
    declared = node.expressions[0].type
    if declared is not None:
        return _DAY if declared.this == exp.DType.DATE else _DAY_OF_MOMENT
    if not has_known_days(node):
        return _NODE
    return _DAY_BY_POSITION if node.expressions[1].name in {DAY_FIRST, MONTH_FIRST} else _DAY_OF_TEXT


def _uses(question: exp.Expr) -> dict[int, Counter[str]]:
    """How often each column of a derived table is needed where that is used; what a * only hands on counts where it is needed."""
    found: dict[int, Counter[str]] = {}
    for derived in _derived(question):  # the outer ones first
        user = derived.parent_select
        if user is not None:
            needed = None if user.args.get("distinct") or isinstance(user.parent, exp.SetOperation) else found.get(id(user))
            found[id(derived.this)] = _uses_in(user, derived, needed)
    return found


def _uses_in(user: exp.Select, derived: exp.Subquery, needed: Counter[str] | None) -> Counter[str]:
    """The same of one derived table; `needed` are the columns of its user that somebody needs, None for all."""
    found: Counter[str] = Counter()
    for one in user.selects:
        if isinstance(one.unalias(), exp.Star) or (isinstance(one, exp.Column) and isinstance(one.this, exp.Star)):
            own = {other.alias_or_name for other in user.selects}
            found.update(name for name in (derived.this.named_selects if needed is None else needed) if name not in own)
        elif needed is None or one.alias_or_name in needed:
            found.update(_names_in(one, derived.alias))
    for part, value in user.args.items():
        for one in () if part == "expressions" else value if isinstance(value, list) else [value]:
            if isinstance(one, exp.Expr):
                found.update(_names_in(one, derived.alias))
    return found


def _names_in(expression: exp.Expr, table: str) -> Iterator[str]:
    for node in expression.walk(prune=_is_derived):
        if isinstance(node, exp.Column) and node.table in {"", table}:
            yield node.name


def _is_derived(node: exp.Expr) -> bool:
    return isinstance(node, exp.Subquery) and isinstance(node.parent, exp.From | exp.Join) and bool(node.alias)
