"""Pages of categories and checks, and the list of the rules, for people in the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from privaudit.formats._layout import laid_out
from privaudit.messages import number, visible
from privaudit.model.explanation import CategoryPage, CheckPage, Pages, PatternPage, RulesTest
from privaudit.model.report import Style


def render(pages: Pages, style: Style) -> str:
    """The pages, one after the other."""
    return laid_out((part for page in pages.pages for part in (_category(page) if isinstance(page, CategoryPage) else _check(page))), style)


def render_list(pages: Pages, style: Style) -> str:
    """Two lines for each category, with the number of its words in each language and of its forms of values."""
    categories = [page for page in pages.pages if isinstance(page, CategoryPage)]
    languages = sorted({language for page in categories for language in page.words})
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    grid.add_column("category", no_wrap=True)
    for title in (*languages, "forms"):
        grid.add_column(title, justify="right", no_wrap=True)
    for page in categories:
        name = Text.assemble(page.id, ("\n  " + visible(page.title), "dim"), (f" {page.group}" if page.group else "", "bold magenta"))
        counts = [page.words.get(language) for language in languages]
        numbers = ["" if count is None else str(count.strong + count.weak) for count in counts]
        grid.add_row(name, *numbers, str(len(page.patterns) or ""))
    return laid_out([grid], style)


def render_test(test: RulesTest, style: Style) -> str:
    """What failed, with its place, and how much ran."""
    lines: list[RenderableType] = [Text.assemble((f"{visible(one.place)}: ", "bold"), visible(one.says)) for one in test.failures]
    failed = f"{number(len(test.failures), 'example')} failed" if test.failures else "none failed"
    ran = f"{number(test.columns, 'example')} of columns and {test.values:,} of values ran, {failed}."
    return laid_out([*lines, Text(ran, "bold red" if test.failures else "bold green")], style)


def _check(page: CheckPage) -> Iterator[RenderableType]:
    yield Text.assemble((page.id, "bold"), f"  {page.title}\n", (f"{page.severity} · {', '.join(page.law)}", "dim"))
    yield Padding(Text(f"{page.summary}."), (1, 0))
    for heading, said in page.parts.items():
        yield Text(heading, "bold")
        yield Padding(Text(said), (0, 0, 1, 2))


def _category(page: CategoryPage) -> Iterator[RenderableType]:
    yield Text.assemble((page.id, "bold"), f"  {visible(page.title)}", (f"  {page.group}" if page.group else "", "bold magenta"))
    facts = {
        "law": ", ".join(page.law),
        "DPV": page.dpv,
        "types": ", ".join(page.kinds),
        "values like": page.like or "",
        "stands for": ", ".join(page.below),
        "holds it": ", ".join(page.hit),
        "does not": ", ".join(page.miss),
        "files": ", ".join(page.files),
    }
    grid = Grid(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, said in facts.items():
        if said:
            grid.add_row(name, Text(visible(said)))
    yield Padding(grid, (0, 0, 1, 2))
    if page.words:
        yield Text("Words", "bold")
        words = Grid(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        for language, count in page.words.items():
            words.add_row(language, f"{count.strong:,} strong, {count.weak:,} weak", Text(visible(", ".join(count.some)) + " ..."))
        yield Padding(words, (0, 0, 1, 2))
    if page.patterns:
        yield Text("Forms of values", "bold")
        for pattern in page.patterns:
            yield Padding(_pattern(pattern), (0, 0, 1, 2))


def _pattern(pattern: PatternPage) -> Text:
    digits = "no check digit"
    if pattern.validator is not None:
        digits = f"check {pattern.validator}, which {pattern.chance:.2%} of random strings pass"
    proves = "proves the category without the name" if pattern.proves else "agrees with a name"
    where = ", also within longer text" if pattern.inside else ""
    said = f"  {digits}; {proves}{where}\n{pattern.regex}\nhit: {', '.join(pattern.hit)}\nmiss: {', '.join(pattern.miss)}"
    return Text.assemble((pattern.name, "bold"), visible_lines(said))


def visible_lines(text: str) -> str:
    """The text with what a terminal would act upon as its code, but for the ends of lines."""
    return "\n".join(visible(line) for line in text.split("\n"))
