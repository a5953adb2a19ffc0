"""Which paths the globs of a register fit."""

from __future__ import annotations

import pytest

from privaudit.model.path_globs import fits_path


@pytest.mark.parametrize(
    ("glob", "name", "fits"),
    [
        ("backups/*.dump", "backups/A.DUMP", True),
        ("backups/*.dump", "backups/old/a.dump", False),
        ("backups/**/*.dump", "backups/a.dump", True),
        ("backups/**/*.dump", "backups/x/y/a.dump", True),
        ("backups/**", "backups/x/y", True),
        ("backups", "backups/x/y", True),
        ("./backups/", "backups/x", True),
        ("backups", "backups2/x", False),
        ("b/[!a]?.x", "b/ca.x", True),
        ("b/[!a]?.x", "b/aa.x", False),
        ("b/[0-9].x", "b/7.x", True),
        ("b/[z-a].x", "b/[z-a].x", True),
        ("a+b(1)*", "a+b(1)c", True),
        ("support/{ticket}.sql", "support/T-1.sql", True),
        ("support/{ticket}.sql", "support/x/T-1.sql", False),
    ],
)
def test_globs_of_files_stay_in_their_folder(glob: str, name: str, *, fits: bool) -> None:
    assert fits_path(glob, name) is fits
