"""How values come from PostgreSQL that Python has no type for: as the server writes them, where the driver would give up on the row."""

from __future__ import annotations

from typing import Any

_DAYS = ("date", "time", "timetz", "timestamp", "timestamptz")
"""Types that reach further than Python's: infinity, years before Christ and behind 9999, 24:00."""
_TEXT_ALONE = ("interval",)
"""Types of which Python's own keeps less: it knows no months."""


def load_as_written(connection: Any) -> None:  # noqa: ANN401 each driver has a type of its own
    """Has a connection give such values as text.  Of a driver that does not let itself be told nothing changes."""
    if not hasattr(connection, "adapters"):
        return
    from psycopg.adapt import Loader  # noqa: PLC0415 other servers are asked without it
    from psycopg.pq import Format  # noqa: PLC0415 as above

    class Written(Loader):
        def load(self, data: Any) -> str:  # noqa: ANN401 whatever holds bytes
            return bytes(data).decode()

    def or_written(usual: Any) -> type[Loader]:  # noqa: ANN401 a class of the driver, which may not be one to inherit from
        class OrWritten(Loader):
            def __init__(self, oid: int, context: Any = None) -> None:  # noqa: ANN401 as the driver has it
                super().__init__(oid, context)
                self._usual = usual(oid, context)

            def load(self, data: Any) -> Any:  # noqa: ANN401 as above
                try:
                    return self._usual.load(data)
                except Exception:  # noqa: BLE001 whatever it complains of: its words may quote the value
                    return bytes(data).decode()

        return OrWritten

    known = connection.adapters
    for kind in _TEXT_ALONE:
        known.register_loader(kind, Written)
    for kind in _DAYS:
        known.register_loader(kind, or_written(known.get_loader(known.types[kind].oid, Format.TEXT)))
