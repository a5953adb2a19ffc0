"""What the values of cookies tell of a person, as they stand, URL-encoded or in base64."""

from __future__ import annotations

from functools import reduce

from sqlglot import exp

from privaudit import questions as ask
from privaudit.clock_starts import ROW
from privaudit.facts.asking import Asking
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
        ((count, *numbers),) = self.engine.ask(question.from_(_judged(values, []).subquery("judged")))
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
    told = exp.select("*", exp.alias_(_clear(ask.column("cell")), "clear")).from_(_cells(values, []).distinct().subquery("cells"))
    # Each distinct cookie once: the same few may stand in millions of rows.
    known = {Told.ID: _ids(values, told, short=False), Told.NUMBER: _ids(values, told, short=True), Told.NAME: _names(values, told)}
    plain = ask.holds(ask.column("cell", "mine"), values.email)
    branches = [(plain, Told.EMAIL), (ask.holds(ask.column("clear", "mine"), values.email), Told.ENCODED_EMAIL)]
    cookies = exp.select(ask.column("cell", "mine"), ask.column("called", "mine")).from_(told.subquery("mine"))
    for what, found in known.items():
        if found is not None:
            cookies = cookies.join(found.subquery(what.value), on=_same("mine", what.value), join_type="left")
            branches.append((exp.not_(exp.Is(this=ask.column("cell", what.value), expression=exp.null())), what))
    tells = ask.case([(condition, ask.text(what.value)) for condition, what in branches], ask.text(""))
    judged = cookies.select(exp.alias_(tells, "tells")).subquery("cookies")
    selected = [*(ask.column(one.alias, "mine") for one in kept), ask.column("tells", "cookies")]
    return exp.select(*selected).from_(_cells(values, kept).subquery("mine")).join(judged, on=_same("mine", "cookies"))


def _cells(values: CookieValues, kept: list[exp.Expr]) -> exp.Select:
    """The filled values as `cell`, the cookie's name as `called`."""
    called = (
        ask.text("") if values.name is None else exp.Coalesce(this=ask.folded(ask.column(values.name, ROW)), expressions=[ask.text("")])
    )
    cell = ask.trimmed(ask.column(values.value, ROW))
    rows = meant_rows(values.meant, [*kept, exp.alias_(cell, "cell"), exp.alias_(called, "called")])
    return rows.where(exp.not_(exp.Is(this=cell.copy(), expression=exp.null())))


def _clear(cell: exp.Expr) -> exp.Expr:
    """All that the value says, whatever it is written in; a blank stands before it."""
    written = ask.url_decoded(ask.url_decoded(cell))
    inside = ask.url_decoded(ask.base64_texts(written))
    return ask.joined(ask.text(" "), ask.side_by_side([written, inside]))


def _same(one: str, other: str) -> exp.Expr:
    return exp.and_(*(exp.EQ(this=ask.column(name, one), expression=ask.column(name, other)) for name in ("cell", "called")))


def _ids(values: CookieValues, told: exp.Select, *, short: bool) -> exp.Select | None:
    """The cookies that hold an id; a short number only where it, or the cookie, is called after an account."""
    if not values.ids:
        return None
    own = [_known(table, ask.folded(ask.column(column))) for table, column in values.ids]
    known = ask.column("known")
    digits = ask.matches(known, "[0-9]+")
    long = exp.or_(
        exp.GTE(this=ask.length(known), expression=ask.number(_LONG_NUMBER)),
        exp.and_(exp.GTE(this=ask.length(known), expression=ask.number(_SHORTEST)), exp.not_(digits.copy())),
    )
    ids = exp.select(known).distinct().from_(_united(own).subquery("ids")).where(exp.not_(long) if short else long)
    clear = ask.folded(ask.column("clear"))
    if short:
        keyed = _pieces(told, ask.pieces(ask.joined(ask.text(" "), clear), f"[^a-z](?:{_ACCOUNT}){_NUMBER}{_BEHIND_KEY}", 1))
        owned = ask.matches(ask.column("called"), f"(?:[^\\n]*[^a-z])?(?:{_ACCOUNT}){_NUMBER}(?:[^a-z][^\\n]*)?")
        tokens = [keyed, *(_pieces(told, ask.pieces(clear, shape)).where(owned.copy()) for shape in _TOKENS)]
    else:
        tokens = [_tokens(told, ask.folded(ask.column("cell"))), *(_pieces(told, ask.pieces(clear, shape)) for shape in _TOKENS)]
    return _matching(_united(tokens), ids)


def _names(values: CookieValues, told: exp.Select) -> exp.Select | None:
    """The cookies that hold the first and last name of a person side by side, or one of them behind a key that says so."""
    if not values.names:
        return None
    pairs = [pair for names in values.names for pair in _known_pairs(names)]
    singles = [single for names in values.names for single in _known_singles(names)]
    beside = _matching(_pieces(told, ask.word_pairs(ask.column("clear"))), _distinct(pairs))
    if not singles:
        return beside
    clear = ask.joined(ask.text(" "), ask.unmarked(ask.column("clear")))
    keyed = ask.pieces(clear, rf"[^a-z](?:[a-z]+[_-])?(?:{_NAME})(?:_?-?name)?{_BEHIND_KEY}", 1)
    return exp.select("*").distinct().from_(_united([beside, _matching(_pieces(told, keyed), _distinct(singles))]).subquery("named"))


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


def _pieces(told: exp.Select, pieces: exp.Expr) -> exp.Select:
    return _tokens(told, ask.each(pieces))


def _tokens(told: exp.Select, token: exp.Expr) -> exp.Select:
    return exp.select(ask.column("cell"), ask.column("called"), exp.alias_(token, "token")).from_(told.subquery("told"))


def _distinct(known: list[exp.Select]) -> exp.Select:
    return exp.select(ask.column("known")).distinct().from_(_united(known).subquery("names"))


def _matching(tokens: exp.Select, known: exp.Select) -> exp.Select:
    """The cookies, each once, that have a token among the known."""
    same = exp.EQ(this=ask.column("token", "tokens"), expression=ask.column("known", "known"))
    cookies = (ask.column(name, "tokens") for name in ("cell", "called"))
    return exp.select(*cookies).distinct().from_(tokens.subquery("tokens")).join(known.subquery("known"), on=same)


def _united(parts: list[exp.Select]) -> exp.Select:
    return exp.select("*").from_(reduce(lambda one, other: exp.union(one, other, distinct=False), parts).subquery("parts"))  # type: ignore[arg-type, return-value]
