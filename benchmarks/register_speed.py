"""How long a register of 300 activities takes to load: `python benchmarks/register_speed.py [runs]`.

The activities are those of the test register that has every key of the format, fifty times.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from pathlib import Path

COPIES = 50


def many(text: str) -> str:
    """The register with its activities many times, each under its own id."""
    head, _, rest = text.partition("activities:\n")
    activities, _, accepted = rest.partition("accepted:\n")
    ids = "|".join(re.findall(r"^  - id: (\S+)$", activities, re.MULTILINE))
    copies = (
        re.sub(rf"(?<=- id: )({ids})$|\b({ids})(?=/)", rf"\g<0>-{number}", activities, flags=re.MULTILINE) for number in range(COPIES)
    )
    return f"{head}activities:\n{''.join(copies)}accepted:\n{accepted}"


def main(runs: int) -> None:
    """Prints the seconds of the first load, which builds the grammar, and of those after it."""
    text = many((Path(__file__).parent.parent / "tests/register/whole.yaml").read_text(encoding="utf-8"))
    begin = time.perf_counter()
    from privaudit import rulebook  # noqa: PLC0415 what is imported is part of what is measured
    from privaudit.register import load  # noqa: PLC0415 as above

    print(f"import: {time.perf_counter() - begin:.2f} s")
    categories = rulebook.built_in().categories
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.yaml"
        path.write_text(text, encoding="utf-8")
        for run in range(runs):
            begin = time.perf_counter()
            register = load(path, path.name, categories)
            seconds = time.perf_counter() - begin
            print(f"load {run + 1}: {seconds:.2f} s, {len(register.activities)} activities, {len(text) // 1000} KB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
