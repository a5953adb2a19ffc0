"""Joins by the hash of a text, for servers that would hold each row of one side against each of the other.

What is compared is computed, so that no index knows it, and it is a long text, of which such a server keeps nothing but the length in
its own tables of hashes.  A number is what it can look up.
"""

from __future__ import annotations

from sqlglot import exp

from privaudit.lowering._building import call
from privaudit.questions import once

_HASH = "privaudit_hash"


def hashed_joins(question: exp.Expr) -> exp.Expr:
    """The question in which a derived table that is joined by a text is joined by the number of that text first."""
    question = question.copy()
    for join in list(question.find_all(exp.Join)):
        derived, user = join.this, join.parent_select
        on = join.args.get("on")
        if (
            not isinstance(derived, exp.Subquery)
            or user is None
            or on is None
            or any(isinstance(one, exp.Star) for one in user.expressions)
        ):
            continue
        for same in on.flatten() if isinstance(on, exp.And) else (on,):
            if isinstance(same, exp.EQ) and isinstance(same.expression, exp.Column) and same.expression.table == derived.alias:
                _hash(join, derived, same)
                break
    return question


def _hash(join: exp.Join, derived: exp.Subquery, same: exp.EQ) -> None:
    """Gives a derived table the hash of the column by which it is joined, and compares that too."""
    own = exp.column(same.expression.this.copy())
    rows = exp.select("*", exp.alias_(call("CRC32", own), _HASH)).from_(
        exp.Subquery(this=derived.this.copy(), alias=derived.args["alias"].copy())
    )
    theirs = exp.column(exp.to_identifier(_HASH), table=same.expression.args["table"].copy())
    both = exp.and_(exp.EQ(this=call("CRC32", same.this), expression=theirs), join.args["on"].copy())
    # Kept by itself: written out where it is used, the hash would be an expression again.
    derived.set("this", once(rows))
    join.set("on", both)
