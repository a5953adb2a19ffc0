"""Encrypts a package in the age format, for a recipient's key or a passphrase."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from privaudit.errors import UsageError

_INSTALL = 'Install it with: pip install "privaudit[encrypt]"'
_SSH = ("ssh-ed25519 ", "ssh-rsa ")


@dataclass(frozen=True, slots=True)
class Lock:
    """Who can open a package: the owner of one of the keys, or whoever knows the passphrase."""

    recipients: tuple[str, ...] = ()
    """Public keys: `age1...`, `ssh-ed25519 ...` or `ssh-rsa ...`."""
    passphrase: str = field(default="", repr=False)


def check_lock(lock: Lock) -> None:
    """Raises UsageError before the work where the package could not be encrypted so."""
    if lock.recipients and lock.passphrase:
        raise UsageError("a package is encrypted for keys or with a passphrase, not both", "Take --encrypt or --passphrase.")
    library = _library()
    for recipient in lock.recipients:
        _key(library, recipient)


def encrypted(content: bytes, lock: Lock) -> bytes:
    """The content as an age file.  Raises UsageError for a key that is none."""
    library = _library()
    if lock.passphrase:
        return bytes(library.passphrase.encrypt(content, lock.passphrase))
    return bytes(library.encrypt(content, [_key(library, recipient) for recipient in lock.recipients]))


def _library() -> Any:  # noqa: ANN401 the library ships no types
    try:
        import pyrage  # noqa: PLC0415 an extra that few runs need
    except ImportError:
        raise UsageError("to encrypt a package needs pyrage, which is not installed", _INSTALL) from None
    return pyrage


def _key(library: Any, recipient: str) -> Any:  # noqa: ANN401 as above
    kind = library.ssh if recipient.startswith(_SSH) else library.x25519
    try:
        return kind.Recipient.from_str(recipient.strip())
    except library.RecipientError:
        hint = "A recipient is a public key: age1..., ssh-ed25519 ... or ssh-rsa ..."
        raise UsageError("--encrypt is given something that is no public key of age or SSH", hint) from None
