"""In which encoding a database of PostgreSQL keeps its texts, and how texts come from one that keeps bytes without saying what they are."""

from __future__ import annotations

from typing import Any

from privaudit.encodings import text_of

BYTES = "SQL_ASCII"
"""What PostgreSQL calls the encoding of a database that takes any bytes."""
_SENT = "latin-1"
"""In this one each byte is a letter: what is said in it goes over the wire as it is."""
_TEXTS = ("text", "varchar", "bpchar", "name", "json")
"""Types whose values are texts."""


def encoding_of(server: str, connection: Any) -> str:  # noqa: ANN401 each driver has a type of its own
    """The encoding of the database to which a connection of the driver leads, by PostgreSQL's name; empty for other servers."""
    if server != "postgresql":
        return ""
    cursor = connection.cursor()
    try:
        cursor.execute("SHOW server_encoding")
        (named,) = cursor.fetchone()
    except Exception:  # noqa: BLE001 as above: what is asked as PostgreSQL may be another, which need not know it
        return ""
    finally:
        cursor.close()
        connection.rollback()
    return str(named)


def exchange_bytes(connection: Any) -> None:  # noqa: ANN401 as above
    """Has texts read as UTF-8 where they may be that, where the server would refuse to send any other, and sent as UTF-8.

    Needs statements that went through `as_bytes`.  Of a driver that does not let itself be told nothing changes.
    """
    if not hasattr(connection, "adapters"):
        return
    from psycopg.adapt import Dumper, Loader  # noqa: PLC0415 other servers are asked without it

    class AnyText(Loader):
        def load(self, data: Any) -> str:  # noqa: ANN401 whatever holds bytes
            return text_of(bytes(data))

    class Text(Dumper):
        def dump(self, obj: str) -> bytes:
            return obj.encode()

    for kind in _TEXTS:
        connection.adapters.register_loader(kind, AnyText)
    connection.adapters.register_dumper(str, Text)
    cursor = connection.cursor()
    cursor.execute("SET client_encoding = 'LATIN1'")
    connection.commit()
    cursor.close()


def as_bytes(statement: str) -> str:
    """The statement, of which the bytes of UTF-8 are sent though the driver thinks that they are letters each."""
    return statement.encode().decode(_SENT)
