"""What would be erased, of one person or of all that is past its clock: a plan that nobody here carries out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from privaudit.model.estate import ForeignKey, Skipped, Table
from privaudit.model.report import Run


class Fate(StrEnum):
    """What becomes of rows."""

    DELETE = "delete"
    ANONYMISE = "anonymise"
    """The rows stay, and some of their columns are cleared."""
    ARCHIVE = "archive"
    """The rows are to be moved into the archive, by whoever knows how."""
    KEEP = "keep"


class Blank(StrEnum):
    """What takes the place of a value that is cleared."""

    NULL = "NULL"
    NAMED = "erased-<key>"
    """Told apart by the key of the row: the column may have to be unique."""
    TEXT = "erased"
    ZERO = "0"
    FALSE = "false"
    DAY = "1900-01-01"
    UUID = "00000000-0000-0000-0000-000000000000"
    ADDRESS = "0.0.0.0"  # noqa: S104 a value that says nothing, not an interface to listen on
    MAC = "00:00:00:00:00:00"
    OBJECT = "{}"
    NOTHING = ""


MARKS = (Blank.TEXT.value, Blank.NAMED.value.partition("<")[0])
"""How a text begins that was cleared and not left empty, in as many characters as the longer of them has; nothing follows the first."""
STAND_INS = "(0([.]0+)?|false|1900-01-01([ T]00:00:00.*)?|0{8}(-0{4}){3}-0{12}|0[.]0[.]0[.]0(/32)?|00(:00){5}|[{] *[}])"
"""What else takes the place of a value, where a column may not be empty."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """A column that is cleared, and how."""

    column: str
    by: Blank


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why rows have their fate."""

    reason: str
    register: str = ""
    """What of the register says so: `activity/clock`, `activity/marketing/<channel>`."""
    law: tuple[str, ...] = ()
    until: date | None = None
    """The last day on which they are kept; None where it is not known, or where nothing is kept."""
    earliest: date | None = None
    """Where rows of a step are kept until different days, the first of these."""


Values = tuple[object, ...]
"""One row, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Rows that nobody lists: all whose date lies on a day or before it."""

    column: str
    """It holds days or moments without an offset, by its type."""
    until: date
    number: int


@dataclass(frozen=True, slots=True)
class HeldRows:
    """Rows of one table with their values."""

    table: Table
    columns: tuple[str, ...]
    rows: tuple[Values, ...] = field(repr=False)
    dated: Dated | None = None
    """In place of rows, where there are too many to hold them."""

    @property
    def count(self) -> int:
        """How many rows."""
        return len(self.rows) if self.dated is None else self.dated.number

    def values(self, names: tuple[str, ...]) -> tuple[Values, ...]:
        """Of each row what these columns hold."""
        lower = [name.lower() for name in self.columns]
        places = [lower.index(name.lower()) for name in names]
        return tuple(tuple(row[place] for place in places) for row in self.rows)

    @property
    def key(self) -> tuple[str, ...]:
        """By which columns a row is told from others: the primary key, else all of them."""
        held = {name.lower() for name in self.columns}
        own = self.table.primary_key
        return own if own and all(name.lower() in held for name in own) else self.columns


@dataclass(frozen=True, slots=True)
class ErasureStep:
    """Rows of one table with the same fate, for the same reason."""

    held: HeldRows
    fate: Fate
    grounds: Grounds
    cleared: tuple[Cleared, ...] = ()

    @property
    def table(self) -> Table:
        """Whose rows they are."""
        return self.held.table

    @property
    def count(self) -> int:
        """How many rows."""
        return self.held.count


@dataclass(frozen=True, slots=True)
class Detached:
    """Rows that are deleted and point to each other in a circle: first they point nowhere."""

    held: HeldRows
    key: ForeignKey


@dataclass(frozen=True, slots=True)
class Copies:
    """A store that may still hold what is erased, and until when."""

    store: str
    reason: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Notified:
    """A recipient that is to be told (GDPR Art. 19)."""

    id: str
    name: str
    role: str
    country: str | None
    activities: tuple[str, ...]
    """Under which it received what is erased."""


class Erased(StrEnum):
    """What a plan is about."""

    SUBJECT = "subject"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class ErasurePlan:
    """What would be done, in order."""

    run: Run
    about: Erased
    steps: tuple[ErasureStep, ...]
    """What is cleared, then what is deleted, whoever points to others first; then what stays."""
    detached: tuple[Detached, ...] = ()
    """Before anything is deleted."""
    copies: tuple[Copies, ...] = ()
    recipients: tuple[Notified, ...] = ()
    warnings: tuple[Skipped, ...] = ()
    """What the plan cannot answer for."""
    skipped: tuple[Skipped, ...] = ()
    nobody: str = ""
    """Why there is no plan: nobody, or several persons, were found."""
    incomplete: bool = False

    def rows(self, *fates: Fate) -> int:
        """How many rows have one of these fates."""
        return sum(step.count for step in self.steps if step.fate in fates)

    @property
    def exit_code(self) -> int:
        """3 where something could not be read, 1 where nobody or several persons were found, else 0."""
        if self.incomplete:
            return 3
        return int(bool(self.nobody))
