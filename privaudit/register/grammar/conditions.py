"""The part of the grammar about conditions: which rows something holds for."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from pydantic import ConfigDict, model_validator

from privaudit.register import values
from privaudit.register.grammar.keys import Mapping, key, one_of
from privaudit.register.problems import refuse

_TESTS = ("equals", "is_in", "is_null", "not_null")
_GROUPS = ("all_of", "any_of")
_HINT = "write {{column: {column}, equals: closed}}, or in: [...], is_null: true, not_null: true; or all_of: [...], any_of: [...]"
_FORMS = one_of(("column", "equals"), ("column", "in"), ("column", "is_null"), ("column", "not_null"), ("all_of",), ("any_of",))


class _Tests(Mapping):
    """One test of one column, or several conditions together."""

    model_config = ConfigDict(json_schema_extra=_FORMS)
    example: ClassVar[str]

    equals: values.Value = key("The value that it holds.", "closed", None)
    is_in: values.ValueList | None = key("Values of which it holds one.", ["closed", "inactive"], None, alias="in", min_length=1)
    is_null: values.Truth | None = key("It is empty.", example=True, default=None)
    not_null: values.Truth | None = key("It is filled.", example=True, default=None)

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        hint = _HINT.format(column=self.example)
        tests = [name for name in _TESTS if getattr(self, name) is not None]
        groups = [name for name in _GROUPS if getattr(self, name) is not None]
        column: Any = getattr(self, "column", None)
        if len(tests) + len(groups) != 1:
            refuse("must be one test of a column, or `all_of`, or `any_of`", hint)
        if tests and column is None:
            refuse("has no `column`", hint)
        if groups and column is not None:
            refuse(f"has a `column` beside `{groups[0]}`", hint)
        return self

    @property
    def compared(self) -> list[str | bool]:
        """The values of which the column holds one."""
        return self.is_in if self.is_in is not None else [self.equals]


class Condition(_Tests):
    """Which rows are meant: a test of a column, or several conditions together."""

    example = "accounts.status"

    column: values.Column | None = key("The column that is tested.", "accounts.status", None)
    all_of: list[Condition] | None = key(
        "Conditions that all hold.", [{"column": "accounts.status", "equals": "closed"}], None, min_length=1
    )
    any_of: list[Condition] | None = key(
        "Conditions of which one holds.", [{"column": "accounts.status", "equals": "closed"}], None, min_length=1
    )


class StoreCondition(_Tests):
    """Which rows of a store are meant; its own columns need no table."""

    example = "kind"

    column: values.StoreColumn | None = key("The column that is tested.", "kind", None)
    all_of: list[StoreCondition] | None = key("Conditions that all hold.", [{"column": "kind", "equals": "session"}], None, min_length=1)
    any_of: list[StoreCondition] | None = key(
        "Conditions of which one holds.", [{"column": "kind", "equals": "session"}], None, min_length=1
    )
