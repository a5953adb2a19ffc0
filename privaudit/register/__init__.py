"""The declared side: the register of processing activities as a YAML file.

From the text to the model:

    text          file -> text                         yaml_text makes plain data with lines of it
    references    what one part says about another     plain data in `plain`; `same_table`: columns that stand together
    grammar       plain data -> validated models       values: the single values; value_checks, periods, countries, vocabulary
    complaints    everything that is wrong, in words
    convert       validated models -> model.Register
    mentions      where columns and tables are named
    schema        the format as a JSON Schema
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from privaudit.errors import RegisterError
from privaudit.model.register import Register
from privaudit.register.complaints import complaints, problems_of
from privaudit.register.convert import Converter
from privaudit.register.convert.lines import Lines
from privaudit.register.grammar.file import RegisterFile
from privaudit.register.mentions import mentions
from privaudit.register.references import reference_problems
from privaudit.register.text import read
from privaudit.register.values import known_categories
from privaudit.yaml_text.document import Document, compose
from privaudit.yaml_text.problems import Problem


def load(path: Path, shown: str, categories: Collection[str]) -> Register:
    """The register of a file.

    `shown` is the path as the user typed it; `categories` are the ids of the known categories, each of which may also stand
    for those below it.

    Raises UsageError where the file cannot be opened, and RegisterError with everything that is wrong in it.
    """
    return parse(read(path, shown), shown, categories)


def parse(text: str, shown: str, categories: Collection[str]) -> Register:
    """As `load`, of a text that was read already."""
    return of_document(compose(text), shown, categories)


def of_document(document: Document, shown: str, categories: Collection[str]) -> Register:
    """As `load`, of a text that was composed already."""
    file, problems = _validated(document, categories)
    if file is None or problems:
        raise RegisterError(complaints(document, shown, problems))
    register = Converter(document, shown).register(file)
    return replace(register, mentions=tuple(mentions(Lines(document, shown), register)))


def _validated(document: Document, categories: Collection[str]) -> tuple[RegisterFile | None, list[Problem]]:
    """The validated file, if it is one, and all that is wrong with it."""
    problems = list(document.problems)
    data = document.root.data
    if document.root.refused:
        return None, problems
    if not isinstance(data, dict):
        says = "the register is empty" if data is None else "the register must be a mapping of keys, and this file is none"
        return None, [*problems, Problem((), says, "begin with privaudit: 1, organisation: and activities:")]
    known = known_categories(categories)
    problems.extend(reference_problems(data, known))
    try:
        file = RegisterFile.model_validate(data, context={"categories": known})
    except ValidationError as error:
        return None, [*problems, *problems_of(error)]
    return file, problems
