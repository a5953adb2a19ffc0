"""The text of a register file."""

from __future__ import annotations

import re
import sys
from contextlib import nullcontext
from pathlib import Path

from privaudit.errors import PrivauditError, RegisterError, UsageError
from privaudit.model.estate import Place

STANDARD_INPUT = "-"
LARGEST = 5_000_000
"""Bytes.  A register of three hundred activities has about 400,000."""

_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read(path: Path, shown: str) -> str:
    """The text of a register file; `-` is standard input.

    Raises UsageError for a file that cannot be opened, RegisterError for one that is too large, empty, or not in UTF-8.
    """
    return text_of(content_of(path, shown, LARGEST), shown)


def content_of(path: Path, shown: str, largest: int) -> bytes:
    """The bytes of a register file, one more at most than the largest may have.  Raises UsageError for one that cannot be opened."""
    if shown == STANDARD_INPUT and not sys.stdin:
        raise UsageError("standard input is closed", "give the path of a YAML file, or send one there")
    try:
        with nullcontext(sys.stdin.buffer) if shown == STANDARD_INPUT else path.open("rb") as file:
            return file.read(largest + 1)
    except FileNotFoundError:
        message = f"there is no register {shown}"
        raise UsageError(message, "give the path of a YAML file: -r register.yaml") from None
    except IsADirectoryError:
        message = f"the register {shown} is a folder"
        raise UsageError(message, "give the path of a YAML file: -r register.yaml") from None
    except OSError as error:
        message = f"the register {shown} cannot be read: {error.strerror}"
        raise UsageError(message, "look at the permissions of the file") from None


def text_of(content: bytes, shown: str) -> str:
    """The text of those bytes.  Raises RegisterError for what is too large, not in UTF-8, or holds control characters."""
    if len(content) > LARGEST:
        raise _refusal(shown, f"the register is larger than {LARGEST // 1_000_000} MB", "is it the right file?")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refusal(shown, "the register is not in UTF-8", "save it as UTF-8 in the editor", line) from None
    odd = _UNPRINTABLE.search(text)
    if odd is not None:
        line = text.count("\n", 0, odd.start()) + 1
        raise _refusal(shown, f"this line holds the control character U+{ord(odd[0]):04X}", "remove it", line)
    return text


def _refusal(shown: str, message: str, hint: str, line: int | None = None) -> RegisterError:
    return RegisterError((PrivauditError(message, hint, Place(shown, line)),))
