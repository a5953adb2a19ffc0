"""Systems and datasets of fideslang 3.1, the vocabulary from which our ids come, as one YAML file."""

from __future__ import annotations

from privaudit.model.register_format import RegisterFormat, Source
from privaudit.register_formats._fideslang_read import read
from privaudit.register_formats._fideslang_write import write

_RESOURCES = frozenset({"system", "dataset", "organization"})


def _recognises(source: Source) -> bool:
    return isinstance(source.data, dict) and bool(_RESOURCES & set(source.data)) and "privaudit" not in source.data


FORMAT = RegisterFormat("systems and datasets of fideslang, as YAML", write, _recognises, read)
