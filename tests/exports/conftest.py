"""A package in each format."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privaudit.model.export import Package, PackagedFile, PortableFormat
from privaudit.rights.package import known_exports
from tests.packages import a_package

Packed = Callable[..., Package]


@pytest.fixture
def packed() -> Packed:
    """Makes a package with one table."""
    return a_package


def written(known: str, package: Package) -> dict[str, PackagedFile]:
    """The files of one format, by path."""
    format_: PortableFormat = known_exports()[known]
    return {file.path: file for file in format_.write(package)}
