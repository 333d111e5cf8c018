"""Words as vectors and arrays: the same every time, and from either side."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import paragraphs, vocabulary

from srcdiff.align.candidates import _greatest, candidate_pairs
from srcdiff.align.evidence import STATIC, evidence
from srcdiff.align.matching import SCALE, meets, word_match
from srcdiff.align.meaning import Meaning, centred
from srcdiff.align.nearest import nearest
from srcdiff.align.word_vectors import mixed_vectors, word_vectors
from srcdiff.align.words import (
    Vocabulary,
    Words,
    sentence_vectors,
    unit,
    weight,
    words_of,
)

A = paragraphs(
    "The old mill at Orrin burned down on Monday.",
    "Seventeen of 40 workers were killed, said Mayor Ada Quill.",
    "Fire crews from Vestby fought the flames for 9 hours.",
    "Ada Quill promised an inquiry into the fires.",
)
B = paragraphs(
    "On Monday a blaze destroyed Orrin's mill.",
    "At least 36 people lost their lives, the mayor said.",
    "The burning mill was seen from 40 km away.",
)


def made() -> tuple[Vocabulary, Words, Words]:
    return words_of(A, B, A.aligned(), B.aligned())


tables = pytest.mark.parametrize(
    "vectors_of", [word_vectors, partial(mixed_vectors, language="english")]
)
VectorsOf = Callable[[Sequence[str]], npt.NDArray[np.float32]]


@tables
def test_word_vectors_are_the_same_every_time_and_in_any_company(
    vectors_of: VectorsOf,
) -> None:
    words = ["mill", "Orrin", "火", "zzxqj", "🚢", "don't"]
    vectors = vectors_of(words)
    assert vectors.shape == (6, 256)
    assert np.array_equal(vectors, vectors_of(words))
    for row, word in enumerate(words):
        assert np.array_equal(vectors[row], vectors_of([word])[0])


@tables
def test_no_words_have_no_vectors(vectors_of: VectorsOf) -> None:
    assert vectors_of([]).shape == (0, 256)


@tables
@given(words=st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=5))
def test_every_word_has_a_vector(vectors_of: VectorsOf, words: list[str]) -> None:
    assert np.isfinite(vectors_of(words)).all()


def test_both_tables_have_an_equal_say_in_a_vector_as_long_as_before() -> None:
    words = ["mill", "Taliban", "the"]
    first, mixed = word_vectors(words), mixed_vectors(words, "english")
    halves = (
        np.linalg.norm(mixed[:, :128], axis=1),
        np.linalg.norm(mixed[:, 128:], axis=1),
    )
    assert halves[0] == pytest.approx(halves[1], rel=1e-4)
    assert np.linalg.norm(mixed, axis=1) == pytest.approx(
        np.linalg.norm(first, axis=1), rel=1e-4
    )


def test_what_one_table_does_not_know_is_left_to_the_other() -> None:
    (vector,) = mixed_vectors(["🚢"], "english")  # "[UNK]" to MiniLM
    assert vector[:128].any()
    assert not vector[128:].any()


def test_words_of_other_languages_are_left_to_the_table_that_knows_them() -> None:
    words = ["Regierung", "sagte"]
    first, mixed = word_vectors(words), mixed_vectors(words, "german")
    assert not mixed[:, 128:].any()
    assert np.linalg.norm(mixed, axis=1) == pytest.approx(
        np.linalg.norm(first, axis=1), rel=1e-4
    )


def test_unit_vectors_are_whole_numbers_of_one_length() -> None:
    rows = unit(mixed_vectors(["mill", "Taliban", "the"], "english"))
    assert np.array_equal(rows, np.rint(rows))
    assert np.linalg.norm(rows, axis=1) == pytest.approx([SCALE] * 3, rel=1e-2)
    # So every product of two is exact, in whatever order it is summed up.
    assert (np.abs(rows).astype(np.float64) @ np.abs(rows).T <= 2**24).all()


def test_words_meet_as_well_from_either_side() -> None:
    words = made()[0]
    types = np.arange(len(words.number), dtype=np.int32)
    match = word_match(words, types[:9], types[5:])
    assert np.array_equal(match, word_match(words, types[5:], types[:9]).T)
    assert ((match >= 0) & (match <= 1)).all()


def test_words_meet_as_well_without_the_table() -> None:
    words = made()[0]
    assert words.table is not None
    types = np.arange(len(words.number), dtype=np.int32)
    without = dataclasses.replace(words, table=None)
    assert np.array_equal(
        word_match(words, types[:9], types), word_match(without, types[:9], types)
    )


def test_words_meet_by_stem_or_meaning_but_numbers_only_themselves() -> None:
    words = vocabulary(A, B)
    table = meets(words, ["fire", "fire", "40", "40", "fire"], ["fires", "blaze"])
    assert table[0][0] == 1
    assert 0 < table[0][1] < 1
    assert meets(words, ["40"], ["36", "40", "people"]) == [[0, 1, 0]]
    assert meets(words, ["nowhere"], ["fires", "nowhere"]) == [[0, 0]]


def test_function_words_weigh_nothing_and_rare_words_most() -> None:
    words = vocabulary(A, B)
    assert weight(words, "the") == weight(words, "nowhere") == 0
    assert weight(words, "inquiry") > weight(words, "mill") > 0


def test_names_are_written_with_a_capital_inside_a_sentence() -> None:
    words = vocabulary(A, B)
    names = {norm for norm, row in words.number.items() if words.is_name[row]}
    assert {"orrin", "quill", "vestby"} <= names
    assert not names & {"monday", "fire", "seventeen", "mill", "the", "40"}
    numbers = {norm for norm, row in words.number.items() if words.is_number[row]}
    assert numbers == {"seventeen", "40", "9", "36"}


def test_the_words_of_a_sentence_lie_between_its_starts() -> None:
    words, words_a, _ = made()
    norm = {row: norm for norm, row in words.number.items()}
    first = [norm[int(row)] for row in words_a.types[: words_a.starts[1]]]
    assert " ".join(first) == "the old mill at orrin burned down on monday"
    assert [A.tokens[at].norm for at in words_a.tokens[: words_a.starts[1]]] == first


def candidates(
    ready: tuple[Vocabulary, Words, Words], most: int
) -> tuple[np.ndarray, np.ndarray]:
    return candidate_pairs(*ready, centred_vectors(*ready), most)


def test_few_sentences_are_all_compared() -> None:
    pairs = candidates(made(), 24)
    assert list(zip(*map(np.ndarray.tolist, pairs), strict=True)) == [
        (i, j) for i in range(4) for j in range(3)
    ]


def centred_vectors(
    words: Vocabulary, words_a: Words, words_b: Words
) -> tuple[np.ndarray, np.ndarray]:
    return centred(sentence_vectors(words, words_a), sentence_vectors(words, words_b))


def long_pair(count: int) -> tuple[Vocabulary, Words, Words]:
    towns = ["Arvik", "Orrin", "Vestby", "Gera", "Lorn", "Tarn", "Calder"]
    things = ["mill", "ferry", "bridge", "school", "harbour", "choir", "museum", "dam"]
    deeds = ["burned", "closed", "opened", "flooded", "was sold", "won a prize"]
    sentences = [
        f"The {things[n % 8]} of {towns[n % 7]} {deeds[n % 6]} in round {n}."
        for n in range(count)
    ]
    turned = [*sentences[count // 3 :], *sentences[: count // 3]]
    a, b = paragraphs(*sentences), paragraphs(*turned)
    return words_of(a, b, a.aligned(), b.aligned())


@pytest.mark.parametrize("count", [60, 700], ids=["one-block", "two-blocks"])
def test_of_many_sentences_the_best_are_compared(count: int) -> None:
    pairs = candidates(long_pair(count), 8)
    found = set(zip(*map(np.ndarray.tolist, pairs), strict=True))
    assert {(n, (n - count // 3) % count) for n in range(count)} <= found
    assert len(found) <= 2 * 8 * count
    rows, columns = np.bincount(pairs[0]), np.bincount(pairs[1])
    assert rows.min() >= 8
    assert columns.min() >= 8
    keys = pairs[0] * count + pairs[1]
    assert (np.diff(keys) > 0).all()


@pytest.mark.parametrize("length", [3, 40, 399, 1000])
@given(seed=st.integers(0, 9), most=st.integers(1, 3))
def test_the_greatest_of_a_row_are_found(length: int, seed: int, most: int) -> None:
    rows = np.random.default_rng(seed).permuted(
        np.tile(np.arange(length, dtype=np.float32), (5, 1)), axis=1
    )
    found = np.take_along_axis(rows, _greatest(rows, most), axis=1)
    assert (np.sort(found) == np.arange(length - most, length)).all()


def found_evidence(
    vocabulary: Vocabulary,
    words: tuple[Words, Words],
    vectors: tuple[np.ndarray, np.ndarray],
    grid: np.ndarray,
) -> np.ndarray:
    """The evidence of the pairs in *grid*; its second row need not ascend."""
    pairs = grid[0], grid[1]
    near = nearest(vocabulary, words, pairs)
    return evidence(vocabulary, words, Meaning(vectors, None), pairs, near)


def test_evidence_is_the_same_from_either_side() -> None:
    words, words_a, words_b = made()
    vectors = centred_vectors(words, words_a, words_b)
    grid = np.indices((4, 3)).reshape(2, -1)
    here = found_evidence(words, (words_a, words_b), vectors, grid)
    there = found_evidence(words, (words_b, words_a), vectors[::-1], grid[::-1])
    assert here.shape == (12, len(STATIC))
    # The last digit may differ: compare() puts the articles into one order.
    assert here == pytest.approx(there, abs=1e-4)


def test_the_best_evidence_lies_where_the_sentences_fit() -> None:
    words, words_a, words_b = made()
    vectors = centred_vectors(words, words_a, words_b)
    grid = np.indices((4, 3)).reshape(2, -1)
    found = found_evidence(words, (words_a, words_b), vectors, grid)
    meaning = found[:, STATIC.index("meaning")].reshape(4, 3)
    assert meaning[:, 0].argmax() == 0
    assert meaning[:, 1].argmax() == 1


def test_sentences_of_marks_alone_have_evidence_too() -> None:
    a, b = paragraphs("The mill burned.", "* * *"), paragraphs("— —", "It rained.")
    words, words_a, words_b = words_of(a, b, a.aligned(), b.aligned())
    vectors = centred_vectors(words, words_a, words_b)
    grid = np.indices((2, 2)).reshape(2, -1)
    found = found_evidence(words, (words_a, words_b), vectors, grid)
    assert np.isfinite(found).all()
