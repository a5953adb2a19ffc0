"""The package that a person gets: what is in it, where that came from, what is not in it, and what was told beside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from privaudit.model.estate import Skipped
from privaudit.model.organisation import Organisation, Right
from privaudit.model.report import Run
from privaudit.model.rights import Ambiguous, ColumnReach, Given, LeftOut, Nobody, Reached, TableLink

LANGUAGES = ("en", "fr")


@dataclass(frozen=True, slots=True)
class ExportedColumn:
    """One column of a table in the package."""

    name: str
    type: str
    """As the schema declares it."""
    comment: str
    category: str | None
    """The category of personal data; None where it holds none by itself."""


@dataclass(frozen=True, slots=True)
class ExportedTable:
    """The person's rows of one table, as far as they are in the package."""

    name: str
    source: str
    """Its file, or its database without a password; without the folders that lead there."""
    stem: str
    """The name of its files in the package."""
    comment: str
    columns: tuple[ExportedColumn, ...]
    rows: tuple[tuple[object, ...], ...] = field(repr=False)
    """A cell of somebody else's is None."""
    reached_by: tuple[str, ...]
    is_person: bool
    """Whether each row is the person, and not something of theirs."""


@dataclass(frozen=True, slots=True)
class Purposeful:
    """What Art. 15(1) wants to be told of one processing activity."""

    id: str
    title: str
    purposes: tuple[str, ...]
    basis: tuple[str, ...]
    categories: tuple[tuple[str, str], ...]
    """Each an id and its title."""
    recipients: tuple[ToldRecipient, ...]
    storage: tuple[tuple[str, str], ...]
    """Each a country, and the safeguard of a transfer there; empty for none."""
    periods: tuple[ToldPeriod, ...]
    sources: tuple[tuple[str, str], ...]
    """Each a kind, and who the third party is."""


@dataclass(frozen=True, slots=True)
class ToldRecipient:
    """Who receives the data."""

    name: str
    role: str
    country: str
    purpose: str
    safeguard: str


@dataclass(frozen=True, slots=True)
class ToldPeriod:
    """How long data is kept."""

    least: str
    """ISO 8601; empty where none is declared."""
    most: str
    events: tuple[str, ...]
    """From when: of several, the latest or the earliest."""
    latest: bool
    waits: tuple[str, ...]
    """Periods that pass before, one after the other."""
    then: str


@dataclass(frozen=True, slots=True)
class RegisterSaid:
    """Which register an export rests on."""

    name: str
    sha256: str
    version: int
    reviewed: date | None


@dataclass(frozen=True, slots=True)
class Package:
    """Everything that goes into the package of one person."""

    run: Run
    right: Right
    language: str
    given: tuple[Given, ...]
    organisation: Organisation
    register: RegisterSaid
    tables: tuple[ExportedTable, ...]
    left_out: tuple[LeftOut, ...]
    links: tuple[TableLink, ...]
    not_followed: tuple[str, ...]
    """Links and columns that names suggest, and that nobody confirmed."""
    completeness: tuple[ColumnReach, ...]
    activities: tuple[Purposeful, ...]
    """Only for the right of access."""
    skipped: tuple[Skipped, ...] = ()
    """What could not be read, or not wholly."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """What categories are called in its language, where that is not English."""

    @property
    def unreached(self) -> tuple[ColumnReach, ...]:
        """The personal columns of which nobody can say whether they hold data of the person."""
        return tuple(one for one in self.completeness if one.reached is Reached.NOT_REACHABLE)


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """One file of a package."""

    path: str
    content: bytes = field(repr=False)
    rows: int | None = None
    """None where it is no table."""
    guarded: int = 0
    """Cells that were changed so that a spreadsheet takes them for text."""


@dataclass(frozen=True, slots=True)
class PortableFormat:
    """A format of a package's files.  Each module of `exports` exports one as EXPORT."""

    title: str
    write: Callable[[Package], Iterable[PackagedFile]]


@dataclass(frozen=True, slots=True)
class ExportedPerson:
    """What became of one person of a run."""

    place: str
    """The line of the file of persons; empty for the only one."""
    outcome: Package | Ambiguous | Nobody
    path: str = ""
    """Where the package was written; empty where there is none."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Path within the package -> sha256."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The outcome of one run of `export`: what was written, without a value of anybody."""

    run: Run
    persons: tuple[ExportedPerson, ...]
    incomplete: bool
    """Whether a target could not be read at all."""
    strict: bool

    @property
    def exit_code(self) -> int:
        """3 where something could not be read or, with `strict`, reached; 1 where somebody was not found, or several were; else 0."""
        packages = [one.outcome for one in self.persons if isinstance(one.outcome, Package)]
        if self.incomplete or (self.strict and any(package.unreached for package in packages)):
            return 3
        return int(len(packages) < len(self.persons))
