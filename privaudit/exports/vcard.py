"""The person as a vCard 4.0 (RFC 6350), from the rows that are the person."""

from __future__ import annotations

from collections.abc import Iterator

from privaudit.exports._values import text
from privaudit.model.export import ExportedTable, Package, PackagedFile, PortableFormat
from privaudit.model.rules import is_within

_FOLD = 75
"""Octets of a line (RFC 6350, 3.2)."""
_SIMPLE = (
    ("EMAIL", "user.contact.email"),
    ("TEL;VALUE=text", "user.contact.phone_number"),
    ("TEL;TYPE=fax;VALUE=text", "user.contact.fax_number"),
    ("ORG", "user.contact.organization"),
    ("TITLE", "user.job_title"),
    ("URL", "user.contact.url"),
)
_PARTS = ("street", "city", "state", "postal_code", "country")
"""Of an address, in the order of ADR behind its two fields that are to be left empty."""


def _write(package: Package) -> Iterator[PackagedFile]:
    persons = [table for table in package.tables if table.is_person]
    if not persons:
        return
    lines = ["BEGIN:VCARD", "VERSION:4.0", *_names(persons)]
    for name, category in _SIMPLE:
        lines += [f"{name}:{_escaped(value)}" for value in _values(persons, category)]
    lines += _addresses(persons)
    lines += ["END:VCARD"]
    content = "".join(f"{_folded(line)}\r\n" for line in lines)
    yield PackagedFile("person.vcf", content.encode("utf-8", "surrogatepass"))


def _names(tables: list[ExportedTable]) -> list[str]:
    last, first, middle = (_values(tables, f"user.name.{part}") for part in ("last", "first", "middle"))
    whole = [value for table in tables for value in _of(table, "user.name", exactly=True)]
    full = whole[0] if whole else " ".join([*first[:1], *middle[:1], *last[:1]])
    lines = [f"FN:{_escaped(full)}"]
    if last or first:
        lines.append(f"N:{';'.join(_escaped(part[0]) if part else '' for part in (last, first, middle))};;")
    return lines


def _addresses(tables: list[ExportedTable]) -> Iterator[str]:
    """One address for each row that has one; what is one text stands in the place of the street."""
    seen: set[tuple[str, ...]] = set()
    for table in tables:
        for row in table.rows:
            parts = tuple(_cell(table, row, f"user.contact.address.{part}") for part in _PARTS)
            street = parts[0] or _cell(table, row, "user.contact.address", exactly=True)
            whole = (street, *parts[1:])
            if any(whole) and whole not in seen:
                seen.add(whole)
                yield f"ADR:;;{';'.join(map(_escaped, whole))}"


def _cell(table: ExportedTable, row: tuple[object, ...], category: str, *, exactly: bool = False) -> str:
    found = (text(row[place]).strip() for place in _places(table, category, exactly=exactly))
    return ", ".join(filter(None, found))


def _places(table: ExportedTable, category: str, *, exactly: bool) -> list[int]:
    return [
        place
        for place, column in enumerate(table.columns)
        if column.category is not None and (column.category == category if exactly else is_within(column.category, category))
    ]


def _of(table: ExportedTable, category: str, *, exactly: bool = False) -> Iterator[str]:
    for row in table.rows:
        yield from filter(None, (text(row[place]).strip() for place in _places(table, category, exactly=exactly)))


def _values(tables: list[ExportedTable], category: str) -> list[str]:
    return list(dict.fromkeys(value for table in tables for value in _of(table, category)))


def _escaped(value: str) -> str:
    plain = value.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return "\\n".join(plain.splitlines())


def _folded(line: str) -> str:
    """The line cut into pieces of at most 75 octets, none within a character."""
    pieces, piece, size = [], "", 0
    for char in line:
        width = len(char.encode("utf-8", "surrogatepass"))
        if size + width > _FOLD:
            pieces.append(piece)
            piece, size = " ", 1
        piece += char
        size += width
    return "\r\n".join([*pieces, piece])


EXPORT = PortableFormat("the person as a vCard", _write)
