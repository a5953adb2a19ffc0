"""What the answer to a pass over the rows says, number by number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from privaudit.model.rules import Pattern
from privaudit.profile.counted import Counted, Known
from privaudit.profile.shapes import Shape


def read_shaped(shape: Shape, known: Known, odd: int, numbers: Iterator[Any]) -> Counted:
    """The counts of a column with a shape, of whose cells so many are of another."""
    values = int(next(numbers)) - odd
    found = Counted(values, spaced=values if shape.spaced else 0)
    if shape.text:
        found.spaced, found.health = int(next(numbers)), int(next(numbers))
    for form in known.whole:
        if form in shape.may_have:
            read_form(form, found.hits, found.candidates, numbers)
        elif form in shape.has:
            found.hits[form.id] = values
            if form.validator:
                found.candidates[form.id].extend(next(numbers) or ())
    return found


def read_form(form: Pattern, counts: dict[str, int], some: dict[str, list[str]], numbers: Iterator[Any]) -> None:
    """Adds the count of a form, and the values that are held against its check digit."""
    if count := int(next(numbers)):
        counts[form.id] = count
    if form.validator:
        some[form.id].extend(next(numbers) or ())
