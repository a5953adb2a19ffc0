"""What a file is that no source reads, by its first bytes: said with what to do about it."""

from __future__ import annotations

from privaudit.errors import SourceError
from privaudit.model.sources import TargetFile

_UNKNOWN = "it is no table of any known kind, no SQL and no dbt model file"
_NAME_ONE = "Name a .csv, .tsv, .sql, .xlsx, .xls, .ods, .json, .jsonl, .parquet, SQLite or DuckDB file, or the .yml of dbt models."
_UNPACK = "Unpack it, and name what comes out: gzip, zstd and zip are opened."
_AS_CSV = "Export its tables as CSV, and name these."
_SPARK = "Export it as Parquet, or read it with --engine spark."
_BEGINNINGS = {
    b"PGDMP": ("it is a dump of PostgreSQL in a format of its own", "Write it as SQL: pg_restore -f dump.sql FILE"),
    b"BZh": ("it is packed with bzip2", _UNPACK),
    b"\xfd7zXZ\0": ("it is packed with xz", _UNPACK),
    b"7z\xbc\xaf\x27\x1c": ("it is packed with 7-Zip", _UNPACK),
    b"Rar!\x1a\x07": ("it is packed with RAR", _UNPACK),
    b"%PDF-": ("it is a PDF", "Export the table that it shows as CSV or as a workbook."),
    b"\0\x01\0\0Standard ": ("it is a database of Microsoft Access", _AS_CSV),
    b"ORC": ("it is an ORC file", _SPARK),
    b"Obj\x01": ("it is an Avro file", _SPARK),
}
_TAR, _TAR_FROM = b"ustar", 257
_PAGES = (b"<!doctype html", b"<html", b"<head", b"<table", b"<?xml")


def why_not_read(file: TargetFile, head: bytes) -> SourceError:
    """Why no source reads a file, and what to do."""
    for beginning, (reason, hint) in _BEGINNINGS.items():
        if head.startswith(beginning):
            return SourceError(reason, hint)
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[_TAR_FROM:].startswith(_TAR):
        return SourceError("it is a tar archive", _UNPACK)
    if text[:20].lower().startswith(_PAGES):
        return SourceError("it is a page of HTML or XML", "Open it in a spreadsheet program and save it as .xlsx, or export it as CSV.")
    if text.startswith(b"{") and file.suffix == ".json":
        return SourceError("it is one JSON object that holds no list of objects", "Name a file with an object for each row.")
    return SourceError(_UNKNOWN, _NAME_ONE)
