"""From blocks to a document."""

from __future__ import annotations

from itertools import pairwise

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


WORDS = "the mill at Orrin burned down and seventeen people were killed "
LONG = {
    "words": f"It fell. And {WORDS * 100}.",
    "no blank": f"It fell. {'a' * 5000}.",
    "blanks": f"It fell. And {'a ' * 700}{' ' * 700}{'b ' * 700}.",
    "just too long": f"It fell. {'a' * 999} b.",
}


def test_sentences_as_long_as_they_may_be_stay_whole() -> None:
    doc = article(f"It fell. A{'a' * 998}.")
    assert [len(doc.text_of(index)) for index in range(2)] == [8, 1000]
    assert doc.limits == ()


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_sentences_without_end_are_divided_with_a_note(text: str) -> None:
    doc = article(text)
    spans = [sentence.span for sentence in doc.sentences]
    assert max(span.end - span.start for span in spans) <= 1000
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())
    assert all(s.of(text) == s.of(text).strip() for s in spans)
    assert len(doc.limits) == 1
