"""privaudit demo: the whole thing on sample data, offline."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import privaudit
from privaudit.commands import _options as options
from privaudit.commands._console import deliver, guarded, say, summarise
from privaudit.errors import SourceError
from privaudit.model.command import Command

SAMPLE = "mobility_saas"
DAY = date(2026, 6, 30)
"""The day that the sample data was made for."""
SHOWN = ("accounts", "support_requests")
"""The tables of the scan; the check takes them all."""


def demo(no_color: options.NoColor = False) -> int:
    """Show scan and check on the data of an invented company. Needs no network, writes nothing."""
    from privaudit import pipeline, scanning

    folder = _samples() / SAMPLE
    with contextlib.chdir(folder):
        _say("Tramontelle SAS, an invented company, sells software to cities. What do its exports hold?")
        _say(f"$ privaudit scan breached {' '.join(f'--include {name}' for name in SHOWN)}\n")
        scanned = scanning.scan(["breached"], scanning.Options(include=SHOWN))
        deliver(scanned, None, None, no_color=no_color)
        _say("Its register says what should be there, for how long, and whom it may write to. Where do they differ?")
        _say(f"$ privaudit check breached -r register.yaml --as-of {DAY}\n")
        checked = pipeline.check(["breached"], "register.yaml", pipeline.CheckOptions(as_of=DAY))
        deliver(checked, None, None, no_color=no_color)
        summarise(checked, quiet=False)
    _say(
        f"""
Next, with your own data:
  privaudit scan YOUR_SCHEMA.sql YOUR_EXPORTS/         what personal data is where, and why we think so
  privaudit check YOUR_EXPORTS/ -r register.yaml       where it differs from your register; exit code 1 fails a build
  privaudit check ... --rows rows.jsonl                the keys of the rows, for whoever has to act on them
  privaudit check ... -f json -o report.json           for machines
The sample lies in {folder}; its register.yaml is a good one to start from."""
    )
    return 0


def _say(text: str) -> None:
    say(f"{text}\n")


def _samples() -> Path:
    """Where the sample data of this installation lies: beside the code in an installed package, in `sample_data` of a checkout."""
    package = Path(privaudit.__file__).resolve().parent
    found = next((path for path in (package / "_sample_data", package.parent / "sample_data") if (path / SAMPLE).is_dir()), None)
    if found is None:
        raise SourceError("the sample data is not part of this installation", "Install the wheel, or run it from a checkout.")
    return found


COMMAND = Command(run=guarded(demo))
