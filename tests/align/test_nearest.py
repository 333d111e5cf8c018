"""Nearest words are the best of each row and column, however they are looked up."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from making import paragraphs

from srcdiff.align import nearest as module
from srcdiff.align.matching import STEPS, nearest_types, nearness
from srcdiff.align.nearest import nearest
from srcdiff.align.words import Vocabulary, Words, words_of

A = paragraphs(
    "The ferry to Gera sank on Tuesday with 40 people.",
    "* * *",
    "A storm had closed the harbour.",
    "Forty people drowned, the harbour master said.",
)
B = paragraphs(
    "Forty drowned when a boat went down.",
    "— —",
    "The harbour was shut by the storm on Tuesday.",
)
PAIRS = np.array([(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (3, 1), (3, 0), (3, 2)]).T


def made(*, table: bool) -> tuple[Vocabulary, tuple[Words, Words]]:
    vocabulary, *words = words_of(A, B, A.aligned(), B.aligned())
    if not table:
        vocabulary = dataclasses.replace(vocabulary, table=None)
    return vocabulary, (words[0], words[1])


@pytest.mark.parametrize("table", [True, False], ids=["looked-up", "multiplied"])
@pytest.mark.parametrize("cells", [1, 30, 10**6])
def test_nearest_words_are_the_best_of_each_pair(
    monkeypatch: pytest.MonkeyPatch, cells: int, table: bool
) -> None:
    monkeypatch.setattr(module, "_CELLS", cells)
    vocabulary, words = made(table=table)
    found = nearest(vocabulary, words, (PAIRS[0], PAIRS[1]))
    for at, pair in enumerate(PAIRS.T):
        types = [
            side.types[side.starts[k] : side.starts[k + 1]]
            for side, k in zip(words, pair, strict=True)
        ]
        match = nearness(vocabulary, *types)
        for side, axis in ((0, 1), (1, 0)):
            wanted = match.max(axis=axis, initial=0)
            shown = found[side].padded(np.array([at]))[0]
            assert np.array_equal(shown[: len(wanted)], wanted)


def test_shorter_sentences_end_in_zeros() -> None:
    found = nearest(*made(table=True), (PAIRS[0], PAIRS[1]))[1]
    shown = found.padded(np.arange(3))
    assert shown.shape == (3, 9)
    assert not shown[0, 7:].any()
    assert not shown[1].any()
    assert shown[2].any()


def test_no_pairs_have_no_words() -> None:
    none = np.zeros(0, np.int64)
    found = nearest(*made(table=True), (none, none))
    assert [len(side.starts) for side in found] == [1, 1]


@pytest.mark.parametrize("table", [True, False], ids=["looked-up", "multiplied"])
def test_nearest_types_are_the_best_of_all(table: bool) -> None:
    vocabulary, _ = made(table=table)
    types = np.arange(len(vocabulary.stems), dtype=np.int32)
    one, other = types[:9], types[5:]
    match = np.rint(nearness(vocabulary, one, other) * STEPS)
    found = nearest_types(vocabulary, one, other)
    assert np.array_equal(found[0], match.max(axis=1))
    assert np.array_equal(found[1], match.max(axis=0))
    assert not nearest_types(vocabulary, one, types[:0])[0].any()
