"""Pairs that are the same, pairs that moved, and the paragraphs they lie in."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import paragraphs

from srcdiff.align.paragraphs import paragraph_links
from srcdiff.align.relation import relation
from srcdiff.align.sentences import identical_pairs, moved_pairs

SAME, OTHER, THIRD = "The mill burned.", "Rain is forecast.", "Nobody was hurt."


@pytest.mark.parametrize(
    ("a", "b", "pairs"),
    [
        ([SAME], [SAME], [(0, 0)]),
        ([SAME, OTHER], [OTHER, SAME], [(0, 1), (1, 0)]),
        ([SAME], ["“the MILL burned.”"], []),
        ([SAME], ["The  mill\nBURNED."], [(0, 0)]),
        ([SAME, OTHER, SAME], [SAME, SAME], [(0, 0), (2, 1)]),
        ([SAME, SAME, SAME], [SAME], [(0, 0), (1, 0), (2, 0)]),
        ([SAME], [OTHER, SAME, SAME], [(0, 1), (0, 2)]),
        ([SAME, SAME, SAME], [SAME, SAME], [(0, 0), (1, 1), (2, 1)]),
        ([SAME], [OTHER], []),
    ],
    ids=[
        *("once", "crossing", "other-marks", "other-case-and-blanks"),
        *("turn-by-turn", "three-and-one", "one-and-two", "three-and-two", "none"),
    ],
)
def test_the_same_sentences_are_paired_turn_by_turn(
    a: list[str], b: list[str], pairs: list[tuple[int, int]]
) -> None:
    one, other = paragraphs(*a), paragraphs(*b)
    assert list(identical_pairs(one, other)) == pairs
    assert list(identical_pairs(other, one)) == sorted((j, i) for i, j in pairs)


@pytest.mark.parametrize(
    ("pairs", "moved"),
    [
        ([], []),
        ([(0, 0), (1, 1), (2, 2)], []),
        ([(0, 2), (1, 0), (2, 1)], [(0, 2)]),
        ([(0, 1), (1, 2), (2, 0)], [(2, 0)]),
        ([(0, 0), (0, 1), (1, 2)], []),
        ([(0, 0), (1, 0), (2, 1)], []),
        ([(0, 1), (0, 0), (1, 1)], []),
        ([(0, 3), (1, 1), (2, 2), (3, 0)], [(0, 3), (3, 0)]),
    ],
    ids=[
        *("nothing", "in-order", "first-goes-last", "last-goes-first", "a-split"),
        *("a-merge", "many-to-many", "both-ends"),
    ],
)
def test_what_breaks_the_longest_chain_has_moved(
    pairs: list[tuple[int, int]], moved: list[tuple[int, int]]
) -> None:
    assert moved_pairs(pairs) == set(moved)
    assert moved_pairs(reversed(pairs)) == set(moved)


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=8))
def test_what_has_not_moved_is_as_long_as_any_chain(
    pairs: set[tuple[int, int]],
) -> None:
    def chain(some: tuple[tuple[int, int], ...]) -> bool:
        return all(a[1] <= b[1] for a, b in pairwise(some))

    longest = max(
        size
        for size in range(len(pairs) + 1)
        if any(map(chain, combinations(sorted(pairs), size)))
    )
    moved = moved_pairs(pairs)
    assert moved <= pairs
    assert len(pairs - moved) >= longest


def test_paragraphs_are_linked_by_the_letters_of_their_linked_sentences() -> None:
    long, short = "The mill at Orrin burned to the ground.", "It rained."
    a = paragraphs(f"{long} {short}", THIRD)
    b = paragraphs(long, f"{short} {THIRD}")
    found = paragraph_links(a, b, [(0, 0), (1, 1), (2, 2)])
    in_a = len(long) + len(short)
    assert [(link.a, link.b) for link in found] == [(0, 0), (0, 1), (1, 1)]
    assert [link.similarity for link in found] == [
        round(2 * len(long) / (in_a + len(long)), 4),
        round(2 * len(short) / (in_a + len(short) + len(THIRD)), 4),
        round(2 * len(THIRD) / (2 * len(THIRD) + len(short)), 4),
    ]
    assert not any(link.moved for link in found)


def test_a_sentence_linked_twice_counts_once_for_its_paragraph() -> None:
    a, b = paragraphs(SAME), paragraphs(f"{SAME} {OTHER}")
    (found,) = paragraph_links(a, b, [(0, 0), (0, 1)])
    assert found.similarity == 1.0


def test_a_paragraph_that_went_elsewhere_has_moved() -> None:
    a = paragraphs(SAME, OTHER, THIRD)
    b = paragraphs(OTHER, THIRD, SAME)
    found = paragraph_links(a, b, [(0, 2), (1, 0), (2, 1)])
    assert [(link.a, link.b) for link in found if link.moved] == [(0, 2)]


@pytest.mark.parametrize(
    ("identical", "says_more", "shared", "equal", "wanted"),
    [
        (True, True, True, 0.0, "identical"),
        (False, True, False, 0.9, "overlap"),
        (False, False, True, 0.9, "overlap"),
        (False, False, False, 0.9, "edited"),
        (False, False, False, 0.5, "edited"),
        (False, False, False, 0.4, "paraphrase"),
    ],
    ids=["same", "says-more", "shared", "edited", "just-edited", "reworded"],
)
def test_relation(
    identical: bool, says_more: bool, shared: bool, equal: float, wanted: str
) -> None:
    found = relation(
        identical=identical,
        says_more=says_more,
        shared=shared,
        equal=lambda: equal,
        edited=0.5,
    )
    assert found == wanted
