"""What the golden cases of tokens cannot say of all text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from srcdiff.model import Span
from srcdiff.text.normalize import norm
from srcdiff.text.tokens import tokenize

any_text = st.text(max_size=80) | st.text("aB1.,'’“-…—é火\u0301 \n\u00a0ﬁ", max_size=40)


@given(any_text)
def test_every_character_but_white_space_lies_in_one_token(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert end <= token.start < token.end
        assert not text[end : token.start].strip()
        assert len(token.of(text).split(" ")) == len(token.of(text).split("\n")) == 1
        end = token.end
    assert not text[end:].strip()


@given(any_text)
def test_no_norm_is_empty_or_holds_a_capital(text: str) -> None:
    for token in tokenize(text):
        assert token.norm
        assert token.norm == token.norm.casefold()


@given(st.text("abÄß1.'’-… \n", max_size=40), st.text("ab ", max_size=9))
def test_a_part_of_a_text_has_the_tokens_it_has_in_the_whole(
    text: str, before: str
) -> None:
    whole = f"{before} {text} {before}"
    span = Span(len(before) + 1, len(before) + 1 + len(text))
    moved = [
        (token.start - span.start, token.end - span.start, token.norm)
        for token in tokenize(whole, span)
    ]
    assert moved == [tuple(token) for token in tokenize(text)]


def test_the_same_word_in_every_dress_has_one_norm() -> None:
    for words in (
        ["Naïve", "naïve", "NAÏVE", "nai\u0308ve", "ＮＡÏＶＥ"],
        ["U.S.", "US", "us"],
        ["don't", "don’t", "Donʼt"],
        ["fire", "ﬁre", "FIRE"],
        ['"', "“", "„", "«", "’", "'", "」"],
        ["-", "–", "—", "−", "‑"],
        ["...", "…"],
    ):
        assert len(set(map(norm, words))) == 1, words
