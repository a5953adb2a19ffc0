"""MariaDB: its patterns are those of PCRE."""

from __future__ import annotations

from privaudit.lowering._mysql_texts import dialect

DIALECT = dialect("utf8mb4_nopad_bin", "\\")
