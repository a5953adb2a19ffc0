"""Writes the package of one person: a zip that appears when it is whole, readable by its owner alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from privaudit import catalogue, exports
from privaudit.exports._manifest import manifest, sha256
from privaudit.model.export import Package, PackagedFile, PortableFormat
from privaudit.private_file import MODE, private_file
from privaudit.rights.encryption import Lock, encrypted

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every entry: the same data give the same bytes."""


@cache
def known_exports() -> Mapping[str, PortableFormat]:
    """The formats of a package's files, by id."""
    return catalogue.load(exports, "EXPORT", PortableFormat)


def files_of(package: Package) -> tuple[PackagedFile, ...]:
    """All files of a package, the manifest first."""
    files = tuple(file for known in known_exports().values() for file in known.write(package))
    return (manifest(package, files), *sorted(files, key=lambda file: file.path))


def write_package(path: Path, package: Package, lock: Lock | None = None) -> dict[str, str]:
    """Writes a package, and gives the check sum of each of its files.

    The file is readable by its owner alone (0600), appears only when it is whole, and is never written over.  Raises UsageError
    where it cannot be written, or exists.
    """
    files = files_of(package)
    content = _zipped(files)
    whole = content if lock is None else encrypted(content, lock)
    with private_file(path, over=False) as handle:
        handle.write(whole)
    return {file.path: sha256(file) for file in files}


def _zipped(files: Sequence[PackagedFile]) -> bytes:
    told = io.BytesIO()
    with zipfile.ZipFile(told, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.path, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = MODE << 16
            entry.create_system = 3
            archive.writestr(entry, file.content)
    return told.getvalue()
