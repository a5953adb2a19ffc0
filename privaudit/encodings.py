"""Which encoding a text file has, and the same file in UTF-8."""

from __future__ import annotations

import codecs
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from privaudit.errors import UsageError

UTF_8 = "utf-8"
_CHUNK = 2**20
_SPOTS = 32
_SPOT = 2**16
_MARKS = (
    # The longer ones first: each mark of UTF-16 begins one of UTF-32.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = ("cp1252", "cp850", "mac_roman")
_OTHERS = (
    *("cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp852", "cp866", "koi8_r"),
    *("shift_jis", "gb18030", "big5", "euc_kr"),
)
_SEVERAL_BYTES = frozenset({"shift_jis", "gb18030", "big5", "euc_kr"})
_LETTERS = frozenset("àâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßšžÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜÝŸŠŽªºðþÐÞ")
_SIGNS = frozenset("€‚„…‘’“”–—•™«»°§£©®·¿¡\u00a0\u00ad²³½¼´¨¸×÷µ±")  # noqa: RUF001 these very signs
_SIGNS_BEHIND_LETTERS = frozenset("…’”»°®™\u00a0\u00ad²³")  # noqa: RUF001 as above
_LOOKALIKES = (
    # Czech and Slovak, Hungarian, Polish, Turkish read as Western: letters that no Western language has together.
    (frozenset("šžŠŽ"), frozenset("øìèòù"), frozenset("åæ"), "cp1250"),
    (frozenset("õÕ"), frozenset("öüÖÜ"), frozenset("ãäåçèêÃÄÇ"), "cp1250"),
    (frozenset("¹³¿"), frozenset("êñæœ£ó"), frozenset("éèà"), "cp1250"),
    (frozenset("þðÞÝý"), frozenset("çüÇÜ"), frozenset("áíæ"), "cp1254"),
)
"""Any of the first and any of the second, none of the third, in a text read as cp1252: what it is then."""
_PLAUSIBLE = 0.95
_CONTINUATION = bytes(range(0x80, 0xC0))
_LEADING = bytes(range(0xC0, 0x100))
"""Bytes of UTF-8 that go on with a character, and that begin one of several bytes."""
_PERHAPS_UTF_8 = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
_LONGEST_LINE = 2**24
"""Bytes of a line from which it is not looked at as a whole."""
_EVIDENCE = 2**15
"""Bytes of text beyond ASCII that are enough to tell an encoding."""


def of_option(name: str) -> str:
    """The encoding that the user names, by its Python name.  Raises UsageError where there is none of that name."""
    try:
        found = codecs.lookup(name)
        "".encode(found.name).decode(found.name)
    except (LookupError, TypeError, ValueError):
        hint = "Use a name that Python knows, such as utf-8, cp1252, latin-1 or utf-16."
        raise UsageError(f"--encoding: there is no text encoding {name!r}", hint) from None
    return UTF_8 if found.name in {"utf-8", "ascii", "utf-8-sig"} else found.name


def detect(path: Path) -> str:
    """The encoding of a text file, by Python's name, from its start and from spots all over it."""
    sample = _sample(path)
    head = sample[0]
    if head.startswith(codecs.BOM_UTF8):
        return UTF_8
    if wide := wide_of(head):
        return wide
    tally = _Tally()
    for piece in sample:
        tally.add(piece)
    return tally.encoding


def wide_of(head: bytes) -> str:
    """The encoding of several bytes per character that the start of a file speaks for; empty for none."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    head = head[:4096]
    if len(head) < 4 or b"\0" not in head:  # noqa: PLR2004 two characters
        return ""
    # Every other byte of Western text is NUL.
    even, odd = head[::2].count(0) / len(head[::2]), head[1::2].count(0) / len(head[1::2])
    if max(even, odd) < 0.4 or min(even, odd) > 0.1:  # noqa: PLR2004 shares of NUL that only such text has
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def whole_file(path: Path) -> str:
    """The encoding of a text file that turned out not to be UTF-8 throughout; every line of it is looked at.

    UTF-8 still, if most of its lines beyond ASCII are.
    """
    tally = _Tally()
    rest = b""
    with path.open("rb") as file:
        for chunk in iter(lambda: file.read(_CHUNK), b""):
            text, cut, rest = (rest + chunk).rpartition(b"\n") if b"\n" in chunk else (rest + chunk, b"", b"")
            tally.add(text + cut)
    tally.add(rest)
    return tally.encoding


def text_of(raw: bytes) -> str:
    """One text of which nobody says how it is encoded: UTF-8 where it may be that, else Windows' Western encoding."""
    try:
        return raw.decode(UTF_8)
    except UnicodeDecodeError:
        return raw.decode("cp1252", "privaudit.unknown")


def recode(path: Path, encoding: str, workspace: Path) -> Path:
    """The file in UTF-8, in a private file of the workspace, without its byte order mark.

    What the encoding does not know becomes bytes that are not UTF-8 either, so that those rows are told apart.
    """
    decoder = codecs.getincrementaldecoder(encoding)("privaudit.unknown")
    handle, name = tempfile.mkstemp(dir=workspace, suffix=".txt")
    with path.open("rb") as file, os.fdopen(handle, "wb") as out:
        first = True
        while True:
            chunk = file.read(_CHUNK)
            text = decoder.decode(chunk, final=not chunk)
            out.write((text.removeprefix("\ufeff") if first else text).encode(UTF_8, "surrogateescape"))
            first = first and not text
            if not chunk:
                return Path(name)


@dataclass(slots=True)
class Mixed:
    """Lines of a file that are UTF-8 though its others are not: how many, and the first one."""

    encoding: str
    """Of the others."""
    lines: int = 0
    first: int = 0

    def decoded(self, piece: bytes, before: int) -> bytes:
        """Whole lines in UTF-8, whichever of the two each is in; `before` so many stand above them."""
        if _PERHAPS_UTF_8.search(piece) is None or len(piece) > _LONGEST_LINE:
            return piece.decode(self.encoding, "privaudit.unknown").encode(UTF_8, "surrogateescape")
        found = []
        for number, line in enumerate(piece.split(b"\n"), before + 1):
            if self._is_utf_8(line):
                self.lines += 1
                self.first = self.first or number
                found.append(line)
            else:
                found.append(line.decode(self.encoding, "privaudit.unknown").encode(UTF_8, "surrogateescape"))
        return b"\n".join(found)

    def _is_utf_8(self, line: bytes) -> bool:
        # What happens to be UTF-8 as well has none of the letters that the others are written in.
        if line.isascii():
            return False
        try:
            letters = [char for char in line.decode(UTF_8) if not char.isascii()]
        except UnicodeDecodeError:
            return False
        return any(holds(self.encoding, char) for char in letters)


def recode_lines(path: Path, encoding: str, workspace: Path) -> tuple[Path, Mixed | None]:
    """As `recode`, of a file whose encoding was found out; lines that are UTF-8 stay so, and are told if there are some."""
    if encoding not in {*_WESTERN, *_OTHERS} - _SEVERAL_BYTES:
        return recode(path, encoding, workspace), None
    mixed = Mixed(encoding)
    handle, name = tempfile.mkstemp(dir=workspace, suffix=".txt")
    rest, before = b"", 0
    with path.open("rb") as file, os.fdopen(handle, "wb") as out:
        for chunk in iter(lambda: file.read(_CHUNK), b""):
            whole, end, rest = (rest + chunk).rpartition(b"\n") if b"\n" in chunk else (b"", b"", rest + chunk)
            if len(rest) > _LONGEST_LINE:
                whole, end, rest = whole + end + rest, b"", b""
            out.write(mixed.decoded(whole, before) + end)
            before += whole.count(b"\n") + len(end)
        out.write(mixed.decoded(rest, before))
    return Path(name), mixed if mixed.lines else None


def holds(encoding: str, char: str) -> bool:
    """Whether a character can be written in an encoding."""
    try:
        return bool(char.encode(encoding))
    except UnicodeEncodeError:
        return False


def _unknown(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.encoding in {"charmap", "cp1252"}:
        # Windows' own programs write the five codes that cp1252 leaves free as control characters.
        return "".join(map(chr, error.object[error.start : error.end])), error.end
    return "\udcff", error.end


codecs.register_error("privaudit.unknown", _unknown)


def _sample(path: Path) -> list[bytes]:
    """The start of a file, and pieces of equal distance from the rest."""
    size = path.stat().st_size
    with path.open("rb") as file:
        pieces = [file.read(_CHUNK)]
        if size > _CHUNK:
            for spot in range(1, _SPOTS + 1):
                file.seek(_CHUNK + (size - _CHUNK) * spot // _SPOTS - min(_SPOT, (size - _CHUNK) // _SPOTS))
                pieces.append(file.read(_SPOT))
    # A piece ends in the middle of a line, and but the first begins there.
    first, *others = pieces
    return [first] if size <= _CHUNK else [_to_line_end(first), *(_to_line_end(_from_line_start(piece)) for piece in others)]


def _from_line_start(piece: bytes) -> bytes:
    start = piece.find(b"\n") + 1
    return piece[start:] if start else piece.lstrip(_CONTINUATION)


def _to_line_end(piece: bytes) -> bytes:
    end = piece.rfind(b"\n") + 1
    return piece[:end] if end else piece.rstrip(_CONTINUATION).rstrip(_LEADING)


class _Tally:
    """Counts lines that are UTF-8 beyond ASCII, and those that are not, of which it keeps some."""

    def __init__(self) -> None:
        self.good = 0
        self.bad = 0
        self._kept: list[bytes] = []
        self._size = 0

    def add(self, piece: bytes) -> None:
        if piece.isascii():
            return
        try:
            piece.decode(UTF_8)
        except UnicodeDecodeError:
            for line in piece.splitlines():
                if not line.isascii():
                    self._add_line(line)
        else:
            self.good += sum(not line.isascii() for line in piece.splitlines())

    def _add_line(self, line: bytes) -> None:
        try:
            line.decode(UTF_8)
        except UnicodeDecodeError:
            self.bad += 1
            if self._size < _EVIDENCE:
                self._kept.append(line[:_EVIDENCE])
                self._size += len(line)
        else:
            self.good += 1

    @property
    def encoding(self) -> str:
        return UTF_8 if self.bad <= self.good // 2 or not self.bad else _guess(b"\n".join(self._kept))


def _guess(text: bytes) -> str:
    """The likeliest encoding of text that is not UTF-8: Windows' Western one, unless it makes little sense of the text."""
    western = text.decode("cp1252", "privaudit.unknown")
    for some, others, none, encoding in _LOOKALIKES:
        letters = set(western)
        if letters & some and letters & others and not letters & none:
            return encoding
    shares = {encoding: _western_share(text.decode(encoding, "privaudit.unknown")) for encoding in _WESTERN}
    if shares["cp1252"] >= _PLAUSIBLE:
        return "cp1252"
    likely = max(shares, key=lambda encoding: shares[encoding])
    return likely if shares[likely] >= _PLAUSIBLE else _by_language(text) or "cp1252"


def _by_language(text: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 heavy, and seldom needed

    found = from_bytes(text, cp_isolation=list(_OTHERS)).best()
    return found.encoding if found is not None else None


def _western_share(text: str) -> float:
    """Which share of the characters beyond ASCII are where a Western language has them."""
    seen = good = 0
    for before, char, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if char.isascii():
            continue
        seen += 1
        if char in _LETTERS:
            crowded = not before.isascii() and before.isalpha() and not after.isascii() and after.isalpha()
            good += not crowded and not (char.isupper() and before.islower())
        elif char in _SIGNS:
            good += char in _SIGNS_BEHIND_LETTERS or not before.isalpha()
    return good / seen if seen else 1.0
