"""Live databases: each answers questions where it is, read only, through SQLAlchemy and whatever driver is installed.

Nothing but SELECT is ever sent, in sessions that were told to refuse anything else, and no statement holds a value of the user's: the
driver gets it as it is, and reads neither `%` nor `:` in it as a parameter.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc
from sqlalchemy.engine import make_url
from sqlglot import exp
from sqlglot.errors import ParseError

from privaudit import lowering
from privaudit.declared_type import kind_of
from privaudit.engines import _database_catalogue, _mysql_catalogue, _sqlite_catalogue
from privaudit.engines._columns_asked import columns_of
from privaudit.engines._database_catalogue import Found, Wanted, described
from privaudit.engines._database_encodings import BYTES, as_bytes, encoding_of, exchange_bytes
from privaudit.engines._database_problems import DRIVERS, loaded, told, without_driver
from privaudit.engines._database_settings import CONNECT, prepare, server_of
from privaudit.engines._postgresql_values import load_as_written
from privaudit.errors import SourceError
from privaudit.lowering._building import is_day, is_moment
from privaudit.lowering._dialect import Dialect
from privaudit.lowering._postgresql_encodings import in_encoding
from privaudit.model.estate import Table
from privaudit.model.sources import Described, Description, ServerTable
from privaudit.questions import Answer
from privaudit.urls import masked

_BATCH = 10_000
_CATALOGUES: dict[str, Callable[[Connection, Wanted], Iterator[Found]]] = {
    "mysql": _mysql_catalogue.read,
    "mariadb": _mysql_catalogue.read,
    "sqlite": _sqlite_catalogue.read,
}
"""Those that are asked for more at once, or more exactly, than SQLAlchemy asks them."""
_DRIVERS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg", "mysql": "mysql+pymysql", "mariadb": "mariadb+pymysql"}
"""The driver that a URL means which names none."""
_TYPED = frozenset({"date", "number", "boolean"})
"""Kinds of columns that a server holds as what they are declared to be."""
_MYSQL = frozenset({"mysql", "mariadb"})
_ADDRESS = "INET"
"""The same, of one type."""


class DatabaseEngine:
    """Answers questions about the tables of one database.

    `name` begins the names of its relations.  Nothing is connected before the first question.
    """

    def __init__(self, url: str, name: str) -> None:
        self.shown = masked(url)
        """The URL as reports have it."""
        self._name = name
        self._tables: dict[str, tuple[Table, ServerTable]] = {}
        self._server = self._encoding = ""
        self._engine = self._opened(url)

    def close(self) -> None:
        """Ends all sessions."""
        self._engine.dispose()

    def describe(self, wanted: Wanted) -> Description:
        """The tables and views that are wanted, by the names that reports have.  Raises SourceError where nobody answers."""
        with self.session("") as connection:
            read = _CATALOGUES.get(connection.dialect.name, _database_catalogue.read)
            return described(read(connection, wanted), self.shown)

    def load(self, entry: Described) -> Table:
        """The table with the name by which questions reach its rows."""
        if not isinstance(entry.rows, ServerTable):
            raise TypeError(f"{entry.table.name} is no table of a database")
        name = f"{self._name}_{len(self._tables) + 1}"
        table = replace(entry.table, relation=name, numbered=False)
        self._tables[name] = table, entry.rows
        return table

    def ask(self, question: exp.Expr) -> list[Answer]:
        """All rows of the answer.  Raises SourceError, which quotes no value."""
        what = self._about(question)
        with self.session(what) as connection:
            written = self._dialect().written(self._placed(question))
            plain = connection.execution_options(no_parameters=True)
            with loaded(what):
                return [written.row(tuple(answer)) for answer in plain.exec_driver_sql(written.sql)]

    def stream(self, question: exp.Expr) -> Iterator[Answer]:
        """The rows of a long answer, batch by batch: the server keeps those that nobody took yet."""
        what = self._about(question)
        with self.session(what) as connection:
            written = self._dialect().written(self._placed(question))
            plain = connection.execution_options(no_parameters=True, stream_results=True, max_row_buffer=_BATCH)
            with loaded(what):
                result = plain.exec_driver_sql(written.sql)
                cursor = result.cursor
                try:
                    for batch in result.partitions(_BATCH):
                        yield from (written.row(tuple(answer)) for answer in batch)
                except Exception:
                    _let_go(cursor)
                    raise

    def holds_days(self, table: Table, column: str) -> bool:
        """Whether a column holds days or moments by its type."""
        declared = exp.column(column)
        declared.type = self._type_of(table.relation or "", column)
        return is_day(declared) or is_moment(declared)

    counts = False
    """Its sizes are statistics."""

    def size(self, table: Table) -> int | None:
        """The rows of a table by the server's own statistics; None where it has none."""
        return self._tables[table.relation or ""][1].size

    def _about(self, question: exp.Expr) -> str:
        """What a message about the question names: its tables."""
        names = dict.fromkeys(table.name for table in question.find_all(exp.Table) if table.name in self._tables)
        return ", ".join(self._tables[name][0].name for name in names) + ": "

    def _placed(self, question: exp.Expr) -> exp.Expr:
        """The question with tables where it had relations, and the declared types of their columns."""
        placed = question.copy()
        if not isinstance(placed, exp.Query):
            raise TypeError("a database is only asked, never told")
        for relation in list(placed.find_all(exp.Table)):
            known = self._tables.get(relation.name)
            if known is None:
                continue
            table, there = known
            for column in list(columns_of(relation, table)):
                # What is a date already need not be read as one.
                if (declared := self._type_of(relation.name, column.name)) is not None:
                    column.type = declared
                if self._engine.dialect.name in _MYSQL and there.types.get(column.name, "").lower().startswith("bit"):
                    column.replace(_number_of_bits(column))
            named = exp.to_identifier(there.name, quoted=True)
            schema = exp.to_identifier(there.schema, quoted=True) if there.schema is not None else None
            alias = exp.TableAlias(this=exp.to_identifier(relation.alias_or_name, quoted=True))
            relation.replace(exp.Table(this=named, db=schema, alias=alias, only=table.inherited))
        return placed

    def _type_of(self, relation: str, column: str) -> exp.DataType | None:
        """The type of what a column holds; None where nothing is known, or where types are wishes."""
        declared = self._tables[relation][1].types.get(column, "")
        told = self._engine.dialect.name != "sqlite" and (kind_of(declared) in _TYPED or declared == _ADDRESS)
        return _data_type(declared) if told else None

    def _dialect(self) -> Dialect:
        if self._server not in lowering.names():
            raise SourceError(f"no question about rows can be put to {self._server}", "Export the table as CSV, or dump its schema.")
        dialect = lowering.of(self._server)
        return in_encoding(dialect, self._encoding) if self._encoding else dialect

    @contextmanager
    def session(self, what: str) -> Iterator[Connection]:
        """A session of its own, which is rolled back in any case."""
        with told(what):
            try:
                connection = self._engine.connect()
            except (TypeError, ValueError, RuntimeError, ImportError) as problem:
                # Drivers complain so of options of the URL that they do not know, and of libraries that they lack.
                said = f"{what}the driver does not take this URL ({type(problem).__name__})"
                raise SourceError(said, "Check the options behind the question mark.") from None
        try:
            with told(what):
                yield connection
        finally:
            with suppress(exc.SQLAlchemyError):
                connection.close()

    def _opened(self, url: str) -> Engine:
        with told(""):
            try:
                parsed = make_url(url)
            except ValueError:
                raise SourceError("this URL cannot be read", "Its port is no number, or a character needs quoting.") from None
            backend = parsed.drivername.lower()
            # Whatever the database keeps its texts in, they come as Unicode.
            parsed = parsed.set(drivername=_DRIVERS.get(backend, backend)).difference_update_query(("charset", "client_encoding"))
            try:
                options = _options(parsed)
                engine = create_engine(parsed, hide_parameters=True, pool_pre_ping=True, **options)
            except ImportError as problem:
                raise without_driver(backend, problem.name) from None
            except exc.NoSuchModuleError:
                if parsed.get_backend_name() not in DRIVERS:
                    raise
                raise without_driver(backend, None) from None
        event.listen(engine, "connect", self._prepare)
        event.listen(engine, "before_cursor_execute", self._sent, retval=True)
        return engine

    def _prepare(self, connection: Any, _record: object) -> None:  # noqa: ANN401 each driver has a type of its own
        self._server = server_of(self._engine.dialect.name, connection)
        self._encoding = encoding_of(self._server, connection)
        # The tables of one that no question can be put to can be described all the same.
        dialect = lowering.of(self._server) if self._server in lowering.names() else None
        prepare(connection, self._server, dialect.session if dialect is not None else ())
        if dialect is not None and dialect.prepare is not None:
            dialect.prepare(connection)
        if self._server == "postgresql":
            load_as_written(connection)
        if self._encoding == BYTES:
            exchange_bytes(connection)

    def _sent(self, _connection: object, _cursor: object, statement: str, parameters: object, *_: object) -> tuple[str, object]:
        return as_bytes(statement) if self._encoding == BYTES else statement, parameters


def _number_of_bits(column: exp.Column) -> exp.Expr:
    """What a column of bits holds, which MySQL gives as bytes, as the number that they are."""
    bits = exp.Paren(this=exp.Add(this=column.copy(), expression=exp.Literal.number(0)))
    # What is selected keeps its name.
    return exp.alias_(bits, column.name, quoted=True) if isinstance(column.parent, exp.Select) and column.arg_key == "expressions" else bits


def _let_go(cursor: Any) -> None:  # noqa: ANN401 each driver has a type of its own
    """Closes a cursor whose connection may be lost: left open, drivers complain on stderr when it is collected."""
    with suppress(Exception):
        cursor.close()
    # PyMySQL would still read what the server did not send.
    unread: Any = getattr(cursor, "_result", None)
    if getattr(unread, "unbuffered_active", False):
        unread.unbuffered_active = False
        cursor.connection = None


def _options(url: URL) -> dict[str, Any]:
    """What a driver is told beside the URL."""
    backend = url.get_backend_name()
    if backend == "sqlite":
        return {"creator": _sqlite(url.database or "")}
    arguments: dict[str, Any] = {}
    if backend in {"postgresql", "mysql", "mariadb"} and "connect_timeout" not in url.query:
        arguments["connect_timeout"] = CONNECT
    if url.drivername.startswith("postgresql+psycopg"):
        arguments["client_encoding"] = "utf8"
    if url.drivername.endswith("+pymysql") and url.password is None:
        # What the programs of MySQL read by themselves, and this driver does not.
        if "MYSQL_PWD" in os.environ:
            arguments["password"] = os.environ["MYSQL_PWD"]
        elif (own := Path.home() / ".my.cnf").is_file() and "read_default_file" not in url.query:
            arguments["read_default_file"] = str(own)
    return {"connect_args": arguments}


def _sqlite(path: str) -> Callable[[], sqlite3.Connection]:
    """Opens a file that is there, and never writes to it."""
    if not path or path == ":memory:":
        raise SourceError("it names no file", "Write sqlite:///path/to/file.db.")
    if not Path(path).is_file():
        raise SourceError("there is no such file", "Write sqlite:///path from here, or sqlite:////path from the root.")

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True, check_same_thread=False)
        # A text that is no UTF-8 is read as far as it goes, where it would be an error that quotes it.
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        return connection

    return connect


@cache
def _data_type(declared: str) -> exp.DataType | None:
    try:
        return exp.DataType.build(declared, udt=False)
    except ParseError:
        return None
