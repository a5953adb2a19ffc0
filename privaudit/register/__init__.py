"""The declared side: the register of processing activities as a YAML file.

From the text to the model:

    text          file -> text                         yaml_text makes plain data with lines of it
    unbuilt       what the format knows and this version refuses: the gate
    references    what one part says about another     plain data in `plain`; `same_table`: columns that stand together
    grammar       plain data -> validated models       values: the single values; value_checks, periods, countries, vocabulary
    complaints    everything that is wrong, in words
    convert       validated models -> model.Register
    schema        the format as a JSON Schema
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from pydantic import ValidationError

from privaudit.errors import RegisterError
from privaudit.model.register import Register
from privaudit.register.complaints import complaints, problems_of
from privaudit.register.convert import Converter
from privaudit.register.grammar.file import RegisterFile
from privaudit.register.references import reference_problems
from privaudit.register.text import read
from privaudit.register.unbuilt import GATE, Gate
from privaudit.register.values import known_categories
from privaudit.yaml_text.document import Document, compose
from privaudit.yaml_text.problems import Problem


def load(path: Path, shown: str, categories: Collection[str]) -> Register:
    """The register of a file.

    `shown` is the path as the user typed it; `categories` are the ids of the known categories, each of which may also stand
    for those below it.

    Raises UsageError where the file cannot be opened, and RegisterError with everything that is wrong in it.
    """
    return load_through(GATE, path, shown, categories)


def load_through(gate: Gate, path: Path, shown: str, categories: Collection[str]) -> Register:
    """As `load`, with another gate: what is refused although the format knows it."""
    return parse(read(path, shown), shown, categories, gate)


def parse(text: str, shown: str, categories: Collection[str], gate: Gate = GATE) -> Register:
    """As `load`, of a text that was read already."""
    document = compose(text)
    file, problems = _validated(document, categories, gate)
    if file is None or problems:
        raise RegisterError(complaints(document, shown, problems))
    return Converter(document, shown).register(file)


def _validated(document: Document, categories: Collection[str], gate: Gate) -> tuple[RegisterFile | None, list[Problem]]:
    """The validated file, if it is one, and all that is wrong with it."""
    problems = list(document.problems)
    data = document.root.data
    if document.root.refused:
        return None, problems
    if not isinstance(data, dict):
        says = "the register is empty" if data is None else "the register must be a mapping of keys, and this file is none"
        return None, [*problems, Problem((), says, "begin with privaudit: 1, organisation: and activities:")]
    known = known_categories(categories)
    built, unbuilt = gate.passed(data)
    problems.extend(unbuilt)
    problems.extend(reference_problems(built, known))
    try:
        file = RegisterFile.model_validate(built, context={"categories": known})
    except ValidationError as error:
        return None, [*problems, *problems_of(error, gate, [problem.loc for problem in unbuilt])]
    return file, problems
