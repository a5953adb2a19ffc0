"""Which SQL a text is written in, and how that SQL writes quotes and comments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from privaudit.errors import UsageError

GENERIC = ""
"""No dialect in particular, as sqlglot names it."""

KNOWN = (  # noqa: SIM905 words are read more easily as text
    "athena bigquery clickhouse databricks doris dremio drill druid duckdb dune exasol fabric hive materialize mysql oracle postgres presto"
    " redshift risingwave snowflake solr spark spark2 sqlite starrocks tableau teradata trino tsql"
).split()
"""The dialects that a user may name, as sqlglot names them."""

ALIASES = {
    "ansi": GENERIC,
    "generic": GENERIC,
    "mariadb": "mysql",
    "mssql": "tsql",
    "plsql": "oracle",
    "postgresql": "postgres",
    "sqlserver": "tsql",
}


@dataclass(frozen=True, slots=True)
class Flavour:
    """How a dialect writes what is not to be read as SQL."""

    backslash: bool = False
    """Whether a backslash escapes a quote inside a string."""
    hash_comments: bool = False
    brackets: bool = False
    """Whether [x] is a quoted name."""
    dollars: bool = False
    """Whether $$ ... $$ and $tag$ ... $tag$ are strings."""
    nested: bool = False
    """Whether a comment may hold another one."""
    conditional: bool = False
    """Whether /*! ... */ is read as SQL."""
    escape_strings: bool = False
    """Whether E'...' is a string with backslashes."""
    batches: bool = False
    """Whether statements follow each other without a semicolon, in batches that a GO line ends."""
    client: str = "generic"
    """Whose client's own lines stand between the statements: psql, mysql, sqlplus, sqlcmd, sqlite or generic."""


_POSTGRES = Flavour(dollars=True, nested=True, escape_strings=True, client="psql")
_MYSQL = Flavour(backslash=True, hash_comments=True, conditional=True, client="mysql")
_TSQL = Flavour(brackets=True, nested=True, batches=True, client="sqlcmd")
_CLOUD = Flavour(backslash=True, hash_comments=True)
_FLAVOURS = {
    GENERIC: Flavour(dollars=True, brackets=True),
    **dict.fromkeys(("postgres", "redshift", "materialize", "risingwave"), _POSTGRES),
    **dict.fromkeys(("mysql", "doris", "starrocks"), _MYSQL),
    **dict.fromkeys(("tsql", "fabric"), _TSQL),
    **dict.fromkeys(("bigquery", "clickhouse", "hive", "spark", "spark2", "databricks"), _CLOUD),
    "duckdb": Flavour(dollars=True, escape_strings=True, client="sqlite"),
    "oracle": Flavour(client="sqlplus"),
    "snowflake": Flavour(backslash=True, dollars=True),
    "sqlite": Flavour(brackets=True, client="sqlite"),
}

_TWO_LEVELS = {"mysql", "doris", "starrocks", "clickhouse", "hive", "spark", "spark2"}

_FOLDING = {"postgres", "materialize", "risingwave"}
"""Dialects that keep a name in small letters unless it is quoted, and then as it is."""
_EXACT = {"mysql", "doris", "starrocks", "clickhouse", "bigquery"}
"""Dialects that keep the name of a table as it is, and tell apart those that differ by capital letters."""

_SIGNS: tuple[tuple[str, int, str], ...] = (
    ("mysql", 3, r"ENGINE\s*=\s*(?:InnoDB|MyISAM|MEMORY|Aria|CSV|HEAP)\b"),
    ("mysql", 3, r"\bAUTO_INCREMENT\b|^-- (?:MySQL|MariaDB) dump|^DELIMITER\s"),
    ("mysql", 2, r"/\*M?!\d{5}|^(?:UN)?LOCK TABLES\b|\bDEFAULT CHARSET\b"),
    ("mysql", 2, r"`\w+`\s+\w+|\b(?:(?:tiny|medium|long)(?:text|blob)|(?:tiny|medium)int)\b|\)\s*unsigned\b"),
    ("mysql", 2, r"^\s*(?:(?:UNIQUE|FULLTEXT|SPATIAL)\s+)?KEY\s+[`\w]+\s*\(|\bENUM\s*\(\s*'"),
    ("mysql", 3, r"[,(][ \t]*#[ \t]|^[ \t]*#[ \t]"),
    ("postgres", 3, r"^-- PostgreSQL database dump|;\s*Owner:|\bpg_catalog\b|^COPY\s.*\bFROM stdin\b"),
    ("postgres", 3, r"\bnextval\s*\(|\$\$|\bplpgsql\b|\bCREATE EXTENSION\b|^\\connect\b"),
    ("postgres", 2, r"\w::\w|'::\w|\b(?:big|small)?serial\b|\bjsonb\b|\btimestamptz\b|\bbytea\b|\bcharacter varying\b"),
    ("postgres", 2, r"\btimestamp with(?:out)? time zone\b|\bUSING (?:btree|gin|gist)\b|\w\[\]|\bINHERITS\s*\(|\bPARTITION OF\b"),
    ("postgres", 1, r"\buuid\b|\bCREATE TYPE\b.*\bENUM\b|\bCOMMENT ON\b"),
    ("redshift", 6, r"\b(?:DISTKEY|DISTSTYLE|SORTKEY)\b|\bENCODE (?:lzo|zstd|az64|raw)\b"),
    ("sqlite", 4, r"^\s*PRAGMA\b|\bAUTOINCREMENT\b|\bWITHOUT ROWID\b|\bsqlite_\w+"),
    ("sqlite", 1, r"^BEGIN TRANSACTION;|\bUSING fts[345]\b"),
    ("tsql", 3, r"^\s*GO\s*$|\bIDENTITY\s*\(\s*\d|\[dbo\]|\bdbo\."),
    ("tsql", 2, r"\bN?VARCHAR\s*\(\s*MAX\s*\)|\bNONCLUSTERED\b|\bCLUSTERED\b|\bUNIQUEIDENTIFIER\b|\bDATETIME2\b|\bON \[PRIMARY\]"),
    ("tsql", 2, r"\bsp_\w+|^\s*SET (?:ANSI_NULLS|QUOTED_IDENTIFIER|NOCOUNT)\b|^:setvar\b|\bOBJECT_ID\s*\("),
    ("tsql", 2, r"^\s*(?:CREATE TABLE )?\[\w[\w .]*\]\s*[\[(\w]"),
    ("tsql", 1, r"\bnvarchar\b|\bsmalldatetime\b"),
    ("oracle", 3, r"\bN?VARCHAR2\b|\bNUMBER\s*\(\s*[\d*]"),
    ("oracle", 2, r"^rem(?:ark)?\b|^PROMPT\b|^/\s*$|\bSYSDATE\b|\bTABLESPACE\b|\bORGANIZATION INDEX\b|\bENABLE\b"),
    ("clickhouse", 8, r"ENGINE\s*=\s*\w*MergeTree\b|\bLowCardinality\s*\(|\bNullable\s*\("),
    ("bigquery", 6, r"\bSTRUCT\s*<|\bINT64\b|\bFLOAT64\b|\bOPTIONS\s*\(\s*description\b"),
    ("snowflake", 5, r"\bTIMESTAMP_[NLT]TZ\b|\bVARIANT\b|\bCREATE OR REPLACE TRANSIENT TABLE\b|\bCLUSTER BY\b"),
)
# All signs are ASCII: without the letters of other alphabets to think of, they are found in half the time.
_COMPILED = tuple((dialect, weight, re.compile(sign, re.IGNORECASE | re.MULTILINE | re.ASCII)) for dialect, weight, sign in _SIGNS)
_LEAST = 2


def named(name: str) -> str:
    """The dialect that a user means, as sqlglot names it.  Raises UsageError for an unknown one."""
    wanted = name.strip().lower()
    if wanted in KNOWN:
        return wanted
    if wanted in ALIASES:
        return ALIASES[wanted]
    names = sorted({*KNOWN, *ALIASES})
    near = get_close_matches(wanted, names, n=1)
    raise UsageError(f"unknown SQL dialect: {name}", f"Did you mean {near[0]}?" if near else f"Known ones: {', '.join(names)}.")


def detect(text: str) -> str:
    """The dialect for which most signs speak in a piece of a dump; GENERIC where too few do."""
    scores: dict[str, int] = {}
    for dialect, weight, sign in _COMPILED:
        if sign.search(text):
            scores[dialect] = scores.get(dialect, 0) + weight
    best = max(scores, key=lambda dialect: scores[dialect], default=GENERIC)
    return best if scores.get(best, 0) >= _LEAST else GENERIC


def flavour_of(dialect: str) -> Flavour:
    """How the dialect writes quotes and comments."""
    return _FLAVOURS.get(dialect, Flavour())


def stored_name(name: str, dialect: str, *, quoted: bool) -> str:
    """The name of a table as its server keeps it, where capital letters count there; empty where they do not, or nobody knows."""
    if dialect in _FOLDING:
        return name if quoted else name.lower()
    return name if dialect in _EXACT else ""


def schema_is_database(dialect: str) -> bool:
    """Whether `a.b` names table b of database a, not of a schema within the database."""
    return dialect in _TWO_LEVELS
