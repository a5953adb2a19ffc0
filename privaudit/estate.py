"""The described files of one run as one estate: a schema, the rows of the same table and what is said of it become one table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from privaudit.declarations.comments import marks_in
from privaudit.model.estate import Column, Declaration, DeclaredBy, Skipped, Table
from privaudit.model.sources import Described


def assemble(described: Sequence[Described]) -> tuple[tuple[Described, ...], tuple[Skipped, ...]]:
    """The tables of a run, in order, and what is said about columns that only the schema or only the rows have.

    Types, keys, comments and lines come from the schema, rows from the data.  Two data sources with the same table stay two.  What
    only has words about a table (a dbt model) lays them over the schema, else over the rows, else it is a table of its own.
    """
    made, said = _with_words([entry for entry in described if not entry.words_only], [entry for entry in described if entry.words_only])
    key = _key_of(made)
    with_rows = {key(entry.table.name) for entry in made if entry.rows is not None}
    schemas: dict[str, Table] = {}
    for entry in made:
        if entry.rows is None:
            schemas.setdefault(key(entry.table.name), entry.table)
    tables: list[Described] = []
    for entry in made:
        name = key(entry.table.name)
        if entry.rows is None:
            if name not in with_rows:
                tables.append(entry)
        elif name in schemas:
            table, differences = _merge(schemas[name], entry.table)
            tables.append(Described(table, entry.rows))
            said += differences
        else:
            tables.append(entry)
    return tuple(tables), tuple(said)


def _key_of(made: Sequence[Described]) -> Callable[[str], str]:
    """What is equal for two spellings of one table: capital letters count where a source has tables that differ by them alone."""
    spelled: dict[tuple[str, str], set[str]] = {}
    for entry in made:
        spelled.setdefault((entry.table.source, entry.table.name.lower()), set()).add(entry.table.name)
    apart = {name for (_, name), spellings in spelled.items() if len(spellings) > 1}
    return lambda name: name if name.lower() in apart else name.lower()


def _with_words(made: list[Described], words: list[Described]) -> tuple[list[Described], list[Skipped]]:
    """The tables with the words that are about them, then those that only words are about."""
    said: list[Skipped] = []
    alone: list[Described] = []
    meant = _meant([entry.table.name for entry in made], [entry.table.name for entry in words])
    for entry, name in zip(words, meant, strict=True):
        # A schema hands its words on to the rows.
        ours = [position for position, other in enumerate(made) if other.table.name.lower() == name]
        schemas = [position for position in ours if made[position].rows is None]
        for position in schemas or ours:
            table, differences = _laid_over(made[position], entry.table)
            made[position] = replace(made[position], table=table)
            said += differences
        if not ours and entry.table.columns:
            alone.append(entry)
        elif not ours:
            said.append(Skipped(entry.table.name, f"{entry.table.source} lists no columns of it, and no other file has it"))
    return made + alone, said


def _meant(tables: Sequence[str], words: Sequence[str]) -> list[str]:
    """For each of the `words` the table that they are about: that of the name, else the only one that differs by its schema alone."""
    there = {name.lower() for name in tables}
    said = {name.lower() for name in words}
    bare_tables = Counter(map(_bare, there - said))
    bare_words = Counter(map(_bare, said - there))
    by_bare = {_bare(name): name for name in there - said}
    meant = []
    for name in (name.lower() for name in words):
        bare = _bare(name)
        alike = name not in there and bare_tables[bare] == bare_words[bare] == 1 and name.count(".") != by_bare[bare].count(".")
        meant.append(by_bare[bare] if alike else name)
    return meant


def _bare(name: str) -> str:
    return name.rpartition(".")[2]


def _laid_over(entry: Described, words: Table) -> tuple[Table, list[Skipped]]:
    """A table with the words of another description, which need not list all of its columns nor their types."""
    table = entry.table
    columns: list[Column] = []
    for column in table.columns:
        own = words.column(column.name)
        columns.append(column if own is None else _described(column, own, typed=entry.rows is None))
    said: list[Skipped] = []
    for column in words.columns:
        if table.column(column.name) is None:
            columns.append(replace(column, in_rows=entry.rows is None))
            said.append(Skipped(f"{table.name}.{column.name}", f"stands in {_where(column, words)} and not in {table.source}"))
    declared = (*table.declared, *words.declared)
    return replace(table, columns=tuple(columns), comment=table.comment or words.comment, declared=declared), said


def _where(column: Column, table: Table) -> str:
    """The file that has a column: a later one may have added it to its table."""
    return table.source if column.place is None else column.place.path


def _described(column: Column, words: Column, *, typed: bool) -> Column:
    """A column with what is said of it elsewhere; `typed`: its own type is a declared one."""
    declared = (*column.declared, *words.declared)
    if column.comment:
        declared += tuple(Declaration.written(DeclaredBy.COMMENT, mark, words.place) for mark in marks_in(words.comment))
    return replace(
        column,
        type=column.type if typed else words.type or column.type,
        comment=column.comment or words.comment,
        place=column.place if typed else words.place,
        declared=tuple(dict.fromkeys(declared)),
    )


def _merge(schema: Table, data: Table) -> tuple[Table, list[Skipped]]:
    columns: list[Column] = []
    said: list[Skipped] = []
    for column in schema.columns:
        own = data.column(column.name)
        if own is None:
            reason = f"stands in {_where(column, schema)} and not in {data.source}: it has no values here"
            said.append(Skipped(f"{schema.name}.{column.name}", reason))
        columns.append(
            replace(
                column,
                name=own.name if own is not None else column.name,
                in_rows=own is not None,
                computed=own is not None and own.computed,
            )
        )
    for column in data.columns:
        if schema.column(column.name) is None:
            reason = f"stands in {data.source} and not in {schema.source}: its declared type is not known"
            said.append(Skipped(f"{data.name}.{column.name}", reason))
            columns.append(column)
    merged = replace(schema, source=data.source, columns=tuple(columns), relation=data.relation)
    return replace(merged, kind=data.kind, reads=data.reads, narrowed=data.narrowed, inherited=data.inherited, dialect=data.dialect), said
