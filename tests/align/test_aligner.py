"""The word aligner: the same from either side, in any company, and sensible."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import paragraphs, vocabulary

from srcdiff.align.aligner import (
    COSINE,
    FEATURES,
    FIRST,
    Net,
    align,
    load,
    weights_file,
    word_types,
)
from srcdiff.align.grids import padded
from srcdiff.align.word_types import (
    SAME,
    SAME_FUNCTION,
    TYPE,
    bare_types,
    spellings,
    with_table,
)
from srcdiff.align.words import unit, words_of
from srcdiff.model import Document

A = paragraphs(
    "Seventeen of the 40 workers of the mill in Orrin were killed on Monday.",
    "Ismail told the reporters that he carried a message from the president.",
    "The two sides agreed to a truce.",
)
B = paragraphs(
    "On Monday 17 of the mill's 40 workers lost their lives in Orrin.",
    "Ismayel told journalists that he carries a message of the president.",
    "A ceasefire was agreed by both sides.",
)


def aligned(a: Document, b: Document, i: int, j: int) -> dict[tuple[str, str], float]:
    """Return the chance of each pair of words, by their norms."""
    vocab, words_a, words_b = words_of(a, b, a.aligned(), b.aligned())
    grids = padded(words_a, np.array([i])), padded(words_b, np.array([j]))
    chances = align(word_types(vocab), *grids)[0]
    norms = {row: key for key, row in vocab.number.items()}
    return {
        (norms[x], norms[y]): float(chances[r, c])
        for r, x in enumerate(grids[0][0].tolist())
        for c, y in enumerate(grids[1][0].tolist())
    }


def test_reworded_sentences_find_their_words() -> None:
    said = aligned(A, B, 1, 1)
    assert said["message", "message"] > 0.9
    assert said["reporters", "journalists"] > 0.7
    assert said["ismail", "ismayel"] > 0.5  # by spelling
    assert said["carried", "carries"] > 0.7
    assert said["message", "president"] < 0.1
    truce = aligned(A, B, 2, 2)
    assert truce["truce", "ceasefire"] > 0.5
    assert truce["truce", "sides"] < 0.1


def test_different_numbers_never_meet() -> None:
    a = paragraphs("The blaze killed 17 people.")
    b = paragraphs("The blaze killed 36 people.")
    said = aligned(a, b, 0, 0)
    assert said["17", "36"] < 0.2
    assert said["killed", "killed"] > 0.9


def test_unrelated_sentences_have_no_words_in_common() -> None:
    said = aligned(A, B, 0, 2)
    assert max(said.values()) < 0.5


def test_a_function_word_goes_where_its_neighbours_go() -> None:
    a = paragraphs("The mayor opened the bridge.")
    b = paragraphs("The old bridge was opened by the mayor.")
    vocab, words_a, words_b = words_of(a, b, (0,), (0,))
    chances = align(word_types(vocab), padded(words_a, [0]), padded(words_b, [0]))[0]
    assert chances[0, 6] > chances[0, 0]  # the mayor
    assert chances[3, 0] > chances[3, 6]  # the bridge


words = st.sampled_from(
    [
        "the",
        "a",
        "mayor",
        "of",
        "Orrin",
        "opened",
        "old",
        "bridge",
        "17",
        "40",
        "Monday",
    ]
)
lines = st.lists(words, min_size=1, max_size=12).map(" ".join)


@given(st.lists(st.tuples(lines, lines), min_size=1, max_size=4), st.booleans())
def test_the_other_way_round_is_the_transpose(
    pairs: list[tuple[str, str]], table: bool
) -> None:
    a, b = paragraphs(*(x for x, _ in pairs)), paragraphs(*(y for _, y in pairs))
    vocab, words_a, words_b = words_of(a, b, a.aligned(), b.aligned())
    types = word_types(vocab) if table else bare_types(vocab)
    every = np.arange(min(len(a.aligned()), len(b.aligned())))
    grids = padded(words_a, every), padded(words_b, every)
    one, other = align(types, *grids), align(types, *grids[::-1])
    assert np.array_equal(one, other.swapaxes(1, 2))
    assert one.dtype == np.float32
    assert ((one >= 0) & (one <= 1)).all()
    outside = (grids[0] < 0)[:, :, None] | (grids[1] < 0)[:, None, :]
    assert not one[outside].any()


def test_a_pair_of_sentences_is_the_same_in_any_company() -> None:
    vocab, words_a, words_b = words_of(A, B, A.aligned(), B.aligned())
    types = word_types(vocab)
    every = np.arange(3)
    together = align(types, padded(words_a, every), padded(words_b, every))
    for k in every:
        alone = align(types, padded(words_a, [k]), padded(words_b, [k]))[0]
        rows, columns = alone.shape
        assert np.array_equal(together[k, :rows, :columns], alone)


def test_without_a_table_it_is_the_same() -> None:
    vocab, words_a, words_b = words_of(A, B, A.aligned(), B.aligned())
    types = word_types(vocab)
    grids = padded(words_a, np.arange(3)), padded(words_b, np.arange(3))
    assert types.table is not None
    assert np.array_equal(
        align(types, *grids), align(dataclasses.replace(types, table=None), *grids)
    )


def test_a_cosine_of_contextual_vectors_keeps_the_mirror() -> None:
    vocab, words_a, words_b = words_of(A, B, A.aligned(), B.aligned())
    types = word_types(vocab)
    grids = padded(words_a, np.arange(3)), padded(words_b, np.arange(3))
    rng = np.random.default_rng(0)
    cosine = rng.uniform(-0.2, 1, (3, grids[0].shape[1], grids[1].shape[1]))
    cosine = np.round(cosine, 3).astype(np.float32)
    one = align(types, *grids, cosine)
    other = align(types, *grids[::-1], np.ascontiguousarray(cosine.swapaxes(1, 2)))
    assert np.array_equal(one, other.swapaxes(1, 2))


def test_sentences_of_marks_alone_align_nothing() -> None:
    a, b = paragraphs("…?", "A mill burned."), paragraphs("A mill burned.", "…!")
    vocab, words_a, words_b = words_of(a, b, a.aligned(), b.aligned())
    every = np.arange(2)
    grids = padded(words_a, every), padded(words_b, every)
    assert not align(word_types(vocab), *grids).any()


def test_words_spelt_alike_lie_near() -> None:
    rows = unit(spellings(("ismail", "ismayel", "president", "ismail"))) / 2048
    near = rows @ rows.T
    assert near[0, 3] == pytest.approx(1, abs=1e-2)
    assert near[0, 1] > 0.3 > near[0, 2]
    assert spellings(()).shape == (0, 64)


def test_codes_say_the_same_stem_and_mirror() -> None:
    vocab = vocabulary(A, B)
    types = with_table(bare_types(vocab), load("static").codes)
    table, rows = types.table, vocab.number
    assert table is not None
    assert np.array_equal(table, table.T)
    assert table[rows["carried"], rows["carries"]] == SAME
    assert table[rows["the"], rows["the"]] == SAME_FUNCTION
    assert table[rows["17"], rows["40"]] == 1
    assert not table[-1].any()


@pytest.mark.parametrize("weights", ["static", "contextual"])
def test_every_feature_has_weights(weights: str) -> None:
    data = json.loads(weights_file())
    more = () if weights == "static" else COSINE
    assert set(data["type"]["weights"]) == set(TYPE)
    assert set(data[weights]["first"]) == set(FIRST + more)
    for net in data[weights]["later"]:
        assert set(net["inward"]) == set(FEATURES + more)
    assert 0 < data[weights]["threshold"] < 1


def test_a_net_is_what_it_says() -> None:
    data = {
        "inward": {"one": [1.0, -2.0], "two": [0.5, 0.25]},
        "hidden": [-1.0, 0.5],
        "outward": [2.0, -1.0],
        "bias": 0.125,
    }
    rows = np.array([[3.0, -1.0], [2.0, 4.0]], np.float32)
    found = Net.load(data, ("one", "two")).log_odds(rows)
    # 2·max(0, 3+1-1) - max(0, -6+.5+.5) + .125, and the like for the second cell
    assert found.tolist() == [6.125, 0.125 - 3.5]
