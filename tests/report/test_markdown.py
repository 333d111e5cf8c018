"""Markdown: whatever an article holds, it comes out as words and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from srcdiff.model import Comparison
from srcdiff.report import Look, load
from srcdiff.report.markdown import written
from srcdiff.report.visible import for_page
from tests.report.eight_kinds import DISPUTES

render = load("markdown")
PARSER = MarkdownIt("gfm-like", {"linkify": False, "html": True})


def shown(text: str) -> list[str]:
    """Return the lines of words that a reader of the Markdown sees."""
    lines = []
    for token in PARSER.parse(text):
        if token.type == "inline":
            lines.append("".join(t.content for t in token.children or () if _words(t)))
    return [re.sub(" +", " ", line).strip() for line in lines]


def _words(token) -> bool:
    return token.type in ("text", "code_inline", "text_special")


@pytest.mark.parametrize(
    "text",
    [
        "The ferry left at 17:40.",
        "“We saw nothing,” he said.",
        "Prices rose by 3.5 per cent (see page 4).",
        "A half-hour later, Ms. Quill called.",
    ],
)
def test_plain_words_stay_plain(text: str):
    assert written(text) == text


ACTING = [
    "<script>alert(1)</script>",
    "![x](http://example.org/x.png)",
    "[click](javascript:alert(1))",
    "**bold** _it_ ~~gone~~ `code`",
    "a | b | c",
    "&lt;b&gt; &amp;",
    "<!-- --> -->",
    "\\*",
    "$x$ ^y^",
    "ask @mayor about #12",
    "see https://example.org or www.example.org",
    "\x1b[2J\u202e",
]


@pytest.mark.parametrize("text", ACTING)
def test_words_that_look_like_mark_up_are_words(text: str):
    line = f"- `a1` {written(text)}\n"
    assert shown(line) == [f"a1 {for_page(text)}"]
    (inline,) = (t for t in PARSER.parse(line) if t.type == "inline")
    assert {t.type for t in inline.children or ()} <= {
        *("text", "text_special", "code_inline", "html_inline")
    }
    html = [t.content for t in inline.children or () if t.type == "html_inline"]
    assert set(html) <= {"<!-- -->"}


def test_nobody_is_called_and_nothing_is_linked():
    text = written("@mayor #12 https://example.org www.example.org a@b.org")
    assert not re.search(r"[@#]\w|://|www\.", text)


@given(st.text(alphabet="ab1 *_[]()<>!&#@`\\|~$-+=.\"':/", max_size=40))
def test_no_words_act(text: str):
    want = " ".join(f"a1 {for_page(text)} end".split())
    assert [
        " ".join(line.split()) for line in shown(f"- `a1` {written(text)} end\n")
    ] == [want]


def test_it_answers_what_an_editor_asks_in_order(disputed: Comparison):
    text = render(disputed, Look(show=frozenset()))
    heads = re.findall(r"^#+ (.*)", text, re.MULTILINE)
    assert heads == [
        "Two articles compared",
        "They disagree: 8 conflicts",
        "Only in A: 0 sentences",
        "Only in B: 0 sentences",
        "Both say: 9 pairs",
    ]
    lines = shown(text)
    for number, (kind, a, b, _, _, why) in enumerate(DISPUTES, start=1):
        at = lines.index(f"!{number} {kind} {why}")
        assert lines[at + 1 : at + 3] == [
            f"a{number - 1} (line 1) {a}",
            f"b{number - 1} (line 1) {b}",
        ]


def test_every_compared_sentence_stands_there(comparison: Comparison):
    lines = "\n".join(shown(render(comparison, Look())))
    for side in ("a", "b"):
        document = comparison.document(side)
        for index in document.aligned():
            assert for_page(document.text_of(index)) in lines, (side, index)


def test_facts_are_a_table_where_asked_for(disputed: Comparison):
    assert "### Facts" not in render(disputed, Look())
    text = render(disputed, Look(show=frozenset({"facts"})))
    row = r"^\| (\w+) \| (?:!\d )?(\w+(?: in [AB])?) \|"
    rows = re.findall(row, text, re.MULTILINE)
    assert len(rows) == 13  # the head, too
    assert rows[-1] == ("date", "only in B")
    assert "Both say" not in text


@pytest.mark.parametrize(
    ("look", "heads"),
    [
        (Look(show=frozenset({"only-b"})), ["Only in B: 1 sentence", "They disagree"]),
        (Look(only="a"), ["Only in A: 4 sentences", "They disagree"]),
        (Look(summary=True), ["They disagree"]),
    ],
    ids=["show", "only", "summary"],
)
def test_sections_follow_the_look(comparison: Comparison, look: Look, heads: list[str]):
    found = re.findall(r"^### (.*?)(?:: 1 conflict)?$", render(comparison, look), re.M)
    assert sorted(found) == heads


def test_what_is_the_same_is_folded(revised: Comparison):
    text = render(revised, Look())
    assert "- *13 identical sentences, a0–a12 and b0–b12*" in text
    assert "Paragraph 3 of" in render(revised, Look(context=None))


def test_alone_a_sentence_says_where_its_counterpart_is(comparison: Comparison):
    assert re.search(
        r"- `a3` At least .* → `b4`$", render(comparison, Look(only="a")), re.M
    )
