"""The members of packed files that somebody wants, as private files."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from privaudit.errors import SourceError
from privaudit.model.sources import TargetFile
from privaudit.packed.limits import Budget, Limits, TooMuchError
from privaudit.packed.streams import Member, is_packed, members, opened

HEAD = 65_536
"""Bytes that tell what kind of file a member is."""
_CHUNK = 2**20
_LONGEST_NAME = 60
"""Characters, of four bytes perhaps; no disk takes a name of more than 255 bytes."""
_LONGEST_ENDING = 20
_NO_NAME = re.compile(r"[\\/:\0-\x1f\x7f]+")

Unpacked = TargetFile | tuple[str, SourceError] | str
"""A file, or what could not be unpacked and why, or what nobody wants."""


def unpacked(
    file: TargetFile, wanted: Callable[[TargetFile, bytes], bool], workspace: Path, limits: Limits | None = None
) -> Iterator[Unpacked]:
    """The files that lie in a packed one, and in those packed in it, as private files of the workspace.

    `wanted` tells from a file's name and its first bytes whether it is to be unpacked.  Raises SourceError where the packed file
    cannot be read at all, or holds more than it may.
    """
    limits = limits or Limits()
    yield from _Unpacking(wanted, workspace, Budget(file.path, workspace, limits)).all_in(file, limits.depth)


class _Unpacking:
    def __init__(self, wanted: Callable[[TargetFile, bytes], bool], workspace: Path, budget: Budget) -> None:
        self._wanted = wanted
        self._workspace = workspace
        self._budget = budget
        self._folders: dict[str, Path] = {}

    def all_in(self, file: TargetFile, depth: int) -> Iterator[Unpacked]:
        """The members of a file, and of those that hold others down to that depth."""
        for member in members(file.path, file.path.name, self._budget.limits.members):
            # A file that holds one other is shown as it is; of an archive the user wants to know which.
            shown = file.shown if member.info is None else f"{file.shown}/{_visible(member.name)}"
            try:
                found = self._member(file, member, shown, depth)
            except TooMuchError:
                raise
            except SourceError as problem:
                if member.info is None:
                    raise
                yield shown, problem
                continue
            if found is None:
                yield shown
            elif is_packed(found, _start(found.path)):
                yield from self._nested(found, depth)
            else:
                yield found

    def _nested(self, file: TargetFile, depth: int) -> Iterator[Unpacked]:
        try:
            yield from self.all_in(file, depth - 1)
        except TooMuchError:
            raise
        except SourceError as problem:
            yield file.shown, problem
        file.path.unlink(missing_ok=True)

    def _member(self, file: TargetFile, member: Member, shown: str, depth: int) -> TargetFile | None:
        """The unpacked member; None where nobody wants it."""
        path = self._path(file, member)
        found = TargetFile(shown, path)
        with opened(file.path, member) as stream:
            head = stream.read(HEAD)
            if is_packed(found, head):
                if depth == 0:
                    raise SourceError("it lies packed too deep", "Unpack it yourself, and name that file.")
            elif not self._wanted(found, head):
                return None
            try:
                with path.open("xb") as out:
                    while head:
                        self._budget.spend(len(head))
                        out.write(head)
                        head = stream.read(_CHUNK)
            except BaseException:
                path.unlink(missing_ok=True)
                raise
        return found

    def _path(self, file: TargetFile, member: Member) -> Path:
        """Where a member is kept: those of one folder of an archive together, none where its name would lead."""
        name = PurePosixPath(member.name.replace("\\", "/"))
        key = f"{file.path}\0{name.parent}"
        if key not in self._folders:
            self._folders[key] = Path(tempfile.mkdtemp(prefix="unpacked-", dir=self._workspace))
        own = _NO_NAME.sub("_", name.name).strip(". ") or "file"
        ending = PurePosixPath(own).suffix[:_LONGEST_ENDING]
        path = self._folders[key] / (own.removesuffix(ending)[:_LONGEST_NAME] + ending)
        if path.exists():  # a second member of the same name
            path = Path(tempfile.mkdtemp(prefix="unpacked-", dir=self._workspace)) / path.name
        return path


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD)


def _visible(name: str) -> str:
    return "".join(char if char.isprintable() else "_" for char in name)
