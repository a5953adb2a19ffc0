"""The letter that goes with a package, as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from privaudit.exports._texts import TEXTS
from privaudit.exports._words import controller, word
from privaudit.model.export import Package, PackagedFile, PortableFormat

_WIDTH = 78


def _write(package: Package) -> Iterator[PackagedFile]:
    say = TEXTS[package.language]
    paragraphs = [" \u00b7 ".join(controller(package)), say[f"title_{package.right.value}"], say["greeting"]]
    paragraphs += [say[f"letter_{package.right.value}"] if package.tables else say["none"], say["letter_page"]]
    if package.tables:
        paragraphs.append(say["letter_csv"])
    if package.left_out:
        paragraphs.append(say["letter_left"])
    if package.unreached:
        paragraphs.append(say["letter_unreached"])
    rights = package.organisation.rights
    if rights is not None and rights.offered:
        paragraphs.append(
            f"{say['letter_rights']}: {', '.join(word(right.value, package.language) for right in rights.offered)}. {say['complaint']}"
        )
    if rights is not None and rights.contact:
        paragraphs.append(f"{say['letter_ask']} {rights.contact}.")
    paragraphs += [say["closing"], package.organisation.name]
    content = "\n\n".join(textwrap.fill(paragraph, _WIDTH, break_long_words=False) for paragraph in paragraphs)
    yield PackagedFile("letter.txt", f"{content}\n".encode())


EXPORT = PortableFormat("a letter to the person", _write)
