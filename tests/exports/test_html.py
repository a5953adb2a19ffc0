"""The page for the person."""

from __future__ import annotations

import pytest

from privaudit.model.organisation import Right
from tests.exports.conftest import Packed, written


def page(package: Packed, **said: object) -> str:
    """The page of a package whose values are hostile."""
    rows: list[dict[str, object]] = [{"first_name": "<script>alert(1)</script>", "note": "a\u202eb"}]
    (file,) = written("html", package(rows, **said)).values()
    return file.content.decode()


def test_hostile_values_are_shown_and_never_run(packed: Packed) -> None:
    shown = page(packed, name="<img src=x>")
    assert "<script>" not in shown
    assert "<img" not in shown
    assert "<b>Other</b>" not in shown
    assert "\u202e" not in shown
    assert "default-src 'none'" in shown


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "en",
            ("right of access, Art. 15", "at most 3 years after the latest of last contact, contract end", "What is not in this package"),
        ),
        (
            "fr",
            (
                "droit d&#39;accès, art. 15",
                "au plus 3 ans après la plus tardive de ces dates : le dernier contact, la fin du contrat",
                "ne contient pas",
                "elle est détenue pour le compte d&#39;autres, qui en répondent : &lt;b&gt;Other&lt;/b&gt; Ltd",
                "RGPD, art. 15(4)",
                "aucune colonne, clé étrangère ni lien ne dit de qui sont ses lignes",
                "Nom de famille",
            ),
        ),
    ],
)
def test_purposes_periods_and_what_was_left_out_are_told(language: str, texts: tuple[str, ...], packed: Packed) -> None:
    shown = page(packed, language=language)
    assert [text for text in texts if text not in shown] == []


def test_each_right_has_its_title(packed: Packed) -> None:
    assert "right to data portability, Art. 20" in page(packed, right=Right.PORTABILITY)
