"""What the values of cookies tell of a person, as they stand, URL-encoded or in base64."""

from __future__ import annotations

from functools import reduce

from sqlglot import exp

from privaudit import questions as ask
from privaudit.facts.asking import Asking
from privaudit.facts.clock_starts import ROW
from privaudit.facts.conditions import filled_in
from privaudit.facts.stores import meant_rows
from privaudit.model.estate import Table
from privaudit.model.facts import Rows
from privaudit.model.store_facts import CookieCounts, CookieValues, KnownNames, TellingRows, Told

_MARKS = r"\x00-\x20=&;,:|\"'{}()<>/?#%!$*~^\\\[\]\x7F"
_TOKENS = (f"[^{_MARKS}]+", f"[^{_MARKS}.]+")
"""What stands between the marks of a text; a dot may be one of them."""
_ACCOUNT = (
    "uid|usr|user|userid|account|acct|customer|cust|client|member|subscriber|contact|person|login|compte|utilisateur|adherent|abonne|kunde|konto|"
    "nutzer|benutzer|usuario|cuenta|cliente|socio|utente|klant|gebruiker|uzytkownik|klient"
)
_NAME = (
    "name|fname|lname|firstname|lastname|fullname|username|displayname|givenname|familyname|surname|nom|prenom|vorname|nachname|nombre|apellido|"
    "apellidos|nome|cognome|sobrenome|voornaam|achternaam|imie|nazwisko|login|user|utilisateur|first|last"
)
_NUMBER = "_?-?(?:id|ids|no|nr|num|number|ref|key|code|name)?"
_BEHIND_KEY = rf"[\"' \]]*[=:][\"' \[]*([^{_MARKS}]+)"
_COOKIES = "cookies_as_read"
_SHORTEST = 6
_SHORTEST_PAIR = 8
_LONG_NUMBER = 10
"""Digits from which a number is hardly another one by chance."""


class CookieFacts(Asking):
    """Answers about the values of cookies."""

    def telling(self, values: CookieValues) -> CookieCounts:
        """How many cookies hold an address, an id or a name: plain, URL-encoded or in base64."""
        counts = [exp.alias_(ask.count_if(_tells(told)), told.value) for told in Told]
        question = exp.select(exp.alias_(exp.Count(this=exp.Star()), "n"), *counts)
        ((count, *numbers),) = self.told(question.from_(_judged(values, []).subquery("judged")))
        return CookieCounts(int(count), {told: int(number) for told, number in zip(Told, numbers, strict=True)})

    def found(self, rows: Rows, kept: list[exp.Expr]) -> tuple[exp.Select, exp.Expr]:
        """Also the rows whose cookie tells something of a person."""
        if not isinstance(rows, TellingRows):
            return super().found(rows, kept)
        return _judged(rows.values, kept), exp.or_(*(_tells(told) for told in sorted(rows.told)))


def _tells(told: Told) -> exp.Expr:
    return exp.EQ(this=ask.column("tells"), expression=ask.text(told.value))


def _judged(values: CookieValues, kept: list[exp.Expr]) -> exp.Select:
    """What is kept of each row with a value, and as `tells` the first thing that its cookie tells of a person; empty for none."""
    plain = ask.holds(ask.column("cell", "mine"), values.email)
    branches = [(plain, Told.EMAIL.value), (ask.holds(ask.column("clear", "mine"), values.email), Told.ENCODED_EMAIL.value)]
    cookies = exp.select(ask.column("cell", "mine"), ask.column("called", "mine")).from_(ask.relation(_COOKIES, "mine"))
    for what, found in (("ids", _ids(values)), ("names", _names(values))):
        if found is not None:
            cookies = cookies.join(found.subquery(what), on=_same("mine", what), join_type="left")
    if values.ids:
        known = ask.column("long", "ids")
        branches += [(_is(known, 1), Told.ID.value), (_is(known, 0), Told.NUMBER.value)]
    if values.names:
        branches.append((filled_in(ask.column("cell", "names")), Told.NAME.value))
    tells = ask.case([(condition, ask.text(what)) for condition, what in branches], ask.text(""))
    judged = cookies.select(exp.alias_(tells, "tells")).subquery("judged")
    selected = [*(ask.column(one.alias, "mine") for one in kept), ask.column("tells", "judged")]
    rows = exp.select(*selected).from_(_cells(values, kept).subquery("mine")).join(judged, on=_same("mine", "judged"))
    # Each distinct cookie is read once, and once only: the same few may stand in millions of rows.
    return rows.with_(_COOKIES, as_=_clear(values), materialized=True)


def _cells(values: CookieValues, kept: list[exp.Expr]) -> exp.Select:
    """The filled values as `cell`, the cookie's name as `called`."""
    called = (
        ask.text("") if values.name is None else exp.Coalesce(this=ask.folded(ask.column(values.name, ROW)), expressions=[ask.text("")])
    )
    cell = ask.trimmed(ask.column(values.value, ROW))
    rows = meant_rows(values.meant, [*kept, exp.alias_(cell, "cell"), exp.alias_(called, "called")])
    return rows.where(filled_in(cell))


def _clear(values: CookieValues) -> exp.Select:
    """The distinct cookies, and as `clear` all that each says, whatever it is written in; a blank stands before it."""
    step: exp.Select = _cells(values, []).distinct()
    for name, text in (
        ("once", ask.url_decoded(ask.column("cell"))),
        ("twice", ask.url_decoded(ask.column("once"))),
        ("inside", ask.base64_texts(ask.column("twice"))),
        ("within", ask.url_decoded(ask.column("inside"))),
        ("clear", ask.joined(ask.text(" "), ask.side_by_side([ask.column("twice"), ask.column("within")]))),
    ):
        step = exp.select("*", exp.alias_(text, name)).from_(step.subquery(f"before_{name}"))
    return exp.select(*(ask.column(name) for name in ("cell", "called", "clear"))).from_(step.subquery("cleared"))


def _same(one: str, other: str) -> exp.Expr:
    return exp.and_(*(exp.EQ(this=ask.column(name, one), expression=ask.column(name, other)) for name in ("cell", "called")))


def _is(value: exp.Expr, number: int) -> exp.Expr:
    return exp.EQ(this=value.copy(), expression=ask.number(number))


def _ids(values: CookieValues) -> exp.Select | None:
    """The cookies that hold an id, and as `long` 1 where it is no short number.

    A short number counts only where a key before it, or the cookie, is called after an account.
    """
    if not values.ids:
        return None
    own = [_known(table, ask.folded(ask.column(column))) for table, column in values.ids]
    known, clear, called = ask.column("known"), ask.folded(ask.column("clear")), ask.column("called")
    digits, length = ask.matches(known, "[0-9]+"), ask.length(known)
    telling = exp.and_(exp.GTE(this=length, expression=ask.number(_SHORTEST)), exp.not_(digits))
    long = exp.or_(exp.GTE(this=length.copy(), expression=ask.number(_LONG_NUMBER)), telling)
    ids = (
        exp.select(known, exp.alias_(ask.case([(long, ask.number(1))], ask.number(0)), "long"))
        .distinct()
        .from_(_united(own).subquery("ids"))
    )
    owned = ask.matches(called, f"(?:[^\\n]*[^a-z])?(?:{_ACCOUNT}){_NUMBER}(?:[^a-z][^\\n]*)?")
    keyed = ask.pieces(ask.joined(ask.text(" "), clear), f"[^a-z](?:{_ACCOUNT}){_NUMBER}{_BEHIND_KEY}", 1)
    tokens = [
        _tokens(ask.folded(ask.column("cell")), owned),
        _tokens(ask.each(ask.pieces(clear, _TOKENS[0])), owned),
        _tokens(ask.each(ask.pieces(clear, _TOKENS[1])), owned).where(ask.has(ask.column("clear"), ".")),
        _tokens(ask.each(keyed), exp.true()),
    ]
    same = exp.EQ(this=ask.column("token", "tokens"), expression=ask.column("known", "known"))
    counts = exp.or_(_is(ask.column("long", "known"), 1), ask.column("named", "tokens"))
    cookies = [ask.column(name, "tokens") for name in ("cell", "called")]
    found = exp.select(*cookies, exp.alias_(exp.Max(this=ask.column("long", "known")), "long")).from_(_united(tokens).subquery("tokens"))
    return found.join(ids.subquery("known"), on=exp.and_(same, counts)).group_by(*cookies)


def _names(values: CookieValues) -> exp.Select | None:
    """The cookies that hold the first and last name of a person side by side, or one of them behind a key that says so."""
    if not values.names:
        return None
    pairs = _known_by([pair for names in values.names for pair in _known_pairs(names)])
    singles = [single for names in values.names for single in _known_singles(names)]
    found = [_matching(_tokens(ask.each(ask.word_pairs(ask.column("clear")))), pairs)]
    if singles:
        clear = ask.joined(ask.text(" "), ask.unmarked(ask.column("clear")))
        keyed = ask.pieces(clear, rf"[^a-z](?:[a-z]+[_-])?(?:{_NAME})(?:_?-?name)?{_BEHIND_KEY}", 1)
        found.append(_matching(_tokens(ask.each(keyed)), _known_by(singles)))
    return exp.select("*").distinct().from_(_united(found).subquery("named"))


def _known_pairs(names: KnownNames) -> list[exp.Select]:
    first, last = ask.trimmed(ask.column(names.first)), ask.trimmed(ask.column(names.last))
    orders = (ask.joined(first, ask.text(" "), last), ask.joined(last, ask.text(" "), first)) if names.last else (first,)
    pairs = [_known(names.table, ask.each(ask.word_pairs(both))) for both in orders]
    # `van der` and `de la` are of many texts.
    long = exp.GTE(this=ask.length(ask.column("known")), expression=ask.number(_SHORTEST_PAIR))
    return [exp.select(ask.column("known")).from_(_united(pairs).subquery("pairs")).where(long)]


def _known_singles(names: KnownNames) -> list[exp.Select]:
    if not names.last:
        return []
    cells = (ask.unmarked(ask.trimmed(ask.column(column))) for column in (names.first, names.last))
    return [_known(names.table, cell) for cell in cells]


def _known(table: Table, known: exp.Expr) -> exp.Select:
    return exp.select(exp.alias_(known, "known")).from_(ask.relation(table.relation or ""))


def _known_by(known: list[exp.Select]) -> exp.Select:
    return exp.select(ask.column("known")).distinct().from_(_united(known).subquery("names"))


def _tokens(token: exp.Expr, named: exp.Expr | None = None) -> exp.Select:
    """A token of each cookie, and as `named` whether it is called after an account."""
    named = exp.false() if named is None else ask.case([(named, exp.true())], exp.false())
    parts = (ask.column("cell"), ask.column("called"), exp.alias_(token, "token"), exp.alias_(named, "named"))
    return exp.select(*parts).from_(ask.relation(_COOKIES))


def _matching(tokens: exp.Select, known: exp.Select) -> exp.Select:
    """The cookies, each once, that have a token among the known."""
    same = exp.EQ(this=ask.column("token", "tokens"), expression=ask.column("known", "known"))
    cookies = (ask.column(name, "tokens") for name in ("cell", "called"))
    return exp.select(*cookies).distinct().from_(tokens.subquery("tokens")).join(known.subquery("known"), on=same)


def _united(parts: list[exp.Select]) -> exp.Select:
    return exp.select("*").from_(reduce(lambda one, other: exp.union(one, other, distinct=False), parts).subquery("parts"))  # type: ignore[arg-type, return-value]
