"""A YAML text as plain data with line numbers.

YAML has ways of saying the same thing twice or something else than it seems: duplicate keys, aliases, tags.  Whoever signs a
register or reviews a rule must be able to read it from top to bottom, so those are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from yaml import events
from yaml.error import YAMLError
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from privaudit.yaml_text.problems import Loc, Problem, clean, quoted
from privaudit.yaml_text.scalars import resolve
from privaudit.yaml_text.syntax import problem_of

DEEPEST = 32
"""Levels of nesting; a register needs ten."""


class _PurePythonParser(Reader, Scanner, Parser):
    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


class EventParser(Protocol):
    """What is used of PyYAML's two parsers."""

    def __init__(self, stream: str, /) -> None: ...
    def get_event(self) -> events.Event | None:
        """The next event; None after the last."""


try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML was built without libyaml: the same events, more slowly
    PARSERS: tuple[type[EventParser], ...] = (_PurePythonParser,)
else:
    PARSERS = (CParser, _PurePythonParser)


@dataclass(slots=True)
class Node:
    """A value, its line, and the values within it.  The line of a mapping's entry is that of its key."""

    line: int
    data: Any
    """Plain data: dict, list, str, and what plain scalars mean."""
    children: dict[str | int, Node] = field(default_factory=dict)
    refused: bool = False
    """Whether the value could not be taken, so that nothing more is said about it."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole text as plain data with line numbers, and what is wrong with its form."""

    root: Node
    problems: tuple[Problem, ...] = ()

    def reached(self, loc: Loc) -> Iterator[Node]:
        """The nodes on the way to a place, from the top, as far as they exist."""
        node = self.root
        yield node
        for step in loc:
            if step not in node.children:
                return
            node = node.children[step]
            yield node

    def line(self, loc: Loc) -> int:
        """The line of a place, or of the nearest thing around it that exists."""
        return list(self.reached(loc))[-1].line

    def refused(self, loc: Loc) -> bool:
        """Whether the place lies in something that was refused already."""
        return any(node.refused for node in self.reached(loc))


def compose(text: str, parser: type[EventParser] = PARSERS[0], *, scalar: Callable[[str], object] = resolve) -> Document:
    """The document that a text is, with all that is wrong with its form.

    `scalar` tells what a value without quotes means; keys are texts, whatever they look like.

    After an error of syntax nothing more can be read: the problem is then the last one, and the root is refused.
    """
    composer = _Composer(scalar)
    try:
        source = parser(text)
        while (event := source.get_event()) is not None:
            composer.take(event)
    except YAMLError as error:
        composer.stop(problem_of(error))
    except _StopReading:
        pass
    return Document(composer.root or Node(1, None), tuple(composer.problems))


class _StopReading(Exception):  # noqa: N818 it is no error of its own: the problem is recorded already
    pass


# Written out once: they are asked of every event.
_STARTS = (events.MappingStartEvent, events.SequenceStartEvent)
_ENDS = (events.MappingEndEvent, events.SequenceEndEvent)


class _Composer:
    """Events into nodes, without recursion: the depth of the text is the writer's choice, not ours."""

    def __init__(self, scalar: Callable[[str], object]) -> None:
        self._meaning = scalar
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._open: list[Node] = []
        self._keys: list[str | int | None] = []
        """For each open node the key or the position of what comes next; None where a key must come."""
        self._key_line = 0
        self._duplicate = False

    def stop(self, problem: Problem) -> None:
        """Nothing more can be read."""
        self.problems.append(problem)
        self.root = self.root or Node(1, None)
        self.root.refused = True

    def take(self, event: events.Event) -> None:
        """One event of the parser."""
        if isinstance(event, events.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, _STARTS):
            self._start(event)
        elif isinstance(event, _ENDS):
            self._open.pop()
            self._keys.pop()
            self._advance()
        elif isinstance(event, events.AliasEvent):
            hint = f'write the value out; a glob needs quotes: "*{clean(event.anchor or "")}"'
            self._add(Node(self._line(event), None, refused=True), Problem((), f"is an alias: {quoted(f'*{event.anchor}')}", hint))
            self._advance()
        elif isinstance(event, events.DocumentStartEvent) and self.root is not None:
            self.stop(Problem((), "a second document begins here", "a file is one document", line=self._line(event)))
            raise _StopReading

    def _scalar(self, event: events.ScalarEvent) -> None:
        if self._keys and self._keys[-1] is None:
            self._key(event.value, self._line(event))
            self._refuse_marks(event)
            return
        value = self._meaning(event.value) if event.implicit[0] and event.tag is None else event.value
        self._add(Node(self._line(event), value), *self._marks(event))
        self._advance()

    def _start(self, event: events.MappingStartEvent | events.SequenceStartEvent) -> None:
        line = self._line(event)
        if self._keys and self._keys[-1] is None:
            hint = 'put text with brackets in quotes: "{...}"'
            self.stop(Problem(self._loc(), "has a list or a mapping where a key must stand", hint, line=line))
            raise _StopReading
        if len(self._open) >= DEEPEST:
            self.stop(Problem((), f"this line is nested more than {DEEPEST} levels deep", "is it the right file?", line=line))
            raise _StopReading
        mapping = isinstance(event, events.MappingStartEvent)
        node = Node(line, {} if mapping else [])
        self._add(node, *self._marks(event))
        self._open.append(node)
        self._keys.append(None if mapping else 0)

    def _key(self, key: str, line: int) -> None:
        earlier = self._open[-1].children.get(key)
        self._keys[-1] = key
        self._key_line = line
        self._duplicate = earlier is not None
        if earlier is not None:
            self.problems.append(Problem(self._loc(), f"is written twice: first on line {earlier.line}", "keep one of the two", line=line))

    def _add(self, node: Node, *problems: Problem) -> None:
        """Puts a finished or an opened node where it belongs, and says what is wrong with it there."""
        if not self._open:
            self.root = node
        else:
            parent, key = self._open[-1], self._keys[-1]
            if isinstance(key, int):
                parent.data.append(node.data)
                parent.children[key] = node
            elif key is None:
                hint = "write the key out"
                self.stop(Problem(self._loc(), "has an alias where a key must stand", hint, line=node.line))
                raise _StopReading
            else:
                node.line = self._key_line
                if not self._duplicate:
                    parent.data[key] = node.data
                    parent.children[key] = node
        for problem in problems:
            self.problems.append(Problem(self._loc(), problem.says, problem.hint, line=node.line))

    def _advance(self) -> None:
        """After a value comes the next key or position."""
        if self._keys:
            key = self._keys[-1]
            self._keys[-1] = key + 1 if isinstance(key, int) else None

    def _refuse_marks(self, event: events.ScalarEvent) -> None:
        if event.anchor is None and event.tag is None:
            return
        self.problems.extend(Problem(self._loc(), problem.says, problem.hint, line=self._key_line) for problem in self._marks(event))

    @staticmethod
    def _marks(event: events.NodeEvent) -> list[Problem]:
        problems = []
        if event.anchor is not None:
            hint = "remove it; text that begins with `&` needs quotes"
            problems.append(Problem((), f"has an anchor: {quoted('&' + event.anchor)}", hint))
        tag = getattr(event, "tag", None)
        if tag is not None:
            problems.append(Problem((), f"has a tag: {quoted(tag)}", "remove it; text that begins with `!` needs quotes"))
        return problems

    def _loc(self) -> Loc:
        return tuple(key for key in self._keys if key is not None)

    @staticmethod
    def _line(event: events.Event) -> int:
        return 1 if event.start_mark is None else int(event.start_mark.line) + 1
