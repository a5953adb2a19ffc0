"""The format of the register as a JSON Schema, so that editors complete and underline."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from privaudit.model.register import NO_CATEGORY
from privaudit.register.grammar.file import RegisterFile
from privaudit.register.value_checks import FORMAT
from privaudit.register.values import CATEGORY, DECLARED_CATEGORY, NAME, known_categories

DRAFT = "https://json-schema.org/draft/2020-12/schema"
ID = f"urn:privaudit:register:{FORMAT}"
TITLE = "Register of processing activities"
ABOUT = "What an organisation declares about personal data (GDPR Art. 30)."

_SHARED = ("type", "enum")
"""The keys of a value's schema that are written once; the others are of the place where it stands."""
_DATA = ("examples", "default")
"""The keys that hold values of a register, not parts of a schema."""


def json_schema(categories: Collection[str]) -> dict[str, Any]:
    """The schema (draft 2020-12) of a register file.

    `categories` are the ids of the known categories, each of which may also stand for those below it.
    """
    known = sorted(known_categories(categories))
    named: dict[str, Any] = {
        CATEGORY: {"type": "string", "enum": known},
        DECLARED_CATEGORY: {"type": "string", "enum": [*known, NO_CATEGORY]},
    }
    schema = _once(RegisterFile.model_json_schema(), named)
    schema["$defs"] = dict(sorted((named | schema["$defs"]).items()))
    return {"$schema": DRAFT, "$id": ID, **schema, "title": TITLE, "description": ABOUT}


def _once(node: Any, named: dict[str, Any]) -> Any:  # noqa: ANN401 any part of a schema
    """A part of the schema, with the lists that have a name put among `named`, and no keys beside those that have a form."""
    if isinstance(node, list):
        return [_once(part, named) for part in node]
    if not isinstance(node, dict):
        return node
    done = {key: part if key in _DATA else _once(part, named) for key, part in node.items() if key != NAME}
    if "patternProperties" in done:
        done["additionalProperties"] = False
    name = node.get(NAME)
    if name is None:
        return done
    named.setdefault(name, {key: done[key] for key in _SHARED})
    return {"$ref": f"#/$defs/{name}", **{key: part for key, part in done.items() if key not in _SHARED}}
