"""A packed file as its members, each readable from its start."""

from __future__ import annotations

import gzip
import lzma
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from privaudit.errors import SourceError
from privaudit.model.sources import TargetFile

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_GZIP, _ZSTD, _ZIP = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"PK\x03\x04"
_ENDINGS = {".gz": "", ".gzip": "", ".tgz": ".tar", ".zst": "", ".zstd": ""}
"""What a file is called that holds one other, and what that one is called then."""
_EMPTY_ZIP = b"PK\x05\x06"
_WIDEST_WINDOW = 27
"""A decoder of zstd keeps 2 to the power of this bytes in memory at most; a file that asks for more is refused."""
_END_OF_ZIP = struct.Struct("<4s4H2LH")
_LONGEST_COMMENT = 2**16
_LARGEST_DIRECTORY = 16_000_000
"""Bytes of the list of what a zip archive holds."""
_LOCKED = 1


class Readable(Protocol):
    """Bytes, one behind the other."""

    def read(self, size: int, /) -> bytes:
        """So many bytes; fewer only at the end."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file within a packed one."""

    name: str
    """With its folders in the archive.  As hostile as the rest: no path of this disk."""
    info: zipfile.ZipInfo | None = None
    """Of a member of a zip archive."""


def is_packed(file: TargetFile, head: bytes) -> bool:
    """Whether the file holds others, by its first bytes.  Workbooks and documents are zip archives too, and are told by their names."""
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return file.suffix in {".zip", ""}
    return head.startswith((_GZIP, _ZSTD))


def members(path: Path, name: str, most: int) -> list[Member]:
    """What a packed file holds, without what archives hold for the system's own sake.  Raises SourceError where it cannot be told.

    `name` is that of the file itself, `most` how many members there may be.
    """
    with path.open("rb") as file:
        if file.read(2) != _ZIP[:2]:
            bare = PurePosixPath(name)
            ending = _ENDINGS.get(bare.suffix.lower())
            return [Member(name if ending is None else bare.stem + ending)]
    if _size_of_directory(path) > _LARGEST_DIRECTORY:
        raise _too_many(most)
    with readable(), zipfile.ZipFile(path) as archive:
        found = [Member(info.filename, info) for info in archive.infolist() if not info.is_dir() and not _is_hidden(info.filename)]
    if len(found) > most:
        raise _too_many(most)
    return found


@contextmanager
def opened(path: Path, member: Member) -> Iterator[Readable]:
    """A member from its start.  Raises SourceError where it is locked, damaged or packed in an unknown way, also while it is read."""
    with readable():
        if member.info is not None:
            if member.info.flag_bits & _LOCKED:
                raise SourceError("it is locked with a password", "Unpack it yourself, and name that file.")
            with zipfile.ZipFile(path) as archive, archive.open(member.info) as stream:
                yield stream
        elif _begins(path, _GZIP):
            with gzip.open(path) as stream:
                yield stream
        else:
            with zstd.ZstdFile(path, options={zstd.DecompressionParameter.window_log_max: _WIDEST_WINDOW}) as stream:
                yield stream


@contextmanager
def readable() -> Iterator[None]:
    """Turns the many ways in which a packed file is damaged into one."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, gzip.BadGzipFile, zstd.ZstdError, struct.error, UnicodeDecodeError):
        raise _damaged() from None
    except NotImplementedError:
        raise SourceError("it is packed in a way that is not known here", "Unpack it yourself, and name that file.") from None
    except OSError as problem:
        if problem.errno is None:  # what bzip2 says of damage
            raise _damaged() from None
        raise


def _damaged() -> SourceError:
    return SourceError("it is damaged or cut short", "Fetch it again, or unpack as much as can be and name that file.")


def _begins(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(mark)) == mark


def _too_many(most: int) -> SourceError:
    return SourceError(f"it holds more than {most:,} files", "Unpack it yourself, and name the folder.")


def _is_hidden(name: str) -> bool:
    return any((part.startswith(".") and part.strip(".")) or part == "__MACOSX" for part in PurePosixPath(name).parts)


def _size_of_directory(path: Path) -> int:
    """How long the list of members is, told by the end of the archive: it would be read into memory whole."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _LONGEST_COMMENT - _END_OF_ZIP.size))
        tail = file.read()
    at = tail.rfind(_EMPTY_ZIP)
    if at < 0 or len(tail) - at < _END_OF_ZIP.size:
        return 0
    told: int = _END_OF_ZIP.unpack_from(tail, at)[5]
    # Where the number has no room, the archive is one of more than 4 GB, and its list may be as long as the rest of it.
    return min(told, size) if told < 2**32 - 1 else 0
