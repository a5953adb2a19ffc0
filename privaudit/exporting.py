"""The run that gives persons their data: find them, collect their rows, prove that nothing was missed, write the package."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from privaudit.errors import SourceError, UsageError
from privaudit.model.estate import Estate, Table
from privaudit.model.export import LANGUAGES, ExportedPerson, ExportReport, Package, RegisterSaid
from privaudit.model.organisation import Right
from privaudit.model.register import Register
from privaudit.model.report import Run
from privaudit.model.rights import Given, Subject
from privaudit.model.verdicts import Inventory
from privaudit.paths import is_folder, is_there
from privaudit.pipeline import audited
from privaudit.private_file import exists
from privaudit.rights.addresses import with_addresses
from privaudit.rights.completeness import completeness
from privaudit.rights.encryption import Lock, check_lock
from privaudit.rights.given import columns_of, given_of
from privaudit.rights.identity import Asked
from privaudit.rights.package import write_package
from privaudit.rights.purposes import purposes
from privaudit.rights.selection import select, shown
from privaudit.rights.subject import find_subject
from privaudit.scanning import Options
from privaudit.urls import is_url

NO_ROWS = 0
"""A sample of none: the columns of databases are told by their names alone, and no row of anybody else is fetched."""
_OTHER_DELIMITERS = ";\t"
"""Of a list of persons, in whose first line only identifiers stand."""
_READ_ALL = "A package that may lack something is not written. Mend it, or leave it out of the targets."


@dataclass(frozen=True)
class ExportOptions(Options):
    """What export takes beside that."""

    sample: int | None = NO_ROWS
    right: Right = Right.PORTABILITY
    """PORTABILITY (Art. 20) or ACCESS (Art. 15)."""
    language: str = "en"
    """Of the page and the letter: en or fr."""
    confirmed: bool = False
    """Whether links and identifiers that names suggest are followed."""
    secrets: bool = False
    """Whether passwords, tokens and keys are in the package too."""
    strict: bool = False
    lock: Lock | None = None
    """Encrypts the packages."""
    subject_file: Path | None = None
    """A CSV with a column for each identifier and a line for each person: then `output` is a folder."""


def export(
    targets: Sequence[str], register: str | Path, subject: Sequence[str], output: str | Path, options: ExportOptions | None = None
) -> ExportReport:
    """Writes the package of the person who has all of the identifiers, each `NAME=VALUE`, as a zip.

    With a `subject_file` there is one package for each of its lines, in the folder `output`.  Raises UsageError for what makes no
    sense, RegisterError for the register, SourceError where rows cannot be read: then nothing is left behind.
    """
    options = options or ExportOptions()
    path = Path(output)
    persons = _persons(subject, options, path)
    _sensible(options)
    # Files are told by all of their rows, wherever they are read.
    told, looked = (None, options) if options.sample != NO_ROWS else (_of_files, replace(options, sample=None))
    with audited(targets, register, looked, told) as (run, rules, declared, inventory, facts):
        _readable(inventory)
        named = columns_of(one for _, given, _ in persons for one in given)
        asked = Asked(with_addresses(inventory, declared, facts, rules), declared, facts, rules, options.confirmed, named)
        for one in (one for _, given, _ in persons for one in given):
            asked.columns_for(one)
        exporter = _Exporter(asked, declared, _said(declared, Path(register)), run, options)
        found = tuple(exporter.person(place, given, where) for place, given, where in persons)
    return ExportReport(run, found, incomplete=False, strict=options.strict)


@dataclass(frozen=True)
class _Exporter:
    """Makes packages from one opened estate."""

    asked: Asked
    register: Register
    said: RegisterSaid
    run: Run
    options: ExportOptions

    def person(self, place: str, given: tuple[Given, ...], path: Path) -> ExportedPerson:
        """The package of one person, written; or why there is none."""
        subject = find_subject(self.asked, given)
        if not isinstance(subject, Subject):
            return ExportedPerson(place, subject)
        package = self._package(subject)
        files = write_package(path, package, self.options.lock)
        return ExportedPerson(place, package, str(path), files)

    def _package(self, subject: Subject) -> Package:
        selection = select(self.asked, self.register, subject, self.options.right, secrets=self.options.secrets)
        told = self.options.right is Right.ACCESS
        categories = self.asked.rules.categories
        return Package(
            run=self.run,
            right=self.options.right,
            language=self.options.language,
            given=subject.given,
            organisation=self.register.organisation,
            register=self.said,
            tables=tuple(selection.tables),
            left_out=tuple(selection.left_out),
            links=subject.links,
            not_followed=tuple(map(str, (*subject.not_followed, *subject.not_searched))),
            completeness=completeness(self.asked, self.register, subject, selection),
            activities=purposes(self.register, subject, categories) if told else (),
            titles=self.asked.rules.vocabularies[self.options.language].titles,
            skipped=tuple(replace(entry, what=shown(entry.what)) for entry in self.asked.inventory.skipped if entry.topic.leaves_out),
        )


def _of_files(estate: Estate, _engine: object) -> list[Table]:
    """The tables whose values are looked at to see what their columns hold: those that are on this machine."""
    return [table for table in estate.tables if not is_url(table.source)]


def _sensible(options: ExportOptions) -> None:
    if options.right not in {Right.PORTABILITY, Right.ACCESS}:
        raise UsageError(f"--right {options.right} gives no package", "Rights with one: portability, access.")
    if options.language not in LANGUAGES:
        raise UsageError(f"--lang {options.language!r} is not there", f"Languages: {', '.join(LANGUAGES)}.")
    if options.lock is not None:
        check_lock(options.lock)


def _readable(inventory: Inventory) -> None:
    """Raises SourceError where a target or a table could not be read."""
    unreadable = inventory.estate.unreadable
    if unreadable:
        said = "; ".join(f"{entry.what}: {entry.reason.rstrip('.')}" for entry in unreadable)
        raise SourceError(f"something could not be read: {said}", _READ_ALL)


def _persons(subject: Sequence[str], options: ExportOptions, output: Path) -> list[tuple[str, tuple[Given, ...], Path]]:
    """Each person with the line where they stand, what is given of them, and where their package goes."""
    if options.subject_file is None:
        if not subject:
            raise UsageError("nobody says whose data it is", "Name the person: --subject email=jane@example.org, or --subject-file.")
        if is_there(output):
            raise exists(output) if not is_folder(output) else UsageError(f"{output} is a folder", "Name a file, as jane.zip.")
        if not is_folder(output.parent):
            raise UsageError(f"{output} cannot be written: there is no such folder", "Make the folder, or name a file elsewhere.")
        return [("", tuple(map(given_of, subject)), output)]
    if subject:
        raise UsageError("--subject and --subject-file are both given", "Take one of them.")
    if not is_folder(output):
        raise UsageError(f"{output} is no folder", "With --subject-file, --output is a folder that exists.")
    found = []
    suffix = ".zip" if options.lock is None else ".zip.age"
    for line, given in _lines(options.subject_file):
        path = output / f"person-{line:04}{suffix}"
        if is_there(path):
            raise exists(path)
        found.append((f"line {line}", given, path))
    return found


def _lines(path: Path) -> Iterator[tuple[int, tuple[Given, ...]]]:
    """The persons of a file, by line.  Raises UsageError where it is not as it should be."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            first = handle.readline()
            handle.seek(0)
            rows = csv.DictReader(handle, delimiter=next((char for char in _OTHER_DELIMITERS if char in first), ","))
            names = [name.strip() for name in rows.fieldnames or ()]
            people = [(rows.line_num, [cell for cell in row.values() if isinstance(cell, str) or cell is None]) for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error):
        raise UsageError(
            f"{path} cannot be read as CSV in UTF-8", "Give it a line of identifiers (email,customer) and one for each person."
        ) from None
    if not people or not all(names):
        raise UsageError(f"{path} names nobody", "Its first line are identifiers (email,customer), each other line is a person.")
    for line, cells in people:
        given = tuple(Given(name, cell.strip()) for name, cell in zip(names, cells, strict=False) if cell and cell.strip())
        if not given:
            raise UsageError(f"{path}, line {line}: nothing says who it is", "Fill one of the identifiers.")
        yield line, given


def _said(register: Register, path: Path) -> RegisterSaid:
    return RegisterSaid(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), register.version, register.reviewed)
