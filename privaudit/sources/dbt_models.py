"""The YAML files of a dbt project that describe models, sources, seeds and snapshots: their columns, and what `meta` and `tags` say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from privaudit.errors import SourceError, UsageError
from privaudit.model.estate import Column, Declaration, DeclaredBy, Place, Skipped, Table
from privaudit.model.sources import Described, Description, ReadOptions, Source, TargetFile
from privaudit.sql.events import Name
from privaudit.sql.recognition import encoding_of, text_of
from privaudit.yaml_text.document import Document, Node, compose
from privaudit.yaml_text.problems import clean
from privaudit.yaml_text.scalars import Whole

_SUFFIXES = frozenset({".yml", ".yaml"})
_LISTS = ("models", "seeds", "snapshots")
_LISTED = re.compile(
    rb"^(?:models|seeds|snapshots|sources):[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*+[ \t]*-[ \t]+\S", re.MULTILINE
)
_COLUMNS = re.compile(rb"^[ \t]+(?:-[ \t]+)?columns:[ \t]*(?:#[^\n]*)?\r?$", re.MULTILINE)
_NAMED = 10
_JINJA = ("{{", "{%")


def _accepts(file: TargetFile, head: bytes) -> bool:
    """Whether the file is YAML that lists models, sources, seeds or snapshots with columns, as only dbt does."""
    if file.suffix not in _SUFFIXES:
        return False
    plain = text_of(head, encoding_of(head)).removeprefix("\ufeff").encode()
    return _LISTED.search(plain) is not None and _COLUMNS.search(plain) is not None


def _describe(file: TargetFile, options: ReadOptions, _workspace: Path) -> Description:
    """The tables whose columns the file lists, and what of it was not read.

    Raises SourceError where it cannot be opened, is no YAML or lists no columns, UsageError for an unknown encoding.
    """
    document = compose(_text(file, options))
    if document.root.refused or not isinstance(document.root.data, dict):
        raise _no_yaml(file, document)
    found = _Found(file.shown)
    for key in _LISTS:
        for node in _items(document.root, key):
            found.add("", node, "name")
    for source in _items(document.root, "sources"):
        schema = _plain(source, "schema") or _plain(source, "name")
        for node in _items(source, "tables"):
            found.add(schema, node, "identifier", "name")
    if not found.tables:
        raise SourceError(f"no columns are listed in {file.shown}", "List them under `columns:`.", Place(file.shown))
    tables = tuple(Described(table, words_only=True) for table in found.tables.values())
    return Description(tables, (*_refused(file, document), *found.skipped()))


def _text(file: TargetFile, options: ReadOptions) -> str:
    try:
        data = file.path.read_bytes()
        return text_of(data, options.encoding or encoding_of(data)).removeprefix("\ufeff")
    except OSError as error:
        message = f"{file.shown} cannot be read: {error.strerror or 'input/output error'}"
        raise SourceError(message, "check that it exists and that you may read it", Place(file.shown)) from None
    except LookupError:
        raise UsageError(f"unknown encoding: {options.encoding}", "name one that Python knows: utf-8, utf-16, cp1252, latin-1") from None


def _no_yaml(file: TargetFile, document: Document) -> SourceError:
    problem = document.problems[-1] if document.problems else None
    line = None if problem is None else problem.line or document.line(problem.loc)
    says = "it is no mapping of keys" if problem is None else problem.says
    return SourceError(f"{file.shown} is not read: {says}", "" if problem is None else problem.hint, Place(file.shown, line))


def _refused(file: TargetFile, document: Document) -> Iterator[Skipped]:
    """What this reader does not take, each with its line: aliases, tags, keys that stand twice."""
    # An anchor by itself takes nothing away; the alias that means it is named.
    for problem in (problem for problem in document.problems if "anchor" not in problem.says):
        where = ".".join(str(step) for step in problem.loc) or "the file"
        line = problem.line or document.line(problem.loc)
        lost = ", so it was not read" if document.refused(problem.loc) else ""
        yield Skipped(f"{clean(where)} ({Place(file.shown, line)})", f"{problem.says}{lost}. {problem.hint}".rstrip())


@dataclass
class _Found:
    """The tables of a file so far."""

    shown: str
    tables: dict[str, Table] = field(default_factory=dict)
    without: list[str] = field(default_factory=list)
    """Names of those that list no columns."""
    said: list[Skipped] = field(default_factory=list)

    def add(self, schema: str, node: Node, *naming: str) -> None:
        """Takes note of a model or a table of a source; `naming`: the keys that may name it, the surest first."""
        name = next((said for key in naming if (said := _plain(node, key))), "")
        if not name:
            self.said.append(Skipped(f"an entry ({Place(self.shown, node.line)})", "it has no name"))
            return
        full = Name("", schema, name)
        shown = ".".join(part for part in (full.shown_schema, name) if part)
        columns = tuple(self._columns(node))
        declared = _declared(node, self.shown)
        if not columns and not declared:
            self.without.append(shown)
        elif shown.lower() in self.tables:
            first = self.tables[shown.lower()].place
            self.said.append(Skipped(f"{shown} ({Place(self.shown, node.line)})", f"it is described already: {first}"))
        else:
            place = Place(self.shown, node.line)
            comment = _words(node, "description")
            self.tables[shown.lower()] = Table(self.shown, shown, columns, comment=comment, place=place, declared=declared)

    def _columns(self, node: Node) -> Iterator[Column]:
        seen: set[str] = set()
        for entry in _items(node, "columns"):
            name = _plain(entry, "name")
            place = Place(self.shown, entry.line)
            if not name or name.lower() in seen:
                self.said.append(Skipped(f"a column ({place})", "it has no name" if not name else "it stands twice"))
                continue
            seen.add(name.lower())
            yield Column(name, _words(entry, "data_type"), _words(entry, "description"), place=place, declared=_declared(entry, self.shown))

    def skipped(self) -> tuple[Skipped, ...]:
        if not self.without:
            return tuple(self.said)
        more = len(self.without) - _NAMED
        names = ", ".join(self.without[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")
        return (*self.said, Skipped(self.shown, f"it lists no columns of {names}"))


def _declared(entry: Node, shown: str) -> tuple[Declaration, ...]:
    """What `meta`, `tags`, `policy_tags` and `databricks_tags` of a column or a model say, be they its own or under its `config`."""
    found: list[Declaration] = []
    for holder in (entry, entry.children.get("config")):
        if holder is None:
            continue
        for key, by in (("meta", DeclaredBy.DBT_META), ("databricks_tags", DeclaredBy.TAG)):
            if key in holder.children:
                found += [Declaration.written(by, said, Place(shown, line)) for line, said in _pairs(holder.children[key], "")]
        for tag in _scalars(holder.children.get("tags")):
            found.append(Declaration.written(DeclaredBy.TAG, _written(tag), Place(shown, tag.line)))
        if holder.children.get("policy_tags") is not None:
            found.append(Declaration.written(DeclaredBy.TAG, "policy_tags", Place(shown, holder.children["policy_tags"].line)))
    return tuple(dict.fromkeys(declaration for declaration in found if declaration.text))


def _pairs(node: Node, key: str) -> Iterator[tuple[int, str]]:
    """The pairs of a mapping, those within it too: `fides: {data_categories: [a, b]}` -> fides.data_categories=a, b."""
    if isinstance(node.data, dict):
        for name, child in node.children.items():
            yield from _pairs(child, f"{key}.{name}" if key else str(name))
        return
    value = ", ".join(_written(scalar) for scalar in _scalars(node))
    if key and value:
        yield node.line, f"{key}={value}"


def _scalars(node: Node | None) -> list[Node]:
    """The plain values of a list; a value alone is one of its own."""
    if node is None or isinstance(node.data, dict):
        return []
    entries = list(node.children.values()) if isinstance(node.data, list) else [node]
    return [entry for entry in entries if not isinstance(entry.data, dict | list) and entry.data is not None]


def _written(node: Node) -> str:
    value = node.data
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.text if isinstance(value, Whole) else str(value)


def _items(node: Node, key: str) -> list[Node]:
    """The mappings of a list."""
    entry = node.children.get(key)
    return [item for item in entry.children.values() if isinstance(item.data, dict)] if entry is not None else []


def _words(node: Node, key: str) -> str:
    child = node.children.get(key)
    return "" if child is None or child.data is None or isinstance(child.data, dict | list) else " ".join(_written(child).split())


def _plain(node: Node, key: str) -> str:
    """A name; empty where only a run of dbt would tell it."""
    said = _words(node, key)
    return "" if any(mark in said for mark in _JINJA) else said


SOURCE = Source("dbt models (YAML)", _accepts, _describe)
