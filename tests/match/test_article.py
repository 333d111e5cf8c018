"""What matching reads of an article."""

import pytest

from srcdiff.match.article import DAY, NAME, NUMBER, article
from srcdiff.model import Block, Extract, Span
from srcdiff.readers.plain import read_plain


def kinds(text: str) -> dict[str, int]:
    return {k: t.kinds for k, t in article(read_plain(text, "x"), "x").terms.items()}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("It was the case of them all.", "the"),  # says nothing
        ("Well? Quite so!", "?"),  # a mark
        ("They may march on 40 miles.", "3-40"),  # no month has 40 days
        ("They marched 5 miles.", "3-5"),  # no month
    ],
)
def test_no_term(text: str, key: str) -> None:
    assert key not in kinds(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Rain fell. Harvest was late.", "harvest"),  # opens a sentence
        (
            "Apples are cheap, and so are Apples and apples.",
            "appl",
        ),  # written small too
        ("It was on Monday.", "monday"),
    ],
)
def test_no_name(text: str, key: str) -> None:
    assert kinds(text)[key] == 0


@pytest.mark.parametrize(
    ("text", "key", "kind"),
    [
        ("The town of Pelham is small.", "pelham", NAME),
        ("There were 1,900 of them.", "1900", NUMBER),
        ("There were twelve of them.", "12", NUMBER),
        ("It opens on 4 May.", "5-4", DAY),
        ("It opens on May 4, they say.", "5-4", DAY),
    ],
)
def test_kinds_of_terms(text: str, key: str, kind: int) -> None:
    assert kinds(text)[key] == kind


def test_forms_of_a_word_are_one_term() -> None:
    term = article(read_plain("They agree. He agreed.", "x"), "x").terms["agre"]
    assert (term.often, term.written) == (2, "agree")


def test_tables_and_listings_are_not_read() -> None:
    text = "body words\n\ntable cells"
    blocks = (Block(Span(0, 10), "body", 1), Block(Span(12, 23), "table", 3))
    assert "tabl" not in article(Extract(text, blocks), "x").terms


@pytest.mark.parametrize(
    ("extract", "title"),
    [
        (read_plain("One line.\n", "x"), "One line."),
        (Extract("a", (Block(Span(0, 1), "body", 1),), title="Given"), "Given"),
        (
            Extract(
                "text\n\nHead",
                (Block(Span(0, 4), "body", 1), Block(Span(6, 10), "heading", 3)),
            ),
            "Head",
        ),
    ],
)
def test_title(extract: Extract, title: str) -> None:
    assert article(extract, "x").title == title


def test_a_long_beginning_is_cut_between_words() -> None:
    title = article(read_plain("word " * 100, "x"), "x").title
    assert title.endswith("word …")
    assert len(title) <= 122
