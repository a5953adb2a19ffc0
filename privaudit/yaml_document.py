"""A YAML file as plain Python values that remember their lines.

Stricter than YAML: no aliases, no tags, no key twice, one document per file.  Each of these hides something from the reader of a review.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import yaml

from privaudit.errors import PrivauditError
from privaudit.model.estate import Place

try:
    from yaml.cyaml import CBaseLoader as _Base
except ImportError:  # a PyYAML built without libyaml reads the same, slower
    from yaml import BaseLoader as _Base  # type: ignore[assignment]  # the two share the methods used here

Scalar = Callable[[str, bool], object]
"""What a scalar means: its text, and whether it stands without quotes."""
Step = str | int

_LARGEST = 4_000_000


class _Composer(_Base):
    """Resolves no plain scalar to a type: `NO` is text, not a truth value."""

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:  # noqa: ARG002 the caller gives all three
        return "map" if kind is yaml.MappingNode else "seq" if kind is yaml.SequenceNode else "text"


@dataclass(frozen=True)
class Document:
    """The values of a YAML file and where each of them stands."""

    path: Path
    data: object
    _root: yaml.Node | None

    def place(self, steps: Sequence[Step] = ()) -> Place:
        """The line of the value that keys and positions lead to, or of the last one on the way that exists."""
        node, line = self._root, 1
        for step in steps:
            if isinstance(node, yaml.MappingNode):
                found = next(((key, value) for key, value in node.value if key.value == str(step)), None)
                if found is None:
                    break
                line, node = found[0].start_mark.line + 1, found[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line + 1
            else:
                break
        return Place(str(self.path), line)


def as_text(text: str, plain: bool) -> object:  # noqa: ARG001 the signature of Scalar
    """Every scalar as text: the meaning is left to who knows the key."""
    return text


def parse(content: bytes, path: Path, error: type[PrivauditError], scalar: Scalar = as_text) -> Document:
    """The document in `content`; `path` is what complaints name.

    Raises `error` with the line where it is no YAML, or YAML that this reader refuses.
    """
    if len(content) > _LARGEST:
        raise error(f"the file is larger than {_LARGEST:,} bytes", place=Place(str(path)))
    try:
        loader = _Composer(content)
        try:
            root = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        line = None if mark is None else mark.line + 1
        raise error(f"this is no YAML: {problem.problem or problem.context}", place=Place(str(path), line)) from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise error("this is no YAML in UTF-8", place=Place(str(path))) from None
    builder = _Builder(path, error, scalar)
    return Document(path, None if root is None else builder.value(root), root)


class _Builder:
    """Turns nodes into values, once."""

    def __init__(self, path: Path, error: type[PrivauditError], scalar: Scalar) -> None:
        self.path = path
        self.error = error
        self.scalar = scalar
        self.seen: set[int] = set()

    def value(self, node: yaml.Node) -> object:
        if id(node) in self.seen:
            self.refuse(node, "an alias (*name) stands here", "Write the value out: what a line says should stand on it.")
        self.seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            if node.tag != "text":
                self.refuse(node, f"a tag ({node.tag}) stands here", "Leave it out.")
            return self.scalar(node.value, node.style is None)
        if isinstance(node, yaml.SequenceNode) and node.tag == "seq":
            return [self.value(item) for item in node.value]
        if isinstance(node, yaml.MappingNode) and node.tag == "map":
            return self.mapping(node)
        return self.refuse(node, f"a tag ({node.tag}) stands here", "Leave it out.")

    def mapping(self, node: yaml.MappingNode) -> dict[str, object]:
        result: dict[str, object] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag != "text":
                self.refuse(key, "a key is a single word or phrase", "")
            if key.value in result:
                self.refuse(key, f"the key {key.value!r} stands twice", "Of two equal keys YAML keeps the last and says nothing.")
            result[key.value] = self.value(value)
        return result

    def refuse(self, node: yaml.Node, message: str, hint: str) -> NoReturn:
        raise self.error(message, hint, Place(str(self.path), node.start_mark.line + 1))
