"""What each mapping of the grammar is made of: keys with an example of a right value, and values in one of two forms."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

WORD = "<word>"
"""The short form of a value that may be a word or a mapping."""
MAPPING = "<mapping>"
"""Its long form."""
FORMS = frozenset({WORD, MAPPING, "[key]"})
"""Steps that pydantic puts into the place of an error and that are no keys of the file."""


class Mapping(BaseModel):
    """A mapping of keys; none but the named ones."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


def key(
    about: str,
    example: object,
    default: object = ...,
    alias: str | None = None,
    min_length: int | None = None,
) -> Any:  # noqa: ANN401 what pydantic's Field gives fits any field
    """A key: what it is, and an example of a right value; required where it has no default."""
    return Field(default, alias=alias, min_length=min_length, description=about, examples=[example])


def listed(about: str, example: object, alias: str | None = None) -> Any:  # noqa: ANN401 as key
    """A key that holds a list and may be left out."""
    return Field(default_factory=list, alias=alias, description=about, examples=[example])


def form(value: object) -> str:
    """Which form a value has; what is neither is told what the long one is."""
    return WORD if isinstance(value, str) else MAPPING


def one_of(*forms: tuple[str, ...]) -> dict[str, Any]:
    """The part of a JSON Schema that says which keys stand together: exactly one of the groups."""
    return {"oneOf": [{"required": list(group)} for group in forms]}
