"""MySQL from 8.0 on: its patterns are those of ICU."""

from __future__ import annotations

from privaudit.lowering._mysql_texts import dialect

DIALECT = dialect("utf8mb4_0900_bin", "$")
