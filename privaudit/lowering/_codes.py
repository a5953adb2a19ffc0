"""Texts as the hexadecimal digits of their bytes: what is to be told of them before a server decodes them.

Servers fail at bytes that are no UTF-8, or give question marks for them.  So such bytes never reach their functions.
"""

from __future__ import annotations

_NEXT = "[89AB][0-9A-F]"
_BEYOND_ASCII = (
    f"C[2-9A-F]{_NEXT}|D[0-9A-F]{_NEXT}"
    f"|E0[AB][0-9A-F]{_NEXT}|E[1-9ABCEF](?:{_NEXT}){{2}}|ED[89][0-9A-F]{_NEXT}"
    f"|F0[9AB][0-9A-F](?:{_NEXT}){{2}}|F[1-3](?:{_NEXT}){{3}}|F48[0-9A-F](?:{_NEXT}){{2}}"
)
UTF_8 = f"(?:0[1-9A-F]|[1-7][0-9A-F]|{_BEYOND_ASCII})*"
"""UTF-8 without the character 0."""
READABLE = f"(?:0[9ABCD]|[2-6][0-9A-F]|7[0-9A-E]|{_BEYOND_ASCII})+"
"""UTF-8 without control characters but those of lines and columns."""
BASE64_RUNS = ("[A-Za-z0-9+/]{6,}={0,2}", "[A-Za-z0-9_-]{6,}={0,2}")
"""Base64 in its two alphabets: the second one has two marks of its own."""
