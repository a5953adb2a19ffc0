from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import yaml

from privaudit.model.register import Register
from tests.register_formats.conftest import parsed, written

CODED = {
    *("category", "categories", "purposes", "basis", "subjects", "role", "kind", "period", "max", "min", "after", "event", "then"),
    *("offered", "third_parties", "identifiability", "dated_by", "means", "source", "recipients", "excepted", "except"),
}
"""Keys whose words are said in plain language, ids that are said by name."""


class Page(HTMLParser):
    """The text of a page, its tags, and the attributes that may load or run something."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def leaves(data: object, key: str = "") -> Iterator[str]:
    """The texts of a register that stand on the page as they are."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name not in CODED or isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value)):
                yield from leaves(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value, key)
    elif isinstance(data, str):
        yield data


def test_everything_that_a_register_says_stands_on_the_page(whole: Register, whole_text: str) -> None:
    page = Page(written("html", whole).text)
    data = yaml.load(whole_text, yaml.BaseLoader)  # noqa: S506 it builds nothing but text, lists and mappings
    named_by_title = {one["id"] for one in data["recipients"]}
    expected = set(leaves(data)) - {"true", "false", "null", "1", "1200", "A17-3-b", "subject"} - named_by_title
    assert len(expected) > 150
    assert {text for text in expected if text not in page.text} == set()
    assert "1,200" in page.text
    assert "Art. 17(3)(b) GDPR" in page.text


def test_it_needs_nothing_beside_itself_and_runs_nothing(whole: Register) -> None:
    text = written("html", whole).text
    page = Page(text)
    assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base"} & set(page.tags)
    assert not {"src", "onclick", "onload", "style", "srcset"} & page.attributes
    assert "http://" not in text
    assert "https://" not in text
    assert "@media print" in text
    assert "Content-Security-Policy" in text


def test_hostile_names_are_text(whole: Register) -> None:
    name = "</td><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}\u202e"
    hostile = parsed(written("register", whole).text.replace("name: Quai Hosting", f'name: "{name}"'))
    page = Page(written("html", hostile).text)
    assert not {"script", "img"} & set(page.tags)
    assert "<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}\\u202e" in page.text
