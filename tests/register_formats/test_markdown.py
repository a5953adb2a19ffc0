from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from privaudit.messages import visible
from privaudit.model.register import Register
from privaudit.register_formats.markdown import escaped
from tests.register_formats.conftest import parsed, written

READER = MarkdownIt("commonmark").enable("table").enable("strikethrough")
HOSTILE = "x\n# [click](http://evil.example) <script>alert(1)</script> `a` | b \u202e @team *bold* www.evil.example"


def shown(text: str) -> str:
    """What a reader of Markdown puts on the page, or the tags of whatever else it makes of the text."""
    html = READER.render(f"x {text}\n\n| a |\n| --- |\n| {text} |\n")
    cell = re.search(r"<td>(.*?)</td>", html, re.DOTALL)
    assert cell is not None
    return cell[1].replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
@example("a_b _c_ __d__ *e* ~~f~~ `g`")
@example("<b>x</b> &lt; &#60; [a](b) ![c](d) <http://x.example>")
@example("a|b \\| c\\")
def test_a_text_is_shown_as_it_is_and_does_nothing(text: str) -> None:
    assert shown(escaped(text)) == visible(" ".join(text.split()))


@pytest.mark.parametrize("text", ["# a", "- a", "+ a", "1. a", "1) a", "> a", "***", "---", "===", "```", "* a", "    a"])
def test_a_text_at_the_beginning_of_a_line_begins_no_list_heading_or_rule(text: str) -> None:
    assert READER.render(escaped(text)).startswith("<p>")


@pytest.mark.parametrize("text", ["see http://evil.example", "www.evil.example", ":smile:", "hi @team", "$x$", "<https://a.example>"])
def test_no_link_mention_or_formula_is_made_of_a_text(text: str) -> None:
    made = escaped(text)
    assert not re.search(r"://|www\.|:smile:|(?<!\w)@|\$", made)


def test_hostile_names_stay_on_their_line(whole: Register) -> None:
    text = written("register", whole).text.replace("name: Quai Hosting", f"name: {json.dumps(HOSTILE)}")
    lines = written("markdown", parsed(text)).text.splitlines()
    assert not [line for line in lines if line.startswith("# [") or "<script>" in line.replace("\\<", "")]
    assert len([line for line in lines if line.startswith("# ")]) == 1


def test_the_record_reads_as_art_30_asks(whole: Register) -> None:
    text = written("markdown", whole).text
    assert text.startswith(
        "# Record of processing activities: Laverie Pervenche SAS\n\nKept under Art. 30 GDPR. Last reviewed on 2026-04-30.\n"
    )
    assert text.index("## Activities as controller") < text.index("### Accounts of residents") < text.index("## Activities as processor")
    processor = text[text.index("## Activities as processor") :]
    assert (
        "- **On behalf of:**\n  - Résidence Alpha, privacy@alpha.example, data protection officer: dpo@alpha.example (client-a)"
        in processor
    )


def test_a_clock_reads_as_a_sentence(whole: Register) -> None:
    text = written("markdown", whole).text
    assert (
        "records are deleted 10 years after the latest of contract end (residents.ended_on) and last contact (residents.seen_at)\n" in text
    )
    assert "records are anonymised at once after account deletion (residents.closed_at)\n" in text
    assert "records are deleted 30 days after 30 days after 1 month after deletion request (requests.asked_at)\n" in text
    assert "where residents.dispute is yes and residents.ended_on is filled: 15 years instead (limitation)\n" in text
    assert "records are kept for at least 6 months after item date (usage_log.at)\n" in text


def test_a_transfer_is_said_with_its_safeguard(whole: Register) -> None:
    transfers = next(line for line in written("markdown", whole).text.splitlines() if "Transfers" in line and "Lettre Nord" in line)
    assert transfers.endswith(
        "Lettre Nord, US: standard contractual clauses of the Commission (Art. 46(2)(c) GDPR); SCC 2021/914, 2025-01-10"
    )


def test_a_country_of_the_eea_is_no_transfer() -> None:
    head = "privaudit: 1\norganisation: {name: A, country: FR}\n"
    rest = "activities: [{id: a, purposes: [], basis: [], subjects: [], where: [], data: [], recipients: [r], storage: [IE]}]\n"
    near = written("markdown", parsed(f'{head}recipients: [{{id: r, name: R, role: processor, country: "NO"}}]\n{rest}')).text
    far = written("markdown", parsed(f"{head}recipients: [{{id: r, name: R, role: processor, country: BR}}]\n{rest}")).text
    assert "Transfers to third countries" not in near
    assert "**Transfers to third countries:** R, BR: no safeguard is said" in far
