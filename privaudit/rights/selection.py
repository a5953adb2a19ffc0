"""From a person's rows to what goes into their package, and what stays out with the reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from privaudit.model.estate import Table
from privaudit.model.export import ExportedColumn, ExportedTable
from privaudit.model.organisation import Right
from privaudit.model.ownership import table_owners
from privaudit.model.reasons import Because, Reason, because
from privaudit.model.register import Register
from privaudit.model.rights import LeftOut, Row, Subject, SubjectRows
from privaudit.model.rules import is_within_any
from privaudit.rights import portability
from privaudit.rights.identity import OF_OTHERS, Asked
from privaudit.rights.others import Others
from privaudit.rights.portability import Portability
from privaudit.urls import is_url

_PLAIN = re.compile(r"[^A-Za-z0-9_-]+")
_LONGEST = 60
_SECRETS = ("user.authorization.password", "user.authorization.credentials")
_SAFE = "GDPR 32(1)"
_HELD_FOR_OTHERS = "GDPR 28(3)(e)"


@dataclass
class Selection:
    """What is in a package, and what is not."""

    tables: list[ExportedTable] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    filled: Counter[tuple[int, str]] = field(default_factory=Counter)
    """For each table and column in lower case: in how many of the person's rows it is filled, in the package or not."""
    out: dict[tuple[int, str], Because] = field(default_factory=dict)
    """Table and column in lower case -> why something of it is not in the package."""


@dataclass(frozen=True, slots=True)
class _Withheld:
    """Tells what of a person's rows is not for the package, by what was asked for."""

    others: Others
    portable: Portability | None
    """None where the right gives what is not portable too."""
    asked: Asked
    secrets: bool
    """Whether passwords and other secrets are given."""

    def why_not(self, found: SubjectRows, row: Row) -> dict[str, tuple[Because, str]]:
        """The columns of a row whose cells stay out, in lower case, each with the reason and the article."""
        out = {name: (reason, OF_OTHERS) for name, reason in self.others.cells(found, row).items()}
        for name in (name.lower() for name in found.columns):
            reason = self.portable.why_not(found.table, name, row) if self.portable is not None and name not in out else None
            if reason is not None:
                out[name] = (reason, portability.LAW)
        for name in () if self.secrets else secret_columns(self.asked, found.table):
            out.setdefault(name, (because(Reason.SECRET), _SAFE))
        return out


def select(asked: Asked, register: Register, subject: Subject, right: Right, *, secrets: bool = False) -> Selection:
    """What the right gives the person of their rows; passwords and other `secrets` only where they are asked for."""
    selection = Selection(left_out=list(subject.left_out))
    portable = Portability(register, subject) if right is Right.PORTABILITY else None
    withheld = _Withheld(Others(asked, subject), portable, asked, secrets)
    stems: set[str] = set()
    for found in subject.tables:
        if asked.foreign(found.table):
            held_for = _controllers(register, found.table)
            selection.left_out.append(LeftOut(found.table.name, None, len(found.rows), held_for, _HELD_FOR_OTHERS))
            continue
        exported = _table(asked, found, withheld, selection)
        if exported is not None:
            selection.tables.append(replace(exported, stem=_stem(exported.name, stems)))
    selection.left_out += _not_held(asked, register, subject)
    return selection


def secret_columns(asked: Asked, table: Table) -> tuple[str, ...]:
    """The columns of a table that hold passwords, tokens and keys, in lower case."""
    told = asked.inventory.of(table)
    secret = [one for one in told if one.category is not None and one.verdict.personal and is_within_any(one.category, _SECRETS)]
    return tuple(one.column.name.lower() for one in secret)


def _table(asked: Asked, found: SubjectRows, withheld: _Withheld, selection: Selection) -> ExportedTable | None:
    rows: list[tuple[object, ...]] = []
    kept: set[str] = set()
    reasons: Counter[tuple[str, Because, str]] = Counter()
    names = [name.lower() for name in found.columns]
    for row in found.rows:
        hidden = withheld.why_not(found, row)
        cells: list[object] = []
        for name, value in zip(names, row.values, strict=True):
            selection.filled[id(found.table), name] += value not in {None, ""}
            reason, law = hidden.get(name, (None, ""))
            if reason is not None:
                reasons[name, reason, law] += 1
                selection.out[id(found.table), name] = reason
            else:
                kept.add(name)
            cells.append(value if reason is None else None)
        if any(cell is not None for cell in cells):
            rows.append(tuple(cells))
    selection.left_out += _left_out(found, names, reasons)
    if not rows:
        return None
    columns = [place for place, name in enumerate(names) if name in kept]
    told = {verdict.column.name.lower(): verdict for verdict in asked.inventory.of(found.table)}
    described = [told[names[place]] for place in columns]
    return ExportedTable(
        name=found.table.name,
        source=shown(found.table.source),
        stem="",
        comment=found.table.comment,
        columns=tuple(
            ExportedColumn(one.column.name, one.column.type, one.column.comment, one.category if one.personal else None)
            for one in described
        ),
        rows=tuple(tuple(row[place] for place in columns) for row in rows),
        reached_by=found.reached_by,
        is_person=found.is_person,
    )


def _left_out(found: SubjectRows, names: list[str], reasons: Counter[tuple[str, Because, str]]) -> Iterator[LeftOut]:
    """The cells that are not in the package: told once for the table where it is all cells of as many rows."""
    by_reason: dict[tuple[Because, str, int], list[str]] = {}
    for (name, reason, law), number in reasons.items():
        by_reason.setdefault((reason, law, number), []).append(name)
    for (reason, law, number), columns in by_reason.items():
        if len(columns) == len(names):
            yield LeftOut(found.table.name, None, number, reason, law)
        else:
            yield from (LeftOut(found.table.name, found.columns[names.index(name)], number, reason, law) for name in columns)


def _not_held(asked: Asked, register: Register, subject: Subject) -> Iterator[LeftOut]:
    """What no export holds: data that is held for others, and copies in files that are not opened."""
    taken = {id(found.table) for found in subject.tables}
    for table in asked.inventory.estate.tables:
        if asked.foreign(table) and id(table) not in taken and any(verdict.personal for verdict in asked.inventory.of(table)):
            yield LeftOut(table.name, None, None, _controllers(register, table), _HELD_FOR_OTHERS)
    for store in register.stores:
        if store.files:
            yield LeftOut(f"store {store.id}", None, None, because(Reason.STORED_COPIES))


def _controllers(register: Register, table: Table) -> Because:
    names = [controller.name for owner in table_owners(register, table) for controller in owner.controllers]
    return because(Reason.FOR_OTHERS, names=", ".join(dict.fromkeys(names)) or because(Reason.NOT_NAMED))


def shown(source: str) -> str:
    """Where a table comes from, without the folders of the machine, and without the server and the login: the person reads it."""
    if not is_url(source):
        return PurePath(source).name
    scheme, _, rest = source.partition("://")
    return f"{scheme} database {PurePath(rest.partition('?')[0]).name}"


def _stem(name: str, taken: set[str]) -> str:
    """A name for the files of a table that any system takes, each once."""
    plain = _PLAIN.sub("_", name.replace(".", "-")).strip("_-")[:_LONGEST] or "table"
    stem, number = plain, 1
    while stem.lower() in taken:
        number += 1
        stem = f"{plain}-{number}"
    taken.add(stem.lower())
    return stem
