"""The errors that are the user's to mend.  Each is caught once, in commands, and printed without a traceback."""

from __future__ import annotations

from privaudit.model.estate import Place


class PrivauditError(Exception):
    """What is wrong, what to do about it, and where it stands.

    Never carries a value of somebody's data: messages end up in terminals and logs.
    """

    exit_code = 2

    def __init__(self, message: str, hint: str = "", place: Place | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.place = place

    @property
    def told(self) -> str:
        """The message and the hint as sentences."""
        return f"{self.message}. {self.hint}" if self.hint else self.message

    def told_of(self, what: str) -> str:
        """The same for a line that begins with what it is about: that is said once."""
        return self.told.removeprefix(f"{what} ")


class UsageError(PrivauditError):
    """An option or a configuration that makes no sense."""


class SourceError(PrivauditError):
    """A target, or a table of it, that could not be read."""

    exit_code = 3


class ElsewhereError(SourceError):
    """A question that a server does not answer, being too deep for it or about what it does not know: another engine may."""


class RuleError(PrivauditError):
    """A rule file that does not say what the rulebook understands."""


class RegisterError(PrivauditError):
    """All complaints about a register at once."""

    def __init__(self, complaints: tuple[PrivauditError, ...]) -> None:
        super().__init__(f"{len(complaints)} error(s) in the register")
        self.complaints = complaints
