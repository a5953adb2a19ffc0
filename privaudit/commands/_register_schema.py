"""privaudit register schema: the grammar of the register for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from privaudit.commands import _options as options
from privaudit.commands._console import spare_inputs, write_out

Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write it to this file.  [default: stdout]")]


def schema(output: Output = None, rules: options.Rules = None) -> int:
    """Print the JSON Schema of the register, so that an editor completes its keys and underlines what is wrong.

    Write it beside the register (-o register.schema.json), and let the first line of the register say where it is:

    \b
    # yaml-language-server: $schema=register.schema.json

    Exit codes: 0 done, 2 wrong usage, or a rule that cannot be read.
    """  # noqa: D301 the help takes this sign for: keep the line as it is
    from privaudit import rulebook
    from privaudit.register.schema import json_schema

    spare_inputs([output] if output is not None else [], [str(folder) for folder in rules or ()])
    known = rulebook.in_force(tuple(rules or ()))
    text = json.dumps(json_schema(known.categories), indent=2, ensure_ascii=False) + "\n"
    write_out({"json": lambda _: text}, ["json"], [] if output is None else [output], no_color=True)
    return 0
