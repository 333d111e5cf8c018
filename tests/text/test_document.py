"""From blocks to a document."""

from __future__ import annotations

import pytest
from making import article, paragraphs, sentences

from srcdiff.errors import InputError
from srcdiff.model import Block, Extract, Span
from srcdiff.text.document import document


def test_a_heading_is_one_sentence_whatever_marks_stand_in_it() -> None:
    text = "Flood in Arvik. Bridge shut. Why?"
    extract = Extract(text=text, blocks=(Block(Span(0, len(text)), "heading", 1),))
    doc = document(extract, name="made")
    assert sentences(doc) == [text]
    assert doc.aligned() == ()


def test_only_running_text_is_compared() -> None:
    kinds = ("heading", "body", "list-item", "quotation", "caption", "code", "table")
    text = "x." * len(kinds)
    blocks = tuple(
        Block(Span(2 * at, 2 * at + 2), kind, 1) for at, kind in enumerate(kinds)
    )
    doc = document(Extract(text=text, blocks=blocks), name="made")
    assert [doc.sentences[index].kind for index in doc.aligned()] == [
        *("body", "list-item", "quotation")
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "mac"])
def test_a_sentence_names_the_line_it_starts_on(end: str) -> None:
    lines = ["", "The mill at Orrin", "burned down. Nobody", "was hurt. It is", "over."]
    text = end.join(lines) + end
    block = Block(Span(len(end), len(text) - len(end)), "body", 2)
    doc = document(Extract(text=text, blocks=(block,)), name="made")
    assert [sentence.line for sentence in doc.sentences] == [2, 3, 4]


@pytest.mark.parametrize("text", ["***", "— – …", "“ ”", "🚢🚢"])
def test_an_article_without_words_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="holds no words"):
        paragraphs(text)


@pytest.mark.parametrize("text", ["7", "é", "火", "№ 5"])
def test_one_letter_or_digit_is_an_article(text: str) -> None:
    assert paragraphs(text).tokens


def test_tokens_and_text_of_a_sentence() -> None:
    doc = article("The mill burned. Nobody\nwas hurt.\n")
    assert doc.text_of(1) == "Nobody\nwas hurt."
    assert [token.norm for token in doc.tokens_of(1)] == [
        *("nobody", "was", "hurt", ".")
    ]
