"""Text from articles, however hostile, steers no form of the report."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import paragraphs

from srcdiff import pipeline
from srcdiff.errors import InputError
from srcdiff.model import Comparison
from srcdiff.report import RENDERERS, Look, load
from srcdiff.settings import Settings

POISON = (
    *("\x1b[2J", "\x1b]0;title\x07", "\x9b31m", "\x08\x08", "\x00", "\r", "\x7f"),
    *("\u202e", "\u2066", "\u200f", "\ufeff", "\ud800", "\U000e0041"),
    *(
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</p></div>",
        "<!--",
    ),
    *(
        "]]>",
        "&lt;",
        "&#60;b&#62;",
        "\" onclick='x",
        "javascript:alert(1)",
        "{{ 7*7 }}",
    ),
    *("{% raw %}", "[a](javascript:x)", "![x](http://y)", "`", "```", "**", "|", "\\"),
    *(
        "::error::x",
        "%0A",
        "</script>",
        "<b>",
        "| --- |",
        "# x",
        "\u2028",
        "=cmd|'x'!A1",
    ),
)
WORDS = ("Seven", "people", "fell", "17", "36", "bridge", ".", "“", "”")

hostile = st.lists(
    st.sampled_from(POISON) | st.sampled_from(WORDS) | st.text(max_size=4),
    min_size=2,
    max_size=12,
).map(" ".join)


class Tags(HTMLParser):
    """The elements of a page and the names of their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {(tag, name) for name, _ in attrs} | {(tag, "")}


def tags(page: str) -> set[tuple[str, str]]:
    parser = Tags()
    parser.feed(page)
    parser.close()
    return parser.found


def compared(a: str, b: str, name: str) -> Comparison:
    docs = [paragraphs(f"Seven fell. {text}", name=name) for text in (a, b)]
    return pipeline.compare(*docs, Settings(encoder="static"))


def check_characters(form: str, text: str) -> None:
    """No escape sequence, nothing that moves the cursor or turns text around."""
    for number, char in enumerate(text):
        if char in "\n" or char.isprintable() or (form == "html" and char in "\t\xa0"):
            continue
        if form == "json" and ord(char) > 0x9F:
            continue  # for machines: the text as it is, controls escaped
        where = text[max(0, number - 20) : number + 20]
        assert char in "\u200e\u200f\u061c\u00ad\ufeff\xa0" or ord(char) > 0x9F, where
        assert not 0x202A <= ord(char) <= 0x202E, where
        assert not 0x2066 <= ord(char) <= 0x2069, where


@settings(max_examples=12)
@given(a=hostile, b=hostile, name=hostile)
def test_hostile_text_is_inert_in_every_form(a: str, b: str, name: str) -> None:
    comparison = compared(a, b, name)
    for form in RENDERERS:
        text = load(form)(comparison, Look(width=100))
        text.encode("utf-8")
        check_characters(form, text)
        if form == "json":
            report = json.loads(text)
            assert report["a"]["text"] == comparison.a.text
        if form == "html":
            found = tags(text)
            assert not {tag for tag, _ in found} & {"img", "b", "iframe", "object"}
            assert not {name for _, name in found if name.startswith("on")}
            assert text.count("<script") == 1


@pytest.mark.parametrize("text", POISON, ids=ascii)
def test_each_poison_alone(text: str) -> None:
    try:
        comparison = compared(text, "Seven fell twice.", text or "a")
    except InputError:
        return
    for form in RENDERERS:
        check_characters(form, load(form)(comparison, Look(width=100)))
