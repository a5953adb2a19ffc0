"""privaudit rules: what is in force, and whether its examples hold."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Annotated

import typer

from privaudit.commands import _options as options
from privaudit.commands._console import guarded, pairs, spare_inputs, write_out
from privaudit.model.command import Command

Filter = Annotated[
    str | None,
    typer.Argument(help="Only categories whose id, title or group holds this text, or fits this glob.", metavar="TEXT", show_default=False),
]
Folders = Annotated[list[Path] | None, typer.Argument(help="Folders of rules of your own.", metavar="DIR", show_default=False)]
_KNOWN = ("table", "json")


def list_rules(
    text: Filter = None,
    formats: options.Formats = None,
    output: options.Outputs = None,
    rules: options.Rules = None,
    no_color: options.NoColor = False,
) -> int:
    """List the categories: their words by language, their forms of values, whether they are of GDPR Art. 9 or 10.

    Exit codes: 0 done, 2 wrong usage, or a rule that cannot be read.
    """
    from privaudit import rule_pages
    from privaudit.formats import _explanation_json as as_json
    from privaudit.formats import _pages_table as as_table

    pairs(formats, output, _KNOWN)
    spare_inputs(output or [], [str(folder) for folder in rules or ()])
    found = rule_pages.pages(text, tuple(rules or ()))
    renders = {"table": functools.partial(as_table.render_list, found), "json": functools.partial(as_json.render_pages, found)}
    write_out(renders, formats, output, no_color=no_color)
    return 0


def run_examples(
    folders: Folders = None,
    formats: options.Formats = None,
    output: options.Outputs = None,
    rules: options.Rules = None,
    no_color: options.NoColor = False,
) -> int:
    """Run every example of our rules and of yours, all rules being in force.

    Exit codes: 0 all hold, 1 an example fails, 2 wrong usage, or a rule that cannot be read.
    """
    from privaudit import rule_examples, rulebook
    from privaudit.formats import _explanation_json as as_json
    from privaudit.formats import _pages_table as as_table
    from privaudit.rulebook import reading

    pairs(formats, output, _KNOWN)
    own = (*(folders or ()), *(rules or ()))
    spare_inputs(output or [], [str(folder) for folder in own])
    sources = reading.read(rulebook.built_in_folder(), *own)
    done = rule_examples.run(sources, reading.combine(sources))
    renders = {"table": functools.partial(as_table.render_test, done), "json": functools.partial(as_json.render_test, done)}
    write_out(renders, formats, output, no_color=no_color)
    return int(bool(done.failures))


COMMAND = Command(
    group={"list": guarded(list_rules), "test": guarded(run_examples)},
    help="The rules that are in force: list them, or run their examples.",
)
