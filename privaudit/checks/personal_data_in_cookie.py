"""Personal data in the values of cookies that are said to hold none.

What it finds
    Of a store with `personal_data: false`, the cookies whose value holds an e-mail address, an account's id (of the columns in `ids`) or
    the name of a person: as it stands, URL-encoded or in base64, also within JSON and pairs of keys and values.  Names are known from
    the columns of names in the run: first and last name side by side, or one of them behind a key that says what it is.  A number of
    fewer than ten digits is taken for an id only where a key, or the cookie, is called after an account; it is an indication.

Why it matters
    Cookies travel with each request, lie readable on the device, and end up in logs and with third parties (GDPR Art. 5(1)(c),
    5(1)(f), 25); a policy that says that cookies do not identify anybody is wrong about these.

Example
    `tm_prefs` holds `bGFuZz1mcjttYWlsPWphbmVAZXhhbXBsZS5vcmc=`, in which an address stands in base64: in 12 of 66 rows.

How to resolve
    Put a random id into the cookie and keep what belongs to it on the server.  Cookies that are already set are replaced at the next
    visit; exports and logs that hold them are to be cleaned.
"""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.model.estate import Table
from privaudit.model.facts import TableColumn
from privaudit.model.findings import Check, Context, NotChecked, Outcome, Problem, Severity
from privaudit.model.register import Store
from privaudit.model.store_contents import asked, columns_of_store, meant_rows
from privaudit.model.store_facts import CookieCounts, CookieValues, KnownNames, Meant, TellingRows, Told
from privaudit.model.stores import Cookie
from privaudit.model.verdicts import ColumnVerdict, Verdict

EMAIL, NAME, FIRST, LAST, ID = "user.contact.email", "user.name", "user.name.first", "user.name.last", "user.unique_id"
_ADDRESS = r"[A-Za-z0-9_.+%-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}"
_KINDS = (
    (EMAIL, "an e-mail address", (Told.EMAIL, Told.ENCODED_EMAIL)),
    (ID, "the id of an account", (Told.ID, Told.NUMBER)),
    (NAME, "the name of a person", (Told.NAME,)),
)


def run(context: Context) -> Iterator[Outcome]:
    """One problem per store, column and kind of data."""
    for store in context.register.stores:
        cookie = store.cookie
        if cookie is None or cookie.personal_data is not False:
            continue
        if cookie.value is None:
            yield NotChecked(f"store {store.id}", "it does not say which column holds the values of its cookies")
            continue
        for column in columns_of_store(store, cookie.value, context.estate):
            if isinstance(column, TableColumn):
                yield from _held(context, store, cookie, column)
            else:
                yield column


def _held(context: Context, store: Store, cookie: Cookie, value: TableColumn) -> Iterator[Outcome]:
    meant = meant_rows(store, value.table)
    if not isinstance(meant, Meant):
        yield meant
        return
    ids: list[tuple[Table, str]] = []
    for name in cookie.ids:
        for found in columns_of_store(store, name, context.estate):
            if isinstance(found, TableColumn):
                ids.append((found.table, found.column))
            else:
                yield found
    called = None
    if cookie.name is not None and cookie.name.table.lower() in {"", value.table.name.lower()}:
        beside = asked(value.table, cookie.name.column, f"store {store.id}")
        if isinstance(beside, TableColumn):
            called = beside.column
        else:
            yield beside
    names = _names(context, value.table)
    if not names:
        yield NotChecked(f"store {store.id}: {value.table.name}.{value.column}", "no column of this run holds names of persons to look for")
    values = CookieValues(meant, value.column, called, _address(context), tuple(ids), names)
    yield from _problems(store, value, values, context.facts.telling(values))


def _problems(store: Store, value: TableColumn, values: CookieValues, counts: CookieCounts) -> Iterator[Problem]:
    for category, title, kinds in _KINDS:
        found = sum(counts.of[kind] for kind in kinds)
        if not found:
            continue
        yield Problem(
            message=f"{found:,} of {counts.rows:,} values of {value.table.name}.{value.column} hold {title}{_how(counts, kinds)}, and "
            f"store {store.id} says that its cookies hold no personal data.",
            verdict=Verdict.INDICATION if found == counts.of[Told.NUMBER] and Told.NUMBER in kinds else Verdict.PROVEN,
            table=value.table,
            column=value.column,
            category=category,
            register=store.id,
            count=found,
            rows=TellingRows(values, frozenset(kinds)),
        )


def _how(counts: CookieCounts, kinds: tuple[Told, ...]) -> str:
    if Told.ENCODED_EMAIL in kinds and counts.of[Told.ENCODED_EMAIL]:
        return f" ({counts.of[Told.ENCODED_EMAIL]:,} of them URL-encoded or in base64)"
    if Told.NUMBER in kinds and counts.of[Told.NUMBER]:
        return f" ({counts.of[Told.NUMBER]:,} of them a short number that is called an account's)"
    return ""


def _address(context: Context) -> str:
    """The pattern of an address within a text."""
    category = context.rulebook.categories.get(EMAIL)
    patterns = () if category is None else category.patterns
    return next((pattern.regex for pattern in patterns if pattern.inside and not pattern.is_test), _ADDRESS)


def _names(context: Context, cookies: Table) -> tuple[KnownNames, ...]:
    """The columns of the run that hold the names of persons."""
    found: list[KnownNames] = []
    for table in context.estate.tables:
        if table is cookies or not table.has_rows:
            continue
        columns = [one for one in context.inventory.of(table) if one.verdict.personal and one.column.in_rows]
        first, last = _first_of(columns, FIRST), _first_of(columns, LAST)
        if first is not None and last is not None:
            found.append(KnownNames(table, first, last))
        found += [KnownNames(table, one.column.name) for one in columns if one.category == NAME and one.verdict is Verdict.PROVEN]
    return tuple(found)


def _first_of(columns: list[ColumnVerdict], category: str) -> str | None:
    return next((one.column.name for one in columns if one.category == category), None)


CHECK = Check(
    title="Personal data in cookies that are said to hold none",
    severity=Severity.MEDIUM,
    law=("GDPR 5(1)(c)", "GDPR 5(1)(f)", "GDPR 25(1)"),
    run=run,
)
