"""Places where golden cases cannot reach."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import paragraphs

from srcdiff.facts.names.cast import read_cast
from srcdiff.facts.names.place import Place, read_places
from srcdiff.facts.names.place_compare import comparable, compare_places, differing


def places(*texts: str) -> tuple[Place, ...]:
    """Return the places in the first sentence of an article."""
    doc = paragraphs(*texts)
    return read_places(doc, 0, read_cast(doc))


@pytest.mark.parametrize(
    "text",
    [
        "They met in March.",
        "They met in the morning.",
        "They met at noon on Monday.",
        "The letter went to Dr. Ruth Askew.",
        "They hope to park.",
        "They spoke of Brill.",
        "BRILL, March 3 - The bridge was closed.",
        "They met in Danish boats.",
        "In the end they left.",
        "The North Sea rose.",
        "Stoke-on-Trent burned.",
        "Shots were aimed at Ruth May Askew.",
        "She spoke on Coast Radio News.",
        "Rain fell, according to Brill Bridge.",
        "The north rejected the vote.",
    ],
)
def test_no_place(text: str) -> None:
    assert [place.shown for place in places(text)] == []


@pytest.mark.parametrize(
    ("text", "way", "shown"),
    [
        ("They met in Brill.", "in", "Brill"),
        ("They met in St. Wilfrid.", "in", "St. Wilfrid"),
        ("They met in a small library.", "in", "library"),
        ("They met in a small library in Brill.", "in", "library in Brill"),
        ("They met at the old bus stop.", "at", "bus stop"),
        ("They met at Mill Bridge.", "at", "Mill Bridge"),
        ("They met outside the Brill Hotel.", "near", "Brill Hotel"),
        ("They met behind the village's main post office.", "near", "post office"),
        ("They left from behind the town hall.", "from", "town hall"),
        ("They went to a clinic.", "to", "clinic"),
        ("They stood on the steps of the town hall.", "on", "town hall"),
        ("They stood outside the finance ministry.", "near", "finance ministry"),
        ("They live north of the wall.", "at", "north"),
        ("They live ten miles to the east.", "at", "east"),
        ("The northern tower fell.", "at", "northern"),
    ],
)
def test_where(text: str, way: str, shown: str) -> None:
    assert [(place.way, place.shown) for place in places(text)] == [(way, shown)]


def test_only_the_towns_are_shown_where_they_differ() -> None:
    a, b = "They met in a library in Brill.", "They met in Stoke."
    ((x,), (y,)) = places(a), places(b)
    spans = differing(x, y)
    assert [spans[0].of(a), spans[1].of(b)] == ["Brill", "Stoke"]


def test_what_stands_around_says_what_is_there() -> None:
    doc = paragraphs("The tall tower fell in Brill on a market day.")
    (place,) = read_places(doc, 0, read_cast(doc))
    words = [doc.tokens[at].norm for at in place.about]
    assert words[0] == "fell"
    assert set(words) == {"fell", "tower", "market", "tall", "day"}


WORDS = st.sampled_from(
    [
        *("Ruth", "Askew", "Brill", "Stoke", "Norway", "Hotel", "St", ".", ",", "'s"),
        *("a", "the", "of", "in", "at", "on", "to", "from", "behind", "west", "-"),
        *("library", "post", "office", "bus", "stop", "kitchen", "finance", "ministry"),
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=15).map(" ".join).map("So {} end".format)


@given(TEXTS, TEXTS)
def test_comparing_is_mutual_and_quotes_the_text(a: str, b: str) -> None:
    for x in places(a):
        assert " ".join(x.span.of(a).split()) == x.shown
        assert not comparable(x, x) or compare_places(x, x)[0] == "agree"
        for y in places(b):
            assert comparable(x, y) == comparable(y, x)
            if comparable(x, y):
                assert compare_places(x, y)[0] == compare_places(y, x)[0]
                spans = differing(x, y)
                assert spans == differing(y, x)[::-1]
                assert x.span.start <= spans[0].start < spans[0].end <= x.span.end


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    doc = paragraphs(f"So {text} end")
    cast = read_cast(doc)
    for index in range(len(doc.sentences)):
        for place in read_places(doc, index, cast):
            assert place.fact().sentence == index


def test_only_english_is_read() -> None:
    doc = paragraphs("Sie traf ihn in Brill.", language="german")
    assert read_places(doc, 0, read_cast(doc)) == ()
