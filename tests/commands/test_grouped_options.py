from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated

import typer
from typer.testing import CliRunner

from privaudit.commands._grouped_options import ungrouped

Colour = Annotated[str, typer.Option("--colour", help="Of the paint.")]
Coats = Annotated[int, typer.Option("--coats", help="How often.")]
Wall = Annotated[str, typer.Argument()]


@dataclass(frozen=True)
class Paint:
    """Options that belong together."""

    colour: Colour = "white"
    coats: Coats = 2


def paint(wall: Wall, *, dry: bool = False, paint: Paint, quick: bool = False) -> int:
    """Paints a wall."""
    typer.echo(f"{wall} {paint.colour} {paint.coats} {dry} {quick}")
    return 0


def test_each_option_of_a_group_stands_in_its_place() -> None:
    assert list(inspect.signature(ungrouped(paint)).parameters) == ["wall", "dry", "colour", "coats", "quick"]


def test_the_command_gets_its_group_as_one() -> None:
    app = typer.Typer()
    app.command()(ungrouped(paint))
    assert CliRunner().invoke(app, ["north", "--coats", "3", "--quick"]).output == "north white 3 False True\n"
    assert "Of the paint." in CliRunner().invoke(app, ["--help"]).output
